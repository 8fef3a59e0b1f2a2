// People who do not exist, in the 35 columns of the import template, version 3. The same numbers give the same people.

const MIDDLE = [['Văn', 'Hữu', 'Đức', 'Minh', 'Quang', 'Công', 'Đình', 'Xuân'], ['Thị', 'Thị', 'Ngọc', 'Thanh', 'Kim', 'Bích', 'Diệu', 'Mỹ']];
const FAMILY = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý'];
const GIVEN = [
  ['Bình', 'Cường', 'Dũng', 'Giang', 'Hải', 'Hùng', 'Khánh', 'Long', 'Nam', 'Phúc', 'Quân', 'Sơn', 'Tuấn', 'Thành', 'Vinh', 'Việt', 'Toàn'],
  ['Lan', 'Mai', 'Hoa', 'Hương', 'Thảo', 'Trang', 'Yến', 'Oanh', 'Vân', 'Hà', 'Linh', 'Nhung', 'Phượng', 'Loan', 'Thắm', 'Hằng', 'Tuyết'],
];
const COMMUNES = [['Hữu Hoà', '00652'], ['Tam Hiệp', '00655'], ['Tứ Hiệp', '00658'], ['Yên Mỹ', '00661'], ['Vĩnh Quỳnh', '00664'], ['Ngũ Hiệp', '00667'], ['Liên Ninh', '00682'], ['Đông Mỹ', '00685']];
const WORK = ['Trường Tiểu học Tứ Hiệp', 'Công ty may Hoa Sen', 'UBND xã Tứ Hiệp', 'Tự do', 'Hợp tác xã rau sạch'];
const MOBILE = ['032', '035', '036', '038', '039', '070', '077', '086', '090', '091', '093', '094', '096', '097', '098'];
const VACCINES = ['COVID-19 Vaccine AstraZeneca', 'COVID-19 Vaccine Comirnaty (Pfizer/BioNtech)', 'COVID-19 Vaccine (Vero Cell), Inactivated (Sinopharm)'];
const GROUPS = ['8', '9', '13', '15'];

/** Columns of the template that the faults touch, counted from 0. */
export const NAME = 1;
const BIRTH_DATE = 2;
const SEX = 3;
const GROUP = 4;
const PHONE = 6;
export const PERSONAL_ID = 7;
const COMMUNE_CODE = 14;

/** A mistake of each common class: takes the cells of a person and spoils them. */
const FAULTS = [
  (cells) => { cells[PERSONAL_ID] = null; },
  (cells) => { cells[PERSONAL_ID] = Number(cells[PERSONAL_ID]); },
  (cells) => { cells[PERSONAL_ID] = cells[PERSONAL_ID].slice(1); },
  (cells) => { cells[PERSONAL_ID] = cells[PERSONAL_ID].replace(/(...)(...)(...)/, '$1 $2 $3 '); },
  (cells) => { cells[PERSONAL_ID] = '188888888'; },
  (cells) => { cells[PERSONAL_ID] = cells[PERSONAL_ID].replace(/^(...)./, (_, it) => it + (cells[SEX] === '0' ? 1 : 0)); },
  (cells) => { cells[PERSONAL_ID] += '7'; },
  (cells) => { cells[BIRTH_DATE] = cells[BIRTH_DATE].slice(6); },
  (cells) => { cells[BIRTH_DATE] = cells[BIRTH_DATE].replace(/^\d+\/\d+/, '31/02'); },
  (cells) => { cells[BIRTH_DATE] = cells[BIRTH_DATE].replaceAll('/', '-'); },
  (cells) => { cells[SEX] = cells[SEX] === '0' ? 'Nam' : 'Nữ'; },
  (cells) => { cells[NAME] = cells[NAME].toLowerCase(); },
  (cells) => { cells[NAME] += ' (đã mất)'; },
  (cells) => { cells[NAME] = null; },
  (cells) => { cells[PHONE] = cells[PHONE].slice(1); },
  (cells) => { cells[PHONE] = null; },
  (cells) => { cells[GROUP] = '99'; },
  (cells) => { cells[COMMUNE_CODE] = String(Number(cells[COMMUNE_CODE])); },
  (cells) => { cells[COMMUNE_CODE] = '99999'; },
];

/** Makes people one after another; `badShare` of them, from 0 to 1, with a mistake or two. */
export function* people(n, badShare) {
  const random = generator(n);
  for (let at = 0; at < n; at++) {
    const cells = person(at, random);
    if (random() < badShare) {
      pick(FAULTS, random)(cells);
      if (random() < 0.2) cells[COMMUNE_CODE] = '99999';
    }
    yield cells;
  }
}

/** Their ID as it is when nothing is wrong with it. */
export function personalIds(n, badShare) {
  const random = generator(n);
  const ids = [];
  for (let at = 0; at < n; at++) {
    ids.push(person(at, random)[PERSONAL_ID]);
    if (random() < badShare) {
      pick(FAULTS, random);
      random();
    }
  }
  return ids;
}

function person(at, random) {
  const sex = at % 2;
  const year = 1940 + Math.floor(random() * 60);
  const [commune, communeCode] = pick(COMMUNES, random);
  const cells = [
    at + 1,
    [pick(FAMILY, random), pick(MIDDLE[sex], random), pick(GIVEN[sex], random), pick(GIVEN[sex], random)].join(' '),
    date(year, random),
    String(sex),
    pick(GROUPS, random),
    pick(WORK, random),
    pick(MOBILE, random) + digits(1_000_003 + at * 79, 7),
    // Strides that share no factor with the count of serials: no number comes twice.
    `001${sex}${digits(year % 100, 2)}${digits(200_003 + at * 7, 6)}`,
    at % 5 < 2 ? `GD401${digits(1_000_000_007 + at * 8_191, 10)}` : null,
    'Hà Nội', '01', 'Thanh Trì', '020', commune, communeCode, `Thôn ${1 + Math.floor(random() * 12)}`,
  ];
  for (let dose = 0; dose < 4; dose++) cells.push(...(dose < 3 || at % 4 === 0 ? doseCells(dose, random) : NO_DOSE));
  cells.push(at % 3 === 0 ? 'Đã gọi điện xác minh' : null, null, null);
  return cells;
}

const NO_DOSE = [null, null, null, null];

function doseCells(dose, random) {
  const day = digits(1 + Math.floor(random() * 28), 2);
  const month = digits(1 + Math.floor(random() * 3) + 3 * (dose % 4), 2);
  return [pick(VACCINES, random), `${day}/${month}/2022`, `LO${Math.floor(random() * 900) + 100}`, '01020'];
}

function date(year, random) {
  return `${digits(2 + Math.floor(random() * 27), 2)}/${digits(1 + Math.floor(random() * 12), 2)}/${year}`;
}

const digits = (number, length) => String(number % 10 ** length).padStart(length, '0');

const pick = (list, random) => list[Math.floor(random() * list.length)];

/** Mulberry32: small, and the same everywhere. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let it = Math.imul(state ^ (state >>> 15), 1 | state);
    it = (it + Math.imul(it ^ (it >>> 7), 61 | it)) ^ it;
    return ((it ^ (it >>> 14)) >>> 0) / 2 ** 32;
  };
}
