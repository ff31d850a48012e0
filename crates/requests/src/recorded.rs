//! The fields of a request in its history.

use frontdesk_core::{FieldValue, NamedValue, Recorded};

use crate::id::OperatorId;
use crate::prose::Prose;
use crate::state::State;

/// The contents of a request: its text and its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents<'a> {
    /// The customer's number.
    pub created_by: i64,
    /// The text.
    pub body: &'a str,
    /// The state.
    pub state: &'a State,
}

impl Recorded for Contents<'_> {
    fn fields(&self) -> Vec<NamedValue> {
        let Self { created_by, body, state } = self;
        let work = state.work();
        vec![
            ("created_by".into(), Some(FieldValue::Number(*created_by))),
            ("body".into(), Some((*body).into())),
            ("status".into(), Some(work.status().as_str().into())),
            ("archived".into(), Some(matches!(state, State::Archived(_)).into())),
            ("processed_by".into(), work.operator().copied().map(OperatorId::get).map(FieldValue::from)),
            ("resolution_comment".into(), work.comment().map(Prose::as_str).map(FieldValue::from)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use frontdesk_core::changes_between;

    use super::*;
    use crate::state::Claim;

    #[test]
    fn moves_and_edits_are_told_by_field() {
        let operator: OperatorId = 7.try_into().expect("an id");
        let at = DateTime::UNIX_EPOCH;
        let pending = State::PENDING;
        let taken = pending.clone().assign(operator, Claim::Unheld, at).expect("assigned");
        let done = taken.clone().complete(Prose::parse("done").expect("prose"), at).expect("completed");
        let archived = done.clone().archive().expect("archived");
        let contents = |state| Contents { created_by: 1, body: "help", state };
        let edited = Contents { body: "help!", ..contents(&pending) };
        for (before, after, told) in [
            (contents(&pending), contents(&pending), vec![]),
            (contents(&pending), edited, vec!["body"]),
            (contents(&pending), contents(&taken), vec!["processed_by", "status"]),
            (contents(&taken), contents(&done), vec!["resolution_comment", "status"]),
            (contents(&done), contents(&archived), vec!["archived"]),
        ] {
            let changes = changes_between(Some(&before), Some(&after));
            let mut fields: Vec<_> = changes.iter().map(|change| change.field.as_ref()).collect();
            fields.sort_unstable();
            assert_eq!(fields, told);
        }
    }
}
