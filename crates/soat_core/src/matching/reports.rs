//! Citizens' reports (phản ánh) as a second list: what each comes to, and why.

use super::ground::{of_doses, of_evidence, of_name, of_number};
use super::rarity::{Counts, add, count};
use super::reply::{Keys, fnv, reasons};
use super::{
    Candidate, Confidence, Ground, Matches, Place, Reply, ReportKey, SecondList, Suggestion,
};
use crate::field::Field;
use crate::record::{Record, Version};
use crate::work::Work;

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

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AlreadyRight => "already-right",
            Self::Refused => "refused",
            Self::ToBeSeen => "to-be-seen",
            Self::Repeated => "repeated",
            Self::NotFound => "not-found",
        }
    }

    /// The verdict of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

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

/// The answer that is proposed to one report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportAnswer {
    /// The report's row.
    pub place: Place,
    /// By which the report is told.
    pub key: ReportKey,
    /// The person of the work.
    pub found: Option<(usize, Candidate)>,
    /// What it comes to.
    pub verdict: Verdict,
    /// Why it is refused; empty unless it is.
    pub grounds: Vec<Ground>,
    /// What would be put right.
    pub suggestions: Vec<Suggestion>,
    /// May it be given with others, unseen? Not where a person has to choose, and not where something
    /// speaks against what would be put right.
    pub is_clear: bool,
}

impl Matches {
    /// Answers every row of a list of reports, in order: the answers add up to its rows.
    #[must_use]
    pub fn answers(&self, work: &Work, reports: &SecondList) -> Vec<ReportAnswer> {
        let whom = self.whom(reports);
        let mut keys = Keys::default();
        let mut seen = Counts::default();
        let mut answers = Vec::new();
        for (sheet, people) in whom.into_iter().enumerate() {
            for (row_idx, whom) in people.into_iter().enumerate() {
                let place = Place { sheet, row_idx };
                let key = keys.next(reports, place);
                let Some(report) = self.record_at(work, reports, place) else { continue };
                let is_first = is_first(&report, &mut seen);
                answers.push(match whom {
                    Whom::Found(row_idx, it) => {
                        self.answer(work, reports, key, &report, (row_idx, it))
                    }
                    _ if !is_first => nobody(place, key, Verdict::Repeated),
                    Whom::Like => nobody(place, key, Verdict::ToBeSeen),
                    Whom::Nobody => nobody(place, key, Verdict::NotFound),
                });
            }
        }
        answers
    }

    /// Whom a report may be of, the likeliest first; five at most.
    #[must_use]
    pub fn people_like(&self, report: Place) -> Vec<(usize, Candidate)> {
        const MOST: usize = 5;
        let mut people: Vec<(usize, Candidate)> = Vec::new();
        for (row_idx, person) in self.people.iter().enumerate() {
            for it in person.candidates.iter().filter(|it| it.place == report) {
                let likelier =
                    |other: &&(usize, Candidate)| other.1.evidence.bits >= it.evidence.bits;
                let at = people.iter().take_while(likelier).count();
                people.insert(at, (row_idx, *it));
                people.truncate(MOST);
            }
        }
        people
    }

    /// Whom each report is of, by sheet and row.
    fn whom(&self, reports: &SecondList) -> Vec<Vec<Whom>> {
        let rows = reports.sheets.iter().map(|it| it.0.n_rows());
        let mut whom: Vec<Vec<Whom>> = rows.map(|it| vec![Whom::Nobody; it]).collect();
        for (row_idx, person) in self.people.iter().enumerate() {
            let is_sure = person.confidence <= Confidence::Medium;
            for (nth, it) in person.candidates.iter().enumerate() {
                let place =
                    whom.get_mut(it.place.sheet).and_then(|all| all.get_mut(it.place.row_idx));
                match place {
                    Some(place) if is_sure && nth == 0 => *place = Whom::Found(row_idx, *it),
                    Some(place @ Whom::Nobody) => *place = Whom::Like,
                    _ => {}
                }
            }
        }
        whom
    }

    fn answer(
        &self,
        work: &Work,
        reports: &SecondList,
        key: ReportKey,
        report: &Record<'_>,
        (row_idx, candidate): (usize, Candidate),
    ) -> ReportAnswer {
        let suggestions = self.suggestions(work, reports, row_idx, &candidate);
        let ours = Record::read(work.list(), row_idx, Version::Now);
        let mut grounds = of_doses(report, &ours);
        grounds.extend(of_name(report));
        grounds.extend(of_evidence(&candidate));
        grounds.extend(suggestions.iter().filter_map(of_number));
        let verdict = match (grounds.is_empty(), suggestions.is_empty()) {
            (false, _) => Verdict::Refused,
            (true, true) => Verdict::AlreadyRight,
            (true, false) => Verdict::Accepted,
        };
        let is_high = self.people.get(row_idx).is_some_and(|it| it.confidence == Confidence::High);
        let is_sure = is_high && suggestions.iter().all(Suggestion::is_sure);
        ReportAnswer {
            place: candidate.place,
            key,
            found: Some((row_idx, candidate)),
            verdict,
            grounds: Ground::ALL.into_iter().filter(|it| grounds.contains(it)).collect(),
            suggestions,
            is_clear: verdict == Verdict::Refused || is_sure,
        }
    }
}

