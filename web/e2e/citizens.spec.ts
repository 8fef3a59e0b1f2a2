import { readFile } from 'node:fs/promises';

import type { Locator, Page } from '@playwright/test';
import xlsx, { type WorkSheet } from 'xlsx';

import { expect, type Product, test } from './product';

const PASSPHRASE = 'trạm y tế 2026';
const LONG = 'Công Tằng Tôn Nữ Thị Bích Huyền Trân Diễm My';

/** People who do not exist. */
const WORK = [
  ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số điện thoại', 'Số CCCD/CMND'],
  ['1', 'Đỗ Thị Mẫu', '12/03/1985', 'Nữ', '0912345678', ''],
  ['2', 'Hồ Văn Ví', '01/02/1970', 'Nam', '0912345679', ''],
  ['3', 'Lê Văn Vắng', '05/06/1990', 'Nam', '0912345670', '001090000555'],
  ['4', 'Trần Thị Đôi', '1960', 'Nữ', '0912345671', ''],
  ['5', 'Trần Thị Đôi', '1960', 'Nữ', '0912345672', ''],
  ['6', LONG, '20/10/1999', 'Nữ', '0912345673', ''],
  ['7', 'Bùi Văn Khác', '09/08/1977', 'Nam', '0912345674', ''],
];

const HEAD = ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số CCCD', 'Nội dung phản ánh'];
const REPORTS = [
  ['1', 'Đỗ Thị Mẫu', '12/03/1985', 'Nữ', '001185000123', 'Chưa có số CCCD'],
  ['2', 'Ho Van Vi', '01/02/1970', 'Nam', '001070000321', 'Thiếu số CCCD'],
  ['3', 'Lê Văn Vắng', '05/06/1990', 'Nam', '001090000555', 'Không tra được chứng nhận'],
  ['4', 'Trần Thị Đôi', '1960', 'Nữ', '001160000222', 'Thiếu số CCCD'],
  ['5', 'Cao Thị Xa', '07/07/1977', 'Nữ', '001177000999', 'Đã tiêm nhưng không thấy tên trong danh sách của phường'],
  ['6', 'Đỗ Thị Mẫu', '12/03/1985', 'Nữ', '001185000123', 'Gửi lại lần hai'],
  ['7', LONG, '20/10/1999', 'Nữ', '001199000777', 'Chưa có số CCCD, đã gọi tổng đài nhiều lần, đề nghị cập nhật để đi làm thủ tục ở cơ quan'],
  ['8', 'Bùi Văn Khác', '09/08/1977', 'Nam', '012987654', 'Bổ sung giấy tờ'],
];

