//! Ids from external systems, and texts that only look like one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::cell::unquote_cell;
use crate::text::{clean, fold_key};

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

/// Placeholders for an empty cell, in lower case: words of programs, errors of spreadsheets in several languages, and
/// words that users type.
const NOTHING: &[&str] = &[
    // Programs.
    "null",
    "none",
    "nil",
    "nan",
    "undefined",
    "array",
    "error",
    "na()",
    "system.object",
    "system.string",
    "system.dbnull",
    "system.__comobject",
    "loading",
    "nothing",
    "\\n",
    "dbnull",
    "true",
    "false",
    "wahr",
    "falsch",
    "vrai",
    "faux",
    "inf",
    "infinity",
    "-inf",
    "-infinity",
    "-nan",
    "nat",
    "1.#ind",
    "1.#qnan",
    "-1.#ind",
    // Spreadsheet errors: English, then German, French, Spanish, Italian, Dutch, Portuguese and others.
    "#n/a",
    "#n/d",
    "#ref!",
    "#value!",
    "#div/0!",
    "#name?",
    "#null!",
    "#num!",
    "#error!",
    "#err!",
    "#spill!",
    "#calc!",
    "#getting_data",
    "#field!",
    "#blocked!",
    "#connect!",
    "#busy!",
    "#unknown!",
    "#n/a!",
    "#n/a n/a",
    "#nv",
    "#bezug!",
    "#wert!",
    "#zahl!",
    "#überlauf!",
    "#null",
    "#nom?",
    "#valeur!",
    "#nombre!",
    "#nul!",
    "#¡ref!",
    "#¡valor!",
    "#¿nombre?",
    "#¡num!",
    "#¡div/0!",
    "#¡nulo!",
    "#valore!",
    "#rif!",
    "#nome?",
    "#nullo!",
    "#waarde!",
    "#verw!",
    "#naam?",
    "#deel/0!",
    "#leeg!",
    "#n/b",
    "#getal!",
    "#valor!",
    "#nulo!",
    "#núm!",
    "#adr!",
    "#arg!",
    "#nazwa?",
    "#liczba!",
    "#dziel/0!",
    "#hodnota!",
    "#värde!",
    "#referens!",
    "#saknas!",
    "#ogiltigt!",
    "#værdi!",
    "#reference!",
    "#navn?",
    "#i/t",
    "#н/д",
    "#verdi!",
    // Words that users type.
    "n/a",
    "n\\a",
    "n.a",
    "na",
    "n/d",
    "n.d",
    "n/v",
    "n.v.t",
    "k.a",
    "k. a",
    "k/a",
    "tbd",
    "tba",
    "tbc",
    "t.b.d",
    "todo",
    "unknown",
    "not available",
    "not applicable",
    "not set",
    "not provided",
    "not found",
    "no entry",
    "to be determined",
    "to be defined",
    "not specified",
    "not known",
    "not given",
    "not assigned",
    "unassigned",
    "unspecified",
    "unset",
    "no id",
    "no value",
    "no data",
    "missing",
    "empty",
    "blank",
    "unbekannt",
    "leer",
    "kein",
    "keine",
    "ohne",
    "nicht verfügbar",
    "nicht vorhanden",
    "nicht angegeben",
    "nicht gesetzt",
    "nicht bekannt",
    "nicht zutreffend",
    "keine angabe",
    "keine id",
    "ohne id",
    "kein eintrag",
    "fehlt",
    "inconnu",
    "vide",
    "non renseigné",
    "non disponible",
    "non défini",
    "aucun",
    "aucune",
    "néant",
    "desconocido",
    "vacío",
    "en blanco",
    "no disponible",
    "sin datos",
    "ninguno",
    "sconosciuto",
    "vuoto",
    "non disponibile",
    "nessuno",
    "onbekend",
    "leeg",
    "niet beschikbaar",
    "niet bekend",
    "geen",
    "desconhecido",
    "vazio",
    "nenhum",
    "okänd",
    "saknas",
    "ukjent",
    "ukendt",
    "brak",
    "nieznany",
    "neznámý",
    "нет",
    "xxx",
];

/// Whether a text is a placeholder for an empty cell: `#N/A`, `NULL`, `(blank)`, `-`, `TBD`.
///
/// ```
/// # use frontdesk_core::says_nothing;
/// assert!(says_nothing("#N/A") && says_nothing(" -- ") && says_nothing("unbekannt"));
/// assert!(!says_nothing("A-1"));
/// ```
pub fn says_nothing(text: &str) -> bool {
    let text = clean(text);
    !is_surely_a_value(&text) && is_placeholder(&text)
}

