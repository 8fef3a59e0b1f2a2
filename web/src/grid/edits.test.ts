import { expect, test } from 'vitest';
import { pasteTarget } from './edits';

const selected = { top: 2, bottom: 7, left: 1, right: 2 };

test.each([
  ['one value fills the selection', [['a']], selected],
  ['a row is repeated downwards', [['a', 'b']], selected],
  ['a block whose multiple is selected is repeated', [['a'], ['b'], ['c']], selected],
  ['any other block is laid once', [['a', 'b'], ['c', 'd'], ['e', 'f'], ['g', 'h']], { top: 2, bottom: 5, left: 1, right: 2 }],
  ['a ragged block is as wide as its widest row', [['a'], ['b', 'c', 'd']], { top: 2, bottom: 3, left: 1, right: 3 }],
])('%s', (_, block, target) => expect(pasteTarget(block, selected)).toEqual(target));
