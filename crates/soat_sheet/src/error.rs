//! Why a file could not be read, in words for a person and a code for the page.

use core::fmt;

/// What is wrong with the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The workbook needs a password to open.
    PasswordProtected,
    /// The password given does not open it.
    PasswordWrong,
    /// It is encrypted in a way that is not known here.
    PasswordUnsupported,
    /// No table of any known format, whatever its name says.
    NotASpreadsheet,
    /// Word, PowerPoint, PDF or a picture.
    WordOrPdf,
    /// An archive: the workbook may be in it.
    Archive,
    /// A table of a program whose files only that program opens.
    OtherProgram,
    /// Excel 4 or older.
    OldExcel,
    /// A web page without a table: mostly the page that asks to log in.
    HtmlWithoutTable,
    /// A web page saved by Excel whose sheets are in files of their own.
    SplitHtml,
    /// No bytes, or no cell with anything in it.
    EmptyFile,
    /// There are cells, but no row reads like the headings of a list of people.
    NoHeader,
    /// The file breaks its own format.
    Damaged,
    /// The sheet asked for is not in the workbook.
    SheetNotFound,
    /// Reading it would take more memory than a browser has.
    TooLarge,
}

/// A file that could not be read: what, and where. Holds no cell's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadError {
    kind: ReadErrorKind,
    sheet: Option<String>,
    cell: Option<String>,
}

impl ReadError {
    pub(crate) fn new(kind: ReadErrorKind) -> Self {
        Self { kind, sheet: None, cell: None }
    }

    pub(crate) fn in_sheet(mut self, sheet: &str) -> Self {
        self.sheet = Some(sheet.to_owned());
        self
    }

    pub(crate) fn at_cell(mut self, cell: String) -> Self {
        self.cell = Some(cell);
        self
    }

    /// What is wrong.
    #[must_use]
    pub fn kind(&self) -> ReadErrorKind {
        self.kind
    }

    /// The stable name of the kind, for the page's own words.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self.kind {
            ReadErrorKind::PasswordProtected => "password-protected",
            ReadErrorKind::PasswordWrong => "password-wrong",
            ReadErrorKind::PasswordUnsupported => "password-unsupported",
            ReadErrorKind::NotASpreadsheet => "not-a-spreadsheet",
            ReadErrorKind::WordOrPdf => "word-or-pdf",
            ReadErrorKind::Archive => "archive",
            ReadErrorKind::OtherProgram => "other-program",
            ReadErrorKind::OldExcel => "old-excel",
            ReadErrorKind::HtmlWithoutTable => "html-without-table",
            ReadErrorKind::SplitHtml => "split-html",
            ReadErrorKind::EmptyFile => "empty-file",
            ReadErrorKind::NoHeader => "no-header",
            ReadErrorKind::Damaged => "damaged",
            ReadErrorKind::SheetNotFound => "sheet-not-found",
            ReadErrorKind::TooLarge => "too-large",
        }
    }

    /// The sheet concerned, when it is one.
    #[must_use]
    pub fn sheet(&self) -> Option<&str> {
        self.sheet.as_deref()
    }

    /// The last cell reached, such as `H120`, when reading stopped in the middle.
    #[must_use]
    pub fn cell(&self) -> Option<&str> {
        self.cell.as_deref()
    }

    /// For the user, in Vietnamese: what is wrong, where, and what to do.
    #[must_use]
    pub fn message_vi(&self) -> String {
        let sheet = self.sheet.as_deref().map(|it| format!(" ở trang tính “{it}”"));
        let cell = self.cell.as_deref().map(|it| format!(", sau ô {it}"));
        let place = format!("{}{}", sheet.unwrap_or_default(), cell.unwrap_or_default());
        let name = self.sheet.as_deref().unwrap_or_default();
        words_vi(self.kind).replace("{place}", &place).replace("{sheet}", name)
    }
}

