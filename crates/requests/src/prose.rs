//! What people write: the body of a request, the comment that resolves it.

use frontdesk_core::without_invisible;
use serde::Serialize;

/// The most characters that a body or a comment may have.
pub const LONGEST_PROSE: usize = 4000;

/// A text with something to read in it, of at most 4000 characters. It is kept as it was written, but for
/// characters that cannot be seen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Prose(String);

impl Prose {
    /// Checks a text.
    ///
    /// # Errors
    /// The broken rule, to be read after a field's name.
    pub fn parse(text: impl Into<String>) -> Result<Self, &'static str> {
        let text = text.into();
        let seen = without_invisible(&text);
        if text.is_empty() {
            Err("must not be empty")
        } else if seen.trim().is_empty() {
            Err("must not be blank")
        } else if seen.len() > LONGEST_PROSE && seen.chars().count() > LONGEST_PROSE {
            Err("must be at most 4000 characters")
        } else if seen.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            Err("must not contain control characters")
        } else {
            Ok(Self(seen.into_owned()))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text, to be kept elsewhere.
    pub fn into_string(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_has_something_to_read_in_it_and_an_end() {
        for good in ["x", " Winter\nis coming ", &"é".repeat(4000), "🙂"] {
            assert_eq!(Prose::parse(good).as_ref().map(Prose::as_str), Ok(good));
        }
        assert_eq!(
            Prose::parse("\u{feff}Cafe\u{301}\n \u{202e}x").as_ref().map(Prose::as_str),
            Ok("Café\n x")
        );
        for (bad, rule) in [
            ("", "must not be empty"),
            (" \n\t\u{a0}", "must not be blank"),
            ("\u{200b}\u{feff} ", "must not be blank"),
            (&"é".repeat(4001), "must be at most 4000 characters"),
            ("a\u{0}b", "must not contain control characters"),
        ] {
            assert_eq!(Prose::parse(bad), Err(rule), "{bad:?}");
        }
    }
}
