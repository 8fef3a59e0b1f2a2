//! Lists that leave and come back, from outside. Everybody here is invented.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use soat_sheet::{PlainColumn, ReadOptions, read_returned, write_plain};

const HEADINGS: [&str; 6] =
    ["Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Địa chỉ", "Ghi chú"];
const PEOPLE: [[&str; 6]; 4] = [
    ["Nguyễn Thị Lan", "12/03/1985", "Nữ", "", "Thôn 1, xã Mẫu", ""],
    ["Trần Văn Mẫu", "02/09/1990", "Nam", "079090000101", "Thôn 2, xã Mẫu", ""],
    ["Đỗ Thị Sáu", "05/05/1961", "Nữ", "", "thôn 01, xã Mẫu", ""],
    ["Lê Văn Hai", "01/02/1960", "Nam", "001060000123", "", ""],
];
const ID: &str = "Số CCCD/số định danh";

/// A folder of one test, with a list in it.
struct Place(PathBuf);

impl Place {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("handoffs").join(name);
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).unwrap();
        let place = Self(path);
        place.write_sheet("list.xlsx", &HEADINGS, &PEOPLE.map(|it| it.map(str::to_owned).to_vec()));
        place
    }

    fn write_sheet(&self, name: &str, headings: &[&str], rows: &[Vec<String>]) {
        let column = |it: &&str| PlainColumn { heading: (*it).to_owned(), width: None };
        let columns: Vec<PlainColumn> = headings.iter().map(column).collect();
        fs::write(self.0.join(name), write_plain("Danh sách", &columns, rows).unwrap()).unwrap();
    }

    fn run_with(&self, passphrase: &str, words: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
        command.current_dir(&self.0).args(words.split(' ')).arg("--passphrase-stdin");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // Whoever refuses its arguments reads nothing.
        let _ = writeln!(child.stdin.take().unwrap(), "{passphrase}");
        child.wait_with_output().unwrap()
    }

    /// What was printed, when it ended so.
    fn run(&self, words: &str, code: i32) -> String {
        let output = self.run_with("bốn từ để thử", words);
        let said = [output.stdout, output.stderr].map(|it| String::from_utf8(it).unwrap()).concat();
        assert_eq!(output.status.code(), Some(code), "{words}: {said}");
        said
    }

    /// The only file of a folder whose name ends so.
    fn file(&self, folder: &str, end: &str) -> PathBuf {
        let files = fs::read_dir(self.0.join(folder)).unwrap().map(|it| it.unwrap().path());
        let is_it = |it: &PathBuf| it.to_string_lossy().ends_with(end);
        let found: Vec<PathBuf> = files.filter(is_it).collect();
        assert_eq!(found.len(), 1, "{folder} {end}");
        found[0].clone()
    }

    /// A list that left, filled in and saved under another name.
    fn fill(&self, sent: &Path, name: &str, answers: &[(&str, &str, &str)]) {
        let grid = read_returned(&fs::read(sent).unwrap(), None).unwrap();
        let mut rows: Vec<Vec<String>> = Vec::new();
        for row in &grid.sheets[0].rows {
            let mut cells = vec![String::new(); 20];
            for cell in &row.cells {
                cells[cell.column as usize].clone_from(&cell.text);
            }
            rows.push(cells);
        }
        let header = rows.iter().find(|it| it[1] == "Mã dòng").unwrap().clone();
        for (person, heading, text) in answers {
            let column = header.iter().position(|it| it == heading).unwrap();
            let row = rows.iter_mut().find(|it| it[2] == *person).unwrap();
            (*text).clone_into(&mut row[column]);
        }
        self.write_sheet(name, &[], &rows);
    }

    /// Cells of a written list by heading, people in order.
    fn column(&self, name: &str, heading: &str) -> Vec<String> {
        let bytes = fs::read(self.0.join(name)).unwrap();
        let table = soat_sheet::read(&bytes, &ReadOptions::default(), &mut |_| {}).unwrap().table;
        let column = table.columns().position(|it| it.heading == heading).unwrap();
        (0..table.n_rows()).map(|it| table.raw(it, column).text.to_owned()).collect()
    }
}

