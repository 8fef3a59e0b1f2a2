/** A file that could not be opened: why, and what may be tried next. */

import { EngineFailure } from '../engine/protocol';
import { failureText } from '../texts/failures';

/** What may be tried next is told by who failed. */
export interface Failed {
  name: string;
  message: string;
  openAt?: (headerRow: number) => void;
  openWith?: (password: string) => void;
}

/** What the user has said of a file that could not be read without. */
export interface Hints {
  headerRow?: number;
  password?: string;
}

export function failedOf(name: string, error: unknown, again?: (hints: Hints) => void): Failed {
  const failure = error instanceof EngineFailure ? error : { code: 'crashed', message: '' };
  return { name, message: failureText(failure), ...(again && waysOn(failure.code, again)) };
}

function waysOn(code: string, again: (hints: Hints) => void): Partial<Failed> {
  if (code === 'no-header') return { openAt: (headerRow) => again({ headerRow }) };
  const isLocked = code === 'password-protected' || code === 'password-wrong';
  return isLocked ? { openWith: (password) => again({ password }) } : {};
}
