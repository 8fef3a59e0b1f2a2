//! Fonts of before Unicode: `.VnTime` says that its letters are no Unicode letters.

use std::collections::HashMap;

/// People whose cells are asked.
pub(crate) const ROWS: u32 = 200;

/// `.VnTime` and its kin are TCVN3, `VNI-Times` and its kin are VNI.
pub(crate) fn is_legacy(font: &str) -> bool {
    let begins =
        |with: &str| font.get(..with.len()).is_some_and(|it| it.eq_ignore_ascii_case(with));
    begins(".Vn") || begins("VNI-")
}

/// The fonts of cells, one after another, of which the most frequent is asked for.
#[derive(Default)]
pub(crate) struct FontVotes {
    votes: HashMap<String, u32>,
    n_cells: u32,
}

impl FontVotes {
    /// Adds a cell in this font of before Unicode, or in another.
    pub(crate) fn add(&mut self, legacy_font: Option<&str>) {
        self.n_cells += 1;
        if let Some(font) = legacy_font {
            *self.votes.entry(font.to_owned()).or_default() += 1;
        }
    }

    /// The font that more than half of the cells are in.
    pub(crate) fn most(self) -> Option<String> {
        let Self { votes, n_cells } = self;
        let found = votes.into_iter().find(|(_, n)| n * 2 > n_cells);
        found.map(|it| it.0)
    }
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    use crate::{ReadOptions, read};

    /// A list of names in a font; in runs of their own, or by the cell's style.
    fn font_of(name_font: &str, is_rich: bool) -> Option<String> {
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "x").unwrap();
        let sheet = book.add_worksheet();
        let format = Format::new().set_font_name(name_font);
        for (column, heading) in (0..).zip(["STT", "Họ và tên", "CCCD"]) {
            sheet.write_string(0, column, heading).unwrap();
        }
        for row in 1..=20 {
            sheet.write_number(row, 0, row).unwrap();
            let name = "Lª V¨n Hïng";
            if is_rich {
                let plain = Format::new();
                let runs = [(&format, name), (&plain, " ")];
                sheet.write_rich_string(row, 1, &runs).unwrap();
            } else {
                sheet.write_string_with_format(row, 1, name, &format).unwrap();
            }
            sheet.write_number(row, 2, 1_185_000_000 + row).unwrap();
        }
        let bytes = book.save_to_buffer().unwrap();
        read(&bytes, &ReadOptions::default(), &mut |_| {}).unwrap().info.name_font
    }

    #[test]
    fn the_font_of_the_names() {
        for is_rich in [false, true] {
            assert_eq!(font_of(".VnTimeH", is_rich).as_deref(), Some(".VnTimeH"));
            assert_eq!(font_of("VNI-Times", is_rich).as_deref(), Some("VNI-Times"));
            assert_eq!(font_of("Times New Roman", is_rich), None);
        }
    }
}
