// Makes `sample.xlsx.base64.ts`: a list in the layout of the platform's verification list (template v3), of people who do
// not exist, with the errors that lists have. Run `node src/sample/make.mjs` in `web/` after a change here.
import { writeFileSync } from 'node:fs';

import ExcelJS from 'exceljs';

const LAST = 35;
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
const NOTES = [
  ['A', 'Chú ý: '],
  ['B', '1.Các cột có hoa thị (*) màu đỏ là cột bắt buộc phải nhập thông tin. '],
  ['B', '2. Địa điểm tiêm nhập Mã cơ sở KCB của cơ sở tiêm, tham khảo tại PL4'],
  ['B', '3. Với các cột không có thông tin hoặc thiếu thông tin thì KHÔNG NHẬP'],
  ['B', '4. Thực hiện bỏ bộ lọc dữ liệu ( Filter) tại tất cả các sheet danh mục (sau khi thực hiện tra cứu) trước khi Tải file import lên hệ thống'],
];
const MERGES = ['A1:R1', 'J7:P7', 'Q7:T7', 'U7:X7', 'Y7:AB7', 'AC7:AF7', ...'A B C D E F G H I AG AH AI'.split(' ').map((it) => `${it}7:${it}8`)];
const WORK = ['Trường Tiểu học Tứ Hiệp', 'Công ty may Hoa Sen', '', 'UBND xã Tứ Hiệp', 'Tự do', 'Hợp tác xã rau sạch'];
const PLACES = ['Thôn Cổ Điển', 'Thôn Cương Ngô', 'Thôn Đồng Trì', 'Thôn Văn Điển'];

// name, birth date, sex, group, phone, ID, then what else differs. IDs agree with birth date and sex unless they are the mistake.
const PEOPLE = [
  ['Nguyễn Văn Bình', '12/03/1975', 0, '13', '0912345011', '001075990011'],
  ['Trần Thị Hoa', '05/09/1982', 1, '8', '0987655012', '1182990012'],
  ['Lê Minh Tuấn', '21/11/1990', 0, '13', '0903215013', '1090990013'],
  ['Phạm Thu Hà', '30/06/1968', 1, '15', '0978125014', ''],
  ['Hoàng Đức Long', '14/02/1987', 0, '13', '0934565015', '001 087 990 015'],
  ['Vũ Thị Lan', '08/08/1979', 1, '8', '0965435016', '001.179.990.016'],
  ['ĐẶNG VĂN HÙNG', '19/05/1965', 0, '15', '0916785017', '001065990017'],
  ['bùi thị mai', '27/12/1993', 1, '8', '0945675018', '001193990018'],
  ['Đỗ Quang Huy', '03/04/2001', 0, '8', '0356785019', '001201990019'],
  ['Ngô Thị Thanh Tâm', '16/07/1958', 1, '9', '0389875020', '011234520'],
  ['Dương Văn Khải', '1971', 0, '15', '0923455021', '001071990021'],
  ['Lý Thị Kim Oanh', '9/1/1988', 1, '13', '0977885022', '001188990022'],
  ['Phan  Văn   Nam', '22/10/1995', 0, '13', '0911225023', '001095990023'],
  ['Trịnh Thị Ngọc', '31/02/1984', 1, '8', '0966775024', '001184990024'],
  ['Đinh Công Sơn', '11/11/1977', 'Nam', '13', '0988995025', '001077990025'],
  ['Mai Thị Yến', '25/05/1999', 'Nữ', '8', '0944335026', '001199990026'],
  ['Hồ Văn Phúc', '07/07/1962', 0, '9', '912345027', '001062990027'],
  ['Cao Thị Bích Ngân', '18/03/1991', 1, '8', '0912.345.028', '001191990028'],
  ['Tạ Đình Phong', '02/09/1986', 0, '13', '+84905675029', '001086990029'],
  ['Lương Thị Huệ', '13/13/1973', 1, '15', '0933225030', '001173990030'],
  ['Nguyen Van Thanh', '29/01/1980', 0, '13', '0955445031', '001080990031'],
  ['Trần Văn Quý1', '17/04/1969', 0, '15', '0922775032', '001069990032'],
  ['Lê Thị Phượng', '06/06/1976', 0, '8', '0977445033', '001176990033'],
  ['Nguyễn Hữu Đạt', '24/08/1997', 0, '13', '0909885034', '001197990034'],
  ['Phạm Văn Tiến', '10/10/1985', 0, '13', '0918665035', '001086990035'],
  ['Vũ Hoài An', '15/12/2003', 1, '8', '0367895036', '001303990036'],
  ['Hoàng Thị Liên', '20/02/1955', 1, '9', '0388995037', '', { note: 'Không có CCCD/Mã định danh' }],
  ['Bùi Xuân Trường', '01/01/1990', 0, '16', '0999999999', '188888888'],
  ['Đỗ Thị Thuý', '12/12/1983', 1, '8', '0913575039', '00118399003'],
  ['Ngô Bá Khánh', '04/03/1992', 0, '13', '0946825040', '0010929900400'],
  ['Nguyễn Văn Bình', '12/03/1975', 0, '13', '0912345011', '001075990011'],
  ['Dương Thị Thắm', '28/09/1970', 1, '15', '0912345042', '001077990025'],
  ['Lý Gia Bảo', '19/08/2015', 0, '8', '0976545043', '001215990043'],
  ['Phan Thị Hạnh', '23/07/1981', 1, '', '0985215044', '001181990044'],
  ['Trịnh Văn Lâm', '30/04/1974', 0, '13', '', '001074990045'],
  ['Đinh Thị Nhàn', '14/06/1967', '', '15', '0938745046', '001167990046'],
  ['', '09/05/1989', 1, '8', '0915755047', '001189990047'],
  ['Hồ Minh Châu', '26/11/1994', 1, '13', '0906425048', '001194990048', { provinceCode: '1', districtCode: '20', communeCode: '658' }],
  ['Cao Văn Thắng', '08/01/1978', 0, '13', '0947315049', '001078990049', { communeCode: 'Tứ Hiệp' }],
  ['Tạ Thị Minh Nguyệt', '17/10/1996', 1, '8', '0968525050', '001196990050', { districtCode: '' }],
  ['Lương Văn Đông', '05/12/1972', 0, '15', '0929635051', '003072990051'],
  ['Mai Xuân Bắc', '21/03/1963', 0, '9', '0937415052', '1,06399E+09'],
  ['Trần Thị Diệu Linh', '11/09/2000', 1, '8', '0358525053', '001300990053'],
  ['Nguyễn Thị Thơm', '02/06/1959', 1, '9', '0386415054', '12345678'],
  ['Lê Quốc Việt', '18/18/1988', 0, '13', '0919825055', '001088990055'],
  ['Phạm Thị Nga', '07/03/1966', 1, '15', '0975315056', 'không có'],
  ['Hoàng Văn Toàn', '29/07/1998', 0, '13', '0904635057', '001098990057'],
  ['Vũ Thị Hồng Nhung', '16/01/1987', 1, '8', '0943525058', '1187990058'],
  ['Bùi Thị Tuyết', '22/04/1961', 1, '9', '0967415059', '012345659'],
  ['Đặng Ngọc Ánh', '13/08/2002', 1, '8', '0359635060', '001302990060'],
  ['Đỗ Văn Cường (chết)', '25/02/1950', 0, '9', '0387415061', ''],
  ['John Smith', '03/11/1985', 0, '12', '0916525062', 'P1234567', { note: 'Người nước ngoài' }],
  ['Ngô Thị Sen', '10/05/1964', 1, '15', '0974635063', '', { note: '001164990063;001164990163' }],
  ['Dương Quang Vinh', '24/12/2030', 0, '8', '0353415064', '001210990064'],
  ['Lý Thị Cúc', '06/10/1979', 1, '13', '0936525065', '1179990065'],
  ['Phan Đình Giáp', '15/09/1957', 0, '9', '0382635066', '001057990066'],
  ['Trịnh Thị Vân Anh', '01/12/1992', 1, '8', '0942415067', '001192990067'],
  ['Đinh Văn Hải', '27/06/1983', 0, '13', '0903525068', '1083990068'],
  ['Hồ Thị Xuân', '19/04/1975', 1, '15', '0966635069', '001175990069'],
  ['Mai Văn Lộc', '08/02/1991', 0, '13', '0917415070', '001091990070'],
];

