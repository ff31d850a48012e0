//! Possible actions on a request.

use crate::state::{State, Work};

/// A possible action on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Action {
    /// Assign it to an operator.
    Assign,
    /// Reassign it from the current operator to another.
    Reassign,
    /// Complete it: resolve it as the customer asked.
    Complete,
    /// Reject it.
    Reject,
    /// Change its text.
    Edit,
    /// Archive it.
    Archive,
}

impl<Op> State<Op> {
    /// The actions that are possible now. All others are refused.
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
