import { expect, test, ID, INSURANCE, NAME, SERIAL, WORKPLACE } from './page';

test('F2 opens with the old text; unchanged text is no edit', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.press('F2');
  await expect(grid.sink).toHaveValue('Trạm y tế xã Cây Đa');
  await grid.press('Enter');
  await grid.expectActive(4, WORKPLACE);
  expect(await grid.told('edit')).toEqual([]);
});

test('a double click opens with the old text', async ({ grid }) => {
  await grid.cell(3, WORKPLACE).dblclick();
  await expect(grid.sink).toHaveValue('Trạm y tế xã Cây Đa');
  await grid.page.keyboard.type(' 2');
  await grid.press('Tab');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('Trạm y tế xã Cây Đa 2');
  await grid.expectActive(3, WORKPLACE + 1);
});

test('the owner hears of a typed value, which is shown before it answers', async ({ grid }) => {
  await grid.open('?delay=1500');
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('Hội');
  await grid.press('Enter');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('Hội', { timeout: 500 });
  expect(await grid.told('edit')).toEqual([['edit', 'typed', [{ row: 3, column: WORKPLACE, value: 'Hội' }]]]);
});

test('Enter and Shift+Enter keep the value and move down and up', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('a');
  await grid.press('Enter');
  await grid.expectActive(4, WORKPLACE);
  await grid.page.keyboard.type('b');
  await grid.press('Shift+Enter');
  await grid.expectActive(3, WORKPLACE);
  await expect(grid.cell(3, WORKPLACE)).toHaveText('a');
  await expect(grid.cell(4, WORKPLACE)).toHaveText('b');
});

test('Tab and Shift+Tab move sideways; Enter then returns under the first cell', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.press('Tab', 'Tab', 'Shift+Tab');
  await grid.expectActive(3, WORKPLACE + 1);
  await grid.press('Enter');
  await grid.expectActive(4, WORKPLACE);
});

test('Esc leaves the cell as it was', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('nhầm');
  await grid.press('Escape');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('Trạm y tế xã Cây Đa');
  await grid.expectActive(3, WORKPLACE);
  expect(await grid.told('edit')).toEqual([]);
});

test('while editing, left and right move the caret and down keeps the value', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('ac');
  await grid.press('ArrowLeft');
  await grid.page.keyboard.type('b');
  await grid.press('ArrowDown');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('abc');
  await grid.expectActive(4, WORKPLACE);
});

test('Backspace on a selected cell opens an empty editor, as in Excel', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.press('Backspace');
  await grid.page.keyboard.type('x');
  await grid.press('Enter');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('x');
});

test('Delete clears a range in one edit and leaves read-only cells', async ({ grid }) => {
  await grid.goTo(3, SERIAL);
  await grid.press('Shift+ArrowDown', 'Shift+ArrowRight', 'Delete');
  await expect(grid.cell(3, NAME)).toHaveText('');
  await expect(grid.cell(4, NAME)).toHaveText('');
  await expect(grid.cell(3, SERIAL)).toHaveText('4');
  const [edit] = await grid.told('edit');
  expect(edit).toEqual(['edit', 'clear', [{ row: 3, column: NAME, value: '' }, { row: 4, column: NAME, value: '' }]]);
});

test('a read-only cell refuses typing, F2, Delete and double click, and says so', async ({ grid }) => {
  await grid.goTo(3, SERIAL);
  await grid.page.keyboard.type('9');
  await expect(grid.page.getByRole('status')).toContainText('STT');
  await grid.press('F2', 'Delete', 'Backspace');
  await grid.cell(3, SERIAL).dblclick();
  await grid.page.keyboard.insertText('9');
  await grid.press('Enter');
  await expect(grid.cell(3, SERIAL)).toHaveText('4');
  await grid.expectActive(4, SERIAL);
  expect(await grid.told('edit')).toEqual([]);
});

test('a click outside keeps the draft', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('giữ');
  await grid.page.locator('#after').click();
  await expect(grid.cell(3, WORKPLACE)).toHaveText('giữ');
});

test('commit() keeps the draft and stays', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('giữ');
  await grid.page.evaluate(() => window.harness.grid.commit());
  await expect(grid.cell(3, WORKPLACE)).toHaveText('giữ');
  await grid.expectActive(3, WORKPLACE);
});

test('a long draft widens the editor', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('Trung tâm y tế dự phòng huyện Cây Đa tỉnh Mẫu');
  const box = await grid.sink.boundingBox();
  expect(box?.width).toBeGreaterThan(250);
});

