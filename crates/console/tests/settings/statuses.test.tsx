import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { chooseFirm } from '@/api/firm';
import { queries } from '@/api/queries';
import { Statuses } from '@/features/settings/Statuses';
import { network } from '../setup';

type Stored = { version: number; names: string[] };

let firms: Record<string, Stored>;
let conditions: (string | null)[];

const views = ({ names }: Stored) => names.map((name, place) => ({ position: place + 1, name, probability: 10, closed: false }));

/** A service with a catalogue for each firm, which knows `If-Match`. */
function serve() {
  const storedOf = (request: Request): Stored => firms[request.headers.get('x-firm-id') ?? '1'] ?? { version: 0, names: [] };
  const told = (stored: Stored) => HttpResponse.json(views(stored), { headers: { etag: `"${stored.version}-json"` } });
  network.use(
    http.get('*/api/opportunity-statuses', ({ request }) => told(storedOf(request))),
    http.put('*/api/opportunity-statuses', async ({ request }) => {
      const stored = storedOf(request);
      conditions.push(request.headers.get('if-match'));
      if (request.headers.get('if-match') !== `"${stored.version}-json"`) {
        return HttpResponse.json({ detail: 'The record has changed since.' }, { status: 412 });
      }
      stored.names = ((await request.json()) as { name: string }[]).map((status) => status.name);
      stored.version += 1;
      return told(stored);
    }),
  );
}

function open() {
  render(
    <QueryClientProvider client={queries}>
      <Statuses />
    </QueryClientProvider>,
  );
  return userEvent.setup();
}

const shownNames = () => screen.getAllByLabelText<HTMLInputElement>(/^Name of status/).map((input) => input.value);

beforeEach(() => {
  firms = { 1: { version: 1, names: ['New', 'Won'] }, 2: { version: 5, names: ['Lead', 'Signed', 'Gone'] } };
  conditions = [];
  chooseFirm(1);
  queries.clear();
  serve();
});

test('each firm has its own statuses', async () => {
  open();
  await waitFor(() => expect(shownNames()).toEqual(['New', 'Won']));
  act(() => chooseFirm(2));
  await waitFor(() => expect(shownNames()).toEqual(['Lead', 'Signed', 'Gone']));
});

test('concurrent changes are not overwritten, and shown on request', async () => {
  const user = open();
  await user.type(await screen.findByDisplayValue('Won'), ' at last');
  firms[1] = { version: 2, names: ['New', 'Proposal', 'Won'] };
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/The statuses were changed by another user/);
  expect(firms[1].names).toEqual(['New', 'Proposal', 'Won']);
  // The typed text is kept until discarded.
  expect(shownNames()).toEqual(['New', 'Won at last']);
  await user.click(screen.getByRole('button', { name: 'Load the current statuses' }));
  await waitFor(() => expect(shownNames()).toEqual(['New', 'Proposal', 'Won']));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('each save is based on the version of the one before', async () => {
  const user = open();
  const save = () => user.click(screen.getByRole('button', { name: 'Save' }));
  await user.type(await screen.findByDisplayValue('New'), '!');
  await save();
  await waitFor(() => expect(firms[1]?.names).toEqual(['New!', 'Won']));
  await user.type(await screen.findByDisplayValue('Won'), '!');
  await save();
  await waitFor(() => expect(firms[1]?.names).toEqual(['New!', 'Won!']));
  expect(conditions).toEqual(['"1-json"', '"2-json"']);
});

test('data that arrives during typing does not replace the typed text', async () => {
  const user = open();
  await user.type(await screen.findByDisplayValue('Won'), ' over');
  firms[1] = { version: 2, names: ['New', 'Lost'] };
  await act(() => queries.invalidateQueries({ queryKey: ['opportunity statuses'] }));
  expect(shownNames()).toEqual(['New', 'Won over']);
});
