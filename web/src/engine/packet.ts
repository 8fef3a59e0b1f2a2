/** Rows as they come from the engine: one block of bytes, decoded once. */

/** Lanes by their code in a packet. */
export const LANES = ['clean', 'import', 'direct-edit', 'unresolved', 'exempt'] as const;
export type Lane = (typeof LANES)[number];

export interface PacketRow {
  /** Index of the row in the list as opened. */
  index: number;
  /** Row number in Excel. */
  number: number;
  lane: Lane;
  cells: string[];
  /** Bits: 1 hint, 2 warning, 4 error, 8 edited. */
  states: Uint8Array;
}

/**
 * Layout, little endian: `u32 n_rows | u32 n_columns | u32 index[n] | u32 number[n] | u8 lane[n], padded
 * to 4 | u8 state[n*m], padded to 4 | u32 utf16_end[n*m] | utf8 text of all cells`.
 */
export function decodePacket(bytes: Uint8Array): PacketRow[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (at: number) => view.getUint32(at, true);
  const nRows = u32(0);
  const nColumns = u32(4);
  const indexAt = 8;
  const numberAt = indexAt + 4 * nRows;
  const laneAt = numberAt + 4 * nRows;
  const stateAt = laneAt + padded(nRows);
  const endAt = stateAt + padded(nRows * nColumns);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(endAt + 4 * nRows * nColumns));

  const rows: PacketRow[] = [];
  let start = 0;
  for (let r = 0; r < nRows; r++) {
    const cells: string[] = [];
    for (let c = 0; c < nColumns; c++) {
      const end = u32(endAt + 4 * (r * nColumns + c));
      cells.push(text.slice(start, end));
      start = end;
    }
    const states = bytes.slice(stateAt + r * nColumns, stateAt + (r + 1) * nColumns);
    const lane = LANES[view.getUint8(laneAt + r)] ?? 'clean';
    rows.push({ index: u32(indexAt + 4 * r), number: u32(numberAt + 4 * r), lane, cells, states });
  }
  return rows;
}

function padded(n: number): number {
  return (n + 3) & ~3;
}
