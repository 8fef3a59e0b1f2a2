//! The terms of a list, as a line of text that travels with a query.

use core::fmt;
use core::str::FromStr;

use time::{Date, Month};

use crate::facts::{DateCells, Facts};
use crate::parse::name::legacy::Encoding;
use crate::record::List;
use crate::schema::{Layout, Options, Profile, SexCoding, Source};
use crate::table::Table;

/// By what a whole list is judged: the choices, and what only whole columns can tell.
#[derive(Clone, Copy, Debug)]
pub struct Terms {
    options: Options,
    facts: Facts,
}

/// A text that is not what [`Terms`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TermsError {
    /// The word that is missing or has no such value.
    pub key: &'static str,
}

const SEX_CODINGS: [(&str, SexCoding); 4] = [
    ("0-1", SexCoding::ZeroIsMale),
    ("1-0", SexCoding::OneIsMale),
    ("1-2", SexCoding::OneAndTwo),
    ("words", SexCoding::Words),
];

const ENCODINGS: [(&str, Option<Encoding>); 7] = [
    ("unicode", None),
    ("tcvn3", Some(Encoding::Tcvn3)),
    ("tcvn3-capitals", Some(Encoding::Tcvn3Capitals)),
    ("vni", Some(Encoding::Vni)),
    ("viscii", Some(Encoding::Viscii)),
    ("vps", Some(Encoding::Vps)),
    ("mojibake", Some(Encoding::Mojibake)),
];

const YES_AND_NO: [(&str, bool); 2] = [("no", false), ("yes", true)];

impl Terms {
    /// The terms of a list of which these are the first rows, in its order. Once they
    /// [settle](Self::are_settled_by) the columns, further rows change nothing.
    #[must_use]
    pub fn of(head: &Table, layout: Layout, options: Options) -> Self {
        Self { options, facts: Facts::of_columns(head, layout, None, options.today) }
    }

    /// Do so many of the first rows say something that the verdicts on the columns stand?
    #[must_use]
    pub fn are_settled_by(head: &Table) -> bool {
        Facts::are_settled_by(head)
    }

    pub(crate) fn list(self, table: &Table) -> List<'_> {
        List { table, options: self.options, facts: self.facts, answers: None }
    }

    /// The choices among the terms.
    #[must_use]
    pub fn options(&self) -> Options {
        self.options
    }
}

impl fmt::Display for Terms {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { options: Options { profile, source, today }, facts } = *self;
        let Facts { layout, sex_coding, sex_is_swapped, name_encoding, date_cells } = facts;
        let (profile, source, layout) = (profile.key(), source.key(), layout.key());
        write!(f, "today={today} profile={profile} source={source} layout={layout} ")?;
        write!(f, "sex={} ", key_of(&SEX_CODINGS, sex_coding))?;
        write!(f, "sex-swapped={} ", key_of(&YES_AND_NO, sex_is_swapped))?;
        write!(f, "names={} dates=", key_of(&ENCODINGS, name_encoding))?;
        match date_cells {
            DateCells::AsShown => f.write_str("as-shown"),
            DateCells::Swapped => f.write_str("swapped"),
            DateCells::Shifted(days) => write!(f, "{days}"),
        }
    }
}

impl FromStr for Terms {
    type Err = TermsError;

    fn from_str(text: &str) -> Result<Self, TermsError> {
        let read = Words(text);
        Ok(Self {
            options: Options {
                profile: read.word("profile", Profile::from_key)?,
                source: read.word("source", Source::from_key)?,
                today: read.word("today", date)?,
            },
            facts: Facts {
                layout: read.word("layout", Layout::from_key)?,
                sex_coding: read.word("sex", |it| value_of(&SEX_CODINGS, it))?,
                sex_is_swapped: read.word("sex-swapped", |it| value_of(&YES_AND_NO, it))?,
                name_encoding: read.word("names", |it| value_of(&ENCODINGS, it))?,
                date_cells: read.word("dates", date_cells)?,
            },
        })
    }
}

impl fmt::Display for TermsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the terms of a list say nothing known of `{}`", self.key)
    }
}

impl std::error::Error for TermsError {}

struct Words<'t>(&'t str);

impl Words<'_> {
    fn word<T>(
        &self,
        key: &'static str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<T, TermsError> {
        let mut words = self.0.split(' ').filter_map(|it| it.split_once('='));
        let value = words.find(|it| it.0 == key).and_then(|it| read(it.1));
        value.ok_or(TermsError { key })
    }
}

fn key_of<T: PartialEq>(known: &[(&'static str, T)], value: T) -> &'static str {
    known.iter().find(|it| it.1 == value).map_or("", |it| it.0)
}

fn value_of<T: Copy>(known: &[(&str, T)], key: &str) -> Option<T> {
    known.iter().find(|it| it.0 == key).map(|it| it.1)
}

/// `2022-06-30`.
fn date(text: &str) -> Option<Date> {
    let (year, rest) = text.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let month = Month::try_from(month.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok()
}

fn date_cells(text: &str) -> Option<DateCells> {
    match text {
        "as-shown" => Some(DateCells::AsShown),
        "swapped" => Some(DateCells::Swapped),
        days => days.parse().ok().map(DateCells::Shifted),
    }
}
