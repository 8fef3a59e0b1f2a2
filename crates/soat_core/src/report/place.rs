//! Where people live, as far as a report may say it: a unit of the state and a village, never a
//! person's name or number.

use std::collections::BTreeMap;

use crate::field::Field;
use crate::handoff::{natural, village};
use crate::parse::text::{fold, tidy_spaces};
use crate::reference::names::FamilyName;
use crate::work::Work;

/// Whose list it is. Parts that are not known are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    /// Tỉnh, thành phố.
    pub province: String,
    /// Quận, huyện; empty since 01/07/2025.
    pub district: String,
    /// Xã, phường, or any name that the user gives to the list.
    pub commune: String,
}

/// The longest name of a place that a report keeps, in characters.
const MOST_CHARS: usize = 60;
/// A village whose name looks like a person's is named when so many people live there.
const ENOUGH: u64 = 5;

impl Unit {
    /// The unit that more than half of the people live in; unknown parts are empty.
    #[must_use]
    pub fn of(work: &Work) -> Self {
        let [province, district, commune] =
            [Field::ProvinceName, Field::DistrictName, Field::CommuneName].map(|it| most(work, it));
        Self { province, district, commune }
    }

    /// The unit of a name that the user gives. What could be somebody's number is left out of it.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let name = short(name);
        let is_told = unit_may_be_told(&name);
        let commune = if is_told { name } else { without_digits(&name) };
        Self { commune, ..Self::default() }
    }

    /// Is nothing known of it?
    #[must_use]
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }

    /// The name shown to people, from the smallest part up.
    #[must_use]
    pub fn title(&self) -> String {
        let parts = [&self.commune, &self.district, &self.province];
        let parts: Vec<&str> =
            parts.into_iter().filter(|it| !it.is_empty()).map(String::as_str).collect();
        if parts.is_empty() { "Chưa ghi đơn vị".to_owned() } else { parts.join(", ") }
    }
}

/// What a column says of more than half of the rows; empty otherwise.
fn most(work: &Work, field: Field) -> String {
    let table = work.table();
    let Some(column) = table.column_of(field) else { return String::new() };
    let mut counts: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for row_idx in 0..table.n_rows() {
        let name = tidy_spaces(table.now(row_idx, column).read_within(field.most_read()).text);
        let count = counts.entry(fold(&name)).or_insert((0, name));
        count.0 += 1;
    }
    let most = counts.into_values().max_by_key(|it| it.0);
    let most = most.filter(|it| it.0 * 2 > table.n_rows()).map(|it| short(&it.1));
    most.filter(|it| unit_may_be_told(it)).unwrap_or_default()
}

pub(super) fn short(name: &str) -> String {
    let name: String = tidy_spaces(name).chars().take(MOST_CHARS).collect();
    name.trim_end().to_owned()
}

/// A village's name without digits that could be somebody's number.
pub(super) fn may_be_told(name: &str) -> bool {
    has_digits_up_to(3, name)
}

/// A unit's name may hold a day (`20221130`), but nobody's number.
pub(super) fn unit_may_be_told(name: &str) -> bool {
    has_digits_up_to(8, name)
}

fn has_digits_up_to(most: usize, name: &str) -> bool {
    name.split(|it: char| !it.is_ascii_digit()).all(|it| it.len() <= most)
}

fn without_digits(name: &str) -> String {
    short(&name.chars().filter(|it| !it.is_ascii_digit()).collect::<String>())
}

/// The village of each row, in the order of rows; empty when none is named, or none that may be
/// told.
pub(crate) fn villages(work: &Work) -> Vec<String> {
    let column = work.table().column_of(Field::Address);
    let rows = 0..work.table().n_rows();
    let named = rows.map(|row_idx| village(&work.short_text(row_idx, column?)));
    let found: Vec<_> = named.collect();
    let mut counts: BTreeMap<&str, (u64, &str)> = BTreeMap::new();
    for it in found.iter().flatten() {
        counts.entry(&it.key).or_insert((0, &it.name)).0 += 1;
    }
    let told = |it: &crate::handoff::Village| {
        let &(n_people, name) = counts.get(it.key.as_str())?;
        let is_told = may_be_told(name) && (n_people >= ENOUGH || !may_be_a_person(name));
        is_told.then(|| short(name))
    };
    found.iter().map(|it| it.as_ref().and_then(told).unwrap_or_default()).collect()
}

/// The order of villages in a table: by name, `Thôn 2` before `Thôn 10`, those not named last.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct VillageKey {
    is_nameless: bool,
    order: String,
    name: String,
}

impl VillageKey {
    pub(crate) fn of(name: &str) -> Self {
        let order = natural(&fold(name));
        Self { is_nameless: name.is_empty(), order, name: name.to_owned() }
    }

    pub(crate) fn title(&self) -> String {
        if self.is_nameless { "Địa chỉ không ghi rõ".to_owned() } else { self.name.clone() }
    }
}

/// `Tổ ông Tám` and `Xóm Nguyễn Thị Mẫu` name people; `Ấp Bình Hòa` and `Thôn 3` do not.
fn may_be_a_person(name: &str) -> bool {
    const CALLED: [&str; 9] = ["ong", "ba", "nha", "co", "chu", "anh", "chi", "em", "cau"];
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').skip(1).collect();
    let is_called = words.first().is_some_and(|it| CALLED.contains(it)) && words.len() > 1;
    let has_family = words.iter().any(|it| {
        FamilyName::all_of(it).iter().any(|it| it.is(FamilyName::TOP | FamilyName::KINH))
    });
    let has_number = name.contains(|it: char| it.is_ascii_digit());
    !has_number && (is_called || words.len() >= 3 && has_family)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_not_villages() {
        for name in ["Tổ Ông Tám", "Xóm Nguyễn Thị Mẫu", "Thôn Nhà Bà Lan"] {
            assert!(may_be_a_person(name), "{name}");
        }
        for name in ["Thôn 3", "Ấp Bình Hòa", "Khu phố 4", "Bản Nậm Mẫu", "Tổ dân phố 5"]
        {
            assert!(!may_be_a_person(name), "{name}");
        }
        assert!(!may_be_told("Thôn 912345678") && may_be_told("Khu 2A"));
        assert_eq!(Unit::named("Xã Mẫu 20221130").title(), "Xã Mẫu 20221130");
        assert_eq!(Unit::named("001185000777 Lê").title(), "Lê");
        let long = short(&"Xã ".repeat(50));
        assert_eq!(short(&long), long);
    }
}
