//! The state machine.

use chrono::{DateTime, Utc};

use crate::id::OperatorId;
use crate::prose::Prose;
use crate::refusal::Refusal;
use crate::status::Status;

/// The state of a request, with the data that is valid in it.
///
/// Operator ids may be of any type: a service with UUIDs uses `State<Uuid>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum State<Op = OperatorId> {
    /// Visible and open to transitions.
    Live(Work<Op>),
    /// Archived, with its last state. Final.
    Archived(Work<Op>),
}

/// Progress of the work on a request.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Work<Op = OperatorId> {
    /// Without an operator.
    Pending,
    /// Assigned to an operator.
    InProgress(Assignment<Op>),
    /// Resolved as the customer asked.
    Completed(Resolution<Op>),
    /// Rejected.
    Rejected(Resolution<Op>),
}

/// The assignment of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Assignment<Op = OperatorId> {
    /// The operator.
    pub operator: Op,
    /// The time of the assignment.
    pub at: DateTime<Utc>,
}

/// How a request was resolved.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Resolution<Op = OperatorId> {
    /// The operator who resolved it.
    pub operator: Op,
    /// The comment.
    pub comment: Prose,
    /// The time of the resolution.
    pub at: DateTime<Utc>,
}

/// What the caller of an assignment knows of the request.
///
/// Two operators who both saw a pending request must not both get it, yet a request may be reassigned. The two cases
/// differ in whether the caller knows the current operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Claim<Op = OperatorId> {
    /// The request has no operator.
    Unheld,
    /// The request is assigned to this operator.
    From(Op),
    /// The caller has seen the current version.
    Seen,
}

/// The stored record of a transition.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Step<Op = OperatorId> {
    /// The previous status; `None` for the creation.
    pub from: Option<Status>,
    /// The new status.
    pub to: Status,
    /// The operator it was assigned to, or who resolved it.
    pub operator: Option<Op>,
    /// The comment.
    pub comment: Option<Prose>,
    /// The time.
    pub at: DateTime<Utc>,
}

/// A refused transition, with the unchanged state.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{reason}")]
#[non_exhaustive]
pub struct Refused<Op = OperatorId> {
    /// The unchanged state.
    pub state: Box<State<Op>>,
    /// The reason.
    pub reason: Refusal<Op>,
}

impl<Op> From<Refused<Op>> for Refusal<Op> {
    fn from(refused: Refused<Op>) -> Self {
        refused.reason
    }
}

impl<Op> Work<Op> {
    /// The status.
    pub fn status(&self) -> Status {
        match self {
            Self::Pending => Status::Pending,
            Self::InProgress(_) => Status::InProgress,
            Self::Completed(_) => Status::Completed,
            Self::Rejected(_) => Status::Rejected,
        }
    }

    /// The operator who is assigned or resolved it.
    pub fn operator(&self) -> Option<&Op> {
        match self {
            Self::Pending => None,
            Self::InProgress(assignment) => Some(&assignment.operator),
            Self::Completed(resolution) | Self::Rejected(resolution) => Some(&resolution.operator),
        }
    }

    /// The comment of its resolution.
    pub fn comment(&self) -> Option<&Prose> {
        match self {
            Self::Pending | Self::InProgress(_) => None,
            Self::Completed(resolution) | Self::Rejected(resolution) => Some(&resolution.comment),
        }
    }
}

impl<Op: Clone + PartialEq> State<Op> {
    /// The initial state of every request.
    pub const PENDING: Self = Self::Live(Work::Pending);

    /// The status; [`Status::Archived`] for every archived state.
    pub fn status(&self) -> Status {
        match self {
            Self::Live(work) => work.status(),
            Self::Archived(_) => Status::Archived,
        }
    }

    /// Progress of the work, now or when it was archived.
    pub fn work(&self) -> &Work<Op> {
        match self {
            Self::Live(work) | Self::Archived(work) => work,
        }
    }

