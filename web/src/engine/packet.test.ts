import { expect, test } from 'vitest';

import { decodePacket } from './packet';
import { encodePacket } from './packet.testing';

test('cells, states, lanes and row numbers come back', () => {
  const rows = [
    { index: 7, number: 16, lane: 1, cells: ['Đỗ Thị Ánh', '', '001'], states: [0, 4, 8] },
    { index: 9, number: 18, lane: 3, cells: ['😀 Bình', '12/03/1975', ''], states: [1, 2, 12] },
  ];
  const [first, second] = decodePacket(encodePacket(rows));
  expect(first).toMatchObject({ index: 7, number: 16, lane: 'import', cells: ['Đỗ Thị Ánh', '', '001'] });
  expect(second).toMatchObject({ index: 9, number: 18, lane: 'unresolved', cells: ['😀 Bình', '12/03/1975', ''] });
  expect([...(second?.states ?? [])]).toEqual([1, 2, 12]);
});

test('a byte order mark at the start of the first cell does not shift the others', () => {
  const rows = [{ index: 0, number: 2, lane: 0, cells: ['\ufeffa', 'b'], states: [0, 0] }];
  expect(decodePacket(encodePacket(rows))[0]?.cells).toEqual(['\ufeffa', 'b']);
});

test('no rows', () => {
  expect(decodePacket(encodePacket([]))).toEqual([]);
});

test('a packet that is a part of a larger buffer', () => {
  const packet = encodePacket([{ index: 1, number: 3, lane: 0, cells: ['x'], states: [0] }]);
  const larger = new Uint8Array(packet.length + 5);
  larger.set(packet, 5);
  expect(decodePacket(larger.subarray(5))[0]?.cells).toEqual(['x']);
});