#[test]
fn a_list_goes_to_villages_and_police_and_comes_back() {
    let place = Place::new("round");
    let said = place.run("split list.xlsx --to village --out thon --work w.soat", 0);
    assert!(said.contains("Giao 4 dòng trong 3 danh sách; để lại 0 dòng"), "{said}");
    place.run("split list.xlsx --to police --out ca --work w.soat", 0);
    assert!(place.file("ca", "Bien ban ban giao.xlsx").exists());
    let village = place.file("thon", "Thon 1.xlsx");
    let shown = read_returned(&fs::read(&village).unwrap(), None).unwrap();
    let texts: Vec<&str> =
        shown.sheets[0].rows.iter().flat_map(|it| &it.cells).map(|it| it.text.as_str()).collect();
    assert!(texts.contains(&"Đỗ Thị Sáu") && !texts.contains(&"Trần Văn Mẫu"));

    let answers = [("Nguyễn Thị Lan", ID, "001185000124"), ("Đỗ Thị Sáu", ID, "chưa có")];
    place.fill(&village, "thon1.xlsx", &answers);
    let police = place.file("ca", "Cong an xa.xlsx");
    let answers = [
        ("Nguyễn Thị Lan", ID, "001185000999"),
        ("Nguyễn Thị Lan", "Sai", "x"),
        ("Trần Văn Mẫu", "Đúng", "x"),
        ("Đỗ Thị Sáu", "Họ tên đúng", "Đỗ Thị Sáu Mẫu"),
        ("Lê Văn Hai", "Không tìm thấy", "x"),
    ];
    place.fill(&police, "ca.xlsx", &answers);

    let merge = "merge list.xlsx thon1.xlsx ca.xlsx --work w.soat";
    let before = fs::read(place.0.join("w.soat")).unwrap();
    let said = place.run(&format!("{merge} --preview --conflicts xd.xlsx"), 1);
    assert!(before == fs::read(place.0.join("w.soat")).unwrap());
    for line in [
        "XUNG ĐỘT · dòng 2, Số CCCD/CMND: đang có «»",
        "áp dụng · dòng 4, Họ và tên: đang có «Đỗ Thị Sáu»",
        "cột «Số CCCD/số định danh»: không đọc được («chưa có»)",
        "7 câu trả lời trong các tệp gửi về:",
        "      1  được áp dụng vào danh sách",
        "      3  kết quả xác minh được ghi nhận",
        "      2  xung đột, chờ chọn",
        "      1  không lấy, đã liệt kê ở trên",
        "xd.xlsx: 1 chỗ cần quyết định",
        "Thôn 2: còn 1 dòng chưa trả về",
    ] {
        assert!(said.contains(line), "{line}\n{said}");
    }

    let conflicts = read_returned(&fs::read(place.0.join("xd.xlsx")).unwrap(), None).unwrap();
    let mut line = vec![String::new(); 7];
    for cell in &conflicts.sheets[0].rows[1].cells {
        line[cell.column as usize].clone_from(&cell.text);
    }
    assert!(
        line[5].contains("A: «001185000124» (Thôn 1") && line[5].contains("\nB: «001185000999»")
    );
    "b".clone_into(&mut line[6]);
    let headings =
        ["Dòng", "Họ và tên", "Mục", "Lúc giao", "Đang có", "Các câu trả lời", "Quyết định"];
    place.write_sheet("xd2.xlsx", &headings, &[line]);
    let said = place.run(
        &format!("{merge} --decisions xd2.xlsx --out sau.xlsx --record bb.xlsx --station TYT"),
        0,
    );
    assert!(said.contains("1 quyết định được lấy, 0 không lấy"), "{said}");
    assert!(said.contains("w.soat: đã ghi, 2 ô được sửa"), "{said}");
    let ids = ["001185000999", "079090000101", "", "001060000123"];
    assert_eq!(place.column("sau.xlsx", "Số CCCD"), ids);
    assert_eq!(place.column("sau.xlsx", "Họ và tên")[2], "Đỗ Thị Sáu Mẫu");
    let record = read_returned(&fs::read(place.0.join("bb.xlsx")).unwrap(), None).unwrap();
    let total = record.sheets[0].rows.iter().find(|it| it.cells[0].text == "Cộng").unwrap();
    let counts: Vec<&str> = total.cells.iter().skip(1).map(|it| it.text.as_str()).collect();
    assert_eq!(counts, ["4", "1", "1", "1", "1"]);

    // The work file is the list from now on, for every command.
    let said = place.run("check w.soat", 1);
    assert!(said.contains("Đã kiểm tra 4 dòng"), "{said}");
    let said = place.run("export w.soat --import ra.xlsx --changes nhat-ky.xlsx", 0);
    assert!(said.contains("nhat-ky.xlsx: 2 thay đổi"), "{said}");
}

