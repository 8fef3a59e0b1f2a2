import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Page } from '@playwright/test';
import xlsx, { type WorkSheet } from 'xlsx';

import { expect, test } from './product';

const PASSPHRASE = 'trạm y tế 2026';
/** Row 9 of the list and of what leaves, from 0; the column of IDs. */
const [FIRST, ID] = [8, 7];
const SHOTS = process.env['SOAT_SHOTS'];

test('a report adds up, names nobody, is saved and printed @floor', async ({ product }) => {
  const { page } = product;
  await product.openSample();
  await fixAll(page);
  await page.getByRole('button', { name: 'Báo cáo', exact: true }).click();
  await expect(page.getByText(/^Ngày \d{2}\/\d{2}\/\d{4}, .*: đã xử lý \d+ người/)).toBeVisible();
  await product.look('110-report');

  for (const title of ['Theo hướng xử lý', 'Theo thôn, ấp, khu phố', 'Theo ngày xử lý']) {
    const rows = await page.getByRole('table', { name: title }).getByRole('row').allTextContents();
    expect(rows.length).toBeGreaterThan(2);
    const counts = await page.getByRole('table', { name: title }).locator('tbody td:nth-child(2)').allTextContents();
    const numbers = counts.map((it) => Number(/^\d+/.exec(it.trim())?.[0]));
    const total = numbers.pop();
    expect(total).toBe(60);
    expect(numbers.reduce((a, b) => a + b)).toBe(total);
  }

  await page.getByLabel('Tên đơn vị').fill('Xã Mẫu');
  await expect(page.getByText('Đơn vị: Xã Mẫu.')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải tệp báo cáo (Excel)' }).click();
  const book = xlsx.read(await readFile(await (await download).path()));
  expect(book.SheetNames).toEqual(['Báo cáo', 'soat-report']);
  const words = book.SheetNames.map((it) => xlsx.utils.sheet_to_csv(book.Sheets[it] as WorkSheet)).join('\n');
  expect(words).toContain('Xã Mẫu');
  for (const it of ['Bình', 'Phạm', '0912', '0011']) expect(words).not.toContain(it);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'In hoặc lưu PDF' })).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true, ...(SHOTS ? { path: `${SHOTS}/report.pdf` } : {}) });
  expect(pdf.length).toBeGreaterThan(10_000);
});

test('reports of communes add up, for whoever has no list', async ({ product }) => {
  const { page } = product;
  await product.openSample();
  const files: { name: string; mimeType: string; buffer: Buffer }[] = [];
  await page.getByRole('button', { name: 'Báo cáo', exact: true }).click();
  for (const unit of ['Xã Mẫu', 'Xã Khác']) {
    await page.getByLabel('Tên đơn vị').fill(unit);
    await expect(page.getByText(`Đơn vị: ${unit}.`)).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Tải tệp báo cáo (Excel)' }).click();
    const buffer = await readFile(await (await download).path());
    files.push({ name: `${unit}.xlsx`, mimeType: 'application/octet-stream', buffer });
  }
  await page.goto(page.url().replace(/\?.*/, ''));
  await page.getByRole('button', { name: 'Cộng báo cáo của các đơn vị' }).click();
  const again = { ...(files[0] as (typeof files)[number]), name: 'Xã Mẫu (2).xlsx' };
  const none = { name: 'không phải.csv', mimeType: 'text/csv', buffer: Buffer.from('STT,Họ và tên\n1,Lê Thị Đào\n2,Lê Thị Mận\n') };
  await page.locator('input[data-role=reports]').setInputFiles([...files, again, none]);
  await expect(page.getByText('Đơn vị: 2 đơn vị. Số người: 120.')).toBeVisible();
  await expect(page.getByText('Không cộng hai lần')).toBeVisible();
  await expect(page.getByText(/không phải\.csv: không phải tệp báo cáo của Soát/)).toBeVisible();
  await expect(page.getByRole('table', { name: 'Theo đơn vị' }).getByRole('row')).toHaveCount(4);
  await product.look('116-sum');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Tải tệp tổng (Excel)' }).click();
  const sum = xlsx.read(await readFile(await (await download).path()));
  expect(sum.SheetNames).toEqual(['Báo cáo', 'soat-report']);
});

test('the answers of the platform land on their people, and outlive the work file', async ({ product }) => {
  const { page } = product;
  await product.openSample();
  await fixAll(page);
  const { sheet, save, rows } = await importFile(page);
  const nRows = rows.length;
  expect(nRows).toBeGreaterThan(3);
  // As the platform gives it back: in another order, one row short.
  rows.reverse().pop();
  rows.forEach((row, i) => {
    row[34] = i < 2 ? '' : 'Thành công';
    if (i === 0) row[33] = 'Lỗi import: ["Số điện thoại chỉ gồm các số 0-9, vui lòng không dùng công thức và hàm vì giá trị sẽ bị rỗng"]';
    if (i === 1) row[33] = 'Lỗi import: ["Câu chưa ai thấy"]';
  });
  const rejected = String(rows[0]?.[1]);
  const result = save(sheet, rows);

  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await page.getByRole('button', { name: 'Báo cáo', exact: true }).click();
  await page.getByRole('tab', { name: 'Tệp kết quả Import' }).click();
  await product.look('111-answers-empty');
  await give(page, 'answers', 'ket qua.xlsx', result);
  await expect(page.getByText(`${nRows - 3} người Import thành công`)).toBeVisible();
  await expect(page.getByText('2 người bị từ chối')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: rejected })).toContainText('Số điện thoại chỉ gồm');
  await product.look('112-answers');
  await page.getByRole('button', { name: `Nhận câu trả lời của ${nRows - 1} người` }).click();
  await expect(product.toast).toContainText(`Đã nhận câu trả lời của ${nRows - 1} người`);
  const problem = product.problem('Nền tảng đã từ chối khi Import');
  await expect(problem).toContainText('2');
  await expect(page.getByText('Nền tảng trả lời: Câu chưa ai thấy').or(page.getByText('Nền tảng trả lời: Số điện thoại')).first()).toBeVisible();
  await product.look('113-answered');

  await page.getByRole('button', { name: 'Hoàn tác' }).first().click();
  await expect(problem).toBeHidden();
  await page.locator('.bar').getByRole('button', { name: 'Làm lại' }).click();
  await expect(problem).toBeVisible();

  // Who was taken in leaves no more.
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Tệp Import' })).toContainText('1 người');

  const bytes = await saveWork(page);
  await page.reload();
  await product.openText('việc.soat', bytes);
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(problem).toContainText('2');
});

