//! Matching in the small: who is whom, who is not, and what is taken. Everybody is invented.

use super::*;
use crate::journal::Stamp;
use crate::schema::{Layout, Options, Profile, Source};
use crate::testing;

const FIELDS: [Field; 7] = [
    Field::FullName,
    Field::BirthDate,
    Field::Sex,
    Field::PersonalId,
    Field::Phone,
    Field::Address,
    Field::MotherName,
];

fn sheet(rows: &[[&str; 7]]) -> (Table, ListInfo) {
    let (sheet, sheets) = ("Thôn 3".to_owned(), vec!["Thôn 3".to_owned()]);
    let info = ListInfo { sheet, sheets, ..testing::info(Layout::Unknown, 2) };
    (testing::typed(&FIELDS, 2, rows), info)
}

pub(super) fn lists(ours: &[[&str; 7]], theirs: &[[&str; 7]]) -> (Work, SecondList, Matches) {
    let (table, info) = sheet(ours);
    let today = time::Date::from_calendar_date(2022, time::Month::May, 29).unwrap();
    let options = Options { profile: Profile::Y2022, source: Source::Own, today };
    let work = Work::new(table, info, options, &mut |_| {});
    let second = SecondList { name: "dan-cu.xlsx".to_owned(), sheets: vec![sheet(theirs)] };
    let matches = Matches::new(&work, &second, &mut |_| {});
    (work, second, matches)
}

/// Confidence and row of the second list for each person of the first.
fn found(ours: &[[&str; 7]], theirs: &[[&str; 7]]) -> Vec<(Confidence, Option<usize>)> {
    let (.., matches) = lists(ours, theirs);
    let of = |it: &Match| (it.confidence, it.chosen().map(|it| it.place.row_idx));
    matches.people.iter().map(of).collect()
}

const MAU: [&str; 7] = ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", "", "", "", ""];
const MAU_WITH_ID: [&str; 7] = ["ĐỖ THỊ MẪU", "12/03/1985", "1", "001185000123", "", "", ""];
const OTHER: [&str; 7] = ["Hồ Văn Ví", "01/02/1970", "Nam", "001070000321", "", "", ""];

#[test]
fn a_cell_too_long_to_be_read_gives_nothing_and_takes_nothing() {
    let long = "Thôn 3, ".repeat(100);
    let theirs =
        ["ĐỖ THỊ MẪU", "12/03/1985", "1", "001185000123", "0912345678", &long, "Lê Thị Ví"];
    let ours = ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", "", &long, "", &long];
    let (work, second, matches) = lists(&[ours], &[OTHER, theirs]);
    let values = matches.sure_values(&work, &second, Confidence::High, &[]);
    let taken: Vec<(usize, &str)> = values.iter().map(|it| (it.column, it.text.as_str())).collect();
    assert_eq!(taken, [(3, "001185000123")]);
}

#[test]
fn one_person_in_two_forms() {
    assert_eq!(found(&[MAU], &[OTHER, MAU_WITH_ID]), [(Confidence::High, Some(1))]);
    let decomposed = ["Đỗ  Thị-Mẫu", "12/3/1985", "", "", "", "", ""];
    assert_eq!(found(&[decomposed], &[OTHER, MAU_WITH_ID]), [(Confidence::High, Some(1))]);
    for near in [
        ["Do Thi Mau", "12/03/1985", "Nữ", "", "", "", ""],
        ["Đỗ Thị Mẫu", "1985", "Nữ", "", "", "", ""],
        ["Đỗ Thị Mẫu", "03/12/1985", "Nữ", "", "", "", ""],
        ["Đỗ Mẫu", "12/03/1985", "Nữ", "", "", "", ""],
        ["Thị Mẫu Đỗ", "12/03/1985", "Nữ", "", "", "", ""],
        ["Đỗ Thị Mẫu", "12/03/1985", "Nam", "", "", "", ""],
    ] {
        assert_eq!(
            found(&[near], &[OTHER, MAU_WITH_ID]),
            [(Confidence::Medium, Some(1))],
            "{near:?}"
        );
    }
}

#[test]
fn others_are_not_found() {
    for other in [
        ["Đỗ Thị Mẫu", "25/07/1971", "Nữ", "", "", "", ""],
        ["Đỗ Thị Hoa", "12/03/1985", "Nữ", "", "", "", ""],
        ["", "12/03/1985", "Nữ", "", "", "", ""],
        ["", "", "", "", "", "", ""],
    ] {
        assert_eq!(found(&[other], &[OTHER, MAU_WITH_ID]), [(Confidence::None, None)], "{other:?}");
    }
}

#[test]
fn twins_are_kept_apart() {
    let twin = |name, id| [name, "12/03/2010", "Nữ", id, "0912345678", "Thôn 3", "Lê Thị Ví"];
    let (lan, lan_at_home) = (twin("Đỗ Thị Lan", ""), twin("Đỗ Thị Lan", "001310000123"));
    let (lam, lam_at_home) = (twin("Đỗ Thị Lân", ""), twin("Đỗ Thị Lân", "001310000124"));
    let high = |it| (Confidence::High, Some(it));
    assert_eq!(found(&[lan, lam], &[lam_at_home, lan_at_home]), [high(1), high(0)]);
    let [(confidence, _)] = found(&[lan], &[lam_at_home])[..] else { panic!("one person") };
    assert_ne!(confidence, Confidence::High);
}

