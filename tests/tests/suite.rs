//! Runs every folder of `suite/`.

use std::{env, fs};

use soat_tests::{Case, report};

#[test]
fn every_case_reads_as_expected() {
    let is_update = env::var_os("UPDATE_EXPECT").is_some();
    let mut faults = Vec::new();
    for case in Case::all().expect("every folder holds a case") {
        let actual = report(&case).expect("a report");
        if is_update {
            fs::write(&case.expected, &actual).expect("the expectation is written");
        }
        let expected = fs::read_to_string(&case.expected).unwrap_or_default();
        if expected.replace("\r\n", "\n") != actual {
            faults.push(format!("suite/{}\nexpected:\n{expected}\nactual:\n{actual}", case.name));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}
