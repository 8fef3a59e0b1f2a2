import { expect, test, BIRTH, ID, LAST_COLUMN, NAME, SERIAL, WORKPLACE } from './page';

const EMPTY = 16;

test('a range is copied as Excel text and, for Excel, as cells that stay text', async ({ grid }) => {
  await grid.goTo(1, ID);
  await grid.press('Shift+ArrowDown', 'Control+c');
  const [one, two] = [await grid.cell(1, ID).textContent(), await grid.cell(2, ID).textContent()];
  expect(await grid.clipboard()).toBe(`${one}\r\n${two}`);
  const html = await grid.page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    return (await item?.getType('text/html'))?.text();
  });
  expect(html).toContain(`<td`);
  expect(html).toContain(String(one));
});

test('a cell with a line break or a quote is quoted', async ({ grid }) => {
  await grid.page.evaluate(() => window.harness.change(1, 16, 'một\nhai "ba"'));
  await grid.goTo(1, EMPTY);
  await grid.settle();
  await grid.press('Control+c');
  expect(await grid.clipboard()).toBe('"một\nhai ""ba"""');
});

test('two by two from Excel fills four cells, its last line break none', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await grid.paste('a\tb\r\nc\td\r\n');
  for (const [row, column, text] of [[2, 0, 'a'], [2, 1, 'b'], [3, 0, 'c'], [3, 1, 'd'], [4, 0, '']] as const) {
    await expect(grid.cell(row, EMPTY + column)).toHaveText(text);
  }
  const edits = await grid.told('edit');
  expect(edits).toHaveLength(1);
  expect(edits[0]?.[1]).toBe('paste');
  await expect(grid.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(4);
});

test('quoted cells keep their tabs and quotes, and become one line', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await grid.paste('"một\nhai"\t"nói ""vâng"""\r\n');
  await expect(grid.cell(2, EMPTY)).toHaveText('một hai');
  await expect(grid.cell(2, EMPTY + 1)).toHaveText('nói "vâng"');
});

test('one value fills a larger selection', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await grid.press('Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight');
  await grid.paste('Pfizer');
  for (const row of [2, 3, 4]) await expect(grid.cell(row, EMPTY + 1)).toHaveText('Pfizer');
});

test('a paste skips read-only cells and what falls outside, and says how many', async ({ grid }) => {
  await grid.goTo(2, SERIAL);
  await grid.paste('99\tNgười Một');
  await expect(grid.cell(2, NAME)).toHaveText('Người Một');
  await expect(grid.cell(2, SERIAL)).toHaveText('3');
  await expect(grid.page.getByRole('status')).toContainText('1 ô');
  await grid.goTo(999_999, LAST_COLUMN);
  await grid.paste('a\tb\r\nc\td');
  await expect(grid.cell(999_999, LAST_COLUMN)).toHaveText('a');
  await expect(grid.page.getByRole('status')).toContainText('3 ô');
});

test('a paste while editing goes into the text', async ({ grid }) => {
  await grid.goTo(2, WORKPLACE);
  await grid.page.keyboard.type('a');
  await grid.paste('bc');
  await grid.page.keyboard.type('d');
  await grid.press('Enter');
  await expect(grid.cell(2, WORKPLACE)).toHaveText('abcd');
});

test('Ctrl+X copies and clears', async ({ grid }) => {
  await grid.goTo(2, WORKPLACE);
  await grid.press('Control+x');
  await expect(grid.cell(2, WORKPLACE)).toHaveText('');
  expect(await grid.clipboard()).toBe('Trạm y tế xã Cây Đa');
  expect((await grid.told('edit')).map((it) => it[1])).toEqual(['clear']);
});

test('a range beyond what is loaded is fetched from the owner', async ({ grid }) => {
  await grid.goTo(0, BIRTH);
  await grid.press('Control+Shift+ArrowDown', 'Control+c');
  await expect.poll(() => grid.clipboard()).toMatch(/^01\/01\/1940\r\n/);
  expect(await grid.told('copy')).toEqual([['copy', 0, 999_999, BIRTH, BIRTH]]);
});

test('a Delete over millions of cells is refused with a reason', async ({ grid }) => {
  await grid.press('Control+a', 'Delete');
  await expect(grid.page.getByRole('status')).toContainText('tối đa');
  expect(await grid.told('edit')).toEqual([]);
});
