//! What headings mean: the wording of the platform's files first, then what staff write.

use std::collections::HashMap;
use std::sync::OnceLock;

use soat_core::Field;
use soat_core::parse::name::legacy::Encoding;

use crate::heading::{heading_key, plain_key, without_brackets};

/// What a heading says about its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    Field(Field),
    /// A part of a dose; which dose is said beside or above.
    Dose(DosePart),
    /// A heading over several columns.
    Group(Group),
    /// Known, and of no use here.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DosePart {
    Vaccine,
    Date,
    Lot,
    Site,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Address,
    Birth,
    Sex,
    /// Dose 1 to 4.
    Dose(u8),
}

/// Whose wording a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Import,
    ImportV1,
    ImportV2,
    ImportV3,
    Registration,
    Niis,
    Synonym,
}

/// A heading understood. The smaller the rank, the surer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reading {
    pub(crate) meaning: Meaning,
    pub(crate) origin: Origin,
    pub(crate) rank: u16,
}

/// Added to the rank of a heading that only contains a known one.
const PARTLY: u16 = 10_000;

/// Words beside a known heading that do not change what it means.
const HARMLESS_WORDS: &[&str] = &[
    "đối", "tượng", "người", "tiêm", "được", "chủng", "của", "công", "dân", "trẻ", "học", "sinh",
    "viên", "nhân", "bệnh", "khách", "hàng", "hiện", "tại", "nay", "đầy", "đủ", "chi", "tiết",
    "liên", "hệ", "số", "nếu", "có", "bắt", "buộc", "cá", "dạng", "ghi", "rõ", "theo", "in", "hoa",
    "dd", "mm", "yyyy", "ngày", "tháng", "năm", "thông", "tin", "covid", "19", "đăng", "ký",
    "hoặc",
];

struct Vocabulary {
    by_key: HashMap<String, Reading>,
    by_plain_key: HashMap<String, Reading>,
    groups: HashMap<String, Group>,
    harmless: Vec<String>,
}

/// What a heading means, by its full wording, by its wording without hints, or by a known heading
/// within it.
pub(crate) fn read_heading(text: &str) -> Option<Reading> {
    let vocabulary = vocabulary();
    let full = heading_key(text);
    let bare = heading_key(&without_brackets(text));
    let found = vocabulary.exact(&full).or_else(|| vocabulary.exact(&bare));
    found.or_else(|| vocabulary.partly(&bare)).or_else(|| vocabulary.old(text))
}

/// What a heading over several columns says of them.
pub(crate) fn read_group(text: &str) -> Option<Group> {
    let key = heading_key(&without_brackets(text));
    if let Some((dose, "")) = split_dose(&key).as_ref().map(|it| (it.0, it.1.as_str())) {
        return Some(Group::Dose(dose));
    }
    let groups = &vocabulary().groups;
    groups.get(&key).or_else(|| groups.get(&plain_key(&key))).copied()
}

/// A heading that says its dose itself, such as `Ngày tiêm mũi 2`.
pub(crate) fn read_dose_heading(text: &str) -> Option<Reading> {
    let (dose, rest) = split_dose(&heading_key(&without_brackets(text)))?;
    let reading = vocabulary().exact(&rest)?;
    let Meaning::Dose(part) = reading.meaning else { return None };
    Some(Reading { meaning: Meaning::Field(dose_field(dose, part)), ..reading })
}

/// The field of a part of a dose.
pub(crate) fn dose_field(dose: u8, part: DosePart) -> Field {
    use DosePart::{Date, Lot, Site, Vaccine};
    match (dose, part) {
        (1, Vaccine) => Field::Dose1Vaccine,
        (1, Date) => Field::Dose1Date,
        (1, Lot) => Field::Dose1Lot,
        (1, Site) => Field::Dose1Site,
        (2, Vaccine) => Field::Dose2Vaccine,
        (2, Date) => Field::Dose2Date,
        (2, Lot) => Field::Dose2Lot,
        (2, Site) => Field::Dose2Site,
        (3, Vaccine) => Field::Dose3Vaccine,
        (3, Date) => Field::Dose3Date,
        (3, Lot) => Field::Dose3Lot,
        (3, Site) => Field::Dose3Site,
        (_, Vaccine) => Field::Dose4Vaccine,
        (_, Date) => Field::Dose4Date,
        (_, Lot) => Field::Dose4Lot,
        (_, Site) => Field::Dose4Site,
    }
}

