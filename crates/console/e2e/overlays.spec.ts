import type { Page } from '@playwright/test';
import { customers } from './people';
import { expect, expectAccessible, testsOf } from './test';

const test = testsOf();

test.beforeAll(async ({ service }) => {
  await customers(service);
  await service.call('POST', '/api/opportunities', { cid: 1, monthly_estimated_revenue: '1250.00' });
  await service.call('POST', '/api/operators', { name: 'Jon' });
  await service.call('POST', '/api/customers/1/requests', { body: 'Winter is coming' });
  await service.call('POST', '/users', { name: 'John Smith', email: 'john.smith@example.com', phone: '123-456-7890' });
});

/** Each overlay: its page, and how to open it. */
const OVERLAYS: readonly { name: string; at: string; open: (page: Page) => Promise<void>; role?: 'menu' }[] = [
  { name: 'keys', at: '/app/clients', open: (page) => page.getByRole('button', { name: /^Keys/ }).click() },
  { name: 'new client', at: '/app/clients', open: (page) => page.getByRole('button', { name: 'New client' }).click() },
  { name: 'client', at: '/app/clients', open: (page) => page.getByRole('cell', { name: 'Stark' }).click() },
  { name: 'columns', at: '/app/customers', open: (page) => page.getByRole('button', { name: 'Columns' }).click(), role: 'menu' },
  { name: 'new customer', at: '/app/customers', open: (page) => page.getByRole('button', { name: 'New customer' }).click() },
  { name: 'customer', at: '/app/customers/1', open: (page) => page.getByRole('button', { name: 'Edit' }).click() },
  { name: 'move', at: '/app/pipeline', open: (page) => page.getByRole('button', { name: /^Move the deal/ }).click(), role: 'menu' },
  { name: 'new deal', at: '/app/pipeline', open: (page) => page.getByRole('button', { name: 'New deal' }).click() },
  { name: 'deal', at: '/app/pipeline', open: (page) => page.getByRole('button', { name: 'Ed Stark', exact: true }).click() },
  { name: 'new request', at: '/app/requests', open: (page) => page.getByRole('button', { name: 'New request' }).click() },
  { name: 'new operator', at: '/app/requests', open: (page) => page.getByRole('button', { name: 'New operator' }).click() },
  { name: 'user', at: '/app/sync', open: (page) => page.getByRole('cell', { name: 'John Smith' }).click() },
  { name: 'new key', at: '/app/settings', open: (page) => page.getByRole('button', { name: 'New key' }).click() },
];

for (const { name, at, open, role = 'dialog' } of OVERLAYS) {
  test(`${name} opens, is accessible in both themes, and closes with Escape`, async ({ console: page }) => {
    await page.goto(at);
    await open(page);
    const overlay = page.getByRole(role);
    await expect(overlay).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `${name}, ${colorScheme}`);
    }
    await page.keyboard.press('Escape');
    await expect(overlay).toHaveCount(0);
  });
}

const PAGES = ['clients', 'customers', 'customers/1', 'pipeline', 'pipeline?view=table', 'pipeline?view=forecast', 'pipeline?view=quality', 'interactions', 'requests', 'requests/1', 'sync', 'import', 'import/1', 'settings', 'settings?view=firms', 'settings?view=statuses', 'settings?view=health'];

for (const address of PAGES) {
  test(`on a phone ${address} fits the screen width and scrolls to its end`, async ({ console: page }) => {
    await page.setViewportSize({ width: 390, height: 780 });
    await page.goto(`/app/${address}`);
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: /loading/i })).toHaveCount(0);
    const wide = await page.evaluate(() => {
      const main = document.querySelector('.page');
      return [document.documentElement.scrollWidth, main?.scrollWidth ?? 0];
    });
    expect(wide).toEqual([390, 390]);
    await expectAccessible(page, `${address}, on a phone`);
    // An on-screen keyboard leaves little height. Scrolls by touch, because a script could reach what a user cannot.
    await page.setViewportSize({ width: 390, height: 440 });
    await heading.hover();
    await page.mouse.wheel(0, 100_000);
    const end = () => page.locator('.page > *').last().evaluate((last) => last.getBoundingClientRect().bottom);
    await expect.poll(end).toBeLessThanOrEqual(440);
  });
}
