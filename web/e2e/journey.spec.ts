import type { Download } from '@playwright/test';

import { HEAD, MERGES, SHEET, cellsOf, textOf, verificationList } from './make/list';
import { PROBLEMS, makePeople, type Person, type Problem } from './make/people';
import { formulas, readBack, tableUnder, type Read } from './make/read';
import { typeByUniKey } from './make/unikey';
import { expect, test, type Product } from './product';

/** Where things stand among columns A to AI. */
const [NUMBER, SEX, ID, COMMUNE, FAILED, LAST] = [0, 3, 7, 14, 33, 35];
const BY_LETTER = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const { all, three, fourth } = makePeople(2000);
const [plain, mixed, small] = three as [Person, Person, Person];
const having = (problem: Problem) => all.filter((it) => it.problems.includes(problem));
/** The one whose name is typed by hand. */
const typed = having('Chữ hoa, chữ thường không đúng').find((it) => it !== small) as Person;
/** Whoever had no valid number in the file and has one now. */
const leaving = all.filter((it) => it.written.id !== undefined && !isAsked(it));
const left = all.filter(isAsked);
const isWrong = (it: Person) => it.problems.some((problem) => PROBLEMS[problem] !== 'warn');

test('from the file of the platform to the files that go back @floor', async ({ product }) => {
  await test.step('open', () => open(product));
  await test.step('filter, and accept one proposal', () => acceptOne(product));
  await test.step('type, undo, redo', () => typeOne(product));
  await test.step('fix what is certain', () => fixSafe(product));
  await test.step('type numbers of people', () => typeNumbers(product));
  await test.step('correct what is edited by hand', () => correct(product));
  await product.page.getByRole('button', { name: 'Xuất tệp', exact: true }).click();
  await test.step('the import files', () => exportImport(product));
  await test.step('the other lists', () => exportOthers(product));
});

async function open(product: Product): Promise<void> {
  await product.open();
  await product.openText('Thong_ke_xac_minh_doi_tuong.xls', verificationList(all));
  await expect(product.page.getByText('Đang xem tất cả 2.000 dòng')).toBeVisible();
  const expected = Object.keys(PROBLEMS).map((it) => [it, having(it as Problem).length]);
  expect(await problems(product)).toEqual(Object.fromEntries(expected));
  const wrong = all.filter(isWrong).length;
  await expect(product.page.getByRole('button', { name: `Dòng có lỗi ${wrong}`, exact: true })).toBeVisible();
  expect(await lanes(product)).toEqual([2000 - wrong, 0, 0, wrong, 0]);
  await product.look('40-journey-review');
}

async function acceptOne(product: Product): Promise<void> {
  const [first] = having('Mất số 0 ở đầu số CCCD') as [Person];
  await show(product, 'Mất số 0 ở đầu số CCCD');
  await product.cell(first.row, 'H').click();
  await product.look('41-journey-filtered');
  await product.detail.getByRole('button', { name: `Chấp nhận: ${first.id}` }).click();
  await expect(product.cell(first.row, 'H')).toHaveText(first.id);
  await expect.poll(async () => (await lanes(product))[1]).toBe(1);
  await product.look('42-journey-accepted');
}

async function typeOne(product: Product): Promise<void> {
  const { page } = product;
  await show(product, 'Chữ hoa, chữ thường không đúng');
  const cell = product.cell(typed.row, 'B');
  const before = typed.name.toLowerCase();
  await expect(cell).toHaveText(before);
  await cell.click();
  await typeByUniKey(await product.keyboards(), typed.name);
  await product.look('43-journey-typing');
  await page.keyboard.press('Enter');
  await expect(cell).toHaveText(typed.name);
  await page.keyboard.press('Control+z');
  await expect(cell).toHaveText(before);
  await page.keyboard.press('Control+y');
  await expect(cell).toHaveText(typed.name);
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).first().click();
  await expect(cell).toHaveText(before);
  await page.getByRole('button', { name: 'Làm lại', exact: true }).first().click();
  await expect(cell).toHaveText(typed.name);
}

