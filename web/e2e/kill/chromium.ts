import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { chromium, type Page } from '@playwright/test';

/** A browser with a profile that outlives it, and a process of ours that can be killed outright. */
export class Chromium {
  #process: ChildProcess | undefined;

  private constructor(readonly profile: string) {}

  static async withProfile(): Promise<Chromium> {
    return new Chromium(await mkdtemp(join(tmpdir(), 'soat-kill-')));
  }

  async start(address: string): Promise<Page> {
    const flags = ['--headless=new', '--no-sandbox', '--remote-debugging-port=0', '--no-first-run', '--hide-crash-restore-bubble'];
    const args = [...flags, '--window-size=1366,768', `--user-data-dir=${this.profile}`, 'about:blank'];
    // A group of its own, so that its renderers are killed with it.
    const process = spawn(chromiumPath(), args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    this.#process = process;
    const browser = await chromium.connectOverCDP(await portOf(process));
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('no page');
    await page.goto(address);
    return page;
  }

  /** As a power cut would, but for what the operating system still holds. */
  async kill() {
    const { pid } = this.#process ?? {};
    if (pid === undefined) return;
    const gone = new Promise((done) => this.#process?.once('exit', done));
    process.kill(-pid, 'SIGKILL');
    await gone;
    this.#process = undefined;
  }

  async remove() {
    await this.kill();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

function chromiumPath(): string {
  return process.env['CHROME'] ?? chromium.executablePath();
}

function portOf({ stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stderr?.on('data', (it: Buffer) => {
      said += it.toString();
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (address) resolve(address);
    });
    stderr?.once('close', () => reject(new Error(said)));
  });
}
