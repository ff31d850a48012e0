import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { beforeEach, expect, test, vi } from 'vitest';
import { queries } from '@/api/queries';
import { DealForm } from '@/features/pipeline/DealForm';
import type { Deal } from '@/features/pipeline/deals';
import { hold } from '../hold';
import { network } from '../setup';

const DEAL: Deal = {
  oid: 'a'.repeat(32),
  cid: 1,
  opportunity_status: 'WON',
  monthly_estimated_revenue: '1250.00',
  estimated_delivery_date: '2026-04-01',
  non_recurring: null,
  opportunity_sales_group: 'North',
  days_since_last_updated: 3,
  created_at: '2026-01-31T09:00:00Z',
  updated_at: '2026-01-31T09:00:00Z',
};

function open(deal: Deal | undefined, onClose: () => void, statuses = ['New', 'Won']) {
  return render(
    <QueryClientProvider client={queries}>
      <DealForm deal={deal} statuses={statuses} onClose={onClose} />
    </QueryClientProvider>,
  );
}

/** Accepts requests, each once released. */
function serve(method: 'patch' | 'post', path: string, held: Promise<void> = Promise.resolve()): unknown[] {
  const sent: unknown[] = [];
  network.use(
    http[method](path, async ({ request }) => {
      sent.push(await request.json());
      await held;
      return HttpResponse.json(DEAL);
    }),
  );
  return sent;
}

beforeEach(() => queries.clear());

test('only changed fields of a deal are sent, so that concurrent changes are kept', async () => {
  const sent = serve('patch', '*/api/opportunities/:oid');
  const onClose = vi.fn();
  open(DEAL, onClose);
  const user = userEvent.setup();
  await user.clear(screen.getByLabelText('Sales group'));
  await user.type(screen.getByLabelText('Sales group'), 'South');
  await user.clear(screen.getByLabelText('Delivery'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ opportunity_sales_group: 'South', estimated_delivery_date: null, days_since_last_updated: 0 }]);
});

test('a new deal has the first status of the firm', async () => {
  const sent = serve('post', '*/api/opportunities');
  const onClose = vi.fn();
  open(undefined, onClose, ['Lead', 'Signed']);
  const user = userEvent.setup();
  await user.type(screen.getByLabelText('Customer id'), '7');
  await user.click(screen.getByRole('button', { name: 'Add deal' }));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(sent).toEqual([{ cid: 7, opportunity_status: 'Lead' }]);
});

test('an answer after the form was closed closes nothing', async () => {
  const { promise: held, resolve: letGo } = hold();
  const sent = serve('patch', '*/api/opportunities/:oid', held);
  const onClose = vi.fn();
  const invalidated = vi.spyOn(queries, 'invalidateQueries');
  const { unmount } = open(DEAL, onClose);
  await userEvent.setup().click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sent).toHaveLength(1));
  unmount();
  letGo();
  // The saved value is shown nevertheless.
  await waitFor(() => expect(invalidated).toHaveBeenCalledWith({ queryKey: ['opportunities'] }));
  await new Promise((done) => setTimeout(done, 20));
  expect(onClose).not.toHaveBeenCalled();
});
