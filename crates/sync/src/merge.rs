//! One field: what was agreed on, as it was sent and as the CRM stored it, what is here, what the CRM has.

use crate::field::Field;
use crate::tidied::is_same_value;

/// What becomes of a field here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Merged {
    /// Both sides hold the same value, be it tidied by the CRM.
    Equal,
    /// The CRM changed nothing: what is here stays, and goes to the CRM where it was changed.
    Keep,
    /// The CRM holds what was sent to it and not acknowledged: that is what both sides agree on now. What is here goes to
    /// the CRM where it was changed since.
    Sent,
    /// The CRM's value is taken.
    Take {
        /// Whether a change made here is lost by it.
        overrides: bool,
    },
}

/// What is known of a field before the CRM's value is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'a> {
    /// What both sides last agreed on, as it was here.
    pub base: Option<&'a str>,
    /// The same as the CRM stored it, if its answer told.
    pub held: Option<&'a str>,
    /// What was sent last, if no answer said what became of it.
    pub sent: Option<&'a str>,
    /// What is here.
    pub local: &'a str,
}

/// Decides one field. The CRM has changed it where its value is neither the one that it was known to hold nor another
/// way to write the agreed one: what a CRM only tidied stays here as it was typed. A change made here alone is kept; in
/// all other cases in which the sides differ the CRM has the last word. Without a base it is unknown which side changed
/// the field, so it counts as changed on both.
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
        // An edit that only changes capitals or white space is still to be sent.
        Merged::Keep
    } else if is_crm(local) {
        Merged::Equal
    } else if sent.is_some_and(is_crm) {
        Merged::Sent
    } else {
        Merged::Take { overrides: base != Some(local) }
    }
}

/// A value that a user had, and the one that it has instead.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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

    fn merge(base: Option<&str>, held: Option<&str>, local: &str, crm: &str) -> Merged {
        merge_field(Field::Name, Known { base, held, sent: None, local }, crm)
    }

    #[test]
    fn every_case_of_a_crm_that_stores_what_it_is_sent() {
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
    fn every_case_of_a_crm_that_tidies() {
        let take = |overrides| Merged::Take { overrides };
        for (base, held, local, crm, expected) in [
            // What it holds is known.
            (Some("a"), Some("A"), "a", "A", Merged::Keep),
            (Some("a"), Some("A"), "b", "A", Merged::Keep),
            (Some("a"), Some("A"), "b", "B", Merged::Equal),
            (Some("a"), Some("A"), "a", "C", take(false)),
            (Some("a"), Some("A"), "b", "C", take(true)),
            // It writes the same otherwise today, or nothing told how it writes it.
            (Some("a b"), Some("A B"), "a b", "A  B", Merged::Keep),
            (Some("a b"), None, "A  b", "A B", Merged::Keep),
            (Some("a b"), Some("A B"), "c", "A  B", Merged::Keep),
            (Some("a"), None, "a", "A", Merged::Keep),
            (Some("a"), None, "b", "A", Merged::Keep),
            (None, None, "a", "A", Merged::Equal),
            // It makes of a value what cannot be recognised, and said so.
            (Some("a"), Some("z"), "a", "z", Merged::Keep),
            (Some("a"), Some("z"), "b", "z", Merged::Keep),
        ] {
            assert_eq!(merge(base, held, local, crm), expected, "{base:?} {held:?} {local} {crm}");
        }
    }

    #[test]
    fn what_was_sent_and_not_acknowledged_is_no_change_of_the_crm() {
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

    /// What both sides hold in the end.
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
        fn where_both_changed_the_crm_wins(base in "[a-c]", local in "[a-c]", crm in "[a-c]") {
            prop_assume!(local != base && crm != base);
            prop_assert_eq!(outcome(Some(&base), &local, &crm), crm);
        }

        #[test]
        fn a_tidied_value_is_never_a_change(
            base in "[a-c]{2}", local in "[a-c]{2}", held in proptest::option::of("[A-C]{2}"),
        ) {
            let merged = merge(Some(&base), held.as_deref(), &local, &base.to_uppercase());
            let is_taken = matches!(merged, Merged::Take { .. });
            prop_assert!(!is_taken);
        }
    }
}
