import { defineConfig, type Project } from '@playwright/test';

/** The product's tests, on the built file. `cargo xtask test e2e` finds the browsers and builds. */
const chromium = project('chromium', process.env['CHROME']);

/** The oldest engine that must work, on the tests marked `@floor`. */
const oldest = { ...project('chromium109', process.env['CHROME109']), grep: /@floor/ };

export default defineConfig({
  testDir: 'e2e',
  testIgnore: ['grid/**', 'kill/**'],
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  projects: process.env['CHROME109'] ? [chromium, oldest] : [chromium],
});

function project(name: string, executablePath: string | undefined): Project {
  return {
    name,
    use: {
      browserName: 'chromium',
      viewport: { width: 1366, height: 768 },
      locale: 'vi-VN',
      timezoneId: 'Asia/Ho_Chi_Minh',
      launchOptions: { ...(executablePath ? { executablePath } : {}), args: process.env['SOAT_BROWSER_ARGS']?.split(';') ?? [] },
    },
  };
}
