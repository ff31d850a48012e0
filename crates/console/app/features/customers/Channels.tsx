import { Loaded } from '@/ui/State';
import { useOverview } from './Overview';

/** Interactions of the customer by channel. */
export function Channels({ id }: { id: number }) {
  const query = useOverview(id);
  return (
    <section className="card" aria-label="Interactions">
      <h2>Interactions by channel</h2>
      <Loaded query={query} lines={3}>
        {({ interactions }) => {
          const channels = Object.entries(interactions);
          const most = Math.max(1, ...channels.map(([, count]) => count));
          if (channels.length === 0) return <p className="soft">No channels yet.</p>;
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