/// `mũi 2` taken out of a key: the dose, and the words left.
fn split_dose(key: &str) -> Option<(u8, String)> {
    let words: Vec<&str> = key.split(' ').collect();
    let at = words.iter().position(|it| matches!(plain_key(it).as_str(), "mui" | "lan"))?;
    let after = words.get(at + 1..)?;
    let skipped = usize::from(after.first().is_some_and(|it| plain_key(it) == "thu"))
        + usize::from(after.first().is_some_and(|it| plain_key(it) == "tiem"));
    let dose = dose_number(after.get(skipped)?)?;
    let left = words.iter().take(at).chain(after.iter().skip(skipped + 1));
    Some((dose, left.copied().collect::<Vec<_>>().join(" ")))
}

fn dose_number(word: &str) -> Option<u8> {
    match plain_key(word).as_str() {
        "1" | "01" | "i" | "nhat" | "mot" => Some(1),
        "2" | "02" | "ii" | "hai" => Some(2),
        "3" | "03" | "iii" | "ba" => Some(3),
        "4" | "04" | "iv" | "bon" | "tu" => Some(4),
        _ => None,
    }
}

impl Vocabulary {
    fn exact(&self, key: &str) -> Option<Reading> {
        self.by_key.get(key).or_else(|| self.by_plain_key.get(key)).copied()
    }

    /// A heading typed under an old font, whose letters pass as Western ones.
    fn old(&self, text: &str) -> Option<Reading> {
        let read = |it: Encoding| self.exact(&heading_key(&it.decode(text)?));
        if text.is_ascii() {
            None
        } else {
            [Encoding::Tcvn3, Encoding::Vni].into_iter().find_map(read)
        }
    }

    /// The longest known heading of two words or more, when all other words are harmless.
    fn partly(&self, key: &str) -> Option<Reading> {
        let words: Vec<&str> = key.split(' ').collect();
        for length in (2..words.len()).rev() {
            for start in 0..=words.len() - length {
                let (before, rest) = words.split_at(start);
                let (inner, after) = rest.split_at(length);
                let Some(reading) = self.exact(&inner.join(" ")) else { continue };
                if before.iter().chain(after).all(|it| self.harmless.iter().any(|h| h == it)) {
                    return Some(Reading { rank: reading.rank.saturating_add(PARTLY), ..reading });
                }
            }
        }
        None
    }
}

fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(build)
}

fn build() -> Vocabulary {
    let mut built = Vocabulary {
        by_key: HashMap::new(),
        by_plain_key: HashMap::new(),
        groups: HashMap::new(),
        harmless: HARMLESS_WORDS.iter().map(|it| heading_key(it)).collect(),
    };
    for (rank, line) in (0..).zip(lines()) {
        let [meaning, origin, heading] = line;
        let (bare, full) = (heading_key(&without_brackets(heading)), heading_key(heading));
        if let Some(group) = group_of(meaning) {
            built.groups.entry(plain_key(&bare)).or_insert(group);
            built.groups.entry(bare.clone()).or_insert(group);
        }
        let Some(meaning) = meaning_of(meaning) else { continue };
        let reading = Reading { meaning, origin: origin_of(origin), rank };
        for key in [bare, full] {
            // Without marks `năm` (year) would be `nam` (man).
            if key != heading_key("năm") {
                built.by_plain_key.entry(plain_key(&key)).or_insert(reading);
            }
            built.by_key.entry(key).or_insert(reading);
        }
    }
    built
}

