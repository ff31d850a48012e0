//! Why a request does not change.

use crate::id::OperatorId;
use crate::status::Status;

/// A refused transition or edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal<Op = OperatorId> {
    /// The transition does not exist.
    #[error("Cannot move request from {from} to {to}.")]
    NoSuchMove {
        /// The current status.
        from: Status,
        /// The requested status.
        to: Status,
    },
    /// The current operator differs from the one in the claim. [`Claim::From`](crate::Claim::From) reassigns.
    #[error("Cannot move request from IN_PROGRESS to IN_PROGRESS: it is assigned to operator {holder}.")]
    Held {
        /// The current operator.
        holder: Op,
    },
    /// A request without an operator cannot be taken over.
    #[error("Cannot take request over: it has no operator.")]
    NotHeld,
    /// The text cannot be edited in this status.
    #[error("Cannot edit request that is {status}.")]
    Closed {
        /// The current status.
        status: Status,
    },
}
