//! How free text is tidied before it is kept or compared.

/// The most characters that a name, an e-mail address or an outside id may have. It is what the outside
/// systems that feed Frontdesk allow themselves, and it keeps every text column indexable on MySQL.
pub const LONG_TEXT: usize = 128;

/// Trims, and makes every run of white space one space. `None` when nothing is left.
pub fn single_line(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let mut line = String::with_capacity(text.len());
    line.push_str(words.next()?);
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    Some(line)
}

/// The form in which texts are compared without case: Unicode lower case.
pub fn fold(text: &str) -> String {
    text.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses() {
        assert_eq!(single_line("  John \t Doe\u{a0}Smith\n").as_deref(), Some("John Doe Smith"));
        assert_eq!(single_line(" \u{2003}\n"), None);
    }
}