async function fixSafe(product: Product): Promise<void> {
  const safe = all.flatMap((it) => it.problems).filter((it) => PROBLEMS[it] === 'safe').length - 1;
  await product.page.getByRole('button', { name: `Sửa tất cả lỗi chắc chắn (${safe})` }).click();
  const dialog = product.page.getByRole('dialog');
  await expect(dialog.getByRole('row').nth(1)).toBeVisible();
  await product.look('44-journey-preview');
  await dialog.getByRole('button', { name: `Sửa ${safe} ô` }).click();
  await expect(dialog).toBeHidden();
  await expect(product.toast).toContainText(`Đã sửa ${safe} ô`);
  const left = Object.keys(PROBLEMS).filter((it) => PROBLEMS[it as Problem] !== 'safe');
  const counts = left.map((it) => [it, having(it as Problem).length]);
  expect(await problems(product)).toEqual({
    ...Object.fromEntries(counts),
    'Chữ hoa, chữ thường không đúng': having('Chữ hoa, chữ thường không đúng').length - 1,
  });
  await product.look('45-journey-fixed');
}

async function typeNumbers(product: Product): Promise<void> {
  await show(product, 'Không có số CCCD/CMND');
  for (const it of [plain, mixed, small]) {
    await product.cell(it.row, 'H').click();
    await product.page.keyboard.type(it.id);
    await product.page.keyboard.press('Enter');
    await expect(product.cell(it.row, 'H')).toHaveText(it.id);
  }
  await expect(product.problem('Không có số CCCD/CMND').locator('.count')).toHaveText('37');
}

/** A name by its proposal, a sex by hand. */
async function correct(product: Product): Promise<void> {
  await product.cell(small.row, 'B').click();
  await product.detail.getByRole('button', { name: `Chấp nhận: ${small.name}` }).click();
  await expect(product.cell(small.row, 'B')).toHaveText(small.name);
  await show(product, 'Giới tính không khớp số CCCD');
  await product.cell(fourth.row, 'D').click();
  await product.page.keyboard.type(String(fourth.sex));
  await product.page.keyboard.press('Enter');
  await expect(product.cell(fourth.row, 'D')).toHaveText(String(fourth.sex));
  await product.look('46-journey-corrected');
  expect(await lanes(product)).toEqual([2000 - leaving.length - left.length - 2, leaving.length, 2, left.length, 0]);
}


/** Nobody answered what was asked about these. */
function isAsked(it: Person): boolean {
  return ![...three, fourth].includes(it) && it.problems.some((problem) => PROBLEMS[problem] === 'ask');
}

async function exportImport(product: Product): Promise<void> {
  const { page } = product;
  const card = page.getByRole('region', { name: 'Tệp Import' });
  await expect(card.getByText(`${leaving.length} người`, { exact: true })).toBeVisible();
  await page.getByLabel('Số dòng mỗi tệp').fill('60');
  await product.look('47-journey-export');
  await card.getByRole('button', { name: 'Xuất tệp: Tệp Import' }).click();
  const takes = card.getByRole('button', { name: /^Tải về / });
  await expect(takes).toHaveCount(2);
  const parts = [leaving.slice(0, 60), leaving.slice(60)];
  for (const [i, people] of parts.entries()) {
    const read = await readBack(await taken(product, () => takes.nth(i).click()));
    expect(read.fileName).toMatch(/^Thong_ke_xac_minh_doi_tuong - .*\.xls$/);
    checkImport(read, people);
  }
  await product.look('48-journey-import');
}

function checkImport(read: Read, people: Person[]): void {
  expect(read.name).toBe(SHEET);
  for (const [i, head] of HEAD.entries()) {
    const full = Array.from({ length: LAST }, (_, c) => head[c] ?? '');
    // Two of the notes end with a space.
    expect(read.texts(i + 1).map((it) => it.replace(/ $/, ''))).toEqual(full);
  }
  const merges = (read.sheet['!merges'] ?? []).map((it) => `${address(it.s)}:${address(it.e)}`);
  expect(merges.sort()).toEqual([...MERGES].sort());
  expect(formulas(read.sheet)).toEqual([]);
  expect(read.sheet['!autofilter']).toBeUndefined();
  expect(read.lastRow).toBe(8 + people.length);
  for (const [i, it] of people.entries()) checkPerson(read, 9 + i, it, i + 1);
}

