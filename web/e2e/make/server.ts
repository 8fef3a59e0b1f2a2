import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';

const HOSTED = process.env['SOAT_HOSTED'] ?? fileURLToPath(new URL('../../../dist/hosted', import.meta.url));
const KINDS: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** What `_headers` says for a path. */
async function headers(path: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  let isMeant = false;
  for (const line of (await readFile(`${HOSTED}/_headers`, 'utf8')).split('\n').filter(Boolean)) {
    const [, name, value] = /^ +([^:]+): (.*)$/.exec(line) ?? [];
    if (name === undefined) isMeant = line === '/*' || line === path;
    else if (isMeant) found[name] = value ?? '';
  }
  return found;
}

/** A server of the hosted copy, whose files can be replaced while it runs. */
export interface Server {
  address: string;
  /** Serves a file changed from now on. */
  change(name: string, edit: (text: string) => string): void;
  close(): Promise<void>;
}

export async function serve(): Promise<Server> {
  const edits = new Map<string, (text: string) => string>();
  const read = async (name: string) => {
    const text = await readFile(`${HOSTED}/${name}`, 'utf8');
    return edits.get(name)?.(text) ?? text;
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const name = path.slice(1) || 'index.html';
    const kind = KINDS[extname(name)] ?? 'application/octet-stream';
    read(name).then(
      async (text) => response.writeHead(200, { 'Content-Type': kind, ...(await headers(path)) }).end(text),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    change: (name, edit) => void edits.set(name, edit),
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
