import { expect, test } from 'vitest';
import { Refusal, Unreachable } from '@/api/problem';
import { BLANK, bodyOf, faultsOf, shownOf } from '@/features/clients/draft';

const draft = { ...BLANK, first_name: ' Ada ', last_name: 'Lovelace', integration_id: 'ext-1', phone_numbers: '+1 555\n; 020 7946 ', ssn: '078-05-1120' };

test('a draft is sent trimmed, with split phone numbers and without empty fields', () => {
  expect(bodyOf(draft, 1, false)).toEqual({
    firm_id: 1,
    integration_type: 'THIRD_PARTY',
    create_new_client: true,
    field_names: { first_name: 'Ada', last_name: 'Lovelace', integration_id: 'ext-1', phone_numbers: ['+1 555', '020 7946'], ssn: '078-05-1120' },
  });
});

test('a change creates no new client', () => {
  expect(bodyOf(draft, 1, true).create_new_client).toBe(false);
});

test('a social security number is masked at once', () => {
  expect(shownOf(draft).ssn).toBe('***-**-1120');
});

test('faults are shown at their fields, others at the form', () => {
  const refusal = new Refusal(400, 'x', [
    { field: 'field_names.email', message: 'must be an e-mail address' },
    { field: 'field_names.phone_numbers.1', message: 'is no number' },
    { field: 'field_names.phone_numbers', message: 'must be at most 20' },
    { field: 'firm_id', message: 'is missing' },
  ]);
  expect(faultsOf(refusal)).toEqual({
    email: 'must be an e-mail address',
    phone_numbers: 'is no number must be at most 20',
    '': 'firm_id is missing',
  });
});

test('an error other than a refusal has a message', () => {
  expect(faultsOf(new Unreachable())).toEqual({ '': 'Frontdesk cannot be reached.' });
  expect(faultsOf(new Refusal(404, 'Client not found, stopping import.'))).toEqual({ '': 'Client not found, stopping import.' });
});
