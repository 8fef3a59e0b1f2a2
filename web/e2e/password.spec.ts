import { readFile } from 'node:fs/promises';

import { expect, test } from './product';

const LOCKED = new URL('../../crates/soat_sheet/src/unlock/tests/by-msoffcrypto.xlsx', import.meta.url);

test('a locked workbook asks for its password, and says when it is another one', async ({ product }) => {
  await product.open();
  const { page } = product;
  await product.openText('khoá.xlsx', await readFile(LOCKED));
  await expect(page.getByLabel('Mật khẩu của tệp')).toBeVisible();
  await product.look('81-locked');
  await page.getByLabel('Mật khẩu của tệp').fill('sai');
  await page.getByRole('button', { name: 'Mở với mật khẩu này' }).click();
  await expect(page.getByRole('alert')).toContainText('Mật khẩu không đúng');
  await page.getByLabel('Mật khẩu của tệp').fill('Mật khẩu 1');
  await page.getByRole('button', { name: 'Mở với mật khẩu này' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('rowheader').first()).toBeVisible();
});