/// Whom a report is of.
#[derive(Clone, Copy)]
enum Whom {
    Nobody,
    /// Somebody is like it, not more.
    Like,
    /// The row of the person who is surely or most likely meant.
    Found(usize, Candidate),
}

/// Has no earlier report this number and name?
fn is_first(report: &Record<'_>, seen: &mut Counts) -> bool {
    let Some(number) = report.personal_id.canonical() else { return true };
    let name = crate::parse::text::fold(report.text(Field::FullName));
    let key = fnv(&format!("{number} {name}"));
    add(seen, key);
    count(seen, key) == 1
}

fn nobody(place: Place, key: ReportKey, verdict: Verdict) -> ReportAnswer {
    let grounds = match verdict {
        Verdict::NotFound => vec![Ground::NothingMatches],
        _ => Vec::new(),
    };
    let is_clear = verdict != Verdict::ToBeSeen;
    ReportAnswer { place, key, found: None, verdict, grounds, suggestions: Vec::new(), is_clear }
}

/// One line of the list of answers, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerLine {
    /// The report's sheet.
    pub sheet: String,
    /// The report's row number in Excel.
    pub row_number: u32,
    /// Name, birth date, number and phone as reported.
    pub person: [String; 4],
    /// What the report says is wrong.
    pub said: String,
    /// What it comes to; `None` when nobody has answered yet.
    pub verdict: Option<Verdict>,
    /// Grounds for refusal.
    pub grounds: String,
    /// The person's row number in the work.
    pub found_at: Option<u32>,
    /// What is put right, from what to what.
    pub changes: String,
}

impl ReportAnswer {
    /// What is proposed, to be given as the answer.
    #[must_use]
    pub fn reply(&self, reports: &SecondList) -> Reply {
        let is_accepted = self.verdict == Verdict::Accepted;
        let value = |it: &Suggestion| {
            let (row_idx, candidate) = self.found.as_ref()?;
            Matches::value(reports, *row_idx, candidate, it)
        };
        let taken = self.suggestions.iter().filter(|_| is_accepted);
        Reply {
            key: self.key,
            verdict: self.verdict,
            grounds: self.grounds.clone(),
            note: String::new(),
            row_idx: self.row_idx(),
            values: taken.filter_map(value).collect(),
            changes: if is_accepted { self.changes() } else { String::new() },
        }
    }

    /// The grounds, as one text.
    #[must_use]
    pub fn reasons(&self) -> String {
        reasons(&self.grounds, "")
    }

    /// The row of the person found.
    #[must_use]
    pub fn row_idx(&self) -> Option<usize> {
        self.found.map(|it| it.0)
    }

    /// What would be put right, in words.
    #[must_use]
    pub fn changes(&self) -> String {
        let change = |it: &Suggestion| change_words(it.field.title(), &it.old, &it.new);
        self.suggestions.iter().map(change).collect::<Vec<_>>().join("; ")
    }

    /// The line of the answer that was given, or of none.
    #[must_use]
    pub fn line(&self, work: &Work, reports: &SecondList, reply: Option<&Reply>) -> AnswerLine {
        let text = |field| reports.text(self.place, field);
        let sheet = reports.sheets.get(self.place.sheet);
        let found_at = reply.map_or(self.row_idx(), |it| it.row_idx);
        AnswerLine {
            sheet: sheet.map_or_else(String::new, |it| it.1.sheet.clone()),
            row_number: reports.row_number(self.place),
            person: [Field::FullName, Field::BirthDate, Field::PersonalId, Field::Phone].map(text),
            said: text(Field::Note),
            verdict: reply.map(|it| it.verdict),
            grounds: reply.map_or_else(String::new, Reply::reasons),
            found_at: found_at.map(|it| work.table().row_number(it)),
            changes: reply.map_or_else(String::new, |it| it.changes.clone()),
        }
    }
}

/// A cell put right, in words.
pub(crate) fn change_words(title: &str, old: &str, new: &str) -> String {
    match old {
        "" => format!("{title}: trống → «{new}»"),
        _ => format!("{title}: «{old}» → «{new}»"),
    }
}
