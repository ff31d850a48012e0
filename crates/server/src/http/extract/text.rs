//! Text of a parameter.

use std::str::FromStr;

use frontdesk_core::{LONG_TEXT, clean, without_invisible};

/// Text that is no longer than whatever it is compared with can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) String);

impl Text {
    /// Without white space around it, as what it is compared with: some databases ignore that at the end, some do not.
    pub(crate) fn trimmed(self) -> String {
        clean(&self.0).into_owned()
    }
}

/// The text is no [`Text`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be at most {LONG_TEXT} characters")]
pub(crate) struct TooLong;

impl FromStr for Text {
    type Err = TooLong;

    fn from_str(text: &str) -> Result<Self, TooLong> {
        let text = without_invisible(text);
        if text.chars().nth(LONG_TEXT).is_some() { Err(TooLong) } else { Ok(Self(text.into_owned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_and_not_bytes() {
        for (text, is_sound) in
            [(String::new(), true), ("ä".repeat(LONG_TEXT), true), ("a".repeat(LONG_TEXT + 1), false)]
        {
            let expected = if is_sound { Ok(Text(text.clone())) } else { Err(TooLong) };
            assert_eq!(text.parse(), expected);
        }
        assert_eq!(TooLong.to_string(), "must be at most 128 characters");
    }
}
