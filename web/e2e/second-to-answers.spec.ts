import { readFile } from 'node:fs/promises';

import xlsx, { type WorkSheet } from 'xlsx';

import { verificationList } from './make/list';
import { makePeople, type Person } from './make/people';
import { expect, test } from './product';

/** Of forty people, every second has no ID on the platform. */
const PEOPLE: Person[] = makePeople(40).all.map((it) => ({ ...it, problems: [], written: {} }));
const lacks = (i: number) => i % 2 === 1;
const N_LACKING = PEOPLE.length / 2;
const FIRST_ROW = 9;
/** Columns of the Import file. */
const [PHONE, ID, FAILURE, SUCCESS] = [6, 7, 33, 34];

test('numbers found on a second list go out, are answered, and what was refused is repaired', async ({ product }) => {
  test.setTimeout(120_000);
  const { page } = product;
  await product.open();
  const list = verificationList(PEOPLE.map((it, i) => (lacks(i) ? { ...it, written: { id: null } } : it)));
  await product.openText('Thong_ke.xls', list);
  await expect(product.cell(FIRST_ROW, 'B')).toHaveText(PEOPLE[0]?.name ?? '');

  await page.getByRole('button', { name: 'Đối chiếu', exact: true }).click();
  await page.locator('[data-role=second]').setInputFiles({ name: 'dan cu.xlsx', mimeType: 'application/octet-stream', buffer: populationList() });
  await page.getByRole('button', { name: `Nhận ${N_LACKING} ô chắc chắn của mức Cao` }).click();
  await expect(product.toast).toContainText(`Đã nhận ${N_LACKING} ô từ dan cu.xlsx`);
  await page.keyboard.press('Escape');

  await page.locator('.bar').getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click();
  const sent = await readFile(await (await download).path());
  const { ids, answered, refused } = answer(sent);
  expect(ids).toEqual(PEOPLE.filter((_, i) => lacks(i)).map((it) => it.id));

  await page.getByRole('button', { name: 'Quay lại danh sách' }).click();
  await page.getByRole('button', { name: 'Báo cáo', exact: true }).click();
  await product.look('a5-report-after');
  await page.getByRole('tab', { name: 'Tệp kết quả Import' }).click();
  await page.locator('input[data-role=answers]').setInputFiles({ name: 'ket qua.xls', mimeType: 'application/octet-stream', buffer: answered });
  await expect(page.getByText(`${N_LACKING - 1} người Import thành công`)).toBeVisible();
  await page.getByRole('button', { name: `Nhận câu trả lời của ${N_LACKING} người` }).click();

  // Who was refused is shown, with the platform's words on the phone; another phone, and nothing is left of them.
  const problem = product.problem('Nền tảng đã từ chối khi Import');
  await expect(problem).toContainText('1');
  await expect(page.locator('.caption')).toContainText('Nền tảng đã từ chối khi Import');
  const row = FIRST_ROW + PEOPLE.findIndex((it) => it.name === refused.name && it.phone === refused.phone);
  await product.cell(row, 'G').click();
  await expect(product.detail).toContainText('Nền tảng trả lời');
  await page.keyboard.insertText('0912345000');
  await page.keyboard.press('Enter');
  await expect(problem).toBeHidden();
  await page.locator('.bar').getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await expect(page.getByRole('region', { name: 'Tệp Import' })).toContainText('1 người');
});

/** The same people as another office has them: capitals, the year's column, and everybody's number. */
function populationList(): Buffer {
  const rows = PEOPLE.map((it, i) => [i + 1, it.name.toUpperCase(), it.birth, it.sex === 0 ? 'Nam' : 'Nữ', it.id]).reverse();
  const sheet = xlsx.utils.aoa_to_sheet([['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số ĐDCN'], ...rows]);
  const book = xlsx.utils.book_new();
  xlsx.utils.book_append_sheet(book, sheet, 'Thôn 1');
  return Buffer.from(xlsx.write(book, { type: 'buffer', bookType: 'xlsx' }) as Uint8Array);
}

/** The Import file as the platform gives it back: the first is refused for her phone. */
function answer(sent: Buffer): { ids: string[]; answered: Buffer; refused: { name: string; phone: string } } {
  const book = xlsx.read(sent);
  const sheet = book.Sheets[book.SheetNames[0] ?? ''] as WorkSheet;
  const text = (r: number, c: number) => String((sheet[xlsx.utils.encode_cell({ r, c })] as { v?: unknown } | undefined)?.v ?? '');
  const put = (r: number, c: number, v: string) => (sheet[xlsx.utils.encode_cell({ r, c })] = { t: 's', v });
  const ids: string[] = [];
  const first = FIRST_ROW - 1;
  for (let r = first; text(r, 1) !== ''; r++) {
    ids.push(text(r, ID));
    if (r === first) put(r, FAILURE, 'Lỗi import: ["Số điện thoại chỉ gồm các số 0-9, vui lòng không dùng công thức và hàm vì giá trị sẽ bị rỗng"]');
    else put(r, SUCCESS, 'Thành công');
  }
  sheet['!ref'] = xlsx.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: first + ids.length, c: SUCCESS } });
  const refused = { name: text(first, 1), phone: text(first, PHONE) };
  return { ids, answered: xlsx.write(book, { type: 'buffer', bookType: 'biff8' }) as Buffer, refused };
}
