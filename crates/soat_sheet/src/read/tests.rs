use rust_xlsxwriter::Workbook;

use super::*;
use crate::package::Pieces;

fn list_of(n_people: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["STT", "Họ và tên", "CCCD"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    for row in 1..=n_people {
        sheet.write_number(row, 0, row).unwrap();
        sheet.write_string(row, 1, "Lê Thị Đào").unwrap();
        sheet.write_number(row, 2, 1_185_000_000 + row).unwrap();
    }
    book.save_to_buffer().unwrap()
}

fn code(bytes: &[u8]) -> &'static str {
    let opened = read(bytes, &ReadOptions::default(), &mut |_| {});
    opened.map_or_else(|it| it.code(), |_| "read")
}

#[test]
fn the_first_people_are_told_once_and_then_counts() {
    for (n_people, n_first) in [(4_500, 50), (3, 3)] {
        let (mut told, mut counts) = (Vec::new(), Vec::new());
        let opened = read(&list_of(n_people), &ReadOptions::default(), &mut |it| match it {
            ReadProgress::Rows(n_rows) => counts.push(n_rows),
            ReadProgress::FirstRows { headings, rows } => {
                told.push((headings.len(), rows.len()));
            }
        });
        assert_eq!(opened.unwrap().table.n_rows(), n_people as usize);
        assert_eq!(told, [(3, n_first)]);
        assert_eq!(counts.last(), Some(&n_people));
    }
}

#[test]
fn a_page_with_a_table_for_each_of_its_pages_is_one_list() {
    let head = "<tr><th>STT<th>Họ và tên<th>CCCD</tr>";
    let person = |number| format!("<tr><td>{number}<td>Lê Thị Đào<td>00118500012{number}</tr>");
    let page = |first: u32| {
        let people: String = (first..first + 3).map(person).collect();
        format!("<table>{head}{people}</table><p>Trang</p>")
    };
    let pages: String = [1, 4, 7].map(page).concat();
    let Opened { table, info } =
        read(pages.as_bytes(), &ReadOptions::default(), &mut |_| {}).unwrap();
    assert_eq!((table.n_rows(), info.sheets.len(), info.left_out.header_rows), (9, 1, 2));
    assert_eq!(table.raw(8, 2).text, "001185000129");
}

struct Elsewhere(Vec<u8>);

impl Pieces for Elsewhere {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn copy(&self, start: usize, buffer: &mut [u8]) {
        buffer.copy_from_slice(&self.0[start..start + buffer.len()]);
    }
}

/// What was told and found, all of it.
type Outcome = (Vec<(usize, String)>, Result<String, ReadError>);

fn outcome(
    run: impl FnOnce(&mut dyn FnMut(ReadProgress<'_>)) -> Result<Opened, ReadError>,
) -> Outcome {
    let mut first = Vec::new();
    let opened = run(&mut |it| {
        if let ReadProgress::FirstRows { headings, rows } = it {
            first.push((rows.len(), format!("{headings:?} {rows:?}")));
        }
    });
    let table = opened.map(|it| {
        let rows = 0..it.table.n_rows();
        let texts = rows.map(|row| (0..3).map(|at| it.table.raw(row, at).text).collect());
        format!("{:?} {:?}", it.info, texts.collect::<Vec<Vec<_>>>())
    });
    (first, table)
}

#[test]
fn a_file_elsewhere_reads_as_one_in_memory() {
    let list = list_of(30);
    let mut with_junk = list.clone();
    with_junk.extend([b'x'; 3_000]);
    let [mut shifted, mut far] = [b"junk".to_vec(), list.clone()];
    shifted.extend(&list);
    // Beyond the tail in which the directory is looked for.
    far.extend(vec![0; 2 << 20]);
    let cut = list[..list.len() / 2].to_vec();
    let csv = "STT,Họ và tên,CCCD\n1,Lê Thị Đào,001185000001".as_bytes().to_vec();
    for bytes in [list, with_junk, shifted, far, cut, csv, Vec::new()] {
        let options = ReadOptions::default();
        let here = outcome(|it| read(&bytes, &options, it));
        let elsewhere = outcome(|it| read_pieces(&Elsewhere(bytes.clone()), &options, it));
        assert_eq!(here, elsewhere);
    }
}

/// Strings that do not pack: the file is large, and most of it lies behind the first rows.
fn large_list() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, heading) in (0..).zip(["STT", "Họ và tên", "CCCD"]) {
        sheet.write_string(0, column, heading).unwrap();
    }
    let mut seed = 1_u64;
    for row in 1..=32_000 {
        let mut noise = String::new();
        for _ in 0..14 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(row.into());
            noise += &format!("{seed:016x}");
        }
        sheet.write_number(row, 0, row).unwrap();
        sheet.write_string(row, 1, "Lê Thị Đào").unwrap();
        sheet.write_string(row, 2, noise).unwrap();
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_large_file_shows_its_first_people_once_and_early() {
    let bytes = large_list();
    assert!(bytes.len() >= elsewhere::LARGE_FILE, "{}", bytes.len());
    let mut told = Vec::new();
    let opened = read_pieces(&Elsewhere(bytes), &ReadOptions::default(), &mut |it| match it {
        ReadProgress::FirstRows { rows, .. } => told.push(rows.len()),
        ReadProgress::Rows(_) => told.push(0),
    });
    assert_eq!(opened.unwrap().table.n_rows(), 32_000);
    assert_eq!((told[0], told.iter().filter(|it| **it > 0).count()), (50, 1));
}

struct Counted(Vec<u8>, core::cell::Cell<usize>);

impl Pieces for Counted {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn copy(&self, start: usize, buffer: &mut [u8]) {
        self.1.set(self.1.get() + buffer.len());
        buffer.copy_from_slice(&self.0[start..start + buffer.len()]);
    }
}

#[test]
fn a_peek_shows_the_first_people_and_leaves_the_rest() {
    let mut told = Vec::new();
    let mut peek_at = |bytes: Vec<u8>| {
        let file = Counted(bytes, core::cell::Cell::default());
        let is_shown = peek(&file, &mut |it| match it {
            ReadProgress::FirstRows { headings, rows } => told.push((headings.len(), rows.len())),
            ReadProgress::Rows(_) => told.push((0, 0)),
        });
        // The directory is looked for twice in the last mebibyte.
        (is_shown, file.1.get() < file.0.len() * 2 / 3 + (2 << 20))
    };
    assert_eq!(peek_at(large_list()), (true, true));
    assert!(!peek_at(b"no workbook at all".to_vec()).0);
    assert!(!peek_at(list_of(3)[..500].to_vec()).0);
    assert_eq!(told, [(3, 50)]);
}

#[test]
fn bytes_decide_what_a_file_is() {
    let list = list_of(3);
    assert_eq!(code(&list), "read");
    assert_eq!(code(b""), "empty-file");
    assert_eq!(code(b"<html><table><tr><td>1</td></tr></table></html>"), "no-header");
    assert_eq!(code(&list[..list.len() / 2]), "damaged");
    assert_eq!(code(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]), "damaged");
}
