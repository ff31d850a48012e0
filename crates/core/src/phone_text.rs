//! Cleans the text of a phone number before libphonenumber parses it.
//!
//! libphonenumber is made for dialling: letters become the digits of their keys, and what follows a number becomes more
//! digits or an extension. In a file that turns `555-0143 fax` into the number of a stranger. So labels are removed
//! first, and a text that is still not clean is refused.

use std::borrow::Cow;

use crate::cell::unquote_cell;
use crate::phone_shape::{ends_in_area_code, is_one_number};

/// Fewer digits than this are only part of a number.
const FEWEST_DIGITS: usize = 7;

/// The most digits of an area code before a `/`: `+49 33203/123456`.
const LONGEST_AREA_CODE: usize = 7;

/// `+1 (cell) 202-555-0143` has a label inside.
const LONGEST_COUNTRY_CODE: usize = 3;

/// The most digits of an extension. More are another number.
const LONGEST_EXTENSION: usize = 6;

/// Labels beside a number.
const LABELS: &[&str] = &[
    // English.
    "tel",
    "telephone",
    "telno",
    "phone",
    "ph",
    "phn",
    "p",
    "t",
    "call",
    "number",
    "no",
    "nr",
    "num",
    "cell",
    "cellphone",
    "cellular",
    "c",
    "mobile",
    "mob",
    "mbl",
    "m",
    "home",
    "hm",
    "h",
    "work",
    "wk",
    "wrk",
    "w",
    "office",
    "off",
    "ofc",
    "o",
    "business",
    "bus",
    "b",
    "main",
    "primary",
    "direct",
    "dir",
    "d",
    "other",
    "fax",
    "f",
    "car",
    "pager",
    "landline",
    "line",
    "desk",
    "reception",
    "switchboard",
    "private",
    "priv",
    "personal",
    "pers",
    "emergency",
    "whatsapp",
    "wa",
    "signal",
    "telegram",
    "viber",
    "sms",
    "text",
    "toll",
    "free",
    "tollfree",
    "intl",
    "us",
    "uk",
    // German.
    "telefon",
    "tf",
    "fon",
    "rufnummer",
    "nummer",
    "mobil",
    "mobiltelefon",
    "handy",
    "natel",
    "funk",
    "privat",
    "prv",
    "geschäftlich",
    "gesch",
    "geschäft",
    "dienstlich",
    "dienst",
    "arbeit",
    "büro",
    "buero",
    "firma",
    "zentrale",
    "festnetz",
    "zuhause",
    "zu",
    "hause",
    "telefax",
    "direkt",
    // French, Spanish, Italian, Portuguese.
    "tél",
    "téléphone",
    "portable",
    "port",
    "bureau",
    "bur",
    "domicile",
    "dom",
    "fixe",
    "maison",
    "travail",
    "télécopie",
    "teléfono",
    "telefono",
    "tfno",
    "móvil",
    "movil",
    "celular",
    "cel",
    "casa",
    "trabajo",
    "oficina",
    "fijo",
    "directo",
    "cellulare",
    "ufficio",
    "lavoro",
    "fisso",
    "abitazione",
    "telefone",
    "telemóvel",
    "trabalho",
    "escritório",
    "particular",
    // Dutch and Scandinavian.
    "telefoon",
    "mobiel",
    "thuis",
    "werk",
    "kantoor",
    "vast",
    "privé",
    "prive",
    "tlf",
    "mobilnr",
    "hjem",
    "jobb",
    "arbeid",
    "kontor",
    "hem",
    "arbete",
    "arbejde",
    "bolig",
    // Central and Eastern Europe.
    "komórka",
    "kom",
    "praca",
    "domowy",
    "służbowy",
    "prywatny",
    "práce",
    "práca",
    "domů",
    "mobilní",
];

/// Words and marks before an extension.
const EXTENSIONS: &[&str] = &[
    "ext",
    "extn",
    "extension",
    "exten",
    "x",
    "app",
    "apparat",
    "appar",
    "durchwahl",
    "dw",
    "nebenstelle",
    "nst",
    "klappe",
    "kl",
    "poste",
    "anexo",
    "extensión",
    "interno",
    "int",
    "ramal",
    "toestel",
    "tst",
    "anknytning",
    "ankn",
    "lokal",
    "wewn",
    "linka",
];

/// Placeholders for unknown digits.
const PLACEHOLDERS: &[&str] = &[
    "XX", "TBD", "TBA", "ABC", "UNKNOWN", "MISSING", "INVALID", "REMOVED", "DELETED", "PHONE", "NUMBER",
    "NONE", "NULL",
];

/// Words between two numbers.
const CONJUNCTIONS: &[&str] = &[
    "or", "and", "oder", "und", "ou", "et", "o", "y", "e", "u", "of", "en", "eller", "og", "och", "lub", "i",
    "nebo", "bzw", "resp",
];

