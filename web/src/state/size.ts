/** How large a workbook is, told before it is read: by the directory of its zip and the first rows of its largest sheet. */

export interface Size {
  rows: number;
  /** What reading it takes, in MB. */
  memory: number;
  isLarge: boolean;
  /** Most likely more than reading may take. */
  isTooLarge: boolean;
}

/** A small list opens at once; nobody is told how large it is. */
const LARGE_ROWS = 150_000;
const MOST_MEMORY = 512;
const MB = 1024 * 1024;
/** Measured over lists of 35 columns: the cells of a row, and what is known of it. The file itself lies elsewhere. */
const BYTES_A_ROW = 300;
/** For the distinct texts, by the size of the sheet when it is unpacked. */
const TEXTS = 0.08;
/** When the first rows cannot be looked at: 35 columns, as the platform writes them. */
const USUAL_ROW = 1_900;

const SAMPLE = 64 * 1024;
const MOST_DIRECTORY = 4 * MB;

interface Part {
  name: string;
  unpacked: number;
  start: number;
}

/** Nothing for what is no zip, or one that is not understood: it is simply read. */
export async function sizeOf(file: Blob): Promise<Size | undefined> {
  try {
    const sheets = (await partsOf(file)).filter((it) => /worksheets\/[^/]+\.xml$/i.test(it.name));
    const largest = sheets.reduce((a, b) => (b.unpacked > a.unpacked ? b : a));
    const rows = Math.round(largest.unpacked / (await bytesPerRow(file, largest)));
    const memory = Math.round((rows * BYTES_A_ROW + largest.unpacked * TEXTS) / MB);
    return { rows, memory, isLarge: rows > LARGE_ROWS, isTooLarge: memory > MOST_MEMORY };
  } catch {
    return undefined;
  }
}

async function partsOf(file: Blob): Promise<Part[]> {
  const tailStart = Math.max(0, file.size - 66_000);
  const tail = await viewOf(file, tailStart, file.size);
  let at = tail.byteLength - 22;
  while (tail.getUint32(at, true) !== 0x0605_4b50) at--;
  const [size, start] = [tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  return directory(await viewOf(file, start, start + Math.min(size, MOST_DIRECTORY)));
}

function directory(view: DataView<ArrayBuffer>): Part[] {
  const parts: Part[] = [];
  for (let at = 0; at + 46 <= view.byteLength && view.getUint32(at, true) === 0x0201_4b50; ) {
    const [name, extra, comment] = [28, 30, 32].map((it) => view.getUint16(at + it, true)) as [number, number, number];
    parts.push({
      name: new TextDecoder().decode(new Uint8Array(view.buffer, at + 46, name)).replaceAll('\\', '/'),
      unpacked: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

/** By the rows at the start of a sheet, after its heading. */
async function bytesPerRow(file: Blob, { start }: Part): Promise<number> {
  const header = await viewOf(file, start, start + 30);
  const data = start + 30 + header.getUint16(26, true) + header.getUint16(28, true);
  const text = await unpackSome(file.slice(data, data + SAMPLE));
  const rows = text.split('<row ').length - 1;
  return rows > 20 ? (text.length - text.indexOf('<row ')) / rows : USUAL_ROW;
}

/** The end is cut off, which is no error here. */
async function unpackSome(packed: Blob): Promise<string> {
  const reader = packed.stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return text;
  }
}

async function viewOf(file: Blob, start: number, end: number): Promise<DataView<ArrayBuffer>> {
  return new DataView(await file.slice(start, end).arrayBuffer());
}
