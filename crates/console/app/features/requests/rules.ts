import type { Schemas } from '@/api/client';

export type Request = Schemas['RequestView'];

export type Action = 'assign' | 'complete' | 'reject' | 'edit' | 'archive';

/** What the service would let be done with a request now. Nothing else is offered. */
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

/** Whether a request belongs into a box. */
export function isIn(box: Box, request: Pick<Request, 'status' | 'archived'>): boolean {
  if (box === 'archived') return request.archived;
  return !request.archived && IN_BOX[box].includes(request.status);
}

/** The list with a request as it is now: in its place, or at the end when it is new. */
export function withRequest(list: readonly Request[], request: Request): Request[] {
  const isKnown = list.some((one) => one.id === request.id);
  return isKnown ? list.map((one) => (one.id === request.id ? newer(one, request) : one)) : [...list, request];
}

/** News may arrive late: what is older than what is known is no news. */
function newer(known: Request, news: Request): Request {
  return instant(news.updated_at) < instant(known.updated_at) ? known : news;
}

/** A time of the service as it is compared. Its fraction is as long as it has to be, so that the letter at the end would count as a digit. */
function instant(time: string): string {
  return time.replace(/Z$/, '');
}
