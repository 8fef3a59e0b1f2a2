//! How offices write people down, and what goes wrong.

use unicode_normalization::UnicodeNormalization;

use super::Columns;
use super::people::{Person, full_name};
use super::rng::Rng;

/// How much is written wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slips {
    /// One row in ten.
    Few,
    /// One row in three.
    Many,
}

impl Slips {
    fn share(self, per_mille: u64) -> u64 {
        match self {
            Self::Few => per_mille / 3,
            Self::Many => per_mille,
        }
    }
}

/// The cells of a row after its running number.
pub(super) fn written(
    person: &Person,
    slips: Slips,
    is_work: bool,
    columns: Columns,
    rng: &mut Rng,
) -> Vec<String> {
    // The work is what was typed in a hurry; the second list is an office's register.
    let share = |per_mille: u64| slips.share(if is_work { per_mille } else { per_mille / 4 });
    let name = name(person, &share, rng);
    let birth = birth(person, &share, rng);
    let mut is_female = person.is_female;
    if rng.is(share(10)) {
        is_female = !is_female;
    }
    let sex = if rng.is(share(30)) {
        ""
    } else {
        [["Nam", "Nữ"], ["0", "1"]][usize::from(is_work)][usize::from(is_female)]
    };
    let mut cells = vec![name, birth, sex.to_owned()];
    if columns == Columns::Few {
        if !is_work {
            cells.push(if rng.is(30) { String::new() } else { person.number.clone() });
        }
        return cells;
    }
    cells.push(id(person, is_work, rng));
    let has_phone = rng.is(if is_work { 800 } else { 500 });
    let own = if rng.is(share(150)) {
        format!("09{:08}", rng.below(100_000_000))
    } else {
        person.phone.clone()
    };
    cells.push(if has_phone { own } else { String::new() });
    let has_moved = rng.is(share(80));
    cells.push(if has_moved { "Phường Mới".to_owned() } else { person.commune.to_owned() });
    let village = if has_moved { 20 + rng.below(9) } else { person.village };
    let address = match rng.below(4) {
        0 => String::new(),
        1 => format!("Thôn {village}"),
        2 => format!("Số {} thôn {village}", person.house),
        _ => format!("{} T.{village:02}", person.house),
    };
    cells.push(address);
    let is_child = person.birth.2 >= 2006 && rng.is(700);
    cells.push(if is_child { person.mother.clone() } else { String::new() });
    cells
}

fn name(person: &Person, share: &dyn Fn(u64) -> u64, rng: &mut Rng) -> String {
    let mut name = full_name(person);
    if rng.is(share(5)) {
        let other = match person.family {
            "Vũ" => "Võ",
            "Võ" => "Vũ",
            "Hoàng" => "Huỳnh",
            "Huỳnh" => "Hoàng",
            it => it,
        };
        name = name.replacen(person.family, other, 1);
    }
    if rng.is(share(20)) && !person.middle.is_empty() {
        name = format!("{} {}", person.family, person.given);
    }
    if rng.is(share(12)) {
        let (first, rest) = name.split_once(' ').unwrap_or((&name, ""));
        name = format!("{rest} {first}");
    }
    if rng.is(share(40)) {
        name = typed(&name, rng);
    }
    if rng.is(share(30)) {
        name = other_tone(&name, rng);
    }
    if rng.is(share(60)) {
        name = unmarked(&name);
    }
    name = match rng.below(1_000) {
        it if it < share(150) => name.to_uppercase(),
        it if it < share(200) => name.to_lowercase(),
        _ => name,
    };
    if rng.is(share(40)) {
        name = name.nfd().collect();
    }
    match rng.below(1_000) {
        it if it < share(30) => name.replacen(' ', "  ", 1),
        it if it < share(40) => format!("{name}\u{a0}"),
        it if it < share(50) => name.replacen(' ', "-", 1),
        it if it < share(55) => name.replacen(' ', "", 1),
        _ => name,
    }
}

/// One key struck wrongly.
fn typed(name: &str, rng: &mut Rng) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = 1 + rng.index(letters.len().saturating_sub(2).max(1));
    if letters[at] == ' ' || letters[at - 1] == ' ' {
        return name.to_owned();
    }
    match rng.below(4) {
        0 => letters[at] = *rng.pick(&[&'a', &'n', &'h', &'o', &'g', &'t']),
        1 => drop(letters.remove(at)),
        2 => letters.insert(at, letters[at]),
        _ => letters.swap(at, at - 1),
    }
    letters.into_iter().collect()
}

fn other_tone(name: &str, rng: &mut Rng) -> String {
    const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
    let decomposed: Vec<char> = name.nfd().collect();
    let marked: Vec<usize> =
        (0..decomposed.len()).filter(|&it| TONES.contains(&decomposed[it])).collect();
    if marked.is_empty() {
        return name.to_owned();
    }
    let at = marked[rng.index(marked.len())];
    let mut other = decomposed;
    other[at] = TONES[rng.index(TONES.len())];
    other.into_iter().nfc().collect()
}

fn unmarked(name: &str) -> String {
    let bare = name.nfd().filter(|it| !('\u{300}'..='\u{36F}').contains(it));
    bare.map(|it| match it {
        'đ' => 'd',
        'Đ' => 'D',
        it => it,
    })
    .collect()
}

fn birth(person: &Person, share: &dyn Fn(u64) -> u64, rng: &mut Rng) -> String {
    let (mut day, mut month, mut year) = person.birth;
    match rng.below(1_000) {
        it if it < share(80) => return year.to_string(),
        it if it < share(110) => (day, month) = (1, 1),
        it if it < share(130) && day <= 12 => (day, month) = (month, day),
        it if it < share(140) => day = (day % 10 + 10 * rng.below(3)).clamp(1, 28),
        it if it < share(145) => month = 1 + rng.below(12),
        it if it < share(155) => year = year / 10 * 10 + rng.below(10),
        it if it < share(160) => return String::new(),
        _ => {}
    }
    match rng.below(20) {
        0 => format!("{day}/{month}/{year}"),
        1 => format!("{day:02}-{month:02}-{year}"),
        2 => format!("{day:02}.{month:02}.{year}"),
        _ => format!("{day:02}/{month:02}/{year}"),
    }
}

fn id(person: &Person, is_work: bool, rng: &mut Rng) -> String {
    let born = person.birth.2;
    if !is_work {
        return match rng.below(100) {
            0..3 => String::new(),
            3..8 if born < 2006 => person.cmnd.clone(),
            _ => person.number.clone(),
        };
    }
    match rng.below(100) {
        0..60 => String::new(),
        60..80 if born < 2006 => person.cmnd.clone(),
        80..88 => person.number.trim_start_matches('0').to_owned(),
        88..92 => {
            let mut digits = person.number.clone();
            let at = 6 + rng.index(6);
            digits.replace_range(at..=at, &rng.below(10).to_string());
            digits
        }
        _ => person.number.clone(),
    }
}
