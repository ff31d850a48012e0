//! The CRM's reason for a refusal, without personal data, for display and notices.

use crate::field::Field;
use crate::fields::UserFields;

/// The most characters of a stored reason.
pub const LONGEST_REASON: usize = 200;
/// The fewest digits that count as a phone number.
const FEWEST_DIGITS: usize = 7;
/// The fewest characters of the user's own number to search for: a shorter one occurs in any text.
const SHORTEST_OWN: usize = 4;

/// The CRM's own words without control characters and excess white space, cut to [`LONGEST_REASON`], and without
/// personal data: e-mail addresses, phone numbers, and the values of the user. `None` when no words are left.
///
/// ```
/// use frontdesk_sync::{UserFields, tell_reason};
///
/// let user = UserFields::parse("Ada King", "ada@example.com", "202-555-0143").expect("sound");
/// let told = tell_reason("Contact ada@example.com\nexists already. Existing ID: 4711", &user);
/// assert_eq!(told.as_deref(), Some("Contact [e-mail] exists already. Existing ID: 4711"));
/// ```
pub fn tell_reason(text: &str, user: &UserFields) -> Option<String> {
    let mut words: Vec<String> = without_numbers(&without_own_number(text, user))
        .split(|c: char| c.is_whitespace() || c.is_control())
        .map(|word| without_names(&visible(word), user))
        .collect();
    words.retain(|word| !word.is_empty());
    let told: String = words.join(" ").chars().take(LONGEST_REASON).collect();
    (!told.is_empty()).then_some(told)
}

/// Removes invisible characters and those that change the writing direction.
fn visible(word: &str) -> String {
    let is_hidden = |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    word.chars().filter(|c| !is_hidden(*c)).collect()
}

fn without_own_number(text: &str, user: &UserFields) -> String {
    let own = user.get(Field::Phone).trim();
    if own.chars().count() < SHORTEST_OWN { text.to_owned() } else { text.replace(own, "[phone]") }
}

fn without_names(word: &str, user: &UserFields) -> String {
    if word.contains('@') {
        return "[e-mail]".to_owned();
    }
    let names: Vec<String> = user.get(Field::Name).split_whitespace().map(bare).collect();
    let is_name = |part: &str| part.chars().count() > 1 && names.contains(&part.to_lowercase());
    let mut told = String::new();
    let mut rest = word;
    while !rest.is_empty() {
        let letters = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (part, after) = rest.split_at(letters);
        told.push_str(if is_name(part) { "[name]" } else { part });
        let others = after.find(char::is_alphanumeric).unwrap_or(after.len());
        let (between, next) = after.split_at(others);
        told.push_str(between);
        rest = next;
    }
    told
}

fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// Replaces text that looks like a phone number, unless it is labelled as an id or part of a longer word.
fn without_numbers(text: &str) -> String {
    let mut told = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit() || matches!(c, '+' | '(')) {
        let (before, from) = rest.split_at(start);
        told.push_str(before);
        let end = from.find(|c: char| !(c.is_ascii_digit() || " +()-./".contains(c))).unwrap_or(from.len());
        let (run, after) = from.split_at(end);
        let number = run.trim_end_matches(|c: char| !c.is_ascii_digit());
        let is_part_of_word = told.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'))
            || number.len() == run.len() && after.starts_with(char::is_alphanumeric);
        if is_number(number) && !is_part_of_word && !is_called_id(&told) {
            told.push_str("[phone]");
            told.push_str(run.get(number.len()..).unwrap_or_default());
        } else {
            told.push_str(run);
        }
        rest = after;
    }
    told.push_str(rest);
    told
}

fn is_number(run: &str) -> bool {
    let is_date = run.len() == 10 && chrono::NaiveDate::parse_from_str(run, "%Y-%m-%d").is_ok();
    !is_date && run.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS
}

/// Whether a text ends with a label of an id.
fn is_called_id(before: &str) -> bool {
    let before = before.trim_end_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let word = before.rsplit(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or_default();
    word == "id" || word.ends_with("_id") || matches!(word, "record" | "number")
}

/// The id of a record in the words of a refusal: `Existing ID: 4711`.
///
/// ```
/// use frontdesk_sync::named_id;
///
/// assert_eq!(named_id("Contact already exists. Existing ID: 4711"), Some("4711"));
/// assert_eq!(named_id("Invalid phone 4711"), None);
/// ```
pub fn named_id(text: &str) -> Option<&str> {
    let mut words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    let mut is_announced = false;
    words.find(|word| {
        let has_digit = word.contains(|c: char| c.is_ascii_digit());
        if is_announced && has_digit && word.len() <= 64 {
            return true;
        }
        let lower = word.to_lowercase();
        // Only separators may stand between the label and the id.
        is_announced =
            lower == "id" || lower.ends_with("_id") || (is_announced && (word.is_empty() || lower == "is"));
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user() -> UserFields {
        UserFields { name: "Ada O'Neil King".into(), email: "a@b.example".into(), phone: "555-1".into() }
    }

    #[test]
    fn personal_data_is_removed_and_the_rest_is_kept() {
        for (text, expected) in [
            ("phone must be longer", Some("phone must be longer")),
            ("KING is taken", Some("[name] is taken")),
            ("king's Canada", Some("[name]'s Canada")),
            ("<a@b.example> is taken, so is x@y", Some("[e-mail] is taken, so is [e-mail]")),
            ("555-1 is no number", Some("[phone] is no number")),
            ("call (202) 555-0143, or +49 30 1234567.", Some("call [phone], or [phone].")),
            ("Existing ID: 51234567", Some("Existing ID: 51234567")),
            ("existing_id=51234567", Some("existing_id=51234567")),
            ("since 2026-11-30 closed", Some("since 2026-11-30 closed")),
            ("trace 3c83751f-a21a-71120300bbc5", Some("trace 3c83751f-a21a-71120300bbc5")),
            (" two\n\tlines\u{1b}[31m \u{202e}red ", Some("two lines [31m red")),
            (" \u{0} ", None),
        ] {
            assert_eq!(tell_reason(text, &user()).as_deref(), expected, "{text}");
        }
        assert_eq!(
            tell_reason(&"ü".repeat(500), &user()).map(|told| told.chars().count()),
            Some(LONGEST_REASON)
        );
    }

    #[test]
    fn an_id_is_found_after_its_label() {
        for (text, expected) in [
            ("Contact already exists. Existing ID: 4711", Some("4711")),
            ("duplicate of record with id=CRM-9", Some("CRM-9")),
            ("existing_id: 7", Some("7")),
            ("the ID is \"7a\"", Some("7a")),
            ("the ID of this user is not 7", None),
            ("invalid 7", None),
            ("id", None),
        ] {
            assert_eq!(named_id(text), expected, "{text}");
        }
    }
}
