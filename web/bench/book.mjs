// Writes a list of the import template, version 3, the way Excel does: shared strings, one sheet, deflated.
import { constants, crc32, deflateRawSync } from 'node:zlib';

const NOTES = [
  'Chú ý: ',
  '1.Các cột có hoa thị (*) màu đỏ là cột bắt buộc phải nhập thông tin. ',
  '2. Địa điểm tiêm nhập Mã cơ sở KCB của cơ sở tiêm, tham khảo tại PL4',
  '3. Với các cột không có thông tin hoặc thiếu thông tin thì KHÔNG NHẬP',
  '4. Thực hiện bỏ bộ lọc dữ liệu ( Filter) tại tất cả các sheet danh mục trước khi Tải file import lên hệ thống',
];
const HEAD = [
  '#', 'Họ và tên (*)', 'Ngày sinh dạng dd/mm/yyyy (*)', 'Giới tính (*)\n(0:nam, 1:nữ)',
  'Mã nhóm \nđối tượng ưu tiên (*)\n(Tham khảo PL2)', 'Đơn vị công tác', 'Số điện thoại(*)\n(Tối thiểu 10 số)',
  'Số CCCD, Mã định danh(*)\n(Loại 8,9,12 số)', 'Số thẻ bảo hiểm y tế\n(Mã thẻ 10/15 ký tự)',
];
const HOME = [
  'Tỉnh/Thành phố', 'Mã\n Tỉnh/Thành phố (*)', 'Quận/Huyện', 'Mã Quận/Huyện\n(*)', 'Xã/Phường', 'Mã Xã/Phường\n(*)',
  'Địa chỉ chi tiết',
];
const DOSE = ['Tên vắc xin (*)\n(Tham khảo PL5)', 'Ngày tiêm dạng dd/mm/yyyy (*)', 'Lô vắc xin', 'Địa điểm tiêm (*)\n(Tham khảo PL4)'];
const LAST = ['Ghi chú', 'Kết quả import Thất bại\n(không điền ô này)', 'Kết quả import Thành công\n(không điền ô này)'];
const MERGES = ['A1:R1', 'J7:P7', 'Q7:T7', 'U7:X7', 'Y7:AB7', 'AC7:AF7', ...'A B C D E F G H I AG AH AI'.split(' ').map((it) => `${it}7:${it}8`)];
const SHEET = 'PL1_Danh sach doi tuong tiem';

/** Row number of the first person. */
export const FIRST_ROW = 9;
const LETTERS = Array.from({ length: 35 }, (_, at) => (at < 26 ? '' : 'A') + String.fromCharCode(65 + (at % 26)));