test('reports of citizens are judged, answered, written, and known again the next day @floor', async ({ product }) => {
  test.setTimeout(120_000);
  const { page } = product;
  await begin(product);
  await page.getByRole('button', { name: 'Phản ánh', exact: true }).click();
  await product.look('c1-citizens-empty');
  await give(page, 'phan anh.xlsx', REPORTS);
  await expect(page.getByText('phan anh.xlsx: 8 phản ánh, 1 trang tính')).toBeVisible();
  const groups = page.getByRole('group', { name: 'Phản ánh theo đề xuất trả lời' });
  await expect(groups).toHaveText(
    /Tiếp nhận 3\s*Thông tin đã đúng 1\s*Từ chối 1\s*Cần xem lại 1\s*Trùng phản ánh khác 1\s*Không tìm thấy 1\s*Đã trả lời 0/,
  );
  await product.look('c2-citizens-accept');
  await expect(report(page, 'Đỗ Thị Mẫu')).toContainText('trùng họ tên, ngày sinh, giới tính');
  await expect(report(page, 'Bùi Văn Khác')).toContainText('CMND 9 số');

  // All that is clear, after a look; one is left out.
  await page.getByRole('button', { name: 'Xem và trả lời cả loạt 2 phản ánh' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Số CCCD/CMND: trống → 001185000123');
  await dialog.getByRole('checkbox', { name: LONG }).uncheck();
  await product.look('c3-citizens-clear');
  await dialog.getByRole('button', { name: 'Trả lời 1 phản ánh' }).click();
  await expect(product.toast).toContainText('Đã trả lời 1 phản ánh');
  await expect(groups).toContainText(/Tiếp nhận 2/);
  await page.keyboard.press('Escape');
  await expect(product.cell(2, 'F')).toHaveText('001185000123');
  await expect(product.cell(7, 'F')).toHaveText('');
  await product.cell(2, 'F').click();
  await expect(product.detail).toContainText('Trả lời phản ánh của người dân: phan anh.xlsx');
  await page.keyboard.press('Control+z');
  await expect(product.cell(2, 'F')).toHaveText('');
  await page.keyboard.press('Control+y');
  await expect(product.cell(2, 'F')).toHaveText('001185000123');

  // One by one: what is doubtful is ticked by hand.
  await page.getByRole('button', { name: 'Phản ánh', exact: true }).click();
  const khac = report(page, 'Bùi Văn Khác');
  await expect(khac.getByRole('button', { name: 'Tiếp nhận, sửa 0 ô' })).toBeDisabled();
  await khac.getByRole('checkbox').check();
  await khac.getByRole('button', { name: 'Tiếp nhận, sửa 1 ô' }).click();
  await expect(khac).toBeHidden();

  // A refusal has its grounds: that which was found, and one that only a person can see.
  await groups.getByRole('button', { name: /Từ chối/ }).click();
  const vi = report(page, 'Ho Van Vi');
  await expect(vi).toContainText('Họ và tên viết không có dấu');
  await product.look('c4-citizens-refuse');
  await vi.getByRole('button', { name: 'Từ chối, trả lời khác…' }).click();
  await expect(dialog.getByRole('checkbox', { name: 'Họ và tên viết không có dấu' })).toBeChecked();
  await dialog.getByRole('checkbox', { name: 'Ảnh giấy tờ mờ' }).check();
  await dialog.getByLabel('Ghi thêm').fill('đề nghị gửi lại ảnh');
  await product.look('c5-citizens-answer');
  await dialog.getByRole('button', { name: 'Trả lời phản ánh' }).click();
  await expect(product.toast).toContainText('Đã trả lời 1 phản ánh');

  // Two people are as like: the second it is.
  await groups.getByRole('button', { name: /Cần xem lại/ }).click();
  const doi = report(page, 'Trần Thị Đôi');
  await expect(doi.getByRole('heading', { level: 3 })).toHaveText(['Dòng 5 · Trần Thị Đôi', 'Dòng 6 · Trần Thị Đôi']);
  await product.look('c6-citizens-several');
  await doi.getByRole('checkbox').nth(1).check();
  await doi.getByRole('button', { name: 'Tiếp nhận, sửa 1 ô' }).click();
  await expect(doi).toBeHidden();

  for (const group of [/Thông tin đã đúng/, /Trùng phản ánh khác/, /Không tìm thấy/]) {
    await groups.getByRole('button', { name: group }).click();
    await page.getByRole('button', { name: 'Xem và trả lời cả loạt 1 phản ánh' }).click();
    await dialog.getByRole('button', { name: 'Trả lời 1 phản ánh' }).click();
    await expect(dialog).toBeHidden();
  }
  await expect(page.getByText('Đã trả lời 7 trong 8 phản ánh')).toBeVisible();
  await groups.getByRole('button', { name: /Đã trả lời/ }).click();
  await expect(report(page, 'Ho Van Vi')).toContainText('Ảnh giấy tờ mờ, bị che hoặc chỉ là ảnh chân dung; đề nghị gửi lại ảnh');
  await product.look('c7-citizens-answered');

  const REFUSED = 'Họ và tên viết không có dấu; Ảnh giấy tờ mờ, bị che hoặc chỉ là ảnh chân dung; đề nghị gửi lại ảnh';
  const put = (id: string) => `Số CCCD/CMND: trống → «${id}»`;
  expect(await answers(page)).toEqual([
    [2, 'Đỗ Thị Mẫu', 'Tiếp nhận', '', 2, put('001185000123')],
    [3, 'Ho Van Vi', 'Từ chối', REFUSED, 3, ''],
    [4, 'Lê Văn Vắng', 'Thông tin đã đúng', '', 4, ''],
    [5, 'Trần Thị Đôi', 'Tiếp nhận', '', 6, put('001160000222')],
    [6, 'Cao Thị Xa', 'Không tìm thấy', 'Không có thông tin nào khớp với danh sách', '', ''],
    [7, 'Đỗ Thị Mẫu', 'Trùng phản ánh khác', '', '', ''],
    [8, LONG, 'Chưa trả lời', '', 7, ''],
    [9, 'Bùi Văn Khác', 'Tiếp nhận', '', 8, put('012987654')],
  ]);

  // From the work file, with the next day's reports: what is answered is known, wherever it stands.
  const bytes = await saveWork(page);
  await page.reload();
  await product.openText('việc.soat', bytes);
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(product.cell(6, 'F')).toHaveText('001160000222');
  await page.getByRole('button', { name: 'Phản ánh', exact: true }).click();
  await give(page, 'phan anh 2.xlsx', [['1', 'Ngô Thị Mới', '01/09/1991', 'Nữ', '', 'Sai ngày tiêm'], ...REPORTS]);
  await expect(page.getByText('Đã trả lời 7 trong 9 phản ánh')).toBeVisible();
  await groups.getByRole('button', { name: /Đã trả lời/ }).click();
  await expect(report(page, 'Đỗ Thị Mẫu').first()).toContainText(`Tiếp nhận; đã sửa: ${put('001185000123')}`);
});

test('a narrow screen, a locked or broken file, and an answer that is changed', async ({ product }) => {
  const { page } = product;
  await page.setViewportSize({ width: 1024, height: 768 });
  await begin(product);
  await product.look('c8-bar-narrow');
  const bar = page.getByRole('group', { name: 'Tệp đang mở' });
  expect(await bar.evaluate((it) => it.scrollWidth - it.clientWidth)).toBe(0);
  await page.getByRole('button', { name: 'Phản ánh', exact: true }).click();
  const file = { name: 'hong.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK\u0003\u0004 broken') };
  await page.locator('[data-role=citizens]').setInputFiles(file);
  await expect(page.getByRole('alert')).toBeVisible();
  await give(page, 'phan anh.xlsx', REPORTS);
  await expect(report(page, LONG)).toBeVisible();
  await product.look('c9-citizens-narrow');
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

  const mau = report(page, 'Đỗ Thị Mẫu');
  await mau.getByRole('button', { name: 'Tiếp nhận, sửa 1 ô' }).click();
  const groups = page.getByRole('group', { name: 'Phản ánh theo đề xuất trả lời' });
  await groups.getByRole('button', { name: /Đã trả lời/ }).click();
  await mau.getByRole('button', { name: 'Đổi câu trả lời…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('vẫn giữ nguyên');
  await expect(dialog.getByRole('button', { name: 'Trả lời phản ánh' })).toBeDisabled();
  await dialog.getByLabel('Kết quả').selectOption('Thông tin đã đúng');
  await product.look('c10-citizens-again');
  await dialog.getByRole('button', { name: 'Trả lời phản ánh' }).click();
  await expect(mau).toContainText('Thông tin đã đúng');
  await product.toast.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(mau).toContainText('Tiếp nhận');

  // Escape leaves a dialog first, then the screen.
  await mau.getByRole('button', { name: 'Đổi câu trả lời…' }).click();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(mau).toBeVisible();

  // Whom nobody found, somebody looks for by hand.
  await groups.getByRole('button', { name: /Không tìm thấy/ }).click();
  await report(page, 'Cao Thị Xa').getByRole('button', { name: 'Tự tìm tên này trong danh sách' }).click();
  await expect(page.getByRole('searchbox')).toHaveValue('Cao Thị Xa');
});

function report(page: Page, name: string): Locator {
  return page.getByRole('region', { name });
}

async function begin(product: Product) {
  await product.open();
  await product.openText('work.csv', WORK.map((it) => it.join(',')).join('\n'));
  const mapped = product.page.getByRole('button', { name: 'Rà soát danh sách' });
  await expect(mapped.or(product.cell(2, 'B'))).toBeVisible();
  if (await mapped.isVisible()) await mapped.click();
  await expect(product.cell(2, 'B')).toHaveText('Đỗ Thị Mẫu');
}

async function give(page: Page, name: string, rows: unknown[][]) {
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, xlsx.utils.aoa_to_sheet([HEAD, ...rows]), 'Phản ánh');
  const buffer = Buffer.from(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
  await page.locator('[data-role=citizens]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** The list of answers, without what was reported: row, name, result, why, row found, what was put right. */
async function answers(page: Page): Promise<unknown[][]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất danh sách trả lời' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('phan anh - trả lời.xlsx');
  const book = xlsx.read(await readFile(await file.path()));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] as WorkSheet;
  const rows = xlsx.utils.sheet_to_json<unknown[]>(sheet, { header: 1, defval: '' });
  const head = rows.findIndex((it) => it[0] === 'Dòng phản ánh');
  expect(rows.slice(0, head).flat().join('\n')).toContain(
    '8 phản ánh: 3 Tiếp nhận, 1 Thông tin đã đúng, 1 Từ chối, 1 Trùng phản ánh khác, 1 Không tìm thấy, 1 Chưa trả lời.',
  );
  return rows.slice(head + 1).filter((it) => typeof it[0] === 'number').map((it) => [0, 1, 6, 7, 8, 9].map((k) => it[k]));
}

async function saveWork(page: Page): Promise<Buffer> {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByRole('button', { name: 'Lưu tệp công việc…' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp', exact: true }).click();
  return readFile(await (await download).path());
}
