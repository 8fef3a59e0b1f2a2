use core::fmt;

use rust_xlsxwriter::XlsxError;

/// Why a workbook could not be written, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    kind: WriteErrorKind,
    sheet: &'static str,
    cell: Option<String>,
    source_row: Option<u32>,
}

/// The kinds of [`WriteError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WriteErrorKind {
    /// A text is longer than the 32,767 characters of a cell.
    TextTooLong,
    /// The list has more rows or columns than a sheet.
    TooLarge,
    /// The workbook could not be put together; a fault of ours.
    Internal,
    /// Read again, the workbook does not hold what was meant; a fault of ours.
    ReadBack,
}

impl WriteErrorKind {
    /// The stable code, for the page's own words.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TextTooLong => "text-too-long",
            Self::TooLarge => "too-large",
            Self::Internal => "internal",
            Self::ReadBack => "read-back",
        }
    }
}

impl WriteError {
    /// Says why.
    #[must_use]
    pub fn kind(&self) -> WriteErrorKind {
        self.kind
    }

    /// Says where in what was being written: the sheet, and the cell when one is to blame (`H12`).
    #[must_use]
    pub fn location(&self) -> (&'static str, Option<&str>) {
        (self.sheet, self.cell.as_deref())
    }

    /// Says which row of the source is to blame, by its number in Excel, when one is.
    #[must_use]
    pub fn source_row(&self) -> Option<u32> {
        self.source_row
    }

    pub(super) fn new(kind: WriteErrorKind, sheet: &'static str) -> Self {
        Self { kind, sheet, cell: None, source_row: None }
    }

    pub(super) fn at(mut self, row_idx: u32, column_idx: u16) -> Self {
        self.cell = Some(rust_xlsxwriter::utility::row_col_to_cell(row_idx, column_idx));
        self
    }

    pub(super) fn of_row(mut self, row_number: u32) -> Self {
        self.source_row = Some(row_number);
        self
    }

    /// Keeps the kind only: a foreign message may quote a cell.
    pub(super) fn from_xlsx(error: &XlsxError, sheet: &'static str) -> Self {
        let kind = match error {
            XlsxError::MaxStringLengthExceeded => WriteErrorKind::TextTooLong,
            XlsxError::RowColumnLimitError => WriteErrorKind::TooLarge,
            _ => WriteErrorKind::Internal,
        };
        Self::new(kind, sheet)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let why = match self.kind {
            WriteErrorKind::TextTooLong => "the text is longer than a cell can hold",
            WriteErrorKind::TooLarge => "the list is larger than a sheet can hold",
            WriteErrorKind::Internal => "the workbook could not be put together",
            WriteErrorKind::ReadBack => "the workbook does not read as it was meant",
        };
        write!(f, "{why}, sheet `{}`", self.sheet)?;
        self.cell.as_ref().map_or(Ok(()), |cell| write!(f, ", cell {cell}"))
    }
}

impl core::error::Error for WriteError {}
