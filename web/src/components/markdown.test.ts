import { expect, test } from 'vitest';

import { parseInline, parseMarkdown, readFindings } from './markdown';

const words = (text: string) => [{ kind: 'text', text }];

test('headings, paragraphs over several lines, lists', () => {
  const source = '# Tên\n\nMột dòng\nnối tiếp.\n\n- một\n- hai\n  nối\n\n1. đầu\n2. sau\n';
  expect(parseMarkdown(source)).toEqual([
    { kind: 'heading', level: 1, content: words('Tên') },
    { kind: 'paragraph', content: words('Một dòng nối tiếp.') },
    { kind: 'list', ordered: false, items: [words('một'), words('hai nối')] },
    { kind: 'list', ordered: true, items: [words('đầu'), words('sau')] },
  ]);
});

test('fences keep their text as it is, also when never closed', () => {
  expect(parseMarkdown('```tsv\na\tb\n# c\n```\nx')).toEqual([
    { kind: 'fence', language: 'tsv', text: 'a\tb\n# c' },
    { kind: 'paragraph', content: words('x') },
  ]);
  expect(parseMarkdown('```\na')).toEqual([{ kind: 'fence', language: '', text: 'a' }]);
});

test('tables', () => {
  expect(parseMarkdown('| a | b |\n|---|---|\n| 1 | `2` |')).toEqual([
    { kind: 'table', head: [words('a'), words('b')], rows: [[words('1'), [{ kind: 'code', text: '2' }]]] },
  ]);
});

test('inline marks; a link is its words; markup is text', () => {
  expect(parseInline('a **b** *c* `d*` [e](javascript:x) <img onerror=x>')).toEqual([
    { kind: 'text', text: 'a ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ' ' },
    { kind: 'em', text: 'c' },
    { kind: 'text', text: ' ' },
    { kind: 'code', text: 'd*' },
    { kind: 'text', text: ' ' },
    { kind: 'text', text: 'e' },
    { kind: 'text', text: ' <img onerror=x>' },
  ]);
});

test('a lone asterisk or an empty source is nothing special', () => {
  expect(parseInline('2 * 3')).toEqual(words('2 * 3'));
  expect(parseMarkdown('')).toEqual([]);
});

test('findings of an example', () => {
  expect(readFindings('1: Số CCCD/CMND: error: Có 11 chữ số: thiếu\nkhác')).toEqual([
    { row: '1', column: 'Số CCCD/CMND', severity: 'error', message: 'Có 11 chữ số: thiếu', value: undefined },
  ]);
  expect(readFindings('2: Giới tính: hint: Ghi bằng chữ => 0 (safe)')).toEqual([
    { row: '2', column: 'Giới tính', severity: 'hint', message: 'Ghi bằng chữ', value: '0' },
  ]);
});
