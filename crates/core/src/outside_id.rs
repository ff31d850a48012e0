//! Ids from external systems.

use std::borrow::Cow;

use crate::cell::unquote_cell;
use crate::placeholder::{is_digits, says_nothing};
use crate::text::clean;

/// The text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoId {
    /// A placeholder for an empty or failed cell.
    #[error("is no id: it stands for an empty or failed cell")]
    Empty,
    /// A long number that a spreadsheet has rounded.
    #[error(
        "is no id: a spreadsheet has rounded a long number; export it again with the column formatted as text"
    )]
    Rounded,
}

/// Parses an id from an external system: cleaned, without the quotes for spreadsheets and without a trailing `.0`.
/// Leading zeros and case are kept: some systems have ids that differ only in case.
///
/// ```
/// # use frontdesk_core::{NoId, parse_outside_id};
/// assert_eq!(parse_outside_id("=\"00123\"").as_deref(), Ok("00123"));
/// assert_eq!(parse_outside_id("12345.0").as_deref(), Ok("12345"));
/// assert_eq!(parse_outside_id("1.23457E+11"), Err(NoId::Rounded));
/// assert_eq!(parse_outside_id("#N/A"), Err(NoId::Empty));
/// ```
///
/// # Errors
/// The text is not an id.
pub fn parse_outside_id(text: &str) -> Result<Cow<'_, str>, NoId> {
    let text = match clean(text) {
        Cow::Borrowed(text) => Cow::Borrowed(without_fraction(unquote_all(text))),
        Cow::Owned(text) => Cow::Owned(without_fraction(unquote_all(&text)).to_owned()),
    };
    if is_rounded(&text) {
        Err(NoId::Rounded)
    } else if is_zero(&text) || is_minus_one(&text) || says_nothing(&text) {
        Err(NoId::Empty)
    } else {
        Ok(text)
    }
}

/// A quoted text may have been quoted again by another program.
fn unquote_all(text: &str) -> &str {
    let mut text = text;
    loop {
        let inner = unquote_cell(text);
        if inner.len() == text.len() {
            return text;
        }
        text = inner;
    }
}

/// `0`, `0,0`, `-0`, and the nil UUID.
fn is_zero(text: &str) -> bool {
    text.bytes().all(|byte| byte == b'0' || b"-+,.{}()[]'\" ".contains(&byte))
}

/// `-1`, `-1.0`: some programs' placeholder for a missing number.
fn is_minus_one(text: &str) -> bool {
    text.strip_prefix('-').is_some_and(|number| without_fraction(number) == "1")
}

