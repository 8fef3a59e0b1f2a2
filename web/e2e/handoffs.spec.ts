import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { Filled, filesOf, type Files } from './make/handoffs';
import { expect, Product, test } from './product';

const LOCKED = new URL('../../crates/soat_sheet/src/unlock/tests/by-msoffcrypto.xlsx', import.meta.url);
const PASSPHRASE = 'trạm y tế 2026';
const ID = 'Số CCCD/số định danh';
/** Sixty people who do not exist, in four thôn; row 12 has no ID. */
const WITHOUT_ID = 'Phạm Thu Hà';

test('a list goes to the villages and the police, comes back, and is merged', async ({ product }) => {
  test.setTimeout(120_000);
  const { page } = product;
  await begin(product);
  const villages = await handOut(product, { rows: 'all' });
  expect([...villages.keys()].map((it) => it.slice(5)).sort()).toEqual([
    'Thon co dien.xlsx', 'Thon cuong ngo.xlsx', 'Thon dong tri.xlsx', 'Thon van dien.xlsx',
  ]);
  await product.look('91-handed-out');
  expect([...villages.values()].map((it) => new Filled(it).length).reduce((a, b) => a + b)).toBe(60);

  await page.getByRole('tab', { name: 'Giao đi' }).click();
  await page.getByText('Công an xã', { exact: true }).click();
  await expect(page.getByRole('button', { name: /Lập danh sách \(\d+ người\)/ })).toBeVisible();
  await product.look('92-police');
  const police = await handOut(product, { rows: 'all' });
  expect([...police.keys()]).toEqual([expect.stringMatching(/^\w{4} Cong an xa\.xlsx$/)]);

  // The village knows a number and a name; the police know another number, and find three right.
  const [village, name] = holder(villages, WITHOUT_ID);
  const row = rowOf(village, WITHOUT_ID);
  village.put(row, ID, '001168990014');
  const other = row === 0 ? 1 : 0;
  village.put(other, 'Ghi chú', 'Đã chuyển đi');
  const list = new Filled([...police.values()][0] as Buffer);
  expect(list.headings).toContain('Không tìm thấy');
  list.put(rowOf(list, WITHOUT_ID), ID, '001168990022');
  list.put(rowOf(list, WITHOUT_ID), 'Sai', 'x');
  for (const it of [0, 1, 2]) list.put(it, 'Đúng', 'x');

  await page.getByRole('tab', { name: 'Nhận về' }).click();
  await product.look('93-back-empty');
  await giveBack(page, [
    { name, bytes: village.save() },
    { name: 'cong an.xls', bytes: list.save('biff8') },
  ]);
  await expect(page.getByText('7 câu trả lời trong tệp:')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cần chọn (1)' })).toBeVisible();
  await product.look('94-conflict');
  await page.getByRole('button', { name: 'Sẽ ghi (1)' }).click();
  await product.look('95-sure');
  await page.getByRole('button', { name: 'Kết quả Công an (4)' }).click();
  await product.look('96-verdicts');
  await page.getByRole('button', { name: 'Ghi 1 ô vào danh sách' }).click();

  // The conflict waits, and is settled for the police.
  await expect(page.getByText('Còn 1 ô có câu trả lời chưa chọn.')).toBeVisible();
  await expect(product.toast).toContainText('Đã ghi 1 ô từ danh sách gửi về');
  await expect(page.getByRole('row', { name: /Công an xã/ })).toContainText(/60\s*60\s*4\s*Về đủ/);
  await product.look('97-where');
  await page.getByRole('button', { name: 'Chọn tiếp' }).click();
  await page.getByRole('button', { name: 'Chọn câu trả lời của Công an' }).click();
  await expect(page.getByRole('radio', { name: '001168990022' })).toBeChecked();
  // The colours of a button that has just come alive fade in.
  const write = page.getByRole('button', { name: 'Ghi 1 ô vào danh sách' });
  await expect(write).toHaveCSS('background-color', 'rgb(11, 92, 142)');
  await product.look('98-settle');
  await page.getByRole('button', { name: 'Ghi 1 ô vào danh sách' }).click();
  await expect(page.getByText('chưa chọn')).toBeHidden();

  // The code on paper leads to the row, and the row tells its story.
  const code = list.text(rowOf(list, WITHOUT_ID), 'Mã dòng');
  await goByCode(page, wrong(code));
  await expect(page.getByRole('alert')).toContainText('một ký tự sai');
  await product.look('99-wrong-code');
  await goByCode(page, code.toLowerCase().replace('-', ' '));
  await expect(product.toast).toContainText(`${WITHOUT_ID} (Công an xã`);
  await expect(product.cell(12, 'H')).toHaveText('001168990022');
  await product.cell(12, 'H').click();
  await expect(product.detail).toContainText(/Gộp danh sách gửi về: danh sách \w{4}/);
  await expect(product.detail).toContainText('Kết quả xác minh: Sai');
  await product.look('100-story');

  // One undo for each step.
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(product.cell(12, 'H')).toHaveText('');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(page.getByRole('button', { name: 'Hoàn tác' })).toBeDisabled();
  await expect(product.detail).not.toContainText('Kết quả xác minh');
  await page.locator('.bar').getByRole('button', { name: 'Làm lại' }).click();
  await product.cell(12, 'H').click();
  await expect(product.detail).toContainText('Kết quả xác minh: Sai');
});

test('codes and answers outlive a crash, and go along in the work file @floor', async ({ product }) => {
  const { page } = product;
  await begin(product);
  const villages = await handOut(product, { rows: 'all' });
  await expect(page.getByText('Phải giữ mã của các danh sách này')).toBeVisible();
  const [village, name] = holder(villages, WITHOUT_ID);
  village.put(rowOf(village, WITHOUT_ID), ID, '001168990014');
  await page.getByRole('tab', { name: 'Nhận về' }).click();
  await giveBack(page, [{ name, bytes: village.save('ods') }]);
  await expect(page.getByRole('button', { name: 'Sẽ ghi (1)' })).toBeVisible();
  // Typed meanwhile, the cell is contested; taken back, it is not.
  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await product.cell(12, 'H').click();
  await page.keyboard.insertText('001168990033');
  await page.keyboard.press('Enter');
  await expect(product.cell(12, 'H')).toHaveText('001168990033');
  await page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  await expect(page.getByRole('button', { name: 'Cần chọn (1)' })).toBeVisible();
  await expect(page.getByText('Giữ như hiện nay: 001168990033')).toBeVisible();
  await page.getByRole('radio', { name: 'Giá trị khác' }).check();
  await expect(page.getByRole('button', { name: 'Nhận về, không sửa ô nào' })).toBeVisible();
  await page.getByLabel('Giá trị khác cho Số CCCD/CMND, dòng 12').fill('001168990044');
  await expect(page.getByRole('button', { name: 'Ghi 1 ô vào danh sách' })).toBeVisible();
  await product.look('105-contested');
  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await page.locator('.bar').getByRole('button', { name: 'Hoàn tác' }).click();
  await page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  await page.getByRole('button', { name: 'Ghi 1 ô vào danh sách' }).click();
  await expect(page.getByText('Còn thiếu').or(page.getByText('Về đủ')).first()).toBeVisible();

  await Promise.all(page.workers().map((it) => it.evaluate(() => void setTimeout(() => reportError(new Error('on purpose'))))));
  await expect(product.toast).toContainText('Các chỗ đã sửa vẫn còn');
  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await expect(product.cell(12, 'H')).toHaveText('001168990014');

  const bytes = await saveWork(page);
  await page.reload();
  await product.openText('việc.soat', bytes);
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(product.cell(12, 'H')).toHaveText('001168990014');
  await page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  await page.getByRole('tab', { name: 'Đang ở đâu' }).click();
  await expect(page.getByText('4 danh sách, 60 người, đã về 15.')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /Tải lại danh sách/ }).first().click();
  const [again] = [...(await filesOf(await download)).values()];
  const codes = [...villages.values()].map((it) => new Filled(it).text(0, 'Mã dòng'));
  expect(codes).toContain(new Filled(again as Buffer).text(0, 'Mã dòng'));
});

