//! A later export beside the list under work: what has become of each person.
//!
//! No export has a key of its rows, so people are told by what is written of them: `pairing` says
//! how. [`Recheck::of`] follows everybody through the exports, oldest first, and puts each person of
//! the last two into exactly one [`Outcome`].

mod pairing;
mod tables;
#[cfg(test)]
mod tests;
mod traits;
mod trend;

pub use self::trend::TrendPoint;

use crate::class::Class;
use crate::lane::Lane;
use crate::report::villages;
use crate::work::Work;

pub(crate) use self::pairing::pair;
pub(crate) use self::traits::Traits;

/// What has become of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// Was wrong, is right.
    Fixed,
    /// Was wrong, is wrong.
    StillWrong,
    /// Was wrong once, had been put right or was no longer on the list, and is wrong again.
    CameBack,
    /// Was always right, is wrong.
    NewlyWrong,
    /// Was right, is right.
    StillRight,
    /// Was on the list before, is not any more.
    Gone,
    /// Was on no list before.
    New,
}

impl Outcome {
    /// Every outcome, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Fixed,
        Self::StillWrong,
        Self::CameBack,
        Self::NewlyWrong,
        Self::StillRight,
        Self::Gone,
        Self::New,
    ];

    /// The stable name.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Fixed => "fixed",
            Self::StillWrong => "still-wrong",
            Self::CameBack => "came-back",
            Self::NewlyWrong => "newly-wrong",
            Self::StillRight => "still-right",
            Self::Gone => "gone",
            Self::New => "new",
        }
    }

    /// The name shown to people.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Fixed => "Đã hết lỗi",
            Self::StillWrong => "Vẫn còn lỗi",
            Self::CameBack => "Lỗi quay lại",
            Self::NewlyWrong => "Mới có lỗi",
            Self::StillRight => "Vẫn không có lỗi",
            Self::Gone => "Không còn trong danh sách",
            Self::New => "Người mới",
        }
    }

    /// Who is counted in it, in words.
    #[must_use]
    pub fn definition(self) -> &'static str {
        match self {
            Self::Fixed => "Danh sách trước có lỗi, danh sách sau không còn lỗi.",
            Self::StillWrong => "Danh sách trước có lỗi, danh sách sau vẫn có lỗi.",
            Self::CameBack => {
                "Từng có lỗi, sau đó đã sửa (hoặc không còn trong danh sách), nay lại có lỗi."
            }
            Self::NewlyWrong => "Trước nay không có lỗi, danh sách sau có lỗi.",
            Self::StillRight => "Danh sách trước và danh sách sau đều không có lỗi.",
            Self::Gone => "Có trong danh sách trước, không có trong danh sách sau.",
            Self::New => "Chưa có trong danh sách nào trước đó.",
        }
    }

    fn of(before: Before, now: Class) -> Self {
        match (before.class.is_wrong(), now.is_wrong()) {
            (true, false) => Self::Fixed,
            (true, true) if before.is_put_right => Self::CameBack,
            (true, true) => Self::StillWrong,
            (false, true) if before.was_wrong => Self::CameBack,
            (false, true) => Self::NewlyWrong,
            (false, false) => Self::StillRight,
        }
    }
}

/// A person of the last two exports.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Followed {
    /// The row of the export before the last, from 0.
    pub old: Option<usize>,
    /// The row of the last export, from 0.
    pub new: Option<usize>,
    /// What has become of the person.
    pub outcome: Outcome,
    /// The class when last seen before.
    pub was: Option<Class>,
    /// The class in the last export.
    pub now: Option<Class>,
    /// The lane in the export before the last.
    pub lane: Option<Lane>,
    /// The thôn, ấp or khu phố, as a report may tell it; empty when none is known.
    pub village: String,
}

/// What has become of everybody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recheck {
    people: Vec<Followed>,
}

/// What is known of a person from the exports before the last.
#[derive(Clone, Copy)]
struct Before {
    /// The class when last seen.
    class: Class,
    /// Was the person ever wrong?
    was_wrong: bool,
    /// Wrong when last seen, and since then corrected in the work or gone from a list.
    is_put_right: bool,
}

impl Before {
    fn seen(self, class: Class) -> Self {
        Self { class, was_wrong: self.was_wrong || class.is_wrong(), is_put_right: false }
    }

    fn gone(self) -> Self {
        Self { is_put_right: self.class.is_wrong(), ..self }
    }
}

/// A person followed through the exports.
struct Person {
    traits: Vec<Traits>,
    before: Before,
    /// The row in the export before the one at hand.
    row_idx: Option<usize>,
}

impl Recheck {
    /// Follows people through exports, oldest first, to the last one. The first may be the list under
    /// work: people are known by its cells as opened and as corrected.
    #[must_use]
    pub fn of(first: &Work, between: &[&Work], last: &Work) -> Self {
        let mut people = people_of(first);
        let mut previous = first;
        for &export in between {
            let (paired, traits) = pair_with(&people, export);
            follow(&mut people, export, &paired, traits);
            previous = export;
        }
        let (paired, _) = pair_with(&people, last);
        Self { people: outcomes(&people, previous, last, &paired) }
    }

