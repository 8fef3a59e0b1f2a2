//! The registry. One rule is one pair `rules/<group>/<mistake>.{rs,md}` and two lines here.

mod ids {
    pub(super) mod adult_number_on_child;
    pub(super) mod birth_year_conflict;
    pub(super) mod birth_year_in_future;
    pub(super) mod cmnd_issued_twice;
    pub(super) mod cmnd_lost_zero;
    pub(super) mod cmnd_not_twelve_digits;
    pub(super) mod cmnd_of_no_province;
    pub(super) mod cmnd_with_letters;
    pub(super) mod date_in_cell;
    pub(super) mod digits_lost;
    pub(super) mod filler;
    pub(super) mod insurance_card;
    pub(super) mod letter_for_digit;
    pub(super) mod lost_leading_zero;
    pub(super) mod malformed;
    pub(super) mod missing;
    pub(super) mod passport;
    pub(super) mod phone_number;
    pub(super) mod placeholder;
    pub(super) mod sex_conflict;
    pub(super) mod stray_characters;
    pub(super) mod suspicious_serial;
    pub(super) mod two_numbers;
    pub(super) mod two_personal_numbers;
    pub(super) mod unknown_place;
    pub(super) mod used_twice;
}

use crate::rule::Rule;

/// Every rule, ordered by id.
pub const RULES: &[Rule] = &[
    ids::adult_number_on_child::RULE,
    ids::birth_year_conflict::RULE,
    ids::birth_year_in_future::RULE,
    ids::cmnd_issued_twice::RULE,
    ids::cmnd_lost_zero::RULE,
    ids::cmnd_not_twelve_digits::RULE,
    ids::cmnd_of_no_province::RULE,
    ids::cmnd_with_letters::RULE,
    ids::date_in_cell::RULE,
    ids::digits_lost::RULE,
    ids::filler::RULE,
    ids::insurance_card::RULE,
    ids::letter_for_digit::RULE,
    ids::lost_leading_zero::RULE,
    ids::malformed::RULE,
    ids::missing::RULE,
    ids::passport::RULE,
    ids::phone_number::RULE,
    ids::placeholder::RULE,
    ids::sex_conflict::RULE,
    ids::stray_characters::RULE,
    ids::suspicious_serial::RULE,
    ids::two_numbers::RULE,
    ids::two_personal_numbers::RULE,
    ids::unknown_place::RULE,
    ids::used_twice::RULE,
];

#[cfg(test)]
mod pages;
