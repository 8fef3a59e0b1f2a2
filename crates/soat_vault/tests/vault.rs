//! What is sealed comes back as it was, for the right passphrase only. Everybody here is invented.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use soat_vault::{Chance, Dismissed, Event, Key, Params, Recipe, Section, VaultError, WorkFile};

const PASSPHRASE: &str = "hai lúa ba cà";
const CHANCE: Chance = [7; 44];
/// Written once by version 1 with what is in this file, and never again.
const GOLDEN: &[u8] = include_bytes!("golden-1.soat");

fn key(passphrase: &str) -> Key {
    let params = Params { memory_kib: 64, passes: 1, lanes: 1 };
    Key::derive(passphrase, Recipe { salt: [3; 16], params }).unwrap()
}

fn work() -> WorkFile {
    let event = |number| Event { number, bytes: format!(r#"["edit",[{number}]]"#).into_bytes() };
    WorkFile {
        file_name: "Danh sách xã.xlsx".to_owned(),
        source: b"PK\x03\x04 not really a workbook".to_vec(),
        choices: vec![("profile".to_owned(), "2022".to_owned())],
        journal: (1..40).map(event).collect(),
        dismissed: vec![Dismissed { row_idx: 12, rule: "phones/shared".to_owned() }],
        others: vec![Section::new("hand-offs", b"of a later version")],
    }
}

/// Bytes that cannot be packed.
fn noise(n_bytes: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_u32;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        (state >> 8) as u8
    };
    (0..n_bytes).map(|_| next()).collect()
}

fn code<T>(result: Result<T, VaultError>) -> &'static str {
    result.map_or_else(VaultError::code, |_| "opened")
}

#[test]
fn the_first_version_is_read() {
    let recipe = WorkFile::recipe(GOLDEN).unwrap();
    let read = WorkFile::open(GOLDEN, &Key::derive(PASSPHRASE, recipe).unwrap()).unwrap();
    assert!(read == work());
    assert_eq!(read.others[0].bytes().unwrap(), b"of a later version");
}

#[test]
fn a_work_is_read_as_it_was_written() {
    let mut work = work();
    for n_bytes in [0, 1, 65_535, 65_536, 65_537, 300_000] {
        work.source = noise(n_bytes);
        let written = work.write(&key(PASSPHRASE), &CHANCE).unwrap();
        assert!(WorkFile::is_one(&written));
        assert!(WorkFile::open(&written, &key(PASSPHRASE)).unwrap() == work, "{n_bytes}");
    }
}

#[test]
fn text_is_packed_and_packages_are_not() {
    let length = |source: Vec<u8>| {
        let work = WorkFile { source, ..WorkFile::default() };
        work.write(&key(PASSPHRASE), &CHANCE).unwrap().len()
    };
    assert!(length(vec![b'a'; 100_000]) < 2_000);
    assert!(length([b"PK\x03\x04".as_slice(), &[b'a'; 100_000]].concat()) > 100_000);
}

#[test]
fn one_passphrase_typed_in_two_ways_is_one() {
    let apart = "hai lu\u{301}a ba ca\u{300}";
    assert_ne!(apart, PASSPHRASE);
    assert_eq!(key(apart).bytes(), key(PASSPHRASE).bytes());
    assert_ne!(key("Hai lúa ba cà").bytes(), key(PASSPHRASE).bytes());
}

/// The answer of the reference implementation: `argon2 -id -k 64 -t 1 -p 1`, by argon2-cffi.
#[test]
fn the_key_is_argon2id() {
    let hex: String = key("abc").bytes().iter().map(|it| format!("{it:02x}")).collect();
    assert_eq!(hex, "6a10666a1fe920827cf61c3d0ded698a81184b5a3961a0f259213cdd8da40c7f");
}

/// By Python's `cryptography`: another hand opens what this one seals.
#[test]
fn what_is_sealed_is_aes_256_gcm() {
    let sealed = key("abc").seal(&[9; 12], b"about", "Lê Thị Đào".as_bytes()).unwrap();
    let hex: String = sealed.iter().map(|it| format!("{it:02x}")).collect();
    assert_eq!(
        hex,
        "090909090909090909090909289588fb77012b1ff4a75250d65930c511534d562e449ffeffe2629049f45e"
    );
}

