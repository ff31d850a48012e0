//! Removal of the markup that makes spreadsheets treat a cell as text.

/// The text of a cell without the markup that protects it from a spreadsheet: `="00123"`, `=T("00123")`, `=00123` and
/// `'00123` become `00123`.
///
/// An apostrophe is only removed before a number, as names begin with one too. The apostrophe with which exports disarm
/// formulas is not handled here: the readers of files remove it.
///
/// ```
/// # use frontdesk_core::unquote_cell;
/// assert_eq!(unquote_cell("=\"00123\""), "00123");
/// assert_eq!(unquote_cell("'00123"), "00123");
/// assert_eq!(unquote_cell("'s Gravesande"), "'s Gravesande");
/// ```
pub fn unquote_cell(text: &str) -> &str {
    let formulas = [("=\"", "\""), ("=T(\"", "\")"), ("=t(\"", "\")")];
    let formula = formulas.into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    if let Some(inner) = formula.filter(|inner| !inner.contains('"')) {
        return inner.trim();
    }
    if let Some(number) = text.strip_prefix('=').filter(|rest| is_digits(rest)) {
        return number;
    }
    let paired = [('\'', '\''), ('"', '"'), ('‘', '’'), ('“', '”')];
    let inner = paired.into_iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    if let Some(number) = inner.filter(|inner| is_digits(inner)) {
        return number;
    }
    let quoted = text.strip_prefix(['\'', '‘', '’']).filter(|rest| {
        let number = rest.strip_prefix(['+', '-']).unwrap_or(rest);
        number.starts_with(|c: char| c.is_ascii_digit())
    });
    quoted.map_or(text, str::trim)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_markup_is_removed() {
        for (cell, text) in [
            ("=\"00123\"", "00123"),
            ("=\"\"", ""),
            ("'+49 30 123456", "+49 30 123456"),
            ("'00124", "00124"),
            ("=T(\"00125\")", "00125"),
            ("=00126", "00126"),
            ("‘00124", "00124"),
            ("'00124'", "00124"),
            ("\"00124\"", "00124"),
            ("=1+2", "=1+2"),
            ("\"Ada\"", "\"Ada\""),
            ("‘Ada", "‘Ada"),
            ("'Ada", "'Ada"),
            ("'=Ada", "'=Ada"),
            ("'-x", "'-x"),
            ("=A1", "=A1"),
            ("=\"a\"&\"b\"", "=\"a\"&\"b\""),
            ("plain", "plain"),
            ("", ""),
        ] {
            assert_eq!(unquote_cell(cell), text, "{cell:?}");
        }
    }
}
