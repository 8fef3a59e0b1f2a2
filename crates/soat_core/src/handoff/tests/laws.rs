//! Every answer ends up applied, in conflict, or told of as not taken; never on another person.

use std::collections::{BTreeMap, BTreeSet};

use super::*;
use crate::parse::text::tidy_spaces;

const IDS: [&str; 8] = [
    "079185000124",
    "079 060 000 125",
    "79060000125",
    "012345678",
    "001060000123",
    "không có",
    "1,23E+11",
    "0791850001245",
];
const NAMES: [&str; 5] = ["Nguyễn Thị Lan", "NGUYEN THI LAN", "Lê Văn Tám", "?", "Đỗ Thị  Sáu"];
const DATES: [&str; 7] =
    ["12/03/1985", "2.9.1990", "1960", "31/02/1970", "tháng 5", "05/05/2001", "9/1990"];
const SEXES: [&str; 6] = ["Nam", "nữ", "1", "0", "N", "nam."];
const NOTES: [&str; 4] = ["đã chuyển đi", "Không có CCCD", "x", "=1+1"];
const BLANKS: [&str; 4] = [" ", "\u{a0} ", "\u{200b}", " \t\n"];
const VERDICTS: [&str; 7] = ["x", "✓", "Đúng", "sai", "không tìm thấy", "chờ", "0"];

fn fill(sheet: &mut Sheet, dice: &mut Dice) {
    for column in &mut sheet.columns {
        let texts: &[&str] = match column.role {
            Some(Role::Answer(Field::PersonalId)) => &IDS,
            Some(Role::Answer(Field::FullName)) => &NAMES,
            Some(Role::Answer(Field::BirthDate)) => &DATES,
            Some(Role::Answer(Field::Sex)) => &SEXES,
            Some(Role::Answer(_)) => &NOTES,
            Some(Role::Tick(_)) => &VERDICTS,
            _ => continue,
        };
        for cell in &mut column.cells {
            match dice.roll(12) {
                0..4 => cell.text = dice.pick(texts).to_owned(),
                4 => cell.text = dice.pick(&BLANKS).to_owned(),
                _ => {}
            }
        }
    }
}

/// Cells of all columns at these rows, in this order.
fn take_rows(sheet: &mut Sheet, rows: &[usize], is_moved: impl Fn(usize, &SheetColumn) -> bool) {
    for idx in 0..sheet.columns.len() {
        if is_moved(idx, &sheet.columns[idx]) {
            let cells = &sheet.columns[idx].cells;
            sheet.columns[idx].cells = rows.iter().map(|it| cells[*it].clone()).collect();
        }
    }
}

fn shuffled(n: usize, dice: &mut Dice) -> Vec<usize> {
    let mut rows: Vec<usize> = (0..n).collect();
    for idx in (1..n).rev() {
        rows.swap(idx, dice.roll(idx + 1));
    }
    rows
}

