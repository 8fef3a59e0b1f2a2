import { expect, test, vi } from 'vitest';

import { Engine, type Port } from './client';
import type { Request, Response } from './protocol';

/** A worker that answers only when told. */
class FakeWorker implements Port {
  static made: FakeWorker[] = [];
  asked: Request[] = [];
  ended = false;
  onmessage: Port['onmessage'] = null;
  onerror: Port['onerror'] = null;
  onmessageerror: Port['onmessageerror'] = null;

  constructor() {
    FakeWorker.made.push(this);
  }

  postMessage(request: unknown) {
    this.asked.push(request as Request);
  }

  terminate() {
    this.ended = true;
  }

  answer(response: Response) {
    this.onmessage?.call(this as unknown as Worker, { data: response } as MessageEvent);
  }

  fail() {
    const event = { preventDefault() {} } as ErrorEvent;
    this.onerror?.call(this as unknown as Worker, event);
  }
}

function start() {
  FakeWorker.made = [];
  const engine = new Engine(() => new FakeWorker());
  const worker = (n: number) => FakeWorker.made[n] as FakeWorker;
  return { engine, worker };
}

test('answers go to their own calls, in any order', async () => {
  const { engine, worker } = start();
  const first = engine.call('index_of', [1]);
  const second = engine.call('index_of', [2]);
  worker(0).answer({ id: 2, result: 20 });
  worker(0).answer({ id: 1, result: 10 });
  expect(await Promise.all([first, second])).toEqual([10, 20]);
});

test('a failure keeps its code and its message', async () => {
  const { engine, worker } = start();
  const call = engine.call('overview', []);
  worker(0).answer({ id: 1, failure: { code: 'damaged', message: 'Tệp hỏng' } });
  await expect(call).rejects.toMatchObject({ code: 'damaged', message: 'Tệp hỏng' });
});

test('progress is told until the answer, and never after', async () => {
  const { engine, worker } = start();
  const told = vi.fn();
  const call = engine.call('open', [new Uint8Array(), { fileName: 'a', today: '2026-01-01' }], told);
  const progress = { stage: 'reading', rows: 5, of: undefined, firstRows: undefined };
  worker(0).answer({ id: 1, progress });
  worker(0).answer({ id: 1, result: 'done' });
  worker(0).answer({ id: 1, progress });
  expect(await call).toBe('done');
  expect(told).toHaveBeenCalledTimes(1);
});

test('a crash rejects every pending call and starts another worker', async () => {
  const { engine, worker } = start();
  engine.onCrash = vi.fn();
  const calls = [engine.call('overview', []), engine.call('index_of', [1])];
  worker(0).fail();
  for (const it of calls) await expect(it).rejects.toMatchObject({ code: 'crashed' });
  expect(worker(0).ended).toBe(true);
  expect(engine.onCrash).toHaveBeenCalledOnce();
  const next = engine.call('index_of', [3]);
  worker(1).answer({ id: 3, result: 7 });
  expect(await next).toBe(7);
});

test('abort ends the worker, and a late answer is nobody’s', async () => {
  const { engine, worker } = start();
  engine.onCrash = vi.fn();
  const call = engine.call('overview', []);
  engine.abort();
  worker(0).answer({ id: 1, result: {} });
  await expect(call).rejects.toMatchObject({ code: 'aborted' });
  expect(worker(0).ended).toBe(true);
  expect(engine.onCrash).not.toHaveBeenCalled();
});
