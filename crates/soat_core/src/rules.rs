//! The registry. One rule is one pair `rules/<group>/<mistake>.{rs,md}` and two lines here.

mod addresses {
    pub(super) mod code_missing;
    pub(super) mod code_unknown;
    pub(super) mod code_untidy;
    pub(super) mod name_differs;
    pub(super) mod name_in_code;
    pub(super) mod old_commune;
    pub(super) mod parent_mismatch;
}
mod cells {
    pub(super) mod too_long;
}
mod dates {
    pub(super) mod age_instead;
    pub(super) mod bare_number;
    pub(super) mod date_cell;
    pub(super) mod day_missing;
    pub(super) mod day_month_swapped;
    pub(super) mod filler;
    pub(super) mod impossible;
    pub(super) mod in_future;
    pub(super) mod lunar;
    pub(super) mod missing;
    pub(super) mod month_first;
    pub(super) mod other_date_system;
    pub(super) mod other_form;
    pub(super) mod too_old;
    pub(super) mod two_digit_year;
    pub(super) mod under_18;
    pub(super) mod unreadable;
    pub(super) mod year_as_serial;
    pub(super) mod year_only;
}
mod doses {
    pub(super) mod before_birth;
    pub(super) mod before_campaign;
    pub(super) mod date_form;
    pub(super) mod date_unclear;
    pub(super) mod half_filled;
    pub(super) mod in_future;
    pub(super) mod other_vaccine_name;
    pub(super) mod out_of_order;
    pub(super) mod skipped;
    pub(super) mod unknown_vaccine;
}
mod duplicates {
    pub(super) mod cmnd_and_cccd;
    pub(super) mod one_digit_apart;
    pub(super) mod same_person;
}
mod groups {
    pub(super) mod missing;
    pub(super) mod not_a_number;
    pub(super) mod out_of_range;
    pub(super) mod untidy;
}
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

mod insurance {
    pub(super) mod lost_leading_zero;
    pub(super) mod other_pattern;
    pub(super) mod unknown_province;
    pub(super) mod untidy;
}
mod names {
    pub(super) mod abbreviated;
    pub(super) mod digit;
    pub(super) mod family_name_slip;
    pub(super) mod irregular_case;
    pub(super) mod kinship_prefix;
    pub(super) mod legacy_encoding;
    pub(super) mod letters_taken_apart;
    pub(super) mod look_alike_letter;
    pub(super) mod lost_letters;
    pub(super) mod middle_name_against_sex;
    pub(super) mod misplaced_tone;
    pub(super) mod missing;
    pub(super) mod missing_tone;
    pub(super) mod one_word;
    pub(super) mod placeholder;
    pub(super) mod remark;
    pub(super) mod spaces;
    pub(super) mod stray_sign;
    pub(super) mod typing_keys;
    pub(super) mod unlikely_syllable;
    pub(super) mod unmarked;
    pub(super) mod unusual_letter;
    pub(super) mod words_run_together;
}

mod layouts;
mod phones {
    pub(super) mod digit_count;
    pub(super) mod filler;
    pub(super) mod letters;
    pub(super) mod lost_leading_zero;
    pub(super) mod missing;
    pub(super) mod old_eleven_digits;
    pub(super) mod old_landline;
    pub(super) mod separators;
    pub(super) mod two_numbers;
    pub(super) mod unknown_prefix;
}

mod sexes {
    pub(super) mod both_columns_filled;
    pub(super) mod codes_swapped;
    pub(super) mod missing;
    pub(super) mod other_coding;
    pub(super) mod unclear;
}

mod imports {
    pub(super) mod rejected;
}

use crate::rule::Rule;

/// Every rule, ordered by id.
pub const RULES: &[Rule] = &[
    addresses::code_missing::RULE,
    addresses::code_unknown::RULE,
    addresses::code_untidy::RULE,
    addresses::name_differs::RULE,
    addresses::name_in_code::RULE,
    addresses::old_commune::RULE,
    addresses::parent_mismatch::RULE,
    cells::too_long::RULE,
    dates::age_instead::RULE,
    dates::bare_number::RULE,
    dates::date_cell::RULE,
    dates::day_missing::RULE,
    dates::day_month_swapped::RULE,
    dates::filler::RULE,
    dates::impossible::RULE,
    dates::in_future::RULE,
    dates::lunar::RULE,
    dates::missing::RULE,
    dates::month_first::RULE,
    dates::other_date_system::RULE,
    dates::other_form::RULE,
    dates::too_old::RULE,
    dates::two_digit_year::RULE,
    dates::under_18::RULE,
    dates::unreadable::RULE,
    dates::year_as_serial::RULE,
    dates::year_only::RULE,
    doses::before_birth::RULE,
    doses::before_campaign::RULE,
    doses::date_form::RULE,
    doses::date_unclear::RULE,
    doses::half_filled::RULE,
    doses::in_future::RULE,
    doses::other_vaccine_name::RULE,
    doses::out_of_order::RULE,
    doses::skipped::RULE,
    doses::unknown_vaccine::RULE,
    duplicates::cmnd_and_cccd::RULE,
    duplicates::one_digit_apart::RULE,
    duplicates::same_person::RULE,
    groups::missing::RULE,
    groups::not_a_number::RULE,
    groups::out_of_range::RULE,
    groups::untidy::RULE,
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
    imports::rejected::RULE,
    insurance::lost_leading_zero::RULE,
    insurance::other_pattern::RULE,
    insurance::unknown_province::RULE,
    insurance::untidy::RULE,
    names::abbreviated::RULE,
    names::digit::RULE,
    names::family_name_slip::RULE,
    names::irregular_case::RULE,
    names::kinship_prefix::RULE,
    names::legacy_encoding::RULE,
    names::letters_taken_apart::RULE,
    names::look_alike_letter::RULE,
    names::lost_letters::RULE,
    names::middle_name_against_sex::RULE,
    names::misplaced_tone::RULE,
    names::missing::RULE,
    names::missing_tone::RULE,
    names::one_word::RULE,
    names::placeholder::RULE,
    names::remark::RULE,
    names::spaces::RULE,
    names::stray_sign::RULE,
    names::typing_keys::RULE,
    names::unlikely_syllable::RULE,
    names::unmarked::RULE,
    names::unusual_letter::RULE,
    names::words_run_together::RULE,
    phones::digit_count::RULE,
    phones::filler::RULE,
    phones::letters::RULE,
    phones::lost_leading_zero::RULE,
    phones::missing::RULE,
    phones::old_eleven_digits::RULE,
    phones::old_landline::RULE,
    phones::separators::RULE,
    phones::two_numbers::RULE,
    phones::unknown_prefix::RULE,
    sexes::both_columns_filled::RULE,
    sexes::codes_swapped::RULE,
    sexes::missing::RULE,
    sexes::other_coding::RULE,
    sexes::unclear::RULE,
];

#[cfg(test)]
mod catalogue;

#[cfg(test)]
mod long_cells;

#[cfg(test)]
mod pages;

#[cfg(test)]
mod platform_messages;

#[cfg(test)]
mod safe_fixes;
