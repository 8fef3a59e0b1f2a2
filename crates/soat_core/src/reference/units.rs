//! Provinces, districts and communes: static arrays, so that they cost nothing at start.

#[cfg(test)]
mod generate;

#[path = "generated/units.rs"]
mod tables;

pub(crate) use tables::{
    COMMUNES_2022, COMMUNES_2026, DISTRICTS_2022, PROVINCES_2022, PROVINCES_2026,
};

/// Units in one block: a code is its block's first code and small steps.
const BLOCK: usize = 16;

/// The units of one level in one year, by code.
pub(crate) struct Units {
    /// Digits of a code.
    pub(crate) width: usize,
    /// First code of each block.
    bases: &'static [u16],
    /// Step from the unit before; 0 at the start of a block.
    steps: &'static [u8],
    /// Code of the unit above; empty for provinces.
    parents: &'static [u16],
    /// `kind letter, name, |` of each unit.
    names: &'static str,
    /// Where each block starts in `names`.
    offsets: &'static [u32],
}

/// One unit of a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    pub(crate) code: u16,
    /// Code of the unit above; 0 for a province.
    pub(crate) parent: u16,
    /// Name without its kind.
    pub(crate) name: &'static str,
    /// Kind as written before the name: `Phường`.
    pub(crate) kind: &'static str,
}

impl Units {
    /// The unit of this code.
    pub(crate) fn find(&self, code: u16) -> Option<Unit> {
        self.place(code).and_then(|it| self.unit(it, code))
    }

    /// Is there such a code?
    pub(crate) fn has(&self, code: u16) -> bool {
        self.place(code).is_some()
    }

    /// Code of the unit above.
    pub(crate) fn parent(&self, code: u16) -> Option<u16> {
        self.parents.get(self.place(code)?).copied()
    }

    /// Every unit, or only those under a parent, by code.
    pub(crate) fn under(&self, parent: Option<u16>) -> impl Iterator<Item = Unit> {
        let has_any = move |block: &usize| match parent {
            Some(parent) => self.parents_of(*block).contains(&parent),
            None => true,
        };
        (0..self.bases.len())
            .filter(has_any)
            .flat_map(|it| self.block(it))
            .filter(move |it| parent.is_none_or(|parent| it.parent == parent))
    }

    /// How many units have this code or a smaller one.
    pub(crate) fn rank(&self, code: u16) -> usize {
        let Some(block) = self.bases.partition_point(|&it| it <= code).checked_sub(1) else {
            return 0;
        };
        let first = block * BLOCK;
        let before = self.block_codes(block).take_while(|&it| it <= code).count();
        first + before
    }

    /// The unit at this place in the order of codes.
    pub(crate) fn nth(&self, idx: usize) -> Option<Unit> {
        let code = self.block_codes(idx / BLOCK).nth(idx % BLOCK)?;
        self.unit(idx, code)
    }

    fn block_codes(&self, block: usize) -> impl Iterator<Item = u16> {
        let steps = self.steps.iter().skip(block * BLOCK).take(BLOCK);
        let base = self.bases.get(block).copied().unwrap_or_default();
        steps.scan(base, |code, &step| {
            *code += u16::from(step);
            Some(*code)
        })
    }

    /// The code as lists must hold it, with its zeros.
    pub(crate) fn text(&self, code: u16) -> String {
        format!("{code:0width$}", width = self.width)
    }

    fn place(&self, code: u16) -> Option<usize> {
        let block = self.bases.partition_point(|&it| it <= code).checked_sub(1)?;
        let mut at = *self.bases.get(block)?;
        let first = block * BLOCK;
        for (idx, &step) in self.steps.iter().enumerate().skip(first).take(BLOCK) {
            at += u16::from(step);
            if at >= code {
                return (at == code).then_some(idx);
            }
        }
        None
    }

    fn parents_of(&self, block: usize) -> &'static [u16] {
        let first = (block * BLOCK).min(self.parents.len());
        let end = (first + BLOCK).min(self.parents.len());
        self.parents.get(first..end).unwrap_or_default()
    }

    /// The units of a block in one pass over its names.
    fn block(&self, block: usize) -> impl Iterator<Item = Unit> {
        let names = self.offsets.get(block).and_then(|it| self.names.get(*it as usize..));
        let steps = self.steps.iter().skip(block * BLOCK).take(BLOCK);
        let parents = self.parents_of(block).iter().copied().chain(core::iter::repeat(0));
        let mut code = self.bases.get(block).copied().unwrap_or_default();
        names.unwrap_or_default().split('|').zip(steps).zip(parents).filter_map(
            move |((entry, step), parent)| {
                code += u16::from(*step);
                let (letter, name) = entry.split_at_checked(1)?;
                Some(Unit { code, parent, name, kind: kind(letter) })
            },
        )
    }

    fn unit(&self, idx: usize, code: u16) -> Option<Unit> {
        let names = self.names.get(*self.offsets.get(idx / BLOCK)? as usize..)?;
        let entry = names.split('|').nth(idx % BLOCK)?;
        let (letter, name) = entry.split_at_checked(1)?;
        let parent = self.parents.get(idx).copied().unwrap_or(0);
        Some(Unit { code, parent, name, kind: kind(letter) })
    }
}

fn kind(letter: &str) -> &'static str {
    match letter {
        "p" => "Phường",
        "x" => "Xã",
        "t" => "Thị trấn",
        "k" => "Đặc khu",
        "q" => "Quận",
        "h" => "Huyện",
        "s" => "Thị xã",
        "c" => "Thành phố",
        _ => "Tỉnh",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_found_by_code() {
        let commune = COMMUNES_2022.find(658).unwrap();
        assert_eq!((commune.name, commune.kind, commune.parent), ("Tứ Hiệp", "Xã", 20));
        assert_eq!(DISTRICTS_2022.find(20).map(|it| (it.name, it.parent)), Some(("Thanh Trì", 1)));
        assert_eq!(PROVINCES_2022.text(1), "01");
        for code in [0, 2, 32249, u16::MAX] {
            assert_eq!(COMMUNES_2022.find(code), None, "{code}");
        }
        for (units, n) in [
            (&COMMUNES_2022, 10_599),
            (&DISTRICTS_2022, 705),
            (&PROVINCES_2022, 63),
            (&COMMUNES_2026, 3_321),
            (&PROVINCES_2026, 34),
        ] {
            assert_eq!(units.under(None).count(), n);
            assert!(units.under(None).all(|it| units.find(it.code) == Some(it)));
        }
        assert!(COMMUNES_2022.under(Some(20)).any(|it| it == commune));
    }
}
