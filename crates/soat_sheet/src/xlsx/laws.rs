//! No bytes whatever make the reader panic or hang, and no damage is taken for good.

use core::ops::ControlFlow;

use super::tests::{STRINGS, STYLES, rows, workbook};
use crate::book::{Book, Notes};
use crate::container::Container;
use crate::error::ReadError;

/// A generator of the same numbers on each run (xorshift64*).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) % end.max(1) as u64) as usize
    }
}

/// Pieces that have a meaning somewhere.
const PIECES: [&str; 36] = [
    "<",
    ">",
    "/",
    "/>",
    "\"",
    "'",
    "&",
    ";",
    "=",
    " ",
    "\u{0}",
    "<c",
    "<c r=\"A1\"",
    " t=\"s\">",
    "<v>",
    "</v></c>",
    "</c>",
    "<row r=\"1\">",
    "</row>",
    "<is><t>",
    "</t></is></c>",
    "<f>",
    "</sheetData>",
    "<si>",
    "</si>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<!DOCTYPE a [",
    "_x000D_",
    "_xD83D_",
    "&#x110;",
    "99999999",
    "<rPh>",
    "\u{FEFF}",
];

fn sheet() -> String {
    let cells = "<c r=\"A1\" t=\"s\"><v>0</v></c><c r='B1' s='1'><v>31118</v></c><c r=\"C1\" t=\"inlineStr\"><is>\
        <t>Lê &amp; Đào</t></is></c><c r=\"D1\"><f>A1</f><v>1.5</v></c><c><f>1</f></c><c t='b'><v>1</v></c>";
    let more = "<c r=\"A2\" s=\"2\"><v>79085001234</v></c><c r=\"B2\" t=\"s\"><v>5</v></c>";
    rows(&format!("<row r=\"1\" hidden='1'>{cells}</row><row r=\"2\">{more}</row>"))
}

type Read = Result<(Vec<(u32, u32, String)>, Notes), ReadError>;

fn read(bytes: &[u8]) -> Read {
    let mut book = Book::open(bytes, Container::Xlsx)?;
    let mut cells = Vec::new();
    let mut notes = Notes::default();
    for sheet in book.sheet_names() {
        book.walk(&sheet, &mut |it| {
            cells.push((it.row_number, it.column, format!("{:?} {}", it.cell.kind, it.cell.text)));
            ControlFlow::Continue(())
        })?;
        notes = book.notes();
    }
    Ok((cells, notes))
}

#[test]
fn parts_of_anything_are_read_or_refused() {
    let links =
        "<Relationships><Relationship Id='s' Type='a/worksheet' Target='worksheets/sheet1.xml'/>";
    let parts = [
        ("xl/worksheets/sheet1.xml", sheet()),
        ("xl/sharedStrings.xml", STRINGS.to_owned()),
        ("xl/styles.xml", STYLES.to_owned()),
        ("xl/_rels/workbook.xml.rels", links.to_owned()),
        ("xl/workbook.xml", "<workbook><sheet name='a' r:id='s'/></workbook>".to_owned()),
    ];
    let mut numbers = Numbers(20_261_122);
    for (name, part) in &parts {
        for _ in 0..400 {
            let mut changed = part.clone().into_bytes();
            for _ in 0..=numbers.below(4) {
                let place = numbers.below(changed.len() + 1);
                let end = (place + numbers.below(6)).min(changed.len());
                let piece = PIECES[numbers.below(PIECES.len())];
                changed.splice(place..end, piece.bytes());
            }
            if numbers.below(8) == 0 {
                changed.truncate(numbers.below(changed.len()));
            }
            let changed = String::from_utf8_lossy(&changed).into_owned();
            if let Ok((cells, _)) = read(&workbook(&sheet(), &[(*name, &changed)])) {
                assert!(cells.len() < 100);
            }
        }
    }
}

#[test]
fn damage_is_refused_or_told() {
    let bytes = workbook(&sheet(), &[]);
    let (cells, _) = read(&bytes).unwrap();
    let check = |damaged: &[u8], place: usize| {
        if let Ok((read, notes)) = read(damaged) {
            assert!(read == cells || notes.n_bad_cells > 0, "{place}");
        }
    };
    for length in 0..bytes.len() {
        check(&bytes[..length], length);
    }
    let mut numbers = Numbers(42);
    for place in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[place] ^= 1 << numbers.below(8);
        check(&changed, place);
    }
}