/// Splits a text into the texts of its numbers. A text with one number, or none, is returned whole.
pub(crate) fn split(text: &str) -> Vec<&str> {
    if is_plain(text) {
        return vec![text.trim()];
    }
    let mut parts = Vec::new();
    for line in text.split(['\n', '\r', '|']).flat_map(|line| line.split(":::")) {
        split_line(line, &mut parts);
    }
    let mut parts: Vec<&str> = parts.into_iter().map(str::trim).collect();
    parts.retain(|part| part.chars().any(char::is_alphanumeric));
    if parts.len() < 2 { vec![text.trim()] } else { parts }
}

/// Splits a line at separators between what may be numbers.
fn split_line<'t>(line: &'t str, parts: &mut Vec<&'t str>) {
    let (mut start, mut slash) = (0, 0);
    for cut in cuts(line) {
        let before = line.get(start..cut.start).unwrap_or_default();
        let since_slash = line.get(start.max(slash)..cut.start).unwrap_or_default();
        let after = line.get(cut.end..).unwrap_or_default();
        if cut.kind == Separator::Slash {
            slash = cut.end;
        }
        if digits(before) > 0 && digits(after) > 0 && divides(cut.kind, before, since_slash, after) {
            parts.push(before);
            start = cut.keep.unwrap_or(cut.end);
        }
    }
    parts.extend(line.get(start..));
}

/// Whether a separator is between two numbers, and not inside one.
fn divides(kind: Separator, before: &str, since_slash: &str, after: &str) -> bool {
    let next =
        after.split(|c: char| c.is_alphabetic() || matches!(c, '/' | ',' | ';' | '&' | '~' | '#')).next();
    let next = digits(next.unwrap_or_default());
    match kind {
        Separator::Semicolon => !starts_with_parameter(after),
        Separator::Comma => !starts_with_extension(after) && !is_zero_fraction(after),
        // `030/123456` is one number, and so is `01/23/45/67/89`.
        Separator::Slash => {
            let area = area_digits(before);
            let is_group = digits(since_slash) <= 4 && next <= 4;
            // `030/12345 030/12346`: the second slash is inside a number like the first one.
            let is_within =
                next >= 4 && ends_in_area_code(before) && !after.trim_start().starts_with(['0', '+', '(']);
            !is_group
                && !is_within
                && (area > LONGEST_AREA_CODE || (area == LONGEST_AREA_CODE && next >= FEWEST_DIGITS))
        }
        Separator::Word => true,
        Separator::Mark => digits(before) >= FEWEST_DIGITS && next > LONGEST_EXTENSION,
    }
}

/// The digits before a slash, without dialling prefixes.
fn area_digits(text: &str) -> usize {
    let text = text.trim_start();
    let shown = digits(text) - text.matches("(0)").count();
    if text.starts_with("00") { shown.saturating_sub(2) } else { shown }
}

/// The end of `30123456,0`, a float with a decimal comma.
fn is_zero_fraction(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte == b'0')
}

/// A separator between two numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Semicolon,
    Comma,
    Slash,
    /// A word or an ampersand.
    Word,
    /// A mark that may also precede an extension or a label.
    Mark,
}

struct Cut {
    start: usize,
    end: usize,
    /// Where the text of the next number starts; `None` for after the separator.
    keep: Option<usize>,
    kind: Separator,
}

fn cuts(line: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut start = 0;
    while let Some(c) = line.get(start..).and_then(|rest| rest.chars().next()) {
        let rest = line.get(start..).unwrap_or_default();
        let length = if c.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len())
        } else {
            c.len_utf8()
        };
        let end = start + length;
        let found = if c.is_alphabetic() { word_cut(line, start, end) } else { mark_cut(c, start) };
        cuts.extend(found.map(|(kind, keep)| Cut { start, end, keep, kind }));
        start = end;
    }
    cuts
}

fn mark_cut(c: char, start: usize) -> Option<(Separator, Option<usize>)> {
    match c {
        ';' | '；' => Some((Separator::Semicolon, None)),
        ',' | '，' | '、' => Some((Separator::Comma, None)),
        '/' | '／' | '\\' => Some((Separator::Slash, None)),
        '&' | '＆' => Some((Separator::Word, None)),
        '~' | '#' => Some((Separator::Mark, None)),
        // It belongs to the number after it.
        '+' | '＋' => Some((Separator::Mark, Some(start))),
        _ => None,
    }
}

