//! Sales areas: where a customer is sold to.

use frontdesk_core::{LONG_TEXT, fold_key, single_line};

/// The areas that sales teams usually keep. Any other text is an area as well.
pub const USUAL_AREAS: [&str; 5] = ["France", "Germany", "Switzerland", "Netherlands", "UK"];

/// An area as it is shown: one line of at most 128 characters. One of the usual areas is shown by its usual name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area(String);

/// What areas are compared by: without case and without white space.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaKey(String);

impl Area {
    /// Reads an area.
    ///
    /// # Errors
    /// The broken rule, to be read after a field's name.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let line = single_line(text).ok_or("must not be empty")?;
        if line.chars().count() > LONG_TEXT {
            return Err("must be at most 128 characters");
        }
        if line.chars().any(char::is_control) {
            return Err("must not contain control characters");
        }
        let usual = AreaKey::of(&line).and_then(|key| key.usual_name());
        Ok(Self(usual.map_or(line, str::to_owned)))
    }

    /// The area as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
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
        assert_eq!(Area::parse(" \u{2003}"), Err("must not be empty"));
        assert_eq!(Area::parse(&"x".repeat(129)), Err("must be at most 128 characters"));
        assert_eq!(Area::parse("a\u{0}b"), Err("must not contain control characters"));
        assert_eq!(AreaKey::of("  "), None);
    }
}
