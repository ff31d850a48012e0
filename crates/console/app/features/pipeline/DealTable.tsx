import { useMemo } from 'react';
import { Link } from 'react-router';
import type { Customer } from '@/api/customers';
import { day, money, nameOf } from '@/ui/format';
import { Grid, type Column } from '@/ui/Grid';
import { Empty } from '@/ui/State';
import type { Deal, Shown } from './deals';

type Props = { deals: readonly Shown[]; customers: ReadonlyMap<number, Customer>; onOpen: (deal: Deal) => void };

/** The deals as a table. */
export function DealTable({ deals, customers, onOpen }: Props) {
  const columns = useMemo(() => columnsFor(customers), [customers]);
  return (
    <Grid
      label="Deals"
      rows={deals}
      columns={columns}
      rowKey={(deal) => deal.oid}
      rowClass={(deal) => (deal.isPending ? 'pending' : '')}
      initialSort={{ column: 'revenue', isDescending: true }}
      onOpen={onOpen}
      empty={<Empty title="No deals yet" />}
    />
  );
}

function columnsFor(customers: ReadonlyMap<number, Customer>): readonly Column<Shown>[] {
  const customerOf = (deal: Deal) => customers.get(deal.cid);
  const name = (deal: Deal) => nameOf(customerOf(deal) ?? { id: deal.cid });
  return [
    { id: 'customer', title: 'Customer', width: 170, sort: name, cell: (deal) => <Link to={`/customers/${deal.cid}`}>{name(deal)}</Link> },
    { id: 'area', title: 'Area', width: 110, sort: (deal) => customerOf(deal)?.area, cell: (deal) => customerOf(deal)?.area },
    { id: 'status', title: 'Status', width: 105, sort: (deal) => deal.opportunity_status, cell: (deal) => deal.opportunity_status },
    {
      id: 'revenue',
      title: 'Monthly revenue',
      width: 140,
      isNumber: true,
      // Sorting does not need the cents that a float might lose.
      sort: (deal) => (deal.monthly_estimated_revenue === null ? null : Number(deal.monthly_estimated_revenue)),
      cell: (deal) => money(deal.monthly_estimated_revenue),
    },
    { id: 'delivery', title: 'Delivery', width: 115, sort: (deal) => deal.estimated_delivery_date, cell: (deal) => day(deal.estimated_delivery_date) },
    { id: 'once', title: 'Non-recurring', width: 120, sort: (deal) => deal.non_recurring, cell: (deal) => deal.non_recurring },
    { id: 'group', title: 'Sales group', width: 115, sort: (deal) => deal.opportunity_sales_group, cell: (deal) => deal.opportunity_sales_group },
    {
      id: 'age',
      title: 'Days since update',
      width: 150,
      isNumber: true,
      sort: (deal) => deal.days_since_last_updated,
      cell: (deal) => deal.days_since_last_updated,
    },
  ];
}
