//! Files cut, changed and made to harm.

use core::ops::ControlFlow;

use super::writer::{
    Sheet, cell, compound, entry, font, format, formula, long, number, record, shared, shared_cell,
    stream, style, words, workbook,
};
use super::{XlsBook, notes, read, text_cell};
use crate::book::Reader as _;

#[test]
fn one_bad_record_costs_that_record() {
    let sheet = [
        text_cell(0, 0, "a"),
        shared_cell(0, 1, 9),
        cell(0x0203, 0, 2, 0, &[0; 3]),
        cell(0x0205, 0, 3, 0, &[0x99, 1]),
        cell(0x0204, 0, 4, 0, &[9, 0, 0, b'x']),
        record(0x0006, &[0; 3]),
        record(0x00BD, &[0; 5]),
        text_cell(1, 0, "b"),
    ];
    let bytes = workbook(&[shared(&["x"])], &[Sheet::new("Ds", &sheet)]);
    assert_eq!(read(&bytes).unwrap().len(), 2);
    assert_eq!(notes(&bytes).n_bad_cells, 6);
}

/// A list long enough for several sectors of the table of sectors.
fn long_list() -> Vec<u8> {
    let sheet: Vec<Vec<u8>> = (0..6_000)
        .flat_map(|it| [shared_cell(it, 0, u32::from(it % 2)), number(it, 1, 1, it.into())])
        .collect();
    let globals =
        [font("Arial"), style(0, 0), style(0, 14), shared(&["Lê Thị Đào", "Phạm Văn Lộc"])];
    stream(0x0600, &globals, &[Sheet::new("Ds", &sheet), Sheet::new("Khác", &sheet[..100])])
}

#[test]
fn a_cut_file_gives_what_is_there() {
    for is_scattered in [false, true] {
        let bytes = compound("Workbook", &long_list(), is_scattered);
        assert_eq!(read(&bytes).unwrap().len(), 12_100);
        let cut = &bytes[..bytes.len() / 2];
        let mut book = XlsBook::open(cut).unwrap();
        let mut n_cells = 0;
        let walked = book.walk("Ds", &mut None, &mut |_| {
            n_cells += 1;
            ControlFlow::Continue(())
        });
        assert!(walked.is_ok() && (5_000..6_500).contains(&n_cells), "{n_cells}");
        assert!(book.notes().is_cut);
    }
}

#[test]
fn sheets_are_found_where_they_are() {
    let list = [text_cell(0, 0, "a")];
    let stream = stream(0x0600, &[], &[Sheet::new("x", &list), Sheet::new("y", &list)]);
    let mut lost = stream.clone();
    let places: Vec<usize> =
        (0..lost.len()).filter(|&it| lost[it..].starts_with(&[0x85, 0])).collect();
    for place in places {
        lost[place + 4..place + 8].copy_from_slice(&[0xFF; 4]);
    }
    assert_eq!(read(&compound("WORKBOOK", &lost, false)).unwrap().len(), 2);
    // A chart within a sheet has cells of its own.
    let chart = [record(0x0809, &[0; 16]), number(5, 5, 0, 1.0), record(0x000A, &[])].concat();
    let sheet = [text_cell(0, 0, "a"), chart, text_cell(1, 0, "b")];
    assert_eq!(read(&workbook(&[], &[Sheet::new("x", &sheet)])).unwrap().len(), 2);
}

/// A workbook within the workbook stands before it in the directory.
#[test]
fn the_workbook_is_not_one_embedded_in_it() {
    let sheets = |text| stream(0x0600, &[], &[Sheet::new("x", &[text_cell(0, 0, text)])]);
    let mut bytes = compound("Workbook", &sheets("ours"), false);
    let inner = sheets("embedded");
    let inner_sector = u32::try_from(bytes.len() / 512 - 1).unwrap();
    bytes.extend(&inner);
    bytes.resize(bytes.len() + 4_096 - inner.len(), 0);
    for sector in inner_sector..inner_sector + 8 {
        let next = if sector == inner_sector + 7 { 0xFFFF_FFFE } else { sector + 1 };
        let at = 512 + sector as usize * 4;
        bytes[at..at + 4].copy_from_slice(&next.to_le_bytes());
    }
    // Root, storage, the embedded stream, ours beside the storage.
    let ours = bytes[1_152..1_280].to_vec();
    let mut storage = entry("MBD1", 1, 2, 0, 0);
    storage[72..76].copy_from_slice(&3u32.to_le_bytes());
    bytes[1_152..1_280].copy_from_slice(&storage);
    bytes[1_280..1_408].copy_from_slice(&entry("Workbook", 2, u32::MAX, inner_sector, 4_096));
    bytes[1_408..1_536].copy_from_slice(&ours);
    assert_eq!(read(&bytes).unwrap()[0].3, "ours");
}

