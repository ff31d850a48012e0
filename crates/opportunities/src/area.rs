//! Sales areas: where a customer is sold to.

use std::fmt;
use std::str::FromStr;

use frontdesk_core::{LONG_TEXT, fold_key, single_line};

/// The areas that sales teams usually keep. Any other text is an area as well.
pub const USUAL_AREAS: [&str; 5] = ["France", "Germany", "Switzerland", "Netherlands", "UK"];

/// The text is no [`Area`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum AreaError {
    /// There is nothing in it.
    #[error("must not be empty")]
    Empty,
    /// It is too long.
    #[error("must be at most {LONG_TEXT} characters")]
    TooLong,
    /// It holds characters that cannot be seen.
    #[error("must not contain control characters")]
    Control,
}

/// An area as it is shown: one line of at most 128 characters. One of the usual areas is shown by its usual name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Area(String);

/// What areas are compared by: without case and without white space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(transparent))]
pub struct AreaKey(String);

impl Area {
    /// Reads an area.
    ///
    /// # Errors
    /// The broken rule, to be read after a field's name.
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

    /// The area as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The area of which nothing is known but its key: it is shown by its usual name, else by the key itself.
    pub fn of_key(key: AreaKey) -> Self {
        let usual = key.usual_name().map(str::to_owned);
        Self(usual.unwrap_or(key.0))
    }

    /// What it is compared by.
    pub fn key(&self) -> AreaKey {
        AreaKey(key_of(&self.0))
    }
}

impl AreaKey {
    /// The key of a text. `None` when nothing but white space is there.
    pub fn of(text: &str) -> Option<Self> {
        let key = key_of(text);
        (!key.is_empty()).then_some(Self(key))
    }

    /// A key as a store kept it.
    pub fn from_stored(key: String) -> Self {
        Self(key)
    }

    /// The key as a store keeps it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name under which one of the usual areas is shown.
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
    fn what_is_no_area() {
        assert_eq!(Area::parse(" \u{2003}"), Err(AreaError::Empty));
        assert_eq!(Area::parse(&"x".repeat(129)), Err(AreaError::TooLong));
        assert_eq!(Area::parse("a\u{0}b"), Err(AreaError::Control));
        assert_eq!(AreaKey::of("  "), None);
    }
}