    /// Assigns the request to an operator. Assigning it to the current operator changes nothing.
    ///
    /// ```
    /// # use chrono::DateTime;
    /// # use frontdesk_requests::{Claim, Refusal, State};
    /// # let at = DateTime::UNIX_EPOCH;
    /// let held = State::PENDING.assign("jon", Claim::Unheld, at)?;
    /// let refused = held.clone().assign("arya", Claim::Unheld, at).unwrap_err();
    /// assert_eq!(refused.reason, Refusal::Held { holder: "jon" });
    /// // The state is not lost.
    /// assert_eq!(*refused.state, held);
    /// # Ok::<(), frontdesk_requests::Refused<&str>>(())
    /// ```
    ///
    /// # Errors
    /// It is resolved, or the current operator is not that of `claim`.
    pub fn assign(self, operator: Op, claim: Claim<Op>, at: DateTime<Utc>) -> Result<Self, Refused<Op>> {
        let holder = match (&self, &claim) {
            (Self::Live(Work::Pending), Claim::From(_)) => return Err(self.refuse(Refusal::NotHeld)),
            (Self::Live(Work::Pending), Claim::Unheld | Claim::Seen) => None,
            (Self::Live(Work::InProgress(assignment)), _) => Some(&assignment.operator),
            (Self::Live(Work::Completed(_) | Work::Rejected(_)) | Self::Archived(_), _) => {
                return Err(self.refuse_move_to(Status::InProgress));
            }
        };
        match (holder, claim) {
            (Some(holder), _) if *holder == operator => Ok(self),
            (Some(holder), Claim::From(named)) if named != *holder => {
                let holder = holder.clone();
                Err(self.refuse(Refusal::Held { holder }))
            }
            (Some(holder), Claim::Unheld) => {
                let holder = holder.clone();
                Err(self.refuse(Refusal::Held { holder }))
            }
            _ => Ok(Self::Live(Work::InProgress(Assignment { operator, at }))),
        }
    }

    /// Completes the request.
    ///
    /// # Errors
    /// It has no operator.
    pub fn complete(self, comment: Prose, at: DateTime<Utc>) -> Result<Self, Refused<Op>> {
        self.resolve(Status::Completed, Work::Completed, comment, at)
    }

    /// Rejects the request.
    ///
    /// # Errors
    /// It has no operator.
    pub fn reject(self, comment: Prose, at: DateTime<Utc>) -> Result<Self, Refused<Op>> {
        self.resolve(Status::Rejected, Work::Rejected, comment, at)
    }

    fn resolve(
        self,
        to: Status,
        work: impl FnOnce(Resolution<Op>) -> Work<Op>,
        comment: Prose,
        at: DateTime<Utc>,
    ) -> Result<Self, Refused<Op>> {
        match self {
            Self::Live(Work::InProgress(Assignment { operator, .. })) => {
                Ok(Self::Live(work(Resolution { operator, comment, at })))
            }
            other => Err(other.refuse_move_to(to)),
        }
    }

    /// Archives the request.
    ///
    /// # Errors
    /// It is not resolved, or archived already.
    pub fn archive(self) -> Result<Self, Refused<Op>> {
        match self {
            Self::Live(work @ (Work::Completed(_) | Work::Rejected(_))) => Ok(Self::Archived(work)),
            other => Err(other.refuse_move_to(Status::Archived)),
        }
    }

    pub(crate) fn refuse_move_to(self, to: Status) -> Refused<Op> {
        let from = self.status();
        self.refuse(Refusal::NoSuchMove { from, to })
    }

    pub(crate) fn refuse(self, reason: Refusal<Op>) -> Refused<Op> {
        Refused { state: Box::new(self), reason }
    }

    /// Archives the request in any status, because its customer was deleted.
    #[must_use]
    pub fn archive_with_customer(self) -> Self {
        match self {
            Self::Live(work) | Self::Archived(work) => Self::Archived(work),
        }
    }

    /// Returns a request to its state before it was archived, because its customer was restored.
    #[must_use]
    pub fn restore_with_customer(self) -> Self {
        match self {
            Self::Live(work) | Self::Archived(work) => Self::Live(work),
        }
    }

