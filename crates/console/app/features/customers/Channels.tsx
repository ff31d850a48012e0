import { useQuery } from '@tanstack/react-query';
import { answer, api } from '@/api/client';
import { useChosenFirm } from '@/api/firm';
import { Loaded } from '@/ui/State';

/** How often the customer was reached, through each channel. */
export function Channels({ id }: { id: number }) {
  const firm = useChosenFirm();
  const query = useQuery({
    queryKey: ['interactions', firm, 'of', id],
    queryFn: () => answer(api.GET('/api/v1/interactions/{customer_id}', { params: { path: { customer_id: id } } })),
  });
  return (
    <section className="card" aria-label="Interactions">
      <h2>Interactions by channel</h2>
      <Loaded query={query} lines={3}>
        {({ data }) => {
          const channels = Object.entries(data.interactions);
          const most = Math.max(1, ...channels.map(([, count]) => count));
          if (channels.length === 0) return <p className="soft">The firm knows no channel yet.</p>;
          return (
            <dl className="bars">
              {channels.map(([channel, count]) => (
                <div key={channel} style={{ display: 'contents' }}>
                  <dt>{channel}</dt>
                  <dd className="number">{count.toLocaleString()}</dd>
                  <dd className="bar" aria-hidden="true">
                    <span style={{ width: `${(100 * count) / most}%` }} />
                  </dd>
                </div>
              ))}
            </dl>
          );
        }}
      </Loaded>
    </section>
  );
}
