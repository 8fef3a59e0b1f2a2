//! Names of the files that lists leave in.

use super::village::village;
use super::{Handoff, Recipient};
use crate::parse::text::fold;

impl Handoff {
    /// The name of its file without the ending: `XFFY Thon 3`.
    ///
    /// It never names a person, whatever was typed for the recipient, for names of files are seen by
    /// everybody and stay in lists of recent files. Without marks, for old Windows unpacks others
    /// wrongly.
    #[must_use]
    pub fn file_stem(&self) -> String {
        let whose = match self.to {
            Recipient::Police => "Cong an xa".to_owned(),
            Recipient::Village => place_of(&self.recipient).unwrap_or_else(|| "ra soat".to_owned()),
        };
        let mut chars = whose.chars();
        let first = chars.next().map(|it| it.to_uppercase());
        let whose: String = first.into_iter().flatten().chain(chars).collect();
        format!("{} {whose}", self.code)
    }
}

/// `thon 3`, or `phan 3` of a list that was cut by the number of rows; nothing for `Trưởng thôn …`.
fn place_of(recipient: &str) -> Option<String> {
    let folded = fold(recipient);
    if let Some(number) = folded.strip_prefix("phan ") {
        return number.parse::<u32>().is_ok().then_some(folded);
    }
    let names_a_person = |it: &str| matches!(it, "truong" | "ong" | "ba" | "anh" | "chi");
    let key = village(recipient)?.key;
    (!folded.split(' ').any(names_a_person)).then_some(key)
}
