//! Workbooks encrypted here, and keys of known files.

use core::ops::ControlFlow;

use super::*;
use crate::book::Reader as _;
use crate::xls::XlsBook;
use crate::xls::tests::writer::{
    Sheet, compound, number, record, shared, shared_cell, stream, words,
};

const SALT: [u8; 16] = *b"\xe8w,\x1d\x91\xc5j7\x96Ga\xb2\x80\x182\x17";

/// Keys of known files, as msoffcrypto-tool (MIT) has them in its documentation.
#[test]
fn known_keys() {
    let verifier = *b"\xc9\xe9\x97\xd4T\x97=1\x0b\xb1\xbap\x14&\x83~";
    let verifier_hash = b"\xb1\xde\x17\x8f\x07\xe9\x89\xc4M\xae^L\xf9j\xc4\x07".to_vec();
    let lock = Rc4Lock { hash: Hash::Md5, salt: SALT, verifier, verifier_hash };
    assert!(lock.key("password1").is_some() && lock.key("password2").is_none());
    let xor = |password| xor_key(password, 0xB359, 0x9A0A).map(|it| (it[0], it[14], it[15]));
    assert_eq!(xor(DEFAULT_PASSWORD), Some((0x87, 0x94, 0x04)));
    assert!(xor("velvetSweatshop").is_none() && xor("").is_none());
}

/// A workbook of several blocks with this record in it, its other records as `encrypt` makes them.
fn locked(file_pass: &[u8], encrypt: impl Fn(&mut [u8], usize)) -> Vec<u8> {
    let globals = [record(FILE_PASS, file_pass), shared(&["Lê Thị Đào", "Phạm Văn Lộc"])];
    let cells: Vec<Vec<u8>> = (0..500)
        .flat_map(|it| [shared_cell(it, 0, u32::from(it % 2)), number(it, 1, 0, it.into())])
        .collect();
    let mut stream = stream(0x0600, &globals, &[Sheet::new("Ds", &cells)]);
    let start = super::file_pass(&stream).unwrap().1;
    encrypt(&mut stream, start);
    compound("Workbook", &stream, false)
}

fn by_rc4(hash: Hash, password: &str) -> Vec<u8> {
    let key = || Rc4Key::new(hash, &SALT, password);
    let (mut keystream, mut verifier) = (key().block(0), [7; 16]);
    let mut verifier_hash = hash.of(&verifier);
    keystream.apply(&mut verifier);
    keystream.apply(&mut verifier_hash);
    let file_pass = match hash {
        Hash::Md5 => [&words(&[1, 1, 1])[..], &SALT, &verifier, &verifier_hash].concat(),
        Hash::Sha1(n_bytes) => {
            let n_bits = u16::try_from(n_bytes * 8).unwrap();
            let header = words(&[4, 0, 0, 0, 0x6801, 0, 0x8004, 0, n_bits, 0, 1, 0, 0, 0, 0, 0, 0]);
            let length = words(&[u16::try_from(header.len()).unwrap(), 0]);
            let start = [words(&[1, 4, 2, 4, 0]), length, header, words(&[16, 0])].concat();
            [&start[..], &SALT, &verifier, &words(&[20, 0]), &verifier_hash].concat()
        }
    };
    locked(&file_pass, |stream, start| decrypt(stream, start, Key::Rc4(key())))
}

fn by_xor() -> Vec<u8> {
    let key = xor_key(DEFAULT_PASSWORD, 0xB359, 0x9A0A).unwrap();
    locked(&words(&[0, 0xB359, 0x9A0A]), |stream, start| {
        // Encryption turns the other way round: five of its steps undo the three of one.
        let mut at = start;
        while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
            let (data, end) = (at + 4, at + 4 + usize::from(length));
            let n_clear = if kind == BOUND_SHEET { 4 } else { 0 };
            if !CLEAR.contains(&kind) {
                let key = key.iter().cycle().skip((end + n_clear) % 16);
                for (byte, key) in stream[data + n_clear..end].iter_mut().zip(key) {
                    *byte = byte.rotate_right(3) ^ key;
                }
            }
            at = end;
        }
    })
}

fn read(bytes: &[u8], password: Option<&str>) -> Result<usize, ReadErrorKind> {
    let mut book = XlsBook::open_locked(bytes, password).map_err(|it| it.kind())?;
    let mut n_right = 0;
    book.walk("Ds", &mut None, &mut |it| {
        let row = it.row_number - 1;
        let name = if row % 2 == 0 { "Lê Thị Đào" } else { "Phạm Văn Lộc" };
        n_right += usize::from(it.cell.text == name || it.cell.text == row.to_string());
        ControlFlow::Continue(())
    })
    .map_err(|it| it.kind())?;
    Ok(n_right)
}

#[test]
fn every_way_opens_by_its_password() {
    for hash in [Hash::Md5, Hash::Sha1(5), Hash::Sha1(16)] {
        let bytes = by_rc4(hash, "Mật khẩu 1");
        assert_eq!(read(&bytes, Some("Mật khẩu 1")), Ok(1_000));
        let apart: String = "Mật khẩu 1".nfd().collect();
        assert_eq!(read(&bytes, Some(&apart)), Ok(1_000));
        assert_eq!(read(&bytes, Some("Mật khẩu 2")), Err(ReadErrorKind::PasswordWrong));
        assert_eq!(read(&bytes, None), Err(ReadErrorKind::PasswordProtected));
        // Excel asks for no password either.
        assert_eq!(read(&by_rc4(hash, DEFAULT_PASSWORD), None), Ok(1_000));
    }
    assert_eq!(read(&by_xor(), None), Ok(1_000));
    assert_eq!(read(&by_xor(), Some("abc")), Err(ReadErrorKind::PasswordWrong));
}

#[test]
fn damaged_locks_are_refused() {
    let file_pass = |data: &[u8]| read(&locked(data, |_, _| {}), None);
    for data in [&[][..], &[1, 0], &[1, 0, 1, 0, 1, 0, 9], &words(&[1, 9, 9]), &words(&[7, 0, 0])] {
        assert_eq!(file_pass(data), Err(ReadErrorKind::PasswordUnsupported));
    }
    let endless = [&words(&[1, 2, 2, 0, 0])[..], &[0xFF; 60]].concat();
    assert_eq!(file_pass(&endless), Err(ReadErrorKind::PasswordUnsupported));
    assert_eq!(file_pass(&words(&[0, 1, 2])), Err(ReadErrorKind::PasswordProtected));
    let bytes = by_rc4(Hash::Sha1(16), "a");
    for place in (512..bytes.len().min(2_600)).step_by(7) {
        let mut changed = bytes.clone();
        changed[place] ^= 0xFF;
        let _ = read(&changed, Some("a"));
    }
}
