import { expect, test } from 'vitest';
import { actionsOf, isIn, withRequest, type Request } from '@/features/requests/rules';

const request = (id: number, status: Request['status'], updated_at = '2026-01-31T09:00:00Z', archived = false): Request => ({
  id,
  status,
  archived,
  body: 'Winter is coming',
  created_by: 1,
  processed_by: null,
  resolution_comment: null,
  created_at: '2026-01-31T09:00:00Z',
  updated_at,
});

test('only actions that the service accepts are offered', () => {
  expect(actionsOf(request(1, 'PENDING'))).toEqual(['assign', 'edit']);
  expect(actionsOf(request(1, 'IN_PROGRESS'))).toEqual(['assign', 'complete', 'reject', 'edit']);
  expect(actionsOf(request(1, 'COMPLETED'))).toEqual(['archive']);
  expect(actionsOf(request(1, 'REJECTED'))).toEqual(['archive']);
  expect(actionsOf(request(1, 'REJECTED', undefined, true))).toEqual([]);
});

test('every request is in a box, and an archived one only in its own', () => {
  expect(isIn('open', request(1, 'PENDING'))).toBe(true);
  expect(isIn('open', request(1, 'COMPLETED'))).toBe(false);
  expect(isIn('done', request(1, 'COMPLETED'))).toBe(true);
  expect(isIn('done', request(1, 'COMPLETED', undefined, true))).toBe(false);
  expect(isIn('archived', request(1, 'COMPLETED', undefined, true))).toBe(true);
});

test('an event updates a request in place, and adds an unknown one', () => {
  const list = [request(1, 'PENDING'), request(2, 'PENDING')];
  expect(withRequest(list, request(1, 'IN_PROGRESS')).map((one) => one.status)).toEqual(['IN_PROGRESS', 'PENDING']);
  expect(withRequest(list, request(3, 'PENDING')).map((one) => one.id)).toEqual([1, 2, 3]);
});

test('times are compared correctly with any number of fraction digits', () => {
  const known = [request(1, 'COMPLETED', '2026-01-31T09:00:02.123456Z')];
  expect(withRequest(known, request(1, 'IN_PROGRESS', '2026-01-31T09:00:02.123Z'))[0]?.status).toBe('COMPLETED');
  expect(withRequest(known, request(1, 'IN_PROGRESS', '2026-01-31T09:00:02Z'))[0]?.status).toBe('COMPLETED');
  expect(withRequest(known, request(1, 'REJECTED', '2026-01-31T09:00:02.2Z'))[0]?.status).toBe('REJECTED');
});

test('a late event is ignored', () => {
  const list = [request(1, 'COMPLETED', '2026-01-31T09:00:02Z')];
  expect(withRequest(list, request(1, 'IN_PROGRESS', '2026-01-31T09:00:01Z'))[0]?.status).toBe('COMPLETED');
});
