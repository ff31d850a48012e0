import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { Badge } from '@/ui/Badge';
import { day, moment, money, words } from '@/ui/format';
import { Loaded } from '@/ui/State';

export function Deals({ id }: { id: number }) {
  const firm = useChosenFirm();
  const query = useQuery({
    queryKey: ['opportunities', firm, 'of', id],
    queryFn: () => answer(api.GET('/api/opportunities', { params: { query: { cid: id } } })),
  });
  return (
    <section className="card" aria-label="Deals">
      <h2>Deals</h2>
      <Loaded query={query} lines={3}>
        {(deals) =>
          deals.length === 0 ? (
            <p className="soft">None.</p>
          ) : (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">Status</th>
                  <th scope="col">Delivery</th>
                  <th scope="col" className="number">
                    Monthly revenue
                  </th>
                </tr>
              </thead>
              <tbody>
                {deals.map((deal) => (
                  <tr key={deal.oid}>
                    <td>
                      <Link to={`/pipeline?deal=${deal.oid}`}>{deal.opportunity_status}</Link>
                    </td>
                    <td className="date">{day(deal.estimated_delivery_date)}</td>
                    <td className="number">{money(deal.monthly_estimated_revenue)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </section>
  );
}

/** The customer's requests, newest first. */
export function Requests({ id }: { id: number }) {
  const firm = useChosenFirm();
  const query = useQuery({
    queryKey: ['requests', firm, 'of', id],
    queryFn: () => answer(api.GET('/api/customers/{id}/requests', { params: { path: { id } } })),
  });
  return (
    <section className="card" aria-label="Requests">
      <h2>Requests</h2>
      <Loaded query={query} lines={3}>
        {(requests) =>
          requests.length === 0 ? (
            <p className="soft">None.</p>
          ) : (
            <ul className="stack">
              {[...requests].reverse().map((request) => (
                <li key={request.id}>
                  <div className="row spread">
                    <Link to={`/requests/${request.id}`}>Request {request.id}</Link>
                    <span className="row">
                      <span className="soft">{moment(request.created_at)}</span>
                      <Badge state={request.status}>{words(request.status)}</Badge>
                    </span>
                  </div>
                  <p>{request.body}</p>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
