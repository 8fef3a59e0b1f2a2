import { Keyboards } from './keyboards';
import { expect, test, NAME, WORKPLACE, type GridPage } from './page';

const EMPTY = 16;

/** «đi» as UniKey makes it from `ddi`: the first d goes through, the second becomes Backspace and đ. */
async function typeDi(grid: GridPage, gapMs: number): Promise<void> {
  const keys = new Keyboards(grid.cdp);
  await keys.letter('d');
  await grid.settle(gapMs);
  await keys.injectedBackspace();
  await keys.injected('đ');
  await grid.settle(gapMs);
  await keys.letter('i');
}

for (const [throttle, gap] of [[1, 120], [1, 0], [6, 60], [6, 0], [20, 20], [20, 0]] as const) {
  test(`UniKey on a selected cell, CPU ${throttle} times slower, ${gap} ms between keys`, async ({ grid }) => {
    await grid.cdp.send('Emulation.setCPUThrottlingRate', { rate: throttle });
    await grid.goTo(2, EMPTY);
    await typeDi(grid, gap);
    await grid.press('Enter');
    await expect(grid.cell(2, EMPTY)).toHaveText('đi');
    await grid.cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  });
}

test('UniKey over a cell that has text replaces the text', async ({ grid }) => {
  await grid.goTo(2, NAME);
  await typeDi(grid, 0);
  await grid.press('Enter');
  await expect(grid.cell(2, NAME)).toHaveText('đi');
});

test('UniKey types a whole name, cell after cell, without a pause', async ({ grid }) => {
  const keys = new Keyboards(grid.cdp);
  for (const row of [1, 2, 3]) {
    await grid.goTo(row, EMPTY);
    await keys.letter('D');
    await keys.injectedBackspace();
    await keys.injected('Đ');
    for (const letter of 'uc') await keys.letter(letter);
    await keys.injectedBackspace();
    await keys.injectedBackspace();
    await keys.injected('ứ');
    await keys.injected('c');
    await grid.press('Enter');
  }
  for (const row of [1, 2, 3]) await expect(grid.cell(row, EMPTY)).toHaveText('Đức');
});

test("OpenKey's U+202F before its Backspaces leaves no trace", async ({ grid }) => {
  const keys = new Keyboards(grid.cdp);
  await grid.goTo(2, EMPTY);
  await keys.letter('d');
  await keys.injected('\u202f');
  await keys.injectedBackspace();
  await keys.injectedBackspace();
  await keys.injected('đ');
  await keys.letter('i');
  await grid.press('Enter');
  await expect(grid.cell(2, EMPTY)).toHaveText('đi');
});

test('clipboard mode pastes into the open editor', async ({ grid }) => {
  const keys = new Keyboards(grid.cdp);
  await grid.putOnClipboard('đ');
  await grid.goTo(2, EMPTY);
  await keys.letter('d');
  await keys.injectedBackspace();
  await keys.shiftInsert();
  await keys.letter('i');
  await grid.press('Enter');
  await expect(grid.cell(2, EMPTY)).toHaveText('đi');
});

test('a composing keyboard loses nothing on a selected cell', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await new Keyboards(grid.cdp).compose('d', 'đ', 'đi');
  await grid.press('Enter');
  await expect(grid.cell(2, EMPTY)).toHaveText('đi');
});

test('a composing keyboard replaces the text of a selected cell', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await new Keyboards(grid.cdp).compose('T', 'Tr', 'Trạ', 'Trạm');
  await grid.press('Enter');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('Trạm');
});

test('a composing keyboard after F2 adds at the end', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.press('F2');
  await new Keyboards(grid.cdp).compose(' d', ' đ');
  await grid.press('Enter');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('Trạm y tế xã Cây Đa đ');
});

test('a click elsewhere keeps a syllable that is still being composed', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await grid.cdp.send('Input.imeSetComposition', { text: 'đi', selectionStart: 2, selectionEnd: 2 });
  await grid.cell(5, EMPTY).click();
  await expect(grid.cell(2, EMPTY)).toHaveText('đi');
  await expect(grid.cell(5, EMPTY)).toHaveText('');
  await grid.expectActive(5, EMPTY);
});

test('keys that belong to a composition move nothing', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await grid.page.evaluate(() => {
    const keys = { bubbles: true, cancelable: true, key: 'Enter', keyCode: 229 };
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', keys));
  });
  await grid.expectActive(2, EMPTY);
});

test('a committed value is NFC, with plain spaces and nothing invisible', async ({ grid }) => {
  await grid.goTo(2, EMPTY);
  await grid.page.keyboard.insertText('Tra\u0302\u0300n\u00a0Th\u1ecb\u200b Sen\ufeff');
  await grid.press('Enter');
  await expect.poll(() => grid.page.evaluate(() => window.harness.value(2, 16))).toBe('Trần Thị Sen');
});

test('the text area has the focus, empty and unseen, while a cell is merely selected', async ({ grid }) => {
  await grid.goTo(2, NAME);
  await expect(grid.sink).toBeFocused();
  await expect(grid.sink).toHaveValue('');
  await expect(grid.sink).toHaveCSS('opacity', '0');
  await grid.page.keyboard.type('a');
  await expect(grid.sink).toHaveCSS('opacity', '1');
});
