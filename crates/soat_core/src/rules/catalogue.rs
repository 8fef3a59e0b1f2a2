//! The catalogue of known mistakes, each with the rules here that tell of it, or why none does.
//!
//! `catalogue.tsv`: the project's domain study (64 rows with Vietnamese messages), the rules
//! proposed from the platform's own answers (`ID-1` to `FL-1`), and rows `own` for what was found
//! later.

use std::collections::BTreeSet;

use crate::rules::RULES;

const CATALOGUE: &str = include_str!("catalogue.tsv");

fn rows() -> impl Iterator<Item = Vec<&'static str>> {
    CATALOGUE.lines().skip(1).map(|it| it.split('\t').collect())
}

#[test]
fn each_known_mistake_has_rules_or_a_reason() {
    let mut ids = BTreeSet::new();
    for row in rows() {
        let [id, .., rules, why_not] = row.as_slice() else { panic!("{row:?}") };
        assert_eq!(row.len(), 10, "{id}");
        assert!(*id == "own" || ids.insert(*id), "{id} twice");
        assert!(!rules.is_empty() || why_not.chars().count() >= 20, "{id}: no rule, no reason");
        for rule in rules.split(';').filter(|it| !it.is_empty()) {
            assert!(RULES.iter().any(|it| it.id == rule), "{id}: no rule is called {rule}");
        }
    }
    assert_eq!(ids.len(), 64 + 18, "{ids:?}");
}

#[test]
fn each_rule_is_in_the_catalogue() {
    let named: BTreeSet<&str> =
        rows().flat_map(|it| it.get(8).map_or(vec![], |it| it.split(';').collect())).collect();
    for rule in RULES {
        assert!(named.contains(rule.id), "{}: add a row `own`", rule.id);
    }
}
