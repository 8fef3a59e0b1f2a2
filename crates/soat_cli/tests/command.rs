//! The command from outside: what it ends with, prints and writes. Everybody here is invented.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use soat_core::{ImportList, ImportRow, TemplateVersion};
use soat_sheet::{ReadOptions, write_import};

const GOOD: [&str; 15] = [
    "Nguyễn Thị Bé",
    "02/09/1990",
    "1",
    "8",
    "Trường Tiểu học",
    "0912345678",
    "001190000123",
    "",
    "Thành phố Hà Nội",
    "01",
    "Quận Ba Đình",
    "001",
    "Phường Phúc Xá",
    "00001",
    "Tổ 1",
];
const PHONE: usize = 5;
const PERSONAL_ID: usize = 6;

/// A folder of one test, emptied first.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.0.join(name), bytes).unwrap();
    }

    fn write_list(&self, name: &str, people: &[Vec<String>]) {
        let row = |cells: &Vec<String>| ImportRow { row_number: 9, cells: cells.clone() };
        let rows = people.iter().map(row).collect();
        let list = ImportList { version: TemplateVersion::V3, rows };
        self.write(name, &write_import(&list).unwrap());
    }

    fn run(&self, words: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
        command.current_dir(&self.0).args(words).output().unwrap()
    }

    /// Runs with the choices that make a check the same on every day.
    fn run_on(&self, words: &[&str]) -> Output {
        let choices = ["--today", "2022-05-29", "--profile", "2022", "--source", "own"];
        self.run(&[words, &choices].concat())
    }

    fn check_json(&self, name: &str) -> Value {
        let output = self.run_on(&["check", name, "--format", "json"]);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// The people of a written book: row number, name, phone, ID.
    fn people(&self, name: &str) -> Vec<(u32, String, String, String)> {
        let bytes = fs::read(self.0.join(name)).unwrap();
        let opened = soat_sheet::read(&bytes, &ReadOptions::default(), &mut |_| {}).unwrap();
        let table = opened.table;
        let text = |row_idx, field| {
            table.field(row_idx, field).map(|it| it.text.to_owned()).unwrap_or_default()
        };
        let person = |row_idx| {
            use soat_core::Field::{FullName, PersonalId, Phone};
            let [name, phone, id] = [FullName, Phone, PersonalId].map(|it| text(row_idx, it));
            (table.row_number(row_idx), name, phone, id)
        };
        (0..table.n_rows()).map(person).collect()
    }
}

fn person(changes: &[(usize, &str)]) -> Vec<String> {
    let mut cells = GOOD.map(str::to_owned).to_vec();
    for &(idx, text) in changes {
        cells[idx] = text.to_owned();
    }
    cells
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The workbook of `soat_sheet/src/unlock/tests/`.
#[test]
fn a_password_comes_from_the_standard_input_only() {
    let locked = include_bytes!("../../soat_sheet/src/unlock/tests/sha1-128.xlsx");
    let place = Place::new("locked");
    place.write("a.xlsx", locked);
    let refused = place.run_on(&["check", "a.xlsx"]);
    assert_eq!(code(&refused), Some(2));
    assert!(stderr(&refused).contains("--password-stdin"));
    for (typed, ending, said) in [("abc\r\n", Some(0), ""), ("abd", Some(2), "Mật khẩu không đúng")]
    {
        place.write("typed", typed.as_bytes());
        let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
        command.current_dir(&place.0).args(["check", "a.xlsx", "--password-stdin"]);
        command.args(["--today", "2022-05-29"]);
        let output =
            command.stdin(fs::File::open(place.0.join("typed")).unwrap()).output().unwrap();
        assert_eq!(code(&output), ending);
        assert!(stderr(&output).contains(said));
    }
}

#[test]
fn a_good_list_ends_with_0_and_says_so() {
    let place = Place::new("good");
    place.write_list("list.xlsx", &[person(&[])]);
    let output = place.run_on(&["check", "list.xlsx"]);
    assert_eq!(code(&output), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).contains("Đã kiểm tra 1 dòng, không thấy lỗi nào."));
    assert_eq!(stderr(&output), "");
}