fn damage(sheet: &mut Sheet, dice: &mut Dice) {
    let n_rows = sheet.n_rows();
    let n_columns = sheet.columns.len();
    let row = dice.roll(n_rows);
    let is_code = |it: &SheetColumn| it.role == Some(Role::Code);
    let all = |_: usize, _: &SheetColumn| true;
    match dice.roll(17) {
        0 => take_rows(sheet, &shuffled(n_rows, dice), all),
        1 if n_rows > 2 => {
            let rows: Vec<usize> = (0..n_rows).filter(|_| dice.roll(3) > 0).chain([row]).collect();
            take_rows(sheet, &rows, all);
        }
        2 => {
            let rows: Vec<usize> = (0..n_rows).chain([row, row]).collect();
            take_rows(sheet, &rows, all);
        }
        3 => {
            let texts = ["Cột", "", "CCCD", "Ghi chú", "Ngày sinh của mẹ", "Họ tên đúng"];
            sheet.columns[dice.roll(n_columns)].heading = dice.pick(&texts).to_owned();
        }
        4 => sheet.columns.iter_mut().flat_map(|it| &mut it.cells).for_each(make_number),
        5 => {
            let cell = |meant| Put { kind: CellKind::Text, text: format!("thêm {meant}"), meant };
            let cells = sheet.columns[0].cells.iter().map(|it| cell(it.meant)).collect();
            let column =
                SheetColumn { role: None, heading: "Ngày sinh của mẹ".to_owned(), cells };
            sheet.columns.insert(dice.roll(n_columns + 1), column);
        }
        6 => {
            let is_original = |it: &&mut SheetColumn| matches!(it.role, Some(Role::Original(_)));
            for column in sheet.columns.iter_mut().filter(is_original) {
                if dice.roll(2) == 0 {
                    column.cells[row].text = "Sửa gốc".to_owned();
                }
            }
        }
        7 => sheet.columns.iter_mut().for_each(|it| {
            it.cells[row].text =
                if is_code(it) { it.cells[row].text.clone() } else { String::new() };
        }),
        8 => {
            let column = if dice.roll(2) == 0 { 0 } else { n_columns - 1 };
            sheet.columns[column].cells[row].text = "K7M-3XRTA".to_owned();
        }
        // A part of the table sorted by itself: with or without the visible code.
        9 => {
            let rows = shuffled(n_rows, dice);
            take_rows(sheet, &rows, |_, it| !is_code(it));
        }
        10 => {
            let rows = shuffled(n_rows, dice);
            take_rows(sheet, &rows, |idx, it| idx == 0 || !is_code(it));
        }
        11 => sheet.has_marks = false,
        12 if is_code(&sheet.columns[n_columns - 1]) && n_columns > 4 => {
            sheet.columns.pop();
        }
        13 => sheet.columns.iter_mut().filter(|it| is_code(it)).for_each(|it| {
            it.cells[row].text = dice.pick(&["", "", " ", "\u{a0}"]).to_owned();
        }),
        14 => {
            let order = shuffled(n_columns, dice);
            let columns = sheet.columns.clone();
            sheet.columns = order.into_iter().map(|it| columns[it].clone()).collect();
        }
        15 => sheet.columns.iter_mut().filter(|it| is_code(it)).for_each(|it| {
            let other = ListCode::of_number(4_000, 99).unwrap();
            it.cells[row].text = RowCode::of_place(other, 3, 99).unwrap().to_string();
        }),
        _ => make_dates(sheet),
    }
}

/// As Excel does with digits typed into a plain cell.
fn make_number(cell: &mut Put) {
    if cell.text.is_empty() || !cell.text.bytes().all(|it| it.is_ascii_digit()) {
        return;
    }
    let digits = cell.text.trim_start_matches('0');
    cell.text = if digits.is_empty() { "0".to_owned() } else { digits.to_owned() };
    cell.kind = CellKind::Number;
}

/// Excel makes a serial of what it takes for a date.
fn make_dates(sheet: &mut Sheet) {
    let date = Some(Role::Answer(Field::BirthDate));
    for column in sheet.columns.iter_mut().filter(|it| it.role == date) {
        for cell in column.cells.iter_mut().filter(|it| it.text == "12/03/1985") {
            cell.text = "31118".to_owned();
            cell.kind = CellKind::Date;
        }
    }
}

/// Where each answer of a file is told of: applied or in conflict, agreed, a verdict, not taken.
fn covered(plan: &MergePlan, file: u16) -> BTreeMap<u32, Vec<String>> {
    let mut covered: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut add = |place: &Place, what: &str| {
        if place.file == file {
            covered.entry(place.row_number).or_default().push(what.to_owned());
        }
    };
    for item in &plan.items {
        for choice in &item.choices {
            for place in &choice.places {
                add(place, item.field.key());
                // Under a heading typed over, an answer may have been read for another column.
                add(place, &choice.value);
            }
        }
    }
    for (_, field, place) in &plan.agreed {
        add(place, field.key());
    }
    for place in plan.verdicts.iter().flat_map(|it| &it.choices).flat_map(|it| &it.1) {
        add(place, "verdict");
    }
    for told in plan.not_taken.iter().filter(|it| it.file == file && it.is_answer) {
        covered.entry(told.row_number).or_default().push(told.text.clone());
    }
    covered
}

