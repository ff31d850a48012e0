import { expect, looksRight, testsOf } from './test';

const test = testsOf();

test.beforeAll(async ({ service }) => {
  for (const name of ['John Smith', 'Mary Jones', 'Ann Lee']) {
    await service.call('POST', '/users', { name, email: `${name.toLowerCase().replace(' ', '.')}@example.com`, phone: '123-456-7890' });
  }
});

test('users are listed with their status, and one shows its history', async ({ console: page, service }) => {
  await page.goto('/app/sync');
  await expect(page.getByRole('row', { name: /John Smith/ })).toContainText('pending');
  await expect(page.getByText('No CRM is configured')).toBeVisible();
  await looksRight(page, 'sync');
  await page.getByLabel('Search users').fill('mary');
  await expect(page.getByRole('row', { name: /John Smith/ })).toHaveCount(0);
  await page.getByRole('row', { name: /Mary Jones/ }).click();
  const panel = page.getByRole('dialog', { name: 'Mary Jones' });
  await expect(panel.getByText('not synced yet')).toBeVisible();
  const users = await service.call<{ id: string; name: string; email: string }[]>('GET', '/users');
  const mary = users.find((user) => user.name === 'Mary Jones');
  await service.call('PUT', `/users/${mary?.id ?? ''}`, { name: 'Mary Jones', email: 'mary@example.org', phone: '123-456-7890' });
  await panel.getByRole('button', { name: 'Send again' }).click();
  await expect(page.getByText('The push to the CRM is queued.')).toBeVisible();
  await expect(panel.getByText('mary@example.org').first()).toBeVisible();
  await looksRight(page, 'sync-user');
});
