//! Rows that are people, and rows that only look like it: samples, totals, signatures.

use std::sync::LazyLock;

use soat_core::parse::text::fold;
use soat_core::{Cell, CellKind, Field, LeftOut};

use crate::header::{Header, MOST_COLUMNS};
use crate::heading::{heading_key, plain_key};
use crate::row::{Row, head};

/// What a row under the header is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RowKind {
    Person,
    Sample,
    Empty,
    Total,
    Header,
}

/// Tells people from the other rows, one row after another.
pub(crate) struct Sorter {
    fields: Vec<Option<Field>>,
    /// Column, first tier, second tier.
    headings: Vec<(u32, String, String)>,
    is_mapped: bool,
    is_after_signature: bool,
    n_rows: u32,
}

/// What a row has in it.
#[derive(Default)]
struct Evidence<'a> {
    name: &'a str,
    ordinal: &'a str,
    n_seen: usize,
    n_known: usize,
    /// A birth date, an ID or a phone with digits enough.
    has_number: bool,
}

impl Sorter {
    /// For rows under this header, with the fields that the columns finally have.
    pub(crate) fn new(header: &Header, columns: &[(u32, Option<Field>)]) -> Self {
        let mut fields = vec![None; MOST_COLUMNS as usize];
        for &(column, field) in columns {
            if let Some(place) = fields.get_mut(column as usize) {
                *place = field;
            }
        }
        let heading = |it: &crate::header::HeaderColumn| {
            (it.column, it.upper.trim().to_owned(), it.lower.trim().to_owned())
        };
        Self {
            is_mapped: fields.iter().flatten().filter(|&&it| it != Field::Ordinal).count() >= 2,
            fields,
            headings: header.columns.iter().map(heading).collect(),
            is_after_signature: false,
            n_rows: 0,
        }
    }

    /// Sorts the next row of the sheet.
    pub(crate) fn sort(&mut self, row: &Row) -> RowKind {
        let kind = self.kind(row);
        self.n_rows += u32::from(kind != RowKind::Empty);
        if kind == RowKind::Person {
            self.is_after_signature = false;
        }
        kind
    }

    fn kind(&mut self, row: &Row) -> RowKind {
        let seen = self.evidence(row);
        if seen.n_seen == 0 || seen.n_known == 0 && seen.n_seen == 1 && is_number(seen.ordinal) {
            return RowKind::Empty;
        }
        if self.repeats_header(row) || self.n_rows < 2 && numbers_columns(row) {
            return RowKind::Header;
        }
        if is_sample(row, seen.name) {
            return RowKind::Sample;
        }
        if seen.has_number || is_named(&seen) {
            return RowKind::Person;
        }
        if let Some(remark) = remark(row, &seen) {
            self.is_after_signature |= remark == Remark::Signature;
            return RowKind::Total;
        }
        let is_loose = seen.n_seen <= 4 && !is_number(seen.ordinal);
        if self.is_after_signature && is_loose {
            return RowKind::Total;
        }
        match seen.n_known {
            _ if !self.is_mapped => RowKind::Person,
            0 if is_number(seen.ordinal) => RowKind::Empty,
            0 => RowKind::Total,
            _ => RowKind::Person,
        }
    }

    fn evidence<'r>(&self, row: &'r Row) -> Evidence<'r> {
        let mut found = Evidence::default();
        for slot in row.seen_slots() {
            found.n_seen += 1;
            let field = self.fields.get(slot.column as usize).copied().flatten();
            let Some(field) = field else { continue };
            match field {
                Field::Ordinal => found.ordinal = brief(row.cell(slot)),
                Field::FullName | Field::FamilyName => found.name = brief(row.cell(slot)),
                _ => {}
            }
            found.n_known += usize::from(field != Field::Ordinal);
            // The texts of a large list are far apart in memory: none is looked at in vain.
            if !found.has_number
                && let Some(n_digits) = digits_of_a_person(field)
            {
                found.has_number = tells_a_person(row.cell(slot), n_digits);
            }
        }
        found
    }

    /// The header again, as printed lists have it on each page.
    fn repeats_header(&self, row: &Row) -> bool {
        let is_heading = |column: u32, text: &str| {
            let found = self.headings.iter().find(|it| it.0 == column);
            found.is_some_and(|it| it.1 == text || it.2 == text)
        };
        let is_again = |it: (u32, Cell<'_>)| is_heading(it.0, brief(it.1));
        if !row.seen().take(2).any(is_again) {
            return false;
        }
        let n_again = row.seen().filter(|it| is_heading(it.0, brief(it.1))).count();
        n_again >= 2 && n_again * 2 >= row.seen().count()
    }
}

/// Counts a row that is left out.
pub(crate) fn count(left_out: &mut LeftOut, kind: RowKind) {
    match kind {
        RowKind::Person => {}
        RowKind::Sample => left_out.sample_rows += 1,
        RowKind::Empty => left_out.empty_rows += 1,
        RowKind::Total => left_out.total_rows += 1,
        RowKind::Header => left_out.header_rows += 1,
    }
}

/// Longer texts tell nothing, and a file may repeat them a million times.
const LONGEST_LOOKED_AT: usize = 300;

/// What is looked at of a text.
fn brief(cell: Cell<'_>) -> &str {
    head(cell.text, LONGEST_LOOKED_AT).trim()
}