    /// Whether the text may be edited.
    ///
    /// # Errors
    /// The request is resolved.
    pub fn may_be_edited(&self) -> Result<(), Refusal<Op>> {
        match self {
            Self::Live(Work::Pending | Work::InProgress(_)) => Ok(()),
            Self::Live(Work::Completed(_) | Work::Rejected(_)) | Self::Archived(_) => {
                Err(Refusal::Closed { status: self.status() })
            }
        }
    }

    /// The step from `before` to this state.
    pub fn step_from(&self, before: Status, at: DateTime<Utc>) -> Step<Op> {
        let comment = match self {
            Self::Live(work) => work.comment().cloned(),
            Self::Archived(_) => None,
        };
        let operator = match self {
            Self::Live(work) => work.operator().cloned(),
            Self::Archived(_) => None,
        };
        Step { from: Some(before), to: self.status(), operator, comment, at }
    }
}

impl<Op> Step<Op> {
    /// The step that creates a request.
    pub fn first(at: DateTime<Utc>) -> Self {
        Self { from: None, to: Status::Pending, operator: None, comment: None, at }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use proptest::prelude::*;

    fn operator(id: i64) -> OperatorId {
        id.try_into().expect("an id")
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).expect("a time")
    }

    fn comment() -> Prose {
        Prose::parse("done").expect("prose")
    }

    /// Every state, assigned to or resolved by operator 1.
    fn all() -> Vec<State> {
        let resolution = Resolution { operator: operator(1), comment: comment(), at: at(2) };
        let work = [
            Work::Pending,
            Work::InProgress(Assignment { operator: operator(1), at: at(1) }),
            Work::Completed(resolution.clone()),
            Work::Rejected(resolution),
        ];
        work.iter().cloned().map(State::Live).chain(work.iter().cloned().map(State::Archived)).collect()
    }

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Move {
        Assign,
        TakeOver,
        Complete,
        Reject,
        Archive,
        Edit,
    }

    const MOVES: [Move; 6] =
        [Move::Assign, Move::TakeOver, Move::Complete, Move::Reject, Move::Archive, Move::Edit];

    /// A transition attempted by operator 2.
    fn attempt(state: State, tried: Move) -> Result<State, Refusal> {
        Ok(match tried {
            Move::Assign => state.assign(operator(2), Claim::Unheld, at(5))?,
            Move::TakeOver => state.assign(operator(2), Claim::From(operator(1)), at(5))?,
            Move::Complete => state.complete(comment(), at(5))?,
            Move::Reject => state.reject(comment(), at(5))?,
            Move::Archive => state.archive()?,
            Move::Edit => state.may_be_edited().map(|()| state)?,
        })
    }

