//! Texts by users: the body of a request, and the comment that resolves it.

use std::fmt;
use std::str::FromStr;

use frontdesk_core::without_invisible;

/// The most characters of a body or a comment.
pub const LONGEST_PROSE: usize = 4000;

/// The text is not a [`Prose`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum ProseError {
    /// The text is empty.
    #[error("must not be empty")]
    Empty,
    /// The text has no visible characters.
    #[error("must not be blank")]
    Blank,
    /// The text is too long.
    #[error("must be at most {LONGEST_PROSE} characters")]
    TooLong,
    /// The text contains control characters.
    #[error("must not contain control characters")]
    Control,
}

/// A text with visible characters, at most 4000. It is stored as written, without invisible characters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prose(String);

impl Prose {
    /// Checks a text.
    ///
    /// ```
    /// # use frontdesk_requests::{Prose, ProseError};
    /// assert_eq!(Prose::parse("Winter is coming")?.as_str(), "Winter is coming");
    /// assert_eq!(Prose::parse(" \u{200b}"), Err(ProseError::Blank));
    /// # Ok::<(), ProseError>(())
    /// ```
    ///
    /// # Errors
    /// The fault, phrased to follow a field's name.
    pub fn parse(text: impl Into<String>) -> Result<Self, ProseError> {
        let text = text.into();
        let seen = without_invisible(&text);
        if text.is_empty() {
            Err(ProseError::Empty)
        } else if seen.trim().is_empty() {
            Err(ProseError::Blank)
        } else if seen.len() > LONGEST_PROSE && seen.chars().count() > LONGEST_PROSE {
            Err(ProseError::TooLong)
        } else if seen.chars().any(|c| c.is_control() && !c.is_whitespace()) {
            Err(ProseError::Control)
        } else {
            Ok(Self(seen.into_owned()))
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The owned text.
    pub fn into_string(self) -> String {
        self.0
    }
}

impl FromStr for Prose {
    type Err = ProseError;

    fn from_str(text: &str) -> Result<Self, ProseError> {
        Self::parse(text)
    }
}

impl fmt::Display for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "serde")]
frontdesk_core::serde_as_text!(Prose);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_has_visible_characters_and_a_limit() {
        for good in ["x", " Winter\nis coming ", &"é".repeat(4000), "🙂"] {
            assert_eq!(Prose::parse(good).as_ref().map(Prose::as_str), Ok(good));
        }
        assert_eq!(
            Prose::parse("\u{feff}Cafe\u{301}\n \u{202e}x").as_ref().map(Prose::as_str),
            Ok("Café\n x")
        );
        for (bad, rule) in [
            ("", ProseError::Empty),
            (" \n\t\u{a0}", ProseError::Blank),
            ("\u{200b}\u{feff} ", ProseError::Blank),
            (&"é".repeat(4001), ProseError::TooLong),
            ("a\u{0}b", ProseError::Control),
        ] {
            assert_eq!(Prose::parse(bad), Err(rule), "{bad:?}");
        }
    }
}
