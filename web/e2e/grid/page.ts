import { test as base, expect, type CDPSession, type Page } from '@playwright/test';
import { HARNESS_URL } from './build';

export { expect };

/** Columns of the harness that the tests speak of. */
export const SERIAL = 0;
export const NAME = 1;
export const BIRTH = 2;
export const WORKPLACE = 5;
export const ID = 7;
export const INSURANCE = 8;
export const LAST_COLUMN = 24;

/** The grid as a test sees it. Rows and columns from 0, as in the grid's contract. */
export class GridPage {
  constructor(readonly page: Page, readonly cdp: CDPSession) {}

  async open(query = ''): Promise<void> {
    await this.page.goto(HARNESS_URL + query);
    await this.goTo(0, NAME);
    await expect(this.cell(0, NAME)).not.toHaveText('…');
  }

  cell(row: number, column: number) {
    return this.page.locator(`.soat-body [aria-rowindex="${row + 2}"]:not([hidden]) [aria-colindex="${column + 2}"]`);
  }

  get sink() {
    return this.page.locator('textarea');
  }

  get list() {
    return this.page.getByRole('listbox');
  }

  async goTo(row: number, column: number): Promise<void> {
    await this.page.evaluate(([r, c]) => {
      window.harness.grid.goTo(r ?? 0, c ?? 0);
      window.harness.grid.focus();
    }, [row, column]);
  }

  active(): Promise<{ row: number; column: number }> {
    return this.page.evaluate(() => window.harness.grid.active());
  }

  async expectActive(row: number, column: number): Promise<void> {
    expect(await this.active()).toEqual({ row, column });
  }

  /** What the owner was told, by the name of the event. */
  async told(name: string): Promise<unknown[][]> {
    const log = await this.page.evaluate(() => window.harness.log);
    return log.filter((it) => it[0] === name);
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  async putOnClipboard(text: string): Promise<void> {
    await this.page.evaluate((it) => navigator.clipboard.writeText(it), text);
  }

  clipboard(): Promise<string> {
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  async paste(text: string): Promise<void> {
    await this.putOnClipboard(text);
    await this.press('Control+v');
  }

  /** Milliseconds in which the page has time to do what it put off. */
  settle(ms = 60): Promise<void> {
    return this.page.waitForTimeout(ms);
  }
}

/** Every test starts on the first name, and ends with no violation of the policy and no error. */
export const test = base.extend<{ grid: GridPage }>({
  grid: async ({ page, context }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const grid = new GridPage(page, await context.newCDPSession(page));
    await grid.open();
    await use(grid);
    expect(await page.evaluate(() => window.harness.violations)).toEqual([]);
    expect(errors).toEqual([]);
  },
});
