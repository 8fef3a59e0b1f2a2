//! Books of BIFF8, read by calamine and by the crate `cfb`, and record by record.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader, Xls};
use expect_test::{expect, expect_file};
use soat_core::{ImportList, ImportRow, TemplateVersion};

use super::compound::Compound;
use super::strings::Strings;
use super::{MOST_IMPORT_ROWS, merges};
use crate::write::tests::{
    ODD_TEXTS, every_cell_is_in, lines, list_of, next, odd_list as all_odd_list,
};
use crate::write::{WriteErrorKind, template, write_import, write_import_xls};

fn read(bytes: Vec<u8>) -> Range<Data> {
    let mut book: Xls<_> = Xls::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), [template::SHEET]);
    book.worksheet_range(template::SHEET).unwrap()
}

fn comes_back(list: &ImportList) {
    every_cell_is_in(&read(write_import_xls(list).unwrap()), list);
}

/// Texts that calamine reads: it takes U+FFFE at the beginning of a text or record for a mark of
/// the order of bytes. Our reader compares every book with what was meant before it is given.
fn odd_list(version: TemplateVersion, n_rows: u32) -> ImportList {
    let mut list = all_odd_list(version, n_rows);
    for cell in list.rows.iter_mut().flat_map(|it| &mut it.cells) {
        *cell = cell.replace('\u{fffe}', "");
    }
    list
}

#[test]
fn every_cell_comes_back_as_meant() {
    write_import_xls(&all_odd_list(TemplateVersion::V3, 200)).unwrap();
    comes_back(&odd_list(TemplateVersion::V1, 60));
    comes_back(&odd_list(TemplateVersion::V2, 61));
    comes_back(&odd_list(TemplateVersion::V3, 200));
    comes_back(&odd_list(TemplateVersion::V3, 0));
}

#[test]
fn both_kinds_of_file_hold_the_same() {
    for version in [TemplateVersion::V1, TemplateVersion::V2, TemplateVersion::V3] {
        let list = odd_list(version, 20);
        let new = Cursor::new(write_import(&list).unwrap());
        let mut new: calamine::Xlsx<_> = calamine::open_workbook_from_rs(new).unwrap();
        let new = new.worksheet_range(template::SHEET).unwrap();
        let old = read(write_import_xls(&list).unwrap());
        assert_eq!(lines("", &old), lines("", &new));
    }
}

#[test]
fn merges_are_those_of_the_template() {
    let shown = |version| {
        let merges = merges(&template::columns(version));
        let book = write_import_xls(&ImportList { version, rows: Vec::new() }).unwrap();
        let book: Xls<_> = Xls::new(Cursor::new(book)).unwrap();
        let read = book.merge_cells_by_sheet_name(template::SHEET).unwrap();
        assert_eq!(read.len(), merges.len());
        let mut shown = String::new();
        for ([first_row, last_row, first, last], read) in merges.into_iter().zip(read) {
            assert_eq!(read.start, (first_row.into(), first.into()));
            assert_eq!(read.end, (last_row.into(), last.into()));
            shown += &format!("{first_row}-{last_row}:{first}-{last} ");
        }
        shown
    };
    expect!["0-0:0-17 6-7:0-0 6-7:1-1 6-7:2-2 6-7:3-3 6-7:4-4 6-7:5-5 6-7:6-6 6-7:7-7 6-7:8-8 6-6:9-15 6-6:16-19 6-6:20-23 6-7:24-24 6-7:25-25 "].assert_eq(&shown(TemplateVersion::V1));
    expect!["0-0:0-17 6-7:0-0 6-7:1-1 6-7:2-2 6-7:3-3 6-7:4-4 6-7:5-5 6-7:6-6 6-7:7-7 6-7:8-8 6-6:9-15 6-6:16-19 6-6:20-23 6-6:24-27 6-6:28-31 6-7:32-32 6-7:33-33 6-7:34-34 "].assert_eq(&shown(TemplateVersion::V3));
}

