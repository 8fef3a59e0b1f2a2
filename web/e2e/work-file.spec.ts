import { readFile } from 'node:fs/promises';

import { expect, test } from './product';

const PASSPHRASE = 'trạm y tế 2026';

test('a work file holds the work, and opens again with its passphrase only @floor', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await product.cell(9, 'B').click();
  await page.keyboard.insertText('Nguyễn Văn Bính');
  await page.keyboard.press('Enter');
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');
  await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await page.getByRole('button', { name: 'Lưu tệp công việc…' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  await product.look('80-work-file');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp', exact: true }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('Danh sách mẫu.soat');
  const bytes = await readFile(await file.path());
  expect(bytes.toString('utf8')).not.toContain('Danh sách');

  // Nothing would be lost now, so nothing is asked.
  await page.reload();
  await product.openText('việc.soat', bytes);
  await page.getByLabel('Mật khẩu').fill('không phải mật khẩu');
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(page.getByRole('alert')).toContainText('Mật khẩu không đúng');
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');
  await page.getByRole('button', { name: 'Hoàn tác' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bình');
});

test('when the engine dies again and again, the edits can still be saved', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await product.cell(9, 'B').click();
  await page.keyboard.insertText('Nguyễn Văn Bính');
  await page.keyboard.press('Enter');
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');
  const die = () => page.workers().map((it) => it.evaluate(() => void setTimeout(() => reportError(new Error('on purpose')))));
  await Promise.all(die());
  await expect(product.toast).toContainText('Các chỗ đã sửa vẫn còn');
  await Promise.all(die());
  await expect(product.toast).toContainText('các chỗ đã sửa vẫn còn. Hãy lưu tệp công việc');
  await product.toast.getByRole('button', { name: 'Lưu tệp công việc…' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lưu tệp', exact: true }).click();
  const bytes = await readFile(await (await download).path());
  await page.reload();
  await product.openText('việc.soat', bytes);
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');
});