/** The number as it is, the rest as it came: the platform finds people by it. */
function checkPerson(read: Read, row: number, it: Person, number: number): void {
  const expected = cellsOf(it).map(textOf);
  expected[NUMBER] = String(number);
  expected[SEX] = it.problems.includes('Giới tính ghi khác với danh sách') ? String(it.sex) : expected[SEX] ?? '';
  expected[ID] = it.id;
  expected[COMMUNE] = '00658';
  expect(read.texts(row), `row ${it.row}`).toEqual(expected);
  for (const [column, cell] of read.row(row).entries()) {
    if (!cell) continue;
    const isNumber = column === NUMBER || column === SEX;
    expect(`${cell.t} ${cell.z}`, `${column} of row ${it.row}`).toBe(isNumber ? 'n @' : 's @');
    expect(column).toBeLessThan(FAILED);
  }
}

async function exportOthers(product: Product): Promise<void> {
  const direct = await listOf(product, 'Danh sách sửa trực tiếp trên Nền tảng');
  expect(direct.name).toBe('Sửa trực tiếp');
  const edits = tableUnder(direct, 'STT').map((it) => [it['Dòng trong tệp'], it['Mục cần sửa'], it['Đang ghi'], it['Sửa thành']]);
  const name = (it: Person) => [it.row, 'Họ và tên', it.name.toLowerCase(), it.name];
  const sex = [fourth.row, 'Giới tính', 1 - fourth.sex, fourth.sex];
  const expected = [name(typed), name(small), sex].sort(([a], [b]) => Number(a) - Number(b));
  expect.soft(edits).toEqual(expected.map((it) => it.map(String)));
  const [found] = tableUnder(direct, 'STT').filter((it) => it['Dòng trong tệp'] === String(small.row));
  expect([found?.['Họ và tên'], found?.['Số điện thoại'], found?.['Ngày sinh']]).toEqual([small.name.toLowerCase(), small.phone, small.birth]);

  const unresolved = await listOf(product, 'Danh sách chưa giải quyết');
  expect(unresolved.name).toBe('Chưa giải quyết');
  const rows = tableUnder(unresolved, 'Dòng trong tệp');
  expect(rows.map((it) => Number(it['Dòng trong tệp']))).toEqual(left.map((it) => it.row));
  for (const [i, it] of left.entries()) {
    expect(rows[i]?.['Lý do']).toContain(REASONS[it.problems[0] as Problem]);
    expect(Object.values(rows[i] ?? {})).toContain(it.name);
  }
  await product.look('49-journey-done');
}

const REASONS: Partial<Record<Problem, string>> = {
  'Không có số CCCD/CMND': 'Không có số CCCD/CMND',
  'Ghi chữ thay cho số CCCD/CMND': 'CCCD/CMND',
  'Giới tính không khớp số CCCD': 'Số CCCD cho biết giới tính',
  'Chỉ có năm sinh': 'Chỉ có năm sinh',
};

async function listOf(product: Product, title: string): Promise<Read> {
  return readBack(await taken(product, () => product.page.getByRole('button', { name: `Xuất tệp: ${title}` }).click()));
}

async function taken(product: Product, click: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([product.page.waitForEvent('download'), click()]);
  return download;
}

async function show(product: Product, problem: Problem): Promise<void> {
  await product.problem(problem).getByRole('button').first().click();
  await expect(product.page.getByText(new RegExp(`^Đang xem \\d+ dòng: ${problem}$`))).toBeVisible();
}

async function problems(product: Product): Promise<Record<string, number>> {
  const all = await product.page.locator('.problem').all();
  const entries = all.map(async (it) => {
    const title = (await it.locator('.title').textContent()) ?? '';
    return [title, number(await it.locator('.count').textContent())] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** Clean, import, direct edit, unresolved, exempt. */
async function lanes(product: Product): Promise<number[]> {
  const all = await product.page.getByRole('region', { name: 'Hướng xử lý' }).getByRole('button').all();
  const counts = await Promise.all(all.map(async (it) => number(await it.locator('.number').textContent())));
  return counts.slice(0, 5);
}

function number(text: string | null): number {
  return Number((text ?? '').replaceAll('.', ''));
}

function address({ r, c }: { r: number; c: number }): string {
  const letter = c < 26 ? BY_LETTER[c] : `A${BY_LETTER[c - 26]}`;
  return `${letter}${r + 1}`;
}