    /// Follows people from the list under work to a later export, when of the exports between only the
    /// class of each row of the list is known, oldest first; `None` for who was not there.
    #[must_use]
    pub fn after(first: &Work, between: &[Vec<Option<Class>>], last: &Work) -> Self {
        let mut people = people_of(first);
        for classes in between {
            for (person, class) in people.iter_mut().zip(classes) {
                person.before = match *class {
                    Some(class) => person.before.seen(class),
                    None => person.before.gone(),
                };
            }
        }
        let (paired, _) = pair_with(&people, last);
        Self { people: outcomes(&people, first, last, &paired) }
    }

    /// Everybody: the rows of the last export in order, then those who are gone.
    #[must_use]
    pub fn people(&self) -> &[Followed] {
        &self.people
    }

    /// How many people have this outcome.
    #[must_use]
    pub fn count(&self, outcome: Outcome) -> u64 {
        self.people.iter().filter(|it| it.outcome == outcome).count() as u64
    }
}

fn people_of(work: &Work) -> Vec<Person> {
    let person = |row_idx| Person {
        traits: Traits::all_of(work, row_idx),
        before: before(work, row_idx),
        row_idx: Some(row_idx),
    };
    (0..work.table().n_rows()).map(person).collect()
}

/// The class of each row of the list in the last export; `None` for who is gone. What
/// [`Recheck::after`] has to know of it later.
#[must_use]
pub fn states_of(recheck: &Recheck, n_rows: usize) -> Vec<Option<Class>> {
    let mut states = vec![None; n_rows];
    for it in &recheck.people {
        if let Some(place) = it.old.and_then(|it| states.get_mut(it)) {
            *place = it.now;
        }
    }
    states
}

fn before(work: &Work, row_idx: usize) -> Before {
    let (opened, now) = (work.opened_class(row_idx), work.class(row_idx));
    Before {
        class: opened,
        was_wrong: opened.is_wrong(),
        is_put_right: opened.is_wrong() && !now.is_wrong(),
    }
}

/// The person of each row of an export, and what is written in the rows.
fn pair_with(people: &[Person], export: &Work) -> (Vec<Option<usize>>, Vec<Traits>) {
    let rows = 0..export.table().n_rows();
    let new: Vec<Traits> = rows.map(|it| Traits::opened(export, it)).collect();
    let old: Vec<&[Traits]> = people.iter().map(|it| it.traits.as_slice()).collect();
    (pair(&old, &new), new)
}

/// Takes in what an export says of everybody.
fn follow(people: &mut Vec<Person>, export: &Work, paired: &[Option<usize>], traits: Vec<Traits>) {
    for person in people.iter_mut() {
        person.row_idx = None;
    }
    for (row_idx, (old, traits)) in paired.iter().zip(traits).enumerate() {
        let class = export.opened_class(row_idx);
        let Some(person) = old.and_then(|it| people.get_mut(it)) else {
            let before = Before { class, was_wrong: class.is_wrong(), is_put_right: false };
            people.push(Person { traits: vec![traits], before, row_idx: Some(row_idx) });
            continue;
        };
        person.row_idx = Some(row_idx);
        person.traits = vec![traits];
        person.before = person.before.seen(class);
    }
    for person in people.iter_mut().filter(|it| it.row_idx.is_none()) {
        person.before = person.before.gone();
    }
}

fn outcomes(
    people: &[Person],
    previous: &Work,
    last: &Work,
    paired: &[Option<usize>],
) -> Vec<Followed> {
    let (old_villages, new_villages) = (villages(previous), villages(last));
    let village = |villages: &[String], row_idx: Option<usize>| {
        row_idx.and_then(|it| villages.get(it)).cloned().unwrap_or_default()
    };
    let lane = |it: &Person| it.row_idx.map(|it| previous.standing(it).lane);
    let mut is_found = vec![false; people.len()];
    let mut followed = Vec::new();
    for (row_idx, old) in paired.iter().enumerate() {
        let now = last.opened_class(row_idx);
        let person = old.and_then(|it| people.get(it));
        if let Some(found) = old.and_then(|it| is_found.get_mut(it)) {
            *found = true;
        }
        followed.push(Followed {
            old: person.and_then(|it| it.row_idx),
            new: Some(row_idx),
            outcome: person.map_or(Outcome::New, |it| Outcome::of(it.before, now)),
            was: person.map(|it| it.before.class),
            now: Some(now),
            lane: person.and_then(lane),
            village: village(&new_villages, Some(row_idx)),
        });
    }
    // Who was gone before is not gone once more.
    let gone = people.iter().zip(is_found).filter(|(it, found)| !found && it.row_idx.is_some());
    followed.extend(gone.map(|(person, _)| Followed {
        old: person.row_idx,
        new: None,
        outcome: Outcome::Gone,
        was: Some(person.before.class),
        now: None,
        lane: lane(person),
        village: village(&old_villages, person.row_idx),
    }));
    followed
}
