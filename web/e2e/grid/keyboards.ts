import type { CDPSession } from '@playwright/test';

/** Imitates Vietnamese keyboards of Windows through the browser's own input queue. */
export class Keyboards {
  constructor(readonly cdp: CDPSession) {}

  /** A key of the real keyboard, as it reaches the page when the tool lets it through. */
  async letter(text: string): Promise<void> {
    const code = /[a-z]/i.test(text) ? `Key${text.toUpperCase()}` : text === ' ' ? 'Space' : '';
    const windowsVirtualKeyCode = text.toUpperCase().charCodeAt(0);
    await this.#key({ key: text, code, windowsVirtualKeyCode, text });
  }

  /** What UniKey, EVKey and OpenKey inject to delete: a Backspace without a scan code, so `event.code` is empty. */
  async injectedBackspace(): Promise<void> {
    await this.#key({ key: 'Backspace', code: '', windowsVirtualKeyCode: 8 });
  }

  /** An injected letter: VK_PACKET, 231. */
  async injected(text: string): Promise<void> {
    await this.#key({ key: text, code: '', windowsVirtualKeyCode: 231, text });
  }

  /** The clipboard mode of UniKey: the word is pasted with Shift+Insert. */
  async shiftInsert(): Promise<void> {
    const shift = { key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: 16, modifiers: 8 };
    const insert = { key: 'Insert', code: 'Insert', windowsVirtualKeyCode: 45, modifiers: 8, commands: ['paste'] };
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...shift });
    await this.#key(insert);
    await this.cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...shift, modifiers: 0 });
  }

  /** A composing keyboard: Windows' Telex, VietType. Each text replaces the one before; the last is kept. */
  async compose(...texts: string[]): Promise<void> {
    for (const text of texts) {
      await this.cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    }
    await this.cdp.send('Input.insertText', { text: texts.at(-1) ?? '' });
  }

  async #key(key: { key: string; code: string; windowsVirtualKeyCode: number; text?: string; modifiers?: number; commands?: string[] }): Promise<void> {
    await this.cdp.send('Input.dispatchKeyEvent', { type: key.text ? 'keyDown' : 'rawKeyDown', ...key });
    await this.cdp.send('Input.dispatchKeyEvent', { ...key, type: 'keyUp', text: undefined, commands: undefined });
  }
}
