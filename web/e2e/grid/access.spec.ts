import { createRequire } from 'node:module';
import { expect, test, ID, INSURANCE, LAST_COLUMN, NAME, type GridPage } from './page';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Axe {
  run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
}

/** Axe's complaints. Injected past the policy, by the debugging protocol. */
async function complaints(grid: GridPage): Promise<string[]> {
  const { readFile } = await import('node:fs/promises');
  await grid.cdp.send('Runtime.evaluate', { expression: await readFile(AXE, 'utf8') });
  return grid.page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run();
    return violations.map((it) => `${it.id}: ${it.nodes[0]?.html.slice(0, 200)}`);
  });
}

test('axe finds nothing: selected, listing, editing, scrolled, empty', async ({ grid }) => {
  await grid.goTo(3, ID);
  await grid.settle(500);
  expect(await complaints(grid)).toEqual([]);
  await grid.press('Alt+ArrowDown');
  await expect(grid.list.getByRole('option')).toHaveCount(2);
  expect(await complaints(grid)).toEqual([]);
  await grid.press('Escape', 'F2');
  expect(await complaints(grid)).toEqual([]);
  await grid.goTo(900_000, LAST_COLUMN);
  expect(await complaints(grid)).toEqual([]);
  await grid.page.evaluate(() => window.harness.setRows(0));
  expect(await complaints(grid)).toEqual([]);
});

test('rows and columns are counted and numbered, headings included', async ({ grid }) => {
  const root = grid.page.getByRole('grid');
  await expect(root).toHaveAttribute('aria-rowcount', '1000001');
  await expect(root).toHaveAttribute('aria-colcount', '26');
  await grid.goTo(1000, NAME);
  const row = grid.page.locator('[aria-rowindex="1002"]');
  await expect(row.getByRole('rowheader')).toHaveText('1009');
  await expect(row.getByRole('gridcell').last()).toHaveAttribute('aria-colindex', '26');
});

test('an error is told by attribute, text, bar and sign, not by colour alone', async ({ grid }) => {
  const cell = grid.cell(3, ID);
  await expect(cell).toHaveAttribute('aria-invalid', 'true');
  await expect(grid.cell(2, ID)).not.toHaveAttribute('aria-invalid');
  const sign = await cell.evaluate((it) => [getComputedStyle(it, '::after').content, getComputedStyle(it).boxShadow]);
  expect(sign[0]).toMatch(/^"!"/);
  expect(sign[1]).toContain('inset');
});

test('the focused text area points at the active cell and at what is wrong with it', async ({ grid }) => {
  await grid.goTo(3, ID);
  await expect(grid.sink).toHaveAttribute('aria-label', /công dân.*dòng 12: 10000000003/);
  await expect(grid.sink).toHaveAttribute('aria-invalid', 'true');
  await expect(grid.sink).toHaveAccessibleDescription(/F6.*12 chữ số/);
  const id = await grid.cell(3, ID).getAttribute('id');
  await expect(grid.sink).toHaveAttribute('aria-activedescendant', id ?? '-');
  await grid.goTo(3, INSURANCE);
  await expect(grid.sink).toHaveAccessibleDescription(/^F2[^1]*F6[^1]*$/);
  await expect(grid.sink).toHaveAttribute('aria-invalid', 'false');
});

test('the tooltip of the active cell shows after a moment, Esc hides it', async ({ grid }) => {
  await grid.goTo(3, ID);
  const tip = grid.page.getByRole('tooltip').filter({ hasText: '12 chữ số' });
  await expect(tip).toHaveCSS('opacity', '1');
  await grid.press('Escape');
  await expect(tip).toHaveCSS('opacity', '0');
});

test('the mouse over another wrong cell shows its tooltip', async ({ grid }) => {
  await grid.cell(6, 2).hover();
  await expect(grid.page.getByRole('tooltip').filter({ hasText: '31/02' })).toHaveCSS('opacity', '1');
});

test('painting stays cheap: a held arrow key over 36 columns and errors', async ({ grid }) => {
  const median = await grid.page.evaluate(() => {
    const times: number[] = [];
    for (let row = 1; row < 150; row += 1) {
      const start = performance.now();
      window.harness.grid.goTo(row, 7);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[75] ?? 0;
  });
  expect(median).toBeLessThan(16);
});
