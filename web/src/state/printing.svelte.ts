/** What is to be printed on A4. */

import { EngineFailure, type PrintPage } from '../engine/protocol';
import { failureText } from '../texts/failures';
import type { Journal } from './journal';
import type { Toasts } from './toasts.svelte';

/** A list that left, or the record of handing it over. */
export type Printable = 'handoff_page' | 'record_page';

export class Printing {
  pages = $state.raw<readonly PrintPage[]>([]);

  readonly #journal: Journal;
  readonly #toasts: Toasts;

  constructor(journal: Journal, toasts: Toasts) {
    this.#journal = journal;
    this.#toasts = toasts;
  }

  /** Lists by their codes. False when it came to nothing, which has been told. */
  async open(what: Printable, codes: readonly string[]): Promise<boolean> {
    try {
      this.pages = await Promise.all(codes.map((it) => this.#journal.ask(what, it)));
      return true;
    } catch (error) {
      if (!(error instanceof EngineFailure)) throw error;
      this.#toasts.show({ text: failureText(error) });
      return false;
    }
  }
}
