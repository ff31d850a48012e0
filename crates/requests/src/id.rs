//! Ids of operators and requests.

use frontdesk_core::Id;

/// What an [`OperatorId`] identifies: a support agent.
#[derive(Debug, Clone, Copy)]
pub enum Operator {}

/// What a [`RequestId`] identifies.
#[derive(Debug, Clone, Copy)]
pub enum Request {}

/// The id of a support agent.
pub type OperatorId = Id<Operator>;

/// The id of a request.
pub type RequestId = Id<Request>;
