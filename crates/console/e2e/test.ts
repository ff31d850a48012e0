import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Service } from './service';

type Fixtures = { console: Page; service: Service };

/** The tests of one file, which share one service and run in order. */
export function testsOf(...more: string[]) {
  const service = new Service(more);
  const test = base.extend<Fixtures>({
    service: async ({}, use) => use(service),
    baseURL: async ({ service }, use) => use(service.url),
    console: async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        // The browser also logs refusals, which the tests provoke on purpose.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) complaints.push(message.text());
      });
      await tryBuild(page);
      await use(page);
      expect(complaints).toEqual([]);
    },
  });
  test.describe.configure({ mode: 'serial' });
  test.beforeAll(() => service.start());
  test.afterAll(() => service.remove());
  return test;
}

export { expect };

/** Serves the console from a folder, if one is named, so that it can be tested without building the binary. */
async function tryBuild(page: Page): Promise<void> {
  const folder = process.env['FRONTDESK_CONSOLE_DIST'];
  if (folder === undefined) return;
  await page.route('**/app/**', (route) => {
    const path = new URL(route.request().url()).pathname.slice('/app/'.length);
    return route.fulfill({ path: join(folder, /\.\w+$/.test(path) ? path : 'index.html') });
  });
}

/** Checks accessibility with axe in both themes, with a screenshot of each. */
export async function looksRight(page: Page, name: string): Promise<void> {
  const { artefacts } = base.info().config.metadata as { artefacts: string };
  const folder = join(artefacts, 'screenshots');
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${name}, ${colorScheme}`);
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Checks the accessibility of the current page, including dialogs and menus. */
export async function expectAccessible(page: Page, name: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found, name).toEqual([]);
}
