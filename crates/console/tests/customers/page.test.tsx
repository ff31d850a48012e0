import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { http, HttpResponse } from 'msw';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import { queries } from '@/api/queries';
import { Component as CustomerPage } from '@/features/customers/CustomerPage';
import { network } from '../setup';

/** Opens a customer whose request is refused, and counts the requests. */
function open(status: number) {
  let asked = 0;
  network.use(
    http.get('*/api/customers/:id', () => {
      asked += 1;
      return HttpResponse.json({ detail: 'The service says why.' }, { status });
    }),
  );
  render(
    <QueryClientProvider client={queries}>
      <MemoryRouter initialEntries={['/customers/7']}>
        <Routes>
          <Route path="/customers/:id" element={<CustomerPage />} />
        </Routes>
      </MemoryRouter>
    </QueryClientProvider>,
  );
  return { asked: () => asked };
}

beforeEach(() => queries.clear());

test.each([404, 400])('%i is shown as customer not found', async (status) => {
  open(status);
  await screen.findByText('Customer not found');
});

test.each([401, 403, 429])('%i says nothing about the customer: it can be tried again', async (status) => {
  const { asked } = open(status);
  await screen.findByText('The service says why.');
  expect(screen.queryByText('Customer not found')).toBeNull();
  await userEvent.setup().click(screen.getByRole('button', { name: 'Try again' }));
  expect(asked()).toBe(2);
});