fn word_cut(line: &str, start: usize, end: usize) -> Option<(Separator, Option<usize>)> {
    let word = line.get(start..end)?.to_lowercase();
    let stands_alone = line.get(..start)?.ends_with(char::is_whitespace)
        && line.get(end..)?.starts_with(char::is_whitespace);
    match word.as_str() {
        word if stands_alone && CONJUNCTIONS.contains(&word) => Some((Separator::Word, None)),
        word if EXTENSIONS.contains(&word) => Some((Separator::Mark, None)),
        word if is_misread_digit(word, line.get(..start)?, line.get(end..)?) => None,
        word if LABELS.contains(&word) => Some((Separator::Mark, Some(start))),
        _ => None,
    }
}

fn digits(text: &str) -> usize {
    text.chars().filter(|c| c.is_numeric()).count()
}

/// `;ext=5` and `;phone-context=…` belong to the number before them.
fn starts_with_parameter(text: &str) -> bool {
    let name = text.split('=').next().unwrap_or_default().trim();
    text.contains('=') && matches!(name.to_ascii_lowercase().as_str(), "ext" | "phone-context" | "isub")
}

fn starts_with_extension(text: &str) -> bool {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let Some((word, rest)) = text.split_at_checked(end) else { return false };
    let next = rest.split([',', ';', '/']).next().unwrap_or_default();
    EXTENSIONS.contains(&word.to_lowercase().as_str()) && digits(next) <= LONGEST_EXTENSION
}

/// A cleaned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Judged<'t> {
    /// Digits and punctuation.
    Number(Cow<'t, str>),
    /// A number that a program converted to a float. Leading zeros are lost.
    Float(Cow<'t, str>),
    /// Digits, and a word in place of some.
    Vanity(Cow<'t, str>),
}

/// Whether a text is digits and the usual punctuation, with a plus only before them: the most common case in files.
fn is_plain(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'+' | b' ' | b'-' | b'(' | b')');
    let is_at_start =
        |place: usize| text.as_bytes().iter().take(place).all(|byte| matches!(byte, b'(' | b' '));
    text.bytes().all(is_plain) && text.rfind('+').is_none_or(is_at_start)
}

/// Removes labels and extensions. `None` when the rest is not clean.
pub(crate) fn judge(text: &str) -> Option<Judged<'_>> {
    if is_plain(text) {
        return is_one_number(text).then_some(Judged::Number(Cow::Borrowed(text)));
    }
    let plain = in_ascii(unquote_cell(text.trim()));
    // `tel:` links have parameters after semicolons.
    let plain = plain.split(';').next().unwrap_or_default();
    let number = without_words(plain)?;
    let around = |c: char| c.is_whitespace() || matches!(c, ':' | '.' | ',' | '-' | '\'' | '"' | '/' | '=');
    let number = number.trim_matches(around);
    let is_clean = |c: char| {
        c.is_ascii_alphanumeric()
            || matches!(c, '+' | ' ' | '-' | '.' | ',' | '/' | '(' | ')' | '[' | ']' | '_' | '\'')
    };
    let before_plus = number.get(..number.rfind('+').unwrap_or_default()).unwrap_or_default();
    if !number.chars().all(is_clean) || !before_plus.chars().all(|c| matches!(c, '(' | '[' | ' ')) {
        return None;
    }
    match (number.chars().filter(char::is_ascii_alphabetic).count(), as_float(number)) {
        (0, Fraction::None) if number.contains(',') => None,
        (0, Fraction::None) if !is_one_number(number) => None,
        (0, Fraction::None) => Some(Judged::Number(number.replace(['\'', '_'], " ").into())),
        (0, Fraction::Zero(whole)) => Some(Judged::Float(whole.to_owned().into())),
        (0, Fraction::Other) => None,
        (letters, _) => is_vanity(number, letters).then(|| Judged::Vanity(number.to_owned().into())),
    }
}

/// Dashes, spaces and digits of all scripts as ASCII.
fn in_ascii(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{2043}' | '\u{fe58}' | '\u{fe63}' | '\u{30fc}' => '-',
        '\u{660}'..='\u{669}' => digit(c, 0x660),
        '\u{6f0}'..='\u{6f9}' => digit(c, 0x6f0),
        '\u{966}'..='\u{96f}' => digit(c, 0x966),
        '\u{b7}' | '\u{2022}' | '\u{2024}' => '.',
        '\u{2019}' => '\'',
        c if c.is_whitespace() => ' ',
        c => c,
    };
    text.chars().map(plain).collect()
}

fn digit(c: char, zero: u32) -> char {
    char::from_digit(u32::from(c).saturating_sub(zero), 10).unwrap_or(c)
}

