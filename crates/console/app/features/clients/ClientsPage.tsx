import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useChosenFirm } from '@/api/firm';
import { POLL_MS } from '@/api/queries';
import { day } from '@/ui/format';
import { Grid, type Column } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty, Failed, Loading } from '@/ui/State';
import { useTextInAddress } from '@/ui/useTextInAddress';
import { rowsOf, type Row } from './book';
import { ClientForm, NEW, type Opening } from './ClientForm';
import { putAside, refresh, save, useClients, type Returned } from './clients';
import { BLANK, type Draft } from './draft';
import { Returns } from './Returns';
import { matching } from './search';

const COLUMNS: readonly Column<Row>[] = [
  { id: 'id', title: 'Id', width: 78, isNumber: true, sort: (row) => row.client.id ?? Number.MAX_SAFE_INTEGER, cell: (row) => row.client.id ?? <Pending /> },
  { id: 'first_name', title: 'First name', width: 120, sort: (row) => row.client.first_name, cell: (row) => row.client.first_name },
  { id: 'last_name', title: 'Last name', width: 125, sort: (row) => row.client.last_name, cell: (row) => row.client.last_name },
  { id: 'email', title: 'E-mail', width: 215, sort: (row) => row.client.email, cell: (row) => row.client.email },
  { id: 'cell_phone', title: 'Cell phone', width: 130, sort: (row) => row.client.cell_phone, cell: (row) => row.client.cell_phone },
  { id: 'integration_id', title: 'Integration id', width: 120, sort: (row) => row.client.integration_id, cell: (row) => row.client.integration_id },
  { id: 'birth_date', title: 'Born', width: 115, sort: (row) => row.client.birth_date, cell: (row) => day(row.client.birth_date) },
  { id: 'ssn', title: 'SSN', width: 105, cell: (row) => row.client.ssn },
];

function Pending() {
  return (
    <span title="Saving">
      <Icon name="clock" size={14} />
      <span className="only-read">saving</span>
    </span>
  );
}

function openingOf({ client }: Row): Opening {
  const { first_name, last_name, email, cell_phone, integration_id, birth_date } = client;
  return {
    target: client.id,
    faults: {},
    hasId: integration_id !== null,
    draft: {
      ...BLANK,
      first_name: first_name ?? '',
      last_name: last_name ?? '',
      email: email ?? '',
      phone_numbers: cell_phone ?? '',
      integration_id: integration_id ?? '',
      birth_date: birth_date ?? '',
    },
  };
}

/** All clients of the firm. */
export function Component() {
  const firm = useChosenFirm();
  const { book, returned, fresh, isWhole } = useClients();
  const [text, setText] = useTextInAddress('q');
  const [opening, setOpening] = useState<Opening>();
  const query = useQuery({ queryKey: ['clients', firm], queryFn: ({ signal }) => refresh(firm, signal), refetchInterval: POLL_MS });

  const wanted = useDeferredValue(text);
  const rows = useMemo(() => rowsOf(book), [book]);
  const shown = useMemo(() => matching(rows, wanted), [rows, wanted]);
  const rowClass = useCallback(
    (row: Row) => (row.isPending ? 'pending' : row.client.id !== undefined && fresh.has(row.client.id) ? 'settled' : ''),
    [fresh],
  );
  const reopen = (back: Returned) => {
    putAside(back.key);
    const known = back.target === undefined ? undefined : book.clients.get(back.target);
    setOpening({ draft: back.draft, target: back.target, faults: back.faults, hasId: (known?.integration_id ?? null) !== null });
  };
  const send = async (draft: Draft, target: number | undefined) => {
    setOpening(undefined);
    const back = await save(draft, target);
    // An open form is not interrupted: a line above the list leads back to the failed one.
    if (back !== undefined && document.querySelector('[role="dialog"]') === null) reopen(back);
  };

  return (
    <Page
      title="Clients"
      count={isWhole || rows.length > 0 ? countOf(shown.length, rows.length) : undefined}
      fixed
      actions={
        <>
          <SearchBox
            label="Search clients"
            value={text}
            placeholder="Name, e-mail, phone or id"
            onChange={setText}
          />
          <button type="button" className="button" disabled={query.isFetching} onClick={() => void query.refetch()}>
            <Icon name="sync" /> Refresh
          </button>
          <button type="button" className="button primary" data-new="" onClick={() => setOpening(NEW)}>
            <Icon name="plus" /> New client
          </button>
        </>
      }
    >
      <Returns returned={returned} onOpen={reopen} />
      {rows.length > 0 || isWhole ? (
        <Grid
          label="Clients"
          rows={shown}
          columns={COLUMNS}
          rowKey={(row) => row.key}
          rowClass={rowClass}
          initialSort={{ column: 'id', isDescending: true }}
          onOpen={(row) => setOpening(openingOf(row))}
          empty={rows.length === 0 ? <NoClientsYet /> : <Empty title={`No client matches “${wanted}”`} />}
        />
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="grid">
          <Loading label="Loading clients" lines={12} />
        </div>
      )}
      {opening !== undefined && (
        <ClientForm opening={opening} onClose={() => setOpening(undefined)} onSave={(draft, target) => void send(draft, target)} />
      )}
    </Page>
  );
}

function countOf(shown: number, all: number): string {
  const total = all.toLocaleString();
  return shown === all ? total : `${shown.toLocaleString()} of ${total}`;
}

function NoClientsYet() {
  return (
    <Empty title="No clients yet">
      <p>Add the first one, or import a file.</p>
    </Empty>
  );
}
