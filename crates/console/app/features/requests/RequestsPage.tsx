import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import { useCustomersById, type Customer } from '@/api/customers';
import { Badge } from '@/ui/Badge';
import { Filter } from '@/ui/Filter';
import { nameOf, words } from '@/ui/format';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Empty, Loaded } from '@/ui/State';
import { withParameter } from '@/ui/useTextInAddress';
import { useInbox, useOperators, type Operator, type Shown } from './inbox';
import { useMe } from './me';
import { NewOperator, NewRequest } from './New';
import { RequestDetail } from './RequestDetail';
import './requests.css';
import { BOXES, isIn, type Box } from './rules';
import { Since } from './Since';

/** The requests and their operators. */
export function Component() {
  const [search] = useSearchParams();
  const id = Number(useParams()['id']);
  const { query, requests, move } = useInbox();
  const operators = useOperators();
  const customers = useCustomersById();
  const [adding, setAdding] = useState<'request' | 'operator'>();
  const box = BOXES.find((one) => one.box === search.get('box'))?.box ?? 'open';
  // Open requests are sorted oldest first, done ones latest first.
  const own = requests.filter((request) => isIn(box, request));
  const shown = box === 'done' || box === 'archived' ? own.reverse() : own;
  const selected = requests.find((request) => request.id === id);
  return (
    <Page
      title="Requests"
      fixed
      count={query.data === undefined ? undefined : `${requests.filter((request) => isIn('open', request)).length.toLocaleString()} open`}
      actions={
        <>
          <Me operators={operators.data ?? []} />
          <button type="button" className="button" onClick={() => setAdding('operator')}>
            New operator
          </button>
          <button type="button" className="button primary" data-new="" onClick={() => setAdding('request')}>
            <Icon name="plus" /> New request
          </button>
        </>
      }
    >
      <div className="row spread">
        <Boxes requests={requests} now={box} search={search} />
        {!Number.isNaN(id) && (
          <Link className="button to-list" to={{ pathname: '/requests', search: search.toString() }}>
            <Icon name="back" /> All requests
          </Link>
        )}
      </div>
      <Loaded query={query}>
        {() => (
          <div className={Number.isNaN(id) ? 'inbox' : 'inbox chosen'}>
            <InboxList requests={shown} selected={id} customers={customers} operators={operators.data ?? []} search={search.toString()} />
            {selected === undefined ? (
              <section className="card inbox-detail">
                <Empty title={Number.isNaN(id) ? 'Select a request' : `Request ${id} not found`} />
              </section>
            ) : (
              <RequestDetail key={selected.id} request={selected} customer={customers.get(selected.created_by)} operators={operators.data ?? []} onMove={move} />
            )}
          </div>
        )}
      </Loaded>
      {adding === 'request' && <NewRequest onClose={() => setAdding(undefined)} />}
      {adding === 'operator' && <NewOperator onClose={() => setAdding(undefined)} />}
    </Page>
  );
}

function Boxes({ requests, now, search }: { requests: readonly Shown[]; now: Box; search: URLSearchParams }) {
  return (
    <nav className="segments" aria-label="Boxes">
      {BOXES.map(({ box, title }) => (
        <Link key={box} to={{ pathname: '/requests', search: withParameter(search, 'box', box).toString() }} aria-current={box === now ? 'page' : undefined}>
          {title}
          <span className="soft">{requests.filter((request) => isIn(box, request)).length.toLocaleString()}</span>
        </Link>
      ))}
    </nav>
  );
}

function Me({ operators }: { operators: readonly Operator[] }) {
  const [me, setMe] = useMe();
  return (
    <label className="row">
      <span className="soft">You are</span>
      <Filter
        label="You are"
        none="not chosen"
        value={String(me ?? '')}
        choices={operators.map((operator) => ({ value: String(operator.id), label: operator.name }))}
        onChange={(id) => setMe(id === '' ? undefined : Number(id))}
      />
    </label>
  );
}

type ListProps = {
  requests: readonly Shown[];
  selected: number;
  customers: ReadonlyMap<number, Customer>;
  operators: readonly Operator[];
  search: string;
};

function InboxList({ requests, selected, customers, operators, search }: ListProps) {
  if (requests.length === 0) {
    return (
      <section className="card inbox-list">
        <Empty title="Nothing here">
          <p>New requests appear automatically.</p>
        </Empty>
      </section>
    );
  }
  return (
    <ul className="inbox-list" aria-label="Requests">
      {requests.map((request) => (
        <li key={request.id} className={request.isPending ? 'pending' : undefined}>
          <Link to={{ pathname: `/requests/${request.id}`, search }} aria-current={request.id === selected ? 'true' : undefined}>
            <span className="row spread">
              <strong>{nameOf(customers.get(request.created_by) ?? { id: request.created_by })}</strong>
              <Since time={request.created_at} />
            </span>
            <span className="inbox-body">{request.body}</span>
            <span className="row">
              <Badge state={request.status}>{words(request.status)}</Badge>
              <span className="soft">{operators.find((operator) => operator.id === request.processed_by)?.name}</span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
