//! Codes and names of provinces, districts and communes.

mod name;

use crate::cell::{Cell, CellKind};
use crate::field::Field;
use crate::parse::text::is_space_or_invisible;
use crate::record::Record;
use crate::reference::conversion::{self, Successor};
use crate::reference::units::{
    COMMUNES_2022, COMMUNES_2026, DISTRICTS_2022, PROVINCES_2022, PROVINCES_2026, Unit, Units,
};
use crate::schema::Profile;

pub(crate) use self::name::same_name;

/// A level of the administration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    Province,
    District,
    Commune,
}

/// What a code cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CodeReading {
    /// The list has no such column, or this profile no such level.
    Absent,
    /// Nothing in the cell.
    Missing,
    /// Text of the right length.
    Plain(u16),
    /// The right digits in a number cell, which the platform reads as missing.
    AsNumber(u16),
    /// Digits are there, but zeros are lost or signs are around them.
    Untidy(u16),
    /// Letters: most often the name.
    Letters,
    /// Digits that are too many for a code.
    TooLong,
}

impl Level {
    pub(crate) const ALL: [Self; 3] = [Self::Province, Self::District, Self::Commune];

    /// All that the rules of addresses look at.
    pub(crate) const FIELDS: &[Field] = &[
        Field::ProvinceName,
        Field::ProvinceCode,
        Field::DistrictName,
        Field::DistrictCode,
        Field::CommuneName,
        Field::CommuneCode,
    ];

    pub(crate) fn code_field(self) -> Field {
        match self {
            Self::Province => Field::ProvinceCode,
            Self::District => Field::DistrictCode,
            Self::Commune => Field::CommuneCode,
        }
    }

    pub(crate) fn name_field(self) -> Field {
        match self {
            Self::Province => Field::ProvinceName,
            Self::District => Field::DistrictName,
            Self::Commune => Field::CommuneName,
        }
    }

    /// The Vietnamese word.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::District => "huyện",
            Self::Commune => "xã",
        }
    }

    /// The level above in a book of rules.
    pub(crate) fn above(self, profile: Profile) -> Option<Self> {
        match (self, profile) {
            (Self::Province, _) => None,
            (Self::Commune, Profile::Y2022) => Some(Self::District),
            _ => Some(Self::Province),
        }
    }

    /// The units of this level; `None` for districts, which ended on 01/07/2025.
    pub(crate) fn units(self, profile: Profile) -> Option<&'static Units> {
        match (self, profile) {
            (Self::Province, Profile::Y2022) => Some(&PROVINCES_2022),
            (Self::District, Profile::Y2022) => Some(&DISTRICTS_2022),
            (Self::Commune, Profile::Y2022) => Some(&COMMUNES_2022),
            (Self::Province, Profile::Current) => Some(&PROVINCES_2026),
            (Self::District, Profile::Current) => None,
            (Self::Commune, Profile::Current) => Some(&COMMUNES_2026),
        }
    }
}

/// The code cell of a level, with the units that it must be among.
pub(crate) fn read(record: &Record<'_>, level: Level) -> (CodeReading, Option<&'static Units>) {
    let Some(units) = level.units(record.list.options.profile) else {
        return (CodeReading::Absent, None);
    };
    let reading =
        record.cell(level.code_field()).map_or(CodeReading::Absent, |it| code(it, units.width));
    (reading, Some(units))
}

fn code(cell: Cell<'_>, width: usize) -> CodeReading {
    let (text, is_number) = match cell.kind {
        CellKind::Number => (cell.text.strip_suffix(".0").unwrap_or(cell.text), true),
        _ => (cell.text, false),
    };
    if text.len() == width && text.bytes().all(|it| it.is_ascii_digit()) {
        let code = text.parse().unwrap_or(u16::MAX);
        return if is_number { CodeReading::AsNumber(code) } else { CodeReading::Plain(code) };
    }
    let is_noise = |c: char| is_space_or_invisible(c) || matches!(c, '\'' | '.' | '-' | '`' | '’');
    let tidy: String = text.chars().filter(|it| !is_noise(*it)).collect();
    match tidy.len() {
        0 => CodeReading::Missing,
        _ if !tidy.bytes().all(|it| it.is_ascii_digit()) => CodeReading::Letters,
        n if n > width => CodeReading::TooLong,
        _ => tidy.parse().map_or(CodeReading::TooLong, CodeReading::Untidy),
    }
}

