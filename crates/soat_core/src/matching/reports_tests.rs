//! Reports and their answers in the small. Everybody is invented.

use super::tests::lists;
use super::*;
use crate::journal::Stamp;

const MAU: [&str; 7] = ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", "", "", "", ""];
const VI: [&str; 7] = ["Hồ Văn Ví", "01/02/1970", "Nam", "", "", "", ""];
const MAU_SAYS: [&str; 7] = ["Đỗ Thị Mẫu", "12/03/1985", "Nữ", "001185000123", "", "", ""];
const VI_UNMARKED: [&str; 7] = ["Ho Van Vi", "01/02/1970", "Nam", "001070000321", "", "", ""];
const NOBODY: [&str; 7] = ["Cao Thị Xa", "07/07/1977", "Nữ", "001177000999", "", "", ""];

#[test]
fn what_is_answered_is_known_again_in_a_later_file() {
    let (mut work, reports, matches) = lists(&[MAU, VI], &[MAU_SAYS, VI_UNMARKED, NOBODY]);
    let answers = matches.answers(&work, &reports);
    let verdicts: Vec<_> = answers.iter().map(|it| (it.verdict, it.is_clear)).collect();
    let expected = [Verdict::Accepted, Verdict::Refused, Verdict::NotFound].map(|it| (it, true));
    assert_eq!(verdicts, expected);
    assert_eq!(answers[1].grounds, [Ground::NameUnmarked]);

    let replies = answers.iter().map(|it| it.reply(&reports)).collect();
    let changed = work.reply(&reports.name, replies, Stamp::default());
    assert_eq!((changed.n_cells, work.text(0, 3)), (3, "001185000123".to_owned()));
    assert_eq!(work.text(1, 3), "", "who is refused is not changed");
    let story = work.history(0, 3).join("\n");
    assert!(story.contains("Trả lời phản ánh của người dân: dan-cu.xlsx"), "{story}");

    // The next day's file has one more on top.
    let more = [["Lê Văn Mới", "05/06/1990", "Nam", "", "", "", ""], MAU_SAYS, VI_UNMARKED, NOBODY];
    let (_, later, matches) = lists(&[MAU, VI], &more);
    let given = work.replies();
    let lines: Vec<_> = matches
        .answers(&work, &later)
        .iter()
        .map(|it| it.line(&work, &later, given.get(it.key)))
        .map(|it| (it.row_number, it.verdict, it.grounds, it.changes))
        .collect();
    let put_right = "Số CCCD/CMND: trống → «001185000123»".to_owned();
    let none = String::new;
    assert_eq!(
        lines,
        [
            (2, None, none(), none()),
            (3, Some(Verdict::Accepted), none(), put_right),
            (4, Some(Verdict::Refused), Ground::NameUnmarked.words().to_owned(), none()),
            (5, Some(Verdict::NotFound), Ground::NothingMatches.words().to_owned(), none()),
        ]
    );
}

fn is_given(work: &Work, reply: &Reply) -> bool {
    work.replies().get(reply.key).is_some()
}

#[test]
fn answers_are_taken_back_with_their_cells() {
    let (mut work, reports, matches) = lists(&[MAU, VI], &[MAU_SAYS, VI_UNMARKED]);
    let replies: Vec<_> =
        matches.answers(&work, &reports).iter().map(|it| it.reply(&reports)).collect();
    let [accepted, refused] = <[Reply; 2]>::try_from(replies).unwrap();
    work.reply(&reports.name, vec![accepted.clone()], Stamp::default());
    work.reply(&reports.name, vec![refused.clone()], Stamp::default());
    assert_eq!(
        work.undo().map(|it| it.n_cells),
        Some(1),
        "a refusal changes no cell, but is a step"
    );
    assert!(is_given(&work, &accepted) && !is_given(&work, &refused));
    assert_eq!(work.undo().map(|it| it.n_cells), Some(1));
    assert_eq!((is_given(&work, &accepted), work.text(0, 3)), (false, String::new()));
    work.redo();
    assert_eq!((is_given(&work, &accepted), work.text(0, 3)), (true, "001185000123".to_owned()));
    // A later answer to the same report stands for the first, and the cell stays.
    let note = "Giấy tờ không rõ".to_owned();
    let again = Reply { verdict: Verdict::Refused, values: Vec::new(), note, ..accepted.clone() };
    work.reply(&reports.name, vec![again], Stamp::default());
    let kept = work.replies();
    let kept = kept.get(accepted.key).unwrap();
    assert_eq!((kept.verdict, kept.reasons().as_str()), (Verdict::Refused, "Giấy tờ không rõ"));
    assert_eq!(work.text(0, 3), "001185000123");
}

#[test]
fn nobody_answers_unseen_where_a_person_has_to_choose() {
    let year_only = ["Đỗ Thị Mẫu", "1985", "Nữ", "", "", "", ""];
    let (work, reports, matches) = lists(&[year_only], &[VI, MAU_SAYS]);
    let answers = matches.answers(&work, &reports);
    assert_eq!((answers[1].verdict, answers[1].is_clear), (Verdict::Accepted, false));
    // Two people of the list are as like: each is shown.
    let (work, reports, matches) = lists(&[MAU, MAU], &[MAU_SAYS]);
    let answers = matches.answers(&work, &reports);
    assert_eq!((answers[0].verdict, answers[0].is_clear), (Verdict::ToBeSeen, false));
    let people = matches.people_like(answers[0].place);
    let rows: Vec<_> = people.iter().map(|it| it.0).collect();
    assert_eq!(rows, [0, 1]);
}

#[test]
fn a_report_sent_twice_is_two_reports() {
    let (work, reports, matches) = lists(&[VI], &[MAU_SAYS, MAU_SAYS]);
    let answers = matches.answers(&work, &reports);
    assert_ne!(answers[0].key, answers[1].key);
    let verdicts = answers.iter().map(|it| it.verdict).collect::<Vec<_>>();
    assert_eq!(verdicts, [Verdict::NotFound, Verdict::Repeated]);
    let (_, again, matches) = lists(&[VI], &[MAU_SAYS, MAU_SAYS]);
    let keys = matches.answers(&work, &again);
    assert_eq!([keys[0].key, keys[1].key], [answers[0].key, answers[1].key]);
    let written = answers[0].key.to_string();
    assert_eq!((written.len(), written.parse()), (16, Ok(answers[0].key)));
}

#[test]
fn names_of_grounds_and_verdicts_come_back() {
    for it in Ground::ALL {
        assert_eq!(Ground::from_key(it.key()), Some(it));
    }
    for it in Verdict::ALL {
        assert_eq!(Verdict::from_key(it.key()), Some(it));
    }
}
