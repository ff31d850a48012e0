import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, looksRight, testsOf } from './test';

const test = testsOf();

const FILE = `Given Name,Surname,Mobile,Reference
Ada,Lovelace,+12025550101,r-1
Grace,,+12025550102,r-2
Alan,Turing,+12025550103,r-3
`;

const WORKBOOK = resolve(import.meta.dirname, '../../frontdesk/tests/cli/workbooks/interactions.xlsx');

/** Drops a file onto the page. */
async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dragged = await page.evaluateHandle(
    ([name, text]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))], name));
      return transfer;
    },
    [name, bytes.toString('base64')] as const,
  );
  await page.getByText('Drop a CSV file').dispatchEvent('drop', { dataTransfer: dragged });
}

test('a file is previewed, mapped, run dry, imported, and its rejected rows are downloaded', async ({ console: page }) => {
  await page.goto('/app/import');
  await expect(page.getByText('No imports yet')).toBeVisible();
  await page.getByLabel('File to import').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
  await expect(page.getByLabel('Field of the column Given Name')).toHaveValue('first_name');
  await expect(page.getByRole('cell', { name: 'Lovelace' })).toBeVisible();

  const run = page.getByRole('button', { name: 'Import', exact: true });
  await expect(run).toBeDisabled();
  await expect(page.getByText(/integration_id/).first()).toBeVisible();
  await page.getByLabel('Field of the column Reference').selectOption('integration_id');
  await expect(run).toBeEnabled();
  await looksRight(page, 'import');

  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByRole('heading', { name: 'Dry run of people.csv' })).toBeVisible();
  await expect(page.getByText('Dry run: nothing was stored.')).toBeVisible();
  await page.getByRole('button', { name: 'Import now' }).click();
  await expect(page.getByRole('heading', { name: 'Import of people.csv' })).toBeVisible();
  await expect(page.getByText('succeeded')).toBeVisible();
  await expect(page.getByText('Created').locator('..')).toContainText('2');
  await looksRight(page, 'import-done');

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Rejected rows' }).click();
  const saved = await (await waiting).path();
  expect(readFileSync(saved, 'utf8')).toContain("Grace,,'+12025550102,r-2,Client missing name.");

  await page.getByRole('link', { name: 'Show the records' }).click();
  await expect(page.getByRole('row', { name: /Turing/ })).toBeVisible();
});

test('the kind of a file is guessed from its headers, and can be changed', async ({ console: page }) => {
  const files = [
    ['clients', FILE],
    ['customers', 'Customer ID,Company,Support Contract\n7,Stark Ltd,yes\n'],
    ['opportunities', 'CID,Status,Monthly Revenue,Delivery Date\n7,New,1250.00,2026-04-01\n'],
    ['interactions', 'Contacts of the year\nDate Start,Interaction,Customers\n01/10/2019 09:05,Call,7\n'],
    ['topics', 'Date,Product\n10-2019,Sand\n'],
    ['actuals', 'Area,Month,Amount\nFrance,2025-07,7000.00\n'],
    ['targets', 'Area,Fiscal Year,Amount\nFrance,2026,120000.00\n'],
    // These columns are unknown.
    ['clients', 'a,b\n1,2\n'],
  ] as const;
  await page.goto('/app/import');
  for (const [kind, text] of files) {
    await drop(page, `${kind}.csv`, Buffer.from(text));
    await expect(page.getByLabel('Kind of rows'), text).toHaveValue(kind);
    await expect(page.getByRole('region', { name: 'First rows' })).toBeVisible();
    await page.getByRole('button', { name: 'Another file' }).click();
  }
  await drop(page, 'clients.csv', Buffer.from(FILE));
  await page.getByLabel('Kind of rows').selectOption('customers');
  await expect(page.getByText(/cid/).first()).toBeVisible();
});

test('a running import shows its progress', async ({ console: page, service }) => {
  const [done] = await service.call<object[]>('GET', '/imports');
  const warnings = [{ row: 2, message: 'The phone number also belongs to customer 7.' }];
  const json = { ...done, state: 'running', rows_done: 600, rows_total: 2400, rate: 1200, eta: '2026-01-31T09:00:02Z', updated_at: '2026-01-31T09:00:00Z', warnings, warnings_total: 1 };
  await page.route('**/imports/1', (route) => route.fulfill({ json }));
  await page.route('**/imports/1/events', (route) => route.abort());
  await page.goto('/app/import/1');
  await expect(page.getByRole('progressbar', { name: 'Rows done' })).toHaveAttribute('aria-valuenow', '25');
  await expect(page.getByText('600 of 2,400 rows')).toBeVisible();
  await expect(page.getByText('1,200 rows per second · 2 s left')).toBeVisible();
  await expect(page.getByRole('cell', { name: /also belongs to customer 7/ })).toBeVisible();
  await looksRight(page, 'import-running');
});

test('a file that is not a table is refused with a reason, and another one can be chosen', async ({ console: page }) => {
  await page.goto('/app/import');
  await page.getByLabel('File to import').setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await expect(page.getByRole('alert')).toContainText('This could not be loaded');
  await page.getByRole('button', { name: 'Another file' }).click();
  await expect(page.getByText('Drop a CSV file')).toBeVisible();
});

test('CSV files and workbooks can be dropped, and a sheet can be chosen', async ({ console: page }) => {
  await page.goto('/app/import');
  await drop(page, 'people.csv', Buffer.from(FILE));
  await expect(page.getByRole('cell', { name: 'Lovelace' })).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();
  await drop(page, 'interactions.xlsx', readFileSync(WORKBOOK));
  await expect(page.getByLabel('Kind of rows')).toHaveValue('interactions');
  await expect(page.getByLabel('Field of the column Interaction')).toHaveValue('channel');
  await page.getByLabel('Sheet').fill('no such sheet');
  await expect(page.getByRole('alert')).toContainText('This could not be loaded');
});

test('the header row and the encoding of a file can be set', async ({ console: page }) => {
  await page.goto('/app/import');
  // "Łukasz" in Windows-1250, below a title that is not detected automatically.
  const titles = 'A report\n'.repeat(12);
  const buffer = Buffer.concat([Buffer.from(`${titles}First Name,Last Name,Mobile,External ID\n`), Buffer.from([0xa3]), Buffer.from('ukasz,W'), Buffer.from([0xf3]), Buffer.from('jcik,+12025550143,e-1\n')]);
  await page.getByLabel('File to import').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByRole('alert')).toContainText('This could not be loaded');
  await page.getByLabel('Encoding').selectOption('windows-1250');
  await page.getByLabel('Header row').fill('13');
  await expect(page.getByRole('cell', { name: 'Łukasz' })).toBeVisible();
  await expect(page.getByLabel('Field of the column Mobile')).toHaveValue('phone_numbers');
});
