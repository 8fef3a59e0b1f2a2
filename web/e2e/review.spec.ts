import { expect, test } from './product';

test('a list is opened, filtered, corrected by proposal and by typing, undone and redone @floor', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await product.look('10-review');

  const problem = product.problem('Mất số 0 ở đầu số CCCD');
  await problem.getByRole('button').first().click();
  await expect(problem.getByRole('button').first()).toHaveAttribute('aria-pressed', 'true');
  await expect(product.detail.getByRole('button', { name: /^Chấp nhận/ })).toBeVisible();
  await product.look('11-filtered');

  const before = await product.detail.getByLabel('Giá trị hiện nay').inputValue();
  await product.detail.getByRole('button', { name: /^Chấp nhận/ }).click();
  await expect(product.toast).toContainText('Đã chấp nhận đề xuất');
  await expect(product.detail.getByLabel('Giá trị hiện nay')).not.toHaveValue(before);
  await expect(product.detail.getByText('Trả về giá trị trong tệp')).toBeVisible();
  await product.look('12-accepted');

  await page.keyboard.press('Control+z');
  await expect(product.detail.getByLabel('Giá trị hiện nay')).toHaveValue(before);
  await page.keyboard.press('Control+y');
  await expect(product.detail.getByLabel('Giá trị hiện nay')).not.toHaveValue(before);
});

test('UniKey types a name into a cell', async ({ product }) => {
  await product.openSample();
  const cell = product.cell(9, 'B');
  await cell.click();
  const keys = await product.keyboards();
  await keys.letter('d');
  await keys.injectedBackspace();
  await keys.injected('đ');
  await keys.letter('i');
  await product.page.keyboard.press('Enter');
  await expect(cell).toHaveText('đi');
  await expect(product.toast).toContainText('Đã sửa 1 ô');
  await product.page.keyboard.press('Control+z');
  await expect(cell).toHaveText('Nguyễn Văn Bình');
});

test('safe fixes are shown one by one before they are made', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.getByRole('button', { name: /^Sửa tất cả lỗi chắc chắn/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('row').nth(1)).toBeVisible();
  await product.look('13-preview');
  const apply = dialog.getByRole('button', { name: /^Sửa \d+ ô/ });
  const all = await apply.textContent();
  await dialog.getByRole('row').nth(1).getByRole('checkbox').uncheck();
  await expect(apply).not.toHaveText(all ?? '');
  await apply.click();
  await expect(dialog).toBeHidden();
  await expect(product.toast).toContainText('Đã sửa');
  await product.look('14-fixed');
});

test('why: the page of a rule opens, Esc closes it', async ({ product }) => {
  await product.openSample();
  await product.page.keyboard.press('F8');
  await product.detail.getByRole('button', { name: /^Vì sao/ }).first().click();
  await expect(product.page.getByRole('dialog')).toContainText('Vì sao sai');
  await product.look('15-why');
  await product.page.keyboard.press('Escape');
  await expect(product.page.getByRole('dialog')).toBeHidden();
});

test('a search needs no diacritics and keeps the focus', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.keyboard.press('Control+f');
  await page.keyboard.type('ngo ba');
  await expect(page.getByText('Tìm thấy 1 dòng có “ngo ba”')).toBeVisible();
  await expect(page.getByRole('searchbox')).toBeFocused();
  await product.look('16-search');
  await page.getByRole('button', { name: 'Xem tất cả' }).click();
  await expect(page.getByText('Đang xem tất cả 60 dòng')).toBeVisible();
});

test('the form beside the list edits too', async ({ product }) => {
  await product.openSample();
  await product.cell(9, 'B').click();
  await product.detail.getByLabel('Giá trị hiện nay').fill('Nguyễn Văn Bính');
  await product.page.keyboard.press('Enter');
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');
  await product.detail.getByRole('button', { name: 'Trả về giá trị trong tệp' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bình');
});

test('options change what is checked', async ({ product }) => {
  await product.openSample();
  const errors = product.page.getByRole('button', { name: /^Dòng có lỗi \d/ });
  const before = await errors.textContent();
  await product.page.getByLabel('Quy định áp dụng').selectOption('current');
  await expect(errors).not.toHaveText(before ?? '');
});

test('a crash of the engine loses no edit', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  const cell = product.cell(9, 'B');
  await cell.click();
  await page.keyboard.type('Nguyen Van Be');
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã sửa 1 ô');
  await page.workers()[0]?.evaluate(() => setTimeout(() => reportError(new Error('crash on purpose'))));
  await expect(product.toast).toContainText('Các chỗ đã sửa vẫn còn');
  await expect(cell).toHaveText('Nguyen Van Be');
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).first().click();
  await expect(cell).toHaveText('Nguyễn Văn Bình');
  product.faults.length = 0; // The crash itself is told in the console.
});

test('leaving with edits that are in no file asks first', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await product.cell(9, 'B').click();
  await page.keyboard.type('Nguyen Van Be');
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã sửa 1 ô');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  expect((await asked).type()).toBe('beforeunload');
  await (await asked).dismiss();
  await product.openText('khac.xlsx', 'x');
  await expect(page.getByRole('dialog')).toContainText('các chỗ sửa này sẽ mất');
  await product.look('17-leaving');
  await page.getByRole('button', { name: 'Ở lại' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyen Van Be');
});

test('F8 and F6 lead around by keyboard alone', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.keyboard.press('F8');
  await expect(product.detail).toContainText('Dòng 10, cột H');
  await page.keyboard.press('F6');
  await expect(product.detail).toBeFocused();
  await page.keyboard.press('F6');
  await expect(page.getByRole('complementary', { name: 'Các lỗi tìm thấy' })).toBeFocused();
  await page.keyboard.press('F6');
  await page.keyboard.press('Shift+F8');
  await expect(product.detail).toContainText('Dòng 9, cột H');
});

test('proposals to confirm start unticked, and only the ticked are made', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.getByRole('button', { name: /^Xem đề xuất \(\d+\): / }).first().click();
  const dialog = page.getByRole('dialog');
  const apply = dialog.getByRole('button', { name: /^Sửa \d+ ô/ });
  await expect(apply).toHaveText('Sửa 0 ô');
  await expect(apply).toBeDisabled();
  await product.look('18-proposals');
  await dialog.getByRole('row').nth(1).getByRole('checkbox').check();
  await apply.click();
  await expect(product.toast).toContainText('Đã sửa');
});

test('Enter moves down and stays there when the answer comes; undo leads back', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await product.cell(9, 'B').click();
  await page.keyboard.insertText('Nguyễn Văn Bính');
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã sửa 1 ô');
  await expect(product.cell(10, 'B')).toHaveClass(/is-active/);
  await expect(product.detail).toContainText('Dòng 10');
  await page.keyboard.press('Control+z');
  await expect(product.cell(9, 'B')).toHaveClass(/is-active/);
});
