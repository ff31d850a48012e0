// For the bench: opens the console repeatedly with an empty cache, and an empty page for comparison.
// Prints the time until each reacts to a key, and the bytes of compressed script.

import { chromium } from '@playwright/test';

const [url, times] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env['FRONTDESK_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
});

/** Until the list has rows and `/` leads into its search. @param {import('@playwright/test').Page} page */
async function openList(page) {
  await page.goto(`${url}/`, { waitUntil: 'commit' });
  await page.locator('tr[data-index="0"]').waitFor();
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.activeElement?.hasAttribute('data-search'));
}

/** Until a page with a line of text has heard of a key. @param {import('@playwright/test').Page} page */
async function openBlank(page) {
  await page.goto(`${url}/health/live`, { waitUntil: 'commit' });
  await page.locator('body').waitFor();
  await page.evaluate(() => document.addEventListener('keydown', () => (document.body.id = 'heard')));
  await page.keyboard.press('/');
  await page.waitForFunction(() => document.body.id === 'heard');
}

/** With nothing kept from before. @param {(page: import('@playwright/test').Page) => Promise<void>} open */
async function anew(open) {
  const context = await browser.newContext();
  const page = await context.newPage();
  /** @type {Promise<number>[]} */
  const scripts = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.sizes().then((sizes) => sizes.responseBodySize));
  });
  const start = performance.now();
  await open(page);
  const millis = performance.now() - start;
  const bytes = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return { millis, bytes };
}

// Warms up the browser, which is not measured.
await anew(openBlank);
await anew(openList);
const [page_ms, blank_ms] = [[], []];
let script_bytes = 0;
for (let round = 0; round < Number(times); round += 1) {
  blank_ms.push((await anew(openBlank)).millis);
  const { millis, bytes } = await anew(openList);
  page_ms.push(millis);
  script_bytes = bytes;
}
await browser.close();
process.stdout.write(`${JSON.stringify({ page_ms, blank_ms, script_bytes })}\n`);
