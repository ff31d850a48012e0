//! Normalization of free text.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The most characters of a name, an e-mail address or an external id. It is the limit of the systems that feed
/// Frontdesk, and keeps texts short enough for an index.
pub const LONG_TEXT: usize = 128;

/// The text without invisible characters, in Unicode normalization form C. White space and line breaks stay.
///
/// Byte-order marks, zero-width spaces, soft hyphens, direction marks and the like are copied from web pages and chats
/// unintentionally. A joiner stays where its script needs it (Persian, the scripts of India, composed emoji), and so
/// does a variation selector after the character that it modifies.
///
/// ```
/// # use frontdesk_core::without_invisible;
/// assert_eq!(without_invisible("\u{feff}Cafe\u{301}\u{200b}"), "Café");
/// ```
pub fn without_invisible(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(is_ignorable) {
        return if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) };
    }
    let mut seen = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        if !is_ignorable(c) || is_needed(c, seen.chars().next_back(), rest.clone().next()) {
            seen.push(c);
        }
    }
    Cow::Owned(seen.nfc().collect())
}

/// [`without_invisible`], and trimmed: applied to every text on input.
///
/// ```
/// # use frontdesk_core::clean;
/// assert_eq!(clean(" \u{feff}Ada  King "), "Ada  King");
/// ```
pub fn clean(text: &str) -> Cow<'_, str> {
    match without_invisible(text) {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// [`clean`], with empty text as absent: the cells of a table and the texts of a form.
///
/// ```
/// # use frontdesk_core::filled;
/// assert_eq!(filled(Some(" Ada ")).as_deref(), Some("Ada"));
/// assert_eq!(filled(Some(" \u{200b} ")), None);
/// ```
pub fn filled(given: Option<&str>) -> Option<Cow<'_, str>> {
    given.map(clean).filter(|text| !text.is_empty())
}

/// Cleans, and collapses white space. `None` when nothing is left.
///
/// ```
/// # use frontdesk_core::single_line;
/// assert_eq!(single_line(" Ada \n King ").as_deref(), Some("Ada King"));
/// assert_eq!(single_line(" "), None);
/// ```
pub fn single_line(text: &str) -> Option<String> {
    let text = without_invisible(text);
    let mut words = text.split_whitespace();
    let mut line = String::with_capacity(text.len());
    line.push_str(words.next()?);
    for word in words {
        line.push(' ');
        line.push_str(word);
    }
    Some(line)
}

/// The form for comparing names: case-folded, independent of the normalization form, without invisible characters. Two
/// names with the same key look the same except for their case.
///
/// Lower case alone would keep `ß` different from `SS` and `ς` from `Σ`. Converting to upper case first has the effect
/// of Unicode's full case folding, with one welcome difference: the Turkish `ı` becomes an `i`, as its capital is an
/// `I`.
///
/// ```
/// # use frontdesk_core::fold_key;
/// assert_eq!(fold_key("Zu\u{308}rich"), fold_key("ZÜRICH"));
/// assert_eq!(fold_key("Straße"), "strasse");
/// ```
pub fn fold_key(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Decomposed first: some capitals have no precomposed small letter and would stay different from it.
    text.nfd()
        .filter(|c| !is_ignorable(*c))
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .nfc()
        .collect()
}

/// The form for comparing addresses: normalization form C in lower case. `ß` and `ss` are different addresses.
///
/// ```
/// # use frontdesk_core::fold_address;
/// assert_eq!(fold_address("Ada@Example.COM"), "ada@example.com");
/// ```
pub fn fold_address(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    without_invisible(text).chars().flat_map(char::to_lowercase).nfc().collect()
}