    /// From each state by each transition: the new status, or the refusal.
    #[test]
    fn every_transition_from_every_state() {
        let rows: [(&str, [&str; 6]); 8] = [
            ("PENDING", ["IN_PROGRESS", "it has no operator", "no", "no", "no", "PENDING"]),
            (
                "IN_PROGRESS",
                ["assigned to operator 1", "IN_PROGRESS", "COMPLETED", "REJECTED", "no", "IN_PROGRESS"],
            ),
            ("COMPLETED", ["no", "no", "no", "no", "ARCHIVED", "that is COMPLETED"]),
            ("REJECTED", ["no", "no", "no", "no", "ARCHIVED", "that is REJECTED"]),
            ("ARCHIVED", ["no", "no", "no", "no", "no", "that is ARCHIVED"]),
            ("ARCHIVED", ["no", "no", "no", "no", "no", "that is ARCHIVED"]),
            ("ARCHIVED", ["no", "no", "no", "no", "no", "that is ARCHIVED"]),
            ("ARCHIVED", ["no", "no", "no", "no", "no", "that is ARCHIVED"]),
        ];
        let targets = ["IN_PROGRESS", "IN_PROGRESS", "COMPLETED", "REJECTED", "ARCHIVED", ""];
        for (state, (name, row)) in all().into_iter().zip(rows) {
            assert_eq!(state.status().as_str(), name);
            for ((tried, expected), to) in MOVES.into_iter().zip(row).zip(targets) {
                match attempt(state.clone(), tried) {
                    Ok(after) => assert_eq!(after.status().as_str(), expected, "{state:?} {tried:?}"),
                    Err(refusal) if expected == "no" => assert_eq!(
                        refusal.to_string(),
                        format!("Cannot move request from {name} to {to}."),
                        "{state:?} {tried:?}"
                    ),
                    Err(refusal) => {
                        assert!(refusal.to_string().contains(expected), "{state:?} {tried:?}: {refusal}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_actions_are_exactly_the_possible_transitions() {
        for state in all() {
            let possible = |tried| attempt(state.clone(), tried).is_ok();
            for (action, tried) in [
                (Action::Assign, Move::Assign),
                (Action::Reassign, Move::TakeOver),
                (Action::Complete, Move::Complete),
                (Action::Reject, Move::Reject),
                (Action::Archive, Move::Archive),
                (Action::Edit, Move::Edit),
            ] {
                assert_eq!(state.actions().contains(&action), possible(tried), "{state:?} {action:?}");
            }
        }
    }

    #[test]
    fn assigning_to_the_current_operator_changes_nothing() {
        let held = State::PENDING.assign(operator(1), Claim::Unheld, at(1)).expect("given");
        for claim in [Claim::Unheld, Claim::From(operator(1)), Claim::From(operator(9)), Claim::Seen] {
            assert_eq!(held.clone().assign(operator(1), claim, at(7)), Ok(held.clone()), "{claim:?}");
        }
    }

    #[test]
    fn reassigning_needs_the_current_operator() {
        let held = State::PENDING.assign(operator(1), Claim::Unheld, at(1)).expect("given");
        let held_refusal = Err(Refusal::Held { holder: operator(1) });
        for (claim, expected) in [
            (Claim::Unheld, held_refusal),
            (Claim::From(operator(3)), held_refusal),
            (Claim::From(operator(1)), Ok(Some(operator(2)))),
            (Claim::Seen, Ok(Some(operator(2)))),
        ] {
            let after = held.clone().assign(operator(2), claim, at(5));
            if let Err(refused) = &after {
                assert_eq!(*refused.state, held, "{claim:?}");
            }
            let holder = after.map(|state| state.work().operator().copied());
            assert_eq!(holder.map_err(Refusal::from), expected, "{claim:?}");
        }
    }

    #[test]
    fn archiving_with_the_customer_works_from_every_state_and_keeps_it() {
        for state in all() {
            let work = state.work().clone();
            assert_eq!(state.archive_with_customer(), State::Archived(work));
        }
    }

    #[test]
    fn a_step_has_operator_and_comment() {
        let given = State::PENDING.assign(operator(1), Claim::Unheld, at(1)).expect("given");
        let step = given.step_from(Status::Pending, at(1));
        assert_eq!(
            (step.from, step.to, step.operator),
            (Some(Status::Pending), Status::InProgress, Some(operator(1)))
        );
        let done = given.complete(comment(), at(2)).expect("done");
        assert_eq!(done.step_from(Status::InProgress, at(2)).comment, Some(comment()));
        let gone = done.archive().expect("archived").step_from(Status::Completed, at(3));
        assert_eq!((gone.to, gone.operator, gone.comment), (Status::Archived, None, None));
    }

    fn any_move() -> impl Strategy<Value = (Move, i64)> {
        (prop::sample::select(MOVES.to_vec()), 1..4_i64)
    }

    proptest! {
        #[test]
        fn no_transition_returns_to_an_earlier_status(moves in prop::collection::vec(any_move(), 0..12)) {
            let mut state = State::PENDING;
            for (tried, who) in moves {
                let before = state.status();
                let after = match tried {
                    Move::Assign => {
                        state.clone().assign(operator(who), Claim::Unheld, at(1)).map_err(Refusal::from)
                    }
                    Move::TakeOver => {
                        state.clone().assign(operator(who), Claim::Seen, at(1)).map_err(Refusal::from)
                    }
                    other => attempt(state.clone(), other),
                };
                if let Ok(after) = after {
                    prop_assert!(before <= after.status());
                    prop_assert!(before < Status::Completed || [before, Status::Archived].contains(&after.status()));
                    state = after;
                }
            }
        }
    }
}
