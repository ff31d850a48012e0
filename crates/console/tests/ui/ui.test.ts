import { expect, test } from 'vitest';
import { toCsv } from '@/ui/csv';
import { hasWords, valuesOf } from '@/ui/matching';
import { mailLink, money, nameOf, roundMoney, words } from '@/ui/format';
import type { Column } from '@/ui/Grid';
import { sorted } from '@/ui/sorting';

test('rows are sorted naturally, with empty values last in both directions', () => {
  const rows = ['b10', 'B9', null, 'a', ''];
  expect(sorted(rows, (row) => row, false)).toEqual(['a', 'B9', 'b10', null, '']);
  expect(sorted(rows, (row) => row, true)).toEqual(['b10', 'B9', 'a', null, '']);
  expect(sorted([3, 20, 1], (row) => row, true)).toEqual([20, 3, 1]);
});

test('equal rows keep their order', () => {
  const rows = [
    { key: 1, name: 'x' },
    { key: 2, name: 'X' },
  ];
  expect(sorted(rows, (row) => row.name, false).map((row) => row.key)).toEqual([1, 2]);
});

test('money is formatted exactly, at any size', () => {
  expect(money('9999999999999999.99')).toBe('9,999,999,999,999,999.99');
  expect(money('-1250.00')).toBe('−1,250.00');
  expect(money('0.05')).toBe('0.05');
  expect(money(null)).toBe('');
  expect(roundMoney('1250.99')).toBe('1,250');
});

test('an address cannot add headers to a mail link', () => {
  expect(mailLink('ada.lovelace+desk@example.com')).toBe('mailto:ada.lovelace%2Bdesk@example.com');
  expect(mailLink('a@b.example?bcc=c@d.example&subject=x')).toBe('mailto:a@b.example%3Fbcc%3Dc@d.example%26subject%3Dx');
  expect(mailLink('ä@example.com,b@example.com')).toBe('mailto:%C3%A4@example.com%2Cb@example.com');
});

test('the display name is the name, else the company, else the id', () => {
  expect(nameOf({ first_name: 'Ed', last_name: 'Stark', id: 1 })).toBe('Ed Stark');
  expect(nameOf({ first_name: null, last_name: null, company_name: 'Stark Ltd', id: 1 })).toBe('Stark Ltd');
  expect(nameOf({ first_name: '', id: 7 })).toBe('Customer 7');
  expect(words('IN_PROGRESS')).toBe('In progress');
});

test('a search matches word starts, in any order and case', () => {
  const texts = ['Jean-Luc', "O'Connor", 'jl@example.com', '+33123', null];
  for (const text of ['', 'luc', "o'c jean", 'EXAMPLE', '331']) expect(hasWords(texts, text), text).toBe(true);
  for (const text of ['uc', 'jean picard']) expect(hasWords(texts, text), text).toBe(false);
});

test('the values of a filter are distinct and sorted', () => {
  expect(valuesOf([{ area: 'UK' }, { area: null }, { area: 'France' }, { area: 'UK' }], (row) => row.area)).toEqual(['France', 'UK']);
});

test('CSV quotes commas, quotes and line breaks, and escapes formulas', () => {
  type Row = { name: string; phone: string; count: number };
  const columns: Column<Row>[] = [
    { id: 'name', title: 'Name', width: 1, sort: (row) => row.name, cell: () => null },
    { id: 'phone', title: 'Phone', width: 1, sort: (row) => row.phone, cell: () => null },
    { id: 'count', title: 'Count', width: 1, sort: (row) => row.count, cell: () => null },
    { id: 'action', title: 'Action', width: 1, cell: () => null },
  ];
  const text = toCsv(columns, [{ name: 'Stark, "Ned"\nLord', phone: '+44', count: -2 }]);
  expect(text).toBe(`Name,Phone,Count\r\n"Stark, ""Ned""\nLord",'+44,-2\r\n`);
});
