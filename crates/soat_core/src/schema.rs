//! What kind of list this is, and by which book of rules it is judged.

use time::Date;

use crate::field::Field;
use crate::parse::import_result;

/// The layout of a list, found by its headings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layout {
    /// Import template of November 2021: two doses, `Số CMT/CCCD`.
    ImportV1,
    /// Import template of 22 November 2021: three doses, `Số CCCD, ID Công dân`.
    ImportV2,
    /// Import template of May 2022: four doses, `Số CCCD, Mã định danh`, two result columns.
    ImportV3,
    /// `Thong_ke_xac_minh_doi_tuong`: the columns of v3, the reason in Ghi chú.
    Verification,
    /// `DANH SÁCH ĐỐI TƯỢNG ĐĂNG KÝ TIÊM VẮC XIN COVID-19` of 2021.
    Registration,
    /// `DanhSachDoiTuong` of the national immunisation system.
    Niis,
    /// Any other list, mapped by its headings and the user.
    Unknown,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 7] = [
        Self::ImportV1,
        Self::ImportV2,
        Self::ImportV3,
        Self::Verification,
        Self::Registration,
        Self::Niis,
        Self::Unknown,
    ];

    /// The stable name in JSON.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::ImportV1 => "import-v1",
            Self::ImportV2 => "import-v2",
            Self::ImportV3 => "import-v3",
            Self::Verification => "verification",
            Self::Registration => "registration",
            Self::Niis => "niis",
            Self::Unknown => "unknown",
        }
    }

    /// The layout of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.key() == key)
    }

    /// The name shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::ImportV1 => "Mẫu Import (11/2021, 2 mũi)",
            Self::ImportV2 => "Mẫu Import (11/2021, 3 mũi)",
            Self::ImportV3 => "Mẫu Import (5/2022, 4 mũi)",
            Self::Verification => "Danh sách xác minh thông tin của Nền tảng",
            Self::Registration => "Danh sách đăng ký tiêm 2021",
            Self::Niis => "Danh sách đối tượng của Hệ thống tiêm chủng quốc gia",
            Self::Unknown => "Danh sách khác",
        }
    }

    /// Version of the import template which a list of this layout is written in.
    #[must_use]
    pub fn template(self) -> TemplateVersion {
        match self {
            Self::ImportV1 => TemplateVersion::V1,
            Self::ImportV2 => TemplateVersion::V2,
            _ => TemplateVersion::V3,
        }
    }

    /// Where the people of such a list most likely are. Only a proposal: the user decides.
    #[must_use]
    pub fn proposed_source(self) -> Source {
        match self {
            Self::Verification | Self::Niis => Source::Platform,
            _ => Source::Own,
        }
    }
}

/// Version of the import template.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TemplateVersion {
    /// 26 columns, two doses.
    V1,
    /// 30 columns, three doses.
    V2,
    /// 35 columns, four doses.
    V3,
}

/// Where the people of the list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// Already on the platform: identity cells leave exactly as they came, only the ID changes.
    Platform,
    /// To be added: normalised values leave.
    Own,
}

impl Source {
    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Platform => "platform",
            Self::Own => "own",
        }
    }

    /// The source of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Platform, Self::Own].into_iter().find(|it| it.key() == key)
    }
}

/// The book of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Profile {
    /// Circular 2262 of 2022: an ID of 8, 9 or 12 digits, three-level address codes of 2022.
    Y2022,
    /// Since 01/07/2025: 12 digits, CMND only as a warning, two levels and 34 provinces.
    Current,
}

impl Profile {
    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Y2022 => "2022",
            Self::Current => "current",
        }
    }

    /// The profile of this name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Y2022, Self::Current].into_iter().find(|it| it.key() == key)
    }
}

/// What a check is asked to assume. All of it is visible to the user and changed by the user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The book of rules.
    pub profile: Profile,
    /// Where the people are.
    pub source: Source,
    /// The day of the check: nobody is born after it. The core reads no clock.
    pub today: Date,
}

/// How a list writes sex.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SexCoding {
    /// `0` nam, `1` nữ: the import template.
    ZeroIsMale,
    /// `1` nam, `0` nữ: many health exports.
    OneIsMale,
    /// `1` nam, `2` nữ.
    OneAndTwo,
    /// `Nam`, `Nữ`.
    Words,
}

/// What the reader found out about the sheet.
#[derive(Clone, Debug)]
pub struct ListInfo {
    /// `xlsx`, `xls`, `xlsb`, `ods`, `html`, `xml`, `csv`.
    pub format: &'static str,
    /// The sheet read.
    pub sheet: String,
    /// All sheets in order.
    pub sheets: Vec<String>,
    /// The layout found.
    pub layout: Layout,
    /// Row number of the header's last row, from 1.
    pub header_row: u32,
    /// Row number of the first person, from 1.
    pub first_row: u32,
    /// What was left out, with counts.
    pub left_out: LeftOut,
    /// Formulas without a stored value, read as empty.
    pub uncomputed_formulas: u32,
    /// Cells beyond what a list can have (columns over the limit), not read.
    pub cells_not_read: u32,
    /// What the platform answered to the template's own sample row, imported by mistake.
    pub sample_answers: Vec<SampleAnswer>,
    /// The font of the name column, when it is one of before Unicode: `.VnTime`, `VNI-Times`.
    pub name_font: Option<String>,
    /// What a person who looks at the sheet in Excel does not see, and what could not be read.
    pub condition: SheetCondition,
}

