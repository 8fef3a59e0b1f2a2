//! The figures and tables of a report, in the words of the circular.

use time::Date;

use super::table::{Counted, Frame, Table};
use super::{Bucket, Report, Share, ShareOf, Unit, VillageKey, grouped};
use crate::class::Class;
use crate::display::format_date;
use crate::lane::Lane;

/// One figure with what it is out of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The stable name.
    pub key: &'static str,
    /// Its name.
    pub title: &'static str,
    /// The numerator, the denominator and the percentage.
    pub share: Share,
    /// Who is counted in the numerator.
    pub who: &'static str,
    /// Who is counted in the denominator.
    pub of_whom: &'static str,
}

/// People who are alike, and their unit.
type People<'a> = (&'a Unit, &'a Bucket);

const EVERYBODY: &str = "Tất cả người trong danh sách (mỗi dòng một người; không tính dòng mẫu, dòng trống, dòng \
                         tổng cộng).";
const WERE_WRONG: &str = "Những người có lỗi lúc mở tệp.";

/// Everybody, by class.
fn by_class_now<'a>() -> [Counted<People<'a>>; 8] {
    [
        Counted { title: "Số người", share: ShareOf::Nothing, is_meant: |_| true },
        counted("Không có số", |it| it.1.now == Class::NoId),
        counted("Số sai dạng", |it| it.1.now == Class::MalformedId),
        counted("Sai thông tin", |it| it.1.now == Class::WrongData),
        counted("Lỗi khác", |it| it.1.now == Class::Other),
        counted("Không thấy lỗi", |it| it.1.now == Class::Right),
        counted("Nước ngoài", |it| it.1.now == Class::Foreigner),
        Counted { title: "Còn lỗi", share: ShareOf::Row, is_meant: |it| it.1.now.is_wrong() },
    ]
}

const OF_CLASSES: &str = "Mỗi người được đếm đúng một lần, theo tình trạng hiện nay. Sáu cột phân loại cộng lại bằng số \
                          người; «Còn lỗi» là tổng bốn cột lỗi, phần trăm tính trên số người của dòng đó.";

