//! Clean names of every people stay in peace: a false alarm is worse than a miss.

use std::collections::BTreeMap;

use crate::cell::Cell;
use crate::field::Field;
use crate::finding::{Applicability, Finding, Severity};
use crate::rules::RULES;
use crate::schema::{Layout, Source};
use crate::testing;
use crate::work::Work;

const FAMILIES: &str = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Mai Lâm Trịnh Tô Tạ \
    Cao Hà Lưu Lương Thái Châu Quách Tăng Kiều Doãn Khuất Nghiêm Phùng Từ Triệu Vương Thạch Tống Uông Ưng Ông Âu Đào Chu Chử Văn";
const MIDDLES: &str = "Thị Văn Hữu Đức Minh Quang Công Đình Xuân Trọng Ngọc Thanh Kim Bích Diệu Mỹ Hồng Thùy Thuý Quốc Gia Bảo An Anh \
    Như Phương Hoài Khánh Tuấn Nhật Hải Duy Đăng Tường Uyên Ý Vĩnh Phúc Hoàng";
const GIVEN: &str = "Lan Mai Hoa Hương Thảo Trang Ngọc Yến Oanh Vân Thu Hà Linh Nhung Phượng Loan Thắm Hằng Dung Uyên Tuyết Nga Hạnh \
    Liên Quyên Trinh Diễm Như Quỳnh Ngân Thúy Thuý Hòa Hoà Anh Bình Cường Dũng Đức Giang Hải Hùng Khánh Long Minh Nam Phúc Quân Sơn \
    Tuấn Thành Vinh Việt Toàn Tiến Trung Thắng Hiếu Huy Khoa Lâm Nghĩa Phong Quý Quí Tài Hoàng Khuê Thuở Ý Út Ấn Tý Tí Gìn Gấm Huế Nguyệt \
    Khuyến Nghiệp Hoạch Thoại Kỳ Vỹ Vĩ Khả Sửu Dậu Hợi Tèo Bé Ba Tám Chín Mười";
/// Minorities' names, made up of family names and given names that peoples have.
const OTHERS: [(&str, &str); 12] = [
    (
        "Niê Êban Mlô Kbuôr Ênuôl Knul Hđơk Buôn·Yă Niê·Kdăm Êñuôl",
        "H'Bia H'Maryam H'Lan H'Yuôn Y·Moan Y·Blŏ Y·Thông Y·Wang Y·Ngông",
    ),
    (
        "Ksor Siu Rmah Kpă Rah·Lan Rơ·Châm Rơ·Mah Nay Kpuih Ralan Rcom",
        "H'Yéo H'Lin Blưm Hyung Tơt Phơng Đăm Glơi Thưh Y·Phi Alưk",
    ),
    (
        "K' Kra·Jăn Cil·Múp Ka·Să Bon·Niêng Liêng·Hót Touprong Đa·Gout",
        "K'Brêu K'Tem Ka·Hiu Ka·Dịp K'Ré Ha·Pôl Ha·Thương K'Nhối",
    ),
    (
        "Giàng Sùng Vàng Thào Mùa Lầu Hạng Cứ Lý Ly Sồng Và",
        "A·Páo A·Sử Thị·Mỷ Mí·Dia Seo·Phử A·Dế Thị·Dở A·Tủa Y·Xía Bá·Chù",
    ),
    (
        "Lò Quàng Cà Lường Tòng Hà Cầm Bạc Vi Lô Kha",
        "Văn·Ún Thị·Pánh Văn·Ơn Thị·Ín Thị·Doan Văn·Pọm Thị·Ỏm",
    ),
    (
        "Thạch Danh Sơn Kim Kiên Châu Lâm",
        "Thị·Sa·Rây Sóc·Kha Sóc·Phonl Thị·Chanh·Tha Rích·Thi Sô·Phia Ngọc·Rinh Chăm·Rơn Thị·Sà·Vươne",
    ),
    ("Neáng Neang Chau", "Sóc·Phonl Chanh·Nha Srây·Mom Kim·Sa Rươne Ích Phan·Na"),
    (
        "Báo Đàng Thập Quảng Hán Bá Lưu Não Phú Miêu Trượng",
        "Thị·Sa Văn·Xích Quang·Năng Thị·Nga Sa·Kim Xuân·Diệp Thị·Hén",
    ),
    (
        "Tăng Lưu Trương Quan Châu Vòng Chíu Sú Phoòng Voòng Sằn",
        "A·Mùi Cún·Và Sìn·Phí A·Cẩu Mỹ·Linh Bội·Dinh Chí·Hùng Sáng·Múi",
    ),
    ("Điểu", "K'Ré Thị·Phương Sa·Nun Khuôn Bốt Glơr Thị·Krê"),
    (
        "A·Lăng Zơ·Râm Pơ·Loong Bhnướch Bríu Coor Alăng Arất Hôih Ríah",
        "Thị·Ngút Bhuôch Crôl Thị·Nhơr Văn·Đhơi Pố Thị·Rết",
    ),
    ("Hồ", "Thị·Pỉ Văn·Khơn Kan·Lịch Thị·Kê Văn·Ngãi Thị·Krêng"),
];
const ALONE: &str = "A·Thút Y·Hlim A·Brơl Y·Sương Đinh·Y·Đoan Đinh·Văn·Hrết Trần·Thị·Quyn Phàn·Tả·Mẩy Chảo·Láo·Tả Lò·Mí·Cho Pờ·Go·Xừ \
    Chu·Xé·Pừ Toán·Mò·De Tơngôl·Hạnh Chamalé·Thị·Hương Pinăng·Thị·Thủy Katơr·Thị·Xương Mấu·Thị·Bích·Phanh Tôn·Nữ·Hỷ·Khương \
    Công·Tằng·Tôn·Nữ·Như·Ý Âu·Dương·Thị·Kim Phan·Văn·Trường NGUYỄN·THỊ·MẪU H'BIA·ÊBAN Y·MOAN·ÊBAN TRẦN·ĐÌNH·QUÝ";
