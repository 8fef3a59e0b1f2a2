/** Writes logs and flushes them: only a worker may. One request at a time, in order. */

import type { FileAnswer, FileRequest } from './files.protocol';

let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<FileRequest>) => {
  last = last.then(async () => {
    const failure = await write(data).then(
      () => undefined,
      (error: unknown) => (error instanceof DOMException ? error.name : 'UnknownError'),
    );
    self.postMessage({ id: data.id, failure } satisfies FileAnswer);
  });
};

async function write({ folder, name, anew, parts }: FileRequest) {
  const root = await navigator.storage.getDirectory();
  const inside = await root.getDirectoryHandle(folder, { create: true });
  const handle = await (await inside.getFileHandle(name, { create: true })).createSyncAccessHandle();
  try {
    const start = anew ? 0 : handle.getSize();
    try {
      writeAll(handle, start, parts);
    } catch (error) {
      // Half a batch would be in the way of the next.
      if (!anew) handle.truncate(start);
      throw error;
    }
  } finally {
    handle.close();
  }
}

function writeAll(handle: FileSystemSyncAccessHandle, start: number, parts: readonly Uint8Array<ArrayBuffer>[]) {
  let at = start;
  for (const part of parts) {
    // No error, but no room either.
    if (handle.write(part, { at }) < part.length) throw new DOMException('', 'QuotaExceededError');
    at += part.length;
  }
  handle.truncate(at);
  handle.flush();
}
