//! Who is ready for the signing.

use super::*;
use crate::journal::{Stamp, Why};
use crate::work::NewValue;

const LAN: usize = 1;
const HAI: usize = 4;

/// A police list of everybody that came back with these verdicts.
fn answered(work: &mut Work, order: Order, verdicts: &[(usize, Verdict)]) -> Handoffs {
    let mut handoffs = Handoffs::new(7);
    let code = handoffs.send(work, order, Stamp::default()).unwrap().code;
    let place = |row_number| Place { list: code, merge: 1, file: 0, row_number };
    let verdicts = (9..).zip(verdicts).map(|(number, it)| (it.0, it.1, place(number))).collect();
    handoffs.returns.push(Return {
        merge: 1,
        stamp: Stamp::default(),
        files: vec!["ve.xlsx".to_owned()],
        lists: Vec::new(),
        said: Vec::new(),
        settled: Vec::new(),
        verdicts,
        not_taken: Vec::new(),
    });
    work.merge(&[], 1, Stamp::default());
    handoffs
}

fn put(work: &mut Work, row_idx: usize, field: Field, text: &str) {
    let value = NewValue { row_idx, column: column(field), text: text.to_owned() };
    work.edit(&[value], Why::Typed, Stamp::default());
}

fn state(handoffs: &Handoffs, work: &Work, row_idx: usize) -> Verified {
    handoffs.verified(work)[row_idx].verified
}

#[test]
fn verified_is_what_the_police_called_right_as_it_stands() {
    let mut work = people();
    let police = order(&work, Recipient::Police, "Công an xã");
    let verdicts = [(LAN, Verdict::Right), (HAI, Verdict::Wrong), (0, Verdict::Right)];
    let handoffs = answered(&mut work, police, &verdicts);
    let rows = handoffs.verified(&work);
    assert_eq!(rows.len(), work.table().n_rows());
    assert_eq!(rows[LAN].verified, Verified::Yes);
    assert_eq!(rows[LAN].basic, ["Nguyễn Thị Lan", "02/09/1990", "Nữ", "079190000101"]);
    assert_eq!(rows[LAN].source, format!("Công an xã, danh sách {}", handoffs.lists()[0].code));
    assert_eq!(rows[HAI].verified, Verified::Wrong);
    assert_eq!(rows[0].verified, Verified::ErrorLeft, "a verdict does not stand in for a number");

    put(&mut work, LAN, Field::Phone, "0912345699");
    assert_eq!(state(&handoffs, &work, LAN), Verified::Yes, "a phone is no basic data");
    assert_eq!(handoffs.verified(&work)[LAN].left, "Sửa trực tiếp trên Nền tảng");
    work.tick(LAN, Stamp::default());
    assert_eq!(handoffs.verified(&work)[LAN].left, "");
    put(&mut work, LAN, Field::FullName, "Nguyễn Thị Làn");
    assert_eq!(state(&handoffs, &work, LAN), Verified::ChangedSince);
    work.undo();
    assert_eq!(state(&handoffs, &work, LAN), Verified::Yes);
    put(&mut work, HAI, Field::FullName, "Lê Văn Hải");
    assert_eq!(state(&handoffs, &work, HAI), Verified::Corrected);
}

#[test]
fn a_merge_undone_verifies_nobody() {
    let mut work = people();
    let police = order(&work, Recipient::Police, "Công an xã");
    let handoffs = answered(&mut work, police, &[(LAN, Verdict::Right), (HAI, Verdict::NotFound)]);
    assert_eq!(state(&handoffs, &work, HAI), Verified::NotFound);
    work.undo();
    assert_eq!(state(&handoffs, &work, LAN), Verified::NoAnswer);
    assert_eq!(state(&handoffs, &work, HAI), Verified::NoAnswer);
}

#[test]
fn what_was_not_shown_is_not_verified() {
    let mut work = people();
    let masked = order(&work, Recipient::Village, "Công an xã");
    let handoffs = answered(&mut work, masked, &[(LAN, Verdict::Right)]);
    assert_eq!(state(&handoffs, &work, LAN), Verified::NotAllShown);
}
