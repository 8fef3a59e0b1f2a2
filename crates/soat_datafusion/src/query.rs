//! The queries over a set of people, as SQL.

use datafusion::common::utils::quote_identifier;
use soat_core::Field;
use soat_core::part::{COMPANY_FIELDS, KEY_FIELDS, MOST_OF_A_NUMBER, Terms, most_of_a_person};

use crate::people::Column;

/// The name of the set in a session.
pub(crate) const TABLE: &str = "people";

/// A kind of key that rows share.
struct Shared {
    function: &'static str,
    /// Rows beyond which a key says nothing.
    most: Option<usize>,
}

const NUMBER: &str = "soat_number_key";
const PERSON: &str = "soat_person_key";

/// Every person with what is said of him, `judged`: no person is left out and none comes twice.
///
/// Two sets of rows meet in each join, and the left one is what the engine holds in memory: keys that
/// are shared, or the rows of those keys. Both are few. All the people are only ever on the right,
/// where they stream past and stay where they were read.
pub(crate) fn judged(columns: &[Column], terms: Terms) -> String {
    let whole = row(columns, |_| true);
    let narrow = row(columns, |it| KEY_FIELDS.contains(&it));
    let terms = terms.to_string();
    let numbers = Shared { function: NUMBER, most: None }.companies(columns, &terms);
    let most = Some(most_of_a_person());
    let persons = Shared { function: PERSON, most }.companies(columns, &terms);
    format!(
        "SELECT soat_check(keyed.person, numbers.company, persons.company, '{terms}') AS judged \
         FROM ({persons}) AS persons RIGHT JOIN (({numbers}) AS numbers RIGHT JOIN \
         (SELECT {whole} AS person, {NUMBER}({narrow}, '{terms}') AS number_key, \
         {PERSON}({narrow}, '{terms}') AS person_key FROM {TABLE}) AS keyed \
         ON numbers.key = keyed.number_key) ON persons.key = keyed.person_key"
    )
}

/// How many people there are of whom the same is said.
pub(crate) fn counted(columns: &[Column], terms: Terms) -> String {
    let judged = judged(columns, terms);
    format!("SELECT judged, count(*) AS people FROM ({judged}) GROUP BY judged")
}

/// The columns that the head of the list is read for.
pub(crate) fn head(columns: &[Column], limit: usize) -> String {
    format!("SELECT {} AS person FROM {TABLE} LIMIT {limit}", row(columns, |_| true))
}

impl Shared {
    /// The rows of each key that is shared. Rows without a key are counted under null, which joins
    /// with nothing: to leave them out before would have every key made twice.
    fn companies(&self, columns: &[Column], terms: &str) -> String {
        let Self { function, most } = self;
        let narrow = row(columns, |it| KEY_FIELDS.contains(&it));
        let member = row(columns, |it| KEY_FIELDS.contains(&it) || COMPANY_FIELDS.contains(&it));
        let bound = most.map_or(String::new(), |it| format!(" AND count(*) <= {it}"));
        let looked_at = MOST_OF_A_NUMBER + 1;
        format!(
            "SELECT member.key AS key, \
             array_slice(array_agg(member.person), 1, {looked_at}) AS company \
             FROM (SELECT counted.key AS key FROM \
             (SELECT {function}({narrow}, '{terms}') AS key FROM {TABLE}) AS counted \
             GROUP BY counted.key HAVING count(*) > 1{bound}) AS shared \
             JOIN (SELECT {function}({narrow}, '{terms}') AS key, {member} AS person \
             FROM {TABLE}) AS member ON shared.key = member.key \
             GROUP BY member.key"
        )
    }
}

/// The struct of a row, of the columns whose field is wanted.
fn row(columns: &[Column], is_wanted: impl Fn(Field) -> bool) -> String {
    let wanted = columns.iter().filter(|it| is_wanted(it.field));
    let pair = |it: &Column| format!("'{}', {}", it.field.key(), quote_identifier(&it.name));
    let pairs: Vec<String> = wanted.map(pair).collect();
    format!("named_struct({})", pairs.join(", "))
}
