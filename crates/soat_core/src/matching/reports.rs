//! Citizens' reports (phản ánh) as a second list: what each comes to, with the grounds for refusal of
//! công văn 9458/BYT-CNTT (8/11/2021) that a row can show.

use std::collections::{BTreeMap, BTreeSet};

use super::births::BirthLikeness;
use super::names::NameLikeness;
use super::{Candidate, Confidence, Doubt, Matches, Place, SecondList, Suggestion};
use crate::field::Field;
use crate::parse::name::near::lacks_marks;
use crate::parse::vaccine::DOSES;
use crate::record::{Record, Version};
use crate::work::Work;

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
    /// Nobody on the list is like it.
    NothingMatches,
}

impl Ground {
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
            Self::NothingMatches => "Không có thông tin nào khớp với danh sách",
        }
    }
}

/// What a report comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The person is found, and there is something to put right.
    Accepted,
    /// The list says so already.
    AlreadyRight,
    /// Refused on the grounds given.
    Refused,
    /// Somebody has to look: several people, or too little likeness.
    ToBeSeen,
    /// Another report of the same person.
    Repeated,
    /// Nobody is found.
    NotFound,
}

impl Verdict {
    /// Every verdict, in order.
    pub const ALL: [Self; 6] = [
        Self::Accepted,
        Self::AlreadyRight,
        Self::Refused,
        Self::ToBeSeen,
        Self::Repeated,
        Self::NotFound,
    ];

    /// The words of the answer.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Accepted => "Tiếp nhận",
            Self::AlreadyRight => "Thông tin đã đúng",
            Self::Refused => "Từ chối",
            Self::ToBeSeen => "Cần xem lại",
            Self::Repeated => "Trùng phản ánh khác",
            Self::NotFound => "Không tìm thấy",
        }
    }
}

/// The answer to one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAnswer {
    /// The report's row.
    pub place: Place,
    /// The person of the work.
    pub row_idx: Option<usize>,
    /// What it comes to.
    pub verdict: Verdict,
    /// Why it is refused; empty unless it is.
    pub grounds: Vec<Ground>,
    /// What would be put right.
    pub suggestions: Vec<Suggestion>,
}

impl Matches {
    /// Answers every row of a list of reports, in order: the answers add up to its rows.
    #[must_use]
    pub fn answers(&self, work: &Work, reports: &SecondList) -> Vec<ReportAnswer> {
        let mut found: BTreeMap<Place, (usize, Candidate)> = BTreeMap::new();
        let mut possible: BTreeSet<Place> = BTreeSet::new();
        for (row_idx, person) in self.people.iter().enumerate() {
            let is_sure = person.confidence <= Confidence::Medium;
            if let Some(candidate) = person.chosen().filter(|_| is_sure) {
                found.insert(candidate.place, (row_idx, *candidate));
            }
            possible.extend(person.candidates.iter().map(|it| it.place));
        }
        let mut seen = BTreeSet::new();
        let mut answers = Vec::new();
        for (sheet, (table, _)) in reports.sheets.iter().enumerate() {
            for row_idx in 0..table.n_rows() {
                let place = Place { sheet, row_idx };
                let is_first = self.is_first(work, reports, place, &mut seen);
                answers.push(match found.get(&place) {
                    Some((row_idx, candidate)) => self.answer(work, reports, *row_idx, candidate),
                    None if !is_first => nobody(place, Verdict::Repeated),
                    None if possible.contains(&place) => nobody(place, Verdict::ToBeSeen),
                    None => nobody(place, Verdict::NotFound),
                });
            }
        }
        answers
    }

    /// Has no earlier report this number and name?
    fn is_first(
        &self,
        work: &Work,
        reports: &SecondList,
        place: Place,
        seen: &mut BTreeSet<(String, String)>,
    ) -> bool {
        let Some(record) = self.record_at(work, reports, place) else { return true };
        let Some(number) = record.personal_id.canonical() else { return true };
        let name = crate::parse::text::fold(record.text(Field::FullName));
        seen.insert((number.to_owned(), name))
    }

