import { beforeAll, expect, test, vi } from 'vitest';

import { encodeFrame, scanLog, type Frame } from './frame';
import { Keeper, type Kept, type Place } from './keeper';
import { Faults, MemorySentinel, MemoryStore, quickKeys, randomFrom } from './store.testing';
import { heal, load, survey } from './survey';
import { Vault } from './vault';
import { openWork } from './work';

vi.setConfig({ testTimeout: 60_000 });

const WORK = 'work';
const BYTES = Uint8Array.from({ length: 1_200_000 }, (_, i) => i * 7);
const ENTRIES = Array.from({ length: 12 }, (_, i) => ['edit', [{ value: `Nguyễn Văn ${i}` }], i]);
let vault: Vault;

beforeAll(async () => {
  vault = await Vault.unlock(quickKeys, 'mật khẩu dài');
});

function places() {
  const faults = new Faults();
  const stores = [new MemoryStore(faults), new MemoryStore(faults)] as const;
  const sentinel = new MemorySentinel();
  const place: Place = { work: WORK, stores, vault, sentinel };
  return { faults, stores, sentinel, place };
}

/** Adds all entries one by one, each after the one before has been told of. */
async function keep(place: Place, entries = ENTRIES) {
  const keeper = new Keeper(place, 'a.xlsx');
  let told: Kept | undefined;
  const settled = () =>
    new Promise<Kept>((resolve) => {
      keeper.onKept = (kept) => {
        told = kept;
        if (kept.kind !== 'saving') resolve(kept);
      };
    });
  let waiting = settled();
  keeper.begin(BYTES, entries.slice(0, 2));
  await waiting;
  /** As many entries as the page has said to be saved. */
  let said = 0;
  for (const it of entries.slice(2)) {
    waiting = settled();
    keeper.add(it);
    await waiting;
    if (told && 'entries' in told) said = told.entries;
  }
  await keeper.stop();
  return { said, told: told as Kept };
}

async function restore({ stores, sentinel }: { stores: readonly MemoryStore[]; sentinel: MemorySentinel }) {
  const found = await survey(stores, WORK, sentinel.all()[WORK]);
  await heal(stores, found);
  return { found, opened: await openWork(WORK, await load(stores, WORK), vault) };
}

test('what is kept comes back as it was', async () => {
  const all = places();
  expect(await keep(all.place)).toMatchObject({ said: 12, told: { kind: 'saved' } });
  const { found, opened } = await restore(all);
  expect(found).toMatchObject({ nLost: 0, damaged: [], head: { name: 'a.xlsx' } });
  expect(opened?.entries).toEqual(ENTRIES);
  expect(opened?.bytes.every((it, i) => it === BYTES[i])).toBe(true);
});

test('another passphrase opens nothing', async () => {
  const all = places();
  await keep(all.place);
  const other = await Vault.unlock(quickKeys, 'mật khẩu khác');
  expect(await openWork(WORK, await load(all.stores, WORK), other)).toBeUndefined();
});

test('nothing that was typed is readable in any store', async () => {
  const all = places();
  await keep(all.place);
  const text = all.stores
    .flatMap((it) => [...(it.records.get(WORK)?.values() ?? [])])
    .map((it) => new TextDecoder().decode(it))
    .join();
  expect(text).toContain('a.xlsx');
  expect(text).not.toContain('Nguyễn');
  expect(text).not.toContain('edit');
});

/** Enough for begin and each entry in both stores. */
const CALLS = 2 * (1 + 10) + 2;

for (const isLasting of [false, true]) {
  test(`whichever storage call fails${isLasting ? ', and all after it' : ''}, nothing that was said to be saved is lost`, async () => {
    for (let at = 1; at <= CALLS; at++) {
      const all = places();
      all.faults.fail(at, isLasting);
      const { said, told } = await keep(all.place);
      const failed = all.faults.calls >= at;
      all.faults.heal();
      const { opened } = await restore(all);
      expect(opened?.entries.length ?? 0, `call ${at}`).toBeGreaterThanOrEqual(said);
      expect(opened?.entries ?? []).toEqual(ENTRIES.slice(0, opened?.entries.length ?? 0));
      if (isLasting && failed && at < CALLS - 2) expect(told.kind, `call ${at}`).toBe('failed');
      if (!isLasting) expect(said, `call ${at}`).toBe(12);
    }
  });
}

test('one store without room is told at once, and the other has all', async () => {
  const { stores, sentinel } = places();
  const full = new Faults();
  full.fail(1, true);
  const place = { work: WORK, stores: [stores[0], new MemoryStore(full)], vault, sentinel };
  const { told } = await keep(place);
  expect(told).toMatchObject({ kind: 'half', entries: 12, trouble: 'full' });
  expect((await restore({ stores: [stores[0], new MemoryStore()], sentinel })).opened?.entries).toEqual(ENTRIES);
});

