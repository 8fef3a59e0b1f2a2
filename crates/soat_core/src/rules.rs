//! The registry. One rule is one pair `rules/<group>/<mistake>.{rs,md}` and two lines here.

mod ids {
    pub(super) mod missing;
}

use crate::rule::Rule;

/// Every rule, ordered by id.
pub const RULES: &[Rule] = &[
    ids::missing::RULE, //
];

#[cfg(test)]
mod pages;
