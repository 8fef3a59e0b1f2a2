/** A page with the grid alone, over a list of invented people that arrives in pages. `window.harness` is for the tests. */
import { CellState, type GridColumn, type GridEvents, type GridRow, type GridSource, type GridTexts, type Suggestion } from '../../src/grid/contract';
import { createGrid } from '../../src/grid/grid';
import { formatTsv } from '../../src/grid/text';

const options = new URLSearchParams(location.search);
let nRows = Number(options.get('rows') ?? 1_000_000);
const delay = Number(options.get('delay') ?? 5);
const PAGE = 200;

const HEADINGS: [heading: string, width: number][] = [
  ['STT', 56], ['Họ và tên (*)', 190], ['Ngày sinh (*)', 110], ['Giới tính (*)', 76],
  ['Mã nhóm đối tượng', 90], ['Đơn vị công tác', 150], ['Số điện thoại (*)', 112],
  ['Số CMND/CCCD/Mã định danh công dân (*)', 150], ['Số thẻ BHYT', 150], ['Tỉnh/Thành phố', 120],
  ['Mã tỉnh', 64], ['Quận/Huyện', 130], ['Mã huyện', 70], ['Xã/Phường', 130], ['Mã xã', 76],
  ['Địa chỉ chi tiết', 180], ['Vắc xin mũi 1', 120], ['Ngày tiêm mũi 1', 110], ['Số lô mũi 1', 100],
  ['Nơi tiêm mũi 1', 150], ['Vắc xin mũi 2', 120], ['Ngày tiêm mũi 2', 110], ['Số lô mũi 2', 100],
  ['Nơi tiêm mũi 2', 150], ['Ghi chú', 160],
];
const NAME = 1;
const BIRTH = 2;
const ID = 7;

const columns: GridColumn[] = HEADINGS.map(([heading, width], at) => ({
  key: `c${at}`,
  heading,
  letter: String.fromCharCode(65 + at),
  width,
  frozen: at === NAME || at === ID,
  readonly: at === 0,
  kind: at === 0 ? 'number' : 'text',
}));

const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi'];
const MIDDLE = ['Thị', 'Văn', 'Hữu', 'Ngọc', 'Minh'];
const GIVEN = ['Bông', 'Đào', 'Khế', 'Mận', 'Sen', 'Súng', 'Tre', 'Trúc', 'Xoài'];
const pick = (from: readonly string[], at: number): string => from[at % from.length] ?? '';
const two = (n: number): string => String(n).padStart(2, '0');
const name = (row: number): string => `${pick(FAMILY, row * 7)} ${pick(MIDDLE, row * 3)} ${pick(GIVEN, row * 5)}`;
const birth = (row: number): string => `${two((row % 28) + 1)}/${two((row % 12) + 1)}/${1940 + (row % 70)}`;
const id = (row: number): string => (row % 7 === 3 ? `${10_000_000_000 + row}` : `0${10_000_000_000 + row * 3}`);

function original(row: number): string[] {
  return HEADINGS.map((_, column) => {
    switch (column) {
      case 0: return String(row + 1);
      case NAME: return row % 11 === 4 ? name(row).toLowerCase() : name(row);
      case BIRTH: return row % 17 === 6 ? '31/02/1985' : birth(row);
      case 3: return row % 2 === 0 ? 'Nữ' : 'Nam';
      case 5: return 'Trạm y tế xã Cây Đa';
      case 6: return `09${String(10_000_000 + (row % 9_000_000)).padStart(8, '0')}`;
      case ID: return id(row);
      case 9: return 'Tỉnh Mẫu';
      case 10: return '99';
      case 13: return row % 13 === 2 ? 'X. Cây  Đa' : 'Xã Cây Đa';
      default: return column === 15 ? `Thôn ${(row % 9) + 1}` : '';
    }
  });
}

const edits = new Map<string, string>();
const loaded = new Map<number, GridRow[]>();
const asked = new Set<number>();
const log: unknown[][] = [];

function build(row: number): GridRow {
  const cells = original(row).map((it, column) => edits.get(`${row},${column}`) ?? it);
  const states = new Uint8Array(cells.length);
  cells.forEach((value, column) => {
    states[column] = stateOf(column, value) | (edits.has(`${row},${column}`) ? CellState.Edited : 0);
  });
  return { label: String(row + 9), cells, states, rowState: states.reduce((all, it) => all | it, 0) };
}

function stateOf(column: number, value: string): number {
  if (column === ID) return /^\d{12}$/.test(value) ? 0 : CellState.Error;
  if (column === BIRTH) return value.startsWith('31/02') ? CellState.Error : 0;
  if (column === NAME) return value === value.toLowerCase() ? CellState.Warning : 0;
  return column === 13 && value.includes('  ') ? CellState.Hint : 0;
}

const source: GridSource = {
  nRows: () => nRows,
  row: (index) => loaded.get(Math.floor(index / PAGE))?.[index % PAGE],
  need(first, last) {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) load(page);
  },
};

