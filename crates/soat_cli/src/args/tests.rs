//! The command line is read, and what cannot be used is named.

use super::*;

fn parse_words(words: &str) -> Result<Command> {
    parse(["soat"].into_iter().chain(words.split_whitespace()).map(OsString::from))
}

fn fails(words: &str) -> String {
    parse_words(words).unwrap_err().to_string()
}

#[test]
fn every_choice_of_check_is_read() {
    let words = "check a.xls --format=json --profile 2022 --today 2022-05-29 --source own";
    let Ok(Command::Check(args)) = parse_words(words) else { panic!("not a check") };
    assert_eq!(args.format, Format::Json);
    assert_eq!(args.list.profile, Some(Profile::Y2022));
    assert_eq!(args.list.source, Some(Source::Own));
    assert_eq!(args.list.today.unwrap().to_string(), "2022-05-29");
    assert_eq!(args.list.file, PathBuf::from("a.xls"));
    assert!(!args.list.has_password);
    let words = "check a.xls --password-stdin";
    let Ok(Command::Check(args)) = parse_words(words) else { panic!("not a check") };
    assert!(args.list.has_password);
}

#[test]
fn export_splits_by_a_thousand_unless_told() {
    let Ok(Command::Export(args)) = parse_words("export a.xls --import b.xlsx --accept safe")
    else {
        panic!("not an export")
    };
    assert_eq!(args.rows_per_file, 1_000);
    assert_eq!(args.accept, Some(Applicability::Safe));
}

#[test]
fn what_cannot_be_used_is_named() {
    assert_eq!(fails("check"), "thiếu tên tệp (xem soat --help)");
    assert_eq!(fails("export a b --import c"), "chỉ đọc được một tệp mỗi lần");
    assert_eq!(fails("check a --colour"), "không có tham số --colour (xem soat --help)");
    assert_eq!(fails("check a --import b"), "lệnh này không dùng --import (xem soat --help)");
    assert_eq!(
        fails("check a --profile 2023"),
        "giá trị của --profile không đúng; dùng được: 2022, current"
    );
    assert!(fails("check a --today 2022-02-30").contains("--today"));
    assert!(fails("export a").contains("--import"));
    assert!(fails("export a --import b --rows-per-file 0").contains("--rows-per-file"));
    assert!(fails("export a --import b --accept manual").contains("safe, confirm"));
    assert!(fails("frobnicate").contains("không có lệnh này"));
    assert!(fails("check a --sheet").contains("thiếu giá trị"));
}

#[test]
fn help_needs_nothing_else() {
    for words in ["", "help", "--help", "check --help", "export -h", "rules -h"] {
        assert!(matches!(parse_words(words), Ok(Command::Help)), "{words}");
    }
    assert!(matches!(parse_words("--version"), Ok(Command::Version)));
}
