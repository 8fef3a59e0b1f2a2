/** Invented people with known mistakes, the same at every run. */

export type Cell = string | number | Date | null;

/** What is wrong, in the words of the page, and what it can do about it. */
export const PROBLEMS = {
  'Không có số CCCD/CMND': 'ask',
  'Mất số 0 ở đầu số CCCD': 'safe',
  'Ký tự thừa trong số CCCD/CMND': 'safe',
  'Ghi chữ thay cho số CCCD/CMND': 'ask',
  'Giới tính không khớp số CCCD': 'ask',
  'Chữ hoa, chữ thường không đúng': 'warn',
  'Ngày sinh không theo dạng dd/mm/yyyy': 'safe',
  'Ngày sinh là ô ngày của Excel': 'safe',
  'Chỉ có năm sinh': 'ask',
  'Giới tính ghi khác với danh sách': 'safe',
  'Số điện thoại mất số 0 ở đầu': 'safe',
  'Số điện thoại có dấu hoặc mã nước': 'safe',
  'Mã địa chỉ mất số 0 hoặc là ô số': 'safe',
} as const;
export type Problem = keyof typeof PROBLEMS;

/** A person as she is, and as she stands in the file. */
export interface Person {
  /** Excel's row number. */
  row: number;
  name: string;
  /** `dd/mm/yyyy`. */
  birth: string;
  sex: 0 | 1;
  phone: string;
  id: string;
  problems: Problem[];
  /** The cells of columns B to I and O, where they differ from the truth. */
  written: Partial<Record<'name' | 'birth' | 'sex' | 'phone' | 'id' | 'commune' | 'work', Cell>>;
}

type Spoil = (person: Person) => void;

const FAMILIES = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Dương'];
const GIVEN = ['An', 'Bình', 'Hà', 'Khánh', 'Linh', 'Minh', 'Ngọc', 'Thanh', 'Tâm', 'Xuân'];
const MIDDLES = [['Văn', 'Đức', 'Minh'], ['Thị', 'Thu', 'Ngọc']] as const;
const PLACES = ['001', '036', '040', '079'];
const PHONES = ['091', '098', '035', '086'];

/** How many people have each mistake, before the three who are named in `THREE`. */
const MIX: [number, Spoil][] = [
  [37, noId],
  [30, (it) => write(it, 'Mất số 0 ở đầu số CCCD', 'id', it.id.replace(/^0+/, ''))],
  [50, (it) => write(it, 'Mất số 0 ở đầu số CCCD', 'id', Number(it.id))],
  [15, (it) => write(it, 'Ký tự thừa trong số CCCD/CMND', 'id', it.id.replace(/(...)(?=.)/g, '$1 '))],
  [10, (it) => write(it, 'Ký tự thừa trong số CCCD/CMND', 'id', it.id.replace(/(...)(?=.)/g, '$1.'))],
  [15, (it) => write(it, 'Ghi chữ thay cho số CCCD/CMND', 'id', 'không có')],
  [19, otherSex],
  [11, smallName],
  [18, (it) => write(it, 'Ngày sinh không theo dạng dd/mm/yyyy', 'birth', loose(it.birth))],
  [25, dateCell],
  [10, (it) => write(it, 'Chỉ có năm sinh', 'birth', it.birth.slice(6))],
  [30, (it) => write(it, 'Giới tính ghi khác với danh sách', 'sex', ['Nam', 'Nữ'][it.sex] ?? null)],
  [35, (it) => write(it, 'Số điện thoại mất số 0 ở đầu', 'phone', Number(it.phone))],
  [15, (it) => write(it, 'Số điện thoại có dấu hoặc mã nước', 'phone', it.phone.replace(/(....)(...)/, '$1.$2.'))],
  [22, (it) => write(it, 'Mã địa chỉ mất số 0 hoặc là ô số', 'commune', '658')],
];