/// `12345` for `12345.0`, `12345,00` and `12345.0000`; not for `12.000`, whose zeros may be thousands.
fn without_fraction(text: &str) -> &str {
    match text.split_once(['.', ',']) {
        Some((whole, fraction))
            if is_digits(whole)
                && is_digits(fraction)
                && fraction.len() != 3
                && fraction.bytes().all(|byte| byte == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// `1.23457E+11`, `1,2E11`, `1E+11`, `123.4E+9`, `1.23457×10^11`; not `12E4`, which may be an id.
fn is_rounded(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    if let Some((mantissa, power)) = text.split_once(['×', '*', '·', 'x']) {
        return is_float(mantissa.trim_end(), 3) && is_power_of_ten(power.trim_start());
    }
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let (sign, number) = match exponent.strip_prefix(['+', '-']) {
        Some(number) => (exponent.chars().next(), number),
        // In form encoding a plus becomes a space.
        None => exponent.strip_prefix(' ').map_or((None, exponent), |number| (Some(' '), number)),
    };
    let is_mantissa = match sign {
        Some('+') => is_float(mantissa, 3) || (is_digits(mantissa) && mantissa.len() <= 3),
        Some('-') => is_float(mantissa, 3) || (is_digits(mantissa) && mantissa.len() == 1),
        Some(_) => is_float(mantissa, 3),
        None => is_float(mantissa, 1),
    };
    is_mantissa && is_digits(number)
}

/// Digits, a point or comma, and digits; at most `most` before the point.
fn is_float(text: &str, most: usize) -> bool {
    text.split_once(['.', ','])
        .is_some_and(|(whole, fraction)| is_digits(whole) && whole.len() <= most && is_digits(fraction))
}

/// `10^11`, `10^+11`, `10¹¹`.
fn is_power_of_ten(text: &str) -> bool {
    let Some(exponent) = text.strip_prefix("10") else { return false };
    match exponent.strip_prefix('^') {
        Some(number) => is_digits(number.strip_prefix(['+', '-']).unwrap_or(number)),
        None => !exponent.is_empty() && exponent.chars().all(|c| "⁺⁻⁰¹²³⁴⁵⁶⁷⁸⁹".contains(c)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_are_kept_except_for_markup() {
        for (text, id) in [
            ("ext-123", "ext-123"),
            (" 00123 ", "00123"),
            ("12345.0", "12345"),
            ("00123.00", "00123"),
            ("=\"00123\"", "00123"),
            ("'00123", "00123"),
            ("\u{feff}a-1\u{200b}", "a-1"),
            ("12E4", "12E4"),
            ("1E5", "1E5"),
            ("1.5", "1.5"),
            ("10", "10"),
            ("v1.0", "v1.0"),
            ("Null-7", "Null-7"),
            ("NaNette", "NaNette"),
            ("0015000000Gv7qJ", "0015000000Gv7qJ"),
            ("客1", "客1"),
            ("12345,0", "12345"),
            ("12345,00", "12345"),
            ("12345.0000", "12345"),
            ("1.000", "1.000"),
            ("12.000", "12.000"),
            ("12,000", "12,000"),
            ("=T(\"00125\")", "00125"),
            ("=00126", "00126"),
            ("=\"'00127\"", "00127"),
            ("‘00123", "00123"),
            ("’00123", "00123"),
            ("'00123'", "00123"),
            ("\"00123\"", "00123"),
            ("-10", "-10"),
            ("12E-4", "12E-4"),
            ("12.3E4", "12.3E4"),
            ("2x10", "2x10"),
            ("#12!", "#12!"),
            ("err:A", "err:A"),
            ("(A-1)", "(A-1)"),
            ("null-null-1", "null-null-1"),
            ("NA-7", "NA-7"),
            ("none_of_us", "none_of_us"),
            ("-A-", "-A-"),
            ("N.A.1", "N.A.1"),
            ("{00000000-0000-0000-0000-000000000001}", "{00000000-0000-0000-0000-000000000001}"),
        ] {
            assert_eq!(parse_outside_id(text).as_deref(), Ok(id), "{text:?}");
        }
    }

    #[test]
    fn placeholders_and_rounded_numbers_are_different_errors() {
        for text in [
            "",
            " ",
            "\u{200b}",
            "0",
            "000",
            "0.0",
            "-",
            "--",
            "—",
            "?",
            "#N/A",
            "#REF!",
            "#VALUE!",
            "#DIV/0!",
            "#NAME?",
            "#NULL!",
            "#NUM!",
            "NULL",
            "None",
            "nil",
            "NaN",
            "TBD",
            "n/a",
            "[object Object]",
            "undefined",
            "Unknown",
            "(blank)",
            "#NV",
            "#BEZUG!",
            "leer",
            "=\"\"",
            "'0",
            "#¡REF!",
            "UNBEKANNT",
            "(not set)",
            "(unknown)",
            "(n/a)",
            "<nil>",
            "<undefined>",
            "null null",
            "none.",
            "null.",
            "N/A.",
            "N\\A",
            "None.0",
            "'NULL'",
            "\"null\"",
            "*none*",
            "not provided",
            "Nicht vorhanden",
            "00000000-0000-0000-0000-000000000000",
            "{00000000-0000-0000-0000-000000000000}",
            "0,0",
            "-0",
            "+0",
            "0.000",
            "-1",
            "-1.0",
            "#REF",
            "#NAME",
            "#DIV/0",
            "#ERR:502",
            "Err:502",
            "Fehler:508",
            "#PYTHON!",
            "#ЗНАЧ!",
            "#ДЕЛ/0!",
            "#Н/Д",
            "System.Object",
            "System.String[]",
            "Array",
            "{{id}}",
            "{{ contact.id }}",
            "${id}",
            "[object Undefined]",
            "[object null]",
            "N / A",
            "-n/a-",
            "--none--",
            "<null/>",
            "NULL-NULL",
            "null,null",
            "not_set",
            "NOT-AVAILABLE",
            "nan.00",
            "-1.00",
            "=#REF!",
            "=NA()",
            "Error!",
        ] {
            assert_eq!(parse_outside_id(text), Err(NoId::Empty), "{text:?}");
        }
        for text in [
            "1.23457E+11",
            "1,23457E+11",
            "1e+11",
            "4.479E11",
            "-1.2E+10",
            "=\"1.23457E+11\"",
            "1.0E-5",
            "123.4E+9",
            "12.3E+10",
            "12.3457E+10",
            "123E+9",
            "1.23457E 11",
            "1.23457×10^11",
            "1.23457 x 10^11",
            "1,23457*10^11",
            "1.23457×10¹¹",
            "+1.2E+11",
        ] {
            assert_eq!(parse_outside_id(text), Err(NoId::Rounded), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn parsing_an_id_twice_changes_nothing(text in "\\PC{0,12}|['=\"0-9.eE+]{0,8}") {
            if let Ok(id) = parse_outside_id(&text) {
                let again = parse_outside_id(&id);
                prop_assert!(again.is_ok());
            }
        }
    }
}