/** The platform's word for why a person is on the list. */
function reason(id) {
  if (id === '') return 'Không có CCCD/Mã định danh';
  return /^(\d{9}|\d{12})$/.test(id) ? 'Sai thông tin cơ bản của công dân' : 'Sai định dạng CCCD/Mã định danh';
}

function row([name, birthDate, sex, group, phone, id, other = {}], i) {
  const { provinceCode = '01', districtCode = '020', communeCode = '00658', note } = other;
  const cells = [
    i + 1, name, birthDate, sex, group, WORK[i % WORK.length], phone, id, '',
    'Hà Nội', provinceCode, 'Thanh Trì', districtCode, 'Tứ Hiệp', communeCode, PLACES[i % PLACES.length],
  ];
  while (cells.length < LAST) cells.push('');
  cells[32] = note ?? reason(id);
  return cells.map((it) => (it === '' ? null : it));
}

const book = new ExcelJS.Workbook();
const sheet = book.addWorksheet('PL1_Danh sach doi tuong tiem');
NOTES.forEach(([column, text], i) => { sheet.getCell(`${column}${i + 1}`).value = text; });
HEAD.forEach((it, i) => { sheet.getCell(7, i + 1).value = it; });
sheet.getCell('J7').value = 'Nơi ở tạm trú (hiện tại) (*)\n(Tham khảo PL3)';
HOME.forEach((it, i) => { sheet.getCell(8, 10 + i).value = it; });
for (let dose = 0; dose < 4; dose++) {
  sheet.getCell(7, 17 + 4 * dose).value = `Mũi ${dose + 1}`;
  DOSE.forEach((it, i) => { sheet.getCell(8, 17 + 4 * dose + i).value = it; });
}
sheet.getCell('AG7').value = 'Ghi chú';
sheet.getCell('AH7').value = 'Kết quả import Thất bại\n(không điền ô này)';
sheet.getCell('AI7').value = 'Kết quả import Thành công\n(không điền ô này)';
MERGES.forEach((it) => sheet.mergeCells(it));
PEOPLE.forEach((person, i) => { sheet.getRow(9 + i).values = row(person, i); });
for (let i = 0; i < PEOPLE.length; i++) sheet.getRow(9 + i).eachCell((it) => { it.numFmt = '@'; });
sheet.getColumn(2).width = 26;

const base64 = Buffer.from(await book.xlsx.writeBuffer()).toString('base64');
const lines = base64.match(/.{1,150}/g).map((it) => `  '${it}'`).join(' +\n');
const head = '/** @generated by make.mjs beside this file. */\n';
writeFileSync(new URL('sample.xlsx.base64.ts', import.meta.url), `${head}export default (\n${lines}\n);\n`);
console.log(`${PEOPLE.length} people, ${base64.length} characters`);
