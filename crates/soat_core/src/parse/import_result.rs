//! What the platform answered to an import, by row.
//!
//! Form: `Lỗi import: ["…","…"]`, a JSON array after the prefix, or `Thành công`. The messages
//! are those seen in published result files of November and December 2021. A text of any other form
//! is an answer too: it is shown as it is.

use crate::field::Field;
use crate::parse::text::fold;

/// The platform's word for a row taken in, folded.
const TAKEN: &str = "thanh cong";

/// What the platform answered to one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The row was taken in.
    Taken,
    /// It was not: each sentence with the field that it is about, [`Field::ImportFailure`] when no
    /// field is known.
    Rejected(Vec<(Field, String)>),
}

/// Reads the two result cells of a row; `None` when there is no answer.
///
/// A second upload leaves the first answer where it is and writes its own further right, so that
/// `Thành công` stands beside an old error: it is the later one, and holds.
#[must_use]
pub fn read(failure: &str, success: &str) -> Option<Answer> {
    let is_taken = |it: &str| fold(it).starts_with(TAKEN);
    if is_taken(success) || is_taken(failure) {
        return Some(Answer::Taken);
    }
    let said: Vec<(Field, String)> = [failure, success].into_iter().flat_map(sentences).collect();
    (!said.is_empty()).then_some(Answer::Rejected(said))
}

fn sentences(answer: &str) -> Vec<(Field, String)> {
    let answer = answer.trim();
    match messages(answer) {
        said if !said.is_empty() => said,
        _ if answer.is_empty() => Vec::new(),
        _ => vec![(field_of(answer), answer.to_owned())],
    }
}

/// What a person does about a sentence that is about this field.
#[must_use]
pub fn advice(field: Field) -> &'static str {
    match field {
        Field::BirthDate => {
            "Gõ lại ngày sinh dạng dd/mm/yyyy, không dùng công thức; rồi Import lại"
        }
        Field::Sex => "Ghi giới tính là 0 (nam) hoặc 1 (nữ), không dùng công thức; rồi Import lại",
        Field::Phone => "Ghi số điện thoại chỉ gồm chữ số, từ 10 số; rồi Import lại",
        Field::PersonalId => "Ghi số CCCD/CMND/số định danh (8, 9 hoặc 12 chữ số); rồi Import lại",
        Field::PriorityGroup => "Ghi mã nhóm đối tượng theo PL2 của tệp mẫu; rồi Import lại",
        Field::ProvinceCode | Field::DistrictCode | Field::CommuneCode => {
            "Ghi mã địa chỉ dạng chữ theo PL3 của tệp mẫu; rồi Import lại"
        }
        Field::ImportFailure => "Đọc câu trả lời, sửa dòng này rồi Import lại",
        _ => "Sửa ô này rồi Import lại",
    }
}

/// The sentences of an answer with the field that each is about; none for `Thành công`.
#[must_use]
pub fn messages(answer: &str) -> Vec<(Field, String)> {
    let Some((_, list)) = answer.split_once("Lỗi import") else { return Vec::new() };
    quoted(list).into_iter().map(|it| (field_of(&it), it)).collect()
}

/// Which cell a sentence is about, by its words.
fn field_of(message: &str) -> Field {
    // Longer names first: `mã tỉnh tạm trú` is no sentence about the person.
    const ABOUT: [(&str, Field); 13] = [
        ("ma tinh", Field::ProvinceCode),
        ("ma huyen", Field::DistrictCode),
        ("ma xa", Field::CommuneCode),
        ("ngay sinh", Field::BirthDate),
        ("chua du 18 tuoi", Field::BirthDate),
        ("gioi tinh", Field::Sex),
        ("so dien thoai", Field::Phone),
        ("chung minh thu", Field::PersonalId),
        ("can cuoc", Field::PersonalId),
        ("dinh danh", Field::PersonalId),
        ("nhom doi tuong", Field::PriorityGroup),
        ("bao hiem", Field::InsuranceNumber),
        ("ho va ten", Field::FullName),
    ];
    let folded = fold(message);
    let found = ABOUT.into_iter().find(|(words, _)| folded.contains(words));
    found.map_or(Field::ImportFailure, |(_, field)| field)
}

/// The strings of a JSON array, and of what is left of one that Excel cut off.
fn quoted(list: &str) -> Vec<String> {
    let mut strings = Vec::new();
    let mut open: Option<String> = None;
    let mut chars = list.chars();
    while let Some(c) = chars.next() {
        match (&mut open, c) {
            (None, '"') => open = Some(String::new()),
            (None, _) => {}
            (Some(text), '\\') => text.extend(chars.next()),
            (Some(_), '"') => strings.extend(open.take()),
            (Some(text), _) => text.push(c),
        }
    }
    strings.extend(open.filter(|it| !it.is_empty()));
    strings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_find_their_cells() {
        let answer = r#"Lỗi import: ["Yêu cầu nhập mã xã tạm trú","Số điện thoại chỉ gồm các số 0-9, vui lòng không dùng công thức và hàm vì giá trị sẽ bị rỗng"]"#;
        let fields: Vec<Field> = messages(answer).iter().map(|it| it.0).collect();
        assert_eq!(fields, [Field::CommuneCode, Field::Phone]);
        assert_eq!(messages("Thành công"), []);
        assert_eq!(messages(r#"Lỗi import: ["Đối tượng chưa đủ 18"#).len(), 1);
    }

    #[test]
    fn the_later_answer_holds_and_the_unknown_is_kept() {
        assert_eq!(read("", " "), None);
        assert_eq!(read("Lỗi import: [\"x\"]", "Thành công"), Some(Answer::Taken));
        assert_eq!(read("Thành công", ""), Some(Answer::Taken));
        let unknown = "Đối tượng đã tồn tại".to_owned();
        let said = Answer::Rejected(vec![(Field::ImportFailure, unknown.clone())]);
        assert_eq!(read(&unknown, ""), Some(said));
    }
}
