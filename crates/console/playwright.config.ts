import { defineConfig } from '@playwright/test';
import { resolve } from 'node:path';

const artefacts = resolve(import.meta.dirname, process.env['FRONTDESK_E2E_OUT'] ?? '../../target/console');

export default defineConfig({
  testDir: 'e2e',
  outputDir: resolve(artefacts, 'results'),
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: process.env['CI'] === 'true',
  // Patience for a machine that does much else: a test that fails is not tried again.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: [['list']],
  metadata: { artefacts },
  use: {
    viewport: { width: 1360, height: 850 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    actionTimeout: 45_000,
    launchOptions: {
      executablePath: process.env['FRONTDESK_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
