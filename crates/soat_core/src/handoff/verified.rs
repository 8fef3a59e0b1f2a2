//! Who is ready for "ký xác nhận hộ chiếu vắc xin", and who is not.
//!
//! A person is *verified* when number, name, birth date and sex have no error, and the commune's
//! police answered «Đúng» for exactly what stands there now, having seen all of it. Only the police
//! compare with the population database (công văn 2262/BYT-CNTT); our checks never stand in for
//! them. No file of the platform says of a person that they are verified: its list names those who
//! are not, and `Thành công` in an import result means only that a row was taken in.

use std::collections::BTreeMap;

use super::answer::{Verdict, is_same};
use super::{Handoff, Handoffs, ListCode, Place, SentRow, Shown, sent};
use crate::class::Class;
use crate::compose::BASIC_PARTS;
use crate::export::Done;
use crate::field::Field;
use crate::lane::Lane;
use crate::record::{Record, Version};
use crate::work::Work;

/// The circular's *thông tin cơ bản*.
const BASIC: [Field; 4] = [Field::PersonalId, Field::FullName, Field::BirthDate, Field::Sex];

/// Where a person stands before the signing. Every row is in exactly one, so counts add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Verified {
    /// Basic data without error, and «Đúng» from the police for what stands there now.
    Yes,
    /// An error is left in the basic data.
    ErrorLeft,
    /// The police have not answered.
    NoAnswer,
    /// «Đúng», but the basic data was changed since.
    ChangedSince,
    /// «Đúng», but the list did not show them all of the basic data.
    NotAllShown,
    /// «Sai», and the basic data is as it was.
    Wrong,
    /// «Sai», and the basic data was changed since.
    Corrected,
    /// «Không tìm thấy».
    NotFound,
    /// A foreigner with a passport: the facility answers for the data.
    Foreigner,
}

/// A person with where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedRow {
    /// Row number in the source.
    pub row_number: u32,
    /// Name, birth date, sex and number as they are now; of a foreigner the passport.
    pub basic: [String; 4],
    /// Where they stand.
    pub verified: Verified,
    /// Whose answer it is and on which list; empty when there is none.
    pub source: String,
    /// What must still reach the platform; empty when nothing.
    pub left: String,
}

impl Verified {
    /// Every state, in the order of their numbers.
    pub const ALL: [Self; 9] = [
        Self::Yes,
        Self::ErrorLeft,
        Self::NoAnswer,
        Self::ChangedSince,
        Self::NotAllShown,
        Self::Wrong,
        Self::Corrected,
        Self::NotFound,
        Self::Foreigner,
    ];

    /// The words shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Yes => "Đã xác minh: công an ghi Đúng",
            Self::ErrorLeft => "Thông tin cơ bản còn lỗi",
            Self::NoAnswer => "Chưa có kết quả của công an",
            Self::ChangedSince => {
                "Công an ghi Đúng, nhưng thông tin đã đổi sau đó; cần xác minh lại"
            }
            Self::NotAllShown => {
                "Công an ghi Đúng, nhưng danh sách gửi đi không ghi đủ thông tin cơ bản"
            }
            Self::Wrong => "Công an ghi Sai, chưa sửa",
            Self::Corrected => "Công an ghi Sai, đã sửa sau đó; cần xác minh lại",
            Self::NotFound => "Công an không tìm thấy",
            Self::Foreigner => "Người nước ngoài (hộ chiếu): cơ sở tự chịu trách nhiệm",
        }
    }
}

impl Handoffs {
    /// Every person with where they stand before the signing, in the order of the list.
    #[must_use]
    pub fn verified(&self, work: &Work) -> Vec<VerifiedRow> {
        let verdicts = self.last_verdicts(work);
        let sent = SentRows::of(&self.lists);
        let row = |row_idx| self.verified_row(work, row_idx, verdicts.get(&row_idx), &sent);
        (0..work.table().n_rows()).map(row).collect()
    }

    /// The last verdict of the police on each row that has one.
    #[must_use]
    pub fn last_verdicts(&self, work: &Work) -> BTreeMap<usize, (Verdict, Place)> {
        let all = self.returns(work).flat_map(|it| &it.verdicts);
        all.map(|&(row_idx, verdict, place)| (row_idx, (verdict, place))).collect()
    }