test('typing brings a cell that was scrolled away back into view', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.mouse.move(600, 400);
  await grid.page.mouse.wheel(0, 3000);
  await expect(grid.cell(3, WORKPLACE)).toHaveCount(0);
  await grid.page.keyboard.type('z');
  await expect(grid.cell(3, WORKPLACE)).toBeVisible();
  await grid.press('Enter');
  await expect(grid.cell(3, WORKPLACE)).toHaveText('z');
});

test('the undo, redo and find keys and F8 reach the owner, after the draft', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.press('Control+z', 'Control+y', 'Control+Shift+z', 'Control+f', 'F8', 'Shift+F8');
  await grid.page.keyboard.type('q');
  await grid.press('F8');
  const names = (await grid.told('command')).map((it) => it[1]);
  expect(names).toEqual(['undo', 'redo', 'redo', 'find', 'next-problem', 'previous-problem', 'next-problem']);
  await expect(grid.cell(3, WORKPLACE)).toHaveText('q');
});

test('Ctrl+Z while editing belongs to the text', async ({ grid }) => {
  await grid.goTo(3, WORKPLACE);
  await grid.page.keyboard.type('q');
  await grid.press('Control+z');
  expect(await grid.told('command')).toEqual([]);
});

test('Alt+Down lists the suggestions of a cell; arrows and Enter choose', async ({ grid }) => {
  await grid.goTo(3, ID);
  await grid.press('Alt+ArrowDown');
  await expect(grid.list.getByRole('option')).toHaveCount(2);
  await expect(grid.list.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  const pointed = await grid.sink.getAttribute('aria-activedescendant');
  await expect(grid.list.getByRole('option').first()).toHaveAttribute('id', pointed ?? '');
  await grid.press('ArrowDown', 'ArrowUp', 'Enter');
  await expect(grid.cell(3, ID)).toHaveText('010000000003');
  await expect(grid.list).toBeHidden();
  expect(await grid.told('accept')).toEqual([['accept', 3, ID, 'zero']]);
  await grid.expectActive(3, ID);
});

test('Esc closes the suggestions and nothing else; the cell keeps the focus', async ({ grid }) => {
  await grid.goTo(3, ID);
  await grid.press('Alt+ArrowDown');
  await expect(grid.list.getByRole('option')).toHaveCount(2);
  await grid.press('Escape');
  await expect(grid.list).toBeHidden();
  await expect(grid.sink).toBeFocused();
  expect(await grid.told('accept')).toEqual([]);
});

test('the small button opens the suggestions, a click takes one', async ({ grid }) => {
  await grid.cell(3, ID).click();
  await grid.page.getByRole('button', { name: 'Đề xuất sửa' }).click();
  await grid.list.getByRole('option').first().click();
  await expect(grid.cell(3, ID)).toHaveText('010000000003');
  await expect(grid.sink).toBeFocused();
});

test('typing while suggestions are shown types, and never completes by itself', async ({ grid }) => {
  await grid.goTo(3, ID);
  await grid.press('Alt+ArrowDown');
  await expect(grid.list.getByRole('option')).toHaveCount(2);
  await grid.page.keyboard.type('01');
  await expect(grid.list).toBeHidden();
  await expect(grid.sink).toHaveValue('01');
});

test('a cell without suggestions says so', async ({ grid }) => {
  await grid.goTo(3, INSURANCE);
  await grid.press('Alt+ArrowDown');
  await expect(grid.list).toContainText('Không có đề xuất');
  await grid.press('Enter');
  await expect(grid.list).toBeHidden();
  await grid.expectActive(3, INSURANCE);
});

test('an answer that comes after the list was closed is dropped', async ({ grid }) => {
  await grid.goTo(3, ID);
  await grid.press('Alt+ArrowDown', 'Escape');
  await grid.settle();
  await expect(grid.list).toBeHidden();
});

for (const delay of [0, 5, 200]) {
  test(`what is typed after Enter goes into the next cell, the owner answering after ${delay} ms`, async ({ grid }) => {
    await grid.open(`?delay=${delay}`);
    await grid.goTo(0, NAME);
    const { keyboard } = grid.page;
    for (const letter of ['a', 'b', 'c']) {
      await keyboard.insertText(letter);
      await keyboard.down('Enter');
    }
    await grid.expectActive(3, NAME);
    for (const [row, letter] of ['a', 'b', 'c'].entries()) await expect(grid.cell(row, NAME)).toHaveText(letter);
    expect(await grid.told('edit')).toHaveLength(3);
  });
}
