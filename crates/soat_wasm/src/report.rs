//! Reports, later exports beside the list, and the platform's answers to an import.

use js_sys::Uint8Array;
use soat_core::handoff::Grid;
use soat_core::recheck::{Followed, Outcome, Recheck, TrendPoint, states_of};
use soat_core::report::{Report, Unit, trend_chart};
use soat_core::{Class, Date, Field, RowAnswer, Said, Work};
use soat_sheet::ReadOptions;
use tsify::Ts;
use wasm_bindgen::prelude::*;

use crate::answer::{Answer, answer, bad_request, fail, failure};
use crate::convert::{index, parse_iso_date};
use crate::files::{Written, write_failure};
use crate::list::{OpenList, open_beside};
use crate::report_convert as wired;
use crate::session::{Session, stamp};
use crate::wire::{
    AnswerView, AnswersView, BesideRequest, Changed, Exported, FollowedView, KeptExport, Overview,
    RecheckView, ReportView, SumView, TakeAnswers, TrendPointView, TrendView,
};

#[wasm_bindgen]
impl Session {
    /// The figures of the list as it stands. `place` is the unit's name; when empty it is read from
    /// the addresses. `day` (`yyyy-mm-dd`) is the day of the report.
    pub fn report(&self, place: &str, day: &str) -> Answer<ReportView> {
        let (report, day) = made(self.list()?, place, day)?;
        answer(wired::report(&report, day))
    }

    /// Writes the report as a workbook; its bytes are taken as those of any file.
    pub fn write_report(&mut self, place: &str, day: &str) -> Answer<Exported> {
        let list = self.list_mut()?;
        let (report, date) = made(list, place, day)?;
        let bytes =
            soat_sheet::write_report(&report, date).map_err(|it| failure(&write_failure(&it)))?;
        let n_people = usize::try_from(report.total()).unwrap_or(usize::MAX);
        let name = format!("Bao cao Soat {day}.xlsx");
        list.written = vec![Written::new(name, n_people, bytes)];
        answer(Exported { files: list.written.iter().map(Written::view).collect() })
    }

    /// The sum of reports of several units. `grids` is what [`Self::read_returned`] gave for each file,
    /// one after the other. Needs no list.
    pub fn sum_reports(names: Vec<String>, grids: &[u8]) -> Answer<SumView> {
        let (report, day, notes) = sum(&names, grids)?;
        answer(SumView { report: wired::report(&report, day), notes })
    }

    /// The workbook of the same sum, which adds up in its turn.
    pub fn write_sum(names: Vec<String>, grids: &[u8]) -> Result<Vec<u8>, JsValue> {
        let (report, day, _) = sum(&names, grids)?;
        soat_sheet::write_report(&report, day).map_err(|it| failure(&write_failure(&it)))
    }

    /// What has become of everybody, by a later export. Nothing is changed.
    pub fn recheck(&self, bytes: &Uint8Array, request: Ts<BesideRequest>) -> Answer<RecheckView> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list()?;
        let last = beside(list, bytes, &request)?;
        let kept: Vec<Vec<Option<Class>>> =
            list.exports.iter().map(|it| wired::states(&it.states)).collect();
        let recheck = Recheck::after(&list.work, &kept, &last);
        let point = TrendPoint::of(&last, &request.file_name);
        answer(RecheckView {
            tables: wired::tables(&recheck.tables(), &recheck.charts()),
            people: people(&list.work, &last, &recheck),
            export: KeptExport {
                label: point.label,
                classes: point.classes.iter().map(|&it| u32::try_from(it).unwrap_or(0)).collect(),
                states: wired::signs(&states_of(&recheck, list.work.table().n_rows())),
            },
        })
    }

    /// Keeps the figures of a later export. One of the same name is replaced.
    pub fn keep_export(&mut self, export: Ts<KeptExport>) -> Answer<Overview> {
        let export = export.to_rust().map_err(|_| bad_request())?;
        if export.classes.len() != Class::ALL.len() {
            return Err(bad_request());
        }
        let list = self.list_mut()?;
        list.exports.retain(|it| it.label != export.label);
        list.exports.push(export);
        answer(list.overview())
    }

    /// How the list went from export to export.
    pub fn trend(&self) -> Answer<TrendView> {
        let list = self.list()?;
        let kept = list.exports.iter().map(|it| TrendPoint {
            label: it.label.clone(),
            classes: core::array::from_fn(|class| it.classes.get(class).map_or(0, |&n| n.into())),
        });
        let first = TrendPoint::of(&list.work, &list.name);
        let points: Vec<TrendPoint> = [first].into_iter().chain(kept).collect();
        answer(TrendView {
            points: points.iter().map(trend_point).collect(),
            chart: wired::chart(&trend_chart(&points)),
        })
    }

    /// What a result file says of the people of the list. Nothing is changed.
    pub fn read_answers(
        &self,
        bytes: &Uint8Array,
        request: Ts<BesideRequest>,
    ) -> Answer<AnswersView> {
        let request = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list()?;
        let result = beside(list, bytes, &request)?;
        let has = |it| result.table().column_of(it).is_some();
        if !has(Field::ImportFailure) && !has(Field::ImportSuccess) {
            return Err(fail("no-result", "Tệp này không có cột «Kết quả import»"));
        }
        let plan = list.work.read_answers(&result);
        let line = |it: &soat_core::AnswerLine| AnswerView {
            number: it.row_number,
            row: it.row_idx.map(index),
            row_number: it.row_idx.map(|it| list.work.table().row_number(it)),
            name: result
                .table()
                .row_of_number(it.row_number)
                .map_or_else(String::new, |it| name(&result, it)),
            taken: it.is_taken,
            said: it.said.iter().map(wired::said).collect(),
            spent: it.n_spent,
        };
        answer(AnswersView {
            lines: plan.lines.iter().map(line).collect(),
            unanswered: plan.n_unanswered,
            notes: result.info().notes(),
        })
    }

    /// Takes answers in, as one step.
    pub fn take_answers(&mut self, request: Ts<TakeAnswers>) -> Answer<Changed> {
        let TakeAnswers { answers, at } = request.to_rust().map_err(|_| bad_request())?;
        let list = self.list_mut()?;
        let said = |it: crate::wire::SaidView| Said {
            field: Field::from_key(&it.field).unwrap_or(Field::ImportFailure),
            sentence: it.sentence,
        };
        let answers = answers.into_iter().map(|it| RowAnswer {
            row_idx: it.row as usize,
            is_taken: it.taken,
            said: it.said.into_iter().map(said).collect(),
        });
        let changed = list.work.take_answers(answers.collect(), stamp(at));
        answer(list.changed(changed))
    }
}

