import { defineConfig } from '@playwright/test';

/** The browser is killed in the middle of work, `KILLS` times (5). By hand: `KILLS=100`, 15 minutes. */
export default defineConfig({
  testDir: '.',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000 + Number(process.env['KILLS'] ?? 5) * 30_000,
  reporter: [['list']],
});
