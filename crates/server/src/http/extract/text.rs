//! Text parameters.

use std::str::FromStr;

use frontdesk_core::{LONG_TEXT, clean, single_line, without_invisible};

/// Text within the longest column that it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Text(pub(crate) String);

impl Text {
    /// Without surrounding white space, as in the compared columns: some databases ignore trailing spaces, some do
    /// not.
    pub(crate) fn trimmed(self) -> String {
        clean(&self.0).into_owned()
    }
}

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

/// A name in one line.
pub(crate) fn one_line(text: &str) -> Result<String, &'static str> {
    single_line(text).filter(|line| !line.contains(char::is_control)).ok_or("must be text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_counts_characters() {
        for (text, is_sound) in
            [(String::new(), true), ("ä".repeat(LONG_TEXT), true), ("a".repeat(LONG_TEXT + 1), false)]
        {
            let expected = if is_sound { Ok(Text(text.clone())) } else { Err(TooLong) };
            assert_eq!(text.parse(), expected);
        }
        assert_eq!(TooLong.to_string(), "must be at most 128 characters");
    }
}
