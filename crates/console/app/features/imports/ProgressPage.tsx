import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { download, withFirm } from '@/api/client';
import { sentence } from '@/api/problem';
import { Notice } from '@/ui/Form';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Failed, Loading } from '@/ui/State';
import { say } from '@/ui/Toasts';
import { isOver, timeLeft, useImport } from './progress';
import { pageOf } from './kinds';
import { ImportBadge } from './Recent';
import { remembered, start, type Choice, type Import } from './upload';

/** The progress and result of one import. */
export function Component() {
  const id = Number(useParams()['id']);
  const { query, current } = useImport(id);
  return (
    <Page title={current === undefined ? 'Import' : `${current.dry_run ? 'Dry run' : 'Import'} of ${current.file_name}`} actions={<Link className="button" to="/import"><Icon name="back" /> All imports</Link>}>
      {current !== undefined ? (
        <Progress key={id} current={current} />
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
    </Page>
  );
}

const COUNTS = ['created', 'updated', 'unchanged', 'rejected'] as const;

function Progress({ current }: { current: Import }) {
  const { rows_done: done, rows_total: total } = current;
  const share = isOver(current) ? 1 : total === null || total === 0 ? 0 : done / total;
  return (
    <div className="stack">
      <section className="card stack" aria-label="Progress">
        <div className="row spread">
          <span className="row">
            <ImportBadge current={current} />
            <span className="number">
              {done.toLocaleString()} {total !== null && `of ${total.toLocaleString()}`} rows
            </span>
          </span>
          <Pace current={current} />
        </div>
        <div className="bar" role="progressbar" aria-label="Rows done" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(100 * share)}>
          <span style={{ width: `${100 * share}%` }} />
        </div>
        {current.error !== null && (
          <Notice>{current.error}</Notice>
        )}
      </section>
      <dl className="figures" aria-label="Row counts">
        {COUNTS.map((count) => (
          <div key={count} className="figure">
            <dt>{count.charAt(0).toUpperCase() + count.slice(1)}</dt>
            <dd>{current[count].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      {current.rows_hidden > 0 && (
        <p className="notice warn">
          {current.rows_hidden.toLocaleString()} {current.rows_hidden === 1 ? 'row' : 'rows'} skipped: hidden in the workbook.
        </p>
      )}
      {isOver(current) && <WhatNext current={current} />}
      {current.warnings.length > 0 && <Warnings current={current} />}
    </div>
  );
}

function Pace({ current }: { current: Import }) {
  const left = isOver(current) ? undefined : timeLeft(current);
  return (
    <span className="soft">
      {current.rate !== null && `${Math.round(current.rate).toLocaleString()} rows per second`}
      {left !== undefined && ` · ${left} left`}
    </span>
  );
}

function WhatNext({ current }: { current: Import }) {
  const navigate = useNavigate();
  const choice = remembered(current.id);
  const page = pageOf(current.kind);
  const run = useMutation({
    mutationFn: (what: Choice) => start(what, { isDryRun: false, isAtomic: current.atomic }),
    onError: (error) => say(sentence(error), 'bad'),
  });
  return (
    <div className="row">
      {current.dry_run && <p className="soft">Dry run: nothing was stored.</p>}
      {current.dry_run && choice !== undefined && current.state === 'succeeded' && (
        <button type="button" className="button primary" disabled={run.isPending} onClick={() => run.mutate(choice, { onSuccess: (started) => void navigate(`/import/${started.id}`) })}>
          Import now
        </button>
      )}
      {current.rejected > 0 && (
        <button
          type="button"
          className="button"
          onClick={() =>
            void download(withFirm(`/imports/${current.id}/rejects.csv`), `${current.file_name}.rejects.csv`).catch((error: unknown) =>
              say(sentence(error), 'bad'),
            )
          }
        >
          <Icon name="download" /> Rejected rows
        </button>
      )}
      {!current.dry_run && current.state === 'succeeded' && page !== undefined && (
        <Link className="button" to={page}>
          Show the records
        </Link>
      )}
    </div>
  );
}

function Warnings({ current }: { current: Import }) {
  return (
    <section className="card">
      <h2>
        {current.warnings_total.toLocaleString()} {current.warnings_total === 1 ? 'warning' : 'warnings'}
      </h2>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col" className="number" style={{ width: 80 }}>
              Row
            </th>
            <th scope="col">Warning</th>
          </tr>
        </thead>
        <tbody>
          {current.warnings.map((warning, place) => (
            <tr key={place}>
              <td className="number">{warning.row.toLocaleString()}</td>
              <td>{warning.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
