import { Icon } from '@/ui/Icon';
import { putAside, type Returned } from './clients';

/** Changes that failed: the reason, and a link back to the form. */
export function Returns({ returned, onOpen }: { returned: readonly Returned[]; onOpen: (back: Returned) => void }) {
  if (returned.length === 0) return null;
  return (
    <div role="alert" className="stack" style={{ gap: 6 }}>
      {returned.map((back) => (
        <div key={back.key} className="notice">
          <Icon name="alert" />
          <span>
            <strong>{[back.draft.first_name, back.draft.last_name].join(' ').trim() || back.draft.integration_id}</strong> was not
            saved: {back.message}
          </span>
          <span className="actions">
            <button type="button" className="button small" onClick={() => onOpen(back)}>
              Back to the form
            </button>
            <button type="button" className="button quiet icon small" aria-label="Dismiss" onClick={() => putAside(back.key)}>
              <Icon name="close" size={14} />
            </button>
          </span>
        </div>
      ))}
    </div>
  );
}
