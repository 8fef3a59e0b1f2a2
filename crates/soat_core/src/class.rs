//! What is wrong with each person, in the classes of circular 2262/BYT-CNTT.

use crate::field::Field;
use crate::finding::{Finding, Severity};
use crate::parse::personal_id::IdMeaning;
use crate::record::Record;

/// The class of a person. Every row is in exactly one, so counts add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Class {
    /// No CCCD/CMND, or words in its place.
    NoId,
    /// Something in the ID cell that is no number of the right form.
    MalformedId,
    /// The ID has the right form, but number, name, birth date or sex are wrong.
    WrongData,
    /// Only something else is wrong: phone, address codes, group, doses.
    Other,
    /// Nothing that the platform or the population check rejects was found.
    Right,
    /// A foreigner with a passport: not checked against the population database.
    Foreigner,
}

impl Class {
    /// Every class, in the order of their numbers.
    pub const ALL: [Self; 6] =
        [Self::NoId, Self::MalformedId, Self::WrongData, Self::Other, Self::Right, Self::Foreigner];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::NoId => "no-id",
            Self::MalformedId => "malformed-id",
            Self::WrongData => "wrong-data",
            Self::Other => "other",
            Self::Right => "right",
            Self::Foreigner => "foreigner",
        }
    }

    /// The class of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The name shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::NoId => "Không có số CCCD/CMND",
            Self::MalformedId => "Số CCCD/CMND sai định dạng",
            Self::WrongData => "Sai thông tin cơ bản",
            Self::Other => "Chỉ có lỗi khác",
            Self::Right => "Không thấy lỗi",
            Self::Foreigner => "Người nước ngoài (hộ chiếu)",
        }
    }

    /// Who is counted in it, in words.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::NoId => "Ô số CCCD/CMND trống hoặc ghi chữ thay cho số («không có», «chưa làm»).",
            Self::MalformedId => {
                "Ô số CCCD/CMND có chữ số nhưng không phải số viết đúng dạng: thiếu hoặc thừa chữ số, mất \
                 số 0 ở đầu, có ký tự thừa, số ghi cho có."
            }
            Self::WrongData => {
                "Số CCCD/CMND đúng dạng nhưng số, họ tên, ngày sinh hoặc giới tính có lỗi: thiếu, sai cách \
                 ghi, trái nhau, hai người một số, hoặc Nền tảng đã từ chối ô đó."
            }
            Self::Other => {
                "Số CCCD/CMND, họ tên, ngày sinh, giới tính không thấy lỗi; có lỗi ở mục khác: số điện \
                 thoại, mã địa chỉ, nhóm đối tượng, mũi tiêm."
            }
            Self::Right => {
                "Không thấy lỗi nào mà Nền tảng sẽ từ chối. Đây là kết quả kiểm tra trên máy, chưa phải \
                 kết quả xác thực với Cơ sở dữ liệu quốc gia về dân cư."
            }
            Self::Foreigner => {
                "Người nước ngoài ghi số hộ chiếu: không đối chiếu với Cơ sở dữ liệu quốc gia về dân cư \
                 (công văn 2262/BYT-CNTT)."
            }
        }
    }

    /// Is there something to put right?
    #[must_use]
    pub fn is_wrong(self) -> bool {
        matches!(self, Self::NoId | Self::MalformedId | Self::WrongData | Self::Other)
    }

    /// The class of a row with these findings. It is wrong exactly when one of them is an error, so
    /// that classes and lanes never contradict each other.
    pub(crate) fn of(record: &Record<'_>, findings: &[Finding]) -> Self {
        let mut errors = findings.iter().filter(|it| it.severity == Severity::Error).peekable();
        if record.is_exempt() {
            return Self::Foreigner;
        }
        if errors.peek().is_none() {
            return Self::Right;
        }
        match record.personal_id.meaning {
            IdMeaning::Missing | IdMeaning::Placeholder => Self::NoId,
            IdMeaning::Absent => Self::of_errors(errors),
            _ if record.personal_id.is_well_formed() => Self::of_errors(errors),
            _ => Self::MalformedId,
        }
    }

    fn of_errors<'f>(mut errors: impl Iterator<Item = &'f Finding>) -> Self {
        let is_basic = |it: Field| {
            let parts = crate::compose::BASIC_PARTS;
            matches!(it, Field::PersonalId | Field::FullName | Field::BirthDate | Field::Sex)
                || parts.contains(&it)
        };
        if errors.any(|it| is_basic(it.field)) { Self::WrongData } else { Self::Other }
    }
}
