//! Why two rows are taken for one person, in words.

use super::births::BirthLikeness;
use super::evidence::{Evidence, Likeness};
use super::names::NameLikeness;
use super::{Candidate, Confidence, Match, Matches, SecondList};
use crate::parse::personal_id::{Agreement, PersonalNumber};
use crate::record::{Record, Version};
use crate::work::Work;

impl Matches {
    /// Why a candidate may be the person of a row, in Vietnamese: what agrees, what is near, what
    /// speaks against it, and what the candidate's number says of the row.
    #[must_use]
    pub fn reasons(
        &self,
        work: &Work,
        second: &SecondList,
        row_idx: usize,
        candidate: &Candidate,
    ) -> String {
        let mut reasons = of_evidence(&candidate.evidence);
        let number = self
            .record(work, second, candidate)
            .and_then(|it| it.personal_id.canonical().and_then(PersonalNumber::parse));
        if let Some(number) = number {
            let person = Record::read(work.list(), row_idx, Version::Now).person();
            reasons.push(of_number(number.agreement(person)).to_owned());
        }
        reasons.join("; ")
    }
}

impl Match {
    /// What came of the search, when there is no one person to give reasons for.
    #[must_use]
    pub fn words(&self) -> String {
        match (self.confidence, self.candidates.len()) {
            (Confidence::Several, _) if self.is_taken => {
                "người giống nhất cũng giống dòng khác của danh sách này".to_owned()
            }
            (Confidence::Several, 0 | 1) => {
                "người này cũng giống dòng khác của danh sách này".to_owned()
            }
            (Confidence::Several, n) => format!("{n} người giống như nhau, cần chọn"),
            (Confidence::None, _) if self.is_taken => {
                "người giống nhất đã được ghép với dòng khác".to_owned()
            }
            (Confidence::None, _) => "không có ai đủ giống".to_owned(),
            _ => String::new(),
        }
    }
}

fn of_number(agreement: Agreement) -> &'static str {
    match agreement {
        Agreement::Full => "CCCD khớp năm sinh và giới tính",
        Agreement::Partial => "chưa đủ năm sinh và giới tính để kiểm tra CCCD",
        Agreement::Conflict => "CCCD không khớp năm sinh hoặc giới tính",
    }
}

/// What agrees as one phrase, then a phrase each for what is near and what is against it.
fn of_evidence(it: &Evidence) -> Vec<String> {
    let mut same = Vec::new();
    let mut rest = Vec::new();
    match it.name {
        NameLikeness::Same => same.push("họ tên"),
        other => rest.push(of_name(other)),
    }
    match it.birth {
        BirthLikeness::SameDay => same.push("ngày sinh"),
        other => rest.push(of_birth(other)),
    }
    let others = [
        (it.sex, "giới tính"),
        (it.personal, "số CCCD"),
        (it.cmnd, "số CMND"),
        (it.insurance, "số thẻ BHYT"),
        (it.phone, "số điện thoại"),
        (it.mother, "họ tên mẹ"),
        (it.head, "chủ hộ"),
        (it.address, "địa chỉ"),
    ];
    same.extend(others.iter().filter(|it| it.0 == Likeness::Same).map(|it| it.1));
    let mut reasons = Vec::new();
    if !same.is_empty() {
        reasons.push(format!("trùng {}", same.join(", ")));
    }
    reasons.extend(rest.into_iter().map(str::to_owned));
    let near = others.iter().filter(|it| it.0 == Likeness::Near);
    reasons.extend(near.map(|it| format!("{} gần giống", it.1)));
    let against: Vec<&str> =
        others.iter().filter(|it| it.0 == Likeness::Different).map(|it| it.1).collect();
    if !against.is_empty() {
        reasons.push(format!("khác {}", against.join(", ")));
    }
    reasons
}

fn of_name(likeness: NameLikeness) -> &'static str {
    match likeness {
        NameLikeness::Same => "trùng họ tên",
        NameLikeness::Unmarked => "họ tên giống, một bên không dấu",
        NameLikeness::PartlyUnmarked => "họ tên giống, một bên thiếu dấu",
        NameLikeness::RunTogether => "họ tên giống, một bên viết dính chữ",
        NameLikeness::Reordered => "họ tên giống, khác thứ tự",
        NameLikeness::MiddleMissing => "họ tên giống, một bên thiếu chữ đệm",
        NameLikeness::Slip => "họ tên gần giống, lệch một chữ cái hoặc viết tắt",
        NameLikeness::OtherMarks => "họ tên cùng chữ cái nhưng khác dấu",
        NameLikeness::OtherFamily => "tên và chữ đệm giống, khác họ",
        NameLikeness::GivenSlip => "tên gọi lệch một chữ cái",
        NameLikeness::Unknown => "một bên không có họ tên",
        NameLikeness::Different => "khác họ tên",
    }
}

fn of_birth(likeness: BirthLikeness) -> &'static str {
    match likeness {
        BirthLikeness::SameDay => "trùng ngày sinh",
        BirthLikeness::SameYear => "trùng năm sinh (chỉ có năm hoặc 01/01)",
        BirthLikeness::Swapped => "ngày và tháng sinh đảo nhau",
        BirthLikeness::DaySlip => "ngày sinh lệch một chữ số",
        BirthLikeness::YearSlip => "năm sinh lệch một chữ số",
        BirthLikeness::OtherDay => "cùng năm sinh, khác ngày",
        BirthLikeness::OtherYear => "cùng ngày tháng, khác năm sinh",
        BirthLikeness::Unknown => "một bên không có ngày sinh",
        BirthLikeness::Different => "khác ngày sinh",
    }
}
