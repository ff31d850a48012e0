import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { queries } from '@/api/queries';
import { Changes } from '@/features/customers/Changes';
import { Toasts } from '@/ui/Toasts';
import { network } from '../setup';

const at = '2026-01-31T09:00:00Z';
const common = { at, created_at: at, updated_at: at, kind: 'customer', actor: { type: 'key', id: 1, name: 'Reception' }, cause: { type: 'request', id: 'r' } };
const HISTORY = [
  {
    ...common,
    seq: 2,
    version: 2,
    action: 'updated',
    changes: [
      { field: 'area', old: 'Spain', new: 'France' },
      { field: 'ssn', old: '***', new: '***' },
      { field: 'has_support_contract', old: false, new: true },
    ],
  },
  { ...common, seq: 0, version: null, action: 'unrecorded', changes: null },
];

function open() {
  network.use(http.get('*/api/customers/7/history', () => HttpResponse.json(HISTORY)));
  render(
    <QueryClientProvider client={queries}>
      <Changes id={7} />
      <Toasts />
    </QueryClientProvider>,
  );
}

beforeEach(() => queries.clear());

test('each change has its author and its values before and after', async () => {
  open();
  await screen.findByText('Area: Spain → France');
  screen.getByText('Has support contract: no → yes');
  screen.getByText(/^Before .*: not recorded$/);
  expect(screen.getAllByText(/Reception \(request\)/).length).toBe(2);
  expect(screen.queryByRole('button', { name: 'Restore ssn' })).toBeNull();
});

test('one click restores a value', async () => {
  const sent: unknown[] = [];
  network.use(
    http.post('*/api/customers/7/history/2/restore', async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json({});
    }),
  );
  open();
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Restore area' }));
  await screen.findByText('Earlier value restored.');
  expect(sent).toEqual([{ fields: ['area'] }]);
});

test('a refusal is shown', async () => {
  network.use(http.post('*/api/customers/7/history/2/restore', () => HttpResponse.json({ detail: 'Fields have changed again since.' }, { status: 409 })));
  open();
  await userEvent.setup().click(await screen.findByRole('button', { name: 'Restore area' }));
  await screen.findByText('Fields have changed again since.');
});
