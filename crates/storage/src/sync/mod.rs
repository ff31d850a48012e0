//! Synchronization of users with the CRM: the worker's queue, events from the CRM, sweeps.
//!
//! A worker [`claim`]s users, which commits before any call; asks each [`Claimed::visit`] for the next step, makes that
//! call with no transaction open, and [`record`]s the answer, which returns how to continue. A failed attempt is
//! [`postpone`]d or [`fail`]ed. A worker whose lease has expired records nothing.

mod connection;
mod inbox;
mod parked;
mod status;
mod sweeps;
mod worker;

pub use crate::outbox::payload::Notice;
pub use connection::{
    Connection, connection, note_abilities, note_breaker, note_rate, note_token, pause, reserve_calls,
    resume, slow_down,
};
pub use inbox::{Received, WebhookOutcome, forget_webhooks, receive, receive_in};
pub use parked::{PARKED_FOR, Settled, settle_parked};
pub use status::{SyncCounts, counts, counts_of_all};
pub use sweeps::{
    SWEEP_PAGE, SWEEP_SORTS, Sweep, SweepFilter, count_sweeps, find_sweep, last_sweep, list_sweeps,
    queue_sweeps, start_sweep, start_sweeps,
};
pub use worker::{Answer, Claimed, Failure, Postponed, Progress, claim, fail, postpone, record, settle};
