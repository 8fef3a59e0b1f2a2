//! What is written of a person, as far as it tells people apart.

use crate::common::Birth;
use crate::field::Field;
use crate::parse::name;
use crate::parse::personal_id::Agreement;
use crate::parse::phone::PhoneReading;
use crate::parse::sex::Sex;
use crate::parse::text::fold;
use crate::record::{Record, Version};
use crate::work::Work;

/// A row, made ready to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Traits {
    /// The ID in canonical form.
    pub(super) id: Option<String>,
    /// Does the ID agree with sex and birth year? Then a typo in it is unlikely.
    pub(super) is_id_sure: bool,
    /// The name with every mark; `None` when there is none.
    pub(super) name: Option<String>,
    /// The name without marks.
    pub(super) folded: String,
    pub(super) birth: Option<Birth>,
    pub(super) year: Option<i32>,
    pub(super) sex: Option<Sex>,
    pub(super) phone: Option<String>,
    /// The address in detail, without marks; `None` when there is none.
    pub(super) address: Option<String>,
}

impl Traits {
    /// The row as opened.
    pub(crate) fn opened(work: &Work, row_idx: usize) -> Self {
        Self::of(&Record::read(work.list(), row_idx, Version::Raw))
    }

    /// The row as opened, and as corrected when that is another.
    pub(crate) fn all_of(work: &Work, row_idx: usize) -> Vec<Self> {
        let now = Record::read(work.list(), row_idx, Version::Now);
        let mut all = vec![Self::opened(work, row_idx)];
        if now.is_edited() {
            all.push(Self::of(&now));
        }
        all
    }

    fn of(record: &Record<'_>) -> Self {
        let text = record.text(Field::FullName);
        let written = record.name().name(text);
        let name = Some(name::key(written)).filter(|it| !it.is_empty());
        let phone = match record.phone() {
            PhoneReading::Plain => Some(record.text(Field::Phone).to_owned()),
            PhoneReading::Clear { value, .. } => Some(value.clone()),
            _ => None,
        };
        let number = record.personal_id.personal();
        Self {
            id: record.personal_id.canonical().map(str::to_owned),
            is_id_sure: number.is_some_and(|it| it.agreement(record.person()) == Agreement::Full),
            name,
            folded: fold(written),
            birth: Birth::of(record),
            year: record.birth_date.year(),
            sex: record.sex.known(),
            phone,
            address: Some(fold(record.text(Field::Address))).filter(|it| !it.is_empty()),
        }
    }

    /// The word that a person is called by.
    pub(super) fn given(&self) -> &str {
        self.folded.rsplit(' ').next().unwrap_or_default()
    }

    /// Is the phone or the address the same?
    pub(super) fn shares_home(&self, other: &Self) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        same(&self.phone, &other.phone) || same(&self.address, &other.address)
    }

    /// Is there a phone or an address on both sides, and another one?
    pub(super) fn has_other_home(&self, other: &Self) -> bool {
        let differs = |a: &Option<String>, b: &Option<String>| a.is_some() && b.is_some() && a != b;
        differs(&self.phone, &other.phone) || differs(&self.address, &other.address)
    }

    /// Do most words of the names agree?
    pub(super) fn has_name_like(&self, other: &Self) -> bool {
        let words: Vec<&str> = self.folded.split(' ').collect();
        let others: Vec<&str> = other.folded.split(' ').collect();
        let n_same = words.iter().filter(|it| others.contains(it)).count();
        n_same * 2 >= words.len().max(others.len())
    }
}