impl CodeReading {
    /// The code, in whatever form.
    pub(crate) fn code(self) -> Option<u16> {
        match self {
            Self::Plain(it) | Self::AsNumber(it) | Self::Untidy(it) => Some(it),
            _ => None,
        }
    }
}

/// The known code of a level in this row.
pub(crate) fn known_code(record: &Record<'_>, level: Level) -> Option<u16> {
    let (reading, units) = read(record, level);
    let code = reading.code()?;
    units?.has(code).then_some(code)
}

/// The code that stands in the row for the level which a unit's parent is of, where it differs
/// from that parent: the level, and the code.
pub(crate) fn other_parent(
    record: &Record<'_>,
    level: Level,
    units: &Units,
    code: u16,
) -> Option<(Level, u16)> {
    let profile = record.list.options.profile;
    let above = level.above(profile)?;
    let parent = units.parent(code)?;
    if let Some(given) = known_code(record, above) {
        return (given != parent).then_some((above, given));
    }
    // The district says nothing: the province may.
    let top = above.above(profile)?;
    let grandparent = above.units(profile)?.parent(parent)?;
    let given = known_code(record, top)?;
    (given != grandparent).then_some((top, given))
}

/// A unit found by its name, and whether the row leaves no doubt.
pub(crate) struct Found {
    pub(crate) unit: Unit,
    pub(crate) is_sure: bool,
}

/// The unit of a level that the name cell of the row means.
pub(crate) fn by_name_cell(record: &Record<'_>, level: Level) -> Option<Found> {
    by_name(record, level, record.text(level.name_field()))
}

/// Where a commune of before 01/07/2025 went, when this list is to hold those of today.
pub(crate) fn successor(record: &Record<'_>, level: Level, code: u16) -> Option<Successor> {
    let is_today = record.list.options.profile == Profile::Current;
    let is_old = is_today && level == Level::Commune && !COMMUNES_2026.has(code);
    is_old.then(|| conversion::successor(code)).flatten()
}

/// The only unit of this name under the parent that the row names by code, or else by name.
pub(crate) fn by_name(record: &Record<'_>, level: Level, text: &str) -> Option<Found> {
    let profile = record.list.options.profile;
    let units = level.units(profile)?;
    let Some(above) = level.above(profile) else {
        let found = name::find(units, None, text)?;
        let is_sure = found.is_sure && has_known_child(record, level, found.unit.code);
        return Some(Found { is_sure, ..found });
    };
    let parent = match known_code(record, above) {
        Some(code) => Found { unit: above.units(profile)?.find(code)?, is_sure: true },
        None => by_name_cell(record, above)?,
    };
    // The parent's own cells must agree with each other and with what is above it.
    let parent_name = record.text(above.name_field());
    let agrees = parent_name.is_empty() || same_name(parent_name, parent.unit);
    let parents_agree = other_parent(record, above, above.units(profile)?, parent.unit.code);
    let found = name::find(units, Some(parent.unit.code), text)?;
    let is_sure = found.is_sure
        && parent.is_sure
        && agrees
        && parents_agree.is_none()
        && has_known_child(record, level, found.unit.code);
    Some(Found { is_sure, ..found })
}

/// Is the unit of the level below, when the row names it by code, under this unit?
fn has_known_child(record: &Record<'_>, level: Level, code: u16) -> bool {
    let profile = record.list.options.profile;
    let below = Level::ALL.into_iter().filter(|it| it.above(profile) == Some(level));
    below
        .filter_map(|it| Some((it.units(profile)?, known_code(record, it)?)))
        .all(|(units, child)| units.parent(child) == Some(code))
}
