import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';
import xlsx, { type CellObject } from 'xlsx';

import { expect, test } from './product';

test('the import file holds the people corrected, and nobody else @floor', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.getByRole('button', { name: /^Sửa tất cả lỗi chắc chắn/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Sửa \d+ ô/ }).click();
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await product.look('20-export');

  const card = page.getByRole('region', { name: 'Tệp Import' });
  const people = Number(/\d+/.exec((await card.getByText(/người$/).first().textContent()) ?? '')?.[0]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    card.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click(),
  ]);
  await expect(card.getByText('Đã tải về')).toBeVisible();
  await product.look('21-exported');

  const book = xlsx.read(await readFile(await file.path()), { raw: true });
  const sheet = book.Sheets['PL1_Danh sach doi tuong tiem'];
  expect(sheet).toBeDefined();
  const rows = xlsx.utils.sheet_to_json<string[]>(sheet ?? {}, { header: 1, raw: true, range: 8, defval: '' });
  expect(rows).toHaveLength(people);
  for (const row of rows) expect(row[7]).toMatch(/^(\d{8}|\d{9}|\d{12})$/);
});

test('the other lists are written too', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await product.cell(9, 'B').click();
  await page.keyboard.type('Nguyen Van Binh');
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã sửa 1 ô');
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  for (const name of ['Danh sách chưa giải quyết', 'Nhật ký thay đổi']) {
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: `Xuất tệp: ${name}` }).click();
    const book = xlsx.read(await readFile(await (await download).path()));
    expect(book.SheetNames).toHaveLength(1);
  }
});

test('many files are offered one by one', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.getByLabel('Nguồn danh sách').selectOption('own');
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByLabel('Số dòng mỗi tệp').fill('2');
  await page.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click();
  const takes = page.getByRole('button', { name: /^Tải về / });
  await expect(takes.nth(1)).toBeVisible();
  const [file] = await Promise.all([page.waitForEvent('download'), takes.first().click()]);
  expect(file.suggestedFilename()).toMatch(/\.xlsx$/);
  await product.look('22-many');
});

test('the import file is written as .xls when that is chosen, and the choice stays', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await page.getByRole('button', { name: /^Sửa tất cả lỗi chắc chắn/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Sửa \d+ ô/ }).click();
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  const kind = page.getByLabel('Kiểu tệp');
  await expect(kind).toHaveValue('xlsx');
  await kind.selectOption('xls');
  await page.getByLabel('Số dòng mỗi tệp').fill('700');
  await product.look('23-xls');
  const xls = await importFile(page);
  expect(xls.name).toMatch(/ - Import\.xls$/);
  expect(xls.bytes.subarray(0, 4).toString('hex')).toBe('d0cf11e0');

  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await expect(kind).toHaveValue('xls');
  await expect(page.getByLabel('Số dòng mỗi tệp')).toHaveValue('700');

  await kind.selectOption('xlsx');
  const other = await importFile(page);
  expect(other.name).toMatch(/ - Import\.xlsx$/);
  expect(cellsOf(xls.bytes)).toEqual(cellsOf(other.bytes));
});

test('a list that came as .xls leaves as .xls unless told otherwise', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  const sample = await importedSample(page);
  await product.openText('Thong_ke_xac_minh_doi_tuong.xls', sample);
  await expect(page.getByRole('heading', { name: 'Thong_ke_xac_minh_doi_tuong.xls' })).toBeVisible();
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await expect(page.getByLabel('Kiểu tệp')).toHaveValue('xls');
});

/** What the sample's own people give, written as `.xls`. */
async function importedSample(page: Page): Promise<Buffer> {
  await page.getByLabel('Nguồn danh sách').selectOption('own');
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByLabel('Kiểu tệp').selectOption('xls');
  const { bytes } = await importFile(page);
  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  return bytes;
}

async function importFile(page: Page) {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click();
  const file = await waiting;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

/** Every cell with its type and text; merges too. */
function cellsOf(bytes: Buffer) {
  const sheet = xlsx.read(bytes).Sheets['PL1_Danh sach doi tuong tiem'] ?? {};
  const places = Object.keys(sheet).filter((it) => !it.startsWith('!'));
  const merges = (sheet['!merges'] ?? []).map((it) => xlsx.utils.encode_range(it)).sort();
  const cell = (it: string) => [it, (sheet[it] as CellObject).t, (sheet[it] as CellObject).v];
  return { merges, cells: places.sort().map(cell).filter((it) => it[1] !== 'z') };
}
