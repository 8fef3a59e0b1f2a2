//! Lists whose people are spread over several columns.

use expect_test::{Expect, expect};

use crate::cell::{Cell, CellKind};
use crate::field::Field;
use crate::finding::Applicability;
use crate::journal::Stamp;
use crate::rules::RULES;
use crate::schema::{Layout, Source};
use crate::testing;
use crate::work::Work;

/// A list from lines of cells; `n:` before a number cell.
fn work(fields: &[Field], rows: &[&str]) -> Work {
    fn cell(text: &str) -> Cell<'_> {
        let number = text.trim().strip_prefix("n:");
        number.map_or(Cell::typed(text.trim()), |text| Cell { kind: CellKind::Number, text })
    }
    let rows = rows.iter().map(|row| row.split('|').map(cell));
    let table = testing::table(fields, 2, rows);
    let info = testing::info(Layout::Unknown, 2);
    Work::new(table, info, testing::options(Source::Own), &mut |_| {})
}

/// The findings that are more than hints, and the person in the import list after all safe fixes.
fn check(fields: &[Field], rows: &[&str], expected: &Expect) {
    let mut work = work(fields, rows);
    let mut told = String::new();
    for row_idx in 0..work.table().n_rows() {
        for it in work.findings(row_idx) {
            assert!(work.table().column_of(it.field).is_some(), "{it:?}");
            let fix = it.fix.as_ref();
            let value = fix.and_then(|it| it.value.as_ref());
            let also = fix.map_or(&[][..], |it| &it.also);
            told += &format!(
                "{row_idx}: {} {} {value:?} {also:?}\n",
                it.field.key(),
                RULES[it.rule].id
            );
        }
    }
    let stamp = Stamp { at_ms: 0, who: String::new() };
    work.accept_all(None, Applicability::Safe, &[], stamp);
    for row_idx in 0..work.table().n_rows() {
        let cells: Vec<String> =
            (0..work.table().n_columns()).map(|it| work.text(row_idx, it)).collect();
        told += &format!("{row_idx}: {}", cells.join(" | "));
        let row =
            work.import_list().rows.into_iter().find(|it| it.row_number as usize == row_idx + 2);
        let person = row.map(|it| [0, 1, 2, 6].map(|at| it.cells[at].clone()).join(" | "));
        told += &format!(" => {}\n", person.unwrap_or_default());
    }
    expected.assert_eq(&told);
}

