import { fileURLToPath, pathToFileURL } from 'node:url';

import { expect, test, type Page } from '@playwright/test';

import { verificationList } from '../make/list';
import { makePeople } from '../make/people';
import { serve } from '../make/server';
import { Chromium } from './chromium';

const KILLS = Number(process.env['KILLS'] ?? 5);
const PAGE = process.env['SOAT_PAGE'] ?? fileURLToPath(new URL('../../../dist/soat.html', import.meta.url));
const PASSPHRASE = 'trạm y tế 2026';
const FILE = 'Thong_ke_xac_minh_doi_tuong.xls';
/** Of these rows of column B something is typed. */
const ROWS = Array.from({ length: 15 }, (_, i) => 9 + i);
/** Every so many kills the work is finished and another begun. */
const ANEW = 8;
const { all } = makePeople(500);
const BYTES = verificationList(all);

/** One cell's new name, or the last change taken back. */
type Act = { row: number; name: string } | 'undo';

/** What has been done to one work, and how much of it the page has said to be saved. */
interface Done {
  acts: Act[];
  said: number;
}

test('a killed browser has kept every edit that was said to be saved, from the disk', async () => {
  await killAgainAndAgain(pathToFileURL(PAGE).href, Math.ceil(KILLS / 2));
});

test('so has one that was killed over the hosted page', async () => {
  const server = await serve();
  await killAgainAndAgain(server.address, Math.floor(KILLS / 2));
  await server.close();
});

async function killAgainAndAgain(address: string, kills: number) {
  const chromium = await Chromium.withProfile();
  let done: Done = { acts: [], said: 0 };
  const told = { edits: 0, said: 0, kept: 0, unsaid: 0 };
  try {
    for (let kill = 0; kill <= kills; kill++) {
      const page = await chromium.start(address);
      if (done.said > 0) {
        const kept = await check(page, done);
        told.kept += kept;
        told.unsaid += kept - (done.said - 1);
        done = { acts: done.acts.slice(0, kept), said: kept + 1 };
      }
      if (kill === kills) break;
      const isNew = done.said === 0 || kill % ANEW === ANEW - 1;
      const before = isNew ? 0 : done.acts.length;
      if (isNew) done = { acts: [], said: 0 };
      // Some die while the work begins, most while it is edited.
      if (isNew && Math.random() < 0.4) await Promise.all([beginNew(page, done), dieSoon(chromium)]);
      else {
        if (isNew) await beginNew(page, done);
        else await listen(page, done);
        await Promise.all([editOn(page, done), dieSoon(chromium)]);
      }
      told.edits += done.acts.length - before;
      told.said += Math.max(0, done.said - 1 - before);
    }
  } finally {
    await chromium.remove();
  }
  console.log(`${kills} kills; ${told.edits} edits made, ${told.said} said to be saved, ${told.unsaid} saved beyond that`);
}

async function dieSoon(chromium: Chromium) {
  await new Promise((wait) => setTimeout(wait, Math.random() * 3_000));
  await chromium.kill();
}

/** Until it is killed. */
async function editOn(page: Page, done: Done) {
  try {
    for (let i = 0; ; i++) await act(page, done, i);
  } catch {
    if (page.context().browser()?.isConnected()) throw new Error('the page cannot be edited');
  }
}

/** Hears what the page says to be saved. */
async function listen(page: Page, done: Done) {
  page.on('console', (it) => {
    const said = /^saved (\d+)$/.exec(it.text())?.[1];
    if (said) done.said = Math.max(done.said, Number(said));
  });
  await page.evaluate(() => {
    const tell = () => {
      const entries = document.querySelector('.line.saved[data-entries]')?.getAttribute('data-entries');
      if (entries) console.log(`saved ${entries}`);
    };
    new MutationObserver(tell).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
}

async function beginNew(page: Page, done: Done) {
  try {
    await begin(page, done);
  } catch {
    if (page.context().browser()?.isConnected()) throw new Error('the work cannot be begun');
  }
}

async function act(page: Page, done: Done, i: number) {
  if (done.acts.length > 0 && Math.random() < 0.15) {
    // What can be taken back is known when the page has shown the last change.
    await page.locator(`.line.saved[data-entries="${done.acts.length + 1}"]`).waitFor();
    if (done.acts.filter((it) => it !== 'undo').length <= done.acts.filter((it) => it === 'undo').length) return;
    done.acts.push('undo');
    await page.keyboard.press('Control+z');
    await page.locator(`.line.saved[data-entries="${done.acts.length + 1}"]`).waitFor();
    return;
  }
  const row = ROWS[Math.floor(Math.random() * ROWS.length)] as number;
  const name = `Nguyễn Văn ${done.acts.length}-${i}`;
  await cell(page, row).click();
  await page.keyboard.insertText(name);
  done.acts.push({ row, name });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(Math.random() * 120);
}

async function begin(page: Page, done: Done) {
  const discard = page.getByRole('button', { name: `Xoá “${FILE}”` });
  const finish = page.getByRole('button', { name: 'Kết thúc và xoá…' });
  if (await finish.or(discard).count()) {
    await finish.or(discard).first().click();
    await page.getByRole('dialog').getByRole('button', { name: /^Xoá/ }).click();
  }
  await page.getByRole('button', { name: 'Chọn tệp…' }).waitFor();
  await listen(page, done);
  await page.locator('input[type=file]').setInputFiles({ name: FILE, mimeType: '', buffer: BYTES });
  await page.getByRole('button', { name: 'Đặt mật khẩu để lưu' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Bắt đầu lưu' }).click();
  await page.locator('.line.saved').waitFor();
}

/** How many acts are there again; every one that was said to be saved is, and nothing is between them. */
async function check(page: Page, done: Done): Promise<number> {
  await page.getByRole('button', { name: `Mở lại “${FILE}”` }).first().click();
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại', exact: true }).click();
  const line = page.locator('.line.saved[data-entries]');
  await line.waitFor();
  const kept = Number(await line.getAttribute('data-entries')) - 1;
  expect(kept, 'saved').toBeGreaterThanOrEqual(done.said - 1);
  expect(kept, 'made').toBeLessThanOrEqual(done.acts.length);
  await expect(page.getByRole('alert')).toHaveCount(0);
  const names = play(done.acts.slice(0, kept));
  for (const row of ROWS) await expect(cell(page, row)).toHaveText(names.get(row) ?? all[row - 9]?.name ?? '');
  return kept;
}

function play(acts: readonly Act[]): Map<number, string> {
  const steps: { row: number; name: string }[] = [];
  for (const it of acts) {
    if (it === 'undo') steps.pop();
    else steps.push(it);
  }
  return new Map(steps.map((it) => [it.row, it.name]));
}

function cell(page: Page, row: number) {
  const label = page.getByRole('rowheader', { name: new RegExp(`^${row}\\b`) });
  return page.getByRole('row').filter({ has: label }).locator('[aria-colindex="3"]');
}
