//! Parses fields one by one and collects all faults.

use std::fmt::Display;

use frontdesk_core::{Fault, Faults, clean};

/// The most characters of a deal's texts: the limit of the systems that deals come from.
pub(crate) const SHORT_TEXT: usize = 32;

/// The faults found so far.
#[derive(Default)]
pub(crate) struct Fields {
    faults: Vec<Fault>,
}

impl Fields {
    pub(crate) fn fault(&mut self, field: &str, rule: impl Display) {
        self.faults.push(Fault::new(field, rule.to_string()));
    }

    /// Parses a text with a rule. Empty text counts as absent.
    pub(crate) fn read<T, E: Display>(
        &mut self,
        field: &str,
        given: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = given.map(clean).filter(|text| !text.is_empty())?;
        read(&text).map_err(|rule| self.fault(field, rule)).ok()
    }

    /// [`Fields::read`] for a required field.
    pub(crate) fn required<T, E: Display>(
        &mut self,
        field: &str,
        given: Option<&str>,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        if given.is_none_or(|text| clean(text).is_empty()) {
            self.fault(field, "is missing");
        }
        self.read(field, given, read)
    }

    /// The faults alone.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The value, if there are no faults.
    pub(crate) fn finish<T>(self, made: Option<T>) -> Result<T, Faults> {
        Faults::check(self.faults)?;
        made.ok_or_else(|| Fault::new("", "a required field is missing").into())
    }
}

/// A short text in one line.
pub(crate) fn short_text(text: &str) -> Result<String, &'static str> {
    if text.chars().count() > SHORT_TEXT {
        Err("must be at most 32 characters")
    } else if text.chars().any(char::is_control) {
        Err("must not contain control characters")
    } else {
        Ok(text.to_owned())
    }
}
