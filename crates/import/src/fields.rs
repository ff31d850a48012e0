//! Parses the fields of a row one by one and collects all faults.

use std::borrow::Cow;
use std::fmt::Display;

use frontdesk_core::{Email, Fault, Faults, Fields, LONG_TEXT, clean, filled, says_nothing};

use crate::client::Warning;

/// The most phone numbers per row.
pub(crate) const MOST_PHONES: usize = 20;

/// The most characters of a phone number's text.
const LONGEST_PHONE: usize = 32;

/// Separator of values in one cell in exports of Google Contacts.
const SEPARATOR: &str = ":::";

/// The faults and warnings found so far.
#[derive(Debug, Default)]
pub(crate) struct RowFields {
    found: Fields,
    is_lenient: bool,
    warnings: Vec<Warning>,
}

impl RowFields {
    /// For the cells of a file: an invalid cell that is not needed is left out with a warning.
    pub(crate) fn lenient() -> Self {
        Self { is_lenient: true, ..Self::default() }
    }

    /// Parses a field that is not needed.
    pub(crate) fn optional<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.found.faults().len();
        let value = read(self);
        if !self.is_lenient || self.found.faults().len() == before {
            return value;
        }
        let broken = self.found.faults().split_off(before);
        let left_out = |fault: Fault| Fault::new(fault.field, format!("{} and was left out", fault.message));
        self.warnings.extend(broken.into_iter().map(left_out));
        None
    }

    /// [`RowFields::text`] for a field that is not needed.
    pub(crate) fn optional_text(&mut self, field: &str, given: Option<String>) -> Option<String> {
        self.optional(|fields| fields.text(field, given))
    }

    pub(crate) fn fault(&mut self, fault: Fault) {
        self.found.fault(fault);
    }

    /// The trimmed text; `None` when it is empty. A text with a fault is still returned, so that it does not count as
    /// missing as well.
    pub(crate) fn text(&mut self, field: &str, given: Option<String>) -> Option<String> {
        let text = cleaned(given?)?;
        self.check(field, &text, LONG_TEXT, char::is_control);
        Some(text)
    }

    /// [`RowFields::text`] for a text whose white space is collapsed anyway.
    pub(crate) fn loose_text(&mut self, field: &str, given: Option<String>) -> Option<String> {
        let text = cleaned(given?)?;
        self.check(field, &text, LONG_TEXT, |c| c.is_control() && !c.is_whitespace());
        Some(text)
    }

    /// Parses a text with `read`.
    pub(crate) fn parsed<T, E: Display>(
        &mut self,
        field: &str,
        given: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        self.found.optional(field, filled(given.as_deref()), |text| parse(&text))
    }

    /// In a file `n/a` and the like are an empty cell.
    pub(crate) fn unless_it_says_nothing(&self, given: Option<String>) -> Option<String> {
        given.filter(|text| !self.is_lenient || !says_nothing(text))
    }

    /// In a file a cell may hold several addresses, as exported by Google.
    pub(crate) fn email(&mut self, field: &str, given: Option<String>) -> Option<Email> {
        let given = self.unless_it_says_nothing(given).map(|text| self.first_email(field, text));
        self.parsed(field, given, Email::parse)
    }

    fn first_email(&mut self, field: &str, text: String) -> String {
        if !self.is_lenient || !text.contains(':') || !text.contains(SEPARATOR) {
            return text;
        }
        let mut addresses = text.split(SEPARATOR).filter(|address| !says_nothing(address));
        let Some(first) = addresses.next() else { return text };
        if addresses.next().is_some() {
            let message = "Only the first of several e-mail addresses was taken.";
            self.warnings.push(Fault::sentence(field, message));
        }
        first.to_owned()
    }

    /// The trimmed texts at their positions: empty ones stay, so that positions keep their meaning.
    pub(crate) fn phones(&mut self, field: &str, given: Vec<String>) -> Vec<String> {
        let mut numbers: Vec<String> =
            given.into_iter().map(|text| cleaned(text).unwrap_or_default()).collect();
        if numbers.len() > MOST_PHONES && self.is_lenient {
            let message =
                format!("There are more than {MOST_PHONES} phone numbers; the others were left out.");
            self.warnings.push(Fault::sentence(field, message));
            numbers.truncate(MOST_PHONES);
        }
        // Faults of a single cell are reported when its numbers are split.
        if self.is_lenient {
            return numbers;
        }
        if numbers.len() > MOST_PHONES {
            self.fault(Fault::new(field, format!("must have at most {MOST_PHONES} entries")));
            return Vec::new();
        }
        for (position, number) in numbers.iter().enumerate() {
            self.check(&format_args!("{field}.{position}"), number, LONGEST_PHONE, char::is_control);
        }
        numbers
    }

    fn check(
        &mut self,
        field: &(impl Display + ?Sized),
        text: &str,
        most: usize,
        bad: impl Fn(char) -> bool,
    ) {
        if text.len() > most && text.chars().count() > most {
            self.fault(Fault::new(field.to_string(), format!("must be at most {most} characters")));
        }
        if text.chars().any(bad) {
            self.fault(Fault::new(field.to_string(), "must not contain control characters"));
        }
    }

    /// [`RowFields::parsed`] for a required field.
    pub(crate) fn required<T, E: Display>(
        &mut self,
        field: &str,
        given: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, Fault> {
        self.found.required(field, filled(given.as_deref()), |text| parse(&text))
    }

    /// The value that `make` builds from the required fields, and the warnings, if there are no faults.
    pub(crate) fn finish<T>(
        self,
        make: impl FnOnce() -> Result<T, Fault>,
    ) -> Result<(T, Vec<Warning>), Faults> {
        Ok((self.found.finish(make)?, self.warnings))
    }
}

/// The cleaned text; `None` when it is empty.
fn cleaned(text: String) -> Option<String> {
    let tidy = match clean(&text) {
        Cow::Borrowed(tidy) if tidy.len() == text.len() => None,
        Cow::Borrowed(tidy) => Some(tidy.to_owned()),
        Cow::Owned(tidy) => Some(tidy),
    };
    Some(tidy.unwrap_or(text)).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_several_addresses_in_a_cell_is_used_with_a_warning() {
        for (cell, address, warnings) in [
            ("a@example.com ::: b@example.com", Some("a@example.com"), 1),
            ("a@example.com:::b@example.com ::: c@example.com", Some("a@example.com"), 1),
            ("n/a ::: b@example.com", Some("b@example.com"), 0),
            ("a@example.com ::: ", Some("a@example.com"), 0),
            ("a@example.com", Some("a@example.com"), 0),
            (" ::: ", None, 0),
            ("N/A", None, 0),
        ] {
            let mut fields = RowFields::lenient();
            let email = fields.email("email", Some(cell.to_owned()));
            assert_eq!(email.as_ref().map(Email::as_str), address, "{cell:?}");
            assert_eq!((fields.warnings.len(), fields.found.faults().len()), (warnings, 0), "{cell:?}");
        }
        let mut strict = RowFields::default();
        assert_eq!(strict.email("email", Some("a@example.com ::: b@example.com".to_owned())), None);
        assert_eq!(strict.found.faults().len(), 1);
    }
}
