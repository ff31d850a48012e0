import { expect, test } from 'vitest';
import { bucketFor, bucketName, lastMonths, stack } from '@/features/interactions/shape';

test('counts by channel become a chart and a table of the same numbers', () => {
  const rows = [
    { name: 'Blue', total: 3, interactions: { Email: 1, Call: 2 } },
    { name: 'Red', total: 1, interactions: { Bird: 1 } },
  ];
  const { series, figures, data } = stack(rows, 'Type');
  expect(series).toEqual(['Bird', 'Call', 'Email']);
  expect(figures.headers).toEqual(['Type', 'All', 'Bird', 'Call', 'Email']);
  expect(figures.rows).toEqual([
    ['Blue', 3, 0, 2, 1],
    ['Red', 1, 1, 0, 0],
  ]);
  expect(data[0]).toEqual({ name: 'Blue', Email: 1, Call: 2 });
});

test('a range of months spans from a first to a last day of a month', () => {
  const today = new Date('2024-02-10T23:00:00Z');
  expect(lastMonths(today, 1)).toEqual({ start_date: '2024-02-01', end_date: '2024-02-29' });
  expect(lastMonths(today, 12)).toEqual({ start_date: '2023-03-01', end_date: '2024-02-29' });
});

test('short ranges use daily buckets, longer ones weekly and monthly', () => {
  expect(bucketFor('2024-01-01', '2024-01-31')).toBe('day');
  expect(bucketFor('2024-01-01', '2024-04-30')).toBe('week');
  expect(bucketFor('2023-01-01', '2024-04-30')).toBe('month');
  expect(bucketFor('', '2024-04-30')).toBe('month');
});

test('a bucket is labelled with its month, or its first day', () => {
  expect(bucketName('2025-07-01', 'month')).toMatch(/^Jul.* 2025$/);
  expect(bucketName('2025-07-07', 'week')).toMatch(/7/);
});
