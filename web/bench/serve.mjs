// Serves files of this machine to the measured pages, on a port of its own.
import { createServer } from 'node:http';
import { createReadStream } from 'node:fs';
import { extname } from 'node:path';

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** Isolated pages have a clock of 5 microseconds, others of 100. */
const ISOLATED = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };

/** `folders` are by the first part of the path. Resolves to the address and a way to stop. */
export function serve(folders) {
  const server = createServer(({ url }, response) => {
    const [, first, ...rest] = new URL(url, 'http://bench').pathname.split('/');
    const file = folders[first] && new URL(rest.join('/'), folders[first]);
    if (!file) return response.writeHead(404).end();
    const stream = createReadStream(file);
    stream.on('error', () => response.writeHead(404).end());
    stream.on('open', () => {
      response.writeHead(200, { ...ISOLATED, 'content-type': TYPES[extname(file.pathname)] ?? 'application/octet-stream' });
      stream.pipe(response);
    });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve({ address: `http://127.0.0.1:${server.address().port}`, stop: () => server.close() });
    });
  });
}
