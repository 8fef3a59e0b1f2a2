import type { Page } from '@playwright/test';
import xlsx from 'xlsx';

import { expect, type Product, test } from './product';

/** People who do not exist. */
const WORK = [
  ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số điện thoại', 'Số CCCD/CMND'],
  ['1', 'Đỗ Thị Mẫu', '12/03/1985', 'Nữ', '0912345678', ''],
  ['2', 'Ho Van Vi', '01/02/1970', 'Nam', '0912345679', ''],
  ['3', 'Lê Văn Vắng', '05/06/1990', 'Nam', '0912345670', ''],
  ['4', 'Trần Thị Đôi', '1960', 'Nữ', '', ''],
  ['5', 'Bùi Văn Khác', '09/08/1977', 'Nam', '0912345671', ''],
  ['6', 'Vũ Thị Khoẻ', '20/10/1999', 'Nữ', '0912345672', ''],
];

/** A sheet a village; the header of the second stands lower. */
const VILLAGES = {
  'Thôn 1': [
    ['STT', 'Họ và tên', 'Năm sinh', 'Giới tính', 'Số ĐDCN', 'Chủ hộ'],
    ['1', 'ĐỖ THỊ MẪU', '12/03/1985', 'Nữ', 1185000123, 'Hồ Văn Ví'],
    ['2', 'HỒ VĂN VÍ', '01/02/1970', 'Nam', '001070000321', 'Hồ Văn Ví'],
    ['3', 'TRẦN THỊ ĐÔI', '1960', 'Nữ', '001160000111', ''],
    ['4', 'BÙI VĂN KHÁC', '09/08/1977', 'Nam', '001177000555', ''],
  ],
  'Thôn 2': [
    ['DANH SÁCH CỬ TRI'],
    [],
    ['STT', 'Họ và tên', 'Năm sinh', 'Giới tính', 'Số ĐDCN', 'Chủ hộ'],
    ['1', 'TRẦN THỊ ĐÔI', '1960', 'Nữ', '001160000222', ''],
    ['2', 'VŨ THỊ KHỎE', '20/10/1999', 'Nữ', '001199000777', ''],
  ],
};

test('people are found on another list, and what is taken keeps its source', async ({ product }) => {
  const { page } = product;
  await begin(product);
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await product.look('a1-matching-empty');
  await second(page, 'dan cu.xlsx', VILLAGES);

  await expect(page.getByText('dan cu.xlsx: 6 người, 2 trang tính')).toBeVisible();
  await expect(page.getByText('6 người trong danh sách:')).toBeVisible();
  const counts = page.getByRole('group', { name: 'Độ tin cậy' });
  await expect(counts).toHaveText(/Cao 3\s*Vừa 1\s*Thấp 0\s*Nhiều kết quả 1\s*Không tìm thấy 1/);
  const mau = page.getByRole('region', { name: 'Đỗ Thị Mẫu' });
  await expect(mau).toContainText('trùng họ tên, ngày sinh, giới tính; CCCD khớp năm sinh và giới tính');
  await product.look('a2-matching-high');

  // All that is sure of one confidence, less whom the user passes over.
  await page.getByRole('region', { name: 'Vũ Thị Khoẻ' }).getByRole('button', { name: 'Bỏ qua người này' }).click();
  await page.getByRole('button', { name: 'Nhận 1 ô chắc chắn của mức Cao' }).click();
  await expect(product.toast).toContainText('Đã nhận 1 ô từ dan cu.xlsx');
  await expect(mau).toContainText('Không có gì để điền thêm');

  // The ID that contradicts the sex was not among what is sure.
  const khac = page.getByRole('region', { name: 'Bùi Văn Khác' });
  await expect(khac).toContainText('CCCD không khớp năm sinh hoặc giới tính của dòng này');
  await counts.getByRole('button', { name: /Vừa/ }).click();
  await product.look('a3-matching-medium');
  const vi = page.getByRole('region', { name: 'Ho Van Vi' });
  await vi.getByRole('button', { name: 'Nhận Số CCCD/CMND của Ho Van Vi: 001070000321' }).click();
  await expect(product.toast).toContainText('Đã nhận 1 ô');

  // Several candidates: the right one is chosen by hand.
  await counts.getByRole('button', { name: /Nhiều kết quả/ }).click();
  await product.look('a4-matching-several');
  const doi = page.getByRole('region', { name: 'Trần Thị Đôi' });
  await doi.getByRole('button', { name: /001160000222/ }).click();
  await expect(product.toast).toContainText('Đã nhận 1 ô');
  // She is found now, and no longer one of several.
  await expect(counts).toHaveText(/Vừa 2\s*Thấp 0\s*Nhiều kết quả 0/);

  await page.keyboard.press('Escape');
  await expect(product.cell(2, 'F')).toHaveText('001185000123');
  await expect(product.cell(5, 'F')).toHaveText('001160000222');
  await product.cell(5, 'F').click();
  await expect(product.detail).toContainText('Lấy từ danh sách đối chiếu: dan cu.xlsx, trang Thôn 2, dòng 4');
  await page.keyboard.press('Control+z');
  await expect(product.cell(5, 'F')).toHaveText('');
});

test('columns that say nothing are asked for, and a locked or broken list ends nothing', async ({ product }) => {
  const { page } = product;
  await begin(product);
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await page.locator('[data-role=second]').setInputFiles({
    name: 'hong.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from('PK\u0003\u0004 broken'),
  });
  await expect(page.getByRole('alert')).toBeVisible();
  const rows = [['TT', 'Họ và tên', 'Ngày', 'Số ĐDCN'], ['1', 'Đỗ Thị Mẫu', '12/03/1985', '001185000123']];
  await second(page, 'la.xlsx', { A: rows });
  await expect(page.getByText('Chưa thấy cột họ tên hoặc ngày sinh')).toBeVisible();
  await product.look('a5-matching-columns');
  await page.getByLabel('Cột C Ngày là').selectOption('Ngày sinh');
  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Đỗ Thị Mẫu' })).toContainText('trùng họ tên, ngày sinh');
});

async function begin(product: Product) {
  await product.open();
  const csv = WORK.map((it) => it.join(',')).join('\n');
  await product.openText('work.csv', csv);
  const mapped = product.page.getByRole('button', { name: 'Rà soát danh sách' });
  await expect(mapped.or(product.cell(2, 'B'))).toBeVisible();
  if (await mapped.isVisible()) await mapped.click();
  await expect(product.cell(2, 'B')).toHaveText('Đỗ Thị Mẫu');
}

async function second(page: Page, name: string, sheets: Record<string, unknown[][]>) {
  const book = xlsx.utils.book_new();
  for (const [sheet, rows] of Object.entries(sheets)) xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet(rows), sheet);
  const buffer = Buffer.from(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
  await page.locator('[data-role=second]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}
