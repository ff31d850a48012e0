//! Yes and no in the languages of files.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::fold_key;

/// In the languages of the firms that Frontdesk serves. No word means yes in one language and no in another, so the
/// language of a file need not be known.
const YES: &[&str] = &[
    "yes",
    "y",
    "true",
    "t",
    "1",
    "1.0",
    "1,0",
    "on",
    "x",
    "✓",
    "✔",
    "☑",
    "✅", // English and marks
    "ja",
    "j",
    "wahr",
    "jawohl", // German; Dutch and Scandinavian too
    "o",
    "s",
    "oui",
    "vrai",
    "waar",
    "sant",
    "sand",
    "sandt", // Letters of columns of O/N and S/N; French, Dutch, Swedish, Danish
    "si",
    "sí",
    "sì",
    "verdadero",
    "vero",
    "sim",
    "verdadeiro", // Spanish, Italian, Portuguese
    "tak",
    "prawda",
    "ano",
    "pravda",
    "igen",
    "igaz",
    "da",
    "adevărat",
    "kyllä",
    "tosi",
    "evet",
    "doğru",
    "да",
    "истина",
    "ναι",
    "はい",
    "是",
];

const NO: &[&str] = &[
    "no",
    "n",
    "false",
    "f",
    "0",
    "0.0",
    "0,0",
    "off",
    "✗",
    "✘",
    "☐",
    "❌",
    "nein",
    "falsch",
    "nee",
    "onwaar",
    "nei",
    "nej",
    "usann",
    "falskt",
    "falsk",
    "non",
    "faux",
    "falso",
    "não",
    "nao",
    "nie",
    "fałsz",
    "ne",
    "nepravda",
    "nem",
    "hamis",
    "nu",
    "fals",
    "ei",
    "epätosi",
    "hayır",
    "yanlış",
    "нет",
    "ложь",
    "όχι",
    "いいえ",
    "否",
];

/// Whether a cell says yes or no. `None` when it says something else.
///
/// ```
/// # use frontdesk_core::parse_yes_no;
/// assert_eq!([parse_yes_no("Ja"), parse_yes_no("FAUX"), parse_yes_no("maybe")], [Some(true), Some(false), None]);
/// ```
pub fn parse_yes_no(text: &str) -> Option<bool> {
    // Used for several cells of each row of a file, hence built once.
    static MEANINGS: LazyLock<HashMap<String, bool>> = LazyLock::new(|| {
        let yes = YES.iter().map(|word| (fold_key(word), true));
        yes.chain(NO.iter().map(|word| (fold_key(word), false))).collect()
    });
    MEANINGS.get(&fold_key(text.trim())).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_has_one_meaning_in_any_case() {
        for (words, meaning) in [(YES, true), (NO, false)] {
            for word in words {
                assert_eq!(parse_yes_no(&format!(" {} ", word.to_uppercase())), Some(meaning), "{word:?}");
            }
        }
        for (text, meaning) in [("O", true), ("s", true), ("1,0", true), ("N", false), ("0,0", false)] {
            assert_eq!(parse_yes_no(text), Some(meaning), "{text:?}");
        }
        for neither in ["", "maybe", "2", "-", "n/a", "10"] {
            assert_eq!(parse_yes_no(neither), None, "{neither:?}");
        }
    }
}
