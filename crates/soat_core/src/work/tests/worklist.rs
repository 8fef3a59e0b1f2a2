//! Ticks of the worklist hold as long as what was typed is what must stand on the platform.

use super::*;
use crate::export::{DirectEdit, Done};

const NAME: usize = 1;
const PHONE: usize = 4;

fn people() -> Work {
    let person = vec!["1", "Lê Thị Mẫu", "12/03/1985", "1", "0912345670", "079185000124"];
    let other = vec!["2", "Trần Văn Mẫu", "05/07/1979", "0", "0912345671", "079079000123"];
    work(&[person, other], Source::Platform)
}

fn put(work: &mut Work, row_idx: usize, column: usize, text: &str) {
    let value = NewValue { row_idx, column, text: text.to_owned() };
    work.edit(&[value], Why::Typed, Stamp::default());
}

fn changes(edit: &DirectEdit) -> Vec<(&str, &str)> {
    edit.changes.iter().map(|it| (it.old.as_str(), it.new.as_str())).collect()
}

#[test]
fn a_tick_holds_until_something_else_must_be_typed() {
    let mut work = people();
    put(&mut work, 0, NAME, "Lê Thị Mẫn");
    assert_eq!(work.worklist(), [0]);
    assert_eq!(work.done(0), Done::No);
    work.tick(0, Stamp { at_ms: 1_653_786_900_000, ..Stamp::default() });
    let edit = work.direct_edit(0);
    assert_eq!((edit.done, edit.done_at.as_str()), (Done::Yes, "29/05/2022 08:15"));
    assert_eq!(changes(&edit), [("Lê Thị Mẫu", "Lê Thị Mẫn")]);

    put(&mut work, 0, PHONE, "0987654321");
    let edit = work.direct_edit(0);
    assert_eq!(edit.done, Done::ChangedSince);
    assert_eq!(changes(&edit), [("0912345670", "0987654321")]);
    assert_eq!(edit.full_name, "Lê Thị Mẫn", "the platform has the new name by now");

    work.undo();
    assert_eq!(work.done(0), Done::Yes);
    work.redo();
    work.tick(0, Stamp::default());
    assert_eq!(work.done(0), Done::Yes);
    work.untick(0);
    assert_eq!(work.done(0), Done::No);
    assert_eq!(changes(&work.direct_edit(0)).len(), 2);
}

#[test]
fn what_was_typed_comes_back_when_the_work_goes_back() {
    let mut work = people();
    put(&mut work, 1, NAME, "Trần Văn Mẫn");
    work.tick(1, Stamp::default());
    work.undo();
    assert_eq!(work.summary().edit_by_hand, 0);
    assert_eq!(work.worklist(), [1]);
    let edit = work.direct_edit(1);
    assert_eq!(edit.done, Done::ChangedSince);
    assert_eq!(changes(&edit), [("Trần Văn Mẫn", "Trần Văn Mẫu")]);
}

#[test]
fn nobody_without_something_to_edit_is_ticked() {
    let mut work = people();
    work.tick(0, Stamp::default());
    work.tick(7, Stamp::default());
    assert!(work.worklist().is_empty());
}

#[test]
fn an_own_list_has_no_worklist() {
    let mut work = people();
    put(&mut work, 0, NAME, "Lê Thị Mẫn");
    work.tick(0, Stamp::default());
    work.set_options(Options { source: Source::Own, ..work.options() }, &mut |_| {});
    assert!(work.worklist().is_empty() && work.direct_edits().is_empty());
}
