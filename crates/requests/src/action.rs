//! What can be done with a request.

use crate::state::{State, Work};

/// Something that can be done with a request now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Action {
    /// Giving it to an operator.
    Assign,
    /// Giving it to another operator than the one who is at it.
    Reassign,
    /// Resolving it as the customer wished.
    Complete,
    /// Turning it down.
    Reject,
    /// Changing what was asked.
    Edit,
    /// Putting it out of sight.
    Archive,
}

impl<Op> State<Op> {
    /// What can be done now. Everything else would be refused.
    pub fn actions(&self) -> &'static [Action] {
        match self {
            Self::Live(Work::Pending) => &[Action::Assign, Action::Edit],
            Self::Live(Work::InProgress(_)) => {
                &[Action::Reassign, Action::Complete, Action::Reject, Action::Edit]
            }
            Self::Live(Work::Completed(_) | Work::Rejected(_)) => &[Action::Archive],
            Self::Archived(_) => &[],
        }
    }
}