fn sum(names: &[String], grids: &[u8]) -> Result<(Report, Date, Vec<String>), JsValue> {
    let mut rest = grids;
    let (mut reports, mut files, mut notes) = (Vec::new(), Vec::new(), Vec::new());
    for name in names {
        let grid = Grid::take_bytes(&mut rest).map_err(|_| bad_request())?;
        match Report::from_grid(&grid) {
            Ok(report) => {
                reports.push(report.named_by_file(name));
                files.push(name.as_str());
            }
            Err(_) => notes.push(format!(
                "Không cộng: {name}: không phải tệp báo cáo của Soát, hoặc số liệu đã bị sửa, bị hỏng"
            )),
        }
    }
    let (report, left_out) = Report::sum(reports);
    let file = |idx: usize| files.get(idx).copied().unwrap_or_default();
    notes.extend(left_out.iter().map(|it| it.words(file(it.report_idx))));
    let no_report = || fail("no-report", "Không có tệp nào là báo cáo của Soát");
    let day = report.made_on().ok_or_else(no_report)?;
    Ok((report, day, notes))
}

fn made(list: &OpenList, place: &str, day: &str) -> Result<(Report, Date), JsValue> {
    let day = parse_iso_date(day).ok_or_else(bad_request)?;
    let is_named = !place.trim().is_empty();
    let unit = if is_named { Unit::named(place) } else { Unit::of(&list.work) };
    Ok((Report::of(&list.work, unit, day), day))
}

fn beside(list: &OpenList, bytes: &Uint8Array, request: &BesideRequest) -> Result<Work, JsValue> {
    let read = ReadOptions { password: request.password.as_deref(), ..ReadOptions::default() };
    let work = open_beside(bytes, &read, list.work.options())?;
    let has = |it| work.table().column_of(it).is_some();
    if has(Field::FullName) || has(Field::FamilyName) {
        Ok(work)
    } else {
        Err(fail("no-names", "Không thấy cột Họ và tên trong tệp này"))
    }
}

fn name(work: &Work, row_idx: usize) -> String {
    work.table().column_of(Field::FullName).map_or_else(String::new, |it| work.text(row_idx, it))
}

/// Who still has nothing wrong is not worth a look.
fn people(work: &Work, last: &Work, recheck: &Recheck) -> Vec<FollowedView> {
    let view = |it: &Followed| FollowedView {
        outcome: it.outcome.key().to_owned(),
        title: it.outcome.title().to_owned(),
        row: it.old.map(index),
        row_number: it.old.map(|it| work.table().row_number(it)),
        new_number: it.new.map(|it| last.table().row_number(it)),
        name: match (it.new, it.old) {
            (Some(row_idx), _) => name(last, row_idx),
            (None, Some(row_idx)) => name(work, row_idx),
            (None, None) => String::new(),
        },
        now: it.now.filter(|it| it.is_wrong()).map_or_else(String::new, |it| it.title().to_owned()),
    };
    let people = recheck.people().iter().filter(|it| it.outcome != Outcome::StillRight);
    people.map(view).collect()
}

fn trend_point(point: &TrendPoint) -> TrendPointView {
    use soat_core::report::{Share, grouped};
    let wrong = Share::of_one(point.wrong(), point.total());
    TrendPointView {
        label: point.label.clone(),
        n: grouped(point.total()),
        wrong: [grouped(wrong.n()), wrong.words()],
    }
}
