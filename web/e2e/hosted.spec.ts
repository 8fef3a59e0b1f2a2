import { serve } from './make/server';
import { expect, test, type Product } from './product';

test('once seen, the hosted page opens without its server', async ({ product }) => {
  const server = await serve();
  await visit(product, server.address);
  await server.close();
  await product.page.reload();
  await expect(product.page.getByText('Dữ liệu không rời khỏi máy này')).toBeVisible();
  await product.page.getByRole('button', { name: 'Dùng thử danh sách mẫu' }).click();
  await expect(product.cell(9, 'B')).toHaveText('Nguyễn Văn Bình');
  await product.look('50-hosted-offline');
});

test('so it does by its file name, as people keep it among their bookmarks', async ({ product }) => {
  const server = await serve();
  await visit(product, server.address);
  await server.close();
  await product.page.goto(`${server.address}index.html`);
  await expect(product.page.getByRole('button', { name: 'Chọn tệp…' })).toBeVisible();
});

test('a new version is offered, and comes when the user says so', async ({ product }) => {
  const server = await serve();
  const { page } = product;
  await visit(product, server.address);
  server.change('sw.js', (text) => text.replace(/'soat-\w+'/, "'soat-of-tomorrow'"));
  server.change('index.html', (text) => text.replace('<head>', '<head><meta name="of" content="tomorrow">'));

  await page.reload();
  await expect(product.toast).toContainText('Có bản mới');
  await expect(marker(product)).toHaveCount(0);
  await product.look('51-hosted-new-version');
  await page.reload();
  await expect(product.toast).toContainText('Có bản mới');
  await expect(marker(product)).toHaveCount(0);

  await page.getByRole('button', { name: 'Dùng thử danh sách mẫu' }).click();
  await expect(product.cell(9, 'B')).toBeVisible();
  await product.toast.getByRole('button', { name: 'Tải lại' }).click();
  await expect(marker(product)).toHaveCount(1);
  const kept = await page.evaluate(() => caches.keys());
  expect(kept).toEqual(['soat-of-tomorrow']);
  await server.close();
  await page.reload();
  await expect(marker(product)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Chọn tệp…' })).toBeVisible();
});

/** Until the service worker has taken the page over. */
async function visit(product: Product, address: string): Promise<void> {
  await product.visit(address);
  await product.page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
}

function marker(product: Product) {
  return product.page.locator('meta[name=of][content=tomorrow]');
}
