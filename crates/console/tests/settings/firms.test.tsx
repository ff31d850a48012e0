import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test } from 'vitest';
import { queries } from '@/api/queries';
import { Firms } from '@/features/settings/Firms';
import { network } from '../setup';

const FIRM = {
  id: 1,
  name: 'Lovelace & Partners',
  default_region: 'US',
  phone_check: 'possible',
  is_corporate: false,
  sync_client_contact_info: true,
  update_client_missing_data: true,
};

beforeEach(() => queries.clear());

test('only changed fields of a firm are sent, also on the second save', async () => {
  const sent: unknown[] = [];
  let stored = FIRM;
  network.use(
    http.get('*/api/v1/firms', () => HttpResponse.json([stored])),
    http.patch('*/api/v1/firms/1', async ({ request }) => {
      const body = (await request.json()) as Partial<typeof FIRM>;
      sent.push(body);
      stored = { ...stored, ...body };
      return HttpResponse.json(stored);
    }),
  );
  render(
    <QueryClientProvider client={queries}>
      <Firms />
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  await user.click(await screen.findByLabelText(/^Corporate/));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  await waitFor(() => expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(false));
  await user.type(screen.getByLabelText('Name'), '!');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(2));
  expect(sent).toEqual([{ is_corporate: true }, { name: 'Lovelace & Partners!' }]);
});
