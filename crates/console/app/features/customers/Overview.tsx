import { useQuery } from '@tanstack/react-query';
import { answer, api, type Schemas } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { Badge } from '@/ui/Badge';
import { moment, money, words } from '@/ui/format';
import { Loaded } from '@/ui/State';

type Overview = Schemas['OverviewView'];
type Happening = Overview['events'][number];

/** The overview of a customer. Cards share one query. */
export function useOverview(id: number) {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['customer', firm, id, 'overview'],
    queryFn: () => answer(api.GET('/api/customers/{id}/overview', { params: { path: { id } } })),
  });
}

/** Summary of a customer: deals, requests, CRM. */
export function AtAGlance({ id }: { id: number }) {
  const query = useOverview(id);
  return (
    <section className="card" aria-label="At a glance">
      <h2>At a glance</h2>
      <Loaded query={query} lines={4}>
        {({ opportunities, requests, crm }) => (
          <dl className="facts">
            <dt>Open deals</dt>
            <dd>
              {opportunities.open.toLocaleString()}, together {money(opportunities.value)}
            </dd>
            {Object.entries(requests).map(([status, count]) => (
              <div key={status} style={{ display: 'contents' }}>
                <dt>Requests, {words(status).toLowerCase()}</dt>
                <dd>{count.toLocaleString()}</dd>
              </div>
            ))}
            <dt>CRM</dt>
            <dd>{crm === null ? 'Not a CRM user' : <Crm crm={crm} />}</dd>
          </dl>
        )}
      </Loaded>
    </section>
  );
}

function Crm({ crm }: { crm: NonNullable<Overview['crm']> }) {
  return (
    <>
      <Badge state={crm.sync_status} /> {crm.crm_id ?? 'not synced yet'}
      {crm.last_error !== null && <p className="soft">{crm.last_error}</p>}
    </>
  );
}

/** Recent events, latest first. */
export function History({ id }: { id: number }) {
  const query = useOverview(id);
  return (
    <section className="card" aria-label="History">
      <h2>History</h2>
      <Loaded query={query} lines={4}>
        {({ events }) =>
          events.length === 0 ? (
            <p className="soft">Nothing yet.</p>
          ) : (
            <ol className="timeline">
              {events.map((event, place) => (
                <li key={place}>
                  <span>{sentenceOf(event)}</span>
                  <span className="soft">{moment(event.at)}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  );
}

function sentenceOf({ kind, id, from, to }: Happening): string {
  switch (kind) {
    case 'request_moved':
      return from === null ? `Request ${id} created` : `Request ${id}: ${words(to ?? '').toLowerCase()}`;
    case 'opportunity_created':
      return 'Deal created';
    case 'opportunity_changed':
      return 'Deal changed';
    default:
      return `${words(id)}: ${from ?? '–'} became ${to ?? '–'}`;
  }
}
