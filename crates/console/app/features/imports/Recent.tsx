import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { answer, api } from '@/api/client';
import { POLL_MS } from '@/api/queries';
import { Badge } from '@/ui/Badge';
import { moment } from '@/ui/format';
import { Empty, Loaded } from '@/ui/State';
import type { Import } from './upload';

const SHOWN = 15;

export function ImportBadge({ current }: { current: Import }) {
  return (
    <>
      <Badge state={current.state} />
      {current.dry_run && <Badge>dry run</Badge>}
    </>
  );
}

/** The last imports, newest first. */
export function Recent() {
  const query = useQuery({
    queryKey: ['imports'],
    queryFn: () => answer(api.GET('/imports')),
    refetchInterval: POLL_MS,
  });
  return (
    <section className="card" aria-label="Earlier imports">
      <h2>Earlier imports</h2>
      <Loaded query={query} lines={3}>
        {(imports) => (imports.length === 0 ? <Empty title="No imports yet" /> : <Table imports={imports.slice(-SHOWN).reverse()} />)}
      </Loaded>
    </section>
  );
}

function Table({ imports }: { imports: Import[] }) {
  return (
    <div className="scroll-x">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Kind</th>
            <th scope="col">State</th>
            <th scope="col" className="number">
              Created
            </th>
            <th scope="col" className="number">
              Updated
            </th>
            <th scope="col" className="number">
              Refused
            </th>
            <th scope="col">When</th>
          </tr>
        </thead>
        <tbody>
          {imports.map((one) => (
            <tr key={one.id}>
              <td>
                <Link to={`/import/${one.id}`}>{one.file_name}</Link>
              </td>
              <td>{one.kind}</td>
              <td>
                <span className="row">
                  <ImportBadge current={one} />
                </span>
              </td>
              <td className="number">{one.created.toLocaleString()}</td>
              <td className="number">{one.updated.toLocaleString()}</td>
              <td className="number">{one.rejected.toLocaleString()}</td>
              <td className="date">{moment(one.created_at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