/// The lines of `headings.tsv` that say something.
fn lines() -> impl Iterator<Item = [&'static str; 3]> {
    let text = include_str!("headings.tsv");
    let lines = text.lines().filter(|it| !it.starts_with("# ")).skip(1);
    lines.filter_map(|it| it.split('\t').collect::<Vec<_>>().try_into().ok())
}

fn meaning_of(key: &str) -> Option<Meaning> {
    Some(match key {
        "dose_vaccine" => Meaning::Dose(DosePart::Vaccine),
        "dose_date" => Meaning::Dose(DosePart::Date),
        "dose_lot" => Meaning::Dose(DosePart::Lot),
        "dose_site" => Meaning::Dose(DosePart::Site),
        "group_address" => Meaning::Group(Group::Address),
        "other" => Meaning::Other,
        _ => Meaning::Field(Field::from_key(key)?),
    })
}

fn group_of(key: &str) -> Option<Group> {
    match key {
        "group_address" => Some(Group::Address),
        "group_birth" => Some(Group::Birth),
        "group_sex" => Some(Group::Sex),
        _ => None,
    }
}

fn origin_of(key: &str) -> Origin {
    match key {
        "import" => Origin::Import,
        "import-v1" => Origin::ImportV1,
        "import-v2" => Origin::ImportV2,
        "import-v3" => Origin::ImportV3,
        "registration" => Origin::Registration,
        "niis" => Origin::Niis,
        _ => Origin::Synonym,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(heading: &str) -> Option<Field> {
        let reading = read_dose_heading(heading).or_else(|| read_heading(heading))?;
        match reading.meaning {
            Meaning::Field(field) => Some(field),
            _ => None,
        }
    }

    #[test]
    fn every_line_is_understood() {
        for [meaning, origin, heading] in lines() {
            let is_known = meaning_of(meaning).is_some() || group_of(meaning).is_some();
            assert!(is_known, "{meaning} of {heading}");
            let is_synonym = origin_of(origin) == Origin::Synonym;
            assert_eq!(is_synonym, origin == "synonym", "{origin} of {heading}");
        }
    }

    #[test]
    fn headings_in_many_forms() {
        assert_eq!(field("Họ và tên (*)"), Some(Field::FullName));
        assert_eq!(field("HO VA TEN"), Some(Field::FullName));
        assert_eq!(field("Họ và tên người được tiêm chủng"), Some(Field::FullName));
        assert_eq!(field("Họ tên mẹ"), Some(Field::MotherName));
        assert_eq!(field("Họ tên chủ hộ"), Some(Field::HouseholdHead));
        assert_eq!(field("Quan hệ với chủ hộ"), None);
        assert_eq!(field("Họ tên vợ"), None);
        assert_eq!(field("Số CMT/CCCD(*)\n(Loại 8/9/12 số)"), Some(Field::PersonalId));
        assert_eq!(field("Mã\n Tỉnh/Thành phố (*)"), Some(Field::ProvinceCode));
        assert_eq!(field("Ngày cấp CCCD"), None);
        assert_eq!(field("Ngày tiêm mũi 2"), Some(Field::Dose2Date));
        assert_eq!(field("Mũi thứ nhất: tên vắc xin"), Some(Field::Dose1Vaccine));
        assert_eq!(field("Kết quả import\n(không điền ô này)"), Some(Field::ImportFailure));
        assert_eq!(field("Cân nặng"), None);
        assert_eq!(field("Hä vµ tªn"), Some(Field::FullName));
        assert_eq!(field("Hoï vaø teân"), Some(Field::FullName));
        assert_eq!(field("C©n nÆng"), None);
    }

    #[test]
    fn groups() {
        assert_eq!(read_group("Mũi 1"), Some(Group::Dose(1)));
        assert_eq!(read_group("MŨI TIÊM 3"), Some(Group::Dose(3)));
        assert_eq!(read_group("Năm sinh"), Some(Group::Birth));
        assert_eq!(
            read_group("Nơi ở tạm trú (hiện tại) (*)\n(Tham khảo PL3)"),
            Some(Group::Address)
        );
        assert_eq!(read_group("Ghi chú"), None);
    }
}
