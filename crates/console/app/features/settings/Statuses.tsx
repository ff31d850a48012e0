import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type SubmitEvent } from 'react';
import { answer, api, type Schemas } from '@/api/client';
import { sentence } from '@/api/problem';
import { queries } from '@/api/queries';
import { Check } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/State';
import { say } from '@/ui/Toasts';

type Status = Schemas['StatusView'];

/** The statuses of deals, and how much each counts. */
export function Statuses() {
  const query = useQuery({ queryKey: ['opportunity statuses', 'settings'], queryFn: () => answer(api.GET('/api/opportunity-statuses')) });
  return <Loaded query={query}>{(statuses) => <Editor key={JSON.stringify(statuses)} statuses={statuses} />}</Loaded>;
}

function Editor({ statuses }: { statuses: readonly Status[] }) {
  const [rows, setRows] = useState(() => statuses.map((status, key) => ({ ...status, key })));
  const saving = useMutation({
    mutationFn: () =>
      answer(api.PUT('/api/opportunity-statuses', { body: rows.map(({ name, probability, closed }) => ({ name, probability, closed })) })),
    onSuccess: () => {
      say('Saved.', 'good');
      void queries.invalidateQueries({ queryKey: ['opportunity statuses'] });
      void queries.invalidateQueries({ queryKey: ['forecast'] });
    },
  });
  const set = (key: number, change: Partial<Status>) => setRows(rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const add = () => setRows([...rows, { name: '', probability: 0, closed: false, key: Math.max(0, ...rows.map((row) => row.key)) + 1 }]);
  return (
    <form
      className="card stack"
      aria-label="Statuses"
      noValidate
      onSubmit={(event: SubmitEvent) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <h2>Statuses of deals</h2>
      {saving.isError && (
        <p className="notice" role="alert">
          {sentence(saving.error)}
        </p>
      )}
      <div className="scroll-x">
        <table className="plain-table statuses">
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Probability, %</th>
              <th scope="col">Decided</th>
              <th scope="col">
                <span className="only-read">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, place) => (
              <tr key={row.key}>
                <td>
                  <input className="input" aria-label={`Name of status ${place + 1}`} value={row.name} onChange={(event) => set(row.key, { name: event.target.value })} />
                </td>
                <td>
                  <input
                    className="input"
                    type="number"
                    min={0}
                    max={100}
                    aria-label={`Probability of ${row.name}`}
                    value={row.probability}
                    onChange={(event) => set(row.key, { probability: Number(event.target.value) })}
                  />
                </td>
                <td>
                  <Check label="closed" checked={row.closed} onChange={(event) => set(row.key, { closed: event.target.checked })} />
                </td>
                <td className="number">
                  <button type="button" className="button quiet icon small" aria-label={`Remove ${row.name}`} onClick={() => setRows(rows.filter((one) => one.key !== row.key))}>
                    <Icon name="close" size={14} />
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="row">
        <button type="submit" className="button primary" disabled={saving.isPending}>
          Save
        </button>
        <button type="button" className="button" onClick={add}>
          Add a status
        </button>
      </div>
    </form>
  );
}
