// One Chromium, and in it workers that are asked one thing at a time.

/** Calls into one kind of worker, in a page of its own so that one cannot starve or kill another. */
export class Lab {
  #page;
  #gone;

  /** `kind` is a file in `page/`. */
  static async start(context, address, kind) {
    const page = await context.newPage();
    const lab = new Lab();
    lab.#page = page;
    lab.#gone = new Promise((_, reject) => {
      page.on('crash', () => reject(new Error('the page ran out of memory')));
    });
    lab.#gone.catch(() => {});
    await page.goto(`${address}/bench/index.html`);
    await page.evaluate(inPage, { kind, address });
    await lab.ask('start');
    return lab;
  }

  /** `given.list` is the address of a file; the worker gets its bytes. */
  ask(name, given = {}) {
    const call = this.#page.evaluate(([it, that]) => window.ask(it, that), [name, given]);
    return Promise.race([call, this.#gone]);
  }

  stop() {
    return this.#page.close();
  }
}

/** Runs in the page. */
function inPage({ kind, address }) {
  const type = kind === 'soat' ? 'module' : 'classic';
  const worker = new Worker(`${address}/bench/${kind}.js`, { type });
  window.ask = async (name, given) => {
    const transfer = [];
    if (given.list) {
      given.bytes = await (await fetch(given.list)).arrayBuffer();
      transfer.push(given.bytes);
    }
    if (given.rowsOf) given.rows = await (await fetch(given.rowsOf)).json();
    const { result, failure } = await new Promise((resolve, reject) => {
      worker.onmessage = ({ data }) => 'progress' in data || resolve(data);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.postMessage({ name, given }, transfer);
    });
    if (failure) throw new Error(failure);
    if (!result.file) return result;
    const binary = Array.from(result.file, (it) => String.fromCharCode(it)).join('');
    return { ...result, file: btoa(binary) };
  };
}

/** A way to ask how long the pages' processes have computed, in milliseconds: other programs' load does not count. */
export async function processorTime(browser) {
  const session = await browser.newBrowserCDPSession();
  return async () => {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    const renderers = processInfo.filter((it) => it.type === 'renderer');
    return 1000 * renderers.reduce((sum, it) => sum + it.cpuTime, 0);
  };
}
