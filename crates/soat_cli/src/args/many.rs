//! The arguments of `soat diff` and `soat report`.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::{Command, Format, Given, ListArgs};

pub(crate) const HELP: &str = "
  soat diff CŨ... MỚI [--format text|json] [--out RA.xlsx] [--profile ...] [--today ...] [--source ...]
      So danh sách tải sau với danh sách tải trước, theo từng người: đã hết lỗi, vẫn còn lỗi, lỗi
      quay lại, mới có lỗi, không còn trong danh sách, người mới. Có thể đưa nhiều danh sách, cũ
      nhất đứng trước. --out: các bảng số, không có tên ai.

  soat report TỆP [--out RA.xlsx] [--page RA.html] [--place TÊN ĐƠN VỊ] [--edits SỬA.tsv]
                 [--accept safe|confirm] [--format text|json] [--profile ...] [--today ...]
      Báo cáo theo phân loại của công văn 2262, hướng xử lý, thôn, ngày. Chỉ có số đếm, không có
      thông tin của ai; mọi bảng cộng ra cùng một tổng.
  soat report --sum BÁO_CÁO.xlsx... [--out RA.xlsx] [--page RA.html] [--format text|json]
      Cộng báo cáo của các đơn vị (tệp do soat report --out ghi, hoặc thư mục chứa chúng). Mỗi đơn
      vị chỉ tính báo cáo mới nhất.
";

/// Which exports to lay side by side, oldest first.
#[derive(Debug)]
pub(crate) struct DiffArgs {
    pub(crate) files: Vec<PathBuf>,
    /// How each is read.
    pub(crate) list: ListArgs,
    pub(crate) format: Format,
    pub(crate) out: Option<PathBuf>,
}

/// What to report of.
#[derive(Debug)]
pub(crate) struct ReportArgs {
    /// The list, or the reports to add up.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) is_sum: bool,
    pub(crate) list: ListArgs,
    pub(crate) place: Option<String>,
    pub(crate) edits: Option<PathBuf>,
    pub(crate) accept: Option<soat_core::Applicability>,
    pub(crate) format: Format,
    pub(crate) out: Option<PathBuf>,
    pub(crate) page: Option<PathBuf>,
}

impl Given {
    pub(super) fn of_report(&self) -> [(&'static str, bool); 4] {
        [
            ("--out", self.out.is_some()),
            ("--page", self.page.is_some()),
            ("--place", self.place.is_some()),
            ("--sum", self.is_sum),
        ]
    }

    pub(super) fn diff(mut self) -> Result<Command> {
        let out = self.out.take();
        self.refuse(&self.of_export())?;
        self.refuse(&self.of_report())?;
        if self.files.len() < 2 {
            bail!("cần ít nhất hai danh sách: cũ rồi mới (xem soat --help)");
        }
        let format = self.format.unwrap_or(Format::Text);
        let (files, list) = self.lists()?;
        Ok(Command::Diff(DiffArgs { files, list, format, out }))
    }

    pub(super) fn report(mut self) -> Result<Command> {
        let (edits, accept) = (self.edits.take(), self.accept.take());
        self.refuse(&self.of_export())?;
        let (out, page, place) = (self.out.take(), self.page.take(), self.place.take());
        let (is_sum, format) = (self.is_sum, self.format.unwrap_or(Format::Text));
        if is_sum && (edits.is_some() || accept.is_some() || place.is_some()) {
            bail!("--sum không dùng cùng --edits, --accept, --place (xem soat --help)");
        }
        if !is_sum && self.files.len() > 1 {
            bail!("chỉ lập báo cáo của một danh sách mỗi lần; cộng các báo cáo bằng --sum");
        }
        let (files, list) = self.lists()?;
        let args = ReportArgs { files, is_sum, list, place, edits, accept, format, out, page };
        Ok(Command::Report(args))
    }
}