fn words_vi(kind: ReadErrorKind) -> &'static str {
    match kind {
        ReadErrorKind::PasswordProtected => PASSWORD_PROTECTED,
        ReadErrorKind::PasswordWrong => PASSWORD_WRONG,
        ReadErrorKind::PasswordUnsupported => PASSWORD_UNSUPPORTED,
        ReadErrorKind::NotASpreadsheet => NOT_A_SPREADSHEET,
        ReadErrorKind::WordOrPdf => WORD_OR_PDF,
        ReadErrorKind::Archive => ARCHIVE,
        ReadErrorKind::OtherProgram => OTHER_PROGRAM,
        ReadErrorKind::OldExcel => OLD_EXCEL,
        ReadErrorKind::HtmlWithoutTable => HTML_WITHOUT_TABLE,
        ReadErrorKind::SplitHtml => SPLIT_HTML,
        ReadErrorKind::EmptyFile => EMPTY_FILE,
        ReadErrorKind::NoHeader => NO_HEADER,
        ReadErrorKind::Damaged => DAMAGED,
        ReadErrorKind::SheetNotFound => SHEET_NOT_FOUND,
        ReadErrorKind::TooLarge => TOO_LARGE,
    }
}

// `{place}` is where it is wrong, when that is known; `{sheet}` is the name of the sheet.
const PASSWORD_PROTECTED: &str = "\
     Tệp có mật khẩu. Hãy gõ mật khẩu của tệp để mở; nếu không biết, hãy hỏi người gửi tệp.";
const PASSWORD_WRONG: &str = "\
     Mật khẩu không đúng. Hãy gõ lại, để ý phím Caps Lock và bộ gõ tiếng Việt; nếu không nhớ, \
     hãy hỏi người gửi tệp.";
const PASSWORD_UNSUPPORTED: &str = "\
     Tệp được khoá theo cách mà trang này không mở được, dù có mật khẩu. Hãy mở tệp bằng Excel, \
     bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại rồi mở lại tại đây.";
const NOT_A_SPREADSHEET: &str = "\
     Trong tệp không có bảng nào, dù tên tệp có thể là .xlsx hay .xls. Hãy kiểm tra xem đã chọn \
     đúng tệp chưa; nếu Excel mở được tệp này, hãy lưu thành dạng “Excel Workbook (.xlsx)” rồi \
     mở lại tại đây.";
const WORD_OR_PDF: &str = "\
     Đây là tệp Word, PowerPoint, PDF hoặc ảnh chụp, không phải bảng tính. Hãy xin tệp Excel gốc; \
     nếu danh sách là một bảng trong Word, hãy chép bảng đó sang Excel, lưu thành .xlsx rồi mở \
     lại tại đây.";
const ARCHIVE: &str =
    "Đây là tệp nén (.zip, .rar, .7z…). Hãy giải nén trước, rồi chọn tệp Excel ở trong đó.";
const OTHER_PROGRAM: &str = "\
     Đây là tệp của chương trình khác (Numbers, Access, dBase/FoxPro, Lotus, SPSS, Google Trang \
     tính…). Hãy mở tệp bằng chương trình đó, xuất ra dạng Excel (.xlsx) rồi mở lại tại đây.";
const OLD_EXCEL: &str = "\
     Tệp do Excel đời rất cũ (bản 4.0 trở về trước) lưu nên không đọc được. Hãy mở tệp bằng Excel, \
     lưu thành dạng “Excel Workbook (.xlsx)” rồi mở lại tại đây.";
const HTML_WITHOUT_TABLE: &str = "\
     Đây là một trang web không có bảng danh sách, thường là trang đăng nhập hoặc báo lỗi được tải \
     về thay cho tệp Excel. Hãy đăng nhập lại Nền tảng, tải lại danh sách rồi mở lại tại đây.";
const SPLIT_HTML: &str = "\
     Đây là trang web do Excel lưu, các trang tính nằm ở những tệp khác (thư mục có tên kết thúc \
     bằng “_files” hoặc “.files”). Hãy chọn tệp sheet001.htm trong thư mục đó; hoặc mở tệp này \
     bằng Excel, lưu thành dạng “Excel Workbook (.xlsx)” rồi mở lại tại đây.";
const EMPTY_FILE: &str =
    "Tệp không có dữ liệu: không có ô nào được điền. Hãy kiểm tra lại xem đã chọn đúng tệp chưa.";
