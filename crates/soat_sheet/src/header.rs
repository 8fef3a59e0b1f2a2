//! Finding the row of headings, of one tier or two, wherever staff have moved it.

use soat_core::Field;

use crate::heading::{heading_key, plain_key};
use crate::row::Row;
use crate::vocabulary::{
    DosePart, Group, Meaning, Origin, Reading, dose_field, read_dose_heading, read_group,
    read_heading,
};

/// Columns of the sheet that are read.
pub(crate) const MOST_COLUMNS: u32 = 512;
/// Headings stand at most this far down.
const LAST_HEADER_ROW: u32 = 80;
/// Once found, a better header is looked for in this many rows more.
const ROWS_AFTER_FOUND: usize = 15;
/// Longer texts are remarks or data, and slow to look up.
const LONGEST_HEADING: usize = 160;

/// The headings of a list.
pub(crate) struct Header {
    /// Row number of the first tier.
    pub(crate) first_tier: u32,
    /// Row number of the last tier.
    pub(crate) last_tier: u32,
    /// Columns that have a heading, from left to right.
    pub(crate) columns: Vec<HeaderColumn>,
    /// How much of it was understood; comparable between sheets.
    pub(crate) score: u32,
}

/// One column's heading.
pub(crate) struct HeaderColumn {
    /// Position in the sheet, from 0.
    pub(crate) column: u32,
    /// The column's own cell of the first tier, as typed.
    pub(crate) upper: String,
    /// The column's cell of the second tier, as typed.
    pub(crate) lower: String,
    /// Both tiers, the first also when it stands over several columns.
    pub(crate) heading: String,
    pub(crate) reading: Option<Reading>,
    read_from_lower: bool,
}

impl HeaderColumn {
    /// The field, when the heading names one.
    pub(crate) fn field(&self) -> Option<Field> {
        match self.reading?.meaning {
            Meaning::Field(field) => Some(field),
            _ => None,
        }
    }

    /// Gives the column a field that its heading alone does not say.
    pub(crate) fn infer(&mut self, field: Field) {
        let meaning = Meaning::Field(field);
        self.reading = Some(Reading { meaning, origin: Origin::Synonym, rank: u16::MAX });
    }

    /// Does the heading read so, in any form?
    pub(crate) fn says(&self, text: &str) -> bool {
        let own = if self.lower.is_empty() { &self.upper } else { &self.lower };
        heading_key(own) == heading_key(text)
    }
}

/// Finds the header among the first rows of a sheet.
pub(crate) fn find(head: &[Row]) -> Option<Header> {
    let mut best: Option<(usize, Header)> = None;
    let mut score_above = 0;
    for (idx, row) in head.iter().enumerate().take_while(|it| it.1.number <= LAST_HEADER_ROW) {
        if best.as_ref().is_some_and(|it| idx > it.0 + ROWS_AFTER_FOUND) {
            break;
        }
        let single = Header::read(None, row);
        let single_score = single.score;
        let pair = idx.checked_sub(1).and_then(|it| head.get(it)).and_then(|above| {
            let is_worth_it = single_score > 0 || score_above > 0;
            is_worth_it.then(|| Header::of_two_tiers(above, row, single_score.max(score_above)))?
        });
        for header in [Some(single), pair].into_iter().flatten() {
            let most = best.as_ref().map_or(0, |it| it.1.score);
            if header.is_plausible() && header.score > most {
                best = Some((idx, header));
            }
        }
        score_above = single_score;
    }
    best.map(|it| it.1)
}

/// The header at a row chosen by the user, whatever it says.
pub(crate) fn at_row(head: &[Row], row_number: u32) -> Header {
    let row_of = |number| head.iter().find(|it| it.number == number);
    let mut nothing = Row::default();
    nothing.restart(row_number);
    let row = row_of(row_number).unwrap_or(&nothing);
    let single = Header::read(None, row);
    let above = row_number.checked_sub(1).and_then(row_of);
    let with_above = above.and_then(|it| Header::of_two_tiers(it, row, single.score));
    let below = row_of(row_number.saturating_add(1));
    let with_below = below.and_then(|it| Header::of_two_tiers(row, it, single.score));
    let pairs = [with_above, with_below].into_iter().flatten();
    pairs.max_by_key(|it| it.score).unwrap_or(single)
}

impl Header {
    /// Two rows as one header, when the second adds to the first.
    fn of_two_tiers(upper: &Row, lower: &Row, score_apart: u32) -> Option<Self> {
        if lower.number - upper.number > 2 {
            return None;
        }
        let header = Self::read(Some(upper), lower);
        let n_from_lower =
            header.columns.iter().filter(|it| it.read_from_lower && it.field().is_some()).count();
        (n_from_lower >= 2 && header.score > score_apart).then_some(header)
    }

