import { expect, testsOf } from './test';

const test = testsOf();

const MOST_BYTES = 200_000;

test('the first page loads less than 200 kB of compressed script', async ({ console: page }) => {
  const scripts: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.sizes().then((sizes) => sizes.responseBodySize));
  });
  await page.goto('/app/clients');
  await expect(page.getByRole('button', { name: 'New client' })).toBeVisible();
  const sizes = await Promise.all(scripts);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(sizes.length).toBeGreaterThan(1);
  expect(bytes).toBeLessThan(MOST_BYTES);
});

test('the theme can be chosen and is kept', async ({ console: page }) => {
  await page.goto('/app/clients');
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('keyboard shortcuts open pages, and a dialog lists them', async ({ console: page }) => {
  await page.goto('/app/clients');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/\/app\/import$/);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('an unknown address shows an error page with a link', async ({ console: page }) => {
  await page.goto('/app/nowhere');
  await page.getByRole('link', { name: 'Go to the clients' }).click();
  await expect(page).toHaveURL(/\/app\/clients$/);
});
