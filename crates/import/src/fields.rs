//! Reading the fields of a row one by one while everything that is wrong with them is collected.

use std::fmt::Display;

use frontdesk_core::{Email, Fault, Faults, LONG_TEXT};

/// The most numbers that one row may give.
pub(crate) const MOST_PHONES: usize = 20;

/// The most characters of one number's text.
const LONGEST_PHONE: usize = 32;

/// The faults found so far.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    faults: Vec<Fault>,
}

impl Fields {
    pub(crate) fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// The text trimmed, `None` when nothing is left. A text that breaks a rule is still given back, so that
    /// it does not count as missing as well.
    pub(crate) fn text(&mut self, field: &str, given: Option<String>) -> Option<String> {
        let text = trimmed(given?)?;
        self.check(field, &text, LONG_TEXT, char::is_control);
        Some(text)
    }

    /// Like [`Fields::text`], for a text whose runs of white space become one space anyway.
    pub(crate) fn loose_text(&mut self, field: &str, given: Option<String>) -> Option<String> {
        let text = trimmed(given?)?;
        self.check(field, &text, LONG_TEXT, |c| c.is_control() && !c.is_whitespace());
        Some(text)
    }

    /// A text that is read by a rule of its own.
    pub(crate) fn parsed<T, E: Display>(
        &mut self,
        field: &str,
        given: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = trimmed(given?)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(rule) => {
                self.fault(Fault::new(field, rule.to_string()));
                None
            }
        }
    }

    pub(crate) fn email(&mut self, field: &str, given: Option<String>) -> Option<Email> {
        self.parsed(field, given, Email::parse)
    }

    /// The texts trimmed, each still where it was given: an empty one stays, so that positions keep their meaning.
    pub(crate) fn phones(&mut self, field: &str, given: Vec<String>) -> Vec<String> {
        if given.len() > MOST_PHONES {
            self.fault(Fault::new(field, format!("must have at most {MOST_PHONES} entries")));
            return Vec::new();
        }
        let numbers: Vec<String> = given.into_iter().map(|text| trimmed(text).unwrap_or_default()).collect();
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

    /// Like [`Fields::text`], for a field that must be given.
    pub(crate) fn required_text(&mut self, field: &str, given: Option<String>) -> Option<String> {
        let text = self.text(field, given);
        if text.is_none() {
            self.fault(Fault::new(field, "is missing"));
        }
        text
    }

    /// Like [`Fields::parsed`], for a field that must be given.
    pub(crate) fn required<T, E: Display>(
        &mut self,
        field: &str,
        given: Option<String>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if given.as_ref().is_none_or(|text| text.trim().is_empty()) {
            self.fault(Fault::new(field, "is missing"));
        }
        self.parsed(field, given, parse)
    }

    /// The required value, when no fault was found. `None` stands for one whose fault was noted.
    pub(crate) fn finish<T>(self, required: Option<T>) -> Result<T, Faults> {
        Faults::check(self.faults)?;
        required.ok_or_else(|| Fault::new("", "a required field is missing").into())
    }
}

fn trimmed(text: String) -> Option<String> {
    let tidy = text.trim();
    match tidy.len() {
        0 => None,
        length if length == text.len() => Some(text),
        _ => Some(tidy.to_owned()),
    }
}
