//! Invented people: names by their shares in Vietnam, households, twins, namesakes.

use super::names::{
    COMMUNES, FAMILIES, GIVEN_OF_MEN, GIVEN_OF_WOMEN, MIDDLES_OF_MEN, MIDDLES_OF_WOMEN,
};
use super::rng::Rng;

/// Somebody as they are.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) family: &'static str,
    pub(super) middle: &'static str,
    pub(super) given: &'static str,
    pub(super) is_female: bool,
    /// Day, month, year.
    pub(super) birth: (u64, u64, u64),
    pub(super) number: String,
    pub(super) cmnd: String,
    pub(super) phone: String,
    pub(super) commune: &'static str,
    pub(super) village: u64,
    pub(super) house: u64,
    pub(super) mother: String,
}

/// Everybody whom either list could hold.
pub(super) struct World {
    pub(super) people: Vec<Person>,
}

/// Makes so many people, household by household.
pub(super) fn world(n_people: usize, rng: &mut Rng) -> World {
    let mut people = Vec::with_capacity(n_people + 8);
    while people.len() < n_people {
        add_household(&mut people, rng);
    }
    people.truncate(n_people);
    World { people }
}

fn add_household(people: &mut Vec<Person>, rng: &mut Rng) {
    let parents_born = 1930 + rng.below(70);
    let home = Home {
        commune: rng.pick(&COMMUNES),
        village: 1 + rng.below(12),
        house: 1 + rng.below(300),
        phone: phone(rng),
        province: rng.pick(&["036", "040", "079", "001", "091", "052"]),
    };
    let father = person(&home, family(rng), false, date(parents_born, rng), "", rng);
    let mother = person(&home, family(rng), true, date(parents_born + rng.below(8), rng), "", rng);
    let mother_name = full_name(&mother);
    let family = father.family;
    people.extend([father, mother]);
    for n in 0..rng.below(4) {
        let born = (parents_born + 20 + 3 * n + rng.below(3)).min(2021);
        let mut child = person(&home, family, rng.is(500), date(born, rng), &mother_name, rng);
        if rng.is(30) {
            people.push(twin(&child, rng));
        }
        if rng.is(10) {
            child.phone = phone(rng);
        }
        people.push(child);
    }
    if rng.is(60) {
        people.push(namesake(people.len() - 1, people, rng));
    }
}

struct Home {
    commune: &'static str,
    village: u64,
    house: u64,
    phone: String,
    province: &'static str,
}

fn person(
    home: &Home,
    family: &'static str,
    is_female: bool,
    birth: (u64, u64, u64),
    mother: &str,
    rng: &mut Rng,
) -> Person {
    let (middle, given) = names(is_female, rng);
    let has_own_phone = 2022 - birth.2 >= 16 && rng.is(500);
    Person {
        family,
        middle,
        given,
        is_female,
        birth,
        number: number(home.province, is_female, birth.2, rng),
        cmnd: format!("{:02}{:07}", 1 + rng.below(38), rng.below(10_000_000)),
        phone: if has_own_phone { phone(rng) } else { home.phone.clone() },
        commune: home.commune,
        village: home.village,
        house: home.house,
        mother: mother.to_owned(),
    }
}

