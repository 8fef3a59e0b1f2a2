//! Tables of a re-check.

use super::{Followed, Outcome, Recheck};
use crate::class::Class;
use crate::lane::Lane;
use crate::report::{Counted, Frame, ShareOf, Table, VillageKey};

type Cell<'a> = &'a Followed;

fn columns<'a>() -> [Counted<Cell<'a>>; 8] {
    let of = |outcome: Outcome, is_meant: fn(&Cell<'a>) -> bool| Counted {
        title: outcome.title(),
        share: ShareOf::Nothing,
        is_meant,
    };
    [
        Counted { title: "Số người", share: ShareOf::Column, is_meant: |_| true },
        of(Outcome::Fixed, |it| it.outcome == Outcome::Fixed),
        of(Outcome::StillWrong, |it| it.outcome == Outcome::StillWrong),
        of(Outcome::CameBack, |it| it.outcome == Outcome::CameBack),
        of(Outcome::NewlyWrong, |it| it.outcome == Outcome::NewlyWrong),
        of(Outcome::StillRight, |it| it.outcome == Outcome::StillRight),
        of(Outcome::Gone, |it| it.outcome == Outcome::Gone),
        of(Outcome::New, |it| it.outcome == Outcome::New),
    ]
}

impl Recheck {
    /// What has become of people: as a whole, by class, by lane and by village. Everybody of the two
    /// lists is in each table once.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        vec![self.by_outcome(), self.by_class(), self.by_lane(), self.by_village()]
    }

    fn items(&self) -> impl Iterator<Item = (Cell<'_>, u64)> {
        self.people.iter().map(|it| (it, 1))
    }

    fn by_outcome(&self) -> Table {
        let frame = Frame {
            key: "outcome",
            title: "Kết quả so với lần trước",
            definition: "Mỗi người có trong danh sách trước hoặc danh sách sau được đếm đúng một lần. Phần \
                         trăm tính trên tất cả những người đó.",
            label: "Kết quả",
        };
        let parts = Outcome::ALL.map(|it| (it, it.title(), it.definition()));
        let items: Vec<_> = self.items().collect();
        Table::of_parts(&items, frame, &parts, &[("Số người", |it| it.outcome)])
    }

    fn by_class(&self) -> Table {
        let frame = Frame {
            key: "class",
            title: "Theo phân loại lúc trước",
            definition: OF_OUTCOMES,
            label: "Phân loại trong danh sách trước",
        };
        let label = |it: &Option<Class>| {
            it.map_or("Chưa có trong danh sách trước", Class::title).to_owned()
        };
        let key = |it: &Cell<'_>| (it.was.is_none(), it.was);
        Table::by(self.items(), frame, &columns(), key, |it| label(&it.1))
    }

    fn by_lane(&self) -> Table {
        let frame = Frame {
            key: "lane",
            title: "Theo hướng xử lý lúc trước",
            definition: OF_OUTCOMES,
            label: "Hướng xử lý trong danh sách trước",
        };
        let label =
            |it: &Option<Lane>| it.map_or("Không có trong danh sách trước", Lane::title).to_owned();
        let key = |it: &Cell<'_>| (it.lane.is_none(), it.lane);
        Table::by(self.items(), frame, &columns(), key, |it| label(&it.1))
    }

    fn by_village(&self) -> Table {
        let frame = Frame {
            key: "village",
            title: "Theo thôn, ấp, khu phố",
            definition: OF_OUTCOMES,
            label: "Thôn, ấp, khu phố",
        };
        let key = |it: &Cell<'_>| VillageKey::of(&it.village);
        Table::by(self.items(), frame, &columns(), key, VillageKey::title)
    }
}

const OF_OUTCOMES: &str = "Mỗi người được đếm đúng một lần; bảy cột kết quả cộng lại bằng số người. Phần trăm tính trên tất \
                           cả người của hai danh sách.";
