import { useQuery } from '@tanstack/react-query';
import { accepted, answer, api, send } from '@/api/client';
import { POLL_MS } from '@/api/queries';
import { Badge } from '@/ui/Badge';
import { Loaded } from '@/ui/State';
import { figuresOf } from './metrics';

/** The health and the metrics of the service. */
export function Health() {
  const ready = useQuery({ queryKey: ['health'], queryFn: () => answer(api.GET('/health/ready')), refetchInterval: POLL_MS });
  const metrics = useQuery({
    queryKey: ['metrics'],
    queryFn: async () => figuresOf(await (await accepted(send('/metrics'))).text()),
    refetchInterval: POLL_MS,
  });
  return (
    <div className="stack">
      <section className="card" aria-label="Health">
        <h2>Health</h2>
        <Loaded query={ready} lines={1}>
          {() => <p>{ready.isError ? <Badge tone="bad">not ready</Badge> : <Badge tone="good">ready</Badge>} The service and its database respond.</p>}
        </Loaded>
      </section>
      <section className="card" aria-label="Metrics">
        <h2>Metrics since the start</h2>
        <Loaded query={metrics}>
          {(figures) => (
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">Metric</th>
                  <th scope="col" className="number">
                    Value
                  </th>
                </tr>
              </thead>
              <tbody>
                {figures.map((figure) => (
                  <tr key={figure.name}>
                    <th scope="row">
                      {figure.help} <span className="soft mono">{figure.name}</span>
                    </th>
                    <td className="number">{figure.total.toLocaleString(undefined, { maximumFractionDigits: 2 })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Loaded>
      </section>
    </div>
  );
}