test('kept on this machine, lists that are out outlive the tab', async ({ product }) => {
  const { page } = product;
  await begin(product);
  await handOut(product, { rows: 'all' });
  await page.getByRole('button', { name: 'Đặt mật khẩu để lưu' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Bắt đầu lưu' }).click();
  await expect(page.getByText('Phải giữ mã của các danh sách này')).toBeHidden();
  const code = (await page.getByRole('rowheader').first().textContent()) ?? '';
  await page.goto(page.url().replace('?mau', ''));
  await page.getByRole('button', { name: 'Mở lại “Danh sách mẫu.xlsx”' }).click();
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại', exact: true }).click();
  await page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  await expect(page.getByRole('rowheader').first()).toHaveText(code);
});

test('a row that is out is not handed out twice unawares', async ({ product }) => {
  const { page } = product;
  await begin(product);
  await handOut(product, { rows: 'all' });
  await page.getByRole('tab', { name: 'Giao đi' }).click();
  await expect(page.getByText('60 người đang ở danh sách đã giao mà chưa về')).toBeVisible();
  await expect(page.getByText('Không có người nào để giao')).toBeVisible();
  await page.getByLabel('Không giao lại những người này').uncheck();
  const send = page.getByRole('button', { name: /^Lập .*danh sách/ });
  await expect(send).toHaveText('Lập 4 danh sách (60 người)');
  await page.getByLabel('Chia danh sách').selectOption('rows');
  await page.getByLabel('Số người mỗi danh sách').fill('25');
  await page.getByLabel('Số người mỗi danh sách').press('Tab');
  await expect(send).toHaveText('Lập 3 danh sách (60 người)');
  await page.getByLabel('Chia danh sách').selectOption('column');
  await page.getByLabel('Cột dùng để chia').selectOption({ label: 'Giới tính' });
  await expect(page.getByLabel(/Người nhận, danh sách/).first()).toHaveValue('0');
  await page.getByLabel('Hạn trả lời').fill('1/1/2026');
  await page.getByLabel('Cách xem cột Số CCCD/CMND').selectOption('no');
  const download = page.waitForEvent('download');
  await send.click();
  const [list] = [...(await filesOf(await download)).values()];
  expect(new Filled(list as Buffer).headings).not.toContain('Số CCCD/CMND');
  await expect(page.getByText(/Quá hạn \d+ ngày/).first()).toBeVisible();
  await product.look('102-overdue');
  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  const other = page.locator('input[type=file]');
  await other.setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a') });
  await expect(page.getByText('Mã các danh sách đã giao chưa được lưu')).toBeVisible();
});

test('a locked file is opened with its password, what is no list says so, and choices stay', async ({ product }) => {
  const { page } = product;
  await begin(product);
  const villages = await handOut(product, { rows: 'all' });
  await page.getByRole('tab', { name: 'Nhận về' }).click();
  const [village, name] = holder(villages, WITHOUT_ID);
  village.put(rowOf(village, WITHOUT_ID), ID, '001168990014');
  await giveBack(page, [{ name, bytes: village.save('csv') }]);
  await page.getByRole('checkbox', { name: 'Đánh dấu tất cả' }).uncheck();
  // The same name from another village: both are there. What was unticked stays so.
  const [other] = [...villages].filter(([it]) => it !== name);
  const second = new Filled(other?.[1] as Buffer);
  second.put(0, 'Ghi chú', 'Đã mất');
  await giveBack(page, [{ name, bytes: second.save() }]);
  await expect(page.getByText(`${name} (2)`).first()).toBeVisible();
  await expect(page.getByRole('checkbox', { name: new RegExp(WITHOUT_ID) })).not.toBeChecked();
  await giveBack(page, [
    { name: 'khoa.xlsx', bytes: await readFile(LOCKED) },
    { name: 'thu.docx', bytes: Buffer.from('PK') },
  ]);
  await expect(page.getByLabel('Mật khẩu của khoa.xlsx')).toBeVisible();
  await product.look('103-files');
  await page.getByLabel('Mật khẩu của khoa.xlsx').fill('Mật khẩu 1');
  await page.getByRole('button', { name: 'Mở', exact: true }).click();
  await page.getByRole('button', { name: /Không lấy, cần biết/ }).click();
  await expect(page.getByText('trang không có mã dòng nào của Soát')).toBeVisible();
  await product.look('104-not-taken');
  await page.getByRole('button', { name: 'Bỏ tệp khoa.xlsx' }).click();
  await expect(page.getByText('khoa.xlsx')).toBeHidden();
  await page.getByRole('button', { name: 'Ghi 1 ô vào danh sách' }).click();
  await expect(page.getByText('Còn 1 ô có câu trả lời chưa chọn.')).toBeVisible();
});

async function begin(product: Product) {
  await product.openSample();
  await product.page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  await expect(product.page.getByRole('heading', { name: 'Giao nhận danh sách' })).toBeVisible();
  await product.look('90-hand-out');
}

async function handOut({ page }: Product, { rows }: { rows: string }): Promise<Files> {
  await page.getByLabel('Những người nào').selectOption(rows);
  const button = page.getByRole('button', { name: /^Lập .*danh sách/ });
  await expect(button).toContainText('60 người');
  const download = page.waitForEvent('download');
  await button.click();
  return filesOf(await download);
}

/** The list that somebody is in. */
function holder(files: Files, name: string): [Filled, string] {
  for (const [file, bytes] of files) {
    const filled = new Filled(bytes);
    for (let i = 0; i < filled.length; i++) if (filled.text(i, 'Họ và tên') === name) return [filled, file];
  }
  throw new Error(`nobody is ${name}`);
}

function rowOf(filled: Filled, name: string): number {
  for (let i = 0; i < filled.length; i++) if (filled.text(i, 'Họ và tên') === name) return i;
  throw new Error(`nobody is ${name}`);
}

async function giveBack(page: Page, files: { name: string; bytes: Buffer }[]) {
  const given = files.map(({ name, bytes }) => ({ name, mimeType: 'application/octet-stream', buffer: bytes }));
  await page.locator('input[data-role=returned]').setInputFiles(given);
}

async function goByCode(page: Page, code: string) {
  await page.getByLabel('Mã dòng trên giấy').fill(code);
  await page.getByRole('button', { name: 'Tới dòng' }).click();
}

/** With its last sign changed. */
function wrong(code: string): string {
  return code.slice(0, -1) + (code.endsWith('A') ? 'C' : 'A');
}

async function saveWork(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByRole('button', { name: 'Lưu tệp công việc…' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp', exact: true }).click();
  return readFile(await (await download).path());
}