    fn answer(
        &self,
        work: &Work,
        reports: &SecondList,
        row_idx: usize,
        candidate: &Candidate,
    ) -> ReportAnswer {
        let suggestions = self.suggestions(work, reports, row_idx, candidate);
        let mut grounds = BTreeSet::new();
        if let Some(report) = self.record_at(work, reports, candidate.place) {
            grounds.extend(of_name(&report));
            let ours = Record::read(work.list(), row_idx, Version::Now);
            grounds.extend(of_doses(&report, &ours));
        }
        grounds.extend(of_evidence(candidate));
        grounds.extend(suggestions.iter().filter_map(|it| match it.doubt? {
            Doubt::Contradicts => Some(Ground::NumberContradicts),
            Doubt::UsedAt(_) => Some(Ground::NumberUsed),
            Doubt::NotChecked | Doubt::Cmnd => None,
        }));
        let verdict = match (grounds.is_empty(), suggestions.is_empty()) {
            (false, _) => Verdict::Refused,
            (true, true) => Verdict::AlreadyRight,
            (true, false) => Verdict::Accepted,
        };
        ReportAnswer {
            place: candidate.place,
            row_idx: Some(row_idx),
            verdict,
            grounds: grounds.into_iter().collect(),
            suggestions,
        }
    }
}

fn nobody(place: Place, verdict: Verdict) -> ReportAnswer {
    let grounds = match verdict {
        Verdict::NotFound => vec![Ground::NothingMatches],
        _ => Vec::new(),
    };
    ReportAnswer { place, row_idx: None, verdict, grounds, suggestions: Vec::new() }
}

/// «Họ tên không đầy đủ hoặc viết không dấu».
fn of_name(report: &Record<'_>) -> Option<Ground> {
    let reading = report.name();
    let name = reading.name(report.text(Field::FullName));
    if !reading.is_plain() || reading.n_words < 2 {
        return Some(Ground::NameNotFull);
    }
    (name.is_ascii() && lacks_marks(name)).then_some(Ground::NameUnmarked)
}

/// A name or a birth date that is not the list's is put right only by papers, or by a number that
/// says whose it is.
fn of_evidence(candidate: &Candidate) -> Vec<Ground> {
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

/// Doses that both say something of, differently.
fn of_doses(report: &Record<'_>, ours: &Record<'_>) -> Vec<Ground> {
    let mut grounds = Vec::new();
    let day_of = |record: &Record<'_>, field| {
        record.dose_dates().find(|(_, dose, _)| dose.date == field).and_then(|it| it.2.date())
    };
    for dose in DOSES {
        let days = day_of(report, dose.date).zip(day_of(ours, dose.date));
        if days.is_some_and(|(a, b)| a != b) {
            grounds.push(Ground::DoseDateDiffers);
        }
        let fold = |it: &Record<'_>| crate::parse::text::fold(it.text(dose.vaccine));
        let (a, b) = (fold(report), fold(ours));
        if !a.is_empty() && !b.is_empty() && !a.contains(&b) && !b.contains(&a) {
            grounds.push(Ground::VaccineDiffers);
        }
    }
    grounds
}

/// One line of the list of answers, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// The report's sheet.
    pub sheet: String,
    /// The report's row number in Excel.
    pub row_number: u32,
    /// Name, birth date and number as reported.
    pub person: [String; 3],
    /// What the report says is wrong.
    pub said: String,
    /// What it comes to.
    pub verdict: Verdict,
    /// Grounds for refusal.
    pub grounds: String,
    /// The person's row number in the work.
    pub found_at: Option<u32>,
    /// What is put right, from what to what.
    pub changes: String,
}

impl ReportAnswer {
    /// The answer in words.
    #[must_use]
    pub fn line(&self, work: &Work, reports: &SecondList) -> AnswerLine {
        let text = |field| reports.text(self.place, field);
        let change = |it: &Suggestion| format!("{}: «{}» → «{}»", it.field.title(), it.old, it.new);
        let sheet = reports.sheets.get(self.place.sheet);
        AnswerLine {
            sheet: sheet.map_or_else(String::new, |it| it.1.sheet.clone()),
            row_number: reports.row_number(self.place),
            person: [Field::FullName, Field::BirthDate, Field::PersonalId].map(text),
            said: text(Field::Note),
            verdict: self.verdict,
            grounds: self.grounds.iter().map(|it| it.words()).collect::<Vec<_>>().join("; "),
            found_at: self.row_idx.map(|it| work.table().row_number(it)),
            changes: self.suggestions.iter().map(change).collect::<Vec<_>>().join("; "),
        }
    }
}
