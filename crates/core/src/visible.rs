//! Escaping of text for terminals and logs.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every character that acts on a terminal (control characters, line separators, direction marks) escaped
/// as in JSON. Everything else is unchanged, so that JSON stays JSON.
///
/// ```
/// assert_eq!(frontdesk_core::visible("Zoë\u{1b}[2J"), r"Zoë\u001b[2J");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if acts(character) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "\\u{:04x}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

fn acts(character: char) -> bool {
    let turns_direction = matches!(
        character,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    let separates_lines = matches!(character, '\u{2028}' | '\u{2029}');
    character.is_control() || turns_direction || separates_lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped_and_the_rest_is_unchanged() {
        for (text, expected) in [
            ("", ""),
            ("Zoë 東京 🙂 👩‍💻", "Zoë 東京 🙂 👩‍💻"),
            ("a\\b \"c\"", "a\\b \"c\""),
            ("a\nb\rc\td\0", r"a\u000ab\u000dc\u0009d\u0000"),
            ("\u{1b}]0;x\u{7}\u{7f}", r"\u001b]0;x\u0007\u007f"),
            ("\u{9b}2J\u{85}", r"\u009b2J\u0085"),
            ("a\u{202e}b\u{2066}c\u{200f}d\u{61c}", r"a\u202eb\u2066c\u200fd\u061c"),
            ("\u{2028}\u{2029}", r"\u2028\u2029"),
        ] {
            assert_eq!(visible(text), expected, "{text:?}");
            assert_eq!(visible(&visible(text)), visible(text), "escaped text has no control characters");
        }
    }
}