test('a later export says what has become of everybody', async ({ product }) => {
  const { page } = product;
  await product.openSample();
  const { sheet, save, rows } = await sample();
  const missing = rows.findIndex((it) => !it[ID]);
  (rows[missing] as Row)[ID] = '001168990014';
  const gone = String(rows.pop()?.[1]);
  const stranger = [...(rows[0] as Row)];
  [stranger[1], stranger[2], stranger[6], stranger[ID]] = ['Đỗ Thị Mẫu', '03/04/1971', '0987111222', '001171000999'];
  rows.push(stranger);
  const later = save(sheet, rows.reverse());

  await page.getByRole('button', { name: 'Báo cáo', exact: true }).click();
  await page.getByRole('tab', { name: 'So với lần trước' }).click();
  await give(page, 'recheck', 'tai lai.xlsx', later);
  const table = page.getByRole('table', { name: 'Kết quả so với lần trước' });
  await expect(table.getByRole('row').filter({ hasText: 'Tổng số' })).toContainText('61');
  await expect(table.getByRole('row').filter({ hasText: 'Người mới' })).toContainText(/^Người mới1 /);
  await expect(table.getByRole('row').filter({ hasText: /^Không còn trong/ })).toContainText(/sách1 /);
  await product.look('114-recheck');
  await page.getByRole('combobox', { name: /^Xem/ }).selectOption('gone');
  await expect(page.getByRole('row').filter({ hasText: gone })).toBeVisible();

  await page.getByLabel('Ghi vào diễn biến với tên').fill('Lần 2');
  await page.getByRole('button', { name: 'Ghi vào diễn biến' }).click();
  await expect(page.getByText('Đã ghi.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Diễn biến qua các lần tải' })).toBeVisible();
  await page.getByRole('heading', { name: 'Diễn biến qua các lần tải' }).scrollIntoViewIfNeeded();
  await product.look('115-trend');

  // The worker dies; the counts that were kept stay.
  await Promise.all(page.workers().map((it) => it.evaluate(() => void setTimeout(() => reportError(new Error('on purpose'))))));
  await expect(product.toast).toContainText('Các chỗ đã sửa vẫn còn');
  await give(page, 'recheck', 'so la.csv', Buffer.from('STT,Ghi chú\n1,không có tên\n'));
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByRole('cell', { name: 'Lần 2', exact: true })).toBeVisible();
});

type Row = (string | number)[];

interface Book {
  sheet: WorkSheet;
  rows: Row[];
  save: (sheet: WorkSheet, rows: Row[]) => Buffer;
}

async function fixAll(page: Page) {
  await page.getByRole('button', { name: /^Sửa tất cả lỗi chắc chắn/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Sửa \d+ ô/ }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
}

async function importFile(page: Page): Promise<Book> {
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click();
  return book(await readFile(await (await download).path()));
}

/** The sample of the page. */
async function sample(): Promise<Book> {
  const source = await readFile(fileURLToPath(new URL('../src/sample/sample.xlsx.base64.ts', import.meta.url)), 'utf8');
  const base64 = [...source.matchAll(/'([A-Za-z0-9+/=]+)'/g)].map((it) => it[1]).join('');
  return book(Buffer.from(base64, 'base64'));
}

/** The first sheet, its people apart. */
function book(bytes: Buffer): Book {
  const read = xlsx.read(bytes);
  const name = read.SheetNames[0] ?? '';
  const sheet = read.Sheets[name] as WorkSheet;
  const people = xlsx.utils.sheet_to_json<Row>(sheet, { header: 1, raw: true, range: FIRST, defval: '' });
  const save = (of: WorkSheet, rows: Row[]) => {
    const { e } = xlsx.utils.decode_range(of['!ref'] ?? 'A1');
    const last = Math.max(e.c, 34);
    for (let r = 0; r < people.length + 2; r++) {
      for (let c = 0; c <= last; c++) {
        const value = rows[r]?.[c];
        const cell = xlsx.utils.encode_cell({ r: FIRST + r, c });
        if (value === undefined || value === '') delete of[cell];
        else of[cell] = typeof value === 'number' ? { t: 'n', v: value } : { t: 's', v: value };
      }
    }
    of['!ref'] = xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: Math.max(e.r, FIRST + rows.length), c: last } });
    return xlsx.write(read, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  };
  return { sheet, rows: people.filter((it) => it.some((cell) => cell !== '')), save };
}

async function give(page: Page, kind: string, name: string, buffer: Buffer) {
  await page.locator(`input[data-role=${kind}]`).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
}

async function saveWork(page: Page): Promise<Buffer> {
  await page.getByRole('button', { name: 'Lưu tệp công việc…' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp', exact: true }).click();
  return readFile(await (await download).path());
}