/// A kilobyte that says it is gigabytes, chains that bite their tails, sheets within sheets.
#[test]
fn bombs_are_harmless() {
    let mut bytes = compound("Workbook", &long_list(), false);
    let fat = 512..bytes.len().min(1_024);
    for at in fat.step_by(4) {
        let mut circle = bytes.clone();
        circle[at..at + 4].copy_from_slice(&3u32.to_le_bytes());
        let _ = read(&circle);
    }
    bytes[44..48].fill(0xFF);
    bytes[68..76].copy_from_slice(&[0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF]);
    let _ = read(&bytes);
    let nested: Vec<Vec<u8>> = (0..40_000).map(|_| record(0x0809, &[0, 6, 0x10, 0])).collect();
    let globals: Vec<Vec<u8>> = (0..20_000)
        .map(|it: u32| {
            let place = 20_000 * 14 + it * 8;
            record(0x0085, &[&place.to_le_bytes()[..], &[0, 0, 2, 0, b'x', b'y']].concat())
        })
        .collect();
    let bytes = workbook(&[globals, nested].concat(), &[]);
    let mut book = XlsBook::open(&bytes).unwrap();
    for sheet in book.sheets().to_vec() {
        let _ = book.walk(&sheet.name, &mut None, &mut |_| ControlFlow::Continue(()));
    }
}

/// Anything cut or changed: an error or other cells, never a panic.
#[test]
fn changed_bytes_never_panic() {
    let text = [0, 0, 0, 0, 0, 0, 0xFF, 0xFF];
    let sheet = [
        record(0x0208, &words(&[0, 0, 9, 0, 0, 0, 0x20, 0])),
        record(0x007D, &words(&[2, 3, 0, 0, 1, 0])),
        shared_cell(0, 0, 0),
        text_cell(0, 1, "Đào"),
        formula(0, 2, text, 0),
        record(0x0207, &long("a")),
        record(
            0x00BD,
            &[words(&[0, 3, 0]), vec![2, 0, 0, 0], words(&[0]), vec![3; 4], words(&[4])].concat(),
        ),
        number(1, 0, 1, 31_118.0),
    ];
    let globals =
        [font(".VnTime"), style(0, 0), style(0, 14), format(164, "yyyy"), shared(&["Lê", "Thị"])];
    let stream = stream(0x0600, &globals, &[Sheet::new("Ds", &sheet)]);
    let file = compound("Workbook", &stream, false);
    let read_all = |stream: &[u8]| {
        let file = compound("Workbook", stream, false);
        let _ = read(&file);
        let _ = crate::read(&file, &crate::ReadOptions::default(), &mut |_| {});
    };
    for place in 0..stream.len() {
        read_all(&stream[..place]);
        for byte in [0, 1, 0x7F, 0xFF, stream[place] ^ 0x10] {
            let mut changed = stream.clone();
            changed[place] = byte;
            read_all(&changed);
        }
    }
    for length in (0..file.len()).step_by(97) {
        let _ = read(&file[..length]);
    }
    let mut seed = 0x5DEE_CE66_u64;
    let mut random = |most: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (seed >> 33) as usize % most
    };
    for _ in 0..3_000 {
        let mut changed = file.clone();
        for _ in 0..=random(4) {
            let place = random(1_536.min(changed.len()));
            changed[place] = u8::try_from(random(256)).unwrap();
        }
        let _ = read(&changed);
    }
}