const NO_HEADER: &str = "\
     Không tìm thấy dòng tiêu đề (Họ và tên, Ngày sinh, Số CCCD…){place}. Hãy chọn trang tính và \
     dòng tiêu đề, rồi cho biết mỗi cột là gì.";
const DAMAGED: &str = "\
     Tệp bị hỏng{place} nên không đọc hết được. Hãy mở tệp bằng Excel, cho Excel sửa chữa, lưu \
     thành tệp mới rồi mở lại; hoặc tải lại tệp từ Nền tảng.";
const SHEET_NOT_FOUND: &str =
    "Trong tệp không có trang tính “{sheet}”. Hãy chọn một trang tính khác.";
const TOO_LARGE: &str = "\
     Bảng quá lớn{place}: có ô nằm rất xa danh sách, hoặc quá nhiều dòng. Hãy xoá các dòng, cột \
     thừa ngoài danh sách, hoặc chép riêng danh sách sang tệp mới, lưu rồi mở lại.";

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ReadErrorKind::PasswordProtected => "the workbook is protected by a password",
            ReadErrorKind::PasswordWrong => "the password does not open the workbook",
            ReadErrorKind::PasswordUnsupported => "the workbook is encrypted in an unknown way",
            ReadErrorKind::NotASpreadsheet => "no table of a known format",
            ReadErrorKind::WordOrPdf => "a document or a picture, not a table",
            ReadErrorKind::Archive => "an archive, not a workbook",
            ReadErrorKind::OtherProgram => "a file of another program",
            ReadErrorKind::OldExcel => "a file of Excel 4 or older",
            ReadErrorKind::HtmlWithoutTable => "a web page without a table",
            ReadErrorKind::SplitHtml => "a web page whose sheets are in other files",
            ReadErrorKind::EmptyFile => "no cell of the file is filled",
            ReadErrorKind::NoHeader => "no row of headings found",
            ReadErrorKind::Damaged => "the file is damaged",
            ReadErrorKind::SheetNotFound => "the sheet asked for is missing:",
            ReadErrorKind::TooLarge => "the table is too large",
        })?;
        match &self.sheet {
            Some(sheet) if self.kind == ReadErrorKind::SheetNotFound => write!(f, " {sheet:?}")?,
            Some(sheet) => write!(f, " in sheet {sheet:?}")?,
            None => {}
        }
        if let Some(cell) = &self.cell {
            write!(f, " after cell {cell}")?;
        }
        Ok(())
    }
}

impl std::error::Error for ReadError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_a_code_and_says_what_to_do() {
        const ALL: [ReadErrorKind; 15] = [
            ReadErrorKind::PasswordProtected,
            ReadErrorKind::PasswordWrong,
            ReadErrorKind::PasswordUnsupported,
            ReadErrorKind::NotASpreadsheet,
            ReadErrorKind::WordOrPdf,
            ReadErrorKind::Archive,
            ReadErrorKind::OtherProgram,
            ReadErrorKind::OldExcel,
            ReadErrorKind::HtmlWithoutTable,
            ReadErrorKind::SplitHtml,
            ReadErrorKind::EmptyFile,
            ReadErrorKind::NoHeader,
            ReadErrorKind::Damaged,
            ReadErrorKind::SheetNotFound,
            ReadErrorKind::TooLarge,
        ];
        for kind in ALL {
            let error = ReadError::new(kind).in_sheet("Trang 1");
            let message = error.message_vi();
            assert!(message.contains("Hãy") || message.contains("hãy"), "{message}");
            assert!(!message.contains(['{', '\n']) && !message.contains("  "), "{message}");
            let same = ALL.iter().filter(|&&it| ReadError::new(it).code() == error.code());
            assert_eq!(same.count(), 1, "{}", error.code());
        }
        let damaged = ReadError::new(ReadErrorKind::Damaged).in_sheet("A").at_cell("H9".to_owned());
        assert!(damaged.message_vi().starts_with("Tệp bị hỏng ở trang tính “A”, sau ô H9 nên"));
    }
}
