import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Schemas } from './client';
import { useChosenFirm } from './firm';
import { allRows } from './ndjson';

export type Customer = Schemas['CustomerView'];

const POLL_MS = 15_000;
/** Above this many rows the list is not polled, only refreshed when the window regains focus. */
const POLLED = 5_000;

/** All customers. Pages that only need names share this query. */
export function useCustomers() {
  const firm = useChosenFirm();
  return useQuery({
    queryKey: ['customers', firm],
    queryFn: ({ signal }) => allRows<Customer>('/api/customers', signal),
    refetchInterval: (asked) => ((asked.state.data?.length ?? 0) < POLLED ? POLL_MS : false),
  });
}

/** The customers by id. */
export function useCustomersById(): ReadonlyMap<number, Customer> {
  const { data } = useCustomers();
  return useMemo(() => new Map((data ?? []).map((customer) => [customer.id, customer])), [data]);
}
