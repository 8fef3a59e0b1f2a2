//! Pairs of lists with the truth, to measure matching by: invented people of one district as two
//! offices would have written them down.
//!
//! Names follow the shares of real ones, so that there are as many namesakes; households share
//! surname, address and phone; some children are twins. Whoever is on one list may be absent from the other.

mod names;
mod people;
mod rng;
mod slips;

use std::fmt::Write as _;

use self::people::{Person, World, world};
pub use self::rng::Rng;
pub use self::slips::Slips;
use self::slips::written;

/// What a pair of lists is like.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// Rows of the list under work.
    pub n_work: usize,
    /// Rows of the second list.
    pub n_second: usize,
    /// Share of the work's people who are on the second list, in hundredths.
    pub overlap: u64,
    /// Which columns there are.
    pub columns: Columns,
    /// How much is written wrongly.
    pub slips: Slips,
    /// Another seed, other people.
    pub seed: u64,
}

/// Which columns the two lists have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Columns {
    /// Name, birth date and sex; the second list has the number too.
    Few,
    /// Phone, address, mother and old numbers too.
    Many,
}

/// Two lists as CSV, and who is whom.
pub struct Pairs {
    /// The list under work.
    pub work: String,
    /// The second list.
    pub second: String,
    /// For each row of the work the row of the second list, both from 0.
    pub truth: Vec<Option<usize>>,
}

/// Makes two lists.
#[must_use]
pub fn make(plan: Plan) -> Pairs {
    let mut rng = Rng::new(plan.seed);
    let n_both = plan.n_work * usize::try_from(plan.overlap).unwrap_or(0) / 100;
    let n_both = n_both.min(plan.n_second);
    let n_people = plan.n_second + plan.n_work - n_both;
    let World { people } = world(n_people, &mut rng);
    // Twins and namesakes stand beside each other in the world; who is on which list is chance.
    let mut order: Vec<usize> = (0..n_people).collect();
    rng.shuffle(&mut order);
    let second: Vec<usize> = order.iter().copied().take(plan.n_second).collect();
    let mut work: Vec<usize> = order.iter().copied().take(n_both).collect();
    work.extend(order.iter().copied().skip(plan.n_second));
    rng.shuffle(&mut work);
    let mut second_order = second;
    rng.shuffle(&mut second_order);
    let mut place_of = vec![None; n_people];
    for (place, &person) in second_order.iter().enumerate() {
        place_of[person] = Some(place); // OK because people are below n_people
    }
    let truth = work.iter().map(|&it| place_of[it]).collect(); // OK because people are below n_people
    let of = |order: &[usize], rng: &mut Rng, is_work: bool| {
        let mut text = headings(plan.columns, is_work);
        for (idx, &person) in order.iter().enumerate() {
            let person: &Person = &people[person]; // OK because people are below n_people
            let cells = written(person, plan.slips, is_work, plan.columns, rng);
            let _ = writeln!(text, "{},{}", idx + 1, cells.join(","));
        }
        text
    };
    let work_text = of(&work, &mut rng, true);
    Pairs { work: work_text, second: of(&second_order, &mut rng, false), truth }
}

fn headings(columns: Columns, is_work: bool) -> String {
    let headings = match (columns, is_work) {
        (Columns::Few, true) => "STT,Họ và tên,Ngày sinh,Giới tính",
        (Columns::Few, false) => "STT,Họ và tên,Năm sinh,Giới tính,Số ĐDCN",
        (Columns::Many, true) => {
            "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD/CMND,Số điện thoại,Xã/Phường,Địa chỉ,Họ tên mẹ"
        }
        (Columns::Many, false) => {
            "STT,Họ và tên,Ngày sinh,Giới tính,Số ĐDCN,Số điện thoại,Xã/Phường,Địa chỉ,Hoọ tên mẹ"
        }
    };
    format!("{headings}\n")
}
