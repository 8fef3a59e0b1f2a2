import { expect, test, vi } from 'vitest';

import type { Engine } from '../engine/client';
import { EngineFailure } from '../engine/protocol';
import { Journal, type Entry } from './journal';

const REQUEST = { fileName: 'a.xlsx', today: '2026-11-22' };
const OPTIONS = { profile: '2022', source: 'own', today: '2026-11-01' };

/** Rooms that remember what they were asked, and fail when told. */
function engines() {
  const rooms: { asked: unknown[]; ended: boolean; onCrash: () => void }[] = [];
  let failure: EngineFailure | undefined;
  const open = (_: Uint8Array, request: unknown) => {
    const room = {
      asked: [['open', request]] as unknown[],
      ended: false,
      onCrash: () => {},
      end() {
        this.ended = true;
      },
      async call(method: string, args: unknown[]) {
        if (room.ended) throw new EngineFailure({ code: 'crashed', message: '' });
        if (method === 'overview') return { file: { sheet: 'Tờ 1' }, options: OPTIONS };
        room.asked.push([method, ...args]);
        if (method === 'undo') return undefined;
        return method === 'set_options' ? { editedCells: 0 } : { overview: { editedCells: 7 } };
      },
    };
    rooms.push(room);
    return { room, overview: failure ? Promise.reject(failure) : Promise.resolve({}) };
  };
  const fail = (code: string) => (failure = new EngineFailure({ code, message: '' }));
  return { engine: { open } as unknown as Engine, rooms, fail };
}

async function opened(past: Entry[] = []) {
  const made = engines();
  const journal = new Journal(made.engine, new Uint8Array(), REQUEST, past);
  const told: Entry[] = [];
  journal.onEntry = (it) => told.push(it);
  await journal.open(() => {});
  return { ...made, journal, told };
}

test('changes that came through are told in order, with the cells edited by then', async () => {
  const { journal, told } = await opened();
  await journal.change('dismiss', 3, 'a/b', 9);
  await journal.change('set_options', OPTIONS);
  expect(told).toEqual([
    ['dismiss', [3, 'a/b', 9], 7],
    ['set_options', [OPTIONS], 0],
  ]);
});

test('taking back nothing is no change', async () => {
  const { journal, told } = await opened();
  await journal.change('undo');
  expect(told).toEqual([]);
});

test('after a crash the same changes are made in the same order', async () => {
  const { journal, rooms } = await opened();
  await journal.change('dismiss', 3, 'a/b', 9);
  await journal.change('redo');
  await journal.open(() => {});
  expect(rooms[1]?.asked).toEqual(rooms[0]?.asked);
  expect(rooms.map((it) => it.ended)).toEqual([true, false]);
});

test('another sheet begins anew, with the options as they were', async () => {
  const { journal, rooms, told } = await opened();
  await journal.change('dismiss', 3, 'a/b', 9);
  await journal.setSheet('Tờ 2');
  const request = { ...REQUEST, sheet: 'Tờ 2' };
  expect(journal.entries).toEqual([
    ['open', request],
    ['set_options', [OPTIONS], 0],
  ]);
  expect(told.slice(1)).toEqual(journal.entries);
  expect(rooms[1]?.asked).toEqual([['open', request], ['set_options', OPTIONS]]);
});

test('a mapping keeps the sheet', async () => {
  const { journal, rooms } = await opened();
  await journal.setMapping(['full_name', null], 4);
  const request = { ...REQUEST, sheet: 'Tờ 1', mapping: ['full_name', undefined], headerRow: 4 };
  expect(rooms[1]?.asked[0]).toEqual(['open', request]);
  await journal.setMapping([]);
  expect(rooms[2]?.asked[0]).toEqual(['open', { ...REQUEST, sheet: 'Tờ 1' }]);
});

test('a sheet that cannot be read leaves the list as it was', async () => {
  const { journal, rooms, fail, told } = await opened();
  await journal.change('dismiss', 3, 'a/b', 9);
  fail('hung');
  await expect(journal.setSheet('Tờ 2')).rejects.toMatchObject({ code: 'hung' });
  expect(rooms.map((it) => it.ended)).toEqual([false, true]);
  expect(told).toHaveLength(1);
});

test('of a stored work only what still counts is played', async () => {
  const past: Entry[] = [
    ['dismiss', [1, 'a/b', 1], 1],
    ['open', { ...REQUEST, sheet: 'Tờ 2' }],
    ['dismiss', [2, 'a/b', 2], 1],
  ];
  const { rooms } = await opened(past);
  expect(rooms[0]?.asked).toEqual([['open', { ...REQUEST, sheet: 'Tờ 2' }], ['dismiss', 2, 'a/b', 2]]);
});

test('what may only be looked at is not changed', async () => {
  const { journal, told, rooms } = await opened();
  journal.readOnly = 'đang mở ở thẻ khác';
  await expect(journal.change('redo')).rejects.toMatchObject({ message: 'đang mở ở thẻ khác' });
  await expect(journal.setSheet('Tờ 2')).rejects.toThrow();
  expect([told, rooms.length]).toEqual([[], 1]);
});

test('the crash of its worker is told, that of an opening is not', async () => {
  const { journal, rooms } = await opened();
  journal.onCrash = vi.fn();
  rooms[0]?.onCrash();
  expect(journal.onCrash).toHaveBeenCalledOnce();
});
