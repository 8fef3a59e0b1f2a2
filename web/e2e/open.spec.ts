import { expect, test } from './product';

test('the start says what the page does, and what it does not do with data @floor', async ({ product }) => {
  await product.open();
  await expect(product.page.getByRole('button', { name: 'Chọn tệp…' })).toBeVisible();
  await expect(product.page.getByText('Dữ liệu không rời khỏi máy này')).toBeVisible();
  await product.look('01-open');
});

test('a file that is no spreadsheet is refused with words, and another can be opened', async ({ product }) => {
  await product.open();
  await product.openText('anh.xlsx', 'this is not a workbook');
  await expect(product.page.getByRole('alert')).toContainText('anh.xlsx');
  await product.look('02-refused');
  await product.page.getByRole('button', { name: 'Dùng thử danh sách mẫu' }).click();
  await expect(product.cell(9, 'B')).toBeVisible();
});

test('an unknown list asks what its columns hold, and remembers', async ({ product }) => {
  const file = await workbook('Ten,NS,Ghi lai\nLê Minh Tuấn,21/11/1990,a\nPhạm Thu Hà,31/02/1968,b\n');
  await product.open();
  const { page } = product;
  await product.openText('thon.xlsx', file);
  await page.getByLabel('Dòng tiêu đề là dòng số').fill('1');
  await product.look('03-no-header');
  await page.getByRole('button', { name: 'Mở với dòng tiêu đề này' }).click();
  await expect(page.getByRole('heading', { name: 'Mỗi cột trong tệp chứa thông tin gì?' })).toBeVisible();
  await page.getByLabel('Thông tin của cột A Ten').selectOption({ label: 'Họ và tên' });
  await page.getByLabel('Thông tin của cột B NS').selectOption({ label: 'Ngày sinh' });
  await product.look('04-columns');
  await page.getByRole('button', { name: 'Rà soát danh sách' }).click();
  await expect(product.problem(/./).first()).toBeVisible();
  await expect(product.cell(2, 'A')).toHaveText('Lê Minh Tuấn');
});

test('a list with nothing wrong is said to have nothing wrong', async ({ product }) => {
  const heading = 'Họ và tên,Ngày sinh,Giới tính,Số điện thoại,Số CCCD';
  const file = await workbook(`${heading}\nLê Minh Tuấn,21/11/1990,Nam,0903215013,001090990013\nPhạm Thu Hà,30/06/1968,Nữ,0978125014,001168990014\n`);
  await product.open();
  const { page } = product;
  await product.openText('sach.xlsx', file);
  await page.getByRole('button', { name: 'Rà soát danh sách' }).click();
  await expect(page.getByText('Đã rà soát 2 dòng, không thấy lỗi nào')).toBeVisible();
  await product.look('05-clean');
});

/** A little workbook from comma-separated rows. */
async function workbook(text: string): Promise<Buffer> {
  const { default: excel } = await import('exceljs');
  const book = new excel.Workbook();
  const sheet = book.addWorksheet('Sheet1');
  for (const line of text.trim().split('\n')) sheet.addRow(line.split(','));
  return Buffer.from(await book.xlsx.writeBuffer());
}
