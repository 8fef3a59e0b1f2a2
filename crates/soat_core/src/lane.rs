//! Where each person goes: the lanes of circular 2262/BYT-CNTT.

use crate::field::Field;
use crate::parse::phone::PhoneReading;
use crate::record::Record;
use crate::schema::Source;

/// The lane of a person. Every row is in exactly one, so counts add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Lane {
    /// Nothing wrong, nothing changed.
    Clean,
    /// Goes back by Excel import: the ID was missing or malformed in the file and is valid now;
    /// in an own list every corrected person.
    Import,
    /// Edited on the platform by hand: the ID was well formed in the file, but the ID, the name,
    /// the birth date, the sex or another cell has been corrected.
    DirectEdit,
    /// Something that the platform or the population check rejects is still there.
    Unresolved,
    /// A foreigner with a passport: not checked against the population database.
    Exempt,
}

impl Lane {
    /// Every lane, in the order of their numbers.
    pub const ALL: [Self; 5] =
        [Self::Clean, Self::Import, Self::DirectEdit, Self::Unresolved, Self::Exempt];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Import => "import",
            Self::DirectEdit => "direct-edit",
            Self::Unresolved => "unresolved",
            Self::Exempt => "exempt",
        }
    }

    /// The name shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Clean => "Không có lỗi phải sửa",
            Self::Import => "Import bằng tệp Excel",
            Self::DirectEdit => "Sửa trực tiếp trên Nền tảng",
            Self::Unresolved => "Chưa giải quyết",
            Self::Exempt => "Người nước ngoài (hộ chiếu)",
        }
    }
}

/// Where one person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The lane.
    pub lane: Lane,
    /// Is there something to edit on the platform by hand? True for all of [`Lane::DirectEdit`],
    /// and for people of [`Lane::Import`] whose name, birth date, sex or phone was corrected too:
    /// the importer matches on those, so they leave as they came.
    pub edit_by_hand: bool,
}

/// Decides the standing of a person, given the row as opened and as it is now.
pub(crate) fn standing(raw: &Record<'_>, now: &Record<'_>, has_errors: bool) -> Standing {
    let by_lane = |lane| Standing { lane, edit_by_hand: false };
    if now.is_exempt() {
        return by_lane(Lane::Exempt);
    }
    if has_errors {
        return by_lane(Lane::Unresolved);
    }
    if now.list.options.source == Source::Own {
        let lane = if now.is_edited() { Lane::Import } else { Lane::Clean };
        return by_lane(lane);
    }
    let is_import = !raw.personal_id.is_well_formed() && now.personal_id.is_well_formed();
    let lane = if is_import { Lane::Import } else { Lane::DirectEdit };
    let edit_by_hand = fields_by_hand(raw, now, lane).next().is_some();
    match lane {
        Lane::DirectEdit if !edit_by_hand => by_lane(Lane::Clean),
        _ => Standing { lane, edit_by_hand },
    }
}

/// The corrected fields of a person on the platform that no file carries. The Import file brings a
/// new ID, codes and the like; it cannot change what the importer matches on. Without it, every
/// correction is made by hand.
pub(crate) fn fields_by_hand(
    raw: &Record<'_>,
    now: &Record<'_>,
    lane: Lane,
) -> impl Iterator<Item = Field> {
    const FIRST: [Field; 4] = [Field::PersonalId, Field::FullName, Field::BirthDate, Field::Sex];
    let rest = Field::ALL.iter().copied().filter(|it| !FIRST.contains(it));
    let is_open = move |it: &Field| match lane {
        Lane::Import => it.is_identity(),
        _ => !it.is_read_only() && *it != Field::Note,
    };
    let by_hand = FIRST.into_iter().chain(rest).filter(is_open);
    by_hand.filter(|&it| is_corrected(raw, now, it))
}

/// Does a cell mean something else now? `Nam` rewritten as `0`, or a date cell as text, is nothing
/// to edit on the platform.
fn is_corrected(raw: &Record<'_>, now: &Record<'_>, field: Field) -> bool {
    if !now.is_cell_edited(field) {
        return false;
    }
    match field {
        Field::BirthDate if raw.birth_date.date().is_some() => {
            raw.birth_date.date() != now.birth_date.date()
        }
        Field::Sex if raw.sex.known().is_some() => raw.sex.known() != now.sex.known(),
        Field::Phone => match raw.phone() {
            PhoneReading::Clear { value, .. } => value != now.text(field),
            _ => raw.text(field) != now.text(field),
        },
        Field::ProvinceCode | Field::DistrictCode | Field::CommuneCode | Field::PriorityGroup => {
            let number = |text: &str| text.trim().trim_start_matches('0').to_owned();
            number(raw.text(field)) != number(now.text(field))
        }
        _ => raw.text(field) != now.text(field),
    }
}
