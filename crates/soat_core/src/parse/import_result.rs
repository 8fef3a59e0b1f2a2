//! What the platform answered to an import, by row.
//!
//! Form: `Lỗi import: ["…","…"]`, a JSON array after the prefix, or `Thành công`. The messages
//! are those seen in published result files of November and December 2021.

use crate::field::Field;
use crate::parse::text::fold;

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
}
