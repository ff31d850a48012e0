//! Putting the old values of a change back.

use crate::change::{FieldChange, FieldValue, NamedValue};

/// A field that has changed again since.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedSince {
    /// Its name.
    pub field: String,
    /// The value that was to be put back.
    pub old: Option<FieldValue>,
    /// The current value.
    pub current: Option<FieldValue>,
}

/// Why old values are not put back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotPutBack {
    /// The change is not one of these fields.
    #[error("the change is not one of {}", .0.join(", "))]
    OtherFields(Vec<String>),
    /// Fields have changed again since.
    #[error("changed again since: {}", .0.iter().map(|it| it.field.as_str()).collect::<Vec<_>>().join(", "))]
    ChangedSince(Vec<ChangedSince>),
}

/// The values to put back: those that the change replaced, of the wanted fields or of all. Without `force` each field
/// must still have the value that the change gave it, or have its old value already.
///
/// # Errors
/// A wanted field is not part of the change, or a field has changed since.
pub fn put_back(
    changes: &[FieldChange],
    wanted: Option<&[String]>,
    current: &[NamedValue],
    force: bool,
) -> Result<Vec<NamedValue>, NotPutBack> {
    let is_part = |name: &String| changes.iter().any(|change| change.field == *name);
    let others: Vec<String> =
        wanted.unwrap_or_default().iter().filter(|name| !is_part(name)).cloned().collect();
    if !others.is_empty() {
        return Err(NotPutBack::OtherFields(others));
    }
    let is_wanted =
        |change: &&FieldChange| wanted.is_none_or(|names| names.iter().any(|it| change.field == *it));
    let (mut values, mut changed) = (Vec::new(), Vec::new());
    for FieldChange { field, old, new } in changes.iter().filter(is_wanted) {
        let current = current.iter().find(|(name, _)| name == field).and_then(|(_, value)| value.clone());
        if !force && current != *new && current != *old {
            changed.push(ChangedSince { field: field.to_string(), old: old.clone(), current });
        }
        values.push((field.clone(), old.clone()));
    }
    if changed.is_empty() { Ok(values) } else { Err(NotPutBack::ChangedSince(changed)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(number: i64) -> Option<FieldValue> {
        Some(FieldValue::Number(number))
    }

    fn change(field: &'static str, old: i64, new: i64) -> FieldChange {
        FieldChange { field: field.into(), old: value(old), new: value(new) }
    }

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn values_are_put_back_where_nothing_has_changed_since() {
        let changes = [change("a", 1, 2), change("b", 3, 4)];
        let now =
            |a: i64, b: i64| -> Vec<NamedValue> { vec![("a".into(), value(a)), ("b".into(), value(b))] };
        let both: Vec<NamedValue> = vec![("a".into(), value(1)), ("b".into(), value(3))];
        let only_b: Vec<NamedValue> = vec![("b".into(), value(3))];
        let since = |field: &str, old, current| ChangedSince {
            field: field.into(),
            old: value(old),
            current: value(current),
        };
        for (wanted, current, force, expected) in [
            (None, now(2, 4), false, Ok(both.clone())),
            (Some(names(&["b"])), now(2, 4), false, Ok(only_b.clone())),
            // It has its old value already.
            (None, now(1, 4), false, Ok(both.clone())),
            (None, now(9, 4), false, Err(NotPutBack::ChangedSince(vec![since("a", 1, 9)]))),
            (Some(names(&["b"])), now(9, 4), false, Ok(only_b)),
            (None, now(9, 8), true, Ok(both)),
            (Some(names(&["c", "a"])), now(2, 4), true, Err(NotPutBack::OtherFields(names(&["c"])))),
            (Some(names(&[])), now(2, 4), false, Ok(vec![])),
        ] {
            assert_eq!(
                put_back(&changes, wanted.as_deref(), &current, force),
                expected,
                "{wanted:?} {current:?}"
            );
        }
    }
}
