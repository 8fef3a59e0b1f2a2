//! A person spread over several columns: put together for the rules, and what the rules propose
//! taken apart again, so that it lands in cells that exist.

use crate::cell::{Cell, CellKind};
use crate::field::Field;
use crate::finding::Finding;
use crate::parse::sex::{self, Sex};
use crate::parse::text::fold;
use crate::record::Record;
use crate::schema::SexCoding;

const NAME_PARTS: [Field; 2] = [Field::FamilyName, Field::GivenName];
const BIRTH_PARTS: [Field; 3] = [Field::BirthDay, Field::BirthMonth, Field::BirthYear];
const TICKS: [Field; 2] = [Field::SexMale, Field::SexFemale];
const BIRTHS_BY_SEX: [Field; 2] = [Field::BirthDateMale, Field::BirthDateFemale];

/// Every field that name, birth date or sex may be spread over.
pub(crate) const BASIC_PARTS: [Field; 9] = [
    Field::FamilyName,
    Field::GivenName,
    Field::BirthDay,
    Field::BirthMonth,
    Field::BirthYear,
    Field::SexMale,
    Field::SexFemale,
    Field::BirthDateMale,
    Field::BirthDateFemale,
];

/// The fields that a field may be spread over.
pub(crate) fn parts(field: Field) -> &'static [Field] {
    const BIRTH: [Field; 7] = [
        Field::BirthDay,
        Field::BirthMonth,
        Field::BirthYear,
        Field::BirthDateMale,
        Field::BirthDateFemale,
        Field::SexMale,
        Field::SexFemale,
    ];
    const SEX: [Field; 4] =
        [Field::SexMale, Field::SexFemale, Field::BirthDateMale, Field::BirthDateFemale];
    match field {
        Field::FullName => &NAME_PARTS,
        Field::BirthDate => &BIRTH,
        Field::Sex => &SEX,
        _ => &[],
    }
}

/// What stands in several columns, put together.
#[derive(Debug, Default)]
pub(crate) struct Composed {
    full_name: Option<Name>,
    birth_date: Option<Birth>,
    sex: Option<BySex>,
    both_filled: Option<[Field; 2]>,
}

#[derive(Debug)]
struct Name {
    family: String,
    given: String,
    joined: String,
}

#[derive(Debug)]
enum Birth {
    /// Day, month and year as they stand, and joined.
    InParts([String; 3], String),
    /// A cell under Nam or under Nữ.
    Under(Field, CellKind, String),
}

/// Two columns, one for each sex.
#[derive(Debug)]
struct BySex {
    fields: [Field; 2],
    sex: Option<Sex>,
    /// What stands under the sex: a tick or a date.
    mark: String,
}

impl Composed {
    /// Puts a row together; `None` for a list in which each thing has its column.
    pub(crate) fn of(record: &Record<'_>) -> Option<Self> {
        let has = |field| record.list.table.column_of(field).is_some();
        let has_any = |fields: &[Field]| fields.iter().any(|&it| has(it));
        let is_whole = has(Field::FullName) || !NAME_PARTS.into_iter().all(has);
        let pairs = [TICKS, BIRTHS_BY_SEX].into_iter().filter(|it| has_any(it));
        let in_parts = !has(Field::BirthDate) && BIRTH_PARTS.into_iter().all(has);
        if is_whole && !in_parts && pairs.clone().next().is_none() {
            return None;
        }
        let mut composed = Self::default();
        if !is_whole {
            composed.full_name = Some(Name::of(record));
        }
        for fields in pairs {
            composed.add_pair(record, fields, has(Field::Sex), has(Field::BirthDate) || in_parts);
        }
        if in_parts {
            composed.birth_date = Some(Birth::in_parts(record));
        }
        if composed.both_filled.is_some() {
            composed.sex = None;
        }
        Some(composed)
    }