fn nothing_is_lost(sheet: &Sheet, file: u16, plan: &MergePlan, seed: u64) {
    let covered = covered(plan, file);
    let is_told_whole = plan.not_taken.iter().any(|it| it.reason == Reason::NoCodesInSheet);
    for column in &sheet.columns {
        let key = match column.role {
            Some(Role::Answer(field)) => field.key(),
            Some(Role::Tick(_) | Role::Verdict) => "verdict",
            None => "",
            Some(_) => continue,
        };
        for (number, cell) in (FIRST_ROW..).zip(&column.cells) {
            let text = tidy_spaces(&cell.text);
            // An empty box says nothing.
            if text.is_empty() || key == "verdict" && text == "0" || is_told_whole {
                continue;
            }
            let there = covered.get(&number).map_or(&[][..], Vec::as_slice);
            let is_there = there
                .iter()
                .any(|it| it == key || tidy_spaces(it).contains(&text) || it == "12/03/1985");
            assert!(is_there, "seed {seed}: {key} {text:?} of row {number} is lost: {there:?}");
        }
    }
}

/// White space in a cell is no answer: nothing is proposed by it, and nobody is told of it.
fn blank_cells_say_nothing(plan: &MergePlan, seed: u64) {
    let is_blank = |it: &str| tidy_spaces(it).is_empty();
    for item in &plan.items {
        let mut said = item.choices.iter().filter(|it| !it.places.is_empty());
        assert!(!said.any(|it| is_blank(&it.value)), "seed {seed}: {:?}", item.field);
    }
    let mut told = plan.not_taken.iter().filter(|it| it.is_answer);
    assert!(!told.any(|it| is_blank(&it.text)), "seed {seed}: a blank cell is told of");
}

/// A row that nobody can be found for is told of with the reason that its codes show.
fn reasons_are_those_of_the_codes(
    sheet: &Sheet,
    file: u16,
    (plan, handoffs): (&MergePlan, &Handoffs),
    seed: u64,
) {
    if plan.not_taken.iter().any(|it| it.reason == Reason::NoCodesInSheet) {
        return;
    }
    let columns = || sheet.columns.iter();
    let is_said = |it: &SheetColumn| matches!(it.role, Some(Role::Answer(_) | Role::Tick(_)));
    for (idx, number) in (0..sheet.n_rows()).zip(FIRST_ROW..) {
        let codes = columns().filter(|it| it.role == Some(Role::Code));
        let codes = codes.map(|it| it.cells[idx].text.as_str());
        let codes = codes.filter(|it| !tidy_spaces(it).is_empty());
        let codes: Vec<Option<RowCode>> = codes.map(|it| RowCode::parse(it).ok()).collect();
        let read: BTreeSet<RowCode> = codes.iter().copied().flatten().collect();
        let expected = match read.len() {
            0 if codes.is_empty() => Reason::NoCode,
            0 => Reason::AlteredCode,
            1 if read.iter().all(|it| handoffs.find(*it).is_some()) => continue,
            1 => Reason::UnknownCode,
            _ => Reason::CodesDisagree,
        };
        let told = plan.not_taken.iter().filter(|it| it.file == file && it.row_number == number);
        let told: BTreeSet<Reason> = told.map(|it| it.reason).collect();
        let mut said =
            columns().filter(|it| is_said(it)).map(|it| tidy_spaces(&it.cells[idx].text));
        let must_be_told = said.any(|it| !it.is_empty());
        let is_right = told == BTreeSet::from([expected]) || told.is_empty() && !must_be_told;
        assert!(is_right, "seed {seed}: row {number} is {expected:?}, told as {told:?}");
    }
}

/// What is chosen without asking stands in some file for the very person. A doubtful answer may say
/// the same besides.
fn nobody_gets_the_answer_of_another(sheets: &[Sheet], plan: &MergePlan, seed: u64) {
    let is_meant = |place: &Place, row_idx: usize, is_asked: &dyn Fn(Role) -> bool| {
        let row = (place.row_number - FIRST_ROW) as usize;
        let columns = &sheets[usize::from(place.file)].columns;
        let mut asked = columns.iter().filter(|it| it.role.is_some_and(is_asked));
        asked.any(|it| it.cells[row].meant == row_idx)
    };
    for item in &plan.items {
        let Some(choice) = item.chosen.map(|it| &item.choices[it]) else { continue };
        let is_asked = |it| it == Role::Answer(item.field) || it == Role::Tick(Verdict::Right);
        let row_idx = item.row_idx;
        let mut places = choice.places.iter();
        assert!(places.any(|it| is_meant(it, row_idx, &is_asked)), "seed {seed}: row {row_idx}");
    }
    for item in plan.verdicts.iter().filter(|it| it.chosen.is_some()) {
        let is_asked = |it| matches!(it, Role::Tick(_));
        let mut places = item.choices.iter().flat_map(|it| &it.1);
        assert!(places.any(|it| is_meant(it, item.row_idx, &is_asked)), "seed {seed}: verdict");
    }
}

