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

/** Lets go of a file over the page, as somebody does who drags one out of a folder. */
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

test('a file is looked into, mapped, tried, imported, and its refused rows come back to be mended', async ({ console: page }) => {
  await page.goto('/app/import');
  await expect(page.getByText('Nothing was imported yet')).toBeVisible();
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
  await expect(page.getByText('A dry run: nothing was written.')).toBeVisible();
  await page.getByRole('button', { name: 'Import for real' }).click();
  await expect(page.getByRole('heading', { name: 'Import of people.csv' })).toBeVisible();
  await expect(page.getByText('succeeded')).toBeVisible();
  await expect(page.getByText('Created').locator('..')).toContainText('2');
  await looksRight(page, 'import-done');

  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Refused rows, to mend' }).click();
  const saved = await (await waiting).path();
  expect(readFileSync(saved, 'utf8')).toContain("Grace,,'+12025550102,r-2,Client missing name.");

  await page.getByRole('link', { name: 'See them' }).click();
  await expect(page.getByRole('row', { name: /Turing/ })).toBeVisible();
});

test('what is no table is refused with a reason, and another file can be chosen', async ({ console: page }) => {
  await page.goto('/app/import');
  await page.getByLabel('File to import').setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.from('') });
  await expect(page.getByRole('alert')).toContainText('This could not be loaded');
  await page.getByRole('button', { name: 'Another file' }).click();
  await expect(page.getByText('Drop a CSV file')).toBeVisible();
});

test('files are dropped, be they CSV or a workbook with a sheet of its own choice', async ({ console: page }) => {
  await page.goto('/app/import');
  await drop(page, 'people.csv', Buffer.from(FILE));
  await expect(page.getByRole('cell', { name: 'Lovelace' })).toBeVisible();
  await page.getByRole('button', { name: 'Another file' }).click();
  await drop(page, 'interactions.xlsx', readFileSync(WORKBOOK));
  await page.getByLabel('What its rows are').selectOption('interactions');
  await expect(page.getByLabel('Field of the column Interaction')).toHaveValue('channel');
  await page.getByLabel('Sheet').fill('no such sheet');
  await expect(page.getByRole('alert')).toContainText('This could not be loaded');
});
