import { expect, looksRight, testsOf } from './test';

const test = testsOf();

test('a firm’s settings can be changed, and faults are shown at their fields', async ({ console: page, service }) => {
  await page.goto('/app/settings?view=firms');
  const firm = page.getByRole('form').first();
  await firm.getByLabel('Name', { exact: true }).fill('Lovelace & Partners');
  await firm.getByLabel('Country of phone numbers').fill('GB');
  await firm.getByLabel(/Corporate/).check();
  await firm.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await looksRight(page, 'settings-firms');
  const [stored] = await service.call<{ name: string; default_region: string; is_corporate: boolean }[]>('GET', '/api/v1/firms');
  expect(stored).toMatchObject({ name: 'Lovelace & Partners', default_region: 'GB', is_corporate: true });
  await firm.getByLabel('Country of phone numbers').fill('ZZ');
  await firm.getByRole('button', { name: 'Save' }).click();
  await expect(firm.getByLabel('Country of phone numbers')).toHaveAttribute('aria-invalid', 'true');
});

test('statuses are changed, but concurrent changes are not overwritten', async ({ console: page, service }) => {
  await page.goto('/app/settings?view=statuses');
  await page.getByLabel('Probability of Proposal').fill('55');
  await looksRight(page, 'settings-statuses');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const stored = async () => {
    const statuses = await service.call<{ name: string; probability: number }[]>('GET', '/api/v1/opportunity-statuses');
    return Object.fromEntries(statuses.map(({ name, probability }) => [name, probability]));
  };
  expect(await stored()).toMatchObject({ Proposal: 55, Qualified: 25 });

  await page.getByLabel('Probability of Qualified').fill('30');
  await service.call('PUT', '/api/v1/opportunity-statuses', { name: 'Verbal yes', probability: 90 });
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('The statuses were changed by another user.');
  await looksRight(page, 'settings-statuses-changed');
  expect(await stored()).toMatchObject({ 'Verbal yes': 90, Qualified: 25 });
  await page.getByRole('button', { name: 'Load the current statuses' }).click();
  await expect(page.getByLabel('Probability of Verbal yes')).toHaveValue('90');
  await page.getByLabel('Probability of Qualified').fill('30');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(stored).toMatchObject({ 'Verbal yes': 90, Qualified: 30 });
});

test('the health page shows readiness and metrics', async ({ console: page }) => {
  await page.goto('/app/settings?view=health');
  await expect(page.getByText('ready', { exact: true })).toBeVisible();
  await expect(page.getByRole('rowheader').first()).toBeVisible();
  await looksRight(page, 'settings-health');
});

test('after the first key a sign-in is required, and keeps the page', async ({ console: page }) => {
  await page.goto('/app/settings');
  await expect(page.getByText('No keys yet')).toBeVisible();
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Name').fill('Back office');
  await page.getByLabel('Role').selectOption('admin');
  await page.getByRole('button', { name: 'Create key' }).click();
  const key = await page.getByLabel('Key', { exact: true }).inputValue();
  expect(key).toMatch(/^fd_1_/);
  await page.getByRole('button', { name: 'Done' }).click();
  // The browser that created it stays signed in.
  await expect(page.getByRole('cell', { name: 'Back office', exact: true })).toBeVisible();
  await looksRight(page, 'settings-keys');

  await page.context().clearCookies();
  await page.reload();
  const dialog = page.getByRole('dialog', { name: 'Sign in' });
  await dialog.getByLabel('Key').fill('fd_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog.getByLabel('Key')).toHaveAttribute('aria-invalid', 'true');
  await looksRight(page, 'sign-in');
  await dialog.getByLabel('Key').fill(key);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('cell', { name: 'Back office', exact: true })).toBeVisible();

  // The session outlives this page, and allows changes.
  await page.goto('/app/clients');
  await page.getByRole('button', { name: 'New client' }).click();
  await page.getByLabel('First name').fill('Ada');
  await page.getByLabel('Last name').fill('Lovelace');
  await page.getByLabel('Integration id').fill('ext-1');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByRole('button', { name: 'Add client' }).click();
  const row = page.getByRole('row', { name: /Ada/ });
  await expect(row).toBeVisible();
  await expect(row).not.toHaveClass(/pending/);

  await page.goto('/app/settings');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(dialog).toBeVisible();
});
