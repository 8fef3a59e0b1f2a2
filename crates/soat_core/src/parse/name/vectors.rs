//! Vectors made beside the tables, in `testdata` (see its `SOURCES.tsv`).

use serde_json::Value;

use super::legacy::{Encoding, decode_capital_font, guess, looks_legacy};
use super::letters::Letter;
use super::syllable::{Verdict, judge, place_tone};
use super::{key, tidy};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap()
}

#[test]
fn unicode_names() {
    let file = json(include_str!("testdata/unicode_names.json"));
    let mut wrong = Vec::new();
    for case in file["cases"].as_array().unwrap() {
        let input: String = text(case, "input_cps")
            .split(' ')
            .map(|it| char::from_u32(u32::from_str_radix(it, 16).unwrap()).unwrap())
            .collect();
        let found = tidy(&input).text;
        if found != text(case, "expect") {
            wrong.push(format!("{input:?}: {found:?}, not {:?}", text(case, "expect")));
        }
        assert_eq!(tidy(&found).text, found);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn encodings() {
    let file = json(include_str!("testdata/encodings.json"));
    let mut wrong = Vec::new();
    for case in file["cases"].as_array().unwrap() {
        let (surface, expected) = (text(case, "surface"), text(case, "expected"));
        let found = match text(case, "encoding") {
            "tcvn3" => Encoding::Tcvn3.decode(surface),
            "vni" => Encoding::Vni.decode(surface),
            "viscii" => Encoding::Viscii.decode(surface),
            "vps" => Encoding::Vps.decode(surface),
            "utf8-read-as-cp1252" => Encoding::Mojibake.decode(surface),
            "nfd" | "windows-1258-style (base+combining tone)" => Some(tidy(surface).text),
            other => panic!("{other}"),
        };
        if found.as_deref() != Some(expected) {
            wrong.push(format!("{surface:?}: {found:?}, not {expected:?}"));
        }
    }
    for case in file["font_cases"].as_array().unwrap() {
        let found = decode_capital_font(text(case, "surface"));
        if found.as_deref() != Some(text(case, "expected")) {
            wrong.push(format!("{case}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn one_cell_is_enough_for_most_old_encodings() {
    let file = json(include_str!("testdata/encodings.json"));
    let (mut n, mut found) = (0, 0);
    for case in file["cases"].as_array().unwrap() {
        let surface = text(case, "surface");
        match text(case, "encoding") {
            "tcvn3" | "vni" | "utf8-read-as-cp1252" => {
                n += 1;
                if let Some((_, decoded)) = guess(surface) {
                    assert_eq!(key(&decoded), key(text(case, "expected")), "{surface}");
                    found += 1;
                }
            }
            _ => assert!(!looks_legacy(surface), "{surface}"),
        }
    }
    assert!(found * 100 >= n * 95, "{found} of {n}");
}

#[test]
fn names_that_are_not_in_an_old_encoding() {
    let file = json(include_str!("testdata/encoding_detection_negatives.json"));
    for name in file["cases"].as_array().unwrap() {
        let name = name.as_str().unwrap();
        assert!(!looks_legacy(name), "{name}: {:?}", guess(name));
        assert!(!tidy(name).changes.any(), "{name}");
    }
}

#[test]
fn syllables() {
    let mut wrong = Vec::new();
    for line in include_str!("testdata/vectors_syllables.tsv").lines().skip(1) {
        let (word, expected) = line.split_once('\t').unwrap();
        if judge(word).is_valid() != (expected == "accept") {
            wrong.push(format!("{word}: {:?}, not {expected}", judge(word)));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(judge("Phuc"), Verdict::ToneMissing);
}

#[test]
fn tone_placement() {
    for line in include_str!("testdata/vectors_tone_placement.tsv").lines().skip(1) {
        let [_, _, old, new] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("{line}") };
        for style in [old, new] {
            assert_eq!(place_tone(style), None, "{style} is right");
            for wrong in misplaced(style).iter().filter(|&it| it != old && it != new) {
                assert_eq!(place_tone(wrong).as_deref(), Some(old), "{wrong}");
                assert_eq!(key(wrong), key(new));
            }
        }
    }
}

/// The syllable with its tone on every other vowel in turn.
fn misplaced(word: &str) -> Vec<String> {
    let letters: Vec<Letter> = word.chars().filter_map(Letter::of).collect();
    let tone = letters.iter().map(|it| it.tone).find(|&it| it != super::Tone::Level);
    let Some(tone) = tone else { return Vec::new() };
    let onset =
        if word.starts_with("qu") || (word.starts_with("gi") && word != "gì") { 2 } else { 0 };
    let vowels = (onset..letters.len()).filter(|&it| Letter::is_vowel(letters[it].plain));
    vowels
        .map(|at| {
            let with = |(i, it): (usize, &Letter)| {
                let tone = if i == at { tone } else { super::Tone::Level };
                Letter { tone, ..*it }.to_char()
            };
            letters.iter().enumerate().map(with).collect()
        })
        .collect()
}
