//! Text to typed value, shared by the rules. Nothing here judges: it reads.

pub mod date;
pub mod insurance;
pub mod nationality;
pub mod personal_id;
pub mod phone;
pub mod priority_group;
pub mod sex;
pub mod text;
pub mod vaccine;
pub mod witness;