#[test]
fn conflicts_wait_and_are_settled_later() {
    let place = Place::new("later");
    place.run("split list.xlsx --to village --by whole --out thon --work w.soat", 0);
    place.run("split w.soat --to police --out ca", 0);
    let fill = |folder, end, name, id| {
        place.fill(&place.file(folder, end), name, &[("Nguyễn Thị Lan", ID, id)]);
    };
    fill("thon", ".xlsx", "thon.xlsx", "001185000124");
    fill("ca", "Cong an xa.xlsx", "ca.xlsx", "001185000999");
    let said = place.run("merge w.soat thon.xlsx ca.xlsx", 1);
    assert!(said.contains("Còn 1 ô chờ quyết định"), "{said}");
    assert!(place.run("merge w.soat --conflicts xd.csv", 1).contains("xd.csv: 1 chỗ"));
    let csv = fs::read_to_string(place.0.join("xd.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}\"Dòng\""));
    for (decision, said) in
        [("Z", "không có câu trả lời mang chữ này"), ("giữ", "1 quyết định được lấy")]
    {
        let filled = csv.trim_end().strip_suffix("\"\"").unwrap().to_owned() + decision;
        fs::write(place.0.join("xd2.csv"), filled).unwrap();
        let code = i32::from(decision == "Z");
        let told = place.run("merge w.soat --decisions xd2.csv --out sau.xlsx", code);
        assert!(told.contains(said), "{told}");
        assert_eq!(place.column("sau.xlsx", "Số CCCD")[0], "");
    }
    assert!(place.run("merge w.soat", 0).contains("Không còn gì chờ quyết định"));
}

#[test]
fn a_preference_settles_conflicts() {
    let place = Place::new("prefer");
    place.run("split list.xlsx --to village --by whole --out thon --work w.soat", 0);
    place.run("split list.xlsx --to police --out ca --work w.soat", 0);
    let name = "Nguyễn Thị Lan";
    place.fill(&place.file("thon", ".xlsx"), "thon.xlsx", &[(name, ID, "001185000124")]);
    let police = place.file("ca", "Cong an xa.xlsx");
    place.fill(&police, "ca.xlsx", &[(name, ID, "001185000999")]);
    for (prefer, id) in [("village", "001185000124"), ("police", "001185000999"), ("keep", "")] {
        fs::copy(place.0.join("w.soat"), place.0.join("one.soat")).unwrap();
        let words = "merge list.xlsx thon.xlsx ca.xlsx --work one.soat --out sau.xlsx --prefer";
        place.run(&format!("{words} {prefer}"), 0);
        assert_eq!(place.column("sau.xlsx", "Số CCCD")[0], id, "{prefer}");
    }
}

#[test]
fn rows_that_are_out_do_not_leave_again_unasked() {
    let place = Place::new("again");
    place.run("split list.xlsx --to village --rows all --out a --work w.soat", 0);
    let said = place.run("split list.xlsx --to village --out b --work w.soat", 2);
    assert!(said.contains("4 dòng đang ở danh sách chưa trả về"), "{said}");
    assert!(!place.0.join("b").exists());
    let said = place.run("split list.xlsx --to village --again --out b --work w.soat", 0);
    assert!(said.contains("vẫn giao lần nữa"), "{said}");
}

#[test]
fn columns_are_shown_as_asked() {
    let place = Place::new("show");
    let words = "split list.xlsx --to village --by column:gioi_tinh --out a --work w.soat";
    assert!(place.run(words, 2).contains("không có cột"));
    let words = "split list.xlsx --to village --by column:sex --show personal_id=full \
                 --show address=no --due 05/06/2022 --out a --work w.soat --recipient Tổ";
    let said = place.run(words, 0);
    assert!(said.contains("Tổ - Nam, 2 người, trả trước 05/06/2022"), "{said}");
    let files: Vec<_> = fs::read_dir(place.0.join("a")).unwrap().map(|it| it.unwrap()).collect();
    assert_eq!(files.len(), 2);
    let texts: Vec<String> = files
        .iter()
        .flat_map(|it| read_returned(&fs::read(it.path()).unwrap(), None).unwrap().sheets)
        .flat_map(|it| it.rows)
        .flat_map(|it| it.cells)
        .map(|it| it.text)
        .collect();
    assert!(texts.iter().any(|it| it == "079090000101"));
    assert!(!texts.iter().any(|it| it == "Địa chỉ"));
}