/// Born the same day of the same mother; the names are often as near as the children, and the
/// numbers were often given out one after the other.
fn twin(of: &Person, rng: &mut Rng) -> Person {
    const NEAR: [[&str; 2]; 10] = [
        ["Lan", "Lân"],
        ["Hoa", "Hòa"],
        ["Nam", "Năm"],
        ["Anh", "Ánh"],
        ["Hùng", "Hưng"],
        ["Thanh", "Thành"],
        ["Linh", "Lĩnh"],
        ["Hà", "Hải"],
        ["Trung", "Trường"],
        ["Ân", "Ấn"],
    ];
    let is_female = if rng.is(700) { of.is_female } else { !of.is_female };
    let (middle, given) = names(is_female, rng);
    let middle = if rng.is(600) && is_female == of.is_female { of.middle } else { middle };
    let mut twin = Person { is_female, middle, given, ..of.clone() };
    if rng.is(400)
        && is_female == of.is_female
        && let Some(pair) = NEAR.iter().find(|it| it.contains(&of.given))
    {
        twin.given = if pair[0] == of.given { pair[1] } else { pair[0] };
    }
    let serial: u64 = of.number[6..].parse().unwrap_or(0);
    let serial = if rng.is(300) { (serial + 1) % 1_000_000 } else { rng.below(1_000_000) };
    let sex = (of.birth.2 / 100 - 19) * 2 + u64::from(is_female);
    twin.cmnd = format!("{:02}{:07}", 1 + rng.below(38), rng.below(10_000_000));
    twin.number = format!("{}{sex}{:02}{serial:06}", &of.number[..3], of.birth.2 % 100);
    if twin.given == of.given && twin.middle == of.middle {
        twin.given = if of.given == "Bảo" { "Minh" } else { "Bảo" };
    }
    twin
}

/// Another person of the same name, sex and birth year, sometimes of the same village.
fn namesake(idx: usize, people: &[Person], rng: &mut Rng) -> Person {
    let of = people[idx].clone(); // OK because the caller has just pushed it
    let birth = date(of.birth.2, rng);
    let (commune, village) = if rng.is(300) {
        (of.commune, of.village)
    } else {
        (rng.pick(&COMMUNES), 1 + rng.below(12))
    };
    Person {
        birth,
        number: number(&of.number[..3], of.is_female, birth.2, rng),
        cmnd: format!("{:02}{:07}", 1 + rng.below(38), rng.below(10_000_000)),
        phone: phone(rng),
        commune,
        village,
        house: 1 + rng.below(300),
        mother: String::new(),
        ..of
    }
}

pub(super) fn full_name(person: &Person) -> String {
    let words = [person.family, person.middle, person.given];
    let words: Vec<&str> = words.into_iter().filter(|it| !it.is_empty()).collect();
    words.join(" ")
}

fn family(rng: &mut Rng) -> &'static str {
    FAMILIES[rng.weighted(FAMILIES.iter().map(|it| it.1))].0 // OK because the index is of this list
}

fn names(is_female: bool, rng: &mut Rng) -> (&'static str, &'static str) {
    // Zipf's law, flattened at its head as names are.
    let weights = |n: usize| (0..n).map(|it| 100_000 / (it as u64 + 8));
    if is_female {
        let middle = rng.weighted(MIDDLES_OF_WOMEN.iter().map(|it| it.1));
        let given = rng.weighted(weights(GIVEN_OF_WOMEN.len()));
        (MIDDLES_OF_WOMEN[middle].0, GIVEN_OF_WOMEN[given]) // OK because the indices are of these lists
    } else {
        let middle = rng.weighted(MIDDLES_OF_MEN.iter().map(|it| it.1));
        let given = rng.weighted(weights(GIVEN_OF_MEN.len()));
        (MIDDLES_OF_MEN[middle].0, GIVEN_OF_MEN[given]) // OK because the indices are of these lists
    }
}

/// The old often know only their year, and have 01/01.
fn date(year: u64, rng: &mut Rng) -> (u64, u64, u64) {
    if rng.is(if year < 1960 { 150 } else { 10 }) {
        return (1, 1, year);
    }
    (1 + rng.below(28), 1 + rng.below(12), year)
}

fn number(province: &str, is_female: bool, year: u64, rng: &mut Rng) -> String {
    let sex = (year / 100 - 19) * 2 + u64::from(is_female);
    format!("{province}{sex}{:02}{:06}", year % 100, rng.below(1_000_000))
}

fn phone(rng: &mut Rng) -> String {
    let prefix: &str = rng.pick(&["090", "091", "098", "097", "035", "038", "077", "083"]);
    format!("{prefix}{:07}", rng.below(10_000_000))
}