#[test]
fn a_text_over_the_limit_is_refused_with_its_place() {
    let long = "ă".repeat(32_768);
    let error = write_import_xls(&list_of(&["Lê A", "", "", "", &long])).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::TextTooLong);
    assert_eq!(error.location(), (template::SHEET, Some("F9")));
    assert_eq!(error.source_row(), Some(9));
    let emoji = "🇻".repeat(16_384);
    let error = write_import_xls(&list_of(&[&emoji])).unwrap_err();
    assert_eq!(error.kind(), WriteErrorKind::TextTooLong);
    comes_back(&list_of(&["Lê A", &"ă".repeat(32_767), &"a".repeat(32_767)]));
}

#[test]
fn a_sheet_is_filled_to_its_last_row() {
    let row = ImportRow { row_number: 9, cells: vec!["Lê A".to_owned()] };
    let version = TemplateVersion::V3;
    let mut list = ImportList { version, rows: vec![row; MOST_IMPORT_ROWS] };
    let range = read(write_import_xls(&list).unwrap());
    assert_eq!(range.get_value((65_535, 0)), Some(&Data::Int(65_528)));
    list.rows.extend(list.rows.first().cloned());
    assert_eq!(write_import_xls(&list).unwrap_err().kind(), WriteErrorKind::TooLarge);
    let wide = list_of(&[""; 256]);
    assert_eq!(write_import_xls(&wide).unwrap_err().kind(), WriteErrorKind::TooLarge);
}

#[test]
fn the_same_list_gives_the_same_bytes() {
    let list = odd_list(TemplateVersion::V3, 20);
    assert!(write_import_xls(&list).unwrap() == write_import_xls(&list).unwrap());
}

/// Strict about everything: chains, tables, unused sectors, the directory.
fn stream_by_cfb(bytes: Vec<u8>) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open_strict(Cursor::new(bytes)).unwrap();
    assert_eq!(file.walk().count(), 2);
    let mut stream = Vec::new();
    file.open_stream("/Workbook").unwrap().read_to_end(&mut stream).unwrap();
    stream
}

#[test]
fn the_compound_file_is_sound() {
    // Around the sizes at which the table, then its list, takes another sector.
    let table = [125, 126, 127, 128, 253, 254];
    let list = [13_840, 13_841, 13_842, 13_843, 13_844, 29_950, 29_970, 30_100];
    let sizes = table.iter().chain(&list).map(|it| it * 512 - 7).chain([0, 1, 4_095, 4_096]);
    for size in sizes {
        let mut file = Compound::new();
        let bytes: Vec<u8> = (0..size).map(|it| (it % 251) as u8).collect();
        file.bytes.extend(&bytes);
        let mut stream = stream_by_cfb(file.finish("Workbook").unwrap());
        assert!(stream.len() == size.max(4_096));
        stream.truncate(size);
        assert!(stream == bytes, "{size}");
    }
}

fn words(bytes: &[u8]) -> Vec<u16> {
    bytes.chunks_exact(2).map(|it| u16::from_le_bytes([it[0], it[1]])).collect()
}

/// Every record of a stream: its kind and data.
fn records(mut stream: &[u8]) -> Vec<(u16, &[u8])> {
    let mut records = Vec::new();
    while stream.len() >= 4 {
        let [kind, length] = words(&stream[..4])[..] else { unreachable!() };
        if (kind, length) == (0, 0) {
            break;
        }
        assert!(length <= 8_224);
        let (record, rest) = stream[4..].split_at(length.into());
        records.push((kind, record));
        stream = rest;
    }
    records
}

