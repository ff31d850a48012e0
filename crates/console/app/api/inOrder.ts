import { queries } from './queries';

/** Sends changes of one record one after another; other records do not wait. */
export function inOrder<T>(thing: string, send: () => Promise<T>): Promise<T> {
  const change = queries.getMutationCache().build(queries, {
    scope: { id: thing },
    networkMode: 'always',
    mutationFn: send,
  });
  return change.execute(undefined);
}
