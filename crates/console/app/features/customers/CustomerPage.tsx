import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { answer, api } from '@/api/client';
import type { Customer } from '@/api/customers';
import { useChosenFirm } from '@/api/firm';
import { Refusal } from '@/api/problem';
import { mailLink, nameOf } from '@/ui/format';
import { Icon } from '@/ui/Icon';
import { Page } from '@/ui/Page';
import { Empty, Failed, Loading } from '@/ui/State';
import { Deals, Requests } from './cards';
import { Changes } from './Changes';
import { Channels } from './Channels';
import { CustomerForm } from './CustomerForm';
import { FLAGS } from './flags';
import { AtAGlance, History } from './Overview';

/** Answers for an unknown or malformed id. Other refusals say nothing about the customer. */
const NOT_FOUND = [404, 400];

/** All data of one customer. */
export function Component() {
  const id = Number(useParams()['id']);
  const firm = useChosenFirm();
  const [isEditing, setEditing] = useState(false);
  const query = useQuery({
    queryKey: ['customer', firm, id],
    queryFn: () => answer(api.GET('/api/customers/{id}', { params: { path: { id } } })),
  });
  const customer = query.data;
  const isGone = query.error instanceof Refusal && NOT_FOUND.includes(query.error.status);
  return (
    <Page
      title={customer === undefined ? 'Customer' : nameOf(customer)}
      count={customer === undefined ? undefined : `Customer ${customer.id}`}
      actions={
        <>
          <Link className="button" to="/customers">
            <Icon name="back" /> All customers
          </Link>
          <button type="button" className="button" disabled={customer === undefined} onClick={() => setEditing(true)}>
            <Icon name="edit" /> Edit
          </button>
        </>
      }
    >
      {customer !== undefined ? (
        <div className="cards">
          <Contact customer={customer} />
          <Account customer={customer} />
          <Channels id={id} />
          <AtAGlance id={id} />
          <Deals id={id} />
          <Requests id={id} />
          <History id={id} />
          <Changes id={id} />
        </div>
      ) : isGone ? (
        <Empty title="Customer not found" />
      ) : query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <Loading />
      )}
      {isEditing && customer !== undefined && <CustomerForm customer={customer} onClose={() => setEditing(false)} />}
    </Page>
  );
}

function Contact({ customer }: { customer: Customer }) {
  return (
    <section className="card" aria-label="Contact">
      <h2>Contact</h2>
      <Facts
        facts={[
          ['First name', customer.first_name],
          ['Last name', customer.last_name],
          ['Company', customer.company_name],
          ['E-mail', customer.email === null ? null : <a key="email" href={mailLink(customer.email)}>{customer.email}</a>],
          ['Phone', customer.phone === null ? null : <a key="phone" href={`tel:${encodeURIComponent(customer.phone).replace('%2B', '+')}`}>{customer.phone}</a>],
          ['Occupation', customer.occupation],
          ['Public id', <span key="uuid" className="mono">{customer.uuid}</span>],
        ]}
      />
    </section>
  );
}

function Account({ customer }: { customer: Customer }) {
  return (
    <section className="card" aria-label="Account">
      <h2>Account</h2>
      <Facts
        facts={[
          ['Area', customer.area],
          ['Type', customer.customer_type],
          ['Account executive', customer.account_executive],
          ['Technical specialist', customer.technical_specialist],
          ...FLAGS.map(([flag, title]): Fact => [title, customer[flag] ? 'yes' : 'no']),
        ]}
      />
    </section>
  );
}

type Fact = [title: string, value: React.ReactNode];

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([title, value]) => (
        <div key={title} style={{ display: 'contents' }}>
          <dt>{title}</dt>
          <dd>{value ?? <span className="soft">–</span>}</dd>
        </div>
      ))}
    </dl>
  );
}