#[test]
fn a_list_with_errors_ends_with_1_and_names_the_cell() {
    let place = Place::new("bad");
    place.write_list("list.xlsx", &[person(&[]), person(&[(PERSONAL_ID, "1190000123")])]);
    let output = place.run_on(&["check", "list.xlsx"]);
    assert_eq!(code(&output), Some(1));
    assert!(stdout(&output).contains("H10 LỖI · Số CCCD/CMND"), "{}", stdout(&output));
}

#[test]
fn warnings_alone_end_with_0() {
    let place = Place::new("warnings");
    place.write_list("list.xlsx", &[person(&[(0, "Nguyen Thi Be")])]);
    let output = place.run_on(&["check", "list.xlsx"]);
    assert!(stdout(&output).contains("cần xem lại"), "{}", stdout(&output));
    assert_eq!(code(&output), Some(0));
}

#[test]
fn what_cannot_be_used_ends_with_2_and_quotes_no_cell() {
    let place = Place::new("unusable");
    place.write_list("list.xlsx", &[person(&[])]);
    place.write("letter.xlsx", "Nguyễn Thị Bé 001190000123".as_bytes());
    place.write("empty.xlsx", b"");
    let whole = fs::read(place.0.join("list.xlsx")).unwrap();
    place.write("half.xlsx", &whole[..whole.len() / 2]);
    let cases: [&[&str]; 10] = [
        &["check", "none.xlsx"],
        &["check", "letter.xlsx"],
        &["check", "empty.xlsx"],
        &["check", "half.xlsx"],
        &["check", "list.xlsx", "--sheet", "PL9"],
        &["check", "list.xlsx", "--today", "29/05/2022"],
        &["check"],
        &["export", "list.xlsx"],
        &["rules", "no/such"],
        &["frobnicate"],
    ];
    for words in cases {
        let output = place.run(words);
        assert_eq!(code(&output), Some(2), "{words:?}");
        assert_eq!(stdout(&output), "", "{words:?}");
        let message = stderr(&output);
        assert!(message.starts_with("soat: ") && !message.contains("001190000123"), "{message}");
        assert_eq!(message.lines().count(), 1, "{message}");
    }
}

#[test]
fn the_json_has_the_promised_shape() {
    let place = Place::new("json");
    let late = [(PHONE, "912345678"), (PERSONAL_ID, "1190000123")];
    place.write_list("list.xlsx", &[person(&[]), person(&late)]);
    let json = place.check_json("list.xlsx");
    let keys = |it: &Value| it.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&json), ["columns", "file", "findings", "lanes", "totals"]);
    let file = &json["file"];
    assert_eq!(file["format"], "xlsx");
    assert_eq!(file["sheet"], "PL1_Danh sach doi tuong tiem");
    assert_eq!(file["layout"], "import-v3");
    assert_eq!((&file["source"], &file["profile"]), (&"own".into(), &"2022".into()));
    assert_eq!((&file["header_row"], &file["first_row"]), (&8.into(), &9.into()));
    assert_eq!(file["rows"], 2);
    let id_column = json["columns"].as_array().unwrap().iter().find(|it| it["letter"] == "H");
    assert_eq!(id_column.unwrap()["field"], "personal_id");
    let findings = json["findings"].as_array().unwrap();
    let phone = findings.iter().find(|it| it["field"] == "phone").unwrap();
    assert_eq!((&phone["row"], &phone["column"]), (&10.into(), &"G".into()));
    assert_eq!(
        (&phone["severity"], &phone["rule"]),
        (&"error".into(), &"phones/lost-leading-zero".into())
    );
    assert_eq!(phone["fix"]["value"], "0912345678");
    assert_eq!(phone["fix"]["applicability"], "safe");
    assert_eq!(keys(&json["lanes"]), ["clean", "direct-edit", "exempt", "import", "unresolved"]);
    let lanes = json["lanes"].as_object().unwrap().values();
    assert_eq!(lanes.filter_map(Value::as_u64).sum::<u64>(), 2);
    assert_eq!(
        (&json["totals"]["rows"], &json["totals"]["rows_with_errors"]),
        (&2.into(), &1.into())
    );
    assert_eq!(json["totals"]["by_rule"]["phones/lost-leading-zero"], 1);
}