#[test]
fn what_was_sealed_opens_only_as_it_was() {
    let sealed = key("a").seal(&[1; 12], b"soat/1", b"plain").unwrap();
    let wrong = "wrong-passphrase-or-damaged";
    assert_eq!(key("a").open(b"soat/1", &sealed).unwrap(), b"plain");
    assert_eq!(code(key("b").open(b"soat/1", &sealed)), wrong);
    assert_eq!(code(key("a").open(b"soat/2", &sealed)), wrong);
    for idx in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[idx] ^= 1;
        assert_eq!(code(key("a").open(b"soat/1", &changed)), wrong);
        assert_eq!(code(key("a").open(b"soat/1", &sealed[..idx])), wrong);
    }
}

#[test]
fn every_changed_byte_is_noticed_and_named() {
    let written = work().write(&key(PASSPHRASE), &CHANCE).unwrap();
    let open = |bytes: &[u8]| {
        let recipe = WorkFile::recipe(bytes)?;
        if recipe != key(PASSPHRASE).recipe() {
            return Err(VaultError::WrongPassphraseOrDamaged);
        }
        WorkFile::open(bytes, &key(PASSPHRASE))
    };
    for idx in 0..written.len() {
        let mut changed = written.clone();
        changed[idx] ^= 0x10;
        let expected = match idx {
            0..8 => "not-a-work-file",
            8..12 => "newer-version",
            12..100 => "wrong-passphrase-or-damaged",
            _ => "work-file-damaged",
        };
        assert_eq!(code(open(&changed)), expected, "byte {idx}");
    }
    for n_bytes in 8..written.len() {
        assert_eq!(code(open(&written[..n_bytes])), "work-file-damaged", "cut at {n_bytes}");
    }
    assert_eq!(code(open(&[written.as_slice(), b"x"].concat())), "work-file-damaged");
    assert_eq!(code(WorkFile::open(&written, &key("khác"))), "wrong-passphrase-or-damaged");
}

#[test]
fn no_piece_can_be_moved() {
    let work = WorkFile { source: noise(300_000), ..WorkFile::default() };
    let written = work.write(&key(PASSPHRASE), &CHANCE).unwrap();
    let mut moved = written.clone();
    let (first, rest) = moved[100..].split_at_mut(65_552);
    first.swap_with_slice(&mut rest[..65_552]);
    assert_eq!(code(WorkFile::open(&moved, &key(PASSPHRASE))), "work-file-damaged");
    let cut = &written[..100 + 2 * 65_552];
    assert_eq!(code(WorkFile::open(cut, &key(PASSPHRASE))), "work-file-damaged");
}

#[test]
fn a_file_cannot_ask_for_all_memory_or_for_hours() {
    for (memory_kib, passes, lanes) in
        [(4 << 20, 1, 1), (u32::MAX, u32::MAX, u32::MAX), (64, u32::MAX, 1), (0, 0, 0), (64, 1, 99)]
    {
        let params = Params { memory_kib, passes, lanes };
        let made = Key::derive(PASSPHRASE, Recipe { salt: [0; 16], params });
        assert_eq!(code(made), "work-file-too-large");
    }
    let usual = Recipe { salt: [0; 16], params: Params::DEFAULT };
    assert_eq!(code(Key::derive(PASSPHRASE, usual)), "opened");
}

#[test]
fn sections_of_later_versions_are_kept() {
    let mut read = WorkFile::open(GOLDEN, &key(PASSPHRASE)).unwrap();
    read.journal.clear();
    read.others = Section::unpack(&Section::pack(&read.others).unwrap()).unwrap();
    let written = read.write(&key(PASSPHRASE), &CHANCE).unwrap();
    let again = WorkFile::open(&written, &key(PASSPHRASE)).unwrap();
    assert!(again.others == work().others && again.others[0].is("hand-offs"));
    assert!(again.journal.is_empty());
}
