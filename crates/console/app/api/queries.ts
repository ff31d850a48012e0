import { QueryClient } from '@tanstack/react-query';
import { onReturn } from './connection';
import { Refusal, Unreachable } from './problem';

/** How often the browser asks whether something has changed. */
export const POLL_MS = 10_000;

/** What is known of the service's answers. Everything is asked again once the connection is back. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      retry: (count, error) =>
        !(error instanceof Unreachable) && !(error instanceof Refusal && error.status < 500) && count < 1,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

onReturn(() => void queries.invalidateQueries());