    fn verified_row(
        &self,
        work: &Work,
        row_idx: usize,
        answer: Option<&(Verdict, Place)>,
        sent: &SentRows<'_>,
    ) -> VerifiedRow {
        let text = |field| work.field_text(row_idx, field, Version::Now);
        let verified = self.state(work, row_idx, answer, sent);
        let list = answer.and_then(|it| self.list(it.1.list));
        let passport = text(Field::Passport);
        let is_foreign = verified == Verified::Foreigner && !passport.is_empty();
        let id = if is_foreign { passport } else { text(Field::PersonalId) };
        let known = Record::read(work.list(), row_idx, Version::Now).sex.known();
        let sex = known.map_or_else(|| text(Field::Sex), |it| it.word().to_owned());
        VerifiedRow {
            row_number: work.table().row_number(row_idx),
            basic: [text(Field::FullName), text(Field::BirthDate), sex, id],
            verified,
            source: list
                .map_or_else(String::new, |it| format!("{}, danh sách {}", it.recipient, it.code)),
            left: left(work, row_idx),
        }
    }

    fn state(
        &self,
        work: &Work,
        row_idx: usize,
        answer: Option<&(Verdict, Place)>,
        sent: &SentRows<'_>,
    ) -> Verified {
        match work.class(row_idx) {
            Class::Foreigner => return Verified::Foreigner,
            Class::NoId | Class::MalformedId | Class::WrongData => return Verified::ErrorLeft,
            Class::Right | Class::Other => {}
        }
        let Some((verdict, place)) = answer else { return Verified::NoAnswer };
        let seen = self.seen(work, row_idx, *place, sent);
        match (verdict, seen) {
            (Verdict::NotFound, _) => Verified::NotFound,
            (Verdict::Wrong, Seen::Other) => Verified::Corrected,
            (Verdict::Wrong, _) => Verified::Wrong,
            (Verdict::Right, Seen::All) => Verified::Yes,
            (Verdict::Right, Seen::Part) => Verified::NotAllShown,
            (Verdict::Right, Seen::Other) => Verified::ChangedSince,
        }
    }

    /// What an answer is about, beside what stands in the row now.
    fn seen(&self, work: &Work, row_idx: usize, place: Place, rows: &SentRows<'_>) -> Seen {
        let Some((list, row)) = self.list(place.list).zip(rows.find(place.list, row_idx)) else {
            return Seen::Other;
        };
        let mut seen = Seen::All;
        for (column, info) in work.table().columns().enumerate() {
            if !info.field.is_some_and(|it| BASIC.contains(&it) || BASIC_PARTS.contains(&it)) {
                continue;
            }
            let sent = list.columns.iter().zip(&row.base).find(|it| it.0.column == column);
            let Some((sent, base)) = sent else {
                seen = Seen::Part;
                continue;
            };
            let now = sent::text(work, row_idx, sent);
            let field = sent.field.unwrap_or(Field::Note);
            if !is_same(field, base, &now, work.sex_coding(), work.options().today) {
                return Seen::Other;
            }
            if sent.shown != Shown::Full {
                seen = Seen::Part;
            }
        }
        seen
    }
}

/// The rows of every list as sent, quick to find.
struct SentRows<'h>(Vec<(ListCode, &'h SentRow)>);

impl<'h> SentRows<'h> {
    fn of(lists: &'h [Handoff]) -> Self {
        let all = lists.iter().flat_map(|list| list.rows.iter().map(|it| (list.code, it)));
        let mut rows: Vec<_> = all.collect();
        rows.sort_unstable_by_key(|(code, row)| (*code, row.row_idx));
        Self(rows)
    }

    fn find(&self, code: ListCode, row_idx: usize) -> Option<&'h SentRow> {
        let place =
            self.0.binary_search_by_key(&(code, row_idx), |(code, row)| (*code, row.row_idx));
        place.ok().and_then(|it| self.0.get(it)).map(|it| it.1)
    }
}

/// What the police saw of the basic data.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Seen {
    /// All of it, as it stands now.
    All,
    /// As it stands now, but not all of it.
    Part,
    /// Something else than what stands now.
    Other,
}

/// What must still be done with a person's data on the platform.
fn left(work: &Work, row_idx: usize) -> String {
    let standing = work.standing(row_idx);
    let by_hand = standing.edit_by_hand && work.done(row_idx) != Done::Yes;
    let words = match standing.lane {
        Lane::Unresolved => "Sửa lỗi còn lại trong danh sách",
        Lane::Import if by_hand => "Import bằng tệp Excel, sửa trực tiếp trên Nền tảng",
        Lane::Import => "Import bằng tệp Excel",
        _ if by_hand => "Sửa trực tiếp trên Nền tảng",
        _ => "",
    };
    words.to_owned()
}
