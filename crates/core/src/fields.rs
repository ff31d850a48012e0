//! Reads the fields of a payload or row one by one and collects all faults.

use std::fmt::Display;

use crate::fault::{Fault, Faults};

/// The faults of the fields read so far.
///
/// A field that is needed is a `Result`, so that the value is built without a fallback for what cannot be: see
/// [`Fields::finish`].
///
/// ```
/// use frontdesk_core::{Fields, Money, Month, filled};
///
/// let mut fields = Fields::default();
/// let month = fields.required("month", filled(Some("2024-07")), |text| text.parse::<Month>());
/// let amount = fields.required("amount", filled(None), |text| Money::parse(&text));
/// let note = fields.optional("note", filled(Some("x")), |text| text.parse::<u8>());
/// let faults = fields.finish(|| Ok((month?, amount?, note))).unwrap_err();
/// assert_eq!(faults.detail(), "amount is missing; note invalid digit found in string");
/// ```
#[derive(Debug, Default)]
pub struct Fields {
    faults: Vec<Fault>,
}

impl Fields {
    /// Records a fault.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Records the fault of a field that was read elsewhere, and returns it.
    ///
    /// # Errors
    /// The fault.
    pub fn note<T>(&mut self, read: Result<T, Fault>) -> Result<T, Fault> {
        if let Err(fault) = &read {
            self.faults.push(fault.clone());
        }
        read
    }

    /// [`Fields::note`] for a broken rule of the field.
    ///
    /// # Errors
    /// The recorded fault.
    pub fn check<T>(&mut self, field: &str, parsed: Result<T, impl Display>) -> Result<T, Fault> {
        self.note(parsed.map_err(|rule| Fault::new(field, rule)))
    }

    /// Parses a value that may be absent; `None` for a recorded fault as well.
    pub fn optional<V, T, E: Display>(
        &mut self,
        field: &str,
        given: Option<V>,
        parse: impl FnOnce(V) -> Result<T, E>,
    ) -> Option<T> {
        self.check(field, parse(given?)).ok()
    }

    /// Parses a value that must not be absent.
    ///
    /// # Errors
    /// The recorded fault.
    pub fn required<V, T, E: Display>(
        &mut self,
        field: &str,
        given: Option<V>,
        parse: impl FnOnce(V) -> Result<T, E>,
    ) -> Result<T, Fault> {
        let given = self.given(field, given)?;
        self.check(field, parse(given))
    }

    /// A value that must not be absent and is valid as it is.
    ///
    /// # Errors
    /// The recorded fault.
    pub fn given<T>(&mut self, field: &str, given: Option<T>) -> Result<T, Fault> {
        self.note(given.ok_or_else(|| Fault::new(field, "is missing")))
    }

    /// The faults so far, in order.
    pub fn faults(&mut self) -> &mut Vec<Fault> {
        &mut self.faults
    }

    /// The value that `make` builds from the needed fields, if no fault is recorded.
    ///
    /// # Errors
    /// All recorded faults; that of `make` is one of them.
    pub fn finish<T>(mut self, make: impl FnOnce() -> Result<T, Fault>) -> Result<T, Faults> {
        let made = make();
        if let Err(fault) = &made
            && !self.faults.contains(fault)
        {
            self.faults.push(fault.clone());
        }
        Faults::check(self.faults)?;
        Ok(made?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detail<T>(read: Result<T, Faults>) -> Result<T, String> {
        read.map_err(|faults| faults.detail())
    }

    #[test]
    fn faults_are_reported_in_the_order_of_the_fields_and_once() {
        let mut fields = Fields::default();
        let first = fields.optional("first", Some("x"), str::parse::<u8>);
        let second = fields.required("second", Some("y"), str::parse::<u8>);
        let third = fields.required("third", None::<&str>, str::parse::<u8>);
        fields.fault(Fault::new("last", "is bad"));
        assert_eq!(
            detail(fields.finish(|| Ok((first, second?, third?)))),
            Err("first invalid digit found in string; second invalid digit found in string; third is missing; \
                 last is bad"
                .to_owned())
        );
    }

    #[test]
    fn a_value_is_built_only_without_faults() {
        let mut fields = Fields::default();
        let count = fields.required("count", Some("7"), str::parse::<u8>);
        let absent = fields.optional("absent", None::<&str>, str::parse::<u8>);
        assert_eq!(detail(fields.finish(|| Ok((count?, absent)))), Ok((7, None)));
        let unrecorded = Fields::default().finish(|| Err::<(), _>(Fault::new("a", "is bad")));
        assert_eq!(detail(unrecorded), Err("a is bad".to_owned()));
    }
}
