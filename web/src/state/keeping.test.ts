import { beforeEach, expect, test, vi } from 'vitest';

import type { Engine } from '../engine/client';
import type { Request } from '../engine/protocol';
import { Faults, MemorySentinel, MemoryStore, quickKeys } from '../keep/store.testing';
import { Journal } from './journal';
import { Keeping, type Unfinished } from './keeping.svelte';

vi.setConfig({ testTimeout: 60_000 });

/** A file of its own for each test: tabs of the one before may still be there. */
let bytes = new Uint8Array();
beforeEach(() => {
  bytes = crypto.getRandomValues(new Uint8Array(50_000));
});

const REQUEST = { fileName: 'thôn.xlsx', today: '2026-11-22' };
const PASSPHRASE = 'mật khẩu dài';

function machine() {
  const faults = new Faults();
  const stores = [new MemoryStore(faults), new MemoryStore(faults)] as const;
  const sentinel = new MemorySentinel();
  const tab = () => new Keeping({ stores: async () => [...stores], keys: quickKeys, sentinel });
  return { faults, stores, sentinel, tab };
}

/** An engine that takes every change. */
function journal() {
  const room = {
    onCrash: () => {},
    end: () => {},
    call: async (method: Request['method']) => (method === 'overview' ? {} : { overview: { editedCells: 1 } }),
  };
  const engine = { open: () => ({ room, overview: Promise.resolve({}) }) } as unknown as Engine;
  return new Journal(engine, bytes, REQUEST);
}

async function workIn(tab: Keeping, edits = 3) {
  const it = journal();
  await it.open(() => {});
  await tab.attach(it);
  await tab.setPassphrase(PASSPHRASE);
  for (let i = 0; i < edits; i++) await it.change('dismiss', i, 'names/odd', 5);
  await saved(tab, edits + 1);
  return it;
}

function saved(tab: Keeping, entries: number) {
  return vi.waitFor(() => expect(tab.line).toMatchObject({ kind: 'saved', entries }), { timeout: 5_000 });
}

/** As when a tab goes: nothing more is written, and what it claimed is free. */
async function leave(tab: Keeping) {
  await tab.detach();
}

async function only(tab: Keeping): Promise<Unfinished> {
  await tab.look();
  expect(tab.unfinished).toHaveLength(1);
  return tab.unfinished[0] as Unfinished;
}

test('nothing is stored before there is a passphrase', async () => {
  const { tab, stores, sentinel } = machine();
  const keeping = tab();
  const it = journal();
  await it.open(() => {});
  await keeping.attach(it);
  await it.change('undo');
  expect(keeping.line.kind).toBe('off');
  expect([stores[0].records.size, stores[1].records.size, sentinel.notes]).toEqual([0, 0, {}]);
});

test('a work is offered by name, restored with its passphrase, and goes on', async () => {
  const { tab } = machine();
  const first = tab();
  const before = await workIn(first);
  await leave(first);

  const second = tab();
  const offered = await only(second);
  expect(offered).toMatchObject({ name: 'thôn.xlsx', isElsewhere: false, nLost: 0 });
  expect(await second.restore(offered, 'mật khẩu khác')).toBeUndefined();
  const restored = await second.restore(offered, PASSPHRASE);
  expect(restored?.entries).toEqual(before.entries);
  const it = journal();
  await it.open(() => {});
  await second.attach(it, restored);
  await it.change('undo');
  await saved(second, 5);
  await leave(second);
  expect((await tab().restore(offered, PASSPHRASE))?.entries).toHaveLength(5);
});

test('while one tab has it, another can only look', async () => {
  const { tab } = machine();
  const first = tab();
  await workIn(first);
  const second = tab();
  const offered = await only(second);
  expect(offered.isElsewhere).toBe(true);
  const restored = await second.restore(offered, PASSPHRASE);
  const it = journal();
  await it.open(() => {});
  await second.attach(it, restored);
  expect(second.line.kind).toBe('read-only');
  await expect(it.change('undo')).rejects.toMatchObject({ code: 'read-only' });
  await second.discard(offered);
  await leave(first);
  expect((await only(tab())).nLost).toBe(0);
});

test('finishing leaves nothing, and the next list is not kept unasked', async () => {
  const { tab, stores, sentinel } = machine();
  const keeping = tab();
  await workIn(keeping);
  expect(await keeping.finish()).toBe(true);
  expect([stores[0].records.size, stores[1].records.size, sentinel.notes]).toEqual([0, 0, {}]);
  await keeping.attach(journal());
  expect(keeping.line.kind).toBe('off');
});

test('what could not be removed is told', async () => {
  const { tab, faults } = machine();
  const keeping = tab();
  await workIn(keeping);
  faults.fail(1, true);
  expect(await keeping.finish()).toBe(false);
});

test('a loss is told once: after the work is open again, it is as it is', async () => {
  const { tab, stores } = machine();
  const first = tab();
  await workIn(first);
  await leave(first);
  const [work] = await stores[0].works();
  for (const it of stores) it.records.get(work as string)?.delete(3);

  const second = tab();
  const offered = await only(second);
  expect(offered.nLost).toBe(3);
  expect(second.notices).toEqual([expect.stringContaining('Mất 3 thay đổi cuối')]);
  const restored = await second.restore(offered, PASSPHRASE);
  expect(restored?.entries).toHaveLength(1);
  restored?.release?.();

  const third = tab();
  expect((await only(third)).nLost).toBe(0);
  expect(third.notices).toEqual([]);
});

test('a work that both stores have lost is told of, and then forgotten', async () => {
  const { tab, stores } = machine();
  const first = tab();
  await workIn(first);
  await leave(first);
  for (const it of stores) it.records.clear();
  const second = tab();
  await second.look();
  expect(second.unfinished).toEqual([]);
  expect(second.notices).toEqual([expect.stringContaining('không còn trên máy này')]);
  const third = tab();
  await third.look();
  expect(third.notices).toEqual([]);
});

test('trouble is told when it comes, not at every change', async () => {
  const { tab, faults } = machine();
  const keeping = tab();
  const told = vi.fn();
  keeping.onTrouble = told;
  const it = await workIn(keeping);
  faults.fail(1, true);
  for (let i = 0; i < 3; i++) {
    await it.change('undo');
    await vi.waitFor(() => expect(keeping.line).toMatchObject({ kind: 'failed', trouble: 'full' }));
  }
  expect(told).toHaveBeenCalledOnce();
  faults.heal();
  await it.change('undo');
  await saved(keeping, 8);
});
