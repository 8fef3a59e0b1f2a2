//! Citizens' reports beside the list: what each comes to, and the answers given.

use soat_core::matching::{
    AnswerLine, Candidate, Ground, MatchedValue, Matches, Replies, Reply, ReportAnswer, SecondList,
    Verdict,
};
use soat_core::{Field, Work};
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request};
use crate::convert::index;
use crate::list::OpenList;
use crate::matching::{candidate, ours, value};
use crate::session::{Session, stamp};
use crate::wire::{
    Changed, CitizenReport, FieldChoice, GivenReply, MatchCount, MatchPerson, ReplyRequest,
    ReportsPage,
};

/// The key of the group of reports that are answered.
const ANSWERED: &str = "answered";

#[wasm_bindgen]
impl Session {
    /// Reports of one group, from the top.
    pub fn reports_page(&self, group: &str, first: u32, count: u32) -> Answer<ReportsPage> {
        let all = Reports::of(self.list()?).ok_or_else(bad_request)?;
        let chosen = all.answers.iter().filter(|it| all.group_of(it) == group);
        let shown = chosen.skip(first as usize).take(count as usize);
        let ground = |it: Ground| FieldChoice { key: it.key().into(), title: it.words().into() };
        answer(ReportsPage {
            groups: all.groups(),
            reports: shown.map(|it| all.report(it)).collect(),
            grounds: Ground::ALL.map(ground).into(),
        })
    }

    /// Answers reports as one step.
    pub fn reply_reports(&mut self, request: Ts<ReplyRequest>) -> Answer<Changed> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let replies: Option<Vec<Reply>> = request.replies.into_iter().map(reply).collect();
        let replies = replies.ok_or_else(bad_request)?;
        let changed = list.work.reply(&request.list, replies, stamp(request.at));
        answer(list.changed(changed))
    }
}

/// The lines of the list of answers, and the name of the list of reports.
pub(crate) fn answer_lines(list: &OpenList) -> Option<(&str, Vec<AnswerLine>)> {
    let all = Reports::of(list)?;
    let line = |it: &ReportAnswer| it.line(all.work, all.reports, all.given.get(it.key));
    Some((&all.reports.name, all.answers.iter().map(line).collect()))
}

/// Every report with the answer proposed.
struct Reports<'l> {
    work: &'l Work,
    reports: &'l SecondList,
    matches: &'l Matches,
    answers: Vec<ReportAnswer>,
    given: Replies<'l>,
}

impl<'l> Reports<'l> {
    fn of(list: &'l OpenList) -> Option<Self> {
        let (reports, matches) = list.reports.as_ref()?.matched()?;
        let answers = matches.answers(&list.work, reports);
        Some(Self { work: &list.work, reports, matches, answers, given: list.work.replies() })
    }

    fn group_of(&self, it: &ReportAnswer) -> &'static str {
        match self.given.get(it.key) {
            Some(_) => ANSWERED,
            None => it.verdict.key(),
        }
    }

    fn groups(&self) -> Vec<MatchCount> {
        let titles = Verdict::ALL.map(|it| (it.key(), it.title()));
        let mut groups: Vec<MatchCount> = Vec::new();
        for (key, title) in titles.into_iter().chain([(ANSWERED, "Đã trả lời")]) {
            let (key, title) = (key.to_owned(), title.to_owned());
            groups.push(MatchCount { key, title, rows: 0, sure_cells: 0 });
        }
        for it in &self.answers {
            let group = self.group_of(it);
            for counted in groups.iter_mut().filter(|it| it.key == group) {
                counted.rows += 1;
                counted.sure_cells += u32::from(it.is_clear && group != ANSWERED);
            }
        }
        groups
    }

    fn report(&self, it: &ReportAnswer) -> CitizenReport {
        let given = self.given.get(it.key);
        let AnswerLine { person, said, .. } = it.line(self.work, self.reports, given);
        let [name, about @ ..] = person;
        let about: Vec<String> = about.into_iter().filter(|it| !it.is_empty()).collect();
        let people = it.found.map_or_else(|| self.matches.people_like(it.place), |it| vec![it]);
        CitizenReport {
            key: it.key.to_string(),
            row_number: self.reports.row_number(it.place),
            name,
            about: about.join(" · "),
            said,
            verdict: it.verdict.key().to_owned(),
            grounds: it.grounds.iter().map(|it| it.key().to_owned()).collect(),
            words: given.map_or_else(|| it.reasons(), Reply::words),
            is_clear: it.is_clear,
            is_answered: given.is_some(),
            changes: given.map_or_else(String::new, |it| it.changes.clone()),
            row: given.and_then(|it| it.row_idx).map(index),
            people: people.iter().map(|it| self.person(it)).collect(),
        }
    }

    fn person(&self, (row_idx, found): &(usize, Candidate)) -> MatchPerson {
        MatchPerson {
            row: index(*row_idx),
            row_number: self.work.table().row_number(*row_idx),
            name: ours(self.work, *row_idx, Field::FullName),
            words: String::new(),
            candidates: vec![candidate(self.work, self.reports, self.matches, *row_idx, found)],
        }
    }
}

fn reply(it: GivenReply) -> Option<Reply> {
    Some(Reply {
        key: it.key.parse().ok()?,
        verdict: Verdict::from_key(&it.verdict)?,
        grounds: it.grounds.iter().filter_map(|it| Ground::from_key(it)).collect(),
        note: it.note,
        row_idx: it.row.map(|it| it as usize),
        values: it.values.into_iter().map(value).collect::<Vec<MatchedValue>>(),
        changes: String::new(),
    })
}
