import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { test as base, expect, type Locator, type Page } from '@playwright/test';

import { Keyboards } from './grid/keyboards';

export { expect };

/** The product itself, from the disk. */
const FILE = process.env['SOAT_PAGE'] ?? fileURLToPath(new URL('../../dist/soat.html', import.meta.url));
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Pictures of every state, to be looked at. None are kept when this is not set. */
const SHOTS = process.env['SOAT_SHOTS'];

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** What Chromium says of the hosted copy's `sandbox`, which stands against popups and navigation, not against itself. */
const EXPECTED = /allow-scripts and allow-same-origin .* can escape its sandboxing/;

/** The page as a person sees it, with an eye on what must never happen. */
export class Product {
  /** Requests other than for the page itself, violations of the policy, and errors of scripts. */
  readonly faults: string[] = [];

  constructor(readonly page: Page) {}

  async open(query = ''): Promise<void> {
    const own = pathToFileURL(FILE).href;
    // `silence.sh` counts packets outside instead: nothing may stand in their way.
    if (!process.env['SOAT_OPEN_NETWORK']) {
      await this.page.context().setOffline(true);
      await this.page.context().route(/^https?:/, (route) => route.abort());
    }
    await this.visit(own, query);
  }

  /** Opens the page at an address, and watches it from then on. */
  async visit(own: string, query = ''): Promise<void> {
    this.page.context().on('request', (it) => {
      if (!it.url().startsWith(own) && !/^(blob|data):/.test(it.url())) this.faults.push(`request ${it.url()}`);
    });
    this.page.on('console', (it) => {
      const isFault = it.type() === 'error' || it.type() === 'warning';
      if (isFault && !EXPECTED.test(it.text())) this.faults.push(`${it.type()} ${it.text()}`);
    });
    this.page.on('pageerror', (it) => this.faults.push(`script ${it.message}`));
    await this.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (it) => {
        console.error(`policy ${it.violatedDirective} ${it.blockedURI}`);
      });
    });
    await this.page.goto(own + query);
  }

  async openSample(): Promise<void> {
    await this.open('?mau');
    await expect(this.cell(9, 'B')).toHaveText('Nguyễn Văn Bình');
  }

  async openText(name: string, text: string | Buffer): Promise<void> {
    const buffer = Buffer.from(text);
    await this.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }

  /** By row number and letter, as the user knows it. Only rows in sight are there. */
  cell(rowNumber: number, letter: string): Locator {
    const column = letter.charCodeAt(0) - 63;
    const label = this.page.getByRole('rowheader', { name: new RegExp(`^${rowNumber}\\b`) });
    return this.page.getByRole('row').filter({ has: label }).locator(`[aria-colindex="${column}"]`);
  }

  problem(title: string | RegExp): Locator {
    return this.page.locator('.problem').filter({ hasText: title });
  }

  get detail(): Locator {
    return this.page.getByRole('complementary', { name: 'Ô đang chọn' });
  }

  get toast(): Locator {
    return this.page.locator('.toast');
  }

  async keyboards(): Promise<Keyboards> {
    return new Keyboards(await this.page.context().newCDPSession(this.page));
  }

  /** Looks at a state: nothing inaccessible in it, and a picture. */
  async look(name: string): Promise<void> {
    // A colour on its way to another may have any contrast.
    await this.page.evaluate(async () => {
      const passing = document.getAnimations().filter((it) => it.effect?.getComputedTiming().endTime !== Infinity);
      await Promise.allSettled(passing.map((it) => it.finished));
    });
    if (SHOTS) {
      await mkdir(SHOTS, { recursive: true });
      await this.page.screenshot({ path: `${SHOTS}/${name}.png`, animations: 'disabled' });
    }
    const cdp = await this.page.context().newCDPSession(this.page);
    await cdp.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
    const complaints = await this.page.evaluate(async () => {
      const { violations } = await (window as unknown as { axe: Axe }).axe.run();
      return violations.map((it) => `${it.id}: ${it.nodes[0]?.html.slice(0, 200)}`);
    });
    expect.soft(complaints, name).toEqual([]);
  }
}

export const test = base.extend<{ product: Product }>({
  product: async ({ page }, use) => {
    const product = new Product(page);
    await use(product);
    expect(product.faults).toEqual([]);
  },
});
