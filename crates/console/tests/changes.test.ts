import { expect, test } from 'vitest';
import { changedOf, changesOf } from '@/api/changes';

const before = { area: 'France', phone: '', occupation: 'Smith', has_support_contract: true };

test('only changed fields are changes, and a cleared text is null', () => {
  expect(changesOf(before, before)).toEqual({});
  expect(changesOf(before, { ...before, area: ' Iberia ', occupation: '' })).toEqual({ area: 'Iberia', occupation: null });
  expect(changesOf(before, { ...before, has_support_contract: false })).toEqual({ has_support_contract: false });
});

test('a required text stays a text when cleared', () => {
  expect(changedOf(before, { ...before, occupation: ' ' })).toEqual({ occupation: '' });
});

test('surrounding white space is not a change', () => {
  expect(changesOf(before, { ...before, area: 'France ', phone: '  ' })).toEqual({});
});
