//! Sales areas: the territories of customers.

use std::fmt;
use std::str::FromStr;

use frontdesk_core::{LONG_TEXT, fold_key, single_line};

/// The default areas. Any other text is an area as well.
pub const USUAL_AREAS: [&str; 5] = ["France", "Germany", "Switzerland", "Netherlands", "UK"];

/// The text is not an [`Area`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum AreaError {
    /// The text is empty.
    #[error("must not be empty")]
    Empty,
    /// The text is too long.
    #[error("must be at most {LONG_TEXT} characters")]
    TooLong,
    /// The text contains control characters.
    #[error("must not contain control characters")]
    Control,
}

/// An area for display: one line of at most 128 characters. A default area has its default spelling.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Area(String);

/// The key for comparing areas: without case and white space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct AreaKey(String);

impl Area {
    /// Parses an area.
    ///
    /// # Errors
    /// The fault, phrased to follow a field's name.
    pub fn parse(text: &str) -> Result<Self, AreaError> {
        let line = single_line(text).ok_or(AreaError::Empty)?;
        if line.chars().count() > LONG_TEXT {
            return Err(AreaError::TooLong);
        }
        if line.chars().any(char::is_control) {
            return Err(AreaError::Control);
        }
        let usual = AreaKey::of(&line).and_then(|key| key.usual_name());
        Ok(Self(usual.map_or(line, str::to_owned)))
    }

    /// The area for display.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The area with this key: in its default spelling, else spelled as the key.
    pub fn of_key(key: AreaKey) -> Self {
        let usual = key.usual_name().map(str::to_owned);
        Self(usual.unwrap_or(key.0))
    }

    /// The key for comparison.
    pub fn key(&self) -> AreaKey {
        AreaKey(key_of(&self.0))
    }
}

impl AreaKey {
    /// The key of a text. `None` when the text has only white space.
    pub fn of(text: &str) -> Option<Self> {
        let key = key_of(text);
        (!key.is_empty()).then_some(Self(key))
    }

    /// A key read from a store.
    pub fn from_stored(key: String) -> Self {
        Self(key)
    }

    /// The key as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The spelling of a default area.
    pub fn usual_name(&self) -> Option<&'static str> {
        USUAL_AREAS.into_iter().find(|name| key_of(name) == self.0)
    }
}

impl FromStr for Area {
    type Err = AreaError;

    fn from_str(text: &str) -> Result<Self, AreaError> {
        Self::parse(text)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "serde")]
frontdesk_core::serde_as_text!(Area);

fn key_of(text: &str) -> String {
    fold_key(text).chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_the_same_without_case_and_white_space() {
        for text in ["UK", " uk ", "U K", "u\u{a0}k\n"] {
            assert_eq!(
                Area::parse(text).map(|area| area.as_str().to_owned()),
                Ok("UK".to_owned()),
                "{text:?}"
            );
            assert_eq!(AreaKey::of(text).map(|key| key.as_str().to_owned()).as_deref(), Some("uk"));
        }
        let south = Area::parse("  South   Tyrol ").expect("an area");
        assert_eq!((south.as_str(), south.key().as_str()), ("South Tyrol", "southtyrol"));
    }

    #[test]
    fn areas_that_look_the_same_are_the_same() {
        let zurich = Area::parse("Zu\u{308}rich\u{200b}").expect("an area");
        assert_eq!((zurich.as_str(), zurich.key()), ("Zürich", AreaKey::of("ZÜRICH").expect("a key")));
        assert_eq!(AreaKey::of("Gießen"), AreaKey::of("GIESSEN"));
        assert_eq!(AreaKey::of("\u{feff}"), None);
    }

    #[test]
    fn invalid_areas_are_refused() {
        assert_eq!(Area::parse(" \u{2003}"), Err(AreaError::Empty));
        assert_eq!(Area::parse(&"x".repeat(129)), Err(AreaError::TooLong));
        assert_eq!(Area::parse("a\u{0}b"), Err(AreaError::Control));
        assert_eq!(AreaKey::of("  "), None);
    }
}
