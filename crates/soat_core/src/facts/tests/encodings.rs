//! Whole lists of names typed in an encoding from before Unicode, and lists that only look so.

use crate::facts::Facts;
use crate::field::Field;
use crate::finding::{Applicability, Severity};
use crate::journal::Stamp;
use crate::parse::name::legacy::Encoding;
use crate::reference::encodings::{TCVN3, VNI};
use crate::rules::RULES;
use crate::schema::{Layout, Source};
use crate::testing;
use crate::work::Work;

const FAMILIES: &str = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Đoàn Mai Trịnh Tạ Lương Phùng Đào";
const MIDDLES: &str = "Thị Văn Hữu Đức Minh Quang Công Đình Xuân Trọng Ngọc Thanh Kim Bích Diệu Mỹ Hồng Thùy Quốc Bảo Hoài Khánh Tuấn Ý";
const GIVEN: &str = "Lan Hoa Hương Thảo Trang Yến Oanh Vân Thu Hà Nhung Phượng Loan Thắm Hằng Uyên Tuyết Nga Hạnh Liên Quyên Diễm Quỳnh \
    Ngân Thúy Hòa Bình Cường Dũng Giang Hải Hùng Long Nam Phúc Sơn Thành Việt Toàn Tiến Thắng Hiếu Nghĩa Phong Quý Tài Khuê Út Ấn Tý Gấm Huế \
    Nguyệt Nghiệp Kỳ Khả Sửu Dậu Bé Mười Đẹp Ánh Ân Ái";
const OTHERS: &[&str] = &[
    "José García",
    "Jürgen Müller",
    "Zoë Brontë",
    "Björn Weiß",
    "Anne-Marie Lefèvre",
    "François Côté",
    "André Bézos",
    "Günther Schäfer",
    "H'Bia Êban",
    "Y Moan Ênuôl",
    "H'Maryam Niê Kdăm",
    "Niê Y Blŏ",
    "H'Yuôn Mlô",
    "Giàng A Páo",
    "Sùng Thị Mỷ",
    "Vàng Seo Phử",
    "Thào Mí Dia",
    "Lầu Bá Chù",
    "Neáng Sóc Phonl",
    "Thạch Thị Sa Rây",
    "Danh Sóc Kha",
    "Chau Kim Sa",
    "Kiên Thị Chanh Tha",
    "Hélène Đỗ",
];

fn names(n: usize) -> Vec<String> {
    let split = |it: &'static str| it.split_whitespace().collect::<Vec<_>>();
    let (families, middles, given) = (split(FAMILIES), split(MIDDLES), split(GIVEN));
    let name = |i: usize| {
        // Steps without a common factor: every word meets every other.
        let at = |list: &[&'static str], step: usize| list[i * step / 7 % list.len()];
        let name = format!("{} {} {}", at(&families, 11), at(&middles, 53), at(&given, 97));
        if i.is_multiple_of(5) { name.to_uppercase() } else { name }
    };
    (0..n).map(name).collect()
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap()
}

fn tcvn3(name: &str) -> String {
    let byte = |c: char| TCVN3.iter().find(|it| it.1 == c).map(|it| char::from(it.0));
    name.chars().map(|c| byte(c).or_else(|| byte(lower(c))).unwrap_or(c)).collect()
}

fn vni(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        let Some((base, mark, _)) = VNI.iter().find(|it| it.2 == lower(c)) else {
            out.push(c);
            continue;
        };
        let marked = [*base, *mark].into_iter().filter(|&it| it != 0).map(char::from);
        out.extend(
            marked.map(|it| if c.is_uppercase() { it.to_uppercase().next().unwrap() } else { it }),
        );
    }
    out
}

/// UTF-8 read as Latin-1; bytes 80..9F stay control characters, as some programs leave them.
fn mojibake(name: &str) -> String {
    name.bytes().map(char::from).collect()
}

fn list(names: impl Iterator<Item = String>) -> Work {
    let names: Vec<[String; 1]> = names.map(|it| [it]).collect();
    let table = testing::typed(&[Field::FullName], 2, &names);
    let info = testing::info(Layout::Unknown, 2);
    Work::new(table, info, testing::options(Source::Own), &mut |_| {})
}

fn name_encoding(work: &Work) -> Option<Encoding> {
    Facts::of(work.table(), work.info(), work.options().today).name_encoding
}

#[test]
fn a_list_in_an_old_encoding_is_restored() {
    const N: usize = 10_000;
    let rule = RULES.iter().position(|it| it.id == "names/legacy-encoding");
    type Encode = fn(&str) -> String;
    let encodings =
        [(Encoding::Tcvn3, tcvn3 as Encode), (Encoding::Vni, vni), (Encoding::Mojibake, mojibake)];
    let names = names(N);
    for (encoding, encode) in encodings {
        let mut work = list(names.iter().map(|it| encode(it)));
        assert_eq!(name_encoding(&work), Some(encoding));
        let stamp = Stamp { at_ms: 0, who: String::new() };
        work.accept_all(rule, Applicability::Confirm, &[], stamp);
        let is_wrong = |&it: &usize| work.text(it, 0) != names[it];
        let wrong: Vec<_> = (0..N).filter(is_wrong).collect();
        let shown: Vec<_> =
            wrong.iter().take(9).map(|&it| (&names[it], work.text(it, 0))).collect();
        assert!(wrong.len() * 100 <= N, "{encoding:?}: {} of {N}: {shown:?}", wrong.len());
        assert!(work.undo().is_some_and(|it| it.n_cells > N * 9 / 10), "one decision, one undo");
    }
}

#[test]
fn names_in_unicode_stay_as_they_are() {
    let names = names(1_000);
    let others = OTHERS.iter().map(|&it| it.to_owned()).cycle();
    let all: Vec<String> = names.into_iter().zip(others).flat_map(|(a, b)| [a, b]).collect();
    for everyone in [all.clone(), all.into_iter().skip(1).step_by(2).collect()] {
        let work = list(everyone.iter().cloned());
        assert_eq!(name_encoding(&work), None);
        for (row_idx, name) in everyone.iter().enumerate() {
            for found in work.findings(row_idx) {
                let id = RULES[found.rule].id;
                let is_safe = found.fix.is_some_and(|it| it.applicability == Applicability::Safe);
                assert!(id != "names/legacy-encoding" && !is_safe, "{id}: {name}");
                assert!(
                    found.severity < Severity::Error || !id.starts_with("names/"),
                    "{id}: {name}"
                );
            }
        }
    }
}