/** Three without an ID, who also have whatever else a person can have. */
const THREE: Spoil[] = [
  noId,
  (it) => {
    noId(it);
    dateCell(it);
    it.phone = `091${it.phone.slice(3)}`; // No CMND begins with 91.
    write(it, 'Giới tính ghi khác với danh sách', 'sex', ['Nam', 'Nữ'][it.sex] ?? null);
    write(it, 'Số điện thoại mất số 0 ở đầu', 'phone', Number(it.phone));
    write(it, 'Mã địa chỉ mất số 0 hoặc là ô số', 'commune', '658');
    it.written.work = '=Hợp tác xã 1+1';
  },
  (it) => {
    noId(it);
    smallName(it);
  },
];

/** One with a wrong sex, whose birth date is right but for its form. */
const FOURTH: Spoil = (it) => {
  otherSex(it);
  write(it, 'Ngày sinh không theo dạng dd/mm/yyyy', 'birth', loose(it.birth));
};

export interface People {
  all: Person[];
  /** In the order of `THREE`. */
  three: Person[];
  fourth: Person;
}

export function makePeople(count: number): People {
  const all = Array.from({ length: count }, (_, i) => person(i));
  const spoils = [...THREE, FOURTH, ...MIX.flatMap(([n, spoil]) => Array<Spoil>(n).fill(spoil))];
  // 7 and the count have no factor in common, so no one is spoilt twice.
  const spoilt = spoils.map((spoil, slot) => {
    const it = all[(slot * 7 + 3) % count];
    if (!it) throw new Error('too few people');
    spoil(it);
    return it;
  });
  const fourth = spoilt[THREE.length];
  if (!fourth) throw new Error('nobody is spoilt');
  return { all, three: spoilt.slice(0, THREE.length), fourth };
}

function person(i: number): Person {
  const sex = (i % 2) as 0 | 1;
  const [day, month, year] = [2 + ((i * 11) % 27), 1 + ((i * 7) % 12), 1950 + (i % 48)];
  // Months and years come round together every 48 people, all the names every 60: turned on a
  // little each 240, they never meet again, and nobody looks like one person twice.
  const turn = Math.floor(i / 240);
  const name = [pick(FAMILIES, i * 3 + turn), pick(MIDDLES[sex], i * 5), pick(GIVEN, (i >> 1) + turn * 3)].join(' ');
  return {
    row: 9 + i,
    name,
    birth: `${two(day)}/${two(month)}/${year}`,
    sex,
    phone: `${pick(PHONES, i >> 2)}${2_000_017 + i * 3571}`,
    id: `${pick(PLACES, i >> 1)}${sex}${two(year % 100)}${310_000 + i * 331}`,
    problems: [],
    written: {},
  };
}

function write(it: Person, problem: Problem, field: keyof Person['written'], cell: Cell) {
  it.problems.push(problem);
  it.written[field] = cell;
}

function noId(it: Person) {
  write(it, 'Không có số CCCD/CMND', 'id', null);
}

/** The middle name must not bear witness too. */
function otherSex(it: Person) {
  it.name = it.name.replace(/ (Văn|Thị) /, ' Minh ').replace(/ (Đức|Thu) /, ' Ngọc ');
  write(it, 'Giới tính không khớp số CCCD', 'sex', 1 - it.sex);
}

function smallName(it: Person) {
  write(it, 'Chữ hoa, chữ thường không đúng', 'name', it.name.toLowerCase());
}

/** Days after the twelfth, or the whole column would look as if day and month were exchanged. */
function dateCell(it: Person) {
  const day = 13 + (it.row % 15);
  it.birth = `${day}${it.birth.slice(2)}`;
  const [year, month] = [Number(it.birth.slice(6)), Number(it.birth.slice(3, 5))];
  write(it, 'Ngày sinh là ô ngày của Excel', 'birth', new Date(Date.UTC(year, month - 1, day)));
}

/** `3/4/1985`, or with dashes where nothing can be left out. */
function loose(birth: string): string {
  const short = birth.replace(/\b0/g, '');
  return short === birth ? birth.replaceAll('/', '-') : short;
}

function pick<T>(from: readonly T[], i: number): T {
  return from[i % from.length] as T;
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}
