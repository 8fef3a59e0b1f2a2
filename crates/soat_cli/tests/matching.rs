//! `soat match` from outside. Everybody here is invented.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

const WORK: &str = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD/CMND\n\
    1,Đỗ Thị Mẫu,12/03/1985,Nữ,\n\
    2,Ho Van Vi,01/02/1970,Nam,\n\
    3,Lê Văn Vắng,05/06/1990,Nam,\n";
const SECOND: &str = "STT,Họ và tên,Năm sinh,Giới tính,Số ĐDCN,Chủ hộ\n\
    1,HỒ VĂN VÍ,01/02/1970,Nam,1070000321,Hồ Văn Ví\n\
    2,ĐỖ THỊ MẪU,12/03/1985,Nữ,001185000123,Hồ Văn Ví\n";

fn run(name: &str, words: &[&str]) -> (bool, String, std::path::PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("work.csv"), WORK).unwrap();
    fs::write(folder.join("dan-cu.csv"), SECOND).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
    let output = command.current_dir(&folder).arg("match").args(words).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap(), folder)
}

#[test]
fn people_are_found_and_what_is_sure_is_taken() {
    let words = ["work.csv", "dan-cu.csv", "--today", "2022-05-29", "--accept", "cao"];
    let files = ["--report", "r.csv", "--out", "import.xlsx", "--changes", "c.xlsx"];
    let (is_well, said, folder) = run("matched", &[words.as_slice(), &files].concat());
    assert!(is_well, "{said}");
    for line in ["Cao: 1", "Vừa: 1", "Không tìm thấy: 1", "Đã nhận 1 ô", "1 người để Import"]
    {
        assert!(said.contains(line), "{line} in {said}");
    }
    let report = fs::read_to_string(folder.join("r.csv")).unwrap();
    let lines: Vec<&str> = report.lines().collect();
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with("2,Đỗ Thị Mẫu,12/03/1985,Cao,0.99"), "{}", lines[1]);
    assert!(lines[1].contains("CCCD khớp năm sinh và giới tính"), "{}", lines[1]);
    assert!(lines[2].contains("một bên không dấu"), "{}", lines[2]);
    assert!(lines[3].contains("Không tìm thấy"), "{}", lines[3]);
    assert!(folder.join("c.xlsx").exists());
}

const REPORTS: &str = "STT,Họ và tên,Ngày sinh,Số CCCD,Nội dung phản ánh\n\
    1,Đỗ Thị Mẫu,12/03/1985,001185000123,Chưa có số CCCD\n\
    2,Ho Van Vi,01/02/1970,001070000321,Thiếu số\n\
    3,Cao Thị Xa,07/07/1977,001177000999,Không thấy tên\n\
    4,Đỗ Thị Mẫu,12/03/1985,001185000123,Gửi lại\n";

#[test]
fn every_report_of_a_citizen_is_answered() {
    let (_, _, folder) = run("answers", &["work.csv", "dan-cu.csv"]);
    fs::write(folder.join("phan-anh.csv"), REPORTS).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
    let words = ["match", "work.csv", "phan-anh.csv", "--answers", "tra-loi.xlsx"];
    let output = command.current_dir(&folder).args(words).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    for line in
        ["4 phản ánh", "Tiếp nhận: 1", "Từ chối: 1", "Trùng phản ánh khác: 1", "Không tìm thấy: 1"]
    {
        assert!(said.contains(line), "{line} in {said}");
    }
    let bytes = fs::read(folder.join("tra-loi.xlsx")).unwrap();
    let read = soat_sheet::read_returned(&bytes, None).unwrap();
    let cells = read.sheets.iter().flat_map(|it| &it.rows).flat_map(|it| &it.cells);
    let texts: Vec<&str> = cells.map(|it| it.text.as_str()).collect();
    assert!(texts.contains(&"Họ và tên viết không có dấu"), "{texts:?}");
    assert!(texts.contains(&"Không có thông tin nào khớp với danh sách"), "{texts:?}");
}

#[test]
fn what_is_taken_is_kept_in_the_work_file_when_asked() {
    let (_, _, folder) = run("kept", &["work.csv", "dan-cu.csv"]);
    let soat = |words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
        command.current_dir(&folder).args(words.split(' ')).arg("--passphrase-stdin");
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all("trạm y tế xã\n".as_bytes()).unwrap();
        String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap()
    };
    let said = soat("match work.csv dan-cu.csv --accept cao --work v.soat");
    assert!(said.contains("Đã nhận 1 ô") && said.contains("v.soat: đã ghi"), "{said}");
    // It is there already, in the work file itself and beside the list that it is of.
    for list in ["v.soat", "work.csv"] {
        let words = format!("match {list} dan-cu.csv --accept cao --work v.soat --changes c.xlsx");
        let said = soat(&words);
        assert!(said.contains("Đã nhận 0 ô"), "{said}");
        let bytes = fs::read(folder.join("c.xlsx")).unwrap();
        fs::remove_file(folder.join("c.xlsx")).unwrap();
        let read = soat_sheet::read_returned(&bytes, None).unwrap();
        let cells = read.sheets.iter().flat_map(|it| &it.rows).flat_map(|it| &it.cells);
        let why = "Lấy từ danh sách đối chiếu: dan-cu.csv";
        assert_eq!(cells.filter(|it| it.text.starts_with(why)).count(), 1);
    }
}

#[test]
fn nothing_is_changed_unasked_and_no_file_is_written_over() {
    let (is_well, said, folder) = run("unasked", &["work.csv", "dan-cu.csv"]);
    assert!(is_well && !said.contains("Đã nhận"), "{said}");
    assert_eq!(fs::read_to_string(folder.join("work.csv")).unwrap(), WORK);
    for words in [
        &["work.csv"] as &[&str],
        &["work.csv", "dan-cu.csv", "--report", "dan-cu.csv"],
        &["work.csv", "dan-cu.csv", "--accept", "khong"],
        &["work.csv", "work.csv"],
        &["work.csv", "nobody.csv"],
    ] {
        let (is_well, said, _) = run("unusable", words);
        assert!(!is_well && said.starts_with("soat: "), "{said}");
    }
}