/// The text without labels and extension. `None` when the rest is not a number.
fn without_words(text: &str) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| c.is_alphabetic() != first.is_alphabetic()).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at_checked(end)?;
        rest = behind;
        if !first.is_alphabetic() {
            let Some((before, extension)) = piece.split_once('#') else {
                kept.push_str(piece);
                continue;
            };
            // `202-555-0143 #5`; several of them mask digits.
            kept.push_str(before);
            let is_end = extension.trim().is_empty() && digits(&kept) >= 10;
            let is_extended =
                digits(extension) > 0 && digits(&kept) >= FEWEST_DIGITS && is_extension(extension);
            return (rest.is_empty() && (is_end || is_extended)).then_some(kept);
        }
        let word = piece.to_lowercase();
        let (dialled, further) = (digits(&kept), digits(rest));
        if EXTENSIONS.contains(&word.as_str()) && dialled >= FEWEST_DIGITS {
            return (is_extension(rest) && !is_mask(&word, &kept, rest)).then_some(kept);
        }
        if is_misread_digit(&word, &kept, rest) {
            return None;
        }
        let is_word_of_vanity = (3..FEWEST_DIGITS).contains(&dialled) && further == 0;
        if LABELS.contains(&word.as_str()) && !is_word_of_vanity {
            // A label inside the digits of one number is not a label.
            if dialled > LONGEST_COUNTRY_CODE && further > 0 {
                return None;
            }
            kept.push(' ');
            // The full stop of an abbreviation.
            rest = rest.strip_prefix('.').unwrap_or(rest);
            continue;
        }
        kept.push_str(piece);
    }
    Some(without_empty_brackets(&kept))
}

/// `03O 1234527`, `O6 12345678`: a letter that looks like a digit at its place, or one between two digits.
fn is_misread_digit(word: &str, before: &str, after: &str) -> bool {
    let is_behind = before.ends_with(|c: char| c.is_ascii_digit());
    let is_before = after.starts_with(|c: char| c.is_ascii_digit());
    let is_between = digits(before) > 0 && digits(after) > 0;
    match word {
        "o" => is_behind || is_before || (is_between && !before.trim_start().starts_with('+')),
        "b" => is_behind || is_before,
        _ => word.chars().count() == 1 && LABELS.contains(&word) && is_behind && is_between,
    }
}

/// A few digits and marks around them.
fn is_extension(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '.' | ':' | '-' | '#' | '=' | '(' | ')' | ',' | '/');
    digits(text) <= LONGEST_EXTENSION
        && text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || is_mark(c))
}

/// `202-555-014X`, `030 1234X6`: an x among the digits of a number, and not after a complete one.
fn is_mask(word: &str, kept: &str, rest: &str) -> bool {
    let is_glued = kept.ends_with(|c: char| c.is_ascii_digit()) && digits(kept) < 10;
    word == "x" && (digits(rest) == 0 || is_glued)
}

/// Removes brackets that contained a label.
fn without_empty_brackets(text: &str) -> String {
    let mut text = text.to_owned();
    for (open, close) in [('(', ')'), ('[', ']')] {
        while let Some(start) = text.rfind(open) {
            let inner = text.get(start + 1..).unwrap_or_default();
            let Some(end) = inner.find(close) else { break };
            let has_content = inner.get(..end).unwrap_or_default().chars().any(char::is_alphanumeric);
            if has_content {
                break;
            }
            text.replace_range(start..start + end + 2, " ");
        }
    }
    text
}

/// `1-800-FLOWERS`: a word of three letters or more after or among digits. `XXXX`, `TBD` and `ABCD` are not words.
fn is_vanity(number: &str, letters: usize) -> bool {
    let first = number.find(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
    let has_prefix = number.get(..first).is_some_and(|prefix| digits(prefix) >= 3);
    let all: String =
        number.chars().filter(char::is_ascii_alphabetic).map(|c| c.to_ascii_uppercase()).collect();
    let is_placeholder = PLACEHOLDERS.iter().any(|placeholder| all.contains(placeholder))
        || all.chars().all(|c| all.starts_with(c));
    letters >= 3 && has_prefix && !is_placeholder
}

enum Fraction<'t> {
    None,
    /// The digits before the point.
    Zero(&'t str),
    Other,
}

/// A point that a program added to a number: `15551234567.0`. A point between groups of digits does not count.
fn as_float(number: &str) -> Fraction<'_> {
    let Some((whole, fraction)) = number.rsplit_once(['.', ',']) else { return Fraction::None };
    let is_group = whole.contains('.') || digits(whole) < FEWEST_DIGITS || digits(fraction) != fraction.len();
    let is_zero = fraction.bytes().all(|byte| byte == b'0');
    if is_group || (fraction.len() > 2 && !is_zero) {
        return Fraction::None;
    }
    let plain = whole.strip_prefix('+').unwrap_or(whole);
    // `030 123456.0`: the zero may be an extension.
    if is_zero && digits(plain) == plain.len() { Fraction::Zero(whole) } else { Fraction::Other }
}
