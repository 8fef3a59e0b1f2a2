import { mkdir, writeFile } from 'node:fs/promises';

import type { Page } from '@playwright/test';

import { expect, test, type Product } from './product';

/** Where PDFs are left to be looked at. None are kept when this is not set. */
const SHOTS = process.env['SOAT_SHOTS'];

test('a police list of 300 is printed on A4: numbered sheets, a header on each, signatures once @floor', async ({ product }) => {
  test.setTimeout(120_000);
  const { page } = product;
  await openPeople(product, 300);
  const code = await handOut(page, 'Công an xã');
  await page.getByRole('button', { name: `In danh sách ${code}` }).click();
  await expect(page.getByRole('status').filter({ hasText: 'trang A4' })).toBeVisible();
  await product.look('110-print');

  const sheets = page.locator('main article');
  const n = await sheets.count();
  expect(n).toBeGreaterThan(5);
  await expect(page.getByText(`${n} trang A4`)).toBeVisible();
  await expect(page.locator('main tbody tr')).toHaveCount(300);
  await expect(page.locator('main thead')).toHaveCount(n);
  expect(await sheets.first().innerText()).toMatch(/CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM[^]*Độc lập - Tự do - Hạnh phúc/);
  expect(await sheets.last().innerText()).toMatch(/Tổng số: 300 người[^]*TRẠM Y TẾ[^]*CÔNG AN/);
  await expect(page.getByText('(Ký, ghi rõ họ tên)')).toHaveCount(2);
  const numbers = await page.locator('main article > .number').allInnerTexts();
  expect(numbers).toEqual(Array.from({ length: n - 1 }, (_, i) => String(i + 2)));
  const codes = await page.locator('main tbody td:nth-child(2)').allInnerTexts();
  expect(new Set(codes).size).toBe(300);
  for (const it of codes) expect(/^\w{3}-\w{5}$/.test(it)).toBe(true);
  await noRowIsCut(page);

  const pdf = await pdfOf(page, 'police');
  expect(boxesOf(pdf)).toEqual(Array<string>(n).fill('landscape'));
});

test('the hand-over record and a village list', async ({ product }) => {
  const { page } = product;
  await openPeople(product, 40);
  const police = await handOut(page, 'Công an xã');
  await page.getByRole('button', { name: `In biên bản bàn giao ${police}` }).click();
  await expect(page.locator('main article')).toHaveCount(1);
  await expect(page.locator('main tbody tr').last()).toContainText('Cộng');
  await expect(page.locator('main')).toContainText('BIÊN BẢN BÀN GIAO');
  await expect(page.locator('main')).toContainText(police);
  await product.look('111-record');
  expect(boxesOf(await pdfOf(page, 'record'))).toEqual(['portrait']);

  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Giao đi' }).click();
  const village = await handOut(page, 'Thôn, ấp, tổ dân phố');
  await page.getByRole('button', { name: `In danh sách ${village}` }).click();
  await expect(page.locator('main')).toContainText('DANH SÁCH RÀ SOÁT');
  await expect(page.locator('main')).not.toContainText('001190');
  await noRowIsCut(page);
  await product.look('112-village');
  await pdfOf(page, 'village');
});

/** People who do not exist, in two thôn; some have a long name and a long address. */
async function openPeople(product: Product, n: number) {
  const { page } = product;
  const names = ['Nguyễn Thị Lan', 'Trần Văn Bình', 'Công Tằng Tôn Nữ Hoàng Thị Phương Thảo', 'Lê Văn Hai', 'Đỗ Thị Sáu'];
  const two = (it: number) => String(it).padStart(2, '0');
  const rows = Array.from({ length: n }, (_, i) => {
    const day = `${two((i % 28) + 1)}/${two((i % 12) + 1)}/19${50 + (i % 50)}`;
    const id = i % 3 === 0 ? '' : `0011${50 + (i % 50)}${String(100_000 + i).slice(-6)}`;
    const address = i % 7 === 0 ? 'Số 12, ngõ 345 đường Cổ Điển, thôn Cổ Điển' : `Thôn ${i % 2 === 0 ? 'Cổ Điển' : 'Văn Điển'}`;
    const phone = `09${String(10_000_000 + i * 7919).slice(-8)}`;
    return [i + 1, names[i % names.length], day, i % 2, phone, id, address].join(',').replace(/Số 12, (.*)$/, '"Số 12, $1"');
  });
  const text = ['STT,Họ và tên,Ngày sinh,Giới tính,Số điện thoại,Số CCCD/CMND,Địa chỉ', ...rows].join('\r\n');
  await product.open();
  await product.openText('Danh sách in.csv', `\uFEFF${text}`);
  await page.getByRole('button', { name: 'Rà soát danh sách' }).click();
  await page.getByRole('button', { name: 'Giao nhận danh sách' }).click();
  await page.getByLabel('Đơn vị giao').fill('TRẠM Y TẾ XÃ TỨ HIỆP');
  await page.getByLabel('Địa danh').fill('Tứ Hiệp');
}

/** One list with everybody; gives its code. */
async function handOut(page: Page, to: string): Promise<string> {
  await page.getByLabel(to, { exact: true }).check();
  await page.getByLabel('Những người nào').selectOption('all');
  await page.getByLabel('Chia danh sách').selectOption('whole');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Lập .*danh sách/ }).click();
  const name = (await download).suggestedFilename();
  await page.getByRole('tab', { name: 'Đang ở đâu' }).click();
  return name.slice(0, 4);
}

async function noRowIsCut(page: Page) {
  const over = await page.evaluate(() =>
    [...document.querySelectorAll('main article')].filter((it) => {
      const { bottom } = it.getBoundingClientRect();
      const margin = (20 * 96) / 25.4;
      const last = it.querySelector('table')?.getBoundingClientRect().bottom ?? 0;
      return last > bottom - margin;
    }).length,
  );
  expect(over).toBe(0);
}

async function pdfOf(page: Page, name: string): Promise<string> {
  const bytes = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  if (SHOTS) {
    await mkdir(SHOTS, { recursive: true });
    await writeFile(`${SHOTS}/${name}.pdf`, bytes);
  }
  return bytes.toString('latin1');
}

/** How each page of a PDF lies. */
function boxesOf(pdf: string): string[] {
  const boxes = [...pdf.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
  return boxes.map(([, width, height]) => (Number(width) > Number(height) ? 'landscape' : 'portrait'));
}
