//! Support requests: customers ask, operators resolve.
//!
//! A request is always in one [`State`], which holds the data that is valid in it. A transition takes the state, the
//! time and its arguments, and returns the new state with the [`Step`] to store, or a [`Refusal`] that names both
//! states. No function here reads a clock or a database.
//!
//! ```
//! use chrono::DateTime;
//! use frontdesk_requests::{Claim, OperatorId, Prose, State, Status};
//!
//! let at = DateTime::from_timestamp(1_770_000_000, 0).ok_or("no such time")?;
//! let (jon, arya): (OperatorId, OperatorId) = (1.try_into()?, 2.try_into()?);
//!
//! let taken = State::PENDING.assign(jon, Claim::Unheld, at)?;
//! assert_eq!(taken.status(), Status::InProgress);
//! // An operator is assigned: reassigning needs the id of that operator.
//! assert!(taken.clone().assign(arya, Claim::Unheld, at).is_err());
//! let taken_over = taken.assign(arya, Claim::From(jon), at)?;
//!
//! let done = taken_over.complete(Prose::parse("A cloak was sent.")?, at)?;
//! let refusal = done.assign(jon, Claim::Unheld, at).unwrap_err();
//! assert_eq!(refusal.to_string(), "Cannot move request from COMPLETED to IN_PROGRESS.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod action;
mod buckets;
mod id;
mod prose;
mod recorded;
mod refusal;
mod state;
mod status;
mod times;
mod wanted;

pub use action::Action;
pub use buckets::bucket_of;
pub use id::{Operator, OperatorId, Request, RequestId};
pub use prose::{LONGEST_PROSE, Prose, ProseError};
pub use recorded::Contents;
pub use refusal::Refusal;
pub use state::{Assignment, Claim, Refused, Resolution, State, Step, Work};
pub use status::{Status, UnknownStatus};
pub use times::{Times, summarize};
pub use wanted::Wanted;
