//! Three-way merge of one field: the agreed value (as sent, and as stored by the CRM), the local value, the CRM's
//! value.

use crate::field::Field;
use crate::tidied::is_same_value;

/// The result of merging a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Merged {
    /// Both sides hold the same value, up to formatting by the CRM.
    Equal,
    /// The CRM changed nothing: the local value stays, and is pushed where it was changed.
    Keep,
    /// The CRM holds what was sent without an acknowledgement: it is the agreed value now. The local value is pushed
    /// where it was changed since.
    Sent,
    /// The CRM's value replaces the local one.
    Take {
        /// Whether that overwrites a local change.
        overrides: bool,
    },
}

/// What is known of a field before reading the CRM's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// The last agreed value, as it was here.
    pub base: Option<&'a str>,
    /// The same as stored by the CRM, if its answer showed it.
    pub held: Option<&'a str>,
    /// The last value sent, if no answer was received.
    pub sent: Option<&'a str>,
    /// The local value.
    pub local: &'a str,
}

/// Merges one field. The CRM has changed it if its value is neither the one that it was known to hold nor a reformatted
/// form of the agreed one: where a CRM only reformats, the value stays here as typed. A change made here alone is kept;
/// in all other cases of difference the CRM wins. Without a base it is unknown which side changed the field, so it
/// counts as changed on both.
///
/// ```
/// use frontdesk_sync::{Field, Known, Merged, merge_field};
///
/// let merge = |local, crm| {
///     let known = Known { base: Some("202-555-0143"), held: Some("+12025550143"), sent: None, local };
///     merge_field(Field::Phone, known, crm)
/// };
/// assert_eq!(merge("202-555-0143", "+12025550143"), Merged::Keep);
/// assert_eq!(merge("202-555-0199", "+12025550143"), Merged::Keep);
/// assert_eq!(merge("202-555-0143", "+12025550111"), Merged::Take { overrides: false });
/// assert_eq!(merge("202-555-0199", "+12025550111"), Merged::Take { overrides: true });
/// ```
pub fn merge_field(field: Field, known: Known<'_>, crm: &str) -> Merged {
    let Known { base, held, sent, local } = known;
    let is_crm = |value: &str| is_same_value(field, value, crm);
    if local == crm {
        Merged::Equal
    } else if held == Some(crm) {
        Merged::Keep
    } else if base.is_some_and(is_crm) {
        // An edit of capitals or white space alone still has to be pushed.
        Merged::Keep
    } else if is_crm(local) {
        Merged::Equal
    } else if sent.is_some_and(is_crm) {
        Merged::Sent
    } else {
        Merged::Take { overrides: base != Some(local) }
    }
}

/// A value of a user that was replaced.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Change {
    /// The field.
    pub field: Field,
    /// The old value.
    pub from: String,
    /// The new value.
    pub to: String,
    /// Whether it overwrote a local change that the CRM did not have yet.
    pub overridden: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn merge(base: Option<&str>, held: Option<&str>, local: &str, crm: &str) -> Merged {
        merge_field(Field::Name, Known { base, held, sent: None, local }, crm)
    }

    #[test]
    fn every_case_of_a_crm_that_stores_values_unchanged() {
        let cases = [
            (Some("a"), "a", "a", Merged::Equal),
            (Some("a"), "b", "b", Merged::Equal),
            (None, "a", "a", Merged::Equal),
            (Some("a"), "b", "a", Merged::Keep),
            (Some("a"), "A", "a", Merged::Keep),
            (Some("a"), "a", "b", Merged::Take { overrides: false }),
            (Some("a"), "b", "c", Merged::Take { overrides: true }),
            (None, "a", "b", Merged::Take { overrides: true }),
        ];
        for (base, local, crm, expected) in cases {
            assert_eq!(merge(base, base, local, crm), expected, "{base:?} {local} {crm}");
        }
    }

    #[test]
    fn every_case_of_a_crm_that_reformats() {
        let take = |overrides| Merged::Take { overrides };
        for (base, held, local, crm, expected) in [
            // Its stored form is known.
            (Some("a"), Some("A"), "a", "A", Merged::Keep),
            (Some("a"), Some("A"), "b", "A", Merged::Keep),
            (Some("a"), Some("A"), "b", "B", Merged::Equal),
            (Some("a"), Some("A"), "a", "C", take(false)),
            (Some("a"), Some("A"), "b", "C", take(true)),
            // It uses a different form today, or its form is unknown.
            (Some("a b"), Some("A B"), "a b", "A  B", Merged::Keep),
            (Some("a b"), None, "A  b", "A B", Merged::Keep),
            (Some("a b"), Some("A B"), "c", "A  B", Merged::Keep),
            (Some("a"), None, "a", "A", Merged::Keep),
            (Some("a"), None, "b", "A", Merged::Keep),
            (None, None, "a", "A", Merged::Equal),
            // It turned the value into an unrecognizable one, and its answer showed that.
            (Some("a"), Some("z"), "a", "z", Merged::Keep),
            (Some("a"), Some("z"), "b", "z", Merged::Keep),
        ] {
            assert_eq!(merge(base, held, local, crm), expected, "{base:?} {held:?} {local} {crm}");
        }
    }

    #[test]
    fn a_sent_value_without_an_acknowledgement_is_not_a_change_of_the_crm() {
        for (sent, local, crm, expected) in [
            (Some("b"), "b", "B", Merged::Equal),
            (Some("b"), "c", "B", Merged::Sent),
            (Some("b"), "c", "A", Merged::Keep),
            (Some("b"), "c", "D", Merged::Take { overrides: true }),
        ] {
            let known = Known { base: Some("a"), held: Some("A"), sent, local };
            assert_eq!(merge_field(Field::Name, known, crm), expected, "{sent:?} {local} {crm}");
        }
    }

    /// The value of both sides in the end.
    fn outcome(base: Option<&str>, local: &str, crm: &str) -> String {
        match merge(base, base, local, crm) {
            Merged::Equal | Merged::Keep | Merged::Sent => local.to_owned(),
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
        fn on_conflict_the_crm_wins(base in "[a-c]", local in "[a-c]", crm in "[a-c]") {
            prop_assume!(local != base && crm != base);
            prop_assert_eq!(outcome(Some(&base), &local, &crm), crm);
        }

        #[test]
        fn a_reformatted_value_is_never_a_change(
            base in "[a-c]{2}", local in "[a-c]{2}", held in proptest::option::of("[A-C]{2}"),
        ) {
            let merged = merge(Some(&base), held.as_deref(), &local, &base.to_uppercase());
            let is_taken = matches!(merged, Merged::Take { .. });
            prop_assert!(!is_taken);
        }
    }
}
