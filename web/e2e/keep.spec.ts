import type { BrowserContext, Page } from '@playwright/test';

import { verificationList } from './make/list';
import { makePeople } from './make/people';
import { serve } from './make/server';
import { expect, Product, test } from './product';

const PASSPHRASE = 'trạm y tế 2026';
const FILE = 'Thong_ke_xac_minh_doi_tuong.xls';
const SAVED = /Đã lưu trên máy này lúc \d\d:\d\d/;
const { all, three } = makePeople(500);
/** Without an ID: the cell is empty. */
const row = three[0]?.row ?? 0;
const BYTES = verificationList(all);

test('without a passphrase nothing is stored, and the page says so', async ({ product }) => {
  await product.openSample();
  await expect(product.page.getByText('Chưa lưu trên máy này')).toBeVisible();
  await edit(product, 9, 'Nguyễn Văn Bính');
  await product.look('60-not-kept');
  expect(await stored(product.page)).toEqual({ databases: [], files: [], notes: null });
});

test('a passphrase keeps the work, and it comes back after the tab is gone @floor', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await edit(product, 10, 'Trần Văn Hai');
  await product.page.keyboard.press('Control+z');
  await expect(product.page.locator('[data-entries="4"]')).toBeVisible();
  await expect(product.page.getByText(SAVED)).toBeVisible();
  await product.look('62-kept');

  const next = await reopen(product);
  await next.look('63-unfinished');
  await next.page.getByRole('button', { name: `Mở lại “${FILE}”` }).click();
  await next.page.getByLabel('Mật khẩu').fill('không phải mật khẩu');
  await next.page.getByRole('button', { name: 'Mở lại', exact: true }).click();
  await expect(next.page.getByRole('alert')).toContainText('Mật khẩu không đúng');
  await next.look('64-wrong-passphrase');
  await unlock(next);
  await expect(next.cell(9, 'B')).toHaveText('Nguyễn Thị Một');
  await expect(next.cell(10, 'B')).toHaveText(all[1]?.name ?? '');
  await expect(next.page.getByText(SAVED)).toBeVisible();
  await next.page.getByRole('button', { name: 'Làm lại' }).click();
  await expect(next.cell(10, 'B')).toHaveText('Trần Văn Hai');
  await expect(next.page.locator('[data-entries="5"]')).toBeVisible();

  const last = await reopen(next);
  await resume(last);
  await expect(last.cell(10, 'B')).toHaveText('Trần Văn Hai');
});

test('what is stored names no one', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.getByText(SAVED)).toBeVisible();
  const bytes = await product.page.evaluate(async () => {
    const all: number[] = [];
    for (const { name } of await indexedDB.databases()) {
      const request = indexedDB.open(name ?? '');
      await new Promise((done) => (request.onsuccess = done));
      const store = request.result.transaction('frames').objectStore('frames').getAll();
      await new Promise((done) => (store.onsuccess = done));
      for (const it of store.result as Uint8Array[]) for (const byte of it) all.push(byte);
      request.result.close();
    }
    return all;
  });
  const text = Buffer.from(bytes).toString('utf8') + Buffer.from(bytes).toString('utf16le');
  expect(text).toContain(FILE);
  for (const it of ['Nguyễn', 'Một', all[3]?.name ?? '', all[3]?.phone ?? '', 'edit']) expect(text).not.toContain(it);
});

test('finishing leaves nothing', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.getByText(SAVED)).toBeVisible();
  expect((await stored(product.page)).databases).not.toEqual([]);
  await product.page.getByRole('button', { name: 'Kết thúc và xoá…' }).click();
  await product.look('65-finish');
  await product.page.getByRole('button', { name: 'Xoá hết' }).click();
  await expect(product.toast).toContainText('Đã xoá hết khỏi máy này');
  expect(await stored(product.page)).toEqual({ databases: [], files: [], notes: null });
  const next = await reopen(product);
  await expect(next.page.getByRole('button', { name: 'Chọn tệp…' })).toBeVisible();
  await expect(next.page.getByText('Công việc chưa xong')).toHaveCount(0);
});

