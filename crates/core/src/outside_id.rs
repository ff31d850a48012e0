//! Ids that other systems give, as far as they can be told from what only looks like one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::cell::unquote_cell;
use crate::text::{clean, fold_key};

/// The text is no id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoId {
    /// A word, a mark or an error that stands where there was none.
    #[error("is no id: it stands for an empty or failed cell")]
    Empty,
    /// A number of which a spreadsheet has kept the first digits only.
    #[error(
        "is no id: a spreadsheet has rounded a long number; export it again with the column formatted as text"
    )]
    Rounded,
}

/// What stands in a cell that has nothing to say, in lower case: words of programs, errors of spreadsheets in several
/// languages, and what people type.
const NOTHING: &[&str] = &[
    // Programs.
    "null",
    "(null)",
    "<null>",
    "[null]",
    "none",
    "nil",
    "nan",
    "undefined",
    "[object object]",
    "nothing",
    "\\n",
    "dbnull",
    "true",
    "false",
    "inf",
    "infinity",
    "-inf",
    "-infinity",
    "-nan",
    "nat",
    "<na>",
    "1.#ind",
    "1.#qnan",
    "-1.#ind",
    // Errors of spreadsheets: English, then German, French, Spanish, Italian, Dutch, Portuguese and others.
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
    "#verdi!",
    // People.
    "n/a",
    "n.a.",
    "n.a",
    "na",
    "n/d",
    "n.d.",
    "k.a.",
    "k. a.",
    "tbd",
    "tba",
    "tbc",
    "t.b.d.",
    "todo",
    "unknown",
    "not available",
    "not applicable",
    "not set",
    "no id",
    "no value",
    "no data",
    "missing",
    "empty",
    "(empty)",
    "<empty>",
    "blank",
    "(blank)",
    "<blank>",
    "[blank]",
    "(none)",
    "<none>",
    "[none]",
    "unbekannt",
    "leer",
    "(leer)",
    "kein",
    "keine",
    "ohne",
    "nicht verfügbar",
    "fehlt",
    "inconnu",
    "vide",
    "(vide)",
    "aucun",
    "aucune",
    "néant",
    "desconocido",
    "vacío",
    "(en blanco)",
    "ninguno",
    "sconosciuto",
    "vuoto",
    "(vuoto)",
    "nessuno",
    "onbekend",
    "leeg",
    "(leeg)",
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

/// Whether a text says no more than an empty cell: `#N/A`, `NULL`, `(blank)`, `-`, `TBD`.
///
/// ```
/// # use frontdesk_core::says_nothing;
/// assert!(says_nothing("#N/A") && says_nothing(" -- ") && says_nothing("unbekannt"));
/// assert!(!says_nothing("A-1"));
/// ```
pub fn says_nothing(text: &str) -> bool {
    let text = clean(text);
    if !text.chars().any(char::is_alphanumeric) {
        return true;
    }
    // Asked for each row of a file.
    static KEYS: LazyLock<HashSet<String>> =
        LazyLock::new(|| NOTHING.iter().map(|word| fold_key(word)).collect());
    KEYS.contains(&fold_key(&text))
}

/// An id as another system gave it: cleaned, without the quotes that a spreadsheet wants and without the `.0` that programs
/// put behind numbers. Leading zeros stay, and so does the case: some systems have ids that differ in nothing else.
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
/// The text stands for no id.
pub fn parse_outside_id(text: &str) -> Result<Cow<'_, str>, NoId> {
    let text = match clean(text) {
        Cow::Borrowed(text) => Cow::Borrowed(without_fraction(unquote_cell(text))),
        Cow::Owned(text) => Cow::Owned(without_fraction(unquote_cell(&text)).to_owned()),
    };
    if is_rounded(&text) {
        Err(NoId::Rounded)
    } else if text.bytes().all(|byte| byte == b'0') || says_nothing(&text) {
        Err(NoId::Empty)
    } else {
        Ok(text)
    }
}

/// `12345` of `12345.0` and `12345.00`.
fn without_fraction(text: &str) -> &str {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('.') {
        Some((whole, fraction))
            if is_digits(whole) && is_digits(fraction) && fraction.bytes().all(|b| b == b'0') =>
        {
            whole
        }
        _ => text,
    }
}

/// `1.23457E+11`, `1,2E11`, `1E+11`; not `12E4`, which may be an id.
fn is_rounded(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let mantissa = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let signed = exponent.strip_prefix(['+', '-']);
    match mantissa.split_once(['.', ',']) {
        Some((whole, fraction)) => {
            whole.len() == 1
                && is_digits(whole)
                && is_digits(fraction)
                && is_digits(signed.unwrap_or(exponent))
        }
        None => mantissa.len() == 1 && is_digits(mantissa) && signed.is_some_and(is_digits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_stay_as_they_were_given_but_for_what_programs_put_around_them() {
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
        ] {
            assert_eq!(parse_outside_id(text).as_deref(), Ok(id), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_id_is_told_from_what_was_rounded() {
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
        ] {
            assert_eq!(parse_outside_id(text), Err(NoId::Empty), "{text:?}");
        }
        for text in
            ["1.23457E+11", "1,23457E+11", "1e+11", "4.479E11", "-1.2E+10", "=\"1.23457E+11\"", "1.0E-5"]
        {
            assert_eq!(parse_outside_id(text), Err(NoId::Rounded), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn an_id_read_twice_is_the_same(text in "\\PC{0,12}|['=\"0-9.eE+]{0,8}") {
            if let Ok(id) = parse_outside_id(&text) {
                let again = parse_outside_id(&id);
                prop_assert!(again.is_ok());
            }
        }
    }
}
