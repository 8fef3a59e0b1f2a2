import { bookOf, HEAD, sheetOf, cellsOf } from './make/list';
import { makePeople } from './make/people';
import { expect, test, type Product } from './product';

const PEOPLE = [
  ['Lê Minh Tuấn', '21/11/1990', '1090990013', 'ghi một'],
  ['Phạm Thu Hà', '30/06/1968', '001168990014', 'ghi hai'],
];

test('a column chosen by hand is remembered after a reload, and nothing of the people', async ({ product }) => {
  const file = bookOf([['Sheet1', sheetOf([['Họ và tên', 'Ngày sinh', 'Ma so', 'Ghi lai'], ...PEOPLE])]]);
  const opened = () => product.openText('thon.xls', file);
  await remembered(product, opened, { 'C Ma so': 'Số CCCD/CMND' });
  const kept = await product.page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(kept).toContain('personal_id');
  for (const cell of PEOPLE.flat()) expect(kept).not.toContain(cell);
});

test('so it is under a header that the user had to point at', async ({ product }) => {
  const file = bookOf([['Sheet1', sheetOf([['Ten nguoi', 'NS', 'Ma so', 'Ghi lai'], ...PEOPLE])]]);
  const opened = async () => {
    await product.openText('thon.xls', file);
    await product.page.getByLabel('Dòng tiêu đề là dòng số').fill('1');
    await product.page.getByRole('button', { name: 'Mở với dòng tiêu đề này' }).click();
  };
  await remembered(product, opened, { 'A Ten nguoi': 'Họ và tên', 'B NS': 'Ngày sinh', 'C Ma so': 'Số CCCD/CMND' });
});

test('so it is when the header stands in another row than the one found', async ({ product }) => {
  const rows = [['Họ và tên', 'Ngày sinh', 'x', 'y'], ['Ten nguoi', 'NS', 'Ma so', 'Ghi lai'], ...PEOPLE];
  const { page } = product;
  const opened = () => product.openText('thon.xls', bookOf([['Sheet1', sheetOf(rows)]]));
  const headerRow = page.getByLabel('Dòng tiêu đề là dòng số');
  await product.open();
  await opened();
  await headerRow.fill('2');
  await headerRow.press('Tab');
  await page.getByLabel('Thông tin của cột A Ten nguoi').selectOption({ label: 'Họ và tên' });
  await page.getByLabel('Thông tin của cột C Ma so').selectOption({ label: 'Số CCCD/CMND' });
  await page.getByRole('button', { name: 'Rà soát danh sách' }).click();
  await expect(product.problem('Mất số 0 ở đầu số CCCD')).toBeVisible();

  await page.reload();
  await opened();
  await expect(product.toast).toContainText('Đã dùng cách chọn cột của lần trước');
  await expect(product.problem('Mất số 0 ở đầu số CCCD')).toBeVisible();
  await expect(product.cell(3, 'A')).toHaveText('Lê Minh Tuấn');
});

test('of a list without columns nothing good is said', async ({ product }) => {
  const rows = [['Họ và tên', 'Ngày sinh', 'Số CCCD', 'Giới tính'], ['x', 'y', 'z', 't'], ...PEOPLE];
  const { page } = product;
  await product.open();
  await product.openText('thon.xls', bookOf([['Sheet1', sheetOf(rows)]]));
  await page.getByRole('button', { name: 'Rà soát danh sách' }).click();
  await page.getByRole('button', { name: 'Chọn lại cột…' }).click();
  await page.getByLabel('Dòng tiêu đề là dòng số').fill('2');
  await page.getByLabel('Dòng tiêu đề là dòng số').press('Tab');
  await expect(page.getByLabel('Thông tin của cột A x')).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(page.getByRole('alert')).toContainText('Chưa chọn cột');
  await expect(product.cell(3, 'A')).toHaveText('Lê Minh Tuấn');
  await expect(page.getByText(/không thấy lỗi|Không có lỗi/)).toHaveCount(0);
  await product.look('64-no-columns');
});

test('another sheet is another list', async ({ product }) => {
  const people = makePeople(2000).all;
  const list = (from: number, to: number) => {
    const rows = people.slice(from, to).map((it, i) => cellsOf({ ...it, row: 9 + i }));
    return sheetOf([...HEAD, ...rows]);
  };
  const file = bookOf([['Thôn Cổ Điển', list(100, 105)], ['Thôn Đồng Trì', list(200, 203)]]);
  const { page } = product;
  await product.open();
  await product.openText('hai-thon.xls', file);
  await expect(product.cell(9, 'B')).toHaveText(people[100]?.name ?? '');

  const sheets = page.getByLabel('Trang tính');
  await sheets.selectOption('Thôn Đồng Trì');
  await expect(product.cell(9, 'B')).toHaveText(people[200]?.name ?? '');
  await expect(page.getByText('Đang xem tất cả 3 dòng')).toBeVisible();
  await product.look('62-sheet');

  await product.cell(9, 'B').click();
  await page.keyboard.type('Nguyen Van Be');
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã sửa 1 ô');
  await sheets.selectOption('Thôn Cổ Điển');
  await expect(page.getByRole('dialog', { name: 'Bỏ các chỗ đã sửa?' })).toContainText('sẽ bỏ các chỗ đã sửa');
  await product.look('63-sheet-asks');
  await page.getByRole('button', { name: 'Thôi' }).click();
  await expect.soft(sheets).toHaveValue('Thôn Đồng Trì');
  await page.getByRole('button', { name: 'Chọn lại cột…' }).click();
  await sheets.selectOption('Thôn Cổ Điển');
  await page.getByRole('button', { name: 'Thôi' }).click();
  await expect(sheets).toHaveValue('Thôn Đồng Trì');
  await page.getByRole('button', { name: 'Quay lại' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyen Van Be');
  await sheets.selectOption('Thôn Cổ Điển');
  await page.getByRole('button', { name: 'Bỏ và chọn lại' }).click();
  await expect(product.cell(9, 'B')).toHaveText(people[100]?.name ?? '');
  await expect(page.getByText('Đang xem tất cả 5 dòng')).toBeVisible();
});

/** Chooses the columns, and finds them chosen after a reload. */
async function remembered(product: Product, opened: () => Promise<void>, columns: Record<string, string>): Promise<void> {
  const { page } = product;
  await product.open();
  await opened();
  for (const [column, field] of Object.entries(columns)) {
    await page.getByLabel(`Thông tin của cột ${column}`).selectOption({ label: field });
  }
  await product.look('60-mapping');
  await page.getByRole('button', { name: 'Rà soát danh sách' }).click();
  await expect(product.problem('Mất số 0 ở đầu số CCCD')).toBeVisible();

  await page.reload();
  await opened();
  await expect(product.toast).toContainText('Đã dùng cách chọn cột của lần trước');
  await expect(product.problem('Mất số 0 ở đầu số CCCD')).toBeVisible();
  await expect(product.cell(2, 'A')).toHaveText('Lê Minh Tuấn');
  await product.look('61-mapping-remembered');
}
