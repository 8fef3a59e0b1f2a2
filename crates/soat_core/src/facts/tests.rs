mod encodings;

use super::*;
use crate::schema::Source;
use crate::testing;

fn facts(fields: &[Field], rows: &[Vec<(CellKind, String)>]) -> Facts {
    let rows = rows.iter().map(|row| row.iter().map(|(kind, text)| Cell { kind: *kind, text }));
    let table = testing::table(fields, 1, rows);
    let options = testing::options(Source::Own);
    Facts::of(&table, &testing::info(Layout::Unknown, 2), options.today)
}

fn text(text: impl ToString) -> (CellKind, String) {
    (CellKind::Text, text.to_string())
}

fn serial(serial: i64) -> (CellKind, String) {
    (CellKind::Date, serial.to_string())
}

/// 01/01/1985 as a serial number of the 1900 system.
const NEW_YEAR_1985: i64 = 31_048;

#[test]
fn dates_read_by_an_american_excel() {
    // 1 February, 1 March ...: what Excel makes of 02/01, 03/01 ...
    let early = (0..12).map(|it| vec![serial(NEW_YEAR_1985 + 31 * (it % 11))]);
    let late = (13..28).map(|day| vec![text(format!("{day}/03/1985"))]);
    let rows: Vec<_> = early.chain(late).collect();
    assert_eq!(facts(&[Field::BirthDate], &rows).date_cells, DateCells::Swapped);

    let mut mixed = rows.clone();
    mixed.push(vec![text("05/03/1985")]);
    assert_eq!(facts(&[Field::BirthDate], &mixed).date_cells, DateCells::AsShown);
    assert_eq!(facts(&[Field::BirthDate], &rows[..11]).date_cells, DateCells::AsShown);
}

#[test]
fn dates_of_the_other_system() {
    let fields = [Field::BirthDate, Field::PersonalId];
    let rows = |days: i64| -> Vec<_> {
        let row = |it: i64| {
            let birth = serial(NEW_YEAR_1985 + 20 * it - days);
            vec![birth, text(format!("0790850001{it:02}"))]
        };
        (0..15).map(row).collect()
    };
    assert_eq!(facts(&fields, &rows(0)).date_cells, DateCells::AsShown);
    assert_eq!(facts(&fields, &rows(1462)).date_cells, DateCells::Shifted(1462));
    assert_eq!(facts(&fields, &rows(-1462)).date_cells, DateCells::Shifted(-1462));
    assert_eq!(facts(&fields, &rows(400)).date_cells, DateCells::AsShown);
}

#[test]
fn a_list_says_how_it_writes_sex() {
    let fields = [Field::Sex, Field::PersonalId];
    let rows = |male: &str, female: &str| -> Vec<_> {
        let row = |it: usize| match it % 2 {
            0 => vec![text(male), text(format!("0790850001{it:02}"))],
            _ => vec![text(female), text(format!("0791850001{it:02}"))],
        };
        (0..20).map(row).collect()
    };
    let coding = |male, female| facts(&fields, &rows(male, female)).sex_coding;
    assert_eq!(coding("0", "1"), SexCoding::ZeroIsMale);
    assert_eq!(coding("1", "0"), SexCoding::OneIsMale);
    assert_eq!(coding("1", "2"), SexCoding::OneAndTwo);
    assert_eq!(coding("Nam", "Nữ"), SexCoding::Words);
}

#[test]
fn names_vote_for_their_encoding() {
    let column = |names: &[&str]| {
        let rows: Vec<_> = names.iter().cycle().take(30).map(|&it| vec![text(it)]).collect();
        facts(&[Field::FullName], &rows).name_encoding
    };
    assert_eq!(
        column(&["NguyÔn V¨n Hïng", "TrÇn ThÞ H¬ng", "Phan TuÊn Nga"]),
        Some(Encoding::Tcvn3)
    );
    assert_eq!(column(&["Nguyeãn Vaên Huøng", "Traàn Thò Höông"]), Some(Encoding::Vni));
    assert_eq!(column(&["Nguyễn Văn Hùng", "Trần Thị Hương", "Lê Hà"]), None);
    assert_eq!(column(&["José García", "Jürgen Müller", "Zoë Brontë"]), None);
    assert_eq!(column(&["H'Bia Êban", "Niê Kdăm", "Điểu K'Ré", "Neáng Sóc Phonl"]), None);
}

#[test]
fn the_font_of_the_names_tells_where_few_do() {
    let column = |font: &str, names: &[&str]| {
        let rows = names.iter().map(|it| [Cell::typed(it)]);
        name_encoding(&testing::table(&[Field::FullName], 1, rows), Some(font))
    };
    assert_eq!(column(".VnTime", &["Lª V¨n Hïng"]), Some(Encoding::Tcvn3));
    assert_eq!(column(".VnArialH", &["lª v¨n hïng"]), Some(Encoding::Tcvn3Capitals));
    assert_eq!(column("VNI-Times", &["Nguyeãn Vaên Huøng"]), Some(Encoding::Vni));
    // Typed in Unicode under a font that was left behind.
    assert_eq!(column(".VnTime", &["Nguyễn Văn Hùng", "Trần Thị Hương"]), None);
    assert_eq!(column("Arial", &["Lª V¨n Hïng"]), None);
    assert_eq!(Encoding::Tcvn3Capitals.decode("lª v¨n hïng").as_deref(), Some("LÊ VĂN HÙNG"));
}
