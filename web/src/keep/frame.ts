/**
 * What is stored is a row of frames, the same bytes in every store: first a head that anybody may read, then the
 * opened file in pieces and every change made to it, sealed. Each frame has its number and a checksum, so that
 * whoever has no key still sees what is missing or damaged.
 *
 * Layout, little endian: `u32 magic | u8 kind | u8 version | u16 0 | u32 number | u32 length | u32 in_both | u32 0 |
 * f64 at | u32 crc of all but itself and the magic | u32 0 | body`.
 */

export type Kind = (typeof KINDS)[number];
/** By their byte, from 1. */
const KINDS = ['head', 'source', 'entry'] as const;

export interface Frame {
  kind: Kind;
  number: number;
  /** So many frames were in every store when this one was made. */
  inBoth: number;
  /** Milliseconds since 1970. */
  at: number;
  body: Uint8Array<ArrayBuffer>;
}

const MAGIC = 0x6674_6153; // "Saft"
const VERSION = 1;
const HEADER = 40;
const CRC_AT = 32;
/** Frames are made much smaller; whatever claims to be larger is damaged. */
const MOST_BODY = 4 * 1024 * 1024;

export function encodeFrame({ kind, number, inBoth, at, body }: Frame): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint8(4, KINDS.indexOf(kind) + 1);
  view.setUint8(5, VERSION);
  view.setUint32(8, number, true);
  view.setUint32(12, body.length, true);
  view.setUint32(16, inBoth, true);
  view.setFloat64(24, at, true);
  bytes.set(body, HEADER);
  view.setUint32(CRC_AT, checksum(bytes), true);
  return bytes;
}

/** The frame at the start of these bytes, if a whole one is there. */
export function decodeFrame(bytes: Uint8Array<ArrayBuffer>): Frame | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = KINDS[view.getUint8(4) - 1];
  const end = HEADER + view.getUint32(12, true);
  if (view.getUint32(0, true) !== MAGIC || view.getUint8(5) !== VERSION || !kind) return undefined;
  if (end > bytes.length || end > HEADER + MOST_BODY) return undefined;
  if (view.getUint32(CRC_AT, true) !== checksum(bytes.subarray(0, end))) return undefined;
  const [number, inBoth, at] = [view.getUint32(8, true), view.getUint32(16, true), view.getFloat64(24, true)];
  return { kind, number, inBoth, at, body: bytes.slice(HEADER, end) };
}

export interface Scan {
  /** Places where something stood that is no frame. */
  junk: number;
  /** The last of them reaches to the end: a write that was cut off looks so. */
  torn: boolean;
}

export type ReadAt = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

const WINDOW = 2 * (HEADER + MOST_BODY);

/** Every whole frame of a log, in the order of the log. What is between them is passed over and counted. */
export async function scanLog(size: number, read: ReadAt, visit: (frame: Frame) => void): Promise<Scan> {
  const scan: Scan = { junk: 0, torn: false };
  let window = new Uint8Array();
  let start = 0;
  let at = 0;
  while (at < size) {
    const end = start + window.length;
    if (end < size && end - at < HEADER + MOST_BODY) {
      start = at;
      window = await read(start, Math.min(size, start + WINDOW));
      // The file is shorter than it said.
      if (window.length === 0) break;
    }
    const frame = decodeFrame(window.subarray(at - start));
    if (frame) {
      visit(frame);
      at += HEADER + frame.body.length;
      scan.torn = false;
    } else {
      if (!scan.torn) scan.junk++;
      scan.torn = true;
      at = start + nextMagic(window, at - start + 1);
    }
  }
  return scan;
}

/** Where the next frame may begin, or where one may begin that the window cuts off. */
function nextMagic(bytes: Uint8Array, from: number): number {
  const first = MAGIC & 0xff;
  for (let at = from; ; at++) {
    at = bytes.indexOf(first, at);
    if (at < 0) return bytes.length;
    const rest = bytes.subarray(at, at + 4);
    if (rest.every((it, i) => it === ((MAGIC >>> (8 * i)) & 0xff))) return at;
  }
}

const TABLE = Uint32Array.from({ length: 256 }, (_, i) => {
  let crc = i;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  return crc;
});

/** CRC-32 of a frame, but for its magic and its own place. */
function checksum(bytes: Uint8Array): number {
  const crc = crc32(bytes.subarray(4, CRC_AT), -1);
  return ~crc32(bytes.subarray(CRC_AT + 4), crc) >>> 0;
}

/** Of bytes after others: `crc` is what those gave, -1 before any. */
export function crc32(bytes: Uint8Array, crc: number): number {
  for (let i = 0; i < bytes.length; i++) crc = (TABLE[(crc ^ (bytes[i] as number)) & 0xff] as number) ^ (crc >>> 8);
  return crc;
}
