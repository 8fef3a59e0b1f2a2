import { bookOf, HEAD, SHEET, sheetOf } from './make/list';
import { expect, test } from './product';

test('one person in two rows is laid side by side, and passed over once for both', async ({ product }) => {
  await product.openSample();
  const { page, detail } = product;
  await product.cell(9, 'H').click();
  await expect(detail).toContainText('Cùng người, cùng số với dòng 39');
  await detail.getByRole('button', { name: 'Xem các dòng trùng' }).click();
  const dialog = page.getByRole('dialog', { name: 'So các dòng trùng' });
  await expect(dialog.getByRole('rowheader')).toHaveText(['9', '39']);
  await product.look('20-side-by-side');

  await dialog.getByRole('button', { name: 'Tới dòng 39' }).click();
  await expect(dialog).toBeHidden();
  await expect(detail).toContainText('Dòng 39, cột H');
  await page.keyboard.press('Delete');
  await expect(product.toast).toContainText('Đã xoá nội dung 1 ô');
  const problem = product.problem('Nghi một người ghi ở nhiều dòng');
  await problem.getByRole('button').first().click();
  await expect(detail).toContainText('Cùng họ tên, ngày sinh với dòng 39');

  await detail.getByRole('button', { name: 'Xem các dòng trùng' }).click();
  await expect(dialog.getByRole('columnheader', { name: /^Số CCCD\/CMND/ })).toContainText('khác nhau');
  await expect(dialog.getByRole('columnheader', { name: /^Họ và tên/ })).not.toContainText('khác nhau');
  await product.look('21-differs');
  await dialog.getByRole('button', { name: 'Không phải trùng' }).click();
  await expect(product.toast).toContainText('không phải trùng');
  await expect(problem).toBeHidden();
  await expect(detail).toContainText('Không phải trùng: Nghi một người ghi ở nhiều dòng');

  await page.keyboard.press('Control+z');
  await expect(problem).toBeVisible();
  await page.keyboard.press('Control+y');
  await expect(problem).toBeHidden();
});

test('a warning is passed over by keyboard, an error is not', async ({ product }) => {
  await product.openSample();
  const { page, detail } = product;
  await product.cell(9, 'H').click();
  const ignore = detail.getByRole('button', { name: /^Bỏ qua: Cùng người/ });
  await ignore.focus();
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã bỏ qua cảnh báo');
  await expect(ignore).toBeHidden();
  await product.look('22-passed-over');
  await product.problem('Mất số 0 ở đầu số CCCD').getByRole('button').first().click();
  await expect(detail.getByRole('button', { name: /^Chấp nhận/ }).first()).toBeVisible();
  await expect(detail.getByRole('button', { name: /^Bỏ qua/ })).toBeHidden();
});

test('names in an old encoding are one question', async ({ product }) => {
  await product.open();
  const names = ['NguyÔn V¨n MÉu', 'TrÇn ThÞ MÉu', 'Lª §×nh MÉu', 'Ph¹m V¨n MÉu'];
  const row = (i: number) => [i + 1, names[i % 4] ?? '', `12/03/${1960 + i}`, i % 2, '8', 'Tự do', `09123456${10 + i}`];
  const rows = Array.from({ length: 20 }, (_, i) => row(i));
  await product.openText('cu.xls', bookOf([[SHEET, sheetOf([...HEAD, ...rows])]]));
  const question = product.page.locator('.question');
  await expect(question).toContainText('viết bằng bảng mã cũ TCVN3');
  await expect(question).toContainText('chuyển 20 ô?');
  await product.look('23-question');
  await question.getByRole('button').click();
  const apply = product.page.getByRole('dialog').getByRole('button', { name: 'Sửa 20 ô' });
  await apply.click();
  await expect(question).toBeHidden();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Mẫu');
});
