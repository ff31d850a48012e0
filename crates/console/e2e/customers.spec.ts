import { readFileSync } from 'node:fs';
import { customers } from './people';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

test.beforeAll(async ({ service }) => customers(service));

test('customers are filtered by area and type, columns chosen, and the result saved as CSV', async ({ console: page }) => {
  await page.goto('/app/customers');
  const table = page.getByRole('table', { name: 'Customers' });
  await expect(table.getByRole('row')).toHaveCount(13);
  await looksRight(page, 'customers');
  await page.getByLabel('Area', { exact: true }).selectOption('France');
  await expect(page).toHaveURL(/area=France/);
  await expect(table.getByRole('row')).toHaveCount(5);
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Occupation' }).click();
  await page.keyboard.press('Escape');
  await expect(table.getByRole('columnheader', { name: 'Occupation' })).toBeVisible();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV' }).click();
  const saved = readFileSync(await (await waiting).path(), 'utf8');
  expect(saved.split('\r\n')).toHaveLength(6);
  expect(saved).toContain('Occupation');
  expect(saved).not.toContain('Public id');
});

test('a customer’s page shows all data, and changes once they are saved', async ({ console: page, service }) => {
  await service.call('POST', '/api/opportunities', { cid: 1, monthly_estimated_revenue: '1250.00' });
  await service.call('POST', '/api/customers/1/requests', { body: 'Winter is coming' });
  await service.call('POST', '/api/v1/interactions', { customer_id: 1, channel: 'Call', occurred_at: '2026-01-31T09:00:00Z' });
  await page.goto('/app/customers');
  await page.getByRole('row', { name: /Stark/ }).first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Stark');
  await expect(page.getByText('1,250.00').first()).toBeVisible();
  await expect(page.getByText('Winter is coming').first()).toBeVisible();
  await expect(page.getByText('Call').first()).toBeVisible();
  await looksRight(page, 'customer');
  await page.getByRole('button', { name: 'Edit' }).click();
  const form = page.getByRole('dialog');
  await form.getByLabel('Phone').fill('12');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(form.getByLabel('Phone')).toHaveAttribute('aria-invalid', 'true');
  await form.getByLabel('Phone').fill('+44 20 8366 1199');
  await form.getByLabel('Area').fill('Nordics');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: '+442083661199' })).toBeVisible();
  await expect(page.getByText('Nordics', { exact: true })).toBeVisible();
});

test('an unknown customer is reported', async ({ console: page }) => {
  await page.goto('/app/customers/9999');
  await expect(page.getByText('Customer not found')).toBeVisible();
});
