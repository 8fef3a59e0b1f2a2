import { expect, test, BIRTH, ID, LAST_COLUMN, NAME, SERIAL, WORKPLACE } from './page';

const LAST_ROW = 999_999;

test('arrows move by one and stop at the edges', async ({ grid }) => {
  await grid.goTo(0, NAME);
  await grid.press('ArrowDown', 'ArrowRight');
  await grid.expectActive(1, BIRTH);
  await grid.press('ArrowUp', 'ArrowUp', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await grid.expectActive(0, SERIAL);
});

test('Home, End, Ctrl+arrows, Ctrl+Home and Ctrl+End go to the edges', async ({ grid }) => {
  await grid.goTo(5, WORKPLACE);
  await grid.press('Home');
  await grid.expectActive(5, SERIAL);
  await grid.press('End');
  await grid.expectActive(5, LAST_COLUMN);
  await grid.press('Control+ArrowDown');
  await grid.expectActive(LAST_ROW, LAST_COLUMN);
  await grid.press('Control+ArrowLeft');
  await grid.expectActive(LAST_ROW, SERIAL);
  await grid.press('Control+ArrowUp', 'Control+ArrowRight');
  await grid.expectActive(0, LAST_COLUMN);
  await grid.press('Control+End');
  await grid.expectActive(LAST_ROW, LAST_COLUMN);
  await grid.press('Control+Home');
  await grid.expectActive(0, SERIAL);
});

test('PageDown and PageUp move by what is seen', async ({ grid }) => {
  await grid.press('PageDown');
  const { row } = await grid.active();
  expect(row).toBeGreaterThan(15);
  await expect(grid.cell(row, NAME)).toBeInViewport();
  await grid.press('PageUp');
  await grid.expectActive(0, NAME);
});

test('the last of a million rows is reached, whole, by the keyboard', async ({ grid }) => {
  await grid.press('Control+ArrowDown');
  await expect(grid.cell(LAST_ROW, NAME)).toBeInViewport({ ratio: 1 });
  await expect(grid.cell(LAST_ROW, NAME)).not.toHaveText('…');
  await expect(grid.page.locator(`[aria-rowindex="${LAST_ROW + 2}"] [role=rowheader]`)).toHaveText(String(LAST_ROW + 9));
});

test('the last of a million rows is reached by the scroll bar', async ({ grid }) => {
  await grid.page.locator('.soat-scroller').evaluate((it) => { it.scrollTop = it.scrollHeight; });
  await expect(grid.cell(LAST_ROW, NAME)).toBeInViewport({ ratio: 1 });
});

test('the wheel moves whole rows, even in a million', async ({ grid }) => {
  await grid.goTo(500_000, NAME);
  await grid.page.mouse.move(600, 400);
  await grid.page.mouse.wheel(0, 112);
  await grid.settle();
  await expect(grid.cell(500_004, NAME)).toBeInViewport();
  await expect(grid.cell(500_000, NAME)).not.toHaveText('…');
});

test('rows that are not at hand are asked for once, and painted when they come', async ({ grid }) => {
  await grid.open('?delay=300');
  await grid.goTo(700_000, NAME);
  await expect(grid.cell(700_000, NAME)).toHaveText('…', { timeout: 200 });
  await expect(grid.cell(700_000, NAME)).not.toHaveText('…');
});

test('Shift extends the selection from the active cell, which stays', async ({ grid }) => {
  await grid.goTo(3, NAME);
  await grid.press('Shift+ArrowDown', 'Shift+ArrowRight');
  await expect(grid.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(4);
  await grid.expectActive(3, NAME);
  await grid.press('Escape');
  await expect(grid.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(1);
});

test('a drag selects, Shift+click extends', async ({ grid }) => {
  await grid.cell(2, BIRTH).hover();
  await grid.page.mouse.down();
  await grid.cell(4, BIRTH + 1).hover();
  await grid.page.mouse.up();
  await expect(grid.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(6);
  await grid.cell(5, BIRTH + 1).click({ modifiers: ['Shift'] });
  await expect(grid.page.locator('[role=gridcell][aria-selected=true]')).toHaveCount(8);
  await grid.expectActive(2, BIRTH);
});

test('a row number selects its row, a heading its column', async ({ grid }) => {
  await grid.page.getByRole('rowheader', { name: '12', exact: true }).click();
  await expect(grid.page.locator('[aria-rowindex="5"] [role=gridcell][aria-selected=true]')).toHaveCount(LAST_COLUMN + 1);
  await grid.page.getByRole('columnheader', { name: 'Ngày sinh' }).click();
  await expect(grid.cell(7, BIRTH)).toHaveAttribute('aria-selected', 'true');
  await expect(grid.cell(7, NAME)).toHaveAttribute('aria-selected', 'false');
});

test('frozen columns stay in view while the others scroll', async ({ grid }) => {
  await grid.goTo(4, LAST_COLUMN);
  await expect(grid.cell(4, LAST_COLUMN)).toBeInViewport({ ratio: 1 });
  await expect(grid.cell(4, NAME)).toBeInViewport({ ratio: 1 });
  await expect(grid.cell(4, ID)).toBeInViewport({ ratio: 1 });
});

test('a cell that frozen columns hide is brought out from under them', async ({ grid }) => {
  await grid.goTo(4, LAST_COLUMN);
  await grid.press('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft');
  await grid.goTo(4, ID + 1);
  const cell = await grid.cell(4, ID + 1).boundingBox();
  const frozen = await grid.cell(4, ID).boundingBox();
  expect(cell?.x).toBeGreaterThanOrEqual((frozen?.x ?? 0) + (frozen?.width ?? 0) - 1);
});

test('in a narrow window frozen columns do not fill the view', async ({ grid }) => {
  await grid.page.setViewportSize({ width: 420, height: 600 });
  await grid.goTo(4, LAST_COLUMN);
  await expect(grid.cell(4, LAST_COLUMN)).toBeInViewport({ ratio: 1 });
});

test('dragging the edge of a heading resizes the column', async ({ grid }) => {
  const before = await grid.cell(3, WORKPLACE).boundingBox();
  const edge = await grid.page.getByRole('columnheader', { name: 'Đơn vị công tác' }).locator('.soat-edge').boundingBox();
  if (!before || !edge) throw new Error('not shown');
  await grid.page.mouse.move(edge.x + 4, edge.y + 20);
  await grid.page.mouse.down();
  await grid.page.mouse.move(edge.x + 64, edge.y + 20, { steps: 4 });
  await grid.page.mouse.up();
  const after = await grid.cell(3, WORKPLACE).boundingBox();
  expect(after?.width).toBeCloseTo(before.width + 60, 0);
  await grid.expectActive(0, NAME);
  await expect(grid.sink).toBeFocused();
});

test('no mouse button takes the focus away', async ({ grid }) => {
  await grid.cell(3, BIRTH).click({ button: 'right' });
  await grid.press('Escape');
  await grid.cell(3, BIRTH).click({ button: 'middle' });
  await expect(grid.sink).toBeFocused();
  await grid.expectActive(0, NAME);
});

test('a drag below the last row scrolls on', async ({ grid }) => {
  await grid.cell(5, BIRTH).hover();
  await grid.page.mouse.down();
  await grid.page.mouse.move(400, 800);
  await expect(grid.cell(60, BIRTH)).toHaveAttribute('aria-selected', 'true');
  await grid.page.mouse.up();
  await grid.expectActive(5, BIRTH);
});

test('F6 and Shift+F6 leave the grid', async ({ grid }) => {
  await grid.press('F6');
  await expect(grid.page.locator('#after')).toBeFocused();
  await grid.page.evaluate(() => window.harness.grid.focus());
  await grid.press('Shift+F6');
  await expect(grid.page.locator('#before')).toBeFocused();
});

test('the owner hears where the active cell goes', async ({ grid }) => {
  await grid.goTo(3, NAME);
  await grid.press('ArrowDown');
  await grid.cell(6, BIRTH).click();
  expect((await grid.told('active')).slice(-3)).toEqual([['active', 3, NAME], ['active', 4, NAME], ['active', 6, BIRTH]]);
});

test('a shorter list pulls the active cell inside; an empty one takes no text', async ({ grid }) => {
  await grid.goTo(500, NAME);
  await grid.page.evaluate(() => window.harness.setRows(20));
  await grid.expectActive(19, NAME);
  await expect(grid.cell(19, NAME)).toBeInViewport();
  await grid.page.evaluate(() => window.harness.setRows(0));
  await grid.page.keyboard.type('x');
  await grid.press('Enter', 'Delete', 'PageDown', 'Control+a', 'Control+c', 'Alt+ArrowDown');
  expect(await grid.told('edit')).toEqual([]);
  await grid.page.evaluate(() => window.harness.setRows(1000));
  await expect(grid.cell(0, NAME)).not.toHaveText('…');
});

test('destroy leaves nothing behind', async ({ grid }) => {
  await grid.page.evaluate(() => window.harness.grid.destroy());
  await expect(grid.page.locator('#grid *')).toHaveCount(0);
});
