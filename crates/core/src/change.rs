//! The difference between two states of a record, field by field.

use std::borrow::Cow;

use chrono::NaiveDate;

/// A value of a field, as history shows it. An empty field has none.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(untagged))]
pub enum FieldValue {
    /// Yes or no.
    Flag(bool),
    /// An integer.
    Number(i64),
    /// Text, a date, or an amount of money with two decimals.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
}

impl From<&str> for FieldValue {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for FieldValue {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<bool> for FieldValue {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<i64> for FieldValue {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<NaiveDate> for FieldValue {
    fn from(day: NaiveDate) -> Self {
        Self::Text(day.to_string())
    }
}

impl From<crate::Money> for FieldValue {
    fn from(amount: crate::Money) -> Self {
        Self::Text(amount.to_string())
    }
}

/// A field of a record, by its name in the API, with its value.
pub type NamedValue = (Cow<'static, str>, Option<FieldValue>);

/// A record whose history is kept: it lists its fields. Ids, versions and times of the record itself are not among them.
pub trait Recorded {
    /// The fields and their values.
    fn fields(&self) -> Vec<NamedValue>;
}

/// A changed field.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FieldChange {
    /// Its name in the API.
    pub field: Cow<'static, str>,
    /// The value before.
    pub old: Option<FieldValue>,
    /// The value after.
    pub new: Option<FieldValue>,
}

/// The fields that differ. Without a state before, the record was created; without one after, it was deleted. Empty
/// fields of such a record are not listed.
///
/// ```
/// use frontdesk_core::{FieldValue, NamedValue, Recorded, changes_between};
///
/// struct Note(Option<&'static str>);
/// impl Recorded for Note {
///     fn fields(&self) -> Vec<NamedValue> {
///         vec![("text".into(), self.0.map(FieldValue::from))]
///     }
/// }
/// let found = changes_between(Some(&Note(Some("a"))), Some(&Note(None)));
/// assert_eq!((found[0].old.clone(), found[0].new.clone()), (Some("a".into()), None));
/// assert!(changes_between(Some(&Note(None)), Some(&Note(None))).is_empty());
/// ```
pub fn changes_between<R: Recorded + ?Sized>(before: Option<&R>, after: Option<&R>) -> Vec<FieldChange> {
    let mut old = before.map(Recorded::fields).unwrap_or_default();
    let mut changes = Vec::new();
    for (field, new) in after.map(Recorded::fields).unwrap_or_default() {
        let place = old.iter().position(|(name, _)| *name == field);
        let old = place.and_then(|place| old.swap_remove(place).1);
        if old != new {
            changes.push(FieldChange { field, old, new });
        }
    }
    let gone = old.into_iter().filter(|(_, value)| value.is_some());
    changes.extend(gone.map(|(field, old)| FieldChange { field, old, new: None }));
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Fields(&'static [(&'static str, Option<i64>)]);

    impl Recorded for Fields {
        fn fields(&self) -> Vec<NamedValue> {
            self.0.iter().map(|(name, value)| ((*name).into(), value.map(FieldValue::Number))).collect()
        }
    }

    fn told(before: Option<Fields>, after: Option<Fields>) -> Vec<String> {
        let mut lines: Vec<String> = changes_between(before.as_ref(), after.as_ref())
            .into_iter()
            .map(|change| format!("{} {:?} {:?}", change.field, change.old, change.new))
            .collect();
        lines.sort();
        lines
    }

    #[test]
    fn only_differences_are_listed() {
        const A: Fields = Fields(&[("a", Some(1)), ("b", None), ("c", Some(3))]);
        const B: Fields = Fields(&[("a", Some(1)), ("b", Some(2)), ("c", Some(4))]);
        assert_eq!(told(Some(A), Some(A)), Vec::<String>::new());
        assert_eq!(told(Some(A), Some(B)), ["b None Some(Number(2))", "c Some(Number(3)) Some(Number(4))"]);
        assert_eq!(told(None, Some(A)), ["a None Some(Number(1))", "c None Some(Number(3))"]);
        assert_eq!(told(Some(A), None), ["a Some(Number(1)) None", "c Some(Number(3)) None"]);
        assert_eq!(told(None, None), Vec::<String>::new());
    }

    #[test]
    fn a_field_that_only_one_state_has_changes_too() {
        const A: Fields = Fields(&[("a", Some(1)), ("b", Some(2))]);
        const B: Fields = Fields(&[("b", Some(2)), ("c", Some(3))]);
        assert_eq!(told(Some(A), Some(B)), ["a Some(Number(1)) None", "c None Some(Number(3))"]);
    }
}
