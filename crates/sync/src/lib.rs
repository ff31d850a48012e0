//! Rules of the synchronization of users with an external CRM, which wins conflicts.
//!
//! No function here reads a clock, a file, the environment or a network: times and randomness are arguments, and the
//! result of a CRM call is a plain value. A worker asks a [`Visit`] for the next [`Step`], makes that call, interprets
//! the answer with [`classify`], and records it. Recording changes a [`SyncedUser`] by the rules here, for a new user's
//! first push as for an event from the CRM.
//!
//! The feature `json` parses what a CRM sends, `signature` verifies who sent it.
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]

mod answer;
mod breaker;
mod field;
mod fields;
mod follow;
#[cfg(feature = "json")]
mod incoming;
mod merge;
mod reason;
mod recorded;
mod retry;
mod retry_after;
#[cfg(feature = "signature")]
mod signature;
mod status;
mod take;
mod tidied;
mod time;
mod user;
mod visit;
mod webhook;

pub use answer::{Action, Body, Call, Happened, classify, may_be_under_way};
pub use breaker::{Breaker, BreakerSettings, BreakerState, Permit};
pub use field::{Field, UnknownField, bare_key};
pub use fields::{CrmFields, LONGEST_CRM_VALUE, UserFields};
pub use follow::{Shown, ShownPhone};
#[cfg(feature = "json")]
pub use incoming::{Incoming, id_text};
pub use merge::{Change, Known, Merged, merge_field};
pub use reason::{LONGEST_REASON, named_id, tell_reason};
pub use recorded::UserContents;
pub use retry::{LONGEST_BACKOFF, LONGEST_WAIT, Schedule, Verdict, backoff, wait_for};
pub use retry_after::parse_retry_after;
#[cfg(feature = "signature")]
pub use signature::{InvalidSecret, SignatureError, SignedHeaders, TOLERANCE, WebhookSecret, sign, verify};
pub use status::{SyncStatus, UnknownSyncStatus};
pub use take::{Answer, LONGEST_CRM_ID, Next, SHUT_OUT_FOR, Setback, Taken};
pub use tidied::is_same_value;
pub use time::parse_time;
pub use user::{Recorded, SyncedUser};
pub use visit::{Abilities, Step, Task, UnknownTask, Visit};
pub use webhook::{CLOCKS_DIFFER_BY, Event, EventOutcome, Heard};
