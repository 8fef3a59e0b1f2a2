//! Nationality: only whether a person is Vietnamese matters to the ID.

use crate::parse::text::fold;

/// Does the cell name a country other than Vietnam? Empty says nothing, so it does not.
#[must_use]
pub fn is_foreign(text: &str) -> bool {
    if matches!(text, "" | "Việt Nam") {
        return false;
    }
    let letters: String = fold(text).chars().filter(|it| it.is_alphanumeric()).collect();
    !matches!(
        letters.as_str(),
        "" | "vietnam"
            | "vn"
            | "vnm"
            | "704"
            | "kinh"
            | "vietnamese"
            | "vietnamcongdan"
            | "congdanvietnam"
    )
}