#[test]
fn export_accepts_edits_and_writes_what_was_asked() {
    let place = Place::new("export");
    let people = [
        person(&[]),
        person(&[(0, "Lê Văn Ý"), (2, "0"), (PHONE, "976543128"), (PERSONAL_ID, "001090000456")]),
        person(&[(0, "Trần Văn Ân"), (2, "0"), (PHONE, "0977777123"), (PERSONAL_ID, "")]),
        person(&[(0, "Phạm Thị Ổn"), (PHONE, "0966666123"), (PERSONAL_ID, "12345")]),
    ];
    place.write_list("list.xlsx", &people);
    place.write(
        "edits.tsv",
        "\u{feff}row\tfield\tvalue\r\n11\tpersonal_id\t001090000789\r\n".as_bytes(),
    );
    let words = "export list.xlsx --edits edits.tsv --accept safe --import out.xlsx \
                 --direct direct.xlsx --unresolved rest.xlsx --changes log.xlsx";
    let output = place.run_on(&words.split_whitespace().collect::<Vec<_>>());
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    let row = |number, name: &str, phone: &str, id: &str| {
        (number, name.to_owned(), phone.to_owned(), id.to_owned())
    };
    assert_eq!(
        place.people("out.xlsx"),
        [
            row(9, "Nguyễn Thị Bé", "0912345678", "001190000123"),
            row(10, "Lê Văn Ý", "0976543128", "001090000456"),
            row(11, "Trần Văn Ân", "0977777123", "001090000789"),
        ]
    );
    let rest = place.people("rest.xlsx");
    assert_eq!(rest.len(), 1);
    assert_eq!(rest[0].1, "Phạm Thị Ổn");
    assert!(stdout(&output).contains("out.xlsx: 3 người để Import"));
    assert!(stdout(&output).contains("log.xlsx: 2 thay đổi"));
    assert!(place.0.join("direct.xlsx").exists());
}

#[test]
fn what_a_person_wrote_stands_against_proposals() {
    let place = Place::new("stands");
    place.write_list("list.xlsx", &[person(&[])]);
    place.write("edits.tsv", b"9\tphone\t912345678\n");
    let words = ["export", "list.xlsx", "--edits", "edits.tsv", "--accept", "confirm"];
    let files = ["--import", "out.xlsx", "--unresolved", "rest.xlsx"];
    let output = place.run_on(&[&words[..], &files[..]].concat());
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert_eq!(place.people("rest.xlsx")[0].2, "912345678");
}

#[test]
fn a_written_list_is_good_and_export_of_it_is_the_same() {
    let place = Place::new("again");
    place.write_list("list.xlsx", &[person(&[(PHONE, "912345678")])]);
    let export = |from, to| place.run_on(&["export", from, "--accept", "safe", "--import", to]);
    assert_eq!(code(&export("list.xlsx", "one.xlsx")), Some(0));
    assert_eq!(code(&place.run_on(&["check", "one.xlsx"])), Some(0));
    assert_eq!(code(&export("one.xlsx", "two.xlsx")), Some(0));
    let read = |name| fs::read(place.0.join(name)).unwrap();
    assert!(read("one.xlsx") == read("two.xlsx"));
}

#[test]
fn long_lists_are_split() {
    let place = Place::new("split");
    let id = |it: u32| {
        person(&[(PERSONAL_ID, &format!("0011900{it:05}")), (PHONE, &format!("09123{it:05}"))])
    };
    place.write_list("list.xlsx", &(1..=7).map(id).collect::<Vec<_>>());
    let words = ["export", "list.xlsx", "--import", "out.xlsx", "--rows-per-file", "3"];
    let output = place.run_on(&words);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert!(!place.0.join("out.xlsx").exists());
    let names = ["out-1.xlsx", "out-2.xlsx", "out-3.xlsx"];
    assert_eq!(names.map(|it| place.people(it).len()), [3, 3, 1]);
}