    fn read(upper: Option<&Row>, lower: &Row) -> Self {
        let mut columns = match upper {
            Some(upper) => read_two_tiers(upper, lower),
            None => lower.seen().filter_map(|(at, cell)| read_single(at, cell.text)).collect(),
        };
        columns.sort_by_key(|it| it.column);
        columns.dedup_by_key(|it| it.column);
        number_doses(&mut columns);
        keep_surest(&mut columns);
        let score = score(&columns);
        let first_tier = upper.map_or(lower.number, |it| it.number);
        Self { first_tier, last_tier: lower.number, columns, score }
    }

    /// Does the list say who its people are?
    fn is_plausible(&self) -> bool {
        let n_fields = self.columns.iter().filter(|it| it.field().is_some()).count();
        let is_mostly_read = n_fields * 2 >= self.columns.len();
        if self.has(Field::FullName) || self.has(Field::FamilyName) {
            return n_fields >= 3 || n_fields == 2 && is_mostly_read;
        }
        let says_who = [Field::PersonalId, Field::SubjectCode, Field::Phone];
        says_who.into_iter().any(|it| self.has(it)) && n_fields >= 3
    }

    /// Is there a column of this field?
    pub(crate) fn has(&self, field: Field) -> bool {
        self.column_of(field).is_some()
    }

    /// The column of this field.
    pub(crate) fn column_of(&self, field: Field) -> Option<&HeaderColumn> {
        self.columns.iter().find(|it| it.field() == Some(field))
    }
}

fn read_single(column: u32, text: &str) -> Option<HeaderColumn> {
    let text = text.trim();
    let reading = read_own(text);
    (column < MOST_COLUMNS).then(|| HeaderColumn {
        column,
        upper: text.to_owned(),
        lower: String::new(),
        heading: text.to_owned(),
        reading,
        read_from_lower: false,
    })
}

fn read_two_tiers(upper: &Row, lower: &Row) -> Vec<HeaderColumn> {
    let mut places: Vec<u32> =
        upper.seen().chain(lower.seen()).map(|it| it.0).filter(|&it| it < MOST_COLUMNS).collect();
    places.sort_unstable();
    places.dedup();
    let mut carried = "";
    let mut columns = Vec::new();
    for column in places {
        let (own, sub) = (upper.text_at(column), lower.text_at(column));
        if !own.is_empty() {
            carried = own;
        } else if is_of_one_column(carried) {
            carried = "";
        }
        columns.push(read_column(column, own, carried, sub));
    }
    unread_lone_sex(&mut columns);
    columns
}

/// Nam without Nữ under Giới tính is the first person, not a column of ticks.
fn unread_lone_sex(columns: &mut [HeaderColumn]) {
    let sexes = [Field::SexMale, Field::SexFemale].map(Some);
    let n_found =
        sexes.into_iter().filter(|&sex| columns.iter().any(|it| it.field() == sex)).count();
    if n_found == 1 {
        let lone = columns.iter_mut().filter(|it| sexes.contains(&it.field()));
        lone.for_each(|it| it.reading = Some(reading_of(Meaning::Other)));
    }
}

/// A heading such as Ghi chú says nothing of the columns to its right.
fn is_of_one_column(text: &str) -> bool {
    let is_field = read_own(text).is_some_and(|it| matches!(it.meaning, Meaning::Field(_)));
    is_field && read_group(text).is_none()
}

fn read_column(column: u32, own: &str, above: &str, sub: &str) -> HeaderColumn {
    let from_lower = (!sub.is_empty()).then(|| read_below(above, sub)).flatten();
    let heading = match (above, sub) {
        (above, "") => above.to_owned(),
        ("", sub) => sub.to_owned(),
        (above, sub) => format!("{above}\n{sub}"),
    };
    HeaderColumn {
        column,
        upper: own.to_owned(),
        lower: sub.to_owned(),
        heading,
        reading: from_lower.or_else(|| read_own(own)),
        read_from_lower: from_lower.is_some(),
    }
}

fn read_own(text: &str) -> Option<Reading> {
    let has_letters = text.len() <= LONGEST_HEADING && text.chars().any(|it| !it.is_numeric());
    has_letters.then(|| read_dose_heading(text).or_else(|| read_heading(text)))?
}