function load(page: number): void {
  if (asked.has(page)) return;
  asked.add(page);
  setTimeout(() => {
    loaded.set(page, Array.from({ length: PAGE }, (_, at) => build(page * PAGE + at)));
    grid.refresh(page * PAGE, page * PAGE + PAGE - 1);
  }, delay);
}

const value = (row: number, column: number): string => build(row).cells[column] ?? '';

function change(row: number, column: number, text: string): void {
  edits.set(`${row},${column}`, text);
  const rows = loaded.get(Math.floor(row / PAGE));
  if (rows) rows[row % PAGE] = build(row);
}

const events: GridEvents = {
  edit(changes, how) {
    log.push(['edit', how, changes]);
    // As a worker would: later.
    setTimeout(() => {
      for (const it of changes) change(it.row, it.column, it.value);
      for (const it of changes) grid.refresh(it.row, it.row);
    }, delay);
  },
  active: (row, column) => log.push(['active', row, column]),
  suggestions: (row, column) =>
    new Promise((resolve) => setTimeout(() => resolve(suggestionsFor(row, column)), delay)),
  accept(row, column, suggestion) {
    log.push(['accept', row, column, suggestion.id]);
    change(row, column, suggestion.value);
    grid.refresh(row, row);
  },
  copy: async ({ top, bottom, left, right }) => {
    log.push(['copy', top, bottom, left, right]);
    const rows = Array.from({ length: Math.min(bottom - top + 1, 5000) }, (_, at) => build(top + at).cells.slice(left, right + 1));
    return formatTsv(rows);
  },
  leave(direction) {
    log.push(['leave', direction]);
    document.getElementById(direction === 'forward' ? 'after' : 'before')?.focus();
  },
  command: (name) => log.push(['command', name]),
  describe(row, column) {
    const state = source.row(row)?.states[column] ?? 0;
    if (state & CellState.Error) return { label: 'Lỗi', message: column === ID ? 'Số định danh phải có 12 chữ số, ô này có 11' : 'Ngày 31/02 không có trong lịch' };
    if (state & CellState.Warning) return { label: 'Cần xem lại', message: 'Họ tên viết thường' };
    return undefined;
  },
};

function suggestionsFor(row: number, column: number): Suggestion[] {
  const text = value(row, column);
  if (column === ID && text.length === 11) {
    return [
      { id: 'zero', value: `0${text}`, title: 'Thêm số 0 ở đầu đã bị Excel làm mất', evidence: ['Mã tỉnh 010 và năm sinh khớp với ngày sinh'], applicability: 'safe' },
      { id: 'keep', value: text, title: 'Giữ nguyên và xác minh với công an xã', evidence: [], applicability: 'manual' },
    ];
  }
  if (column !== NAME) return [];
  const proper = text.replace(/(^| )\p{L}/gu, (it) => it.toUpperCase());
  return [{ id: 'case', value: proper, title: 'Viết hoa chữ cái đầu', evidence: ['Giấy tờ tuỳ thân viết hoa'], applicability: 'confirm' }];
}

const texts: GridTexts = {
  gridName: 'Danh sách đối tượng',
  help: 'F2 để sửa ô, Alt và mũi tên xuống để xem đề xuất, F6 để ra khỏi bảng.',
  rowHeading: 'Dòng',
  loading: '…',
  cellName: (column, rowLabel, text) => `${column.heading}, dòng ${rowLabel}: ${text === '' ? 'trống' : text}`,
  suggestions: 'Đề xuất sửa',
  searching: 'Đang tìm đề xuất…',
  noSuggestions: 'Không có đề xuất cho ô này',
  applicability: { safe: 'An toàn', confirm: 'Cần xác nhận', manual: 'Tự xem xét' },
  readonlyColumn: (heading) => `Cột “${heading}” không sửa được`,
  skippedCells: (count) => `Đã bỏ qua ${count} ô nằm ngoài danh sách hoặc không sửa được`,
  tooManyCells: (most) => `Chỉ sửa được tối đa ${most.toLocaleString('vi-VN')} ô một lần`,
  copyFailed: 'Trình duyệt không cho sao chép',
};

const host = document.getElementById('grid');
if (!host) throw new Error('no #grid');
const grid = createGrid(host, source, events, texts);
grid.setColumns(columns);
grid.goTo(0, NAME);
grid.focus();

const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.violatedDirective} ${event.blockedURI}`));

const harness = {
  grid,
  log,
  violations,
  value,
  change(row: number, column: number, text: string): void {
    change(row, column, text);
    grid.refresh(row, row);
  },
  setRows(count: number): void {
    nRows = count;
    grid.reset();
  },
  frozen(all: boolean): void {
    grid.setColumns(columns.map((it, at) => ({ ...it, frozen: all ? at < 9 : it.frozen })));
  },
};

declare global {
  interface Window {
    harness: typeof harness;
  }
}
window.harness = harness;
