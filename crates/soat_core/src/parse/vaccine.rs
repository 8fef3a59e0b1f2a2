//! Names of COVID-19 vaccines, as the platform's list PL5 writes them.

use crate::field::Field;
use crate::parse::text::fold;

/// PL5 of May 2022, slips included: the platform compares the strings.
pub const PL5: [&str; 7] = [
    "COVID-19 Vaccine (Vero Cell), Inactivated (Sinopharm)",
    "COVID-19 Vaccine Moderna",
    "COVID-19 Vaccine Comirnaty (Pfizer/BioNtech)",
    "COVID-19 Vaccine AstraZeneca",
    "COVID-19 Vaccine Gam-covid-vac (Sputnik V)",
    "COVID-19 Vaccine Jansen(Johnson & Johnson",
    "COVID-19 Vaccine Abdala",
];

/// The first COVID-19 injection in Vietnam, 08/03/2021: year and day of the year.
pub(crate) const FIRST_INJECTION: (i32, u16) = (2021, 67);

/// How the template of November 2021 spells the first.
const PL5_V1: &str = "COVID-19 Vaccine (Vero Cell), Inactived (Sinopharm)";

/// Other names, folded to letters and digits, with their place in [`PL5`]. Source:
/// `ref/covid_vaccines.tsv` of the research.
const OTHER_NAMES: &[(&str, usize)] = &[
    ("sinopharm", 0),
    ("verocell", 0),
    ("verocellinactivated", 0),
    ("verocellsinopharm", 0),
    ("sinopharmverocell", 0),
    ("bbibpcorv", 0),
    ("moderna", 1),
    ("spikevax", 1),
    ("mrna1273", 1),
    ("pfizer", 2),
    ("pfizerbiontech", 2),
    ("comirnaty", 2),
    ("comirnatypfizer", 2),
    ("comirnatypfizerbiontech", 2),
    ("bnt162b2", 2),
    ("astrazeneca", 3),
    ("astra", 3),
    ("az", 3),
    ("azd1222", 3),
    ("vaxzevria", 3),
    ("covishield", 3),
    ("sputnikv", 4),
    ("sputnik", 4),
    ("gamcovidvac", 4),
    ("gamcovidvacsputnikv", 4),
    ("janssen", 5),
    ("jansen", 5),
    ("johnsonjohnson", 5),
    ("janssenjohnsonjohnson", 5),
    ("abdala", 6),
    ("cigb66", 6),
];

/// The columns of one dose.
#[derive(Clone, Copy, Debug)]
pub struct Dose {
    /// Tên vắc xin.
    pub vaccine: Field,
    /// Ngày tiêm.
    pub date: Field,
    /// Số lô.
    pub lot: Field,
    /// Mã cơ sở tiêm.
    pub site: Field,
}

impl Dose {
    /// The columns, in order.
    pub(crate) fn fields(self) -> [Field; 4] {
        [self.vaccine, self.date, self.lot, self.site]
    }
}

/// The doses of the import template in order.
pub const DOSES: [Dose; 4] = [
    Dose {
        vaccine: Field::Dose1Vaccine,
        date: Field::Dose1Date,
        lot: Field::Dose1Lot,
        site: Field::Dose1Site,
    },
    Dose {
        vaccine: Field::Dose2Vaccine,
        date: Field::Dose2Date,
        lot: Field::Dose2Lot,
        site: Field::Dose2Site,
    },
    Dose {
        vaccine: Field::Dose3Vaccine,
        date: Field::Dose3Date,
        lot: Field::Dose3Lot,
        site: Field::Dose3Site,
    },
    Dose {
        vaccine: Field::Dose4Vaccine,
        date: Field::Dose4Date,
        lot: Field::Dose4Lot,
        site: Field::Dose4Site,
    },
];

/// The columns of vaccines.
pub(crate) const VACCINES: &[Field] =
    &[Field::Dose1Vaccine, Field::Dose2Vaccine, Field::Dose3Vaccine, Field::Dose4Vaccine];

/// What a vaccine cell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VaccineReading {
    /// Nothing in the cell.
    Missing,
    /// A name of PL5.
    Plain,
    /// The same letters as a name of PL5, but not the same string.
    Untidy(&'static str),
    /// Another name of a vaccine in PL5.
    OtherName(&'static str),
    /// Not in PL5.
    Unknown,
}

/// Reads a vaccine cell.
#[must_use]
pub fn read(text: &str) -> VaccineReading {
    if text.is_empty() {
        return VaccineReading::Missing;
    }
    if PL5.contains(&text) || text == PL5_V1 {
        return VaccineReading::Plain;
    }
    let letters = letters(text);
    if letters.is_empty() {
        return VaccineReading::Missing;
    }
    if let Some(name) = PL5.into_iter().find(|it| self::letters(it) == letters) {
        return VaccineReading::Untidy(name);
    }
    let bare = ["covid19vaccine", "vaccinecovid19", "vacxincovid19", "vaccine", "vacxin", "vacin"]
        .iter()
        .find_map(|it| letters.strip_prefix(it))
        .unwrap_or(&letters);
    let place = OTHER_NAMES.iter().find(|(name, _)| *name == bare).map(|it| it.1);
    place
        .and_then(|it| PL5.get(it))
        .map_or(VaccineReading::Unknown, |it| VaccineReading::OtherName(it))
}

fn letters(text: &str) -> String {
    fold(text).chars().filter(|it| it.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert!(PL5.into_iter().all(|it| read(it) == VaccineReading::Plain));
        assert_eq!(read("covid-19 vaccine  moderna"), VaccineReading::Untidy(PL5[1]));
        assert_eq!(read("AZ"), VaccineReading::OtherName(PL5[3]));
        assert_eq!(read("Vắc xin Pfizer"), VaccineReading::OtherName(PL5[2]));
        assert_eq!(read("Hayat-Vax"), VaccineReading::Unknown);
        assert_eq!(read(" - "), VaccineReading::Missing);
    }
}