test('50 random damages of one store: nothing is lost, all are told, and healed', async () => {
  const random = randomFrom(4);
  for (let round = 0; round < 50; round++) {
    const all = places();
    await keep(all.place);
    const which = round % 2;
    const what = damage(all.stores[which] as MemoryStore, random);
    const { found, opened } = await restore(all);
    expect(found.damaged, what).toEqual([which]);
    expect(found.nLost, what).toBe(0);
    expect(opened?.entries, what).toEqual(ENTRIES);
    expect(opened?.bytes.length, what).toBe(BYTES.length);
    expect((await restore(all)).found.damaged, `healed after: ${what}`).toEqual([]);
  }
});

test('a store that came back empty is noticed, also when the note of it went too', async () => {
  const all = places();
  await keep(all.place);
  all.stores[1].records.clear();
  all.sentinel.notes = {};
  expect((await restore(all)).found.damaged).toEqual([1]);
});

test('when both stores came back empty, the note tells', async () => {
  const all = places();
  await keep(all.place);
  for (const it of all.stores) it.records.clear();
  expect((await restore(all)).found).toMatchObject({ damaged: [0, 1], nWhole: 0, nLost: 15 });
});

test('different damages of both stores lose nothing', async () => {
  const all = places();
  await keep(all.place);
  for (const number of [0, 2, 9]) all.stores[0].records.get(WORK)?.delete(number);
  for (const number of [1, 5, 14]) all.stores[1].records.get(WORK)?.set(number, new Uint8Array(99));
  const { found, opened } = await restore(all);
  expect(found).toMatchObject({ damaged: [0, 1], nLost: 0 });
  expect(opened?.entries).toEqual(ENTRIES);
});

test('the same damage of both stores costs what follows it, and says how much', async () => {
  const all = places();
  await keep(all.place);
  for (const it of all.stores) it.records.get(WORK)?.delete(12);
  const { found, opened } = await restore(all);
  expect(found).toMatchObject({ damaged: [0, 1], nWhole: 12, nLost: 3 });
  expect(opened?.entries).toEqual(ENTRIES.slice(0, 9));
});

test('a write that was cut off is no damage', async () => {
  const all = places();
  await keep(all.place);
  const log = logOf(await load(all.stores, WORK));
  const cut = log.subarray(0, log.length - 5);
  const numbers: number[] = [];
  const scan = await scanLog(cut.length, async (a, b) => cut.slice(a, b), (it) => numbers.push(it.number));
  expect(scan).toEqual({ junk: 1, torn: true });
  expect(numbers).toHaveLength(14);
});

test('a damaged log gives every frame that is whole', async () => {
  const all = places();
  await keep(all.place);
  const frames = await load(all.stores, WORK);
  const random = randomFrom(9);
  for (let round = 0; round < 20; round++) {
    const log = logOf(frames);
    const at = Math.floor(random() * log.length);
    log[at] = (log[at] ?? 0) ^ 0x55;
    const numbers: number[] = [];
    const scan = await scanLog(log.length, async (a, b) => log.slice(a, b), (it) => numbers.push(it.number));
    expect(scan.junk, `byte ${at}`).toBe(1);
    expect(numbers, `byte ${at}`).toHaveLength(frames.length - 1);
  }
});

function logOf(frames: readonly Frame[]): Uint8Array<ArrayBuffer> {
  const parts = frames.map(encodeFrame);
  const log = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const it of parts) {
    log.set(it, at);
    at += it.length;
  }
  return log;
}

/** In one of the ways that disks, browsers and cleaners know. */
function damage(store: MemoryStore, random: () => number): string {
  const records = store.records.get(WORK) as Map<number, Uint8Array<ArrayBuffer>>;
  const number = Math.floor(random() * records.size);
  const bytes = records.get(number) as Uint8Array<ArrayBuffer>;
  const at = Math.floor(random() * bytes.length);
  const ways: Record<string, () => void> = {
    flip: () => void (bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8))),
    zeros: () => void bytes.fill(0, 0, at + 1),
    shorter: () => void records.set(number, bytes.slice(0, at)),
    gone: () => void records.delete(number),
    tail: () => [...records.keys()].filter((it) => it >= number).forEach((it) => records.delete(it)),
    empty: () => void store.records.clear(),
    noise: () => void records.set(number, Uint8Array.from({ length: 100 }, () => random() * 256)),
  };
  const names = Object.keys(ways);
  const name = names[Math.floor(random() * names.length)] as string;
  ways[name]?.();
  return `${name} of ${number} at ${at}`;
}
