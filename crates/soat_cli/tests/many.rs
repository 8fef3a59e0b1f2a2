//! Many lists at once: `check` of folders, `diff`, `report`. Everybody here is invented.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use soat_core::{ImportList, ImportRow, TemplateVersion};
use soat_sheet::write_import;

/// A folder of one test, emptied first.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("many").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    /// A list of people: name, ID, village. The rest is good.
    fn write_list(&self, name: &str, people: &[(&str, &str, &str)]) {
        let row = |(idx, &(name, id, village)): (usize, &(&str, &str, &str))| {
            let phone = format!("09123456{idx:02}");
            let cells =
                [name, "02/09/1990", "1", "8", "", &phone, id, "", "Thành phố Hà Nội", "01"];
            let place = ["Quận Ba Đình", "001", "Phường Phúc Xá", "00001", village];
            let cells = cells.into_iter().chain(place).map(str::to_owned).collect();
            ImportRow { row_number: 9, cells }
        };
        let rows = people.iter().enumerate().map(row).collect();
        let list = ImportList { version: TemplateVersion::V3, rows };
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, write_import(&list).unwrap()).unwrap();
    }

    fn run(&self, words: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
        let choices = ["--today", "2022-05-29", "--profile", "2022", "--source", "platform"];
        command.current_dir(&self.0).args(words.split_whitespace()).args(choices).output().unwrap()
    }

    fn json(&self, words: &str) -> Value {
        serde_json::from_slice(&self.run(&format!("{words} --format json")).stdout).unwrap()
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

const OLD: [(&str, &str, &str); 4] = [
    ("Lê Thị Đào", "", "Thôn 2"),
    ("Lê Thị Mận", "1190000124", "Thôn 2"),
    ("Lê Thị Mơ", "001190000125", "Thôn 10"),
    ("Lê Thị Cam", "", ""),
];
const NEW: [(&str, &str, &str); 4] = [
    ("Lê Thị Đào", "001190000123", "Thôn 2"),
    ("Lê Thị Mận", "1190000124", "Thôn 2"),
    ("Lê Thị Mơ", "", "Thôn 10"),
    ("Đỗ Thị Quýt", "", "Thôn 3"),
];

#[test]
fn folders_and_bad_files_make_one_summary() {
    let place = Place::new("check");
    place.write_list("lists/b/two.xlsx", &OLD);
    place.write_list("lists/a.xlsx", &NEW[..1]);
    fs::write(place.0.join("lists/bad.xls"), b"no list").unwrap();
    fs::write(place.0.join("lists/~$a.xlsx"), b"lock").unwrap();
    fs::write(place.0.join("lists/notes.txt"), b"notes").unwrap();
    let output = place.run("check lists lists/a.xlsx");
    assert_eq!(code(&output), Some(2));
    let text = stdout(&output);
    let files: Vec<&str> = text.lines().take(3).map(|it| it.split(':').next().unwrap()).collect();
    assert_eq!(files, ["lists/a.xlsx", "lists/b/two.xlsx", "lists/bad.xls"]);
    assert!(text.contains("Tổng cộng 3 tệp (1 tệp không đọc được): 5 người, 3 có lỗi"), "{text}");
    let json = place.json("check lists");
    assert_eq!(json["totals"]["rows"], 5);
    assert_eq!(json["totals"]["classes"]["no-id"], 2);
    assert_eq!(json["files"][2]["file"], "lists/bad.xls");
    assert!(json["files"][2]["error"].is_string());
    fs::remove_file(place.0.join("lists/bad.xls")).unwrap();
    assert_eq!(code(&place.run("check lists")), Some(1));
    fs::remove_dir_all(place.0.join("lists/b")).unwrap();
    assert_eq!(code(&place.run("check lists")), Some(0));
}

#[test]
fn people_are_followed_from_list_to_list() {
    let place = Place::new("diff");
    place.write_list("old.xlsx", &OLD);
    place.write_list("new.xlsx", &NEW);
    let output = place.run("diff old.xlsx new.xlsx --out diff.xlsx");
    assert_eq!(code(&output), Some(1), "{}", stdout(&output));
    assert!(place.0.join("diff.xlsx").exists());
    let json = place.json("diff old.xlsx new.xlsx");
    let outcomes: Vec<(u64, u64, &str)> = json["people"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let row = |key: &str| it[key].as_u64().unwrap_or(0);
            (row("old_row"), row("new_row"), it["outcome"].as_str().unwrap())
        })
        .collect();
    assert_eq!(
        outcomes,
        [
            (9, 9, "fixed"),
            (10, 10, "still-wrong"),
            (11, 11, "newly-wrong"),
            (0, 12, "new"),
            (12, 0, "gone")
        ]
    );
    let json = place.json("diff old.xlsx new.xlsx old.xlsx");
    assert_eq!(
        (&json["outcomes"]["came-back"], &json["outcomes"]["fixed"]),
        (&2.into(), &1.into())
    );
    assert_eq!(code(&place.run("diff old.xlsx")), Some(2));
}

#[test]
fn reports_are_counted_and_added_up() {
    let place = Place::new("report");
    place.write_list("a.xlsx", &OLD);
    place.write_list("b.xlsx", &NEW);
    for (list, unit) in [("a", "Xã-Mẫu"), ("b", "Xã-Khác")] {
        let words =
            format!("report {list}.xlsx --place {unit} --out r/{list}.xlsx --page {list}.html");
        fs::create_dir_all(place.0.join("r")).unwrap();
        assert_eq!(code(&place.run(&words)), Some(0));
    }
    let one = place.json("report a.xlsx");
    assert_eq!(one["units"][0], "Phường Phúc Xá, Quận Ba Đình, Thành phố Hà Nội");
    let class_rows = one["tables"][0]["rows"].as_array().unwrap();
    let counts: Vec<u64> = class_rows.iter().map(|it| it["counts"][1].as_u64().unwrap()).collect();
    assert_eq!(counts, [2, 1, 0, 0, 1, 0]);
    let sum = place.json("report --sum r");
    assert_eq!((&sum["total"], sum["units"].as_array().unwrap().len()), (&8.into(), 2));
    // The same report once more, and a file that is none.
    fs::copy(place.0.join("r/a.xlsx"), place.0.join("r/again.xlsx")).unwrap();
    let output = place.run("report --sum r a.xlsx --out sum.xlsx");
    assert_eq!(code(&output), Some(2));
    let text = stdout(&output);
    assert!(text.contains("Số người: 8") && text.contains("Không cộng hai lần"), "{text}");
    assert!(text.contains("KHÔNG CỘNG: a.xlsx"), "{text}");
    assert_eq!(place.json("report --sum sum.xlsx")["total"], 8);
    let page = fs::read_to_string(place.0.join("a.html")).unwrap();
    assert!(page.contains("<svg") && !page.contains("Đào") && !page.contains("1190000124"));
    assert_eq!(code(&place.run("report a.xlsx b.xlsx")), Some(2));
}
