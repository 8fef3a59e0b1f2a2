//! Grounds for refusing a citizen's report: those of công văn 9458/BYT-CNTT (8/11/2021), and two that
//! a number itself gives.

use super::births::BirthLikeness;
use super::names::NameLikeness;
use super::{Candidate, Doubt, Suggestion};
use crate::field::Field;
use crate::parse::name::near::lacks_marks;
use crate::parse::vaccine::DOSES;
use crate::record::Record;

/// Why a report is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// No name of two words, or something besides a name.
    NameNotFull,
    /// The name is typed without marks.
    NameUnmarked,
    /// The name is another one, and no number says that it is the person.
    NameDiffers,
    /// So is the birth date.
    BirthDiffers,
    /// The number contradicts the birth year or the sex.
    NumberContradicts,
    /// The number is another person's on the list.
    NumberUsed,
    /// A day of injection is another one.
    DoseDateDiffers,
    /// A vaccine is another one.
    VaccineDiffers,
    /// Something else of a dose is another: only a person can see it.
    DoseDiffers,
    /// The paper lacks name, sex, day or vaccine: only a person can see it.
    PaperIncomplete,
    /// The picture is blurred, covered, or a portrait: only a person can see it.
    PictureUnclear,
    /// Something on the paper has been altered: only a person can see it.
    PaperAltered,
    /// Nobody on the list is like it.
    NothingMatches,
}

impl Ground {
    /// Every ground, in order.
    pub const ALL: [Self; 13] = [
        Self::NameNotFull,
        Self::NameUnmarked,
        Self::NameDiffers,
        Self::BirthDiffers,
        Self::NumberContradicts,
        Self::NumberUsed,
        Self::DoseDateDiffers,
        Self::VaccineDiffers,
        Self::DoseDiffers,
        Self::PaperIncomplete,
        Self::PictureUnclear,
        Self::PaperAltered,
        Self::NothingMatches,
    ];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NameNotFull => "name-not-full",
            Self::NameUnmarked => "name-unmarked",
            Self::NameDiffers => "name-differs",
            Self::BirthDiffers => "birth-differs",
            Self::NumberContradicts => "number-contradicts",
            Self::NumberUsed => "number-used",
            Self::DoseDateDiffers => "dose-date-differs",
            Self::VaccineDiffers => "vaccine-differs",
            Self::DoseDiffers => "dose-differs",
            Self::PaperIncomplete => "paper-incomplete",
            Self::PictureUnclear => "picture-unclear",
            Self::PaperAltered => "paper-altered",
            Self::NothingMatches => "nothing-matches",
        }
    }

    /// The ground of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The words of the answer.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::NameNotFull => "Họ và tên không đầy đủ",
            Self::NameUnmarked => "Họ và tên viết không có dấu",
            Self::NameDiffers => "Họ và tên khác với danh sách, cần giấy tờ",
            Self::BirthDiffers => "Ngày sinh khác với danh sách, cần giấy tờ",
            Self::NumberContradicts => "Số CCCD không khớp năm sinh hoặc giới tính",
            Self::NumberUsed => "Số CCCD/CMND đã có ở người khác trong danh sách",
            Self::DoseDateDiffers => "Ngày tiêm khác với danh sách, cần giấy xác nhận",
            Self::VaccineDiffers => "Loại vắc xin khác với danh sách, cần giấy xác nhận",
            Self::DoseDiffers => "Thông tin mũi tiêm khác với danh sách, cần giấy xác nhận",
            Self::PaperIncomplete => {
                "Giấy xác nhận thiếu họ tên, giới tính, ngày tiêm hoặc vắc xin"
            }
            Self::PictureUnclear => "Ảnh giấy tờ mờ, bị che hoặc chỉ là ảnh chân dung",
            Self::PaperAltered => "Thông tin trên giấy tờ bị sửa chữa",
            Self::NothingMatches => "Không có thông tin nào khớp với danh sách",
        }
    }
}

/// «Họ tên không đầy đủ hoặc viết không dấu».
pub(super) fn of_name(report: &Record<'_>) -> Option<Ground> {
    let reading = report.name();
    let name = reading.name(report.text(Field::FullName));
    if !reading.is_plain() || reading.n_words < 2 {
        return Some(Ground::NameNotFull);
    }
    (name.is_ascii() && lacks_marks(name)).then_some(Ground::NameUnmarked)
}

/// A name or a birth date that is not the list's is put right only by papers, or by a number that
/// says whose it is.
pub(super) fn of_evidence(candidate: &Candidate) -> Vec<Ground> {
    let evidence = &candidate.evidence;
    if evidence.has_number() {
        return Vec::new();
    }
    let name = match evidence.name {
        NameLikeness::OtherFamily | NameLikeness::GivenSlip | NameLikeness::Different => {
            Some(Ground::NameDiffers)
        }
        _ => None,
    };
    let birth = match evidence.birth {
        BirthLikeness::SameDay | BirthLikeness::SameYear | BirthLikeness::Unknown => None,
        _ => Some(Ground::BirthDiffers),
    };
    [name, birth].into_iter().flatten().collect()
}

/// What speaks against the number given.
pub(super) fn of_number(suggestion: &Suggestion) -> Option<Ground> {
    match suggestion.doubt? {
        Doubt::Contradicts => Some(Ground::NumberContradicts),
        Doubt::UsedAt(_) => Some(Ground::NumberUsed),
        Doubt::NotChecked | Doubt::Cmnd => None,
    }
}

/// Doses that both say something of, differently.
pub(super) fn of_doses(report: &Record<'_>, ours: &Record<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for dose in &DOSES {
        let days = day_of(report, dose.date).zip(day_of(ours, dose.date));
        if days.is_some_and(|(a, b)| a != b) {
            grounds.push(Ground::DoseDateDiffers);
        }
        let (a, b) = (folded(report, dose.vaccine), folded(ours, dose.vaccine));
        if !a.is_empty() && !b.is_empty() && !a.contains(&b) && !b.contains(&a) {
            grounds.push(Ground::VaccineDiffers);
        }
    }
    grounds
}

// Four doses of two rows: written out sixteen times, these would be a part of the page.
#[inline(never)]
fn day_of(record: &Record<'_>, date: Field) -> Option<time::Date> {
    record.dose_dates().find(|it| it.1.date == date).and_then(|it| it.2.date())
}

#[inline(never)]
fn folded(record: &Record<'_>, field: Field) -> String {
    crate::parse::text::fold(record.text(field))
}
