//! The three published versions of the template of "Import đối tượng tiêm COVID-19".
//!
//! Wording, merges, fill and widths as measured on the template files of November 2021 (v1, v2:
//! `DS_doi_tuong_tiem_covid_file_mau_<n>.xls`) and May 2022 (v3). Headings are copied to the
//! letter, with their odd spaces and line breaks, because the platform reads them. The widths of
//! v1 and v3 follow those of v2.

use soat_core::TemplateVersion;

/// The sheet that the platform reads.
pub(super) const SHEET: &str = "PL1_Danh sach doi tuong tiem";

/// The five rows of notes: column from 0, and the text.
pub(super) const NOTES: [(u16, &str); 5] = [
    (0, "Chú ý: "),
    (1, "1.Các cột có hoa thị (*) màu đỏ là cột bắt buộc phải nhập thông tin. "),
    (1, "2. Địa điểm tiêm nhập Mã cơ sở KCB của cơ sở tiêm, tham khảo tại PL4"),
    (1, "3. Với các cột không có thông tin hoặc thiếu thông tin thì KHÔNG NHẬP"),
    (
        1,
        "4. Thực hiện bỏ bộ lọc dữ liệu ( Filter) tại tất cả các sheet danh mục (sau khi thực hiện tra cứu) trước khi Tải file import lên hệ thống",
    ),
];

/// The last column of the merged first row (`R`).
pub(super) const NOTE_LAST_COLUMN: u16 = 17;
/// Row 7 from 0: the upper tier of the header.
pub(super) const HEADER_ROW: u32 = 6;
/// Row 9 from 0: the first person.
pub(super) const FIRST_ROW: u32 = 8;
/// Fill of the header, RGB 204, 255, 255.
pub(super) const HEADER_FILL: u32 = 0x00CC_FFFF;
/// Font of every cell.
pub(super) const FONT: &str = "Times New Roman";

/// A column of the template.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    /// The head over it and its neighbours, in row 7; its own heading is then in row 8.
    pub(super) group: Option<&'static str>,
    /// The heading, to the letter.
    pub(super) heading: &'static str,
    /// Width in characters.
    pub(super) width: f64,
}

const HOME: Option<&str> = Some("Nơi ở tạm trú (hiện tại) (*)\n(Tham khảo PL3)");
const DOSES: [&str; 4] = ["Mũi 1", "Mũi 2", "Mũi 3", "Mũi 4"];

/// Columns A to P. The heading of H is that of v3.
const PERSON: [Column; 16] = [
    column(None, "#", 5.0),
    column(None, "Họ và tên (*)", 13.6),
    column(None, "Ngày sinh dạng dd/mm/yyyy (*)", 19.4),
    column(None, "Giới tính (*)\n(0:nam, 1:nữ)", 17.4),
    column(None, "Mã nhóm \nđối tượng ưu tiên (*)\n(Tham khảo PL2)", 18.6),
    column(None, "Đơn vị công tác", 15.6),
    column(None, "Số điện thoại(*)\n(Tối thiểu 10 số)", 16.7),
    column(None, "Số CCCD, Mã định danh(*)\n(Loại 8,9,12 số)", 16.0),
    column(None, "Số thẻ bảo hiểm y tế\n(Mã thẻ 10/15 ký tự)", 21.9),
    column(HOME, "Tỉnh/Thành phố", 14.6),
    column(HOME, "Mã\n Tỉnh/Thành phố (*)", 15.0),
    column(HOME, "Quận/Huyện", 13.1),
    column(HOME, "Mã Quận/Huyện\n(*)", 13.1),
    column(HOME, "Xã/Phường", 13.1),
    column(HOME, "Mã Xã/Phường\n(*)", 13.1),
    column(HOME, "Địa chỉ chi tiết", 13.9),
];
const PERSONAL_ID: usize = 7;

/// Every column of a version, from A.
pub(super) fn columns(version: TemplateVersion) -> Vec<Column> {
    let (personal_id, n_doses) = match version {
        TemplateVersion::V1 => ("Số CMT/CCCD(*)\n(Loại 8/9/12 số)", 2),
        TemplateVersion::V2 => ("Số CCCD, ID Công dân(*)\n(Loại 8,9,12 số)", 3),
        TemplateVersion::V3 => ("Số CCCD, Mã định danh(*)\n(Loại 8,9,12 số)", 4),
    };
    let mut columns = PERSON.to_vec();
    columns[PERSONAL_ID].heading = personal_id; // OK because PERSON has 16 columns
    for (dose_idx, &dose) in DOSES.iter().enumerate().take(n_doses) {
        columns.extend(dose_columns(dose, dose_idx, version));
    }
    columns.push(column(None, "Ghi chú", 18.4));
    columns.extend(result_columns(version));
    columns
}

fn dose_columns(dose: &'static str, dose_idx: usize, version: TemplateVersion) -> [Column; 4] {
    let lot = if version == TemplateVersion::V1 { "Lô vắc xin(*)" } else { "Lô vắc xin" };
    let widths = match dose_idx {
        0 => [35.6, 19.4, 12.0, 18.4],
        1 => [37.7, 19.4, 12.0, 18.4],
        _ => [18.4; 4],
    };
    let headings = [
        "Tên vắc xin (*)\n(Tham khảo PL5)",
        "Ngày tiêm dạng dd/mm/yyyy (*)",
        lot,
        "Địa điểm tiêm (*)\n(Tham khảo PL4)",
    ];
    core::array::from_fn(|it| column(Some(dose), headings[it], widths[it])) // OK because all have four
}

fn result_columns(version: TemplateVersion) -> Vec<Column> {
    let headings: &[&str] = match version {
        TemplateVersion::V1 | TemplateVersion::V2 => &["Kết quả import\n(không điền ô này)"],
        TemplateVersion::V3 => &[
            "Kết quả import Thất bại\n(không điền ô này)",
            "Kết quả import Thành công\n(không điền ô này)",
        ],
    };
    headings.iter().map(|it| column(None, it, 26.3)).collect()
}

const fn column(group: Option<&'static str>, heading: &'static str, width: f64) -> Column {
    Column { group, heading, width }
}