/// Whether a character is invisible by itself.
fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Whether an invisible character between these two changes how they are read.
fn is_needed(c: char, before: Option<char>, after: Option<char>) -> bool {
    let between = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
    match c {
        '\u{200c}' => between(is_joining_script),
        '\u{200d}' => {
            let joins_pictographs = before.is_some_and(|c| is_pictograph(c) || c == '\u{fe0f}')
                && after.is_some_and(is_pictograph);
            between(is_joining_script) || joins_pictographs
        }
        // `1` + selector + keycap.
        '\u{fe0f}' if after == Some('\u{20e3}') => before.is_some(),
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => {
            before.is_some_and(|c| is_pictograph(c) || is_ideograph(c))
        }
        '\u{180b}'..='\u{180f}' => before.is_some_and(|c| matches!(c, '\u{1800}'..='\u{18af}')),
        // The flags of regions such as Scotland are tags after a black flag.
        '\u{e0020}'..='\u{e007f}' => {
            before.is_some_and(|c| matches!(c, '\u{1f3f4}' | '\u{e0020}'..='\u{e007f}'))
        }
        _ => false,
    }
}

/// Scripts in which a joiner affects the shape of adjacent letters: Arabic to N'Ko, the scripts of India and its
/// neighbours, Mongolian.
fn is_joining_script(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{7ff}' | '\u{840}'..='\u{dff}' | '\u{f00}'..='\u{109f}' | '\u{1780}'..='\u{18af}'
        | '\u{1b00}'..='\u{1bff}' | '\u{a800}'..='\u{abff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10a00}'..='\u{11fff}')
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2100}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn white_space_collapses() {
        assert_eq!(single_line("  John \t Doe\u{a0}Smith\n").as_deref(), Some("John Doe Smith"));
        assert_eq!(single_line(" \u{2003}\n"), None);
        assert_eq!(single_line("\u{200b} \u{feff}"), None);
    }

    #[test]
    fn invisible_characters_are_removed_unless_needed() {
        let cases = [
            ("\u{feff}Ada", "Ada"),
            ("A\u{200b}d\u{ad}a", "Ada"),
            ("\u{202a}Ada\u{202c}\u{2069}", "Ada"),
            ("Ada\u{200e}\u{2060}\u{fe0f}", "Ada"),
            ("A\u{200d}d\u{200c}a", "Ada"),
            ("Mu\u{308}ller", "Müller"),
            ("u\u{200b}\u{308}", "ü"),
            ("two\nlines ", "two\nlines "),
            // Persian for "I go", which is another word without the gap.
            ("می\u{200c}روم", "می\u{200c}روم"),
            ("क\u{94d}\u{200d}ष", "क\u{94d}\u{200d}ष"),
            ("👩\u{200d}🚀", "👩\u{200d}🚀"),
            ("❤\u{fe0f}", "❤\u{fe0f}"),
            ("1\u{fe0f}\u{20e3}", "1\u{fe0f}\u{20e3}"),
            ("葛\u{e0100}城", "葛\u{e0100}城"),
            ("🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"),
        ];
        for (text, want) in cases {
            assert_eq!(without_invisible(text), want, "{text:?}");
        }
        assert_eq!(clean("\u{feff} Ada \u{200b}"), "Ada");
    }

    #[test]
    fn names_that_look_the_same_have_one_key() {
        let same = [
            ["Zürich", "ZU\u{308}RICH"],
            ["Café", "cafe\u{301}\u{200b}"],
            ["Straße", "STRASSE"],
            ["ẞ", "ss"],
            ["Οδυσσεύς", "ΟΔΥΣΣΕΎΣ"],
            ["ﬁn", "FIN"],
            ["Iſtanbul", "ISTANBUL"],
            ["می\u{200c}روم", "میروم"],
        ];
        for [one, other] in same {
            assert_eq!(fold_key(one), fold_key(other), "{one:?} {other:?}");
        }
        assert_ne!(fold_key("Zürich"), fold_key("Zurich"));
        assert_ne!(fold_address("straße@example.com"), fold_address("strasse@example.com"));
        assert_eq!(fold_address("MU\u{308}LLER@example.com"), "müller@example.com");
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing(text in "\\PC{0,12}|[a\u{300}ßςſıİÜ\u{200b}-\u{200f}\u{fe0f}👩م]{0,8}") {
            let once = without_invisible(&text).into_owned();
            prop_assert_eq!(without_invisible(&once), once.as_str());
            let key = fold_key(&text);
            prop_assert_eq!(&fold_key(&key), &key);
            prop_assert_eq!(&fold_key(&once), &key);
            prop_assert_eq!(fold_key(&text.to_uppercase()), key);
        }
    }
}