#[test]
fn the_name_of_the_import_file_says_its_kind() {
    let place = Place::new("xls");
    place.write_list("list.xlsx", &[person(&[]), person(&[(PHONE, "0912000111")])]);
    for (name, start) in [("out.xls", [0xD0, 0xCF]), ("OUT2.XLS", [0xD0, 0xCF]), ("o.xlsx", *b"PK")]
    {
        let output = place.run_on(&["export", "list.xlsx", "--import", name]);
        assert_eq!(code(&output), Some(0), "{}", stderr(&output));
        assert!(fs::read(place.0.join(name)).unwrap().starts_with(&start));
        assert_eq!(place.people(name), place.people("list.xlsx"));
    }
    assert_eq!(code(&place.run_on(&["check", "out.xls"])), Some(0));
}

#[test]
fn edits_that_cannot_be_made_stop_everything() {
    let place = Place::new("edits");
    place.write_list("list.xlsx", &[person(&[])]);
    let cases = [
        ("9\tphone", "dòng 1: phải có ba phần"),
        ("row\tfield\tvalue\n\n9\tshoe_size\t001190000123", "dòng 3: phần hai"),
        ("x\tphone\t1", "dòng 1: phần đầu"),
        ("7\tphone\t1", "dòng 1: dòng 7 của danh sách không phải là một người"),
        ("9\tmother_name\t1", "không có cột của trường mother_name"),
        ("9\tordinal\t1", "trường ordinal không sửa được"),
    ];
    for (edits, expected) in cases {
        place.write("edits.tsv", edits.as_bytes());
        let words = ["export", "list.xlsx", "--edits", "edits.tsv", "--import", "out.xlsx"];
        let output = place.run(&words);
        assert_eq!(code(&output), Some(2), "{edits}");
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        assert!(!stderr(&output).contains("001190000123"));
        assert!(!place.0.join("out.xlsx").exists());
    }
}

#[test]
fn the_list_is_never_written_over() {
    let place = Place::new("over");
    place.write_list("list.xlsx", &[person(&[])]);
    let before = fs::read(place.0.join("list.xlsx")).unwrap();
    let cases: [&[&str]; 3] = [
        &["--import", "list.xlsx"],
        &["--import", "./list.xlsx"],
        &["--import", "out.xlsx", "--direct", "out.xlsx"],
    ];
    for files in cases {
        let output = place.run(&[&["export", "list.xlsx"], files].concat());
        assert_eq!(code(&output), Some(2), "{files:?}");
    }
    assert!(fs::read(place.0.join("list.xlsx")).unwrap() == before);
}

#[test]
fn rules_are_listed_and_explained() {
    let place = Place::new("rules");
    let list = stdout(&place.run(&["rules"]));
    assert_eq!(list.lines().count(), soat_core::RULES.len());
    for rule in soat_core::RULES {
        assert!(list.lines().any(|it| it.starts_with(rule.id)), "{}", rule.id);
    }
    let output = place.run(&["rules", "ids/missing"]);
    assert_eq!(code(&output), Some(0));
    assert!(stdout(&output).contains("Quy tắc này tìm gì"));
}

#[test]
fn a_list_of_nobody_is_not_called_good() {
    let place = Place::new("nobody");
    place.write_list("list.xlsx", &[]);
    let output = place.run_on(&["check", "list.xlsx"]);
    assert_eq!(code(&output), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("Danh sách không có người nào."));
}

#[test]
fn every_run_without_choices_still_works() {
    let place = Place::new("choices");
    place.write_list("list.xlsx", &[person(&[])]);
    assert!(code(&place.run(&["check", "list.xlsx"])) < Some(2));
    assert!(stdout(&place.run(&["--help"])).contains("soat check"));
    assert!(stdout(&place.run(&["--version"])).starts_with("soat "));
}
