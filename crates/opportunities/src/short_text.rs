//! Texts of deals.

/// The most characters of a deal's texts: the limit of the systems that deals come from.
pub(crate) const SHORT_TEXT: usize = 32;

/// A short text in one line.
pub(crate) fn short_text(text: &str) -> Result<String, &'static str> {
    if text.chars().count() > SHORT_TEXT {
        Err("must be at most 32 characters")
    } else if text.chars().any(char::is_control) {
        Err("must not contain control characters")
    } else {
        Ok(text.to_owned())
    }
}
