import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Engine, type Port } from './client';
import type { Answer, Piece, Request } from './protocol';
import { MOST_MEMORY } from './room';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A worker that answers only when told. */
class FakeWorker implements Port {
  static made: FakeWorker[] = [];
  booted: unknown[] = [];
  pieces: Piece[] = [];
  asked: Request[] = [];
  ended = false;
  isWarmed = false;
  onmessage: Port['onmessage'] = null;
  onerror: Port['onerror'] = null;
  onmessageerror: Port['onmessageerror'] = null;

  constructor() {
    FakeWorker.made.push(this);
  }

  postMessage(message: unknown) {
    if ('boot' in (message as object)) this.booted.push((message as { boot: unknown }).boot);
    else if ('piece' in (message as object)) this.pieces.push(message as Piece);
    else if ('warm' in (message as object)) this.isWarmed = true;
    else this.asked.push(message as Request);
  }

  terminate() {
    this.ended = true;
  }

  answer(answer: Answer) {
    this.onmessage?.call(this as unknown as Worker, { data: answer } as MessageEvent);
  }

  fail() {
    const event = { preventDefault() {} } as ErrorEvent;
    this.onerror?.call(this as unknown as Worker, event);
  }
}

function start() {
  FakeWorker.made = [];
  const engine = new Engine(() => new FakeWorker(), 'packed', new Uint8Array(1));
  const worker = (n: number) => FakeWorker.made[n] as FakeWorker;
  return { engine, worker };
}

function opened() {
  const made = start();
  const room = made.engine.enter();
  room.onCrash = vi.fn();
  return { ...made, room };
}

/** A small file is with the worker a moment later. */
const fed = () => Promise.resolve();

const REQUEST = { fileName: 'a', today: '2026-01-01' };
const progress = { stage: 'reading', rows: 5, of: undefined, firstRows: undefined };

test('answers go to their own calls, in any order', async () => {
  const { room, worker } = opened();
  const first = room.call('index_of', [1]);
  const second = room.call('index_of', [2]);
  worker(0).answer({ id: 2, result: 20 });
  worker(0).answer({ id: 1, result: 10 });
  expect(await Promise.all([first, second])).toEqual([10, 20]);
});

test('a failure keeps its code and its message', async () => {
  const { room, worker } = opened();
  const call = room.call('overview', []);
  worker(0).answer({ id: 1, failure: { code: 'damaged', message: 'Tệp hỏng' } });
  await expect(call).rejects.toMatchObject({ code: 'damaged', message: 'Tệp hỏng' });
});

test('progress is told until the answer, and never after', async () => {
  const { engine, worker } = start();
  const told = vi.fn();
  const { overview } = engine.open(new Uint8Array(), REQUEST, told);
  await fed();
  worker(0).answer({ id: 1, progress, memory: 1 });
  worker(0).answer({ id: 1, result: 'done' });
  worker(0).answer({ id: 1, progress, memory: 1 });
  expect(await overview).toBe('done');
  expect(told).toHaveBeenCalledTimes(1);
});

test('a crash rejects what is pending and whatever comes after, and is told once', async () => {
  const { room, worker } = opened();
  const calls = [room.call('overview', []), room.call('index_of', [1])];
  worker(0).fail();
  worker(0).fail();
  for (const it of calls) await expect(it).rejects.toMatchObject({ code: 'crashed' });
  await expect(room.call('overview', [])).rejects.toMatchObject({ code: 'crashed' });
  expect(worker(0).ended).toBe(true);
  expect(room.onCrash).toHaveBeenCalledOnce();
});

test('each list has a worker of its own, and the module is compiled once', async () => {
  const { engine, worker } = start();
  const first = engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  const module = {} as WebAssembly.Module;
  worker(0).answer({ module });
  worker(0).answer({ id: 1, result: 'one' });
  await first.overview;
  const second = engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  expect([worker(0).booted, worker(1).booted]).toEqual([['packed'], [module]]);
  worker(1).answer({ id: 1, trap: true, memory: 1 });
  await expect(second.overview).rejects.toMatchObject({ code: 'crashed' });
  expect([worker(0).ended, worker(1).ended]).toEqual([false, true]);
  const still = first.room.call('index_of', [3]);
  worker(0).answer({ id: 2, result: 7 });
  expect(await still).toBe(7);
});