    /// Reads two columns, one for each sex. When both are filled nothing is known of the row.
    fn add_pair(
        &mut self,
        record: &Record<'_>,
        fields: [Field; 2],
        has_sex: bool,
        has_birth: bool,
    ) {
        let cells = fields.map(|it| record.own_cell(it).filter(|it| is_filled(*it)));
        let (sex, cell) = match cells {
            [Some(_), Some(_)] => {
                self.both_filled = Some(fields);
                return;
            }
            [Some(cell), None] => (Some(Sex::Male), cell),
            [None, Some(cell)] => (Some(Sex::Female), cell),
            [None, None] => (None, Cell::EMPTY),
        };
        let is_unsaid = self.sex.as_ref().is_none_or(|it| it.sex.is_none());
        // Without a date nothing is said of the sex either: one cause, one finding.
        if !has_sex && is_unsaid && (sex.is_some() || fields == TICKS || has_birth) {
            self.sex = Some(BySex { fields, sex, mark: cell.text.to_owned() });
        }
        let is_date = !is_tick(cell.text);
        // Under a heading of sex only what is clearly a date is one.
        let may_be_birth = fields == BIRTHS_BY_SEX || is_date && has_year(cell);
        if !has_birth && may_be_birth {
            let [male, female] = fields;
            let field = if sex == Some(Sex::Female) { female } else { male };
            let (kind, text) = if is_date { (cell.kind, cell.text) } else { (CellKind::Empty, "") };
            self.birth_date = Some(Birth::Under(field, kind, text.to_owned()));
        }
    }

    /// The cell of a field that has no column of its own.
    pub(crate) fn cell(&self, field: Field) -> Option<Cell<'_>> {
        match field {
            Field::FullName => self.full_name.as_ref().map(|it| Cell::typed(&it.joined)),
            Field::BirthDate => match self.birth_date.as_ref()? {
                Birth::InParts(_, joined) => Some(Cell::typed(joined)),
                Birth::Under(_, kind, text) => Some(Cell { kind: *kind, text }),
            },
            Field::Sex => {
                let sex = self.sex.as_ref()?.sex;
                Some(Cell::typed(sex.map_or("", Sex::word)))
            }
            _ => None,
        }
    }

    /// The columns of the two sexes that are both filled.
    pub(crate) fn both_filled(&self) -> Option<[Field; 2]> {
        self.both_filled
    }

    /// Moves a finding, and what it proposes, to the columns that the list has. A proposal that
    /// cannot be taken apart becomes advice.
    pub(crate) fn spread(&self, finding: &mut Finding) {
        if self.cell(finding.field).is_none() {
            return;
        }
        let proposed = finding.fix.as_ref().and_then(|it| it.value.as_deref());
        let cells = proposed.and_then(|value| self.take_apart(finding.field, value));
        let home = self.home(finding.field).unwrap_or(finding.field);
        if let Some(fix) = &mut finding.fix
            && fix.value.is_some()
        {
            match cells.and_then(|it| it.split_first().map(|(a, b)| (a.clone(), b.to_vec()))) {
                Some(((field, value), also)) => {
                    finding.field = field;
                    fix.value = Some(value);
                    fix.also.extend(also);
                    return;
                }
                None => {
                    fix.value = None;
                    fix.applicability = crate::finding::Applicability::Manual;
                }
            }
        }
        finding.field = home;
    }

    /// Where a finding without a proposal is shown.
    fn home(&self, field: Field) -> Option<Field> {
        match field {
            Field::FullName => Some(Field::FamilyName),
            Field::BirthDate => match self.birth_date.as_ref()? {
                Birth::Under(field, ..) => Some(*field),
                Birth::InParts(parts, _) => {
                    let at = parts.iter().position(|it| it.is_empty()).unwrap_or(0);
                    BIRTH_PARTS.get(at).copied()
                }
            },
            Field::Sex => {
                let by_sex = self.sex.as_ref()?;
                let [male, female] = by_sex.fields;
                Some(if by_sex.sex == Some(Sex::Female) { female } else { male })
            }
            _ => None,
        }
    }

    /// The cells that change when this value is put into a field.
    fn take_apart(&self, field: Field, value: &str) -> Option<Vec<(Field, String)>> {
        match field {
            Field::FullName => self.full_name.as_ref()?.take_apart(value),
            Field::BirthDate => match self.birth_date.as_ref()? {
                Birth::Under(field, ..) => Some(vec![(*field, value.to_owned())]),
                Birth::InParts(parts, _) => date_parts(parts, value),
            },
            Field::Sex => self.sex.as_ref()?.take_apart(value),
            _ => None,
        }
    }
}