#[test]
fn name_in_two_columns_and_birth_in_three() {
    use Field::{BirthDay, BirthMonth, BirthYear, FamilyName, GivenName, PersonalId, Sex};
    check(
        &[FamilyName, GivenName, BirthDay, BirthMonth, BirthYear, Sex, PersonalId],
        &[
            "Lê Thị | Đào | n:12 | n:3 | n:1985 | Nữ | n:79185000124",
            "Trần Văn | Ðông | 1 | 9 | 85 | Nam | 079085000123",
            "Lê  Văn | Thanh Hòang | 31 | 2 | 1985 | Nam | 079085000127",
            "Lê Văn | Mẫu | | | 1985 | Nam | 079085000135",
            "| Mẫu | 5 | 6 | | Nam | 079085000142",
        ],
        &expect![[r#"
            0: personal_id ids/lost-leading-zero Some("079185000124") []
            1: birth_year dates/two-digit-year Some("1985") []
            1: given_name names/look-alike-letter Some("Đông") []
            2: birth_day dates/impossible None []
            2: family_name names/misplaced-tone Some("Lê Văn") [(GivenName, "Thanh Hoàng")]
            2: family_name names/spaces Some("Lê Văn") [(GivenName, "Thanh Hoàng")]
            3: birth_day dates/year-only None []
            4: family_name names/placeholder None []
            4: birth_year dates/unreadable None []
            0: Lê Thị | Đào | 12 | 3 | 1985 | Nữ | 079185000124 => Lê Thị Đào | 12/03/1985 | 1 | 079185000124
            1: Trần Văn | Đông | 1 | 9 | 1985 | Nam | 079085000123 => Trần Văn Đông | 01/09/1985 | 0 | 079085000123
            2: Lê Văn | Thanh Hoàng | 31 | 2 | 1985 | Nam | 079085000127 => 
            3: Lê Văn | Mẫu |  |  | 1985 | Nam | 079085000135 => 
            4:  | Mẫu | 5 | 6 |  | Nam | 079085000142 => 
        "#]],
    );
}

#[test]
fn birth_under_the_sex() {
    use Field::{BirthDateFemale, BirthDateMale, FullName, PersonalId};
    check(
        &[FullName, BirthDateMale, BirthDateFemale, PersonalId],
        &[
            "Lê Thị Đào | | 12.3.1985 | n:79185000124",
            "Trần Văn Mẫu | n:1990 | 0 | 079090000123",
            "Lê Văn Mẫu | 1/2/1985 | 1985 | 079085000127",
            "Lê Văn Mẫu | | | 079085000135",
            "Phạm Văn Sen | 02/03/1985 | | 079185000131",
        ],
        &expect![[r#"
            0: personal_id ids/lost-leading-zero Some("079185000124") []
            0: birth_date_female dates/other-form Some("12/03/1985") []
            1: birth_date_male dates/year-only None []
            2: birth_date_male sexes/both-columns-filled None []
            3: birth_date_male dates/missing None []
            4: personal_id ids/sex-conflict None []
            0: Lê Thị Đào |  | 12/03/1985 | 079185000124 => Lê Thị Đào | 12/03/1985 | 1 | 079185000124
            1: Trần Văn Mẫu | 1990 | 0 | 079090000123 => 
            2: Lê Văn Mẫu | 1/2/1985 | 1985 | 079085000127 => 
            3: Lê Văn Mẫu |  |  | 079085000135 => 
            4: Phạm Văn Sen | 02/03/1985 |  | 079185000131 => 
        "#]],
    );
}

#[test]
fn ticks() {
    use Field::{BirthDate, FullName, PersonalId, SexFemale, SexMale};
    check(
        &[FullName, BirthDate, SexMale, SexFemale, PersonalId],
        &[
            "Lê Thị Đào | 12/03/1985 | | x | n:79185000124",
            "Trần Văn Mẫu | 12/03/1985 | ✓ | | 079085000123",
            "Lê Văn Mẫu | 12/03/1985 | | | 079085000135",
            "Lê Văn Mẫu | 12/03/1985 | 1 | 1 | 079085000135",
        ],
        &expect![[r#"
            0: personal_id ids/lost-leading-zero Some("079185000124") []
            2: sex_male sexes/missing Some("x") []
            2: personal_id ids/used-twice None []
            3: sex_male sexes/both-columns-filled None []
            3: personal_id ids/used-twice None []
            0: Lê Thị Đào | 12/03/1985 |  | x | 079185000124 => Lê Thị Đào | 12/03/1985 | 1 | 079185000124
            1: Trần Văn Mẫu | 12/03/1985 | ✓ |  | 079085000123 => Trần Văn Mẫu | 12/03/1985 | 0 | 079085000123
            2: Lê Văn Mẫu | 12/03/1985 |  |  | 079085000135 => 
            3: Lê Văn Mẫu | 12/03/1985 | 1 | 1 | 079085000135 => 
        "#]],
    );
    check(
        &[FullName, SexMale, SexFemale, PersonalId],
        &["Lê Thị Đào | | n:1985 | n:79185000124"],
        &expect![[r#"
            0: personal_id ids/lost-leading-zero Some("079185000124") []
            0: sex_female dates/year-only None []
            0: Lê Thị Đào |  | 1985 | 079185000124 => 
        "#]],
    );
}

#[test]
fn the_sex_by_the_id_puts_the_tick() {
    use Field::{BirthDate, FullName, PersonalId, SexFemale, SexMale};
    let fields = [FullName, BirthDate, SexMale, SexFemale, PersonalId];
    let mut work = work(&fields, &["Lê Thị Đào | 12/03/1985 | | | 079185000124"]);
    let stamp = Stamp { at_ms: 0, who: String::new() };
    work.accept_all(None, Applicability::Confirm, &[], stamp);
    assert_eq!(work.text(0, 3), "x");
    assert!(work.findings(0).is_empty());
}
