//! Why a file could not be read, in words for a person and a code for the page.

use core::fmt;

/// What is wrong with the file as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReadErrorKind {
    /// The workbook needs a password to open.
    PasswordProtected,
    /// Neither xlsx, xlsm, xlsb, xls nor ods, whatever its name says.
    NotASpreadsheet,
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
            ReadErrorKind::NotASpreadsheet => "not-a-spreadsheet",
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
        let place = sheet.unwrap_or_default();
        let cell = self.cell.as_deref().map(|it| format!(", sau ô {it}")).unwrap_or_default();
        match self.kind {
            ReadErrorKind::PasswordProtected => "Tệp có mật khẩu nên không đọc được. Hãy mở tệp \
                bằng Excel, bỏ mật khẩu (Tệp > Thông tin > Bảo vệ sổ làm việc), lưu lại rồi mở lại tại đây."
                .to_owned(),
            ReadErrorKind::NotASpreadsheet => "Đây không phải là bảng tính Excel (.xlsx, .xlsm, .xlsb, .xls) \
                hay .ods, dù tên tệp có thể viết như vậy. Hãy mở tệp bằng Excel, chọn Lưu thành dạng \
                “Excel Workbook (.xlsx)” rồi mở lại tại đây."
                .to_owned(),
            ReadErrorKind::EmptyFile => "Tệp không có dữ liệu: không có ô nào được điền. Hãy kiểm tra lại \
                xem đã chọn đúng tệp chưa."
                .to_owned(),
            ReadErrorKind::NoHeader => format!(
                "Không tìm thấy dòng tiêu đề (Họ và tên, Ngày sinh, Số CCCD…){place}. Hãy chọn trang tính \
                 và dòng tiêu đề, rồi cho biết mỗi cột là gì."
            ),
            ReadErrorKind::Damaged => format!(
                "Tệp bị hỏng{place}{cell} nên không đọc hết được. Hãy mở tệp bằng Excel, cho Excel sửa \
                 chữa, lưu thành tệp mới rồi mở lại; hoặc tải lại tệp từ Nền tảng."
            ),
            ReadErrorKind::SheetNotFound => {
                let name = self.sheet.as_deref().unwrap_or_default();
                format!("Trong tệp không có trang tính “{name}”. Hãy chọn một trang tính khác.")
            }
            ReadErrorKind::TooLarge => format!(
                "Bảng quá lớn{place}: có ô nằm rất xa danh sách, hoặc quá nhiều dòng. Hãy xoá các dòng, cột \
                 thừa ngoài danh sách, hoặc chép riêng danh sách sang tệp mới, lưu rồi mở lại."
            ),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            ReadErrorKind::PasswordProtected => "the workbook is protected by a password",
            ReadErrorKind::NotASpreadsheet => "not an xlsx, xlsm, xlsb, xls or ods file",
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
