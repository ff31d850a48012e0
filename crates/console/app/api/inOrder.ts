import { queries } from './queries';

/** Sends a change once those of the same thing that were made before it are answered. Others do not wait. */
export function inOrder<T>(thing: string, send: () => Promise<T>): Promise<T> {
  const change = queries.getMutationCache().build(queries, {
    scope: { id: thing },
    networkMode: 'always',
    mutationFn: send,
  });
  return change.execute(undefined);
}
