import { expect, test } from 'vitest';

import { encodePacket } from './packet.testing';
import { PAGE, RowCache } from './rows';

function packetOf(indices: number[], text = 'r') {
  return encodePacket(indices.map((it) => ({ index: it, number: it + 9, lane: 0, cells: [`${text}${it}`], states: [0] })));
}

function cacheOf(nRows: number) {
  const asked: number[] = [];
  const arrived: [number, number][] = [];
  const fetch = (first: number, count: number) => {
    asked.push(first);
    const indices = Array.from({ length: Math.min(count, nRows - first) }, (_, i) => first + i);
    return Promise.resolve(packetOf(indices));
  };
  const cache = new RowCache(fetch, (first, last) => arrived.push([first, last]));
  cache.reset(nRows);
  return { cache, asked, arrived };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('asks for whole pages, once, and tells what has come', async () => {
  const { cache, asked, arrived } = cacheOf(250);
  cache.need(90, 120);
  cache.need(95, 125);
  await settle();
  expect(asked).toEqual([0, PAGE]);
  expect(arrived).toEqual([[0, 99], [100, 199]]);
  expect(cache.row(120)?.cells).toEqual(['r120']);
  expect(cache.row(240)).toBeUndefined();
});

test('never asks past the end', async () => {
  const { cache, asked } = cacheOf(150);
  cache.need(100, 400);
  await settle();
  expect(asked).toEqual([100]);
});

test('answers for a view that is gone are dropped', async () => {
  const { cache, arrived } = cacheOf(150);
  cache.need(0, 10);
  cache.reset(20);
  await settle();
  expect(arrived).toEqual([]);
  expect(cache.row(0)).toBeUndefined();
});

test('changed rows take the place of those at hand', async () => {
  const { cache } = cacheOf(150);
  cache.need(0, 120);
  await settle();
  expect(cache.atHand([3, 120, 900])).toEqual([3, 120]);
  expect(cache.patch(packetOf([3, 120], 'new'))).toEqual([3, 120]);
  expect(cache.row(120)?.cells).toEqual(['new120']);
  expect(cache.row(4)?.cells).toEqual(['r4']);
});

test('the pages least used are dropped', async () => {
  const { cache } = cacheOf(100_000);
  for (let page = 0; page < 70; page++) {
    cache.need(page * PAGE, page * PAGE);
    await settle();
    cache.row(0);
  }
  expect(cache.row(0)).toBeDefined();
  expect(cache.row(PAGE)).toBeUndefined();
  expect(cache.row(69 * PAGE)).toBeDefined();
});