/// Most ids and addresses have a digit other than zero, and of placeholders only errors (`Err:502`, `1.#IND`) and
/// templates do.
fn is_surely_a_value(text: &str) -> bool {
    text.bytes().any(|byte| matches!(byte, b'1'..=b'9'))
        && !text.contains([':', '#'])
        && !text.starts_with(['{', '$', '<', '*', '['])
}

fn is_placeholder(text: &str) -> bool {
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    // Most ids are numbers, and no word is a number.
    if !text.chars().any(char::is_alphabetic) {
        return false;
    }
    let key = fold_key(text);
    // `not_set`, `NULL-NULL`.
    let spaced = key.replace(['_', '-', ',', ';'], " ");
    let spaced = spaced.split_whitespace().collect::<Vec<_>>();
    is_word_for_nothing(&key)
        || is_word_for_nothing(&spaced.join(" "))
        || is_word_for_nothing(&key.replace(" / ", "/"))
        || spaced.into_iter().all(is_word_for_nothing)
        || is_spreadsheet_error(&key)
        || is_template(&key)
}

/// The name in a cell, unless it is a program's placeholder such as `#N/A` or `NULL`. "Unknown" may be a name.
///
/// ```
/// # use frontdesk_core::name_in_cell;
/// assert_eq!([name_in_cell("UK"), name_in_cell("#N/A")], [Some("UK"), None]);
/// assert_eq!(name_in_cell("Unknown"), Some("Unknown"));
/// ```
pub fn name_in_cell(cell: &str) -> Option<&str> {
    Some(cell).filter(|cell| !says_nothing(cell) || cell.trim().eq_ignore_ascii_case("unknown"))
}

/// `null`, `(null)`, `'NULL'`, `None.0`: expects lower case.
fn is_word_for_nothing(key: &str) -> bool {
    // Used for each row of a file, hence built once.
    static KEYS: LazyLock<HashSet<String>> =
        LazyLock::new(|| NOTHING.iter().map(|word| without_marks(&fold_key(word)).to_owned()).collect());
    KEYS.contains(without_marks(key))
}

/// The text without marks around a word.
fn without_marks(key: &str) -> &str {
    let around = |c: char| c.is_whitespace() || "()<>[]{}\"'`‘’“”.,;:*_!?-/=".contains(c);
    let word = key.trim_matches(around);
    match word.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|byte| byte == b'0') => whole,
        _ => word,
    }
}

/// `#PYTHON!`, `#ДЕЛ/0!`, `Err:502`: the errors of all programs have one form in all languages.
fn is_spreadsheet_error(key: &str) -> bool {
    let key = key.strip_prefix('=').unwrap_or(key);
    let name = key.strip_prefix('#').and_then(|rest| rest.strip_suffix(['!', '?']));
    let is_name = name.is_some_and(|name| {
        let name = name.replace("/0", "");
        name.chars().any(char::is_alphabetic)
            && name.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '/' | '¡' | '¿' | ' '))
    });
    let numbered = key.strip_prefix('#').unwrap_or(key).split_once(':');
    let is_numbered = numbered.is_some_and(|(word, number)| {
        matches!(word.trim(), "err" | "error" | "fehler" | "erreur" | "errore") && is_digits(number.trim())
    });
    is_name || is_numbered
}

/// `{{id}}`, `${id}`, `[object Undefined]`: a template that was not filled in.
fn is_template(key: &str) -> bool {
    [("{{", "}}"), ("${", "}"), ("<%", "%>"), ("*|", "|*"), ("[object ", "]")]
        .into_iter()
        .any(|(open, close)| key.starts_with(open) && key.ends_with(close))
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

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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

    #[test]
    fn no_placeholder_is_surely_a_value() {
        for word in NOTHING {
            assert!(!is_surely_a_value(word), "{word}");
        }
    }

    proptest! {
        #[test]
        fn what_is_surely_a_value_is_no_placeholder(
            word in prop::sample::select(NOTHING.to_vec()),
            before in "[#=<{$*\\[( .,:/0-9]{0,3}",
            after in "[#=>}%*\\]) .,:/!?0-9]{0,3}",
        ) {
            for text in [format!("{before}{word}{after}"), format!("{word} {before} {word}{after}")] {
                let text = clean(&text);
                prop_assert!(!(is_surely_a_value(&text) && is_placeholder(&text)), "{text:?}");
            }
        }

        #[test]
        fn parsing_an_id_twice_changes_nothing(text in "\\PC{0,12}|['=\"0-9.eE+]{0,8}") {
            if let Ok(id) = parse_outside_id(&text) {
                let again = parse_outside_id(&id);
                prop_assert!(again.is_ok());
            }
        }
    }
}
