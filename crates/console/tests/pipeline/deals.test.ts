import { expect, test } from 'vitest';
import { lastOver } from '@/api/overlay';
import { isSameStatus, type Status } from '@/api/statuses';
import { columnsOf, dealsByColumn, sumOf, type Deal } from '@/features/pipeline/deals';
import { fiscalYearOf } from '@/features/pipeline/fiscal';

const deal = (status: string, revenue: string | null) => ({ opportunity_status: status, monthly_estimated_revenue: revenue }) as Deal;
const status = (name: string) => ({ name, probability: 10, closed: false }) as Status;

test('the board has the catalogue’s columns, then the other statuses of deals', () => {
  const deals = [deal('Won', null), deal('Verbal yes', null), deal('Asleep', null), deal('Asleep', null)];
  expect(columnsOf([status('New'), status('Won')], deals)).toEqual(['New', 'Won', 'Asleep', 'Verbal yes']);
});

test('statuses are compared ignoring case and surrounding white space, as in the service', () => {
  expect(isSameStatus('WON', 'Won')).toBe(true);
  expect(isSameStatus(' won\t', 'Won')).toBe(true);
  expect(isSameStatus('Won over', 'Won')).toBe(false);
});

test('a deal with another spelling of a status is in the column of that status', () => {
  const deals = [deal('WON', '1.00'), deal(' won ', '2.00'), deal('Asleep', '3.00'), deal('ASLEEP', '4.00')];
  const columns = columnsOf([status('New'), status('Won')], deals);
  expect(columns).toEqual(['New', 'Won', 'Asleep']);
  const lanes = dealsByColumn(columns, deals).map((lane) => [lane.status, lane.deals.map((one) => one.opportunity_status)]);
  expect(lanes).toEqual([
    ['New', []],
    ['Won', ['WON', ' won ']],
    ['Asleep', ['Asleep', 'ASLEEP']],
  ]);
});

test('sums are exact to the cent', () => {
  expect(sumOf([])).toBe('0.00');
  expect(sumOf([deal('New', '0.10'), deal('New', '0.20'), deal('New', null)])).toBe('0.30');
  expect(sumOf([deal('New', '9999999999999999.99'), deal('New', '0.01')])).toBe('10000000000000000.00');
});

test('the fiscal year starts in July and is named by the year in which it ends', () => {
  expect(fiscalYearOf(new Date('2024-06-30T23:59:59Z'))).toBe(2024);
  expect(fiscalYearOf(new Date('2024-07-01T00:00:00Z'))).toBe(2025);
});

test('the last pending move is shown', () => {
  const overlay = [
    { key: 1, id: 'a', change: 'Won' },
    { key: 2, id: 'b', change: 'New' },
    { key: 3, id: 'a', change: 'Lost' },
  ];
  expect(lastOver(overlay, 'a')).toBe('Lost');
  expect(lastOver(overlay.slice(0, 2), 'a')).toBe('Won');
  expect(lastOver(overlay, 'c')).toBeUndefined();
});
