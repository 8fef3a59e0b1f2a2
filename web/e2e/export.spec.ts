import { readFile } from 'node:fs/promises';

import xlsx from 'xlsx';

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