test('hosted, a second store in files heals the first, and says so', async ({ product }) => {
  const server = await serve();
  await product.visit(server.address);
  await open(product);
  await setPassphrase(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.locator('[data-entries="2"]')).toBeVisible();
  expect(await stored(product.page)).toMatchObject({ databases: ['soat'], files: [expect.stringMatching(/^soat\/\w+\.log$/)] });

  const other = await visitAnew(product, server.address, async (page) => {
    await page.evaluate(() => {
      const request = indexedDB.deleteDatabase('soat');
      return new Promise((done) => (request.onsuccess = done)).then(() => undefined);
    });
  });
  await expect(other.page.getByRole('alert')).toContainText('Đã lập lại từ bản dự phòng, không mất gì');
  await other.look('66-healed');
  await resume(other);
  await expect(other.cell(9, 'B')).toHaveText('Nguyễn Thị Một');

  const third = await visitAnew(other, server.address, async (page) => {
    await page.evaluate(async () => (await navigator.storage.getDirectory()).removeEntry('soat', { recursive: true }));
  });
  await expect(third.page.getByRole('alert')).toContainText('không mất gì');
  await resume(third);
  await expect(third.cell(9, 'B')).toHaveText('Nguyễn Thị Một');
  await third.page.getByRole('button', { name: 'Kết thúc và xoá…' }).click();
  await third.page.getByRole('button', { name: 'Xoá hết' }).click();
  await expect(third.toast).toContainText('Đã xoá hết');
  expect(await stored(third.page)).toEqual({ databases: [], files: [], notes: null });
  await server.close();
});

test('when every copy is gone, the page says that there was one', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.getByText(SAVED)).toBeVisible();
  const page = await product.page.context().newPage();
  await product.page.close();
  const next = new Product(page);
  await page.goto('about:blank');
  await next.open();
  await expect(page.getByRole('button', { name: `Mở lại “${FILE}”` })).toBeVisible();
  await page.evaluate(() => Promise.all(['soat', 'soat-2'].map((it) => indexedDB.deleteDatabase(it))));
  await page.waitForTimeout(300);
  await page.reload();
  await expect(page.getByRole('alert')).toContainText('không còn trên máy này');
  await next.look('67-all-lost');
});

test('a second tab on the same work is read-only and says so', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.getByText(SAVED)).toBeVisible();

  const second = new Product(await product.page.context().newPage());
  await second.open();
  await expect(second.page.getByText('Đang mở ở thẻ khác')).toBeVisible();
  await second.look('68-elsewhere');
  await second.page.getByRole('button', { name: `Mở để xem “${FILE}”` }).click();
  await unlock(second);
  await expect(second.cell(9, 'B')).toHaveText('Nguyễn Thị Một');
  await expect(second.page.getByText('Chỉ xem: đang mở ở thẻ khác')).toBeVisible();
  await second.cell(9, 'B').click();
  await second.page.keyboard.type('x');
  await second.page.keyboard.press('Enter');
  await expect(second.toast).toContainText('chỉ xem được');
  await expect(second.cell(9, 'B')).toHaveText('Nguyễn Thị Một');
  await second.look('69-read-only');

  await edit(product, 10, 'Trần Văn Hai');
  await expect(product.page.locator('[data-entries="3"]')).toBeVisible();
  await second.page.close();
  const next = await reopen(product);
  await resume(next);
  await expect(next.cell(10, 'B')).toHaveText('Trần Văn Hai');
});

test('the same file opened in a second tab is read-only there', async ({ product }) => {
  await product.open();
  await open(product);
  const second = new Product(await product.page.context().newPage());
  await second.open();
  await open(second);
  await expect(second.page.getByText('Chỉ xem: đang mở ở thẻ khác')).toBeVisible();
});

test('no room is said at once, no edit is lost, and saving goes on when there is room again', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.getByText(SAVED)).toBeVisible();
  await product.page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    Object.assign(window, { makeRoom: () => (IDBObjectStore.prototype.put = put) });
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('', 'QuotaExceededError');
    };
  });
  await edit(product, 10, 'Trần Văn Hai');
  await expect(product.page.getByText('Chưa lưu được: ổ đĩa hoặc trình duyệt đã hết chỗ')).toBeVisible();
  await product.look('70-no-room');
  await expect(product.cell(10, 'B')).toHaveText('Trần Văn Hai');
  await product.page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom());
  await edit(product, 11, 'Lê Văn Ba');
  await expect(product.page.getByText(SAVED)).toBeVisible();
  const next = await reopen(product);
  await resume(next);
  await expect(next.cell(10, 'B')).toHaveText('Trần Văn Hai');
  await expect(next.cell(11, 'B')).toHaveText('Lê Văn Ba');
});

