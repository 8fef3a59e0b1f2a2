import { describe, expect, test } from 'vitest';
import { intentOf } from './keyboard';

const keys = (text: string) => {
  const parts = text.split('+');
  return {
    key: parts.at(-1) ?? '',
    shiftKey: parts.includes('Shift'),
    ctrlKey: parts.includes('Ctrl'),
    altKey: parts.includes('Alt'),
    metaKey: false,
  };
};

describe('while a cell is selected', () => {
  test.each([
    ['ArrowDown', { do: 'step', rows: 1, columns: 0, extend: false }],
    ['Shift+ArrowLeft', { do: 'step', rows: 0, columns: -1, extend: true }],
    ['Ctrl+Shift+ArrowRight', { do: 'jump', rows: 0, columns: 1, extend: true }],
    ['Home', { do: 'jump', rows: 0, columns: -1, extend: false }],
    ['Ctrl+End', { do: 'corner', to: 'last', extend: false }],
    ['Shift+PageUp', { do: 'page', rows: -1, extend: true }],
    ['Ctrl+Shift+Z', { do: 'command', name: 'redo' }],
    ['Alt+ArrowDown', { do: 'suggest' }],
    ['Shift+F6', { do: 'leave', direction: 'backward' }],
    ['Delete', { do: 'clear' }],
  ])('%s', (text, intent) => expect(intentOf(keys(text), false)).toEqual(intent));

  test.each(['a', 'đ', ' ', 'Process', 'Ctrl+c', 'Ctrl+v', 'Shift+Insert', 'Shift+Delete', 'Ctrl+Alt+z', 'F5'])(
    '%s is left to the browser',
    (text) => expect(intentOf(keys(text), false)).toBeUndefined(),
  );
});

describe('while editing', () => {
  test.each(['a', 'Backspace', 'Delete', 'ArrowLeft', 'Shift+ArrowLeft', 'Home', 'Ctrl+a', 'Ctrl+z', 'Shift+ArrowUp'])(
    '%s belongs to the text',
    (text) => expect(intentOf(keys(text), true)).toBeUndefined(),
  );

  test.each(['Enter', 'Tab', 'Escape', 'F6', 'F8', 'Ctrl+f', 'ArrowUp'])('%s is the grid’s', (text) =>
    expect(intentOf(keys(text), true)).toBeDefined(),
  );
});
