//! No bytes whatever make a reader panic, hang or tell a cell twice.

use super::shown;

/// A generator of the same numbers on each run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

const GOOD: [&[u8]; 7] = [
    b"<html><meta charset=windows-1258><style>.a{mso-number-format:\"Short Date\";}</style><table><col span=2><tr>\
      <th rowspan=2>STT<th colspan=2>H\xF2 t&ecirc;n<tr><td>1</td><td x:num=\"31118\" class=a>12/03</td></tr>\
      <tr style='display:none'><td><table><tr><td>x</table><span hidden>y</span>z<br></td></tr></table></html>",
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\
      <Styles><Style ss:ID=\"a\"><NumberFormat ss:Format=\"Short Date\"/></Style></Styles><Worksheet ss:Name=\"Trang 1\">\
      <Table><Column ss:Hidden=\"1\" ss:Span=\"2\"/><Row ss:Index=\"2\" ss:Span=\"1\"><Cell ss:Index=\"3\" ss:MergeAcross=\"1\">\
      <Data ss:Type=\"String\">Lê &amp; Đào</Data></Cell><Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">31118</Data></Cell>\
      <Cell ss:Formula=\"=1\"/></Row></Table></Worksheet></Workbook>"
        .as_bytes(),
    "\u{FEFF}STT;Họ tên;CCCD\r\n1;\"Lê \"\"Bé\"\"; Đào\";=\"0012\"\r\n\r\n2;Trần\r\n".as_bytes(),
    b"S\0T\0T\0\t\0H\0\xCD\x1E \0\n\x001\0\t\0L\0\n\x002\0\t\0T\0\n\0",
    b"STT,Ho\xF2 t\xEAn\n1,Nguy\xEA\xDEn\n2,Tr\xE2\xCCn Ph\xFD\xF5ng\n",
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"X\"\r\n\r\n--X\r\nContent-Type: text/html\r\n\
      Content-Transfer-Encoding: quoted-printable\r\n\r\n<table><tr><td>L=C3=AA<td>1<tr><td>2<td>3</table>\r\n--X\r\n\
      Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHRhYmxlPjx0cj48dGQ+YTx0ZD5i\r\n--X--\r\n",
    b"sep=|\na|b\n\"c\nd\"|e\n",
];

/// Pieces that have a meaning somewhere.
const PIECES: [&str; 40] = [
    "<table",
    "<tr",
    "<td",
    "</table>",
    "</td>",
    ">",
    "<",
    "/",
    "\"",
    "'",
    "=",
    " ",
    "\n",
    "\r\n",
    ",",
    ";",
    "\t",
    "rowspan=65534 ",
    "colspan=1000 ",
    "x:num",
    "=\"31118\"",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<style>",
    "mso-number-format:",
    "&#",
    "&amp;",
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
    "<Worksheet ss:Name='a'>",
    "<Row ss:Index='4294967295'>",
    "<Cell ss:Index=\"4294967295\">",
    "<Data ss:Type='Number'>",
    "1e400",
    "\0",
    "ễ",
    "<script>",
    "display:none",
    "ss:Span=\"4294967295\"",
];

#[test]
fn files_cut_short_are_read_or_refused() {
    for good in GOOD {
        for length in 0..good.len() {
            shown(&good[..length]);
        }
    }
}

#[test]
fn files_with_bytes_flipped_are_read_or_refused() {
    let mut numbers = Numbers(7);
    for good in GOOD {
        for _ in 0..600 {
            let mut bytes = good.to_vec();
            for _ in 0..=numbers.below(4) {
                let at = numbers.below(bytes.len());
                bytes[at] ^= 1 << numbers.below(8);
            }
            shown(&bytes);
        }
    }
}

#[test]
fn anything_is_read_or_refused() {
    let mut numbers = Numbers(11);
    for _ in 0..3_000 {
        let n_pieces = numbers.below(40);
        let pieces = (0..n_pieces).map(|_| PIECES[numbers.below(PIECES.len())]);
        let mut bytes = pieces.collect::<String>().into_bytes();
        let n_bytes = numbers.below(12);
        bytes.extend((0..n_bytes).map(|_| numbers.next() as u8));
        shown(&bytes);
    }
}

#[test]
fn long_files_take_time_by_their_length() {
    let files = [
        "<table><tr><td>".repeat(30_000),
        "<table><tr>".to_owned()
            + &"<td rowspan=65534 colspan=9>a".repeat(20_000)
            + &"<tr><td>b".repeat(20_000),
        "<table><tr><td>a<td>b<tr><td>".to_owned() + &"<br>&nbsp;".repeat(60_000),
        "<!--".repeat(60_000),
        "<a b=\"".repeat(60_000),
        "<table><tr><td><style>".repeat(20_000),
        "a,\"".repeat(100_000),
        "\"\"\",\n".repeat(60_000),
        "\"\n\n,".repeat(60_000),
        "sep=;\n".to_owned() + &"\"".repeat(300_001),
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">".to_owned()
            + &"<Worksheet><Row><Cell>".repeat(20_000),
    ];
    for file in files {
        let start = std::time::Instant::now();
        shown(file.as_bytes());
        let seconds = start.elapsed().as_secs();
        assert!(seconds < 60, "{seconds} s: {}", &file[..40.min(file.len())]);
    }
}