fn counted<'a>(title: &'static str, is_meant: fn(&People<'a>) -> bool) -> Counted<People<'a>> {
    Counted { title, share: ShareOf::Nothing, is_meant }
}

impl Report {
    /// The figures that a report starts with.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure> {
        let all = self.total();
        let count = |is_meant: fn(&Bucket) -> bool| self.count(|_, it| is_meant(it));
        let figure = |key, title, n, of, who, of_whom| {
            let share = Share::of_one(n, of);
            Figure { key, title, share, who, of_whom }
        };
        let were_wrong = count(|it| it.was.is_wrong());
        let fixed = count(|it| it.was.is_wrong() && !it.now.is_wrong());
        let wrong = count(|it| it.now.is_wrong());
        let no_number = count(|it| matches!(it.now, Class::NoId | Class::MalformedId));
        let processed = count(|it| it.day.is_some());
        vec![
            figure(
                "were-wrong",
                "Có lỗi lúc mở tệp",
                were_wrong,
                all,
                "Người có ít nhất một lỗi mà Nền tảng sẽ từ chối, trong tệp lúc mở.",
                EVERYBODY,
            ),
            figure(
                "fixed",
                "Đã hết lỗi",
                fixed,
                were_wrong,
                "Người có lỗi lúc mở tệp, nay không còn lỗi nào (hoặc đã rõ là người nước ngoài).",
                WERE_WRONG,
            ),
            figure(
                "wrong",
                "Còn lỗi",
                wrong,
                all,
                "Người hiện nay còn ít nhất một lỗi mà Nền tảng sẽ từ chối.",
                EVERYBODY,
            ),
            figure(
                "no-number",
                "Còn thiếu hoặc sai dạng số CCCD/CMND",
                no_number,
                all,
                "Hai phân loại đầu của công văn 2262: không có số, hoặc số sai định dạng.",
                EVERYBODY,
            ),
            figure(
                "processed",
                "Đã xử lý",
                processed,
                all,
                "Người có ít nhất một ô đã sửa hoặc một cảnh báo đã xem và bỏ qua.",
                EVERYBODY,
            ),
        ]
    }

    /// The tables. By village only for one unit; by commune, district and province for several.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        let mut tables = vec![self.by_class(), self.by_lane()];
        match self.units.as_slice() {
            [_] => tables.push(self.by_village()),
            _ => {
                tables.push(self.by_unit());
                tables.extend(self.by_district());
                tables.extend(self.by_province());
            }
        }
        tables.push(self.by_day());
        tables
    }

    fn by_class(&self) -> Table {
        let frame = Frame {
            key: "class",
            title: "Theo phân loại của công văn 2262/BYT-CNTT",
            definition: "Mỗi người thuộc đúng một phân loại: phân loại đứng trước được xét trước. Phần trăm \
                         tính trên tất cả người trong danh sách.",
            label: "Phân loại",
        };
        let parts = Class::ALL.map(|it| (it, it.title(), it.definition()));
        let people: Vec<_> = self.people().collect();
        Table::of_parts(
            &people,
            frame,
            &parts,
            &[("Lúc mở tệp", |it| it.1.was), ("Hiện nay", |it| it.1.now)],
        )
    }

    fn by_lane(&self) -> Table {
        let frame = Frame {
            key: "lane",
            title: "Theo hướng xử lý",
            definition: "Mỗi người thuộc đúng một hướng, theo tình trạng hiện nay. Phần trăm tính trên tất cả \
                         người trong danh sách.",
            label: "Hướng xử lý",
        };
        let parts = Lane::ALL.map(|it| (it, it.title(), lane_definition(it)));
        let people: Vec<_> = self.people().collect();
        Table::of_parts(&people, frame, &parts, &[("Số người", |it| it.1.lane)])
    }

    fn by_village(&self) -> Table {
        let frame = Frame {
            key: "village",
            title: "Theo thôn, ấp, khu phố",
            definition: OF_CLASSES,
            label: "Thôn, ấp, khu phố",
        };
        let key = |it: &People<'_>| VillageKey::of(&it.1.village);
        Table::by(self.people(), frame, &by_class_now(), key, VillageKey::title)
    }

    fn by_unit(&self) -> Table {
        let frame =
            Frame {
                key: "unit", title: "Theo đơn vị", definition: OF_CLASSES, label: "Đơn vị"
            };
        Table::by(self.people(), frame, &by_class_now(), |it| it.0.clone(), Unit::title)
    }

    fn by_district(&self) -> Option<Table> {
        let frame = Frame {
            key: "district",
            title: "Theo quận, huyện",
            definition: OF_CLASSES,
            label: "Quận, huyện",
        };
        let district = |it: &People<'_>| Unit { commune: String::new(), ..it.0.clone() };
        let has_districts = self.units.iter().any(|it| !it.unit.district.is_empty());
        has_districts
            .then(|| Table::by(self.people(), frame, &by_class_now(), district, Unit::title))
    }

    fn by_province(&self) -> Option<Table> {
        let frame = Frame {
            key: "province",
            title: "Theo tỉnh, thành phố",
            definition: OF_CLASSES,
            label: "Tỉnh, thành phố",
        };
        let province =
            |it: &People<'_>| Unit { province: it.0.province.clone(), ..Unit::default() };
        let has_provinces = self.units.iter().any(|it| !it.unit.province.is_empty());
        has_provinces
            .then(|| Table::by(self.people(), frame, &by_class_now(), province, Unit::title))
    }

    fn by_day(&self) -> Table {
        let columns = [
            Counted { title: "Số người", share: ShareOf::Column, is_meant: |_| true },
            counted("Đã hết lỗi", |it| it.1.was.is_wrong() && !it.1.now.is_wrong()),
            counted("Còn lỗi", |it| it.1.now.is_wrong()),
            counted("Từ đầu không có lỗi", |it| {
                !it.1.was.is_wrong() && !it.1.now.is_wrong()
            }),
        ];
        let frame = Frame {
            key: "day",
            title: "Theo ngày xử lý",
            definition: "Mỗi người được đếm một lần, vào ngày sửa gần nhất. Ba cột sau cộng lại bằng số \
                         người; phần trăm tính trên tất cả người trong danh sách.",
            label: "Ngày",
        };
        let label = |it: &Option<Date>| it.map_or_else(|| "Chưa sửa".to_owned(), format_date);
        Table::by(self.people(), frame, &columns, |it| it.1.day, label)
    }

    /// Whose figures they are, of which day.
    #[must_use]
    pub fn head_line(&self) -> String {
        let units = match self.units.as_slice() {
            [only] => only.unit.title(),
            units => format!("{} đơn vị", units.len()),
        };
        let day =
            self.made_on().map_or_else(String::new, |it| format!(". Lập ngày {}", format_date(it)));
        format!("Đơn vị: {units}. Số người: {}{day}.", grouped(self.total()))
    }

    /// What a reader should know before forwarding it.
    #[must_use]
    pub fn privacy_line(&self) -> String {
        "Báo cáo chỉ có số đếm và tên thôn, ấp, khu phố; không có tên, ngày sinh, số giấy tờ hay số điện thoại \
         của ai. Mọi bảng đều cộng ra cùng một tổng số người; phần trăm \
         trong một cột được làm tròn để cộng đủ 100,0 %, nên có thể lệch 0,1 so với khi tính riêng."
            .to_owned()
    }

    /// One line about a day, to be pasted into a message.
    #[must_use]
    pub fn daily_line(&self, day: Date) -> String {
        let on_day = |is_meant: fn(&Bucket) -> bool| {
            grouped(self.count(|_, it| it.day == Some(day) && is_meant(it)))
        };
        let unit = match self.units.as_slice() {
            [only] if !only.unit.is_unknown() => format!(", {}", only.unit.title()),
            [_] | [] => String::new(),
            units => format!(", {} đơn vị", units.len()),
        };
        let all = self.total();
        let wrong = self.count(|_, it| it.now.is_wrong());
        format!(
            "Ngày {}{unit}: đã xử lý {} người (hết lỗi {}, còn lỗi {}, từ đầu không có lỗi {}). Danh sách có \
             {} người; lúc đầu {} người có lỗi, nay còn {} người ({} danh sách).",
            format_date(day),
            on_day(|_| true),
            on_day(|it| it.was.is_wrong() && !it.now.is_wrong()),
            on_day(|it| it.now.is_wrong()),
            on_day(|it| !it.was.is_wrong() && !it.now.is_wrong()),
            grouped(all),
            grouped(self.count(|_, it| it.was.is_wrong())),
            grouped(wrong),
            Share::of_one(wrong, all).words(),
        )
    }
}

fn lane_definition(lane: Lane) -> &'static str {
    match lane {
        Lane::Clean => "Không thấy lỗi và không có gì phải sửa trên Nền tảng.",
        Lane::Import => {
            "Số CCCD/CMND trong tệp thiếu hoặc sai định dạng, nay đã đúng dạng: đưa lên bằng Import tệp Excel. Với \
             danh sách của đơn vị: người đã sửa."
        }
        Lane::DirectEdit => {
            "Số CCCD/CMND trong tệp đúng dạng nhưng số hoặc thông tin đã được sửa: phải sửa trực tiếp trên Nền \
             tảng."
        }
        Lane::Unresolved => "Còn ít nhất một lỗi mà Nền tảng sẽ từ chối (bốn phân loại lỗi).",
        Lane::Exempt => "Người nước ngoài ghi số hộ chiếu: không phải xác thực.",
    }
}
