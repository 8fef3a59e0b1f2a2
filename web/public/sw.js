// Hosted copy only. Keeps this version whole, so that the page opens without a network. A new version
// waits until the page sends 'skip-waiting': an update must never land in the middle of somebody's work.
const CACHE = 'soat-__VERSION__';
const FILES = ['./', './manifest.webmanifest'];

self.addEventListener('install', (event) => {
  const requests = FILES.map((it) => new Request(it, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOthers().then(() => self.clients.claim()));
});

self.addEventListener('message', (event) => {
  if (event.data === 'skip-waiting') self.skipWaiting();
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const here = new URL(request.url).origin === self.location.origin;
  if (request.method === 'GET' && here) event.respondWith(fromCache(request));
});

async function removeOthers() {
  const names = (await caches.keys()).filter((it) => it.startsWith('soat-') && it !== CACHE);
  await Promise.all(names.map((it) => caches.delete(it)));
}

async function fromCache(request) {
  const cache = await caches.open(CACHE);
  // The page is kept once, whichever of its names it is asked for by.
  const kept = await cache.match(request.mode === 'navigate' ? './' : request, { ignoreSearch: true });
  return kept ?? fetch(request);
}
