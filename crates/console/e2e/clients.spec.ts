import { clientsFile } from './people';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

test.beforeAll(async ({ service }) => service.import('clients', clientsFile(300)));

test('the list loads, can be searched and sorted, and an address opens a filtered list', async ({ console: page }) => {
  await page.goto('/app/');
  await expect(page).toHaveURL(/\/app\/clients$/);
  const table = page.getByRole('table', { name: 'Clients' });
  await expect(table.getByRole('row').nth(1)).toContainText('300');
  await looksRight(page, 'clients');

  await page.keyboard.press('/');
  await page.keyboard.type('turing alan');
  await expect(page).toHaveURL(/q=turing\+alan/);
  await expect(page.getByText(/ of 300$/)).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Search clients')).toHaveValue('turing alan');
  await expect(table.getByText('Turing').first()).toBeVisible();

  await page.getByLabel('Search clients').fill('');
  await table.getByRole('button', { name: 'Last name' }).click();
  await expect(table.getByRole('columnheader', { name: 'Last name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(table.getByRole('row').nth(1)).toContainText('Allen');
});

test('a new client is in the list before the service answers, and in the database after', async ({ console: page, service }) => {
  await page.goto('/app/clients');
  const table = page.getByRole('table', { name: 'Clients' });
  await expect(table).toBeVisible();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route('**/clients', async (route) => {
    if (route.request().method() === 'PATCH') await held;
    await route.continue();
  });
  await page.keyboard.press('n');
  await page.getByLabel('First name').fill('Sophie');
  await page.getByLabel('Last name').fill('Wilson');
  await page.getByLabel('Integration id').fill('ext-new');
  await page.getByLabel('Phone numbers').fill('202 555 0199');
  await page.getByLabel('SSN').fill('078-05-1120');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Add client' }).click();
  const row = table.getByRole('row', { name: /Sophie/ });
  await expect(row).toHaveClass(/pending/);
  await expect(row).toContainText('202 555 0199');
  letGo();
  await expect(row).not.toHaveClass(/pending/);
  await expect(row).toContainText('+12025550199');
  await expect(row).toContainText('***-**-1120');
  const { clients } = await service.call<{ clients: { first_name: string }[] }>('GET', '/clients?q=Sophie');
  expect(clients).toHaveLength(1);
});

test('a refused change is undone, and its form can be reopened with the faults at their fields', async ({ console: page }) => {
  await page.goto('/app/clients');
  await page.getByRole('button', { name: 'New client' }).click();
  await page.getByLabel('First name').fill('Nobody');
  await page.getByLabel('Last name').fill('Reachable');
  await page.getByLabel('Integration id').fill('ext-bad');
  await page.getByLabel('Phone numbers').fill('12');
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByRole('button', { name: 'Add client' }).click();
  const form = page.getByRole('dialog', { name: 'New client' });
  await expect(form.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
  await expect(form.getByText('must be an e-mail address')).toBeVisible();
  await expect(form.getByLabel('First name')).toHaveValue('Nobody');
  await expect(page.getByRole('row', { name: /Nobody/ })).toHaveCount(0);
  await looksRight(page, 'client-faults');
  await form.getByLabel('E-mail').fill('');
  await form.getByLabel('Phone numbers').fill('+1 202 555 0177');
  await form.getByRole('button', { name: 'Add client' }).click();
  await expect(page.getByRole('row', { name: /Nobody.*\+12025550177/ })).toBeVisible();
});

test('a row is changed with the keyboard alone, and changes by others appear automatically', async ({ console: page, service }) => {
  await page.clock.install();
  await page.goto('/app/clients?q=ext-1005');
  const row = page.getByRole('row', { name: /ext-1005/ });
  await row.focus();
  await page.keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'Change client' });
  await expect(form.getByLabel('First name')).toBeFocused();
  await page.keyboard.type('Renamed');
  await page.keyboard.press('Enter');
  await expect(row).toContainText('Renamed');
  await expect(row).not.toHaveClass(/pending/);
  await service.call('PATCH', '/clients', {
    firm_id: 1,
    integration_type: 'MYCASE',
    field_names: { first_name: 'Elsewhere', integration_id: 'ext-1005' },
  });
  await page.clock.fastForward(11_000);
  await expect(row).toContainText('Elsewhere');
});

test('an outage is shown, pending changes are undone, and everything recovers afterwards', async ({ console: page, service }) => {
  await page.goto('/app/clients?q=ext-1007');
  // Behind an open form a row has no role, but it is rendered.
  const row = page.locator('tr', { hasText: 'ext-1007' });
  const before = await row.innerText();
  await service.stop('SIGKILL');
  await row.click();
  const form = page.getByRole('dialog', { name: 'Change client' });
  await form.getByLabel('First name').fill('Lost');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByText('Frontdesk cannot be reached.')).toBeVisible();
  await expect(form.getByLabel('First name')).toHaveValue('Lost');
  await expect(page.getByText(/Frontdesk cannot be reached\. What you see/)).toBeVisible();
  expect(await row.innerText()).toBe(before);
  await looksRight(page, 'connection-lost');
  await service.start();
  await expect(page.getByText('Connected again.')).toBeVisible({ timeout: 20_000 });
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(row).toContainText('Lost');
  await expect(row).not.toHaveClass(/pending/);
});
