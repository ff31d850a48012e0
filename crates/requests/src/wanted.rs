//! Changes that a caller asks for.

use chrono::{DateTime, Utc};

use crate::id::OperatorId;
use crate::prose::Prose;
use crate::state::{Claim, Refused, State};
use crate::status::Status;

/// A change that a caller asks for, with what it needs. [`State::apply`] makes or refuses it.
///
/// ```
/// use chrono::DateTime;
/// use frontdesk_requests::{Claim, Prose, State, Status, Wanted};
///
/// let at = DateTime::UNIX_EPOCH;
/// let state = State::PENDING.apply(&Wanted::Assign { operator: "jon", claim: Claim::Unheld }, at)?;
/// let state = state.apply(&Wanted::Complete(Prose::parse("A cloak was sent.").expect("prose")), at)?;
/// assert_eq!(state.status(), Status::Completed);
/// // No request moves back.
/// let refused = state.apply(&Wanted::Reopen, at).unwrap_err();
/// assert_eq!(refused.to_string(), "Cannot move request from COMPLETED to PENDING.");
/// # Ok::<(), frontdesk_requests::Refused<&str>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Wanted<Op = OperatorId> {
    /// Assign it to an operator.
    Assign {
        /// The operator.
        operator: Op,
        /// What the caller knows of the request.
        claim: Claim<Op>,
    },
    /// Complete it with this comment.
    Complete(Prose),
    /// Reject it with this comment.
    Reject(Prose),
    /// Archive it.
    Archive,
    /// Replace its text.
    Edit(Prose),
    /// Set it back to pending; refused in every state.
    Reopen,
    /// Set it in progress without naming an operator; refused in every state.
    Start,
}

impl<Op: Clone + PartialEq> State<Op> {
    /// The state after the change.
    ///
    /// # Errors
    /// The change is refused in this state.
    pub fn apply(self, wanted: &Wanted<Op>, at: DateTime<Utc>) -> Result<Self, Refused<Op>> {
        match wanted {
            Wanted::Assign { operator, claim } => self.assign(operator.clone(), claim.clone(), at),
            Wanted::Complete(comment) => self.complete(comment.clone(), at),
            Wanted::Reject(comment) => self.reject(comment.clone(), at),
            Wanted::Archive => self.archive(),
            Wanted::Edit(_) => match self.may_be_edited() {
                Ok(()) => Ok(self),
                Err(reason) => Err(self.refuse(reason)),
            },
            Wanted::Reopen => Err(self.refuse_move_to(Status::Pending)),
            Wanted::Start => Err(self.refuse_move_to(Status::InProgress)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_change_is_made_or_refused_with_the_state_given_back() {
        let at = DateTime::UNIX_EPOCH;
        let prose = || Prose::parse("done").expect("prose");
        let held = State::PENDING.assign(1, Claim::Unheld, at).expect("assigned");
        for (wanted, pending, in_progress) in [
            (
                Wanted::Assign { operator: 1, claim: Claim::Unheld },
                Ok(Status::InProgress),
                Ok(Status::InProgress),
            ),
            (Wanted::Complete(prose()), Err("COMPLETED"), Ok(Status::Completed)),
            (Wanted::Reject(prose()), Err("REJECTED"), Ok(Status::Rejected)),
            (Wanted::Archive, Err("ARCHIVED"), Err("ARCHIVED")),
            (Wanted::Edit(prose()), Ok(Status::Pending), Ok(Status::InProgress)),
            (Wanted::Reopen, Err("PENDING"), Err("PENDING")),
            (Wanted::Start, Err("IN_PROGRESS"), Err("IN_PROGRESS")),
        ] {
            for (state, expected) in [(State::PENDING, pending), (held.clone(), in_progress)] {
                match (state.clone().apply(&wanted, at), expected) {
                    (Ok(after), Ok(status)) => assert_eq!(after.status(), status, "{wanted:?}"),
                    (Err(refused), Err(to)) => {
                        let reason = format!("Cannot move request from {} to {to}.", state.status());
                        assert_eq!((refused.to_string(), *refused.state), (reason, state), "{wanted:?}");
                    }
                    (got, _) => panic!("{wanted:?} from {state:?}: {got:?}"),
                }
            }
        }
    }
}
