/** The bytes of a file, read so that a large one does not hold the page. */

const PIECE = 4 * 1024 * 1024;
/** Asked for before the first has come: the browser reads in another process. */
const AHEAD = 4;

export async function bytesOf(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(file.size);
  let next = 0;
  const readOn = async () => {
    while (next < bytes.length) {
      const start = next;
      next += PIECE;
      bytes.set(new Uint8Array(await file.slice(start, next).arrayBuffer()), start);
    }
  };
  await Promise.all(Array.from({ length: AHEAD }, readOn));
  return bytes;
}
