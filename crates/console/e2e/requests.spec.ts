import type { Route } from '@playwright/test';
import { customers } from './people';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

test.beforeAll(async ({ service }) => {
  await customers(service);
  for (const name of ['Jon', 'Sansa']) await service.call('POST', '/api/operators', { name });
  const bodies = ['The invoice of March has the wrong address.', 'Please call back about the renewal.', 'Winter is coming'];
  for (const [place, body] of bodies.entries()) await service.call('POST', `/api/customers/${place + 1}/requests`, { body });
});

test('a request is assigned and completed, and only allowed actions are offered', async ({ console: page }) => {
  await page.goto('/app/requests');
  await page.getByLabel('You are').selectOption('Jon');
  await page.getByRole('link', { name: /invoice of March/ }).click();
  const detail = page.getByRole('region', { name: 'Request 1' });
  await expect(detail.getByRole('button', { name: 'Complete' })).toHaveCount(0);
  await looksRight(page, 'requests');
  await detail.getByRole('button', { name: 'Assign' }).click();
  await expect(detail.getByText('In progress').first()).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Complete' })).toBeDisabled();
  await detail.getByLabel('Comment').fill('Sent again, with the right address.');
  await detail.getByRole('button', { name: 'Complete' }).click();
  await expect(detail.getByText('Completed').first()).toBeVisible();
  await expect(detail.getByText(/Sent again/).first()).toBeVisible();
  await expect(detail.getByRole('button', { name: 'Archive' })).toBeVisible();
  await detail.getByRole('button', { name: 'Archive' }).click();
  await expect(detail.getByText('Archived').first()).toBeVisible();
});

test('changes by one operator appear at once for another, and the second of two conflicting changes is refused', async ({ console: page, browser, service }) => {
  const other = await browser.newPage();
  await page.goto(`${service.url}/app/requests/2`);
  await other.goto(`${service.url}/app/requests/2`);
  const [here, there] = [page.getByRole('region', { name: 'Request 2' }), other.getByRole('region', { name: 'Request 2' })];
  await here.getByLabel('Assign to').selectOption('Jon');
  await there.getByLabel('Assign to').selectOption('Sansa');
  await there.getByRole('button', { name: 'Assign' }).click();
  // No reload: the event arrives long before the list is polled.
  await expect(here.getByText('In progress').first()).toBeVisible();
  await expect(here.getByText('Sansa').first()).toBeVisible();
  await expect(here.getByLabel('Comment')).toBeVisible();

  // Both resolve it: one succeeds, the other gets an error and the current state.
  await here.getByLabel('Comment').fill('Called back.');
  await there.getByLabel('Comment').fill('Not our customer any more.');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/api/requests/2', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  await here.getByRole('button', { name: 'Complete' }).click();
  await there.getByRole('button', { name: 'Reject' }).click();
  await expect(there.getByText('Rejected').first()).toBeVisible();
  letGo();
  await expect(page.getByText(/Cannot move request from REJECTED/)).toBeVisible();
  await expect(here.getByText('Rejected').first()).toBeVisible();
  await expect(here.getByText(/Not our customer/).first()).toBeVisible();
  await other.close();
});

test('typed text is kept when the service refuses it', async ({ console: page, service }) => {
  const { id } = await service.call<{ id: number }>('POST', '/api/customers/5/requests', { body: 'The parcel is late' });
  await page.goto(`/app/requests/${id}`);
  const detail = page.getByRole('region', { name: `Request ${id}` });
  await detail.getByLabel('Assign to').selectOption('Jon');
  await detail.getByRole('button', { name: 'Assign' }).click();
  await detail.getByLabel('Comment').fill('It came.');
  const refuse = (route: Route) =>
    ['PATCH', 'PUT'].includes(route.request().method())
      ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ detail: 'The database is away.' }) })
      : route.continue();
  await page.route(`**/api/requests/${id}`, refuse);
  await detail.getByRole('button', { name: 'Complete' }).click();
  await expect(page.getByText('The database is away.')).toHaveCount(1);
  await expect(detail.getByLabel('Comment')).toHaveValue('It came.');
  await detail.getByRole('button', { name: 'Edit' }).click();
  await detail.getByLabel('Request text').fill('The parcel is lost');
  await detail.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('The database is away.')).toHaveCount(2);
  await expect(detail.getByLabel('Request text')).toHaveValue('The parcel is lost');

  await page.unroute(`**/api/requests/${id}`, refuse);
  await detail.getByRole('button', { name: 'Save' }).click();
  await expect(detail.getByText('The parcel is lost')).toBeVisible();
  await expect(detail.getByLabel('Request text')).toHaveCount(0);
  await expect(detail.getByLabel('Comment')).toHaveValue('It came.');
  await detail.getByRole('button', { name: 'Complete' }).click();
  await expect(detail.getByText('Completed').first()).toBeVisible();
  await expect(detail.getByText(/It came/).first()).toBeVisible();
});

test('a new request appears in every open inbox', async ({ console: page, service }) => {
  await page.goto('/app/requests');
  await expect(page.getByRole('link', { name: /Winter/ })).toBeVisible();
  await service.call('POST', '/api/customers/4/requests', { body: 'The gate is stuck' });
  await expect(page.getByRole('link', { name: /gate is stuck/ })).toBeVisible();
});