/// The texts and how many letters' fonts change in each, by the strictest reading of the format.
fn shared(records: &[(u16, &[u8])]) -> Vec<(String, usize)> {
    let (mut at, mut data) = (0, records[0].1);
    let n_texts = u32::from_le_bytes(data[4..8].try_into().unwrap());
    data = &data[8..];
    let mut texts = Vec::new();
    for _ in 0..n_texts {
        if data.is_empty() {
            at += 1;
            data = records[at].1;
        }
        let n_letters = usize::from(words(&data[..2])[0]);
        let flags = data[2];
        let n_runs = if flags & 8 == 0 { 0 } else { usize::from(words(&data[3..5])[0]) };
        data = &data[if flags & 8 == 0 { 3 } else { 5 }..];
        assert!(!data.is_empty(), "a text stands beside its length");
        let (mut text, mut n_left, mut is_wide) = (String::new(), n_letters, flags & 1 != 0);
        loop {
            let size = if is_wide { 2 } else { 1 };
            let n_here = n_left.min(data.len() / size);
            let (here, rest) = data.split_at(n_here * size);
            let units =
                if is_wide { words(here) } else { here.iter().map(|&it| it.into()).collect() };
            text += &String::from_utf16(&units).unwrap();
            (data, n_left) = (rest, n_left - n_here);
            if n_left == 0 {
                break;
            }
            assert!(data.is_empty(), "no letter is parted");
            at += 1;
            (is_wide, data) = (records[at].1[0] & 1 != 0, &records[at].1[1..]);
        }
        for _ in 0..n_runs {
            if data.is_empty() {
                at += 1;
                data = records[at].1;
            }
            data = &data[4..];
        }
        texts.push((text, n_runs));
    }
    assert!(data.is_empty() && at + 1 == records.len());
    texts
}

#[test]
fn texts_are_parted_where_they_may_be() {
    let mut seed = 8_224;
    for _ in 0..200 {
        let mut strings = Strings::new();
        let mut expected = Vec::new();
        let mut texts: Vec<String> = Vec::new();
        for nth in 0..12 {
            let odd = ODD_TEXTS[next(&mut seed) % ODD_TEXTS.len()];
            let letters = ["a", "ă", "𠀀", "a𠀀"][next(&mut seed) % 4];
            // Now near the end of a record, now anywhere, now short.
            let n = [4_100, 8_200, 1, 30, 3_000][next(&mut seed) % 5] + next(&mut seed) % 24;
            texts.push(format!("{nth}{odd}{}", letters.repeat(n)));
        }
        for text in &texts {
            let runs = [(0, 1), (1, 2), (2, 1)];
            let n_runs = next(&mut seed) % 4;
            if n_runs == 0 && text.encode_utf16().count() <= 32_767 {
                strings.place_of(text).unwrap();
                strings.place_of(text).unwrap();
                expected.push((text.clone(), 0));
            } else if strings.add(text, &runs[..n_runs]).is_ok() {
                expected.push((text.clone(), n_runs));
            }
        }
        let bytes = strings.finish();
        assert!(shared(&records(&bytes)) == expected);
    }
}

#[test]
fn long_odd_texts_come_back_to_every_reader() {
    let mut seed = 3;
    for _ in 0..40 {
        let cells: Vec<String> = (0..30)
            .map(|it| {
                let odd = ODD_TEXTS[next(&mut seed) % ODD_TEXTS.len()];
                let n = 1 + next(&mut seed) % (9_000 / odd.len());
                format!("{it}{}", odd.repeat(n)).replace('\u{fffe}', "")
            })
            .collect();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        comes_back(&list_of(&cells));
    }
}

/// Record by record as Excel and `xlwt` have them: kind, times, and the data of the short ones.
#[test]
fn the_records_are_those_of_excel() {
    let bytes = write_import_xls(&list_of(&["Lê A", "", "1"])).unwrap();
    let stream = stream_by_cfb(bytes);
    let records = records(&stream);
    let lines: String = records
        .chunk_by(|a, b| a.0 == b.0)
        .map(|it| {
            let (kind, data) = it[0];
            let data: String = data.iter().take(34).map(|it| format!("{it:02x}")).collect();
            format!("{kind:04x} x{} {data}\n", it.len())
        })
        .collect();
    expect_file!["records.txt"].assert_eq(&lines);
    let start = records.iter().find(|it| it.0 == 0x0085).map(|it| &it.1[..4]).unwrap();
    let start = u32::from_le_bytes(start.try_into().unwrap()) as usize;
    assert_eq!(words(&stream[start..start + 8]), [0x0809, 16, 0x0600, 0x0010]);
}
