//! One field, three ways: what both sides last agreed on, what is here, what the CRM has.

use crate::fields::Field;

/// What becomes of a field here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merged {
    /// Both sides hold the same.
    Equal,
    /// It was changed here alone: it stays, and goes to the CRM.
    Keep,
    /// The CRM's value is taken.
    Take {
        /// Whether a change made here is lost by it.
        overrides: bool,
    },
}

/// Decides one field. A change made here alone is kept; in all other cases in which the sides differ the CRM has the
/// last word. Without a base nobody knows who changed it, so it counts as changed on both sides.
///
/// ```
/// use frontdesk_sync::{Merged, merge_field};
///
/// assert_eq!(merge_field(Some("1"), "2", "1"), Merged::Keep);
/// assert_eq!(merge_field(Some("1"), "1", "3"), Merged::Take { overrides: false });
/// assert_eq!(merge_field(Some("1"), "2", "3"), Merged::Take { overrides: true });
/// ```
pub fn merge_field(base: Option<&str>, local: &str, crm: &str) -> Merged {
    if local == crm {
        Merged::Equal
    } else if base == Some(crm) {
        Merged::Keep
    } else {
        Merged::Take { overrides: base != Some(local) }
    }
}

/// A value that a user had, and the one that it has instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The field.
    pub field: Field,
    /// What it was.
    pub from: String,
    /// What it is now.
    pub to: String,
    /// Whether a change made here, that the CRM did not have yet, was lost by it.
    pub overridden: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_case_of_three_values() {
        let cases = [
            (Some("a"), "a", "a", Merged::Equal),
            (Some("a"), "b", "b", Merged::Equal),
            (None, "a", "a", Merged::Equal),
            (Some("a"), "b", "a", Merged::Keep),
            (Some("a"), "a", "b", Merged::Take { overrides: false }),
            (Some("a"), "b", "c", Merged::Take { overrides: true }),
            (None, "a", "b", Merged::Take { overrides: true }),
        ];
        for (base, local, crm, expected) in cases {
            assert_eq!(merge_field(base, local, crm), expected, "{base:?} {local} {crm}");
        }
    }

    /// What both sides hold in the end.
    fn outcome(base: Option<&str>, local: &str, crm: &str) -> String {
        match merge_field(base, local, crm) {
            Merged::Equal | Merged::Keep => local.to_owned(),
            Merged::Take { .. } => crm.to_owned(),
        }
    }

    proptest! {
        #[test]
        fn a_change_on_one_side_only_is_never_lost(base in "[a-c]", new in "[a-c]") {
            prop_assert_eq!(outcome(Some(&base), &new, &base), new.clone());
            prop_assert_eq!(outcome(Some(&base), &base, &new), new);
        }

        #[test]
        fn merging_again_changes_nothing(base in proptest::option::of("[a-c]"), local in "[a-c]", crm in "[a-c]") {
            let once = outcome(base.as_deref(), &local, &crm);
            prop_assert_eq!(outcome(Some(&crm), &once, &crm), once);
        }

        #[test]
        fn where_both_changed_the_crm_wins(base in "[a-c]", local in "[a-c]", crm in "[a-c]") {
            prop_assume!(local != base && crm != base);
            prop_assert_eq!(outcome(Some(&base), &local, &crm), crm);
        }
    }
}
