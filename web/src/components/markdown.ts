/** A small part of Markdown as plain data: what the rules' pages use, and nothing that could carry code. */

export type Inline = { kind: 'text' | 'strong' | 'em' | 'code'; text: string };

export type Block =
  | { kind: 'heading'; level: number; content: Inline[] }
  | { kind: 'paragraph'; content: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; head: Inline[][]; rows: Inline[][][] }
  | { kind: 'fence'; language: string; text: string };

export function parseMarkdown(source: string): Block[] {
  const lines = source.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const [block, next] = readBlock(lines, at);
    if (block) blocks.push(block);
    at = next;
  }
  return blocks;
}

type Read = [Block | undefined, number];

const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/;

function readBlock(lines: string[], at: number): Read {
  const line = lines[at] ?? '';
  if (!line.trim()) return [undefined, at + 1];
  if (/^\s*```/.test(line)) return readFence(lines, at);
  const heading = /^(#{1,6})\s+(.*?)\s*#*$/.exec(line);
  if (heading) {
    const level = heading[1]?.length ?? 1;
    return [{ kind: 'heading', level, content: parseInline(heading[2] ?? '') }, at + 1];
  }
  if (isRow(line) && /^\s*\|?[\s:|-]+\|[\s:|-]*$/.test(lines[at + 1] ?? '')) return readTable(lines, at);
  if (ITEM.test(line)) return readList(lines, at);
  return readParagraph(lines, at);
}

function readFence(lines: string[], at: number): Read {
  const language = (lines[at] ?? '').trim().slice(3).trim();
  let end = at + 1;
  while (end < lines.length && !/^\s*```\s*$/.test(lines[end] ?? '')) end++;
  return [{ kind: 'fence', language, text: lines.slice(at + 1, end).join('\n') }, end + 1];
}

function isRow(line: string): boolean {
  return line.trim().startsWith('|');
}

function readTable(lines: string[], at: number): Read {
  let end = at + 2;
  while (end < lines.length && isRow(lines[end] ?? '')) end++;
  const rows = lines.slice(at + 2, end).map(readCells);
  return [{ kind: 'table', head: readCells(lines[at] ?? ''), rows }, end];
}

function readCells(line: string): Inline[][] {
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((it) => parseInline(it.trim()));
}

function readList(lines: string[], at: number): Read {
  const items: string[] = [];
  const ordered = ITEM.exec(lines[at] ?? '')?.[1] !== undefined;
  let end = at;
  for (; end < lines.length && (lines[end] ?? '').trim(); end++) {
    const item = ITEM.exec(lines[end] ?? '');
    if (item) items.push(item[2] ?? '');
    else items.push(`${items.pop() ?? ''} ${(lines[end] ?? '').trim()}`);
  }
  return [{ kind: 'list', ordered, items: items.map(parseInline) }, end];
}

function readParagraph(lines: string[], at: number): Read {
  let end = at + 1;
  while (end < lines.length && (lines[end] ?? '').trim() && !/^\s*(```|#{1,6}\s|\|)/.test(lines[end] ?? '')) {
    if (ITEM.test(lines[end] ?? '')) break;
    end++;
  }
  const text = lines.slice(at, end).map((it) => it.replace(/^\s*>\s?/, '').trim()).join(' ');
  return [{ kind: 'paragraph', content: parseInline(text) }, end];
}

const MARK = /`([^`]+)`|\*\*(.+?)\*\*|\*([^*\s][^*]*)\*|\[([^\]]+)\]\([^)]*\)/g;

/** A link becomes its words: the page leads nowhere. */
export function parseInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const mark of text.matchAll(MARK)) {
    if (mark.index > from) parts.push({ kind: 'text', text: text.slice(from, mark.index) });
    parts.push(marked(mark));
    from = mark.index + mark[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}

function marked([, code, strong, em, link]: RegExpMatchArray): Inline {
  if (code !== undefined) return { kind: 'code', text: code };
  if (strong !== undefined) return { kind: 'strong', text: strong };
  if (em !== undefined) return { kind: 'em', text: em };
  return { kind: 'text', text: link ?? '' };
}

export interface ExampleFinding {
  row: string;
  column: string;
  severity: string;
  message: string;
  /** What the fix would write. */
  value: string | undefined;
}

/** Lines of a `findings` fence: `1: Số điện thoại: error: Thiếu số 0 => 0912345678 (safe)`. */
export function readFindings(text: string): ExampleFinding[] {
  return text.split('\n').flatMap((line) => {
    const parts = /^(\d+): (.+?): (error|warning|hint): (.*?)(?: => (.*) \(\w+\))?$/.exec(line.trim());
    const [, row, column, severity, message, value] = parts ?? [];
    return row && column && severity && message ? [{ row, column, severity, message, value }] : [];
  });
}
