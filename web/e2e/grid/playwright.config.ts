import { defineConfig } from '@playwright/test';

/** The grid alone: `npx playwright test -c e2e/grid`. `CHROME` names another Chromium, such as the oldest we promise. */
export default defineConfig({
  testDir: '.',
  globalSetup: './build.ts',
  outputDir: '../../node_modules/.cache/soat-grid/results',
  retries: 0,
  workers: 1,
  timeout: 20_000,
  expect: { timeout: 3_000 },
  reporter: 'list',
  use: {
    viewport: { width: 1366, height: 768 },
    locale: 'vi-VN',
    permissions: ['clipboard-read', 'clipboard-write'],
    launchOptions: { executablePath: process.env['CHROME'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] },
  },
});
