//! Text to typed value, shared by the rules. Nothing here judges: it reads.

pub(crate) mod address;
pub mod date;
pub mod import_result;
pub mod insurance;
pub mod name;
pub mod nationality;
pub mod personal_id;
pub mod phone;
pub mod priority_group;
pub mod sex;
pub mod text;
pub mod vaccine;
pub mod witness;
