import type { Schemas } from '@/api/client';

export type Request = Schemas['RequestView'];

export type Action = 'assign' | 'complete' | 'reject' | 'edit' | 'archive';

/** The actions that the service would accept now; no others are offered. */
export function actionsOf(request: Pick<Request, 'status' | 'archived'>): readonly Action[] {
  if (request.archived) return [];
  switch (request.status) {
    case 'PENDING':
      return ['assign', 'edit'];
    case 'IN_PROGRESS':
      return ['assign', 'complete', 'reject', 'edit'];
    default:
      return ['archive'];
  }
}

export type Box = 'open' | 'pending' | 'in_progress' | 'done' | 'archived';

export const BOXES: readonly { box: Box; title: string }[] = [
  { box: 'open', title: 'Open' },
  { box: 'pending', title: 'Pending' },
  { box: 'in_progress', title: 'In progress' },
  { box: 'done', title: 'Done' },
  { box: 'archived', title: 'Archived' },
];

const IN_BOX: Readonly<Record<Exclude<Box, 'archived'>, readonly string[]>> = {
  open: ['PENDING', 'IN_PROGRESS'],
  pending: ['PENDING'],
  in_progress: ['IN_PROGRESS'],
  done: ['COMPLETED', 'REJECTED'],
};

/** Whether a request belongs to a box. */
export function isIn(box: Box, request: Pick<Request, 'status' | 'archived'>): boolean {
  if (box === 'archived') return request.archived;
  return !request.archived && IN_BOX[box].includes(request.status);
}

/** The list with an updated request in its place, or a new one at the end. */
export function withRequest(list: readonly Request[], request: Request): Request[] {
  const isKnown = list.some((one) => one.id === request.id);
  return isKnown ? list.map((one) => (one.id === request.id ? newer(one, request) : one)) : [...list, request];
}

/** Events may arrive late: an older state is ignored. */
function newer(known: Request, news: Request): Request {
  return instant(news.updated_at) < instant(known.updated_at) ? known : news;
}

/** Times of the service in comparable form. Fractions vary in length, and the final letter would be compared as a digit. */
function instant(time: string): string {
  return time.replace(/Z$/, '');
}
