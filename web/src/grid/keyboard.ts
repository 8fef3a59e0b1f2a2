import type { GridCommand } from './contract';

/** What a key asks for. Letters ask for nothing: they reach the text area by themselves. */
export type Intent =
  | { do: 'step' | 'jump'; rows: -1 | 0 | 1; columns: -1 | 0 | 1; extend: boolean }
  | { do: 'page'; rows: -1 | 1; extend: boolean }
  | { do: 'corner'; to: 'first' | 'last'; extend: boolean }
  | { do: 'enter' | 'tab'; back: boolean }
  | { do: 'open' | 'open-empty' | 'cancel' | 'clear' | 'select-all' | 'suggest' }
  | { do: 'leave'; direction: 'forward' | 'backward' }
  | { do: 'command'; name: GridCommand };

type Keys = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const ARROWS: Record<string, { rows: -1 | 0 | 1; columns: -1 | 0 | 1 }> = {
  ArrowUp: { rows: -1, columns: 0 },
  ArrowDown: { rows: 1, columns: 0 },
  ArrowLeft: { rows: 0, columns: -1 },
  ArrowRight: { rows: 0, columns: 1 },
};

const LETTERS: Record<string, Intent> = {
  a: { do: 'select-all' },
  z: { do: 'command', name: 'undo' },
  y: { do: 'command', name: 'redo' },
};

/** What keys do that keep the draft and go on to another cell. */
export const MOVES_ON: ReadonlySet<Intent['do']> = new Set(['enter', 'tab', 'step']);

/** Undefined leaves the key to the browser. Composing keys must not be asked about. */
export function intentOf(keys: Keys, editing: boolean): Intent | undefined {
  const ctrl = keys.ctrlKey || keys.metaKey;
  if (keys.altKey) return !ctrl && keys.key === 'ArrowDown' ? { do: 'suggest' } : undefined;
  return always(keys, ctrl) ?? (editing ? whileEditing(keys, ctrl) : whileSelected(keys, ctrl));
}

function always({ key, shiftKey }: Keys, ctrl: boolean): Intent | undefined {
  if (ctrl) return key.toLowerCase() === 'f' && !shiftKey ? { do: 'command', name: 'find' } : undefined;
  switch (key) {
    case 'Enter': return { do: 'enter', back: shiftKey };
    case 'Tab': return { do: 'tab', back: shiftKey };
    case 'Escape': return { do: 'cancel' };
    case 'F6': return { do: 'leave', direction: shiftKey ? 'backward' : 'forward' };
    case 'F8': return { do: 'command', name: shiftKey ? 'previous-problem' : 'next-problem' };
    default: return undefined;
  }
}

/** Left and right stay native: some Vietnamese keyboards inject Shift+Left before they replace a letter. */
function whileEditing({ key, shiftKey }: Keys, ctrl: boolean): Intent | undefined {
  if (ctrl || shiftKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return undefined;
  return { do: 'step', rows: key === 'ArrowUp' ? -1 : 1, columns: 0, extend: false };
}

function whileSelected({ key, shiftKey: extend }: Keys, ctrl: boolean): Intent | undefined {
  const arrow = ARROWS[key];
  if (arrow) return { do: ctrl ? 'jump' : 'step', ...arrow, extend };
  if (key === 'Home' || key === 'End') {
    const to = key === 'Home' ? 'first' : 'last';
    if (ctrl) return { do: 'corner', to, extend };
    return { do: 'jump', rows: 0, columns: to === 'first' ? -1 : 1, extend };
  }
  if (ctrl) return extend && key.toLowerCase() === 'z' ? LETTERS['y'] : LETTERS[key.toLowerCase()];
  switch (key) {
    case 'PageUp': return { do: 'page', rows: -1, extend };
    case 'PageDown': return { do: 'page', rows: 1, extend };
    case 'F2': return { do: 'open' };
    case 'Backspace': return { do: 'open-empty' };
    // Shift+Delete is the old key for cutting and reaches the `cut` event.
    case 'Delete': return extend ? undefined : { do: 'clear' };
    default: return undefined;
  }
}
