//! Mistakes that a whole column has in common: one decision each.

use super::Work;
use crate::report::grouped;
use crate::rules::RULES;

/// A question about a column, answered once for all its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Index of the rule whose proposals answer it.
    pub rule: usize,
    /// The question in Vietnamese, with the number of cells.
    pub text: String,
    /// Cells that a yes would change.
    pub n_cells: u32,
}

impl Work {
    /// What is to be asked about whole columns now, in the order of [`RULES`].
    #[must_use]
    pub fn questions(&self) -> Vec<Question> {
        let ask = |(rule, count): (usize, &crate::tally::RuleCount)| {
            let n_cells = count.safe + count.confirm;
            let text = self.question(RULES.get(rule)?.id)?;
            let text = text.replace("{n}", &grouped(n_cells.into()));
            (n_cells > 0).then_some(Question { rule, text, n_cells })
        };
        self.tally.by_rule.iter().enumerate().filter_map(ask).collect()
    }

    /// The words; `None` for rules that judge cells one by one.
    fn question(&self, rule: &str) -> Option<String> {
        let text = match rule {
            "dates/day-month-swapped" => {
                "Cột Ngày sinh bị Excel đảo ngày và tháng: đảo lại {n} ô?".to_owned()
            }
            "dates/other-date-system" => {
                "Cột Ngày sinh lệch 4 năm 1 ngày: chuyển lại {n} ô?".to_owned()
            }
            "names/legacy-encoding" => {
                let encoding = self.facts.name_encoding?.title();
                format!("Cột Họ và tên viết bằng bảng mã cũ {encoding}: chuyển {{n}} ô?")
            }
            "sexes/codes-swapped" => "Cột Giới tính ghi ngược 0 và 1: đổi lại {n} ô?".to_owned(),
            _ => return None,
        };
        Some(text)
    }
}
