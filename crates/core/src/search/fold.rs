//! Folding of words for search.

use unicode_normalization::UnicodeNormalization;

use crate::text::fold_key;

/// Removes case, accents, ligatures and apostrophes; compatibility forms, such as full-width digits, become plain.
pub(super) fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| *c != '\'' && *c != '`').map(|c| c.to_ascii_lowercase()).collect();
    }
    let text: String = text.chars().filter(|c| !is_apostrophe(*c)).collect();
    let mut folded = String::with_capacity(text.len());
    for c in fold_key(&text).nfkd() {
        match plain_letters(c) {
            Some(letters) => folded.push_str(letters),
            None if is_accent(c) => {}
            // Compatibility forms may contain capitals.
            None => folded.extend(c.to_lowercase()),
        }
    }
    // Scripts whose letters were decomposed are composed again, such as Hangul.
    folded.nfc().collect()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | '‛' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | '′' | '＇')
}

/// Accents of Latin, Greek and Cyrillic letters, the points of Hebrew and the short vowels of Arabic.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters that Unicode does not decompose.
fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'œ' => "oe",
        'ß' => "ss",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ı' => "i",
        _ => return None,
    })
}

/// Whether a character belongs to a word; all others separate words.
pub(super) fn is_in_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let is_mark = matches!(c, '\u{a1}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}'
        | '×' | '÷' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}'
        | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '・' | '،' | '؛' | '؟');
    !is_mark && !c.is_whitespace() && !c.is_control()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_look_alike_are_equal() {
        for (text, folded) in [
            ("Müller", "muller"),
            ("Mu\u{308}ller", "muller"),
            ("STRASSE", "strasse"),
            ("Straße", "strasse"),
            ("Loïc", "loic"),
            ("Œuvre Æon ﬁsh", "oeuvre aeon fish"),
            ("Łódź Ångström Þór", "lodz angstrom thor"),
            ("O'Brien O’Brien", "obrien obrien"),
            ("İstanbul ISPARTA ısparta", "istanbul isparta isparta"),
            ("Σίσυφος ΣΊΣΥΦΟΣ", "σισυφοσ σισυφοσ"),
            ("Йод", "иод"),
            ("０２０", "020"),
            ("한국", "한국"),
            ("がぎ", "がぎ"),
            ("हिन्दी", "हिन्दी"),
            ("مُحَمَّد", "محمد"),
            ("ad\u{ad}a", "ada"),
        ] {
            assert_eq!(fold(text), folded, "{text:?}");
            assert_eq!(fold(folded), folded, "twice: {text:?}");
        }
    }
}
