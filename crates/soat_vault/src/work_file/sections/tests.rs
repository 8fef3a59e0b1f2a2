//! Whoever has the passphrase can put anything into a file.

use super::*;

fn content() -> Vec<u8> {
    let event = |number| Event { number, bytes: b"[\"edit\",[{\"row\":1}]]".to_vec() };
    let work = WorkFile {
        file_name: "a.csv".to_owned(),
        source: b"STT;Ten\r\n".repeat(40),
        choices: vec![("profile".to_owned(), "2022".to_owned())],
        journal: (0..5).map(event).collect(),
        dismissed: vec![Dismissed { row_idx: 7, rule: "phones/shared".to_owned() }],
        others: vec![Section::new("hand-offs", b"later")],
    };
    write(&work).map_err(VaultError::code).unwrap_or_default()
}

#[test]
fn no_content_is_too_much() {
    let good = content();
    assert!(read(&good).is_ok());
    for at in 0..good.len() {
        for value in [0, 1, 0x7F, 0x80, 0xFF] {
            let mut changed = good.clone();
            changed[at] = value;
            let _ = read(&changed);
        }
        let _ = read(&good[..at]);
    }
}

#[test]
fn lengths_are_believed_only_as_far_as_there_are_bytes() {
    let claims = |coding, length: u64, stored: u64, name: &[u8]| {
        let mut bytes = vec![name.len() as u8];
        bytes.extend_from_slice(name);
        bytes.push(coding);
        bytes.extend_from_slice(&length.to_le_bytes());
        bytes.extend_from_slice(&stored.to_le_bytes());
        bytes.extend_from_slice(&[0xFF; 4]);
        read(&bytes).map_or_else(VaultError::code, |_| "read")
    };
    assert_eq!(claims(AS_IT_IS, 4, u64::MAX, b"source"), "work-file-damaged");
    assert_eq!(claims(DEFLATED, u64::MAX, 4, b"source"), "work-file-damaged");
    assert_eq!(claims(DEFLATED, 5_000, 4, b"source"), "work-file-damaged");
    // Four billion events, none of which is there.
    assert_eq!(claims(AS_IT_IS, 4, 4, b"journal"), "work-file-damaged");
    assert_eq!(claims(9, 4, 4, b"journal"), "newer-version");
    assert_eq!(claims(9, 4, 4, b"unknown"), "read");
}