/// Digits that a cell of the field has at least when it is of a person.
fn digits_of_a_person(field: Field) -> Option<usize> {
    match field {
        Field::BirthDate | Field::BirthDateMale | Field::BirthDateFemale | Field::BirthYear => {
            Some(4)
        }
        Field::PersonalId | Field::Phone | Field::SubjectCode | Field::InsuranceNumber => Some(6),
        _ => None,
    }
}

fn tells_a_person(cell: Cell<'_>, digits_needed: usize) -> bool {
    if cell.text.len() > LONGEST_LOOKED_AT {
        return false;
    }
    let n_digits = cell.text.bytes().filter(u8::is_ascii_digit).count();
    let n_letters = || cell.text.chars().filter(|it| it.is_alphabetic()).count();
    cell.kind == CellKind::Date || n_digits >= digits_needed && n_letters() <= 8
}

/// A name of two words or more beside a running number is a person, whatever else is missing.
fn is_named(seen: &Evidence<'_>) -> bool {
    let is_name = seen.name.contains(char::is_whitespace) && is_number(seen.ordinal);
    is_name && remark_of(seen.name).is_none()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit() || it == b'.')
}

/// `(1) (2) (3)` or `A B 1 2` under the header: numbers of the columns.
fn numbers_columns(row: &Row) -> bool {
    let mut last = None;
    let mut n_cells = 0;
    for (_, cell) in row.seen() {
        let text = brief(cell)
            .trim_matches(|it: char| it.is_whitespace() || matches!(it, '(' | ')' | '[' | ']'));
        let mut letters = text.chars();
        let is_letter =
            matches!((letters.next(), letters.next()), (Some('A'..='Z' | 'a'..='z'), None));
        match text.parse::<u32>() {
            Ok(number) if last.is_none_or(|it| it + 1 == number) && number < 100 => {
                last = Some(number);
            }
            Err(_) if is_letter && last.is_none() => {}
            _ => return false,
        }
        n_cells += 1;
    }
    n_cells >= 3 && last.is_some()
}

/// The people whom the template and its copies show how to fill it in with.
const SAMPLE_NAMES: &[&str] =
    &["nguyen van a", "nguyen thi a", "nguyen van b", "nguyen thi b", "tran van a", "tran thi b"];

fn is_sample(row: &Row, name: &str) -> bool {
    // All of them end in a letter that stands alone, which hardly a name does.
    let mut last = name.trim_end_matches(|it: char| !it.is_alphanumeric()).chars().rev().skip(1);
    let ends_in_letter = last.next().is_some_and(|it| !it.is_alphanumeric());
    if !ends_in_letter || name.len() > 24 || !SAMPLE_NAMES.contains(&fold(name).as_str()) {
        return false;
    }
    row.seen().any(|(_, cell)| {
        let text = brief(cell);
        let is_masked = text.len() > 3 && (text.ends_with("xx") || text.ends_with("XX"));
        is_masked || matches!(text, "123456789" | "123456789012") || fold(text) == "cong ty abc"
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Remark {
    Total,
    Signature,
}

/// Keys of what stands under a list; `cộng` keeps its marks, for Công is a name.
static TOTAL_KEYS: LazyLock<[String; 4]> =
    LazyLock::new(|| ["cộng", "tổng", "tổng cộng", "tổng số"].map(heading_key));
const PLAIN_TOTALS: &[&str] =
    &["tong cong", "tong so", "danh sach nay", "danh sach tren", "an dinh danh sach"];
const SIGNATURES: &[&str] = &[
    "nguoi lap",
    "can bo lap",
    "nguoi tong hop",
    "thu truong",
    "truong tram",
    "tram truong",
    "giam doc",
    "hieu truong",
    "chu tich",
    "tm uy ban",
    "tm ubnd",
    "ky ten",
    "nguoi ky",
    "dai dien",
    "xac nhan cua",
    "lanh dao",
    "noi nhan",
    "ky ghi ro",
    "ky va ghi ro",
    "ghi chu",
    "luu y",
    "can bo",
    "nguoi kiem tra",
    "to truong",
    "truong thon",
    "truong cong an",
    "truong khoa",
    "ky dong dau",
];

fn remark(row: &Row, seen: &Evidence<'_>) -> Option<Remark> {
    if !seen.name.is_empty() {
        return remark_of(seen.name).or_else(|| remark_of(seen.ordinal));
    }
    row.seen().find_map(|it| remark_of(it.1.text))
}

fn remark_of(text: &str) -> Option<Remark> {
    let key = heading_key(head(text, LONGEST_LOOKED_AT));
    let plain = plain_key(&key);
    let begins = |text: &str, words: &str| {
        text.strip_prefix(words).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let is_total = TOTAL_KEYS.iter().any(|it| begins(&key, it))
        || PLAIN_TOTALS.iter().any(|it| begins(&plain, it))
        || head(text, LONGEST_LOOKED_AT).trim() == "CONG";
    let is_signature = SIGNATURES.iter().any(|it| begins(&plain, it)) || is_dateline(&plain);
    match (is_total, is_signature) {
        (true, _) => Some(Remark::Total),
        (_, true) => Some(Remark::Signature),
        _ => None,
    }
}

/// `Hà Nội, ngày 12 tháng 5 năm 2022`.
fn is_dateline(plain: &str) -> bool {
    let at = |word| plain.split(' ').position(|it| it == word);
    matches!((at("ngay"), at("thang"), at("nam")), (Some(day), Some(month), Some(year)) if day < month && month < year)
}
