import { useDeferredValue, useMemo, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useCustomers } from '@/api/customers';
import { ColumnChoice, useHidden } from '@/ui/ColumnChoice';
import { saveText, toCsv } from '@/ui/csv';
import { asChoices, Filter } from '@/ui/Filter';
import { Grid } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { hasWords, valuesOf } from '@/ui/matching';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty, Loaded } from '@/ui/State';
import { useTextInAddress, withParameter } from '@/ui/useTextInAddress';
import { COLUMNS, USUALLY_HIDDEN } from './columns';
import { CustomerForm } from './CustomerForm';

/** The filters, as in the address. */
function useFilters() {
  const [search, setSearch] = useSearchParams();
  const set = (name: string, value: string) => setSearch(withParameter(search, name, value), { replace: true });
  return { area: search.get('area') ?? '', type: search.get('type') ?? '', set };
}

/** All customers with all fields. */
export function Component() {
  const query = useCustomers();
  const { area, type, set } = useFilters();
  const [q, setQ] = useTextInAddress('q');
  const wanted = useDeferredValue(q);
  const [hidden, toggle] = useHidden('customers', USUALLY_HIDDEN);
  const rows = query.data;
  const shown = useMemo(
    () =>
      (rows ?? []).filter(
        (row) =>
          (area === '' || row.area === area) &&
          (type === '' || row.customer_type === type) &&
          hasWords([row.first_name, row.last_name, row.company_name, row.email, row.phone, String(row.id)], wanted),
      ),
    [rows, area, type, wanted],
  );
  const [isAdding, setAdding] = useState(false);
  const navigate = useNavigate();
  const all = rows?.length ?? 0;
  return (
    <Page
      title="Customers"
      fixed
      count={rows === undefined ? undefined : shown.length === all ? all.toLocaleString() : `${shown.length.toLocaleString()} of ${all.toLocaleString()}`}
      actions={
        <>
          <SearchBox label="Search customers" placeholder="Name, e-mail, phone or id" value={q} onChange={setQ} />
          <Filter label="Area" none="Area: all" value={area} choices={asChoices(valuesOf(rows ?? [], (row) => row.area))} onChange={(value) => set('area', value)} />
          <Filter label="Type" none="Type: all" value={type} choices={asChoices(valuesOf(rows ?? [], (row) => row.customer_type))} onChange={(value) => set('type', value)} />
          <ColumnChoice columns={COLUMNS} hidden={hidden} onToggle={toggle} />
          <button
            type="button"
            className="button"
            disabled={shown.length === 0}
            onClick={() => saveText(toCsv(COLUMNS.filter((column) => !hidden.has(column.id)), shown), 'customers.csv')}
          >
            <Icon name="download" /> CSV
          </button>
          <button type="button" className="button primary" data-new="" onClick={() => setAdding(true)}>
            <Icon name="plus" /> New customer
          </button>
        </>
      }
    >
      <Loaded query={query} lines={12}>
        {() => (
          <Grid
            label="Customers"
            rows={shown}
            columns={COLUMNS}
            hidden={hidden}
            rowKey={(row) => String(row.id)}
            initialSort={{ column: 'id', isDescending: false }}
            onOpen={(row) => void navigate(`/customers/${row.id}`)}
            empty={all === 0 ? <Empty title="No customers yet" /> : <Empty title="No customer matches these filters" />}
          />
        )}
      </Loaded>
      {isAdding && <CustomerForm onClose={() => setAdding(false)} />}
    </Page>
  );
}
