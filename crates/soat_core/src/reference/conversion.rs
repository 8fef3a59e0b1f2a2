//! Where the communes of before 01/07/2025 went, from `assets/admin/commune_conversion_2025.tsv`.
//!
//! Most communes went into one whose code is near their own. So a byte a commune is enough: how
//! many places the new commune is from the old code in the list of 2026.

#[cfg(test)]
mod generate;

#[path = "generated/conversion.rs"]
mod tables;

use crate::reference::units::{COMMUNES_2022, COMMUNES_2026, Unit};

/// What a byte says when the commune stays where its code is.
const HERE: usize = 110;
/// The commune is in [`tables::OTHERS`].
const OTHER: u8 = 254;
/// Nothing is known of the commune.
const UNKNOWN: u8 = 255;

/// Where a commune went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Successor {
    /// Whole into one commune.
    One(Unit),
    /// Parts of it into several; the first took most.
    Several(Vec<Unit>),
}

/// Asks for a commune of 2022; `None` when nothing is known of such a code.
pub(crate) fn successor(code: u16) -> Option<Successor> {
    if !COMMUNES_2022.has(code) {
        return None;
    }
    let place = COMMUNES_2022.rank(code).checked_sub(1)?;
    let steps = usize::from(*tables::STEPS.get(place)?);
    match u8::try_from(steps).ok()? {
        UNKNOWN => None,
        OTHER => listed(code),
        _ => {
            let here = COMMUNES_2026.rank(code) + steps;
            COMMUNES_2026.nth(here.checked_sub(HERE)?).map(Successor::One)
        }
    }
}

/// Communes that were split, and those that went far: old code, how many, new codes.
fn listed(code: u16) -> Option<Successor> {
    let mut rest = tables::OTHERS;
    while let [old, n, tail @ ..] = rest {
        let (new, after) = tail.split_at_checked(usize::from(*n))?;
        if *old == code {
            let units: Vec<Unit> = new.iter().filter_map(|&it| COMMUNES_2026.find(it)).collect();
            return match units.as_slice() {
                [] => None,
                [unit] => Some(Successor::One(*unit)),
                _ => Some(Successor::Several(units)),
            };
        }
        rest = after;
    }
    None
}
