//! The status machine.

use chrono::{DateTime, Utc};

use crate::id::OperatorId;
use crate::prose::Prose;
use crate::refusal::Refusal;
use crate::status::Status;

/// Where a request stands, with everything that is so only there.
///
/// Operators are named by ids of any kind: a service that has UUIDs for them has a `State<Uuid>`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum State<Op = OperatorId> {
    /// It can be seen and worked on.
    Live(Work<Op>),
    /// It is out of sight, as it was then. Nothing leads out of here.
    Archived(Work<Op>),
}

/// How far the work on a request is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Work<Op = OperatorId> {
    /// Nobody is at it yet.
    Pending,
    /// An operator is at it.
    InProgress(Assignment<Op>),
    /// It was resolved as the customer wished.
    Completed(Resolution<Op>),
    /// It was turned down.
    Rejected(Resolution<Op>),
}

/// Who is at a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Assignment<Op = OperatorId> {
    /// The operator.
    pub operator: Op,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// How a request ended.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Resolution<Op = OperatorId> {
    /// Who ended it.
    pub operator: Op,
    /// What is said about it.
    pub comment: Prose,
    /// When.
    pub at: DateTime<Utc>,
}

/// What whoever assigns a request knows of it.
///
/// Two operators who both saw a pending request must not both get it, yet a request may be handed from one to
/// another. What tells the two apart is whether the caller knows who is at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Claim<Op = OperatorId> {
    /// That nobody is at it.
    Unheld,
    /// That this operator is at it.
    From(Op),
    /// The very version that is there.
    Seen,
}

/// What is kept of a move.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Step<Op = OperatorId> {
    /// Where the request stood; `None` for the step by which it came to be.
    pub from: Option<Status>,
    /// Where it stands.
    pub to: Status,
    /// The operator it was given to, or who ended it.
    pub operator: Option<Op>,
    /// What was said about it.
    pub comment: Option<Prose>,
    /// When.
    pub at: DateTime<Utc>,
}

/// A move that was refused, with the state that it would have changed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, thiserror::Error)]
#[error("{reason}")]
pub struct Refused<Op = OperatorId> {
    /// The request as it was.
    pub state: Box<State<Op>>,
    /// Why it stays so.
    pub reason: Refusal<Op>,
}

impl<Op> From<Refused<Op>> for Refusal<Op> {
    fn from(refused: Refused<Op>) -> Self {
        refused.reason
    }
}

impl<Op> Work<Op> {
    /// Its name.
    pub fn status(&self) -> Status {
        match self {
            Self::Pending => Status::Pending,
            Self::InProgress(_) => Status::InProgress,
            Self::Completed(_) => Status::Completed,
            Self::Rejected(_) => Status::Rejected,
        }
    }

    /// Who is at it, or ended it.
    pub fn operator(&self) -> Option<&Op> {
        match self {
            Self::Pending => None,
            Self::InProgress(assignment) => Some(&assignment.operator),
            Self::Completed(resolution) | Self::Rejected(resolution) => Some(&resolution.operator),
        }
    }

    /// What was said at its end.
    pub fn comment(&self) -> Option<&Prose> {
        match self {
            Self::Pending | Self::InProgress(_) => None,
            Self::Completed(resolution) | Self::Rejected(resolution) => Some(&resolution.comment),
        }
    }
}

impl<Op: Clone + PartialEq> State<Op> {
    /// Where every request begins.
    pub const PENDING: Self = Self::Live(Work::Pending);

    /// Its name; [`Status::Archived`] whatever it was before.
    pub fn status(&self) -> Status {
        match self {
            Self::Live(work) => work.status(),
            Self::Archived(_) => Status::Archived,
        }
    }

    /// How far the work is, or was.
    pub fn work(&self) -> &Work<Op> {
        match self {
            Self::Live(work) | Self::Archived(work) => work,
        }
    }

    /// Gives the request to an operator. Giving it to the one who is at it already changes nothing.
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
    /// It has ended, or another operator is at it than `claim` says.
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

    /// Resolves the request as the customer wished.
    ///
    /// # Errors
    /// No operator is at it.
    pub fn complete(self, comment: Prose, at: DateTime<Utc>) -> Result<Self, Refused<Op>> {
        self.resolve(Status::Completed, Work::Completed, comment, at)
    }

    /// Turns the request down.
    ///
    /// # Errors
    /// No operator is at it.
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

    /// Puts the request out of sight.
    ///
    /// # Errors
    /// It has not ended, or is out of sight already.
    pub fn archive(self) -> Result<Self, Refused<Op>> {
        match self {
            Self::Live(work @ (Work::Completed(_) | Work::Rejected(_))) => Ok(Self::Archived(work)),
            other => Err(other.refuse_move_to(Status::Archived)),
        }
    }

    fn refuse_move_to(self, to: Status) -> Refused<Op> {
        let reason = self.no_move_to(to);
        self.refuse(reason)
    }

    fn refuse(self, reason: Refusal<Op>) -> Refused<Op> {
        Refused { state: Box::new(self), reason }
    }

    /// Puts the request out of sight because its customer is gone, wherever it stands.
    #[must_use]
    pub fn archive_with_customer(self) -> Self {
        match self {
            Self::Live(work) | Self::Archived(work) => Self::Archived(work),
        }
    }

    /// Whether what was asked may be changed.
    ///
    /// # Errors
    /// The request has ended.
    pub fn may_be_edited(&self) -> Result<(), Refusal<Op>> {
        match self {
            Self::Live(Work::Pending | Work::InProgress(_)) => Ok(()),
            Self::Live(Work::Completed(_) | Work::Rejected(_)) | Self::Archived(_) => {
                Err(Refusal::Closed { status: self.status() })
            }
        }
    }

    /// That nothing leads from here to `to`.
    pub fn no_move_to(&self, to: Status) -> Refusal<Op> {
        Refusal::NoSuchMove { from: self.status(), to }
    }

    /// What is kept of the move from `before` to here.
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
    /// The step by which a request comes to be.
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

    /// Every state there is, held or ended by operator 1.
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

    /// Operator 2 tries.
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

    /// From each state by each move: where it leads, or what is said.
    #[test]
    fn the_whole_table_of_moves() {
        let rows: [(&str, [&str; 6]); 8] = [
            ("PENDING", ["IN_PROGRESS", "nobody is at it", "no", "no", "no", "PENDING"]),
            (
                "IN_PROGRESS",
                ["operator 1 is at it", "IN_PROGRESS", "COMPLETED", "REJECTED", "no", "IN_PROGRESS"],
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
    fn what_is_offered_is_what_is_possible() {
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
    fn whoever_is_at_it_is_given_it_again_and_nothing_changes() {
        let held = State::PENDING.assign(operator(1), Claim::Unheld, at(1)).expect("given");
        for claim in [Claim::Unheld, Claim::From(operator(1)), Claim::From(operator(9)), Claim::Seen] {
            assert_eq!(held.clone().assign(operator(1), claim, at(7)), Ok(held.clone()), "{claim:?}");
        }
    }

    #[test]
    fn it_is_taken_over_only_by_who_knows_who_is_at_it() {
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
    fn a_request_goes_with_its_customer_from_everywhere_and_keeps_what_it_was() {
        for state in all() {
            let work = state.work().clone();
            assert_eq!(state.archive_with_customer(), State::Archived(work));
        }
    }

    #[test]
    fn a_step_tells_who_and_what_was_said() {
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
        fn nothing_leads_back(moves in prop::collection::vec(any_move(), 0..12)) {
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
