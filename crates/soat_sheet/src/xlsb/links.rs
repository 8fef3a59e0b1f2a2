//! What the parts of a package refer to.

use crate::package::Package;
use crate::xlsx::markup::{Markup, Token};
use crate::xlsx::text;

/// A reference to another part.
pub(super) struct Link {
    pub(super) id: String,
    pub(super) kind: String,
    target: String,
}

impl Link {
    /// The part's name, for a link from a part in this folder.
    pub(super) fn path(&self, folder: &str) -> String {
        let is_absolute = self.target.starts_with(['/', '\\']);
        if is_absolute { self.target.clone() } else { format!("{folder}/{}", self.target) }
    }
}

/// The links of a part `.rels`, as far as they can be read.
pub(super) fn links(package: &Package<'_>, name: &str) -> Vec<Link> {
    let mut links = Vec::new();
    let Some(part) = package.part(name).ok().flatten() else { return links };
    let Ok(mut markup) = Markup::new(part) else { return links };
    loop {
        match markup.next() {
            Ok(Token::Start(tag)) if tag.name == b"Relationship" => {
                let value = |name| tag.attribute(name).and_then(|it| text::attribute(it).ok());
                let value = |name| value(name).unwrap_or_default();
                let (id, kind, target) = (value(b"Id"), value(b"Type"), value(b"Target"));
                links.push(Link { id, kind, target });
            }
            Ok(Token::Over) | Err(_) => return links,
            Ok(_) => {}
        }
    }
}
