import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { delay, http, HttpResponse } from 'msw';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import { chooseFirm } from '@/api/firm';
import { queries } from '@/api/queries';
import { Component as ClientsPage } from '@/features/clients/ClientsPage';
import { hold } from '../hold';
import { network } from '../setup';

type Stored = { id: number; first_name: string; last_name: string; integration_id: string };

const stored = (id: number, first_name: string) => ({
  id,
  firm_id: 1,
  first_name,
  last_name: 'Lovelace',
  birth_date: null,
  email: null,
  cell_phone: null,
  integration_id: `ext-${id}`,
  ssn: null,
});

let firm = 1;

function serve(clients: readonly Stored[]) {
  network.use(
    http.get('*/clients', () => {
      const lines = clients.map((client) => `${JSON.stringify(client)}\n`).join('');
      return new HttpResponse(lines, { headers: { 'content-type': 'application/x-ndjson', 'x-total-count': String(clients.length) } });
    }),
  );
}

async function open() {
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter>
        <ClientsPage />
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return screen.findByRole('table', { name: 'Clients' });
}

async function fillIn(values: Readonly<Record<string, string>>) {
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'New client' }));
  for (const [label, value] of Object.entries(values)) await user.type(await screen.findByLabelText(label), value);
  await user.click(screen.getByRole('button', { name: 'Add client' }));
}

const ALAN = { 'First name': 'Alan', 'Last name': 'Turing', 'Integration id': 'ext-9' };

beforeEach(() => {
  // Each test uses its own firm, so that tests share no cache.
  firm += 1;
  chooseFirm(firm);
  queries.clear();
});

test('a new client is shown before the answer, and as answered after it', async () => {
  serve([stored(1, 'Ada')]);
  const { promise: held, resolve: answerNow } = hold();
  network.use(
    http.patch('*/clients', async () => {
      await held;
      return HttpResponse.json({ client: { ...stored(9, 'Alan Mathison') }, warnings: [] });
    }),
  );
  const table = await open();
  await fillIn(ALAN);
  const row = (await within(table).findByText('Alan')).closest('tr');
  expect(row?.className).toContain('pending');
  answerNow();
  const settled = (await within(table).findByText('Alan Mathison')).closest('tr');
  expect(settled?.className).toContain('settled');
  expect(within(table).queryByText('Alan')).toBeNull();
});

test('a refusal removes the row and restores the form with its faults and typed text', async () => {
  serve([stored(1, 'Ada')]);
  network.use(
    http.patch('*/clients', async () => {
      await delay(20);
      const errors = [{ field: 'field_names.phone_numbers', message: 'Cell phone invalid: <None>' }];
      return HttpResponse.json({ detail: 'Cell phone invalid: <None>', errors }, { status: 400 });
    }),
  );
  const table = await open();
  await fillIn(ALAN);
  const form = await screen.findByRole('dialog', { name: 'New client' }, { timeout: 3_000 });
  await within(form).findByText('Cell phone invalid: <None>');
  expect(within(form).getByLabelText('Phone numbers').getAttribute('aria-invalid')).toBe('true');
  expect(within(form).getByLabelText<HTMLInputElement>('First name').value).toBe('Alan');
  expect(within(table).queryByText('Alan')).toBeNull();
});

test('an unreachable service removes the row and is reported', async () => {
  serve([stored(1, 'Ada')]);
  network.use(http.patch('*/clients', () => HttpResponse.error()));
  const table = await open();
  await fillIn(ALAN);
  const form = await screen.findByRole('dialog', { name: 'New client' }, { timeout: 3_000 });
  await within(form).findByText('Frontdesk cannot be reached.');
  await waitFor(() => expect(within(table).queryByText('Alan')).toBeNull());
});

test('two changes of one client are sent in order, and the last one wins', async () => {
  serve([stored(1, 'Ada')]);
  const asked: string[] = [];
  const { promise: held, resolve: answerFirst } = hold();
  network.use(
    http.patch('*/clients', async ({ request }) => {
      const { field_names: names } = (await request.json()) as { field_names: { first_name: string } };
      asked.push(names.first_name);
      // If both were sent at once, they would be answered in the wrong order.
      if (asked.length === 1) await held;
      return HttpResponse.json({ client: { ...stored(9, names.first_name), last_name: 'Turing' }, warnings: [] });
    }),
  );
  const table = await open();
  await fillIn(ALAN);
  await fillIn({ ...ALAN, 'First name': 'Mathison' });
  expect(asked).toEqual(['Alan']);
  await within(table).findByText('Mathison');
  answerFirst();
  await waitFor(() => expect(asked).toEqual(['Alan', 'Mathison']));
  await waitFor(() => expect(within(table).getByText('Mathison').closest('tr')?.className).not.toContain('pending'));
  expect(within(table).queryByText('Alan')).toBeNull();
});
