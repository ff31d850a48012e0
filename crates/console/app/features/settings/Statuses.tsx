import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useChosenFirm } from '@/api/firm';
import { Refusal, sentence } from '@/api/problem';
import { saveStatuses, useStatuses, type Catalogue, type NewStatus } from '@/api/statuses';
import { Check } from '@/ui/Field';
import { Form, Notice } from '@/ui/Form';
import { Icon } from '@/ui/Icon';
import { Loaded } from '@/ui/State';
import { say } from '@/ui/Toasts';

/** The deal statuses and their probabilities. */
export function Statuses() {
  const firm = useChosenFirm();
  const query = useStatuses();
  return (
    <Loaded query={query}>
      {(catalogue) => <Editor key={firm} firm={firm} catalogue={catalogue} onReload={() => query.refetch()} />}
    </Loaded>
  );
}

type Row = NewStatus & { key: number };

/** The edited rows, and the version they are based on. */
type Edit = { rows: readonly Row[]; tag: string | undefined };

type Props = { firm: number | undefined; catalogue: Catalogue; onReload: () => Promise<{ isError: boolean }> };

function Editor({ firm, catalogue, onReload }: Props) {
  // Without edits the current catalogue is shown, even if another user changed it.
  const [typed, setTyped] = useState<Edit>();
  const edit = typed ?? { rows: catalogue.statuses.map((status, key) => ({ ...status, key })), tag: catalogue.tag };
  const saving = useMutation({
    mutationFn: (sent: Edit) => saveStatuses(firm, { statuses: sent.rows, tag: sent.tag }),
    onSuccess: (saved, sent) => {
      say('Saved.', 'good');
      // Edits made during a save continue on the saved version.
      setTyped((now) => (now === undefined || now.rows === sent.rows ? undefined : { ...now, tag: saved.tag }));
    },
  });
  const setRows = (rows: readonly Row[]) => setTyped({ ...edit, rows });
  const set = (key: number, change: Partial<Row>) => setRows(edit.rows.map((row) => (row.key === key ? { ...row, ...change } : row)));
  const add = () => setRows([...edit.rows, { name: '', probability: 0, closed: false, key: Math.max(0, ...edit.rows.map((row) => row.key)) + 1 }]);
  const startOver = async () => {
    if ((await onReload()).isError) return;
    setTyped(undefined);
    saving.reset();
  };
  const isStale = saving.error instanceof Refusal && saving.error.status === 412;
  return (
    <Form className="card stack" aria-label="Statuses" onSubmit={() => saving.mutate(edit)}>
      <h2>Deal statuses</h2>
      {isStale ? (
        <div className="notice warn" role="alert">
          <span>The statuses were changed by another user. Nothing was saved.</span>
          <span className="actions">
            <button type="button" className="button small" onClick={() => void startOver()}>
              Load the current statuses
            </button>
          </span>
        </div>
      ) : (
        saving.isError && <Notice>{sentence(saving.error)}</Notice>
      )}
      <Table rows={edit.rows} onChange={set} onRemove={(key) => setRows(edit.rows.filter((row) => row.key !== key))} />
      <div className="row">
        <button type="submit" className="button primary" disabled={saving.isPending}>
          Save
        </button>
        <button type="button" className="button" onClick={add}>
          Add a status
        </button>
      </div>
    </Form>
  );
}

type TableProps = { rows: readonly Row[]; onChange: (key: number, change: Partial<Row>) => void; onRemove: (key: number) => void };

function Table({ rows, onChange, onRemove }: TableProps) {
  return (
    <div className="scroll-x">
      <table className="plain-table statuses">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Probability, %</th>
            <th scope="col">Decided</th>
            <th scope="col">
              <span className="only-read">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            <tr key={row.key}>
              <td>
                <input className="input" aria-label={`Name of status ${place + 1}`} value={row.name} onChange={(event) => onChange(row.key, { name: event.target.value })} />
              </td>
              <td>
                <input
                  className="input"
                  type="number"
                  min={0}
                  max={100}
                  aria-label={`Probability of ${row.name}`}
                  value={row.probability}
                  onChange={(event) => onChange(row.key, { probability: Number(event.target.value) })}
                />
              </td>
              <td>
                <Check label="closed" checked={row.closed} onChange={(event) => onChange(row.key, { closed: event.target.checked })} />
              </td>
              <td className="number">
                <button type="button" className="button quiet icon small" aria-label={`Remove ${row.name}`} onClick={() => onRemove(row.key)}>
                  <Icon name="close" size={14} />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
