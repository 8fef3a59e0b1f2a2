import { readFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';
import xlsx from 'xlsx';

import { expect, test, type Product } from './product';

/** Two people whose names stand wrong on the platform. */
async function openWorklist(product: Product): Promise<Page> {
  const { page } = product;
  await product.openSample();
  await page.getByRole('button', { name: /^Sửa tất cả lỗi chắc chắn/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Sửa \d+ ô/ }).click();
  await expect(product.toast).toContainText('Đã sửa');
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByRole('button', { name: 'Sửa từng người trên màn hình' }).click();
  await expect(page.getByRole('heading', { name: 'Danh sách sửa trực tiếp' })).toBeVisible();
  return page;
}

const tick = (page: Page) => page.getByLabel('Đã sửa trên Nền tảng', { exact: true });
const nPeople = async (page: Page) => Number(/\/(\d+)/.exec((await page.getByRole('status').first().textContent()) ?? '')?.[1]);

test('person by person: search keys are copied, old and new are seen, done is ticked @floor', async ({ product }) => {
  const page = await openWorklist(product);
  const n = await nPeople(page);
  expect(n).toBeGreaterThan(1);
  await product.look('60-worklist');

  const name = await page.getByRole('row', { name: /^Họ và tên/ }).first().locator('.value').first().textContent();
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await page.getByRole('button', { name: 'Chép Họ và tên', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Chép Họ và tên', exact: true })).toContainText('Đã chép');
  await page.getByLabel('Tìm tên trong danh sách này').focus();
  await page.keyboard.press('Control+V');
  await expect(page.getByLabel('Tìm tên trong danh sách này')).toHaveValue(name ?? '');
  await page.getByLabel('Tìm tên trong danh sách này').fill('');

  await tick(page).check();
  await expect(page.getByText(`Đã sửa 1/${n} người`).first()).toBeVisible();
  await expect(page.getByText(/^Đã sửa trên Nền tảng lúc \d\d\/\d\d\/\d{4}/)).toBeVisible();
  await tick(page).blur();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(`Người 2/${n}`)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Đã sửa 2/${n} người`).first()).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await product.look('61-worklist-ticked');

  await page.getByRole('button', { name: /^Đã sửa 2$/ }).click();
  await expect(page.getByText('Người 1/2')).toBeVisible();
  await expect(tick(page)).toBeChecked();
  await page.getByRole('button', { name: `Chưa sửa ${n - 2}` }).click();
  if (n > 2) await expect(tick(page)).not.toBeChecked();
});

test('a tick goes stale when the person changes after it, and the workbook says so', async ({ product }) => {
  const page = await openWorklist(product);
  const n = await nPeople(page);
  const row = /\d+/.exec((await page.getByRole('button', { name: /^Dòng \d+ trong tệp/ }).textContent()) ?? '')?.[0];
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Đã sửa 1/${n} người`).first()).toBeVisible();

  await page.getByRole('button', { name: 'Quay lại xuất tệp' }).click();
  await expect(page.getByText(`Đã sửa 1/${n} người`)).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await product.cell(Number(row), 'G').click();
  await page.keyboard.type('0987654321');
  await page.keyboard.press('Enter');
  await expect(product.toast).toContainText('Đã sửa 1 ô');

  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByRole('button', { name: 'Sửa từng người trên màn hình' }).click();
  await page.getByRole('button', { name: /^Tất cả/ }).click();
  await page.getByRole('button', { name: new RegExp(`^${row}\\b`) }).click();
  await expect(page.getByText(/Đã đổi sau khi đánh dấu \(lúc /)).toBeVisible();
  await expect(tick(page)).not.toBeChecked();
  await expect(page.getByRole('row', { name: /^Số điện thoại/ }).last()).toContainText('0987654321');
  await product.look('62-worklist-stale');

  await page.getByRole('button', { name: 'Quay lại xuất tệp' }).click();
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Xuất tệp: Danh sách sửa trực tiếp/ }).click();
  const book = xlsx.read(await readFile(await (await waiting).path()));
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
  const done = xlsx.utils.sheet_to_json<string[]>(sheet, { header: 1 }).map((it) => String(it[10] ?? ''));
  expect(done.filter((it) => it.startsWith('Đã đổi sau khi đánh dấu'))).toHaveLength(1);
});

test('ticks are there again tomorrow', async ({ product }) => {
  const page = await openWorklist(product);
  const n = await nPeople(page);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(`Đã sửa 1/${n} người`).first()).toBeVisible();
  await page.getByRole('button', { name: 'Quay lại xuất tệp' }).click();
  await page.getByRole('button', { name: 'Lưu tệp công việc…' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill('mot hai ba bon');
  await page.getByLabel('Gõ lại mật khẩu').fill('mot hai ba bon');
  const waiting = page.waitForEvent('download', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Lưu tệp', exact: true }).click();
  const file = await (await waiting).path();

  await page.reload();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bình');
  await product.openText('cong viec.soat', await readFile(file));
  await page.getByLabel(/^Mật khẩu/).fill('mot hai ba bon');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0, { timeout: 30_000 });
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await expect(page.getByText(`Đã sửa 1/${n} người`)).toBeVisible();
});
