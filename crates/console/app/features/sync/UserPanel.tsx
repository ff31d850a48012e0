import { Badge } from '@/ui/Badge';
import { moment } from '@/ui/format';
import { Panel } from '@/ui/Panel';
import { Empty, Loaded } from '@/ui/State';
import { reconcile, retry, useUserHistory, type PastValue, type User } from './users';

const CAUSES: Readonly<Record<string, string>> = {
  edit: 'changed here',
  import: 'changed by an import or on the customer',
  webhook: 'event of the CRM',
  fetch: 'read from the CRM',
  sweep: 'reconciled by a sweep',
};

/** One user: CRM id, last error, and past values. */
export function UserPanel({ id, user, onClose }: { id: string; user: User | undefined; onClose: () => void }) {
  return (
    <Panel title={user?.name ?? 'User'} isOpen onClose={onClose}>
      <div className="panel-body">
        {user === undefined ? (
          <Empty title="User not found" />
        ) : (
          <>
            <dl className="facts">
              <dt>State</dt>
              <dd>
                <Badge state={user.sync_status} />
              </dd>
              <dt>E-mail</dt>
              <dd>{user.email}</dd>
              <dt>Phone</dt>
              <dd>{user.phone}</dd>
              <dt>CRM id</dt>
              <dd>{user.crm_id ?? 'not synced yet'}</dd>
              <dt>Attempts</dt>
              <dd>{user.attempts}</dd>
            </dl>
            {user.last_error !== null && <p className="notice">{user.last_error}</p>}
            <div className="row">
              <button type="button" className="button" onClick={() => void retry(id)}>
                Send again
              </button>
              <button type="button" className="button" disabled={user.crm_id === null} onClick={() => void reconcile(id)}>
                Reconcile with the CRM
              </button>
            </div>
          </>
        )}
        <PastValues id={id} />
      </div>
    </Panel>
  );
}

/** The old and new value of each change. */
function PastValues({ id }: { id: string }) {
  const query = useUserHistory(id);
  return (
    <section aria-label="Differences">
      <h3>Past values</h3>
      <Loaded query={query} lines={3}>
        {(values) =>
          values.length === 0 ? (
            <p className="soft">None.</p>
          ) : (
            <ol className="past">
              {[...values].reverse().map((value) => (
                <Difference key={value.id} value={value} />
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function Difference({ value }: { value: PastValue }) {
  const isOurs = value.cause === 'edit' || value.cause === 'import';
  return (
    <li>
      <div className="row spread">
        <strong>{value.field}</strong>
        <span className="soft">
          {CAUSES[value.cause] ?? value.cause}, {moment(value.changed_at)}
        </span>
      </div>
      <div className="pair">
        <div>
          <span className="soft">{isOurs ? 'Before' : 'Here'}</span>
          <p>{value.from}</p>
        </div>
        <div>
          <span className="soft">{isOurs ? 'After' : 'CRM'}</span>
          <p>{value.to}</p>
        </div>
      </div>
      {value.overridden && <Badge tone="warn">changed on both sides; the CRM’s value was kept</Badge>}
    </li>
  );
}
