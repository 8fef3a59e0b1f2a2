import { defineConfig } from '@playwright/test';

/** The browser is killed in the middle of work, `KILLS` times (5), and stores are damaged, `DAMAGES` times (5). By hand: 100 and 50, 15 minutes. */
export default defineConfig({
  testDir: '.',
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000 + Math.max(...['KILLS', 'DAMAGES'].map((it) => Number(process.env[it] ?? 5))) * 30_000,
  reporter: [['list']],
  use: { browserName: 'chromium', launchOptions: process.env['CHROME'] ? { executablePath: process.env['CHROME'] } : {} },
});
