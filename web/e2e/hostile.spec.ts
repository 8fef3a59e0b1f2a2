import { HEAD, SHEET, bookOf, sheetOf } from './make/list';
import { expect, test } from './product';

/** What each of these would do if it ever ran. */
const DEED = 'window.hit=1,alert(1)';

/** Ways in which text has become code in other pages. */
const SHAPES = [
  (it: string) => `<script>${it}</script>`,
  (it: string) => `</script><script>${it}</script>`,
  (it: string) => `<img src=x onerror="${it}">`,
  (it: string) => `<svg onload="${it}">`,
  (it: string) => `"><img src=x onerror=${it}>`,
  (it: string) => `'-(${it})-'`,
  (it: string) => `javascript:${it}`,
  (it: string) => `[x](javascript:${it})`,
  (it: string) => `{{constructor.constructor('${it}')()}}`,
  (it: string) => `\${${it}}`,
  (it: string) => `=cmd|' /C calc'!A0;${it}`,
  (it: string) => `=HYPERLINK("javascript:${it}")`,
  (it: string) => `<iframe srcdoc="<script>parent.${it}</script>">`,
  (it: string) => `<math><mtext></form><form><mglyph><style></math><img src onerror=${it}>`,
  (it: string) => `<a href="javas&#99;ript:${it}">x</a>`,
  (it: string) => `\u202e<img src=x onerror=${it}>\u202c`,
  (it: string) => `]]><img src=x onerror=${it}>`,
  (it: string) => `<!--><img src=x onerror=${it}>-->`,
  (it: string) => `<style>@import 'data:,*{x:expression(${it})}'</style>`,
  (it: string) => `<template shadowrootmode=open><img src=x onerror=${it}></template>`,
];
const FORMS = [
  (it: string) => it,
  (it: string) => it.toUpperCase(),
  (it: string) => `Lê Văn ${it}`,
  (it: string) => it.replaceAll('<', '＜'),
  (it: string) => it.replaceAll('<', '&lt;'),
  (it: string) => encodeURIComponent(it),
  (it: string) => `${it}\n${it}`,
  (it: string) => it.replaceAll('<', '\\u003c'),
  (it: string) => `__proto__ ${it}`,
  (it: string) => it.replaceAll('<', '<\0'),
  (it: string) => `${it}\u{1F600}`,
  (it: string) => it.replaceAll(' ', '/'),
  (it: string) => `%00${it}`,
  (it: string) => it.normalize('NFD'),
  (it: string) => ` ${it} `,
];
const STRINGS = SHAPES.flatMap((shape) => FORMS.map((form) => form(shape(DEED))));
/** Characters that Excel forbids in a sheet's name, and its 31 letters. */
const sheetName = (it: string) => it.replaceAll(/[[\]*?/\\:]/g, '').slice(0, 31);

test('three hundred hostile strings are text wherever they stand', async ({ product }) => {
  expect(STRINGS.length).toBe(300);
  const { page } = product;
  page.on('dialog', (it) => {
    product.faults.push(`dialog ${it.message()}`);
    void it.dismiss();
  });
  const at = (idx: number) => STRINGS[idx % STRINGS.length] as string;
  const rows = STRINGS.map((it, idx) => {
    const row = [idx + 1, it, at(idx + 1), at(idx + 2), at(idx + 3), it, at(idx + 4), at(idx + 5), at(idx + 6), at(idx + 7)];
    return [...row, '01', it, '020', at(idx + 8), '00658', at(idx + 9), ...Array<string>(16).fill(it), it, it, it];
  });
  const heads = HEAD.map((row) => [...row]);
  const list = sheetOf([...heads, ...rows]);
  await product.open();

  await test.step('as cells and file name', async () => {
    await product.openText(`${at(2)}.xls`, bookOf([[SHEET, list]]));
    await expect(page.getByText('Đang xem tất cả 300 dòng')).toBeVisible();
    await expect(product.cell(9, 'B')).toContainText('window.hit');
    await product.cell(9, 'B').click();
    for (let n = 0; n < 12; n++) {
      await page.keyboard.press('PageDown');
      await page.keyboard.press('ArrowRight');
    }
    await page.getByRole('searchbox').fill('onerror');
    await expect(page.getByText('Tìm thấy 150 dòng có “onerror”')).toBeVisible();
  });

  await test.step('in the lists that leave', async () => {
    await page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Xuất tệp' })).toBeVisible();
  });

  await test.step('as headings and sheets', async () => {
    const odd = sheetOf([['STT', 'Họ và tên', 'Ngày sinh', ...STRINGS.slice(0, 40)], ...rows.map((it) => it.slice(0, 30))]);
    const names = [0, 2, 3, 5, 12, 17].map((it) => sheetName(at(it * FORMS.length)));
    await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
    await page.reload();
    await product.openText('b.xls', bookOf(names.map((name) => [name, odd])));
    await expect(page.getByText('window.hit').first()).toBeVisible();
  });

  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});
