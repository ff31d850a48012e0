import { expect, test } from 'vitest';
import { changedOf, changesOf } from '@/api/changes';

const before = { area: 'France', phone: '', occupation: 'Smith', has_support_contract: true };

test('only what was changed is a change, and an emptied text is null', () => {
  expect(changesOf(before, before)).toEqual({});
  expect(changesOf(before, { ...before, area: ' Iberia ', occupation: '' })).toEqual({ area: 'Iberia', occupation: null });
  expect(changesOf(before, { ...before, has_support_contract: false })).toEqual({ has_support_contract: false });
});

test('what cannot be absent stays a text when it is emptied', () => {
  expect(changedOf(before, { ...before, occupation: ' ' })).toEqual({ occupation: '' });
});

test('white space around a text is no change', () => {
  expect(changesOf(before, { ...before, area: 'France ', phone: '  ' })).toEqual({});
});
