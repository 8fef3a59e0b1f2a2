import { describe, expect, test } from 'vitest';
import { LONGEST, cleanText, formatHtml, formatTsv, parseTsv, seen } from './text';

describe('clean text', () => {
  test.each([
    ['Tra\u0302\u0300n', 'Trần'],
    ['a\u00a0b\u202fc', 'a b c'],
    ['\ufeffa\u200bb\u200cc\u200dd', 'abcd'],
    ['Thôn 1\r\nXã Cây Đa\n', 'Thôn 1 Xã Cây Đa'],
    ['  hai đầu  ', '  hai đầu  '],
  ])('%j becomes %j', (from, to) => expect(cleanText(from)).toBe(to));
});

test('only as much of a text is laid out as can be seen', () => {
  expect(seen('a'.repeat(LONGEST))).toHaveLength(LONGEST);
  expect(seen('a'.repeat(90_000))).toBe(`${'a'.repeat(LONGEST)}…`);
});

describe('tab-separated text', () => {
  test.each<[string, string[][]]>([
    ['a', [['a']]],
    ['a\r\n', [['a']]],
    ['a\tb\r\nc\td\r\n', [['a', 'b'], ['c', 'd']]],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['\t', [['', '']]],
    ['a\t\r\n', [['a', '']]],
    ['a\rb', [['a'], ['b']]],
    ['"x\ty\nz"\tb', [['x\ty\nz', 'b']]],
    ['"nói ""vâng"""', [['nói "vâng"']]],
    ['""', [['']]],
    ['"không đóng\tb', [['"không đóng', 'b']]],
    ['"a" b\tc', [['"a" b', 'c']]],
    ['a "b"\tc', [['a "b"', 'c']]],
  ])('reads %j', (text, rows) => expect(parseTsv(text)).toEqual(rows));

  test('what is written is read back', () => {
    const rows = [['a', 'b\tc', ''], ['"d', 'e\r\nf', 'g "h"'], ['""', '', '\n']];
    expect(parseTsv(formatTsv(rows))).toEqual(rows);
  });

  test('many quotes that open nothing are read in good time', () => {
    const rows = parseTsv('"x\t'.repeat(50_000));
    expect(rows[0]).toHaveLength(50_001);
  });

  test('the HTML twin marks cells as text and escapes them', () => {
    const html = formatHtml([['001', '<b>&"']]);
    expect(html).toContain('<td>001</td><td>&lt;b&gt;&amp;&quot;</td>');
    expect(html).toContain('mso-number-format');
  });
});
