//! `tests/about.md` says what the files are. Everybody in them is invented.

use super::*;
use crate::read::{ReadOptions, read};

const BY_MSOFFCRYPTO: &[u8] = include_bytes!("tests/by-msoffcrypto.xlsx");
const DEFAULT: &[u8] = include_bytes!("tests/default.xlsx");
const SHA1_128: &[u8] = include_bytes!("tests/sha1-128.xlsx");
const SHA256_256: &[u8] = include_bytes!("tests/sha256-256.xlsx");
const SHA384_192: &[u8] = include_bytes!("tests/sha384-192.xlsx");
const STANDARD: &[u8] = include_bytes!("tests/standard.xlsx");

fn outcome(bytes: &[u8], password: Option<&str>) -> String {
    let options = ReadOptions { password, ..ReadOptions::default() };
    match read(bytes, &options, &mut |_| {}) {
        Ok(opened) => format!("{} people in {}", opened.table.n_rows(), opened.info.sheet),
        Err(error) => error.code().to_owned(),
    }
}

#[test]
fn the_password_opens_whatever_is_locked() {
    for bytes in [SHA1_128, SHA256_256, SHA384_192, STANDARD] {
        assert_eq!(outcome(bytes, Some("abc")), "2 people in Danh sách");
        assert_eq!(outcome(bytes, Some("Abc")), "password-wrong");
        assert_eq!(outcome(bytes, Some("")), "password-wrong");
        assert_eq!(outcome(bytes, None), "password-protected");
    }
}

#[test]
fn vietnamese_passwords_open_however_they_are_typed() {
    let apart: String = "Mật khẩu 1".nfd().collect();
    for password in ["Mật khẩu 1", &apart] {
        assert_eq!(outcome(BY_MSOFFCRYPTO, Some(password)), "2 people in Danh sách");
    }
    assert_eq!(outcome(BY_MSOFFCRYPTO, Some("Mat khau 1")), "password-wrong");
}

#[test]
fn what_excel_opens_without_asking_is_opened() {
    assert_eq!(outcome(DEFAULT, None), "2 people in Danh sách");
}

#[test]
fn what_is_not_locked_needs_no_password() {
    let plain = unlock(SHA1_128, Some("abc")).unwrap();
    assert_eq!(outcome(&plain, None), "2 people in Danh sách");
    assert_eq!(outcome(&plain, Some("abc")), "2 people in Danh sách");
}

#[test]
fn a_file_cannot_ask_for_hours_and_other_ciphers_are_named() {
    let changed = |from: &str, to: &str| {
        let mut bytes = SHA1_128.to_vec();
        let places = bytes.windows(from.len()).enumerate().filter(|it| it.1 == from.as_bytes());
        let places: Vec<usize> = places.map(|it| it.0).collect();
        places.iter().for_each(|&at| bytes[at..at + to.len()].copy_from_slice(to.as_bytes()));
        assert!(!places.is_empty());
        outcome(&bytes, Some("abc"))
    };
    // What follows is taken in by a number that is longer.
    assert_eq!(changed(r#"spinCount="1000" "#, r#"spinCount='9999999"#), "password-unsupported");
    assert_eq!(changed(r#"spinCount="1000""#, r#"spinCount="-100""#), "password-unsupported");
    assert_eq!(changed(r#"rithm="AES""#, r#"rithm="RC2""#), "password-unsupported");
    assert_eq!(changed("ModeCBC", "ModeCFB"), "password-unsupported");
    assert_eq!(changed(r#""SHA1""#, r#""MD55""#), "password-unsupported");
    assert_eq!(changed(r#"keyBits="128""#, r#"keyBits="999""#), "password-unsupported");
}

#[test]
fn a_damaged_lock_is_refused_or_opens() {
    for bytes in [SHA1_128, STANDARD] {
        for at in (0..bytes.len()).step_by(if bytes == STANDARD { 997 } else { 97 }) {
            let mut changed = bytes.to_vec();
            changed[at] ^= 0x5A;
            let _ = outcome(&changed, Some("abc"));
            let _ = outcome(&bytes[..at], Some("abc"));
        }
    }
}
