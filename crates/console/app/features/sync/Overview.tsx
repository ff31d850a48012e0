import { moment } from '@/ui/format';
import { Icon } from '@/ui/Icon';
import { useSyncStatus, type SyncStatus } from './users';

const CONNECTIONS: Readonly<Record<string, string>> = { closed: 'Good', open: 'Interrupted', half_open: 'Testing' };

function connection(status: SyncStatus | undefined): string {
  if (status === undefined) return '–';
  if (!status.configured) return 'None';
  return CONNECTIONS[status.connection.breaker] ?? status.connection.breaker;
}

/** The state of the sync. Space is reserved while it loads. */
export function Overview() {
  const { data } = useSyncStatus();
  const figures = [
    ['Pending', data?.pending],
    ['Synced', data?.synced],
    ['Failed', data?.failed],
    ['Parked events', data?.parked_webhooks],
  ] as const;
  const sweep = data?.last_sweep;
  return (
    <>
      <dl className="figures">
        {figures.map(([title, count]) => (
          <div key={title} className="figure">
            <dt>{title}</dt>
            <dd>{count?.toLocaleString() ?? '–'}</dd>
          </div>
        ))}
        <div className="figure">
          <dt>Connection</dt>
          <dd>{connection(data)}</dd>
        </div>
        <div className="figure">
          <dt>Last sweep{sweep === undefined || sweep === null ? '' : `, ${moment(sweep.started_at)}`}</dt>
          <dd>{sweep === undefined || sweep === null ? 'never' : `${sweep.differed.toLocaleString()} of ${sweep.checked.toLocaleString()} differed`}</dd>
        </div>
      </dl>
      {data?.configured === false && (
        <p className="notice warn" role="status">
          <Icon name="alert" /> No CRM is configured: users stay pending until the service is started with FRONTDESK_CRM_URL.
        </p>
      )}
      {data?.connection.paused_reason !== null && data?.connection.paused_reason !== undefined && (
        <p className="notice warn" role="alert">
          <Icon name="alert" /> The sync is paused until this is fixed: {data.connection.paused_reason}
        </p>
      )}
    </>
  );
}
