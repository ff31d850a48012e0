import { useMemo } from 'react';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { Badge } from '@/ui/Badge';
import { Filter } from '@/ui/Filter';
import { moment, words } from '@/ui/format';
import { Grid, type Column } from '@/ui/Grid';
import { Icon } from '@/ui/Icon';
import { hasWords } from '@/ui/matching';
import { Page } from '@/ui/Page';
import { SearchBox } from '@/ui/SearchBox';
import { Empty, Loaded } from '@/ui/State';
import { useTextInAddress, withParameter } from '@/ui/useTextInAddress';
import { Overview } from './Overview';
import './sync.css';
import { UserPanel } from './UserPanel';
import { reconcileAll, useUsers, type User } from './users';

const STATES = ['pending', 'synced', 'failed'] as const;

const COLUMNS: readonly Column<User>[] = [
  { id: 'name', title: 'Name', width: 145, sort: (user) => user.name, cell: (user) => user.name },
  { id: 'email', title: 'E-mail', width: 190, sort: (user) => user.email, cell: (user) => user.email },
  { id: 'phone', title: 'Phone', width: 120, sort: (user) => user.phone, cell: (user) => user.phone },
  {
    id: 'state',
    title: 'State',
    width: 105,
    sort: (user) => user.sync_status,
    cell: (user) => <Badge state={user.sync_status} />,
  },
  { id: 'crm', title: 'CRM id', width: 100, sort: (user) => user.crm_id, cell: (user) => user.crm_id },
  { id: 'attempts', title: 'Attempts', width: 80, isNumber: true, sort: (user) => user.attempts, cell: (user) => user.attempts },
  { id: 'error', title: 'Error', width: 130, sort: (user) => user.last_error, cell: (user) => <span title={user.last_error ?? ''}>{user.last_error}</span> },
  { id: 'updated', title: 'Changed', width: 160, sort: (user) => user.last_updated, cell: (user) => moment(user.last_updated) },
];

/** The users and their sync status. */
export function Component() {
  const query = useUsers();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useTextInAddress('q');
  const { id } = useParams();
  const navigate = useNavigate();
  const state = search.get('state') ?? '';
  const users = query.data;
  const shown = useMemo(
    () => (users ?? []).filter((user) => (state === '' || user.sync_status === state) && hasWords([user.name, user.email, user.phone, user.crm_id], text)),
    [users, state, text],
  );
  const to = (path: string) => void navigate({ pathname: path, search: search.toString() });
  return (
    <Page
      title="Sync"
      fixed
      count={users === undefined ? undefined : `${users.length.toLocaleString()} users`}
      actions={
        <>
          <SearchBox label="Search users" value={text} onChange={setText} />
          <Filter
            label="State"
            none="State: all"
            value={state}
            choices={STATES.map((one) => ({ value: one, label: words(one) }))}
            onChange={(one) => setSearch(withParameter(search, 'state', one), { replace: true })}
          />
          <button type="button" className="button" onClick={() => void reconcileAll()}>
            <Icon name="sync" /> Reconcile all
          </button>
        </>
      }
    >
      <Overview />
      <Loaded query={query} lines={10}>
        {() => (
          <Grid
            label="Users"
            rows={shown}
            columns={COLUMNS}
            rowKey={(user) => user.id}
            initialSort={{ column: 'updated', isDescending: true }}
            onOpen={(user) => to(`/sync/${user.id}`)}
            empty={<Empty title={users?.length === 0 ? 'No users yet' : 'No user matches these filters'} />}
          />
        )}
      </Loaded>
      {id !== undefined && <UserPanel id={id} user={users?.find((user) => user.id === id)} onClose={() => to('/sync')} />}
    </Page>
  );
}
