//! Texts that stand for an empty cell.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::text::{clean, fold_key};

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

pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    }
}