/// What is hidden in the sheet read, and what is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetCondition {
    /// People in rows that Excel does not show. They are read like the others.
    pub hidden_rows: u32,
    /// Columns of the list that Excel does not show.
    pub hidden_columns: u32,
    /// Some of the rows are hidden by a filter.
    pub is_filtered: bool,
    /// Sheets that Excel does not show.
    pub hidden_sheets: Vec<String>,
    /// Cells that could not be read, read as empty.
    pub bad_cells: u32,
    /// The sheet breaks off in the middle: rows may be missing at its end.
    pub is_cut: bool,
}

/// The platform's answer to a sample row that was imported as if it were a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleAnswer {
    /// Row number in Excel.
    pub row_number: u32,
    /// Text of the result cell.
    pub text: String,
}

impl SampleAnswer {
    /// The sentences of the answer, each with the field that it is about.
    #[must_use]
    pub fn messages(&self) -> Vec<(Field, String)> {
        import_result::messages(&self.text)
    }
}

impl ListInfo {
    /// What was left out or could not be read, a Vietnamese sentence each.
    #[must_use]
    pub fn notes(&self) -> Vec<String> {
        let LeftOut { sample_rows, empty_rows, total_rows, header_rows } = self.left_out;
        let hidden_rows = match self.condition.is_filtered {
            true => "dòng đang ẩn trong Excel (do bộ lọc), vẫn đọc và kiểm tra như các dòng khác",
            false => "dòng đang ẩn trong Excel, vẫn đọc và kiểm tra như các dòng khác",
        };
        let counted = [
            (sample_rows, "dòng mẫu của tệp Import, đã bỏ qua"),
            (empty_rows, "dòng trống, đã bỏ qua"),
            (total_rows, "dòng tổng cộng, chữ ký hoặc ghi chú cuối danh sách, đã bỏ qua"),
            (header_rows, "dòng tiêu đề lặp lại, đã bỏ qua"),
            (self.uncomputed_formulas, "ô công thức chưa có giá trị, đọc là ô trống"),
            (self.cells_not_read, "ô nằm ngoài phạm vi danh sách, không đọc"),
            (self.condition.bad_cells, "ô bị hỏng trong tệp, đọc là ô trống"),
            (self.condition.hidden_rows, hidden_rows),
            (self.condition.hidden_columns, "cột đang ẩn trong Excel, vẫn đọc"),
        ];
        let found = counted.into_iter().filter(|&(n, _)| n > 0);
        let left_out = found.map(|(n, what)| format!("{n} {what}"));
        let answers = self.sample_answers.iter().flat_map(|sample| {
            let say = |(field, message): (Field, String)| {
                let (row, title) = (sample.row_number, field.title());
                format!("Dòng mẫu {row} từng bị Import; ô {title}, Nền tảng trả lời: {message}")
            };
            sample.messages().into_iter().map(say)
        });
        let cut = "Trang tính bị đứt ở giữa tệp: các dòng cuối có thể bị thiếu. Hãy so số dòng với tệp \
            gốc, hoặc tải lại tệp.";
        let cut = self.condition.is_cut.then(|| cut.to_owned());
        cut.into_iter().chain(left_out).chain(answers).collect()
    }
}

/// Rows of the sheet that are not people. Never dropped without being counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// The template's own sample row (`Nguyễn Văn A`).
    pub sample_rows: u32,
    /// Rows with nothing in them, or only a running number.
    pub empty_rows: u32,
    /// Totals, signatures and remarks under the list.
    pub total_rows: u32,
    /// Header rows repeated inside the list.
    pub header_rows: u32,
}

/// A column of the list.
#[derive(Clone, Debug)]
pub struct ColumnInfo {
    /// Position in the sheet, from 0 (`A`).
    pub sheet_column: u32,
    /// Heading as in the file, both tiers joined by a line break.
    pub heading: String,
    /// What it means, when known.
    pub field: Option<Field>,
}

impl ColumnInfo {
    /// The Excel letters of the column.
    #[must_use]
    pub fn letter(&self) -> String {
        let mut n = u64::from(self.sheet_column) + 1;
        let mut letters = Vec::new();
        while n > 0 {
            n -= 1;
            letters.push(char::from(b'A' + u8::try_from(n % 26).unwrap_or(0)));
            n /= 26;
        }
        letters.iter().rev().collect()
    }
}
