import { expect, test, type Page } from '@playwright/test';

import { verificationList } from '../make/list';
import { makePeople } from '../make/people';
import { serve } from '../make/server';

const DAMAGES = Number(process.env['DAMAGES'] ?? 5);
const PASSPHRASE = 'trạm y tế 2026';
const FILE = 'Thong_ke_xac_minh_doi_tuong.xls';
const BYTES = verificationList(makePeople(500).all);
const NAMES = Array.from({ length: 6 }, (_, i) => `Nguyễn Văn ${i + 1}`);

test('whatever becomes of one store, nothing is lost, and it is told', async ({ browser }) => {
  const server = await serve();
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.goto(server.address);
  await begin(page);
  for (let round = 0; round < DAMAGES; round++) {
    // Only what nobody writes to any more can be damaged without a quarrel.
    await page.goto(`${server.address}manifest.webmanifest`);
    const what = await page.evaluate(damage, { isFile: round % 2 === 1, dice: [0, 1, 2].map(() => Math.random()) });
    await page.goto(server.address);
    await expect(page.getByRole('alert'), what).toContainText('không mất gì');
    await restore(page);
    for (const [i, name] of NAMES.entries()) await expect(cell(page, 9 + i), what).toHaveText(name);
    await page.reload();
    await expect(page.getByRole('button', { name: `Mở lại “${FILE}”` }), what).toBeVisible();
    await expect(page.getByRole('alert'), `healed after: ${what}`).toHaveCount(0);
  }
  console.log(`${DAMAGES} damages: all told, nothing lost`);
  await context.close();
  await server.close();
});

async function begin(page: Page) {
  await page.locator('input[type=file]').setInputFiles({ name: FILE, mimeType: '', buffer: BYTES });
  await page.getByRole('button', { name: 'Đặt mật khẩu để lưu' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Bắt đầu lưu' }).click();
  await page.locator('.line.saved').waitFor();
  for (const [i, name] of NAMES.entries()) {
    await cell(page, 9 + i).click();
    await page.keyboard.insertText(name);
    await page.keyboard.press('Enter');
  }
  await page.locator(`.line.saved[data-entries="${NAMES.length + 1}"]`).waitFor();
}

async function restore(page: Page) {
  await page.getByRole('button', { name: `Mở lại “${FILE}”` }).click();
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại', exact: true }).click();
  await page.locator('.line.saved[data-entries]').waitFor();
}

function cell(page: Page, row: number) {
  const label = page.getByRole('rowheader', { name: new RegExp(`^${row}\\b`) });
  return page.getByRole('row').filter({ has: label }).locator('[aria-colindex="3"]');
}

/** Runs in the page: does one of the things that befall a store, to the database or to the file. */
async function damage({ isFile, dice }: { isFile: boolean; dice: number[] }): Promise<string> {
  const [way, where, bit] = dice as [number, number, number];
  const flip = (bytes: Uint8Array) => {
    const at = Math.floor(where * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(bit * 8));
    return `byte ${at} of ${bytes.length}`;
  };
  return isFile ? damageFile() : damageDatabase();

  async function damageFile() {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('soat');
    const walk = folder as unknown as { keys(): AsyncIterable<string> };
    for await (const name of walk.keys()) {
      const handle = await folder.getFileHandle(name);
      const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
      if (way < 0.2) return folder.removeEntry(name).then(() => 'file removed');
      const writable = await handle.createWritable();
      const said = way < 0.4 ? `file cut at ${Math.floor(where * bytes.length)}` : `file: ${flip(bytes)}`;
      await writable.write(way < 0.4 ? bytes.subarray(0, Math.floor(where * bytes.length)) : bytes);
      await writable.close();
      return said;
    }
    return 'no file';
  }

  async function damageDatabase() {
    const asked = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    if (way < 0.2) return asked(indexedDB.deleteDatabase('soat')).then(() => 'database removed');
    const database = await asked(indexedDB.open('soat'));
    const store = database.transaction('frames', 'readwrite').objectStore('frames');
    const keys = await asked(store.getAllKeys());
    const key = keys[Math.floor(where * keys.length)] as IDBValidKey;
    let said = `record ${String(key)} removed`;
    if (way < 0.4) await asked(store.delete(key));
    else {
      const bytes = (await asked(store.get(key))) as Uint8Array;
      said = `record ${String(key)}: ${flip(bytes)}`;
      await asked(store.put(bytes, key));
    }
    database.close();
    return said;
  }
}