test('a worker that dies takes no edit with it', async ({ product }) => {
  await begin(product);
  await edit(product, 9, 'Nguyễn Thị Một');
  await expect(product.page.getByText(SAVED)).toBeVisible();
  await Promise.all(product.page.workers().map((it) => it.evaluate(() => setTimeout(() => reportError(new Error('on purpose'))))));
  await expect(product.toast).toContainText('Các chỗ đã sửa vẫn còn');
  await edit(product, 10, 'Trần Văn Hai');
  await expect(product.page.locator('[data-entries="3"]')).toBeVisible();
  const next = await reopen(product);
  await resume(next);
  await expect(next.cell(9, 'B')).toHaveText('Nguyễn Thị Một');
  await expect(next.cell(10, 'B')).toHaveText('Trần Văn Hai');
});

test('a file that hangs the engine, or is no list, leaves the list that is open as it was', async ({ product }) => {
  await product.openSample();
  const { page } = product;
  await edit(product, 9, 'Nguyễn Văn Bính');
  await another(product, 'hong.xlsx', 'no workbook');
  await expect(page.getByRole('alert')).toContainText('hong.xlsx');
  await product.look('71-refused-beside-work');
  await page.getByRole('button', { name: 'Quay lại danh sách “Danh sách mẫu.xlsx”' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');

  await page.clock.install();
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    Worker.prototype.postMessage = function (this: Worker, message: { method?: string }, ...rest: []) {
      if (message.method !== 'open') postMessage.call(this, message, ...rest);
    };
  });
  await another(product, FILE, BYTES);
  await expect(page.getByRole('button', { name: 'Huỷ' })).toBeVisible();
  await page.clock.runFor(22_000);
  await expect(page.getByRole('alert')).toContainText('xử lý mãi không xong');
  await page.getByRole('button', { name: /^Quay lại danh sách/ }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bính');
});

async function begin(product: Product): Promise<void> {
  await product.open();
  await open(product);
  await setPassphrase(product);
}

async function open(product: Product): Promise<void> {
  await product.openText(FILE, BYTES);
  await expect(product.cell(9, 'B')).toHaveText(all[0]?.name ?? '');
}

async function setPassphrase(product: Product): Promise<void> {
  const { page } = product;
  await page.getByRole('button', { name: 'Đặt mật khẩu để lưu' }).click();
  await page.getByLabel('Mật khẩu (từ 8 ký tự)').fill(PASSPHRASE);
  await page.getByLabel('Gõ lại mật khẩu').fill(PASSPHRASE);
  await product.look('61-passphrase');
  await page.getByRole('button', { name: 'Bắt đầu lưu' }).click();
  await expect(page.getByText(SAVED)).toBeVisible();
}

async function edit(product: Product, rowNumber: number, name: string): Promise<void> {
  await product.cell(rowNumber, 'B').click();
  await product.page.keyboard.insertText(name);
  await product.page.keyboard.press('Enter');
  await expect(product.cell(rowNumber, 'B')).toHaveText(name);
}

/** With edits that nothing has saved, the page asks first. */
async function another(product: Product, name: string, content: string | Buffer): Promise<void> {
  await product.openText(name, content);
  await product.page.getByRole('dialog').getByRole('button', { name: 'Mở tệp khác' }).click();
}

/** Another tab with the same profile, when the first is gone. */
async function reopen(product: Product): Promise<Product> {
  const context: BrowserContext = product.page.context();
  const page = await context.newPage();
  await product.page.close();
  const next = new Product(page);
  await next.open();
  return next;
}

async function resume(product: Product): Promise<void> {
  await product.page.getByRole('button', { name: `Mở lại “${FILE}”` }).click();
  await unlock(product);
}

async function unlock({ page }: Product): Promise<void> {
  await page.getByLabel('Mật khẩu').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Mở lại', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Xuất tệp' })).toBeVisible();
}

/** Closes the tab, does something to what it stored when another has looked at it, and opens the page anew. */
async function visitAnew(product: Product, address: string, harm: (page: Page) => Promise<unknown>): Promise<Product> {
  const page = await product.page.context().newPage();
  await product.page.close();
  const next = new Product(page);
  await next.visit(address);
  await expect(page.getByRole('button', { name: `Mở lại “${FILE}”` })).toBeVisible();
  await harm(page);
  await page.reload();
  return next;
}

async function stored(page: Page) {
  return page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map((it) => it.name).sort();
    const files: string[] = [];
    try {
      type Folder = FileSystemDirectoryHandle & { entries(): AsyncIterable<[string, Folder]> };
      const walk = async (folder: Folder, path: string) => {
        for await (const [name, it] of folder.entries()) {
          if (it.kind === 'directory') await walk(it, `${path}${name}/`);
          else files.push(path + name);
        }
      };
      await walk((await navigator.storage.getDirectory()) as Folder, '');
    } catch {
      // On file:// there are none.
    }
    return { databases, files, notes: localStorage.getItem('soat.works') };
  });
}