/// A heading of the second tier, in the light of the one above.
fn read_below(above: &str, sub: &str) -> Option<Reading> {
    let sub_key = heading_key(sub);
    match read_group(above) {
        Some(Group::Birth) => read_birth_part(&sub_key).or_else(|| read_own(sub)),
        Some(Group::Sex) if plain_key(&sub_key) == "nam" => {
            Some(reading_of(Meaning::Field(Field::SexMale)))
        }
        Some(Group::Sex) if plain_key(&sub_key) == "nu" => {
            Some(reading_of(Meaning::Field(Field::SexFemale)))
        }
        Some(Group::Dose(dose)) => {
            let reading = read_own(sub)?;
            let part = match reading.meaning {
                Meaning::Dose(part) => part,
                Meaning::Field(Field::BirthDay) => DosePart::Date,
                _ => return Some(reading),
            };
            Some(Reading { meaning: Meaning::Field(dose_field(dose, part)), ..reading })
        }
        _ => read_own(sub),
    }
}

fn read_birth_part(key: &str) -> Option<Reading> {
    let field = match key {
        "nam" => Field::BirthDateMale,
        _ if plain_key(key) == "nu" => Field::BirthDateFemale,
        _ => match plain_key(key).as_str() {
            "ngay" => Field::BirthDay,
            "thang" => Field::BirthMonth,
            "nam" | "nam sinh" => Field::BirthYear,
            _ => return None,
        },
    };
    Some(reading_of(Meaning::Field(field)))
}

fn reading_of(meaning: Meaning) -> Reading {
    Reading { meaning, origin: Origin::Synonym, rank: 0 }
}

/// `Ngày tiêm` twice, with no dose said, is of dose 1 and dose 2, unless a column says the dose.
fn number_doses(columns: &mut [HeaderColumn]) {
    let says_dose = |it: &HeaderColumn| {
        ["mũi", "mũi tiêm", "mũi số", "số mũi"].iter().any(|&text| it.says(text))
    };
    let is_by_row = columns.iter().any(says_dose);
    let mut seen = [0_u8; 4];
    for column in columns {
        let Some(reading) = &mut column.reading else { continue };
        let Meaning::Dose(part) = reading.meaning else { continue };
        let n = &mut seen[part as usize]; // OK because a dose has four parts
        *n += 1;
        let is_a_dose = !is_by_row && *n <= 4;
        reading.meaning =
            if is_a_dose { Meaning::Field(dose_field(*n, part)) } else { Meaning::Other };
    }
}

/// Of two columns for one field the surer wording keeps it, then the left one.
fn keep_surest(columns: &mut [HeaderColumn]) {
    for &field in Field::ALL {
        let rank = |it: &HeaderColumn| it.reading.map_or(u16::MAX, |reading| reading.rank);
        let same = columns.iter().filter(|it| it.field() == Some(field));
        let Some(surest) = same.min_by_key(|it| rank(it)).map(|it| it.column) else { continue };
        let others = columns.iter_mut().filter(|it| it.field() == Some(field));
        for other in others.filter(|it| it.column != surest) {
            other.reading = Some(reading_of(Meaning::Other));
        }
    }
}

fn score(columns: &[HeaderColumn]) -> u32 {
    let weight = |it: &HeaderColumn| match (it.field(), it.reading.map(|it| it.origin)) {
        (None, _) => 0,
        (_, Some(Origin::Synonym)) => 2,
        _ => 3,
    };
    columns.iter().map(weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(header: &Header) -> Vec<Option<&'static str>> {
        header.columns.iter().map(|it| it.field().map(Field::key)).collect()
    }

    #[test]
    fn two_tiers_under_a_birth_heading() {
        let head = [
            Row::of(1, &["DANH SÁCH"]),
            Row::of(3, &["STT", "Họ và tên", "Năm sinh", "", "Địa chỉ"]),
            Row::of(4, &["", "", "Nam", "Nữ", ""]),
            Row::of(5, &["1", "Lê Thị Đào", "", "1985", "Thôn 1"]),
        ];
        let header = find(&head).unwrap();
        assert_eq!((header.first_tier, header.last_tier), (3, 4));
        let keys = ["ordinal", "full_name", "birth_date_male", "birth_date_female", "address"];
        assert_eq!(fields(&header), keys.map(Some));
    }

    #[test]
    fn data_is_no_second_tier() {
        let head = [
            Row::of(1, &["TT", "Họ tên", "Ngày sinh", "Giới tính"]),
            Row::of(2, &["1", "Lê Thị Đào", "12/03/1985", "Nữ"]),
        ];
        assert_eq!(find(&head).unwrap().last_tier, 1);
    }

    #[test]
    fn prose_is_no_header() {
        let head = [
            Row::of(1, &["Danh mục hành chính"]),
            Row::of(2, &["Tên Tỉnh/Thành phố", "Mã Tỉnh/Thành phố", "Tên Quận/Huyện"]),
        ];
        assert!(find(&head).is_none());
    }
}