/** The bytes of an `.xlsx` with these people, each an array of 35 texts, numbers or nulls. */
export function book(people) {
  const strings = new Strings();
  return zip({
    '[Content_Types].xml': [TYPES],
    '_rels/.rels': [relations(['officeDocument', 'xl/workbook.xml'])],
    'xl/workbook.xml': [`<workbook xmlns="${MAIN}" xmlns:r="${RELS}"><sheets><sheet name="${SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    'xl/_rels/workbook.xml.rels': [relations(['worksheet', 'worksheets/sheet1.xml'], ['styles', 'styles.xml'], ['sharedStrings', 'sharedStrings.xml'])],
    // Before the strings: its rows are what gives them their numbers.
    'xl/worksheets/sheet1.xml': sheet(people, strings),
    'xl/styles.xml': [STYLES],
    'xl/sharedStrings.xml': strings.xml(),
  });
}

function* sheet(people, strings) {
  yield `<worksheet xmlns="${MAIN}" xmlns:r="${RELS}"><sheetData>`;
  for (const [number, cells] of head()) yield rowXml(number, cells, strings);
  let number = FIRST_ROW;
  for (const cells of people) yield rowXml(number++, cells, strings);
  const merges = MERGES.map((it) => `<mergeCell ref="${it}"/>`).join('');
  yield `</sheetData><mergeCells count="${MERGES.length}">${merges}</mergeCells></worksheet>`;
}

function* head() {
  for (const [at, text] of NOTES.entries()) yield [at + 1, at === 0 ? [text] : [null, text]];
  const upper = [...HEAD, 'Nơi ở tạm trú (hiện tại) (*)\n(Tham khảo PL3)', ...Array(6).fill(null)];
  for (let dose = 1; dose <= 4; dose++) upper.push(`Mũi ${dose}`, null, null, null);
  yield [7, [...upper, ...LAST]];
  yield [8, [...Array(9).fill(null), ...HOME, ...DOSE, ...DOSE, ...DOSE, ...DOSE]];
}

function rowXml(number, cells, strings) {
  let xml = `<row r="${number}" spans="1:35">`;
  cells.forEach((value, at) => {
    if (value === null) return;
    const place = `r="${LETTERS[at]}${number}" s="1"`;
    xml += typeof value === 'number' ? `<c ${place}><v>${value}</v></c>` : `<c ${place} t="s"><v>${strings.index(value)}</v></c>`;
  });
  return `${xml}</row>`;
}

/** Texts in the order in which they are first met. */
class Strings {
  #indices = new Map();
  #uses = 0;

  index(text) {
    this.#uses++;
    const known = this.#indices.get(text);
    if (known !== undefined) return known;
    this.#indices.set(text, this.#indices.size);
    return this.#indices.size - 1;
  }

  *xml() {
    yield `<sst xmlns="${MAIN}" count="${this.#uses}" uniqueCount="${this.#indices.size}">`;
    for (const text of this.#indices.keys()) yield `<si><t xml:space="preserve">${escape(text)}</t></si>`;
    yield '</sst>';
  }
}

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const PART = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const override = (part, type) => `<Override PartName="/xl/${part}" ContentType="${PART}.${type}+xml"/>`;
const TYPES =
  `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
  `<Default Extension="xml" ContentType="application/xml"/>${override('workbook.xml', 'sheet.main')}${override('styles.xml', 'styles')}` +
  `${override('worksheets/sheet1.xml', 'worksheet')}${override('sharedStrings.xml', 'sharedStrings')}</Types>`;
const STYLES =
  `<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Times New Roman"/></font></fonts>` +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>';

function relations(...targets) {
  const items = targets.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${RELS}/${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** A zip of texts, each in pieces. No file in it may be larger than 4 GB. */
function zip(files) {
  const parts = [];
  const entries = [];
  let offset = 0;
  for (const [name, texts] of Object.entries(files)) {
    const { packed, checksum, length } = pack(texts);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(8, 4);
    common.writeUInt16LE(0x21, 8);
    common.writeUInt32LE(checksum, 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(length, 18);
    common.writeUInt16LE(name.length, 22);
    parts.push(Buffer.from('PK\x03\x04'), common, Buffer.from(name), packed);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    entries.push(Buffer.from('PK\x01\x02\x14\x00'), common, tail, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(entries);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(Object.keys(files).length, 8);
  end.writeUInt16LE(Object.keys(files).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, directory, end]);
}

const PIECE = 4 * 2 ** 20;

/** Deflates pieces one by one: a sheet of a million people is longer than any string may be. */
function pack(texts) {
  const packed = [];
  let [checksum, length] = [0, 0];
  const add = (text, flush) => {
    const bytes = Buffer.from(text);
    packed.push(deflateRawSync(bytes, { level: 6, finishFlush: flush }));
    checksum = crc32(bytes, checksum);
    length += bytes.length;
  };
  let piece = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  for (const text of texts) {
    piece += text;
    if (piece.length > PIECE) {
      add(piece, constants.Z_SYNC_FLUSH);
      piece = '';
    }
  }
  add(piece, constants.Z_FINISH);
  return { packed: Buffer.concat(packed), checksum, length };
}
