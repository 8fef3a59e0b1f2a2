//! Each answer of the platform to an import is told of by the page of the rule that predicts it.

use crate::rules::RULES;

/// What import results say. Source: result files of 2021 and 2022, counted without their people.
const MESSAGES: [(&str, &str); 11] = [
    ("addresses/code-missing", "Yêu cầu nhập mã huyện tạm trú"),
    ("addresses/code-missing", "Yêu cầu nhập mã tỉnh tạm trú"),
    ("addresses/code-missing", "Yêu cầu nhập mã xã tạm trú"),
    ("addresses/code-untidy", "Yêu cầu nhập mã xã tạm trú"),
    (
        "dates/other-form",
        "Ngày sinh không đúng định dạng dd/MM/yyyy, vui lòng không dùng công thức",
    ),
    ("dates/under-18", "Đối tượng chưa đủ 18 tuổi"),
    ("groups/missing", "Chưa nhập mã nhóm đối tượng ưu tiên"),
    ("ids/missing", "Yêu cầu nhập chứng minh thư/căn cước công dân"),
    ("phones/missing", "Yêu cầu nhập số điện thoại, vui lòng không dùng công thức và hàm"),
    ("phones/separators", "Số điện thoại chỉ gồm các số 0-9, vui lòng không dùng công thức và hàm"),
    ("sexes/missing", "Yêu cầu nhập giới tính, vui lòng không dùng công thức và hàm"),
];

#[test]
fn each_answer_of_the_platform_has_its_rule() {
    for (id, message) in MESSAGES {
        let rule = RULES.iter().find(|it| it.id == id);
        assert!(rule.is_some_and(|it| it.doc.contains(message)), "{id}: {message}");
    }
}
