//! Equality of two texts of a field: a CRM may reformat stored values.

use crate::field::Field;

/// The fewest digits of a number that may be written with or without its country code.
const SHORTEST_NATIONAL: usize = 6;
/// The fewest digits of a number that is complete without its prefix: a shorter one may have lost some.
const SHORTEST_WHOLE: usize = 9;
/// The most digits of a country code with a trunk prefix.
const LONGEST_PREFIX: usize = 3;
/// Country codes of two digits; the others are 1, 7, and those of three digits.
const COUNTRIES: [&str; 44] = [
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48",
    "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81",
    "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];
/// Words that are not part of the number and may be written in different ways.
const MARKS: [&str; 7] = ["x", "ext", "extn", "extension", "tel", "phone", "telephone"];

/// Whether two texts are equal up to reformatting by a CRM: white space and capitals in names and addresses, and the
/// notation of phone numbers.
///
/// ```
/// use frontdesk_sync::{Field, is_same_value};
///
/// assert!(is_same_value(Field::Phone, "(202) 555-0143", "+12025550143"));
/// assert!(is_same_value(Field::Name, " john  SMITH", "John Smith"));
/// assert!(!is_same_value(Field::Phone, "(202) 555-0143", "(202) 555-0144"));
/// ```
pub fn is_same_value(field: Field, one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    match field {
        Field::Name | Field::Email => folded(one) == folded(other),
        Field::Phone => {
            is_same_number(&Dialled::read(one), &Dialled::read(other), || folded(one) == folded(other))
        }
    }
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// The digits of a phone number, including those given as letters.
struct Dialled {
    digits: String,
    letters: String,
    /// Whether they begin with a country code.
    is_international: bool,
}

impl Dialled {
    fn read(text: &str) -> Self {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let text_folded = text.to_lowercase();
        let words = text_folded.split(|c: char| !c.is_alphabetic()).filter(|word| !MARKS.contains(word));
        let letters = words.collect();
        let has_plus = text.trim_start_matches(|c: char| c.is_whitespace() || c == '(').starts_with('+');
        match digits.strip_prefix("00") {
            Some(rest) if !has_plus => Self { digits: rest.to_owned(), letters, is_international: true },
            _ => Self { digits, letters, is_international: has_plus },
        }
    }
}

fn is_same_number(one: &Dialled, other: &Dialled, is_same_text: impl Fn() -> bool) -> bool {
    if one.digits.is_empty() || other.digits.is_empty() {
        return is_same_text();
    }
    if one.letters != other.letters && !one.letters.is_empty() && !other.letters.is_empty() {
        return false;
    }
    if one.digits == other.digits {
        return true;
    }
    match (one.is_international, other.is_international) {
        (true, false) => adds_country(&one.digits, &other.digits),
        (false, true) => adds_country(&other.digits, &one.digits),
        // North American numbers are often written without the plus.
        (false, false) => adds_one(&one.digits, &other.digits) || adds_one(&other.digits, &one.digits),
        (true, true) => false,
    }
}

fn adds_country(international: &str, national: &str) -> bool {
    let is_suffix = |national: &str| {
        let prefix = international.strip_suffix(national).unwrap_or_default();
        let is_long = national.len() >= SHORTEST_WHOLE && !national.starts_with('0');
        let is_whole = is_long || is_country(prefix);
        national.len() >= SHORTEST_NATIONAL && (1..=LONGEST_PREFIX).contains(&prefix.len()) && is_whole
    };
    is_suffix(national) || is_suffix(national.trim_start_matches('0'))
}

/// Whether a prefix is exactly a country code.
fn is_country(prefix: &str) -> bool {
    match prefix.len() {
        1 => matches!(prefix, "1" | "7"),
        2 => COUNTRIES.contains(&prefix),
        _ => {
            let starts_another = |code: &&str| prefix.starts_with(code);
            !prefix.starts_with(['1', '7']) && !COUNTRIES.iter().any(starts_another)
        }
    }
}

fn adds_one(long: &str, short: &str) -> bool {
    short.len() == 10 && long.strip_prefix('1') == Some(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reformatted_value_is_equal() {
        use Field::{Email, Name, Phone};
        for (field, one, other, is_same) in [
            (Name, "John Smith", "JOHN SMITH", true),
            (Name, " John \u{a0} Smith ", "john smith", true),
            (Name, "John Smith", "Jon Smith", false),
            (Name, "John Smith", "JohnSmith", false),
            (Email, " John@Example.COM", "john@example.com", true),
            (Email, "john@example.com", "john@example.org", false),
            (Phone, "123-456-7890", "1234567890", true),
            (Phone, "123-456-7890", "+11234567890", true),
            (Phone, "123-456-7890", "11234567890", true),
            (Phone, "123-456-7890", "+1 (123) 456-7890", true),
            (Phone, "(+1) 123 456 7890", "001 123 456 7890", true),
            (Phone, "020 7946 0958", "+442079460958", true),
            (Phone, "06 1234567", "+39061234567", true),
            (Phone, "+44 20 7946 0958", "+1 20 7946 0958", false),
            (Phone, "555-0143", "202-555-0143", false),
            (Phone, "555-0143", "+1 202 555-0143", false),
            (Phone, "12345", "+112345", false),
            (Phone, "25550143", "+1 202 555 0143", false),
            (Phone, "025550143", "+1 202 555 0143", false),
            (Phone, "12 34 56 78", "+45 1234 5678", true),
            (Phone, "1234567", "+3531234567", true),
            (Phone, "1-800-FLOWERS", "1-800-CONTACTS", false),
            (Phone, "1-800-FLOWERS", "+1 800 CONTACTS", false),
            (Phone, "1-800-FLOWERS", "1 (800) flowers", true),
            (Phone, "202-555-0143 ext. 5", "2025550143x5", true),
            (Phone, "", "0", false),
            (Phone, " none ", "None", true),
        ] {
            assert_eq!(is_same_value(field, one, other), is_same, "{field} {one:?} {other:?}");
            assert_eq!(is_same_value(field, other, one), is_same, "{field} {other:?} {one:?}");
        }
    }
}
