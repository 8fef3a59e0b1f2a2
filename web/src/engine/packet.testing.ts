/** The engine's side of a packet, for tests. */

interface Row {
  index: number;
  number: number;
  lane: number;
  cells: string[];
  states: number[];
}

export function encodePacket(rows: Row[]): Uint8Array {
  const texts = rows.flatMap((it) => it.cells);
  const utf8 = new TextEncoder().encode(texts.join(''));
  let end = 0;
  const ends = texts.map((it) => (end += it.length));
  const parts = [
    u32([rows.length, rows[0]?.cells.length ?? 0]),
    u32(rows.map((it) => it.index)),
    u32(rows.map((it) => it.number)),
    padded(rows.map((it) => it.lane)),
    padded(rows.flatMap((it) => it.states)),
    u32(ends),
    utf8,
  ];
  return new Uint8Array(parts.flatMap((it) => [...it]));
}

function u32(numbers: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
}

function padded(bytes: number[]): Uint8Array {
  const all = new Uint8Array((bytes.length + 3) & ~3);
  all.set(bytes);
  return all;
}
