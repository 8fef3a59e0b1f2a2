//! Text to typed value, shared by the rules. Nothing here judges: it reads.

pub mod date;
pub mod nationality;
pub mod personal_id;
pub mod sex;
pub mod text;
