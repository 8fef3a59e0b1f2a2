//! Bombs cost little: neither what is refused nor what is shown takes more memory than it says.

use peak_alloc::PeakAlloc;
use soat_core::{Date, Options, Profile, Source, Work};
use soat_sheet::{Opened, ReadOptions, read};
use soat_tests::bombs;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Rows of the bomb here; the browser's test takes all of them.
const ROWS: usize = 2_000;

/// Bytes that opening and checking may add to the file's own. What one cell gives to read is a law
/// of the core (`rules/long_cells.rs`).
const MOST_BYTES: usize = 64 << 20;

#[test]
fn bombs_are_refused_or_shown_within_bounds() {
    for bomb in bombs::all(ROWS).expect("bombs") {
        let before = MEMORY.current_usage();
        MEMORY.reset_peak_usage();
        let n_people = read(&bomb.bytes, &ReadOptions::default(), &mut |_| {}).map(check);
        let peak = MEMORY.peak_usage() - before;
        let refused = n_people.as_ref().err().map(soat_sheet::ReadError::code);
        println!("{}: {n_people:?}, {} KB", bomb.name, peak >> 10);
        assert_eq!(n_people.as_ref().ok().copied(), bomb.n_people, "{} {refused:?}", bomb.name);
        assert!(peak < MOST_BYTES, "{}: {peak} bytes", bomb.name);
        assert!(refused.is_none_or(|it| it != "damaged"), "{}: {refused:?}", bomb.name);
    }
}

fn check(Opened { table, info }: Opened) -> usize {
    let today = Date::from_ordinal_date(2022, 149).expect("a day");
    let options = Options { profile: Profile::Y2022, source: Source::Own, today };
    let work = Work::new(table, info, options, &mut |_| {});
    let summary = work.summary();
    assert_eq!(summary.rows_with_errors, summary.n_rows);
    summary.n_rows as usize
}