const FOREIGN: &str = "John·Smith José·García Jürgen·Müller Zoë·Brontë Björn·Åberg Anne-Marie·O'Neill Łukasz·Żak Kim·Min·Ji Wang·Xiaoming \
    Guðmundur·Ðóruson Souksavanh·Phommachanh Muhammad·bin·Abdullah Tanaka·Yūko Nguyen·Kevin·J. Smith,·John Иван·Петров";

fn words(list: &str) -> impl Iterator<Item = String> + Clone {
    list.split_whitespace().map(|it| it.replace('·', " ").replace("K' ", "K'"))
}

fn vietnamese() -> Vec<String> {
    let mut names = Vec::new();
    for (i, family) in words(FAMILIES).enumerate() {
        for (j, middle) in words(MIDDLES).enumerate() {
            // Every family with every middle name, and each with some of the given names.
            names.extend(
                words(GIVEN)
                    .skip((i * 7 + j * 3) % 16)
                    .step_by(29)
                    .map(|it| format!("{family} {middle} {it}")),
            );
        }
    }
    for (families, given) in OTHERS {
        for family in words(families) {
            names.extend(words(given).map(|it| {
                let first = it.starts_with("Y ") || it.starts_with("Ka ") || it.starts_with("Ha ");
                if first { format!("{it} {family}") } else { format!("{family} {it}") }
            }));
        }
    }
    names.extend(words(ALONE));
    names
}

fn find(names: &[String], nationality: &str) -> Vec<Finding> {
    let rows = names.iter().map(|name| [name, nationality].map(Cell::typed));
    let table = testing::table(&[Field::FullName, Field::Nationality], 1, rows);
    let info = testing::info(Layout::ImportV3, 1);
    let work = Work::new(table, info, testing::options(Source::Own), &mut |_| {});
    let found = (0..names.len()).flat_map(|it| work.findings(it));
    found.filter(|it| RULES[it.rule].group() == "names").collect()
}

#[test]
fn clean_names_stay_in_peace() {
    let names = vietnamese();
    assert!(names.len() > 5_000, "{}", names.len());
    let found = find(&names, "Việt Nam");
    let mut seen: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for it in &found {
        seen.entry(RULES[it.rule].id).or_default().push(&names[it.row_idx]);
    }
    let safe =
        |it: &&Finding| it.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
    let bad = found.iter().filter(|it| it.severity == Severity::Error || safe(it)).count();
    assert_eq!(bad, 0, "{seen:#?}");
    assert!(found.len() * 200 <= names.len(), "{} of {}: {seen:#?}", found.len(), names.len());
}

#[test]
fn foreign_names_stay_in_peace() {
    let names: Vec<String> = words(FOREIGN).collect();
    let found = find(&names, "Pháp");
    let seen: Vec<_> = found.iter().map(|it| (RULES[it.rule].id, &names[it.row_idx])).collect();
    assert!(seen.is_empty(), "{seen:#?}");
}

#[test]
fn tidying_any_text_ends_at_once() {
    const PIECES: [&str; 40] = [
        "Nguyễn",
        "Hòang",
        "Qúy",
        "Biù",
        "K’",
        "H`",
        " ",
        "  ",
        "\u{a0}",
        "\u{ad}",
        "\u{200b}",
        "\n",
        "Ð",
        "ð",
        "đ",
        "e\u{302}\u{303}",
        "\u{303}\u{302}",
        "\u{301}",
        "\u{342}",
        "&#7877;",
        "&#x1EC5;",
        "&#",
        "_x000D_",
        "_",
        "Vаn",
        "Иван",
        "Ａn",
        "µ",
        "NguyÔn",
        "BÃ¹i",
        "Ã ",
        "Ñaëng",
        "(",
        ")",
        "-",
        ".",
        "'",
        "?",
        "12",
        "\u{FFFD}",
    ];
    let mut seed: u32 = 1;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize % n
    };
    for _ in 0..20_000 {
        let text: String = (0..=next(6)).map(|_| PIECES[next(PIECES.len())]).collect();
        let reading = super::read(Cell::typed(&text));
        if let Some(tidied) = &reading.tidied {
            let again = super::read(Cell::typed(&tidied.text));
            assert_eq!(again.tidied, None, "{text:?} {:?}", tidied.text);
            assert_eq!(
                (&again.state, &again.content),
                (&reading.state, &reading.content),
                "{text:?}"
            );
        }
        for tidied in [super::tidy(&text).text, super::tidy_foreign(&text).text] {
            let again = super::tidy(&tidied);
            assert!(tidied == text || again.text == super::tidy(&again.text).text, "{text:?}");
        }
    }
}