test('the first people come from the worker that will open the file, and what it cannot read is not told', async () => {
  const { engine, worker } = start();
  expect(worker(0).isWarmed).toBe(true);
  const [file, firstRows] = [new Blob(['PK']), { headings: ['Họ và tên'], rows: [['Lê Đào']] }];
  const shown = vi.fn();
  engine.peek(file, shown);
  expect(worker(0).asked).toEqual([{ id: 1, method: 'peek', args: [file] }]);
  worker(0).answer({ id: 1, progress: { ...progress, firstRows }, memory: 1 });
  worker(0).answer({ id: 1, failure: { code: 'damaged', message: '' } });
  expect(shown.mock.calls).toEqual([[firstRows]]);
  engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  expect([worker(0).asked.length, FakeWorker.made.length]).toEqual([2, 1]);
});

test('a large file goes to the worker piece by piece, and is opened when it is there', async () => {
  vi.useRealTimers();
  const { engine, worker } = start();
  const bytes = new Uint8Array(9_000_000).map((_, at) => at % 251);
  const { overview } = engine.open(bytes, REQUEST, () => {});
  await vi.waitFor(() => expect(worker(0).asked).toHaveLength(1));
  const { pieces } = worker(0);
  const together = new Uint8Array(pieces[0]?.size ?? 0);
  for (const { piece, start } of pieces) together.set(piece, start);
  expect(pieces).toHaveLength(3);
  expect(together.every((it, at) => it === at % 251)).toBe(true);
  worker(0).answer({ id: 1, result: 'done' });
  expect(await overview).toBe('done');
});

test('a refused file ends its worker', async () => {
  const { engine, worker } = start();
  const { overview } = engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  worker(0).answer({ id: 1, failure: { code: 'damaged', message: '' } });
  await expect(overview).rejects.toMatchObject({ code: 'damaged' });
  expect(worker(0).ended).toBe(true);
});

test('too much memory ends the worker', async () => {
  const { engine, worker } = start();
  const { overview } = engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  worker(0).answer({ id: 1, progress, memory: MOST_MEMORY + 1 });
  await expect(overview).rejects.toMatchObject({ code: 'too-large' });
  expect(worker(0).ended).toBe(true);
});

test('a trap near the end of memory is said to be for want of it', async () => {
  const { engine, worker } = start();
  const { overview } = engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  worker(0).answer({ id: 1, trap: true, memory: MOST_MEMORY });
  await expect(overview).rejects.toMatchObject({ code: 'too-large' });
});

test('twenty seconds without a word of progress end the worker', async () => {
  const { engine, worker } = start();
  const { overview } = engine.open(new Uint8Array(), REQUEST, () => {});
  await fed();
  const failed = expect(overview).rejects.toMatchObject({ code: 'hung' });
  vi.advanceTimersByTime(19_000);
  worker(0).answer({ id: 1, progress, memory: 1 });
  vi.advanceTimersByTime(19_000);
  expect(worker(0).ended).toBe(false);
  vi.advanceTimersByTime(2_000);
  expect(worker(0).ended).toBe(true);
  await failed;
});

test('a worker that has nothing to do is not watched', () => {
  const { worker, room } = opened();
  void room.call('index_of', [1]);
  worker(0).answer({ id: 1, result: 1 });
  vi.advanceTimersByTime(600_000);
  expect(worker(0).ended).toBe(false);
});

test('what is ended is nobody’s any more', async () => {
  const { room, worker } = opened();
  const call = room.call('overview', []);
  room.end();
  worker(0).answer({ id: 1, result: {} });
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
  expect(worker(0).ended).toBe(true);
  expect(room.onCrash).not.toHaveBeenCalled();
});
