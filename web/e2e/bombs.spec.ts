import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, test } from './product';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What a person takes for a page that stands still. */
const MOST_MS = 1_000;

let folder = '';
/** Name of each bomb, and how many people it shows, `-` when it is refused. */
let bombs: [string, string][] = [];

test.beforeAll(() => {
  test.setTimeout(600_000);
  folder = mkdtempSync(join(tmpdir(), 'soat-bombs-'));
  const words = ['run', '--quiet', '-p', 'soat_tests', '--bin', 'bombs', '--', folder];
  const printed = execFileSync('cargo', words, { cwd: ROOT, encoding: 'utf8' });
  bombs = printed.trimEnd().split('\n').map((line) => line.split(' ') as [string, string]);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('bombs are refused with words or shown, and the page answers all the while', async ({ product }) => {
  test.setTimeout(300_000);
  const { page } = product;
  await product.open();
  expect(bombs.length).toBe(7);
  for (const [name, nPeople] of bombs) {
    await test.step(name, async () => {
      await page.reload();
      await page.evaluate(watch);
      await page.locator('input[type=file]').setInputFiles(join(folder, name));
      if (nPeople === '-') {
        await expect(page.getByRole('alert')).toContainText(name, { timeout: 20_000 });
      } else {
        const review = page.getByRole('button', { name: 'Rà soát danh sách' });
        const n = Number(nPeople).toLocaleString('vi-VN');
        await expect(review.or(page.getByText(`Đang xem tất cả ${n} dòng`))).toBeVisible({ timeout: 120_000 });
      }
      expect(await page.evaluate(() => (window as unknown as { longest: number }).longest)).toBeLessThan(MOST_MS);
    });
  }
});

/** Notes the longest time between two frames. */
function watch(): void {
  const at = window as unknown as { longest: number };
  at.longest = 0;
  let before = performance.now();
  const frame = (now: number) => {
    at.longest = Math.max(at.longest, now - before);
    before = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}
