import type { Locator } from '@playwright/test';
import { customers } from './people';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

test.beforeAll(async ({ service }) => {
  await customers(service);
  const channels = ['Call', 'Email', 'Post'];
  const rows = Array.from({ length: 120 }, (_, place) => {
    const day = `${String(1 + (place % 28)).padStart(2, '0')}/${String(1 + (place % 12)).padStart(2, '0')}/2025`;
    return `${day} 09:${String(place % 60).padStart(2, '0')},${channels[place % channels.length] ?? ''},${1 + (place % 12)}`;
  });
  await service.import('interactions', ['Date Start,Interaction,Customers', ...rows, ''].join('\n'));
  await service.import('topics', 'Date,Product\n01-2025,Sand\n02-2025,Stone\n03-2025,Sand\n');
});

/** The figure beside a name in a table of counts. */
function countOf(table: Locator, name: string): Locator {
  return table.getByRole('row', { name: new RegExp(`^${name} `) }).getByRole('cell');
}

test('interactions are shown by channel, over time, by topic and type, as charts and as tables', async ({ console: page }) => {
  await page.goto('/app/interactions');
  for (const title of ['Over time', 'By channel', 'By topic', 'By customer type']) {
    await expect(page.getByRole('region', { name: title, exact: true }).getByRole('img').first()).toBeVisible();
  }
  await looksRight(page, 'interactions');
  const channels = page.getByRole('region', { name: 'By channel', exact: true });
  await channels.getByRole('button', { name: 'Table' }).click();
  for (const channel of ['Call', 'Email', 'Post']) await expect(countOf(channels, channel)).toHaveText('40');
});

test('a date range and a topic filter every figure, and are kept in the address', async ({ console: page }) => {
  await page.goto('/app/interactions?from=2025-01-01&to=2025-01-31');
  await expect(page.getByLabel('From')).toHaveValue('2025-01-01');
  const channels = page.getByRole('region', { name: 'By channel', exact: true });
  await channels.getByRole('button', { name: 'Table' }).click();
  await expect(countOf(channels, 'Call')).toHaveText('10');
  await page.getByLabel('Topic', { exact: true }).selectOption('Stone');
  await expect(page).toHaveURL(/topic=Stone/);
  await expect(countOf(channels, 'Call')).toHaveText('0');
});

test('the interactions of one customer', async ({ console: page }) => {
  await page.goto('/app/interactions');
  await page.getByLabel('Customer id').fill('4');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('region', { name: 'Customer 4 by channel', exact: true })).toBeVisible();
  await expect(page).toHaveURL(/customer=4/);
  await looksRight(page, 'interactions-customer');
});