#[test]
fn what_cannot_be_used_ends_with_2_and_tells_nobody_anything() {
    let place = Place::new("unusable");
    place.run("split list.xlsx --to police --out ca --work w.soat", 0);
    let police = place.file("ca", "Cong an xa.xlsx");
    place.fill(&police, "ca.xlsx", &[("Trần Văn Mẫu", "Đúng", "x")]);
    fs::write(place.0.join("no.xlsx"), b"Tran Van Mau 079090000101").unwrap();
    let mut other = PEOPLE.map(|it| it.map(str::to_owned).to_vec());
    "Trần Văn Khác".clone_into(&mut other[1][0]);
    place.write_sheet("other.xlsx", &HEADINGS, &other);
    for (words, why) in [
        ("merge list.xlsx ca.xlsx", "thiếu --work"),
        ("merge list.xlsx no.xlsx --work w.soat", "no.xlsx"),
        ("merge list.xlsx none.xlsx --work w.soat", "không có tệp"),
        ("merge other.xlsx ca.xlsx --work w.soat", "không phải là tệp đã chia"),
        ("merge list.xlsx ca.xlsx --work list.xlsx", "không phải tệp công việc"),
        ("merge list.xlsx ca.xlsx --work new.soat", "chưa giao danh sách nào"),
        ("merge list.xlsx ca.xlsx --work w.soat --out list.xlsx", "được dùng hai lần"),
        ("merge list.xlsx ca.xlsx --work w.soat --decisions ca.xlsx", "không phải tệp xung đột"),
        ("split list.xlsx --to police --again --out list.xlsx --work w.soat", "thư mục"),
    ] {
        let before = fs::read(place.0.join("w.soat")).unwrap();
        let said = place.run(words, 2);
        assert!(said.contains(why), "{words}: {said}");
        assert!(!said.contains("079090000101") && !said.contains("Mẫu"), "{said}");
        assert!(before == fs::read(place.0.join("w.soat")).unwrap(), "{words}");
    }
    let output = place.run_with("từ khác", "merge list.xlsx ca.xlsx --work w.soat");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("Mật khẩu không đúng"));
    // Nothing of the list stands in the work file as it is.
    let sealed = fs::read(place.0.join("w.soat")).unwrap();
    let holds = |text: &[u8]| sealed.windows(text.len()).any(|it| it == text);
    assert!(!holds("Trần".as_bytes()) && !holds(b"079090000101") && !holds(b"PK\x03\x04"));
}

/// The workbook of `soat_sheet/src/unlock/tests/`, which holds no list of ours: that it is said to
/// have no codes means that it was opened.
#[test]
fn returned_files_with_passwords_are_opened() {
    let place = Place::new("locked");
    place.run("split list.xlsx --to police --out ca --work w.soat", 0);
    let locked = include_bytes!("../../soat_sheet/src/unlock/tests/sha1-128.xlsx");
    fs::write(place.0.join("locked.xlsx"), locked).unwrap();
    let words = "merge list.xlsx locked.xlsx --work w.soat --preview";
    assert!(place.run(words, 2).contains("--returned-passwords-stdin"));
    let words = format!("{words} --returned-passwords-stdin");
    let run = |lines: &str| {
        let output = place.run_with(&format!("bốn từ để thử\n{lines}"), &words);
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8(said).unwrap())
    };
    let (code, said) = run("abd\nkhác");
    assert!(code == Some(2) && said.contains("Mật khẩu không đúng"), "{said}");
    let (code, said) = run("abd\nabc");
    assert!(code == Some(0) && said.contains("không có mã dòng nào của Soát"), "{said}");
}

/// Lists filled in by openpyxl and LibreOffice; what is not installed is skipped.
#[test]
fn lists_come_back_from_real_programs() {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/handoffs/returns.py");
    let mut python = Command::new("python3");
    python.arg(script).args([env!("CARGO_BIN_EXE_soat"), "--rows", "40", "--quick"]);
    let Ok(output) = python.output() else {
        eprintln!("skipped: no python3");
        return;
    };
    let said = [output.stdout, output.stderr].map(|it| String::from_utf8_lossy(&it).into_owned());
    assert!(output.status.success(), "{}", said.concat());
    eprintln!("{}", said.concat());
}
