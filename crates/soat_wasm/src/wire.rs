//! Plain types that cross to TypeScript. The only place that knows `Serialize` and `Tsify`.
//!
//! Rows are named by `row`: the index of the row in the list as opened, from 0, which never
//! changes while the list is open. `column` is the index in [`Overview::columns`]. Words for the
//! screen come rendered in Vietnamese beside their stable codes.

mod asked;
mod citizens;
mod handoff;
mod kept;
mod matching;
mod print;
mod report;
mod told;
mod worklist;

pub use self::asked::*;
pub use self::citizens::*;
pub use self::handoff::*;
pub use self::kept::*;
pub use self::matching::*;
pub use self::print::*;
pub use self::report::*;
pub use self::told::*;
pub use self::worklist::*;
