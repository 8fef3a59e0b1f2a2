//! The checks of Soát inside a query engine, for lists of tens of millions of people that lie in Parquet
//! or in a database: the same rules, lanes and classes as `soat check`, as functions over Arrow
//! columns.
//!
//! [`register`] gives the functions to a DataFusion session; [`node`] runs the scheduler and the
//! executors of Ballista with them. A [`People`] set is a folder of Parquet files of which
//! [`People::totals`] makes the totals that `soat check` makes of the same rows.
//!
//! A row goes into a function as one struct whose fields are named by [`soat_core::Field::key`]:
//! `named_struct('full_name', ho_ten, 'personal_id', so_cccd)`. A field that is not there is a
//! column that the list does not have, which is not the same as an empty cell.
//!
//! | function | gives |
//! |---|---|
//! | `soat_check(row, terms)` | findings of the row alone: `rules`, `errors`, `warnings`, `lane`, `class` |
//! | `soat_check(row, same_number, same_person, terms)` | the same with what other rows say against it |
//! | `soat_number_key(row, terms)` | the key of rows with one ID |
//! | `soat_person_key(row, terms)` | the key of rows that may be one person |
//! | `soat_match_keys(row, side, terms)` | the blocking keys of matching two lists |
//!
//! `terms` is the line of text of [`soat_core::part::Terms`]: the choices, and what only whole columns
//! can tell.

mod cells;
mod functions;
mod head;
pub mod invented;
#[cfg(feature = "ballista")]
pub mod node;
pub mod parquet;
mod people;
mod query;
mod totals;

pub use crate::functions::{functions, register, session};
pub use crate::head::Choices;
pub use crate::people::People;
pub use crate::totals::Totals;
