//! Why a request stays as it is.

use crate::id::OperatorId;
use crate::status::Status;

/// A move that is not made, or an edit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Refusal<Op = OperatorId> {
    /// There is no such move.
    #[error("Cannot move request from {from} to {to}.")]
    NoSuchMove {
        /// Where the request stands.
        from: Status,
        /// Where it was to go.
        to: Status,
    },
    /// Another operator is at it than the caller thought. [`Claim::From`](crate::Claim::From) takes it over.
    #[error("Cannot move request from IN_PROGRESS to IN_PROGRESS: operator {holder} is at it.")]
    Held {
        /// Who is at it.
        holder: Op,
    },
    /// It was to be taken over, and no operator is at it.
    #[error("Cannot take request over: nobody is at it.")]
    NotHeld,
    /// What was asked cannot be changed any more.
    #[error("Cannot edit request that is {status}.")]
    Closed {
        /// Where the request stands.
        status: Status,
    },
}