impl Name {
    fn of(record: &Record<'_>) -> Self {
        // Only plain spaces: others may be letters of an encoding from before Unicode.
        let part = |field| record.own_cell(field).map_or("", |it| it.text).trim_matches(' ');
        let (family, given) = (part(Field::FamilyName), part(Field::GivenName));
        let gap = if family.is_empty() || given.is_empty() { "" } else { " " };
        Self {
            joined: format!("{family}{gap}{given}"),
            family: family.to_owned(),
            given: given.to_owned(),
        }
    }

    /// The given name keeps as many words as it has.
    fn take_apart(&self, value: &str) -> Option<Vec<(Field, String)>> {
        let n_given = self.given.split(' ').count();
        let at = value.rmatch_indices(' ').nth(n_given - 1).map(|it| it.0);
        let (family, given) = match at {
            Some(at) => (value.get(..at)?, value.get(at + 1..)?),
            None => value.rsplit_once(' ').unwrap_or(("", value)),
        };
        let cells =
            [(Field::FamilyName, &self.family, family), (Field::GivenName, &self.given, given)];
        let changed = cells.into_iter().filter(|it| it.1 != it.2);
        Some(changed.map(|it| (it.0, it.2.to_owned())).collect())
    }
}

impl Birth {
    fn in_parts(record: &Record<'_>) -> Self {
        let parts = BIRTH_PARTS.map(|it| number_text(record.own_cell(it).unwrap_or(Cell::EMPTY)));
        let [day, month, year] = &parts;
        let two = |it: &str| if it.len() == 1 { format!("0{it}") } else { it.to_owned() };
        let joined = match (day.as_str(), month.as_str()) {
            ("", "") => year.clone(),
            ("", month) => format!("{}/{year}", two(month)),
            (day, month) => format!("{}/{}/{year}", two(day), two(month)),
        };
        Self::InParts(parts, joined)
    }
}

impl BySex {
    /// The mark goes from one column to the other.
    fn take_apart(&self, value: &str) -> Option<Vec<(Field, String)>> {
        let sex = sex::read(Cell::typed(value), SexCoding::Words).known()?;
        let [male, female] = self.fields;
        let (to, from) = if sex == Sex::Male { (male, female) } else { (female, male) };
        match self.sex {
            Some(now) if now == sex => None,
            Some(_) => Some(vec![(to, self.mark.clone()), (from, String::new())]),
            // A birth column without a date has nothing to be put into it.
            None => (self.fields == TICKS).then(|| vec![(to, "x".to_owned())]),
        }
    }
}

/// The parts of `dd/mm/yyyy` that differ from what is there.
fn date_parts(now: &[String; 3], value: &str) -> Option<Vec<(Field, String)>> {
    let new: Vec<&str> = value.split('/').collect();
    let [_, _, _] = new.as_slice() else { return None };
    let number = |it: &str| it.parse::<u32>().ok();
    let mut cells = Vec::new();
    for ((field, old), new) in BIRTH_PARTS.into_iter().zip(now).zip(new) {
        let new = number(new)?;
        // `85` and `1985` are other numbers, `3` and `03` are not.
        if number(old) != Some(new) {
            cells.push((field, new.to_string()));
        }
    }
    (!cells.is_empty()).then_some(cells)
}

/// A number as people write it: `3` for `3.0`.
fn number_text(cell: Cell<'_>) -> String {
    let text = cell.text.trim();
    text.strip_suffix(".0").unwrap_or(text).to_owned()
}

/// Is something said under this sex? A nought or a dash says that nothing is.
fn is_filled(cell: Cell<'_>) -> bool {
    let text = cell.text.trim();
    !cell.is_blank() && !matches!(text, "0" | "-" | "–" | "—" | "/" | "FALSE" | "false")
}

/// Signs put under a sex: `ü` and `P` are the tick of Wingdings.
fn is_tick(text: &str) -> bool {
    matches!(text.trim(), "1" | "1.0" | "+" | "*" | "✓" | "✔" | "√" | "☑" | "☒" | "✗" | "ü" | "P")
        || matches!(fold(text).as_str(), "x" | "v" | "xx" | "co" | "true" | "nam" | "nu")
}

fn has_year(cell: Cell<'_>) -> bool {
    cell.kind == CellKind::Date || cell.text.bytes().filter(u8::is_ascii_digit).count() >= 4
}

#[cfg(test)]
mod tests;
