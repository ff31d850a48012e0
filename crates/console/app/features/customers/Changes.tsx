import { useMutation, useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { moment, words } from '@/ui/format';
import { Loaded } from '@/ui/State';
import { say } from '@/ui/Toasts';

type Change = Schemas['HistoryView'];

const SHOWN = 50;
/** Fields that the service does not restore. */
const FIXED = new Set(['kind', 'birth_date', 'integration_id', 'ssn']);

/** Changes of the customer's record, latest first, each with the values before and after. */
export function Changes({ id }: { id: number }) {
  const firm = useChosenFirm();
  const query = useQuery({
    queryKey: ['customer', firm, id, 'changes'],
    queryFn: () => answer(api.GET('/api/customers/{id}/history', { params: { path: { id }, query: { limit: SHOWN } } })),
  });
  const restoring = useMutation({
    mutationFn: ({ seq, field }: { seq: number; field: string }) =>
      answer(api.POST('/api/customers/{id}/history/{seq}/restore', { params: { path: { id, seq } }, body: { fields: [field] } })),
    onSuccess: () => say('Earlier value restored.', 'good'),
    onError: (error) => say(sentence(error), 'bad'),
    onSettled: () => queries.invalidateQueries({ queryKey: ['customer', firm, id] }),
  });
  return (
    <section className="card" aria-label="Changes">
      <h2>Changes</h2>
      <Loaded query={query} lines={4}>
        {(changes) => (
          <ol className="timeline">
            {changes.map((change) => (
              <li key={change.seq}>
                <span>{headingOf(change)}</span>
                <span className="soft">
                  {moment(change.at)}, {authorOf(change)}
                </span>
                <Values change={change} isBusy={restoring.isPending} onRestore={(field) => restoring.mutate({ seq: change.seq, field })} />
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

type ValuesProps = { change: Change; isBusy: boolean; onRestore: (field: string) => void };

function Values({ change, isBusy, onRestore }: ValuesProps) {
  if (change.action !== 'updated') return null;
  return (
    <ul className="stack">
      {(change.changes ?? []).map(({ field, old, new: value }) => (
        <li key={field} className="row spread">
          <span>
            {words(field)}: {shown(old)} → {shown(value)}
          </span>
          {!FIXED.has(field) && (
            <button type="button" className="button small" disabled={isBusy} aria-label={`Restore ${words(field).toLowerCase()}`} onClick={() => onRestore(field)}>
              Restore
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}

function headingOf({ action, at }: Change): string {
  return action === 'unrecorded' ? `Before ${moment(at)}: not recorded` : words(action);
}

function authorOf({ actor, cause }: Change): string {
  return `${actor.name ?? words(actor.type).toLowerCase()} (${cause.type})`;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}
