//! Result files of the platform, laid on the rows of the work.

use super::*;
use crate::answers::AnswerPlan;

const RESULT: [Field; 8] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::Phone,
    Field::PersonalId,
    Field::CommuneCode,
    Field::ImportFailure,
    Field::ImportSuccess,
];
const NO_COMMUNE: &str = r#"Lỗi import: ["Yêu cầu nhập mã xã tạm trú","Câu chưa ai thấy"]"#;
const PEOPLE: [[&str; 6]; 4] = [
    ["Lê Thị Đào", "12/03/1985", "1", "0912345670", "079185000124", "00001"],
    ["Lê Văn Mận", "13/04/1986", "0", "0912345671", "079086000125", "1"],
    ["Lê Văn Mận", "13/04/1987", "0", "0912345671", "079087000125", "00001"],
    ["Trần Thị Mơ", "14/05/1988", "1", "0912345672", "079188000126", "00001"],
];

fn list(rows: &[[&str; 8]]) -> Work {
    let table = testing::typed(&RESULT, 9, rows);
    let info = testing::info(Layout::Verification, 9);
    Work::new(table, info, testing::options(Source::Own), &mut |_| {})
}

/// The people with these answers, in this order.
fn result(answers: &[(usize, &str, &str)]) -> Work {
    let row = |&(idx, failure, success): &(usize, &'static str, &'static str)| {
        let [name, birth, sex, phone, id, commune] = PEOPLE[idx];
        [name, birth, sex, phone, id, commune, failure, success]
    };
    let answers: Vec<(usize, &'static str, &'static str)> =
        answers.iter().map(|&(idx, a, b)| (idx, leak(a), leak(b))).collect();
    list(&answers.iter().map(row).collect::<Vec<_>>())
}

fn leak(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

fn own() -> Work {
    result(&[(0, "", ""), (1, "", ""), (2, "", ""), (3, "", "")])
}

fn taken(work: &mut Work, result: &Work) -> AnswerPlan {
    let plan = work.read_answers(result);
    work.take_answers(plan.answers(), Stamp::default());
    plan
}

fn rejected(work: &Work, row_idx: usize) -> Vec<(Field, String, Option<String>)> {
    let findings = work.findings(row_idx).into_iter();
    let here = findings.filter(|it| crate::RULES[it.rule].id == "imports/rejected");
    here.map(|it| (it.field, it.message.to_string(), it.fix.and_then(|it| it.value))).collect()
}

#[test]
fn answers_land_on_their_people_with_the_repair() {
    let mut own = own();
    let plan = taken(&mut own, &result(&[(3, "", "Thành công"), (1, NO_COMMUNE, ""), (0, "", "")]));
    assert_eq!(plan.n_unanswered, 1);
    let rows: Vec<_> = plan.lines.iter().map(|it| (it.row_idx, it.is_taken)).collect();
    assert_eq!(rows, [(Some(3), true), (Some(1), false)]);
    let said = rejected(&own, 1);
    assert_eq!(said.len(), 2);
    let commune = said.iter().find(|it| it.0 == Field::CommuneCode).unwrap();
    assert_eq!(commune.1, "Nền tảng trả lời: Yêu cầu nhập mã xã tạm trú");
    assert_eq!(commune.2.as_deref(), Some("00001"));
    let unknown = said.iter().find(|it| it.0 == Field::ImportFailure).unwrap();
    assert_eq!(unknown.1, "Nền tảng trả lời: Câu chưa ai thấy");
    assert_eq!((own.class(1), own.opened_class(0)), (Class::Other, Class::Right));
    assert_eq!(own.n_taken_in(), 1);
    assert!(own.import_list().rows.iter().all(|it| it.row_number != 12));
}

#[test]
fn a_corrected_cell_spends_its_answer_and_undo_takes_all_back() {
    let mut own = own();
    taken(&mut own, &result(&[(1, NO_COMMUNE, "")]));
    let column = own.table().column_of(Field::CommuneCode).unwrap();
    let value = NewValue { row_idx: 1, column, text: "00001".to_owned() };
    own.edit(&[value], Why::Typed, Stamp::default());
    // Any correction may be the one that an unknown sentence is about.
    assert_eq!(rejected(&own, 1), []);
    assert_eq!(own.standing(1).lane, Lane::Import);
    let plan = own.read_answers(&result(&[(1, NO_COMMUNE, "")]));
    assert_eq!((plan.lines[0].n_spent, plan.lines[0].said.len()), (1, 1));
    own.undo();
    assert_eq!(rejected(&own, 1).len(), 2);
    own.undo();
    assert_eq!(rejected(&own, 1), []);
    own.redo();
    assert_eq!(rejected(&own, 1).len(), 2);
    // A later file speaks for its rows; undone, the earlier one holds again.
    taken(&mut own, &result(&[(1, "", "Thành công")]));
    assert_eq!((rejected(&own, 1).len(), own.is_taken_in(1)), (0, true));
    own.undo();
    assert_eq!((rejected(&own, 1).len(), own.is_taken_in(1)), (2, false));
    let options = own.options();
    own.set_options(options, &mut |_| {});
    assert_eq!(rejected(&own, 1).len(), 2);
    assert_eq!(own.opened_class(1).is_wrong(), list_is_wrong(1));
}

/// The commune's code has lost its zeros, which the rules see without any answer.
fn list_is_wrong(row_idx: usize) -> bool {
    own().class(row_idx).is_wrong()
}

#[test]
fn strangers_are_told_of_and_change_nothing() {
    let mut own = own();
    let mut row = [""; 8];
    row[0] = "Bùi Thị Khác";
    row[1] = "01/02/1990";
    row[6] = NO_COMMUNE;
    let plan = taken(&mut own, &list(&[row]));
    assert_eq!(plan.lines[0].row_idx, None);
    assert_eq!(plan.answers(), []);
    assert_eq!(own.journal().len(), 0);
}