/// An ID that is written with zeros which nobody typed is one that was sent, or it has the birth
/// year that the list or its own row tells.
fn zeros_have_a_witness(sheets: &[Sheet], plan: &MergePlan, work: &Work, seed: u64) {
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
    for item in plan.items.iter().filter(|it| it.field == Field::PersonalId) {
        let Some(choice) = item.chosen.map(|it| &item.choices[it]) else { continue };
        let is_typed = |place: &Place| {
            let role = Role::Answer(Field::PersonalId);
            texts_at(sheets, place, role).any(|it| digits(it) == digits(&choice.value))
        };
        if choice.places.iter().any(is_typed) || [&item.now, &item.base].contains(&&choice.value) {
            continue;
        }
        let said = choice
            .places
            .iter()
            .flat_map(|it| texts_at(sheets, it, Role::Answer(Field::BirthDate)).map(str::to_owned));
        let now = work.text(item.row_idx, column(Field::BirthDate));
        // The serial is that of the only birth date that is made one.
        let mut dates = said.chain([now]).map(|it| it.replace("31118", "1985"));
        let year = choice.value.get(4..6).unwrap();
        assert!(dates.any(|it| it.ends_with(year)), "seed {seed}: zeros of row {}", item.row_idx);
    }
}

fn texts_at<'s>(
    sheets: &'s [Sheet],
    place: &Place,
    role: Role,
) -> impl Iterator<Item = &'s str> + use<'s> {
    let row = (place.row_number - FIRST_ROW) as usize;
    let columns = sheets[usize::from(place.file)].columns.iter();
    columns.filter(move |it| it.role == Some(role)).map(move |it| it.cells[row].text.as_str())
}

fn all_texts(work: &Work) -> Vec<String> {
    let rows = 0..work.table().n_rows();
    rows.flat_map(|row| (0..FIELDS.len()).map(move |it| (row, it)))
        .map(|(row, column)| work.text(row, column))
        .collect()
}

#[test]
fn laws_of_what_comes_back() {
    for seed in 0..2_500 {
        let dice = &mut Dice(seed);
        let mut work = people();
        let mut handoffs = Handoffs::new(seed);
        let mut sheets: Vec<Sheet> = Vec::new();
        for (to, name) in [(Recipient::Village, "Thôn 1"), (Recipient::Police, "Công an xã")] {
            let list = handoffs.send(&work, order(&work, to, name), stamp(1)).unwrap();
            let mut sheet = Sheet::of(list);
            fill(&mut sheet, dice);
            for _ in 0..dice.roll(5) {
                damage(&mut sheet, dice);
            }
            sheets.push(sheet);
        }
        let files: Vec<ReturnedFile> = sheets.iter().map(|it| it.file("ve.xlsx")).collect();
        let before = all_texts(&work);
        let plan = handoffs.plan(&work, &files);
        for (file, sheet) in (0..).zip(&sheets) {
            nothing_is_lost(sheet, file, &plan, seed);
            reasons_are_those_of_the_codes(sheet, file, (&plan, &handoffs), seed);
        }
        blank_cells_say_nothing(&plan, seed);
        nobody_gets_the_answer_of_another(&sheets, &plan, seed);
        zeros_have_a_witness(&sheets, &plan, &work, seed);
        handoffs.apply(&mut work, &plan, stamp(2)).unwrap();
        let after = all_texts(&work);
        let changed: Vec<usize> =
            (0..before.len()).filter(|it| before[*it] != after[*it]).collect();
        for idx in &changed {
            let at = (idx / FIELDS.len(), idx % FIELDS.len());
            let item = plan.items.iter().find(|it| (it.row_idx, it.column) == at).unwrap();
            assert_eq!(after[*idx], item.choices[item.chosen.unwrap()].value, "seed {seed}");
            assert!(!after[*idx].is_empty(), "seed {seed}: a blank erased a cell");
        }
        let n_sure = plan.items.iter().filter(|it| it.step == Step::Sure).count();
        assert_eq!(changed.len(), n_sure, "seed {seed}");
        assert_eq!(Handoffs::from_bytes(&handoffs.to_bytes()).unwrap(), handoffs);
        work.undo().unwrap();
        assert_eq!(all_texts(&work), before, "seed {seed}: undo");
    }
}