#[test]
fn nobody_is_given_twice() {
    let [first, second] = found(&[MAU, MAU], &[OTHER, MAU_WITH_ID])[..] else { panic!("two") };
    assert_eq!([first.0, second.0], [Confidence::Several; 2]);
    let namesake = ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", "001185999999", "", "", ""];
    assert_eq!(found(&[MAU], &[namesake, MAU_WITH_ID]), [(Confidence::Several, None)]);
    // The same person on a sheet of her village and on one of everybody.
    assert_eq!(found(&[MAU], &[MAU_WITH_ID, MAU_WITH_ID]), [(Confidence::High, Some(0))]);
}

#[test]
fn who_is_chosen_among_several_is_the_one_until_that_is_taken_back() {
    let namesake = ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", "001185999999", "", "", ""];
    let (mut work, second, mut matches) = lists(&[MAU], &[namesake, MAU_WITH_ID]);
    let chosen = matches.people[0].candidates[1];
    let suggestions = matches.suggestions(&work, &second, 0, &chosen);
    let value = Matches::value(&second, 0, &chosen, &suggestions[0]).unwrap();
    work.take_matched(&second.name, &[value], Stamp::default());
    matches.settle(&work, &second);
    assert_eq!(matches.people[0].confidence, Confidence::Medium);
    assert_eq!(matches.people[0].chosen(), Some(&chosen));
    work.undo();
    matches.settle(&work, &second);
    assert_eq!(matches.people[0].confidence, Confidence::Several);
    assert_eq!(matches.people[0].candidates.len(), 2);
}

#[test]
fn a_child_without_a_name_is_told_by_its_mother() {
    let child = ["Con bà Lê Thị Ví", "02/05/2021", "Nữ", "", "", "", ""];
    let named = ["Đỗ Mẫu Đơn", "02/05/2021", "Nữ", "001321000123", "", "", "Lê Thị Ví"];
    assert_eq!(found(&[child], &[OTHER, named]), [(Confidence::Medium, Some(1))]);
}

#[test]
fn what_is_sure_is_taken_in_one_step_with_its_source() {
    let (mut work, second, matches) = lists(&[MAU], &[OTHER, MAU_WITH_ID]);
    let candidate = *matches.people[0].chosen().unwrap();
    assert_eq!(
        matches.reasons(&work, &second, 0, &candidate),
        "trùng họ tên, ngày sinh, giới tính; CCCD khớp năm sinh và giới tính"
    );
    let values = matches.sure_values(&work, &second, Confidence::High, &[]);
    assert!(matches.sure_values(&work, &second, Confidence::High, &[0]).is_empty());
    let changed = work.take_matched(&second.name, &values, Stamp::default());
    assert_eq!(changed.n_cells, 1);
    assert_eq!(work.text(0, 3), "001185000123");
    let story = work.history(0, 3).join("\n");
    assert!(
        story.contains("Lấy từ danh sách đối chiếu: dan-cu.xlsx, trang Thôn 3, dòng 3"),
        "{story}"
    );
    assert_eq!(work.undo().map(|it| it.n_cells), Some(1));
    assert_eq!(work.text(0, 3), "");
}

#[test]
fn what_is_unsure_is_not_taken_unseen() {
    let doubt_of = |ours: [&str; 7], theirs: [&str; 7]| {
        let (work, second, matches) = lists(&[ours], &[OTHER, theirs]);
        let candidate = matches.people[0].candidates.first().copied().unwrap();
        let suggestions = matches.suggestions(&work, &second, 0, &candidate);
        let id = suggestions.into_iter().find(|it| it.field == Field::PersonalId).unwrap();
        assert!(!id.is_sure());
        (id.kind, id.doubt)
    };
    let with_id = |id| ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", id, "", "", ""];
    let fill = SuggestionKind::Fill;
    assert_eq!(doubt_of(MAU, with_id("001085000123")), (fill, Some(Doubt::Contradicts)));
    assert_eq!(doubt_of(MAU, with_id("012987654")), (fill, Some(Doubt::Cmnd)));
    let taken = ["Hồ Văn Ví", "", "", "001185000123", "", "", ""];
    let (work, second, matches) = lists(&[MAU, taken], &[OTHER, MAU_WITH_ID]);
    let candidate = matches.people[0].candidates[0];
    let suggestions = matches.suggestions(&work, &second, 0, &candidate);
    assert_eq!(suggestions[0].doubt, Some(Doubt::UsedAt(3)));
    let other = with_id("001185000999");
    assert_eq!(doubt_of(other, MAU_WITH_ID), (SuggestionKind::Differs, None));
    let no_sex = ["Đỗ Thị Mẫu", "12/03/1985", "", "", "", "", ""];
    let theirs = ["Đỗ Thị Mẫu", "12/03/1985", "", "001185000123", "", "", ""];
    assert_eq!(doubt_of(no_sex, theirs), (fill, Some(Doubt::NotChecked)));
}

#[test]
fn lists_of_one_name_and_one_day_end_soon() {
    let row = ["Nguyễn Văn Mẫu", "01/01/1960", "Nam", "", "", "", ""];
    let (.., matches) = lists(&vec![row; 3_000], &vec![row; 3_000]);
    assert_eq!(matches.counts().iter().sum::<usize>(), 3_000);
    assert_eq!(matches.counts()[0], 0);
}
