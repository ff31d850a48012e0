import { QueryClient } from '@tanstack/react-query';
import { onReturn } from './connection';
import { Refusal, Unreachable } from './problem';

/** Polling interval. */
export const POLL_MS = 10_000;

/** The query cache. All queries are refreshed when the connection is restored. */
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
