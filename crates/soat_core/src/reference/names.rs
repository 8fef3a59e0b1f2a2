//! Rhymes, family names, name words, placeholders and look-alikes, from `assets/names`.

#[cfg(test)]
mod generate;

#[path = "generated/names.rs"]
mod tables;

pub(crate) use tables::{FAMILY_NAMES, LOOK_ALIKES, NAME_WORDS, PLACEHOLDERS, RHYMES};

/// What the model knows of a rhyme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rhyme(u8);

impl Rhyme {
    /// Ends in c, ch, p or t: only sắc and nặng.
    pub(crate) const STOP: u8 = 1;
    pub(crate) const RARE: u8 = 2;
    pub(crate) const AFTER_QU: u8 = 4;
    pub(crate) const AFTER_GI: u8 = 8;

    /// Looks up plain letters, at most four.
    pub(crate) fn of(letters: &[u8]) -> Option<Self> {
        if letters.len() > 4 {
            return None;
        }
        let packed = letters.iter().fold(0, |packed, &it| packed << 8 | u32::from(it));
        let i = RHYMES.binary_search_by_key(&packed, |it| it.0).ok()?;
        RHYMES.get(i).map(|it| Self(it.1))
    }

    pub(crate) fn is(self, flag: u8) -> bool {
        self.0 & flag != 0
    }
}

/// A family name of the list, which is open: about 1,000 exist.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FamilyName {
    /// Lower case, without marks.
    pub(crate) folded: &'static str,
    /// As written.
    pub(crate) name: &'static str,
    groups: u8,
}

impl FamilyName {
    /// One of the sixteen that nine Vietnamese in ten bear.
    pub(crate) const TOP: u8 = 1;
    /// Those sixteen, as they are mostly written.
    pub(crate) const COMMONEST: [&str; 16] = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ",
        "Hồ", "Ngô", "Dương", "Lý",
    ];
    /// Borne by Kinh people.
    pub(crate) const KINH: u8 = 2;
    /// Borne by peoples whose names follow Vietnamese spelling: Hoa, Tày, Nùng, Mường.
    pub(crate) const NEAR: u8 = 4;
    /// Borne by other peoples.
    pub(crate) const OTHER: u8 = 8;

    /// The names which are written so without marks.
    pub(crate) fn all_of(folded: &str) -> &'static [Self] {
        let start = FAMILY_NAMES.partition_point(|it| it.folded < folded);
        let rest = FAMILY_NAMES.get(start..).unwrap_or_default();
        let n = rest.partition_point(|it| it.folded == folded);
        rest.get(..n).unwrap_or_default()
    }

    pub(crate) fn is(self, groups: u8) -> bool {
        self.groups & groups != 0
    }
}

/// The name words, lower case with marks, which are written so without marks.
pub(crate) fn name_words(folded: &str) -> impl Iterator<Item = &'static str> {
    let start = NAME_WORDS.partition_point(|it| it.0 < folded);
    NAME_WORDS.iter().skip(start).take_while(move |it| it.0 == folded).map(|it| it.1)
}

/// Is this what people write in place of a name? Lower case.
pub(crate) fn is_placeholder(lower: &str) -> bool {
    PLACEHOLDERS.binary_search(&lower).is_ok()
}

/// The letter that this one looks like.
pub(crate) fn look_alike(c: char) -> Option<char> {
    let i = LOOK_ALIKES.binary_search_by_key(&c, |it| it.0).ok()?;
    LOOK_ALIKES.get(i).map(|it| it.1)
}
