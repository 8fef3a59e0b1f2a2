//! What a column of a returned list is, by the hidden marks that it left with or by its heading.

use super::answer::Verdict;
use crate::field::Field;
use crate::parse::text::fold;

/// What a column of a list that leaves is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The running number, which means nothing.
    Number,
    /// The code of the row.
    Code,
    /// A column of the table, as sent.
    Original(usize),
    /// To be filled in.
    Answer(Field),
    /// To be ticked.
    Tick(Verdict),
    /// The verdict in words.
    Verdict,
}

/// How the lines under a list begin, so that they are not taken for people when it comes back.
pub const FOOTER_WORDS: &[&str] = &[
    "Tổng số",
    "Trong đó",
    "Người lập",
    "Người giao",
    "Người nhận",
    "Đại diện",
    "Trưởng thôn",
    "Công an xã",
    "Trạm Y tế",
    "(Ký",
    "Ngày …",
    "……",
    "ĐẠI DIỆN",
    "Biên bản này",
    "Hai bên",
    "Bên giao",
    "Bên nhận",
];

impl Role {
    /// Roles with headings of their own, in the order of the columns.
    pub const ALL: &[Self] = &[
        Self::Number,
        Self::Code,
        Self::Tick(Verdict::Right),
        Self::Tick(Verdict::Wrong),
        Self::Tick(Verdict::NotFound),
        Self::Answer(Field::PersonalId),
        Self::Answer(Field::FullName),
        Self::Answer(Field::BirthDate),
        Self::Answer(Field::Sex),
        Self::Answer(Field::Note),
    ];

    /// The heading of its column; empty for originals, which keep their own.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Number => "STT",
            Self::Code => "Mã dòng",
            Self::Answer(Field::PersonalId) => "Số CCCD/số định danh",
            Self::Answer(Field::FullName) => "Họ tên đúng",
            Self::Answer(Field::BirthDate) => "Ngày sinh đúng",
            Self::Answer(Field::Sex) => "Giới tính đúng",
            Self::Answer(Field::Note) => "Ghi chú",
            Self::Tick(verdict) => verdict.title(),
            Self::Verdict => "Kết quả",
            Self::Answer(_) | Self::Original(_) => "",
        }
    }

    /// The mark in the hidden row: it stays when the heading above is typed over.
    #[must_use]
    pub fn mark(self) -> String {
        match self {
            Self::Number => "soat:number".to_owned(),
            Self::Code => "soat:code".to_owned(),
            Self::Original(column) => format!("soat:column:{column}"),
            Self::Answer(field) => format!("soat:{}", field.key()),
            Self::Tick(Verdict::Right) => "soat:right".to_owned(),
            Self::Tick(Verdict::Wrong) => "soat:wrong".to_owned(),
            Self::Tick(Verdict::NotFound) => "soat:not_found".to_owned(),
            Self::Verdict => "soat:verdict".to_owned(),
        }
    }

    pub(super) fn of_mark(text: &str) -> Option<Self> {
        let mark = text.trim().strip_prefix("soat:")?;
        if let Some(column) = mark.strip_prefix("column:") {
            return column.parse().ok().map(Self::Original);
        }
        let full = text.trim();
        Self::ALL.iter().copied().chain([Self::Verdict]).find(|it| it.mark() == full)
    }

    /// By a heading, strictly: a column of the village's own, such as `Ngày sinh của mẹ`, is none
    /// of ours.
    pub(super) fn of_heading(text: &str) -> Option<Self> {
        let folded = fold(text);
        let plain = folded.split('(').next().unwrap_or_default();
        let words = plain.replace(['/', '-', ':', '.', ',', '*'], " ");
        let words: Vec<&str> = words.split_whitespace().collect();
        Some(match words.join(" ").as_str() {
            "stt" | "so tt" | "so thu tu" => Self::Number,
            "ma dong" | "ma so dong" => Self::Code,
            "so cccd so dinh danh"
            | "so cccd"
            | "so dinh danh"
            | "cccd so dinh danh"
            | "cccd"
            | "so cccd dung"
            | "so dinh danh dung"
            | "cccd dung"
            | "so can cuoc"
            | "dinh danh"
            | "so cccd so dinh danh dung"
            | "so cccd dinh danh" => Self::Answer(Field::PersonalId),
            "ho ten dung" | "ho va ten dung" | "ten dung" => Self::Answer(Field::FullName),
            "ngay sinh dung" | "ngay thang nam sinh dung" | "nam sinh dung" => {
                Self::Answer(Field::BirthDate)
            }
            "gioi tinh dung" => Self::Answer(Field::Sex),
            "ghi chu" | "ghi chu them" => Self::Answer(Field::Note),
            "dung" => Self::Tick(Verdict::Right),
            "sai" => Self::Tick(Verdict::Wrong),
            "khong tim thay" => Self::Tick(Verdict::NotFound),
            "ket qua" | "ket qua xac minh" | "ket qua doi chieu" => Self::Verdict,
            _ => return None,
        })
    }
}

/// Is the text one that our lists end with?
pub(super) fn is_footer(text: &str) -> bool {
    let folded = fold(text);
    folded.is_empty() || FOOTER_WORDS.iter().any(|it| folded.starts_with(&fold(it)))
}
