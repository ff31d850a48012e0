//! The outside CRM as Frontdesk meets it: its HTTP client, and the worker that keeps both sides equal.
//!
//! Only this crate knows HTTP going out. What an answer means and what to ask next is decided by `frontdesk-sync`; what
//! is stored is in `frontdesk-storage`; here are sockets, tokens, the pace of calls, and the loop that drains the outbox.
//!
//! The CRM is taken for what it turns out to be: one that cannot change records, look them up by our id or limit its
//! callers is lived with.
#![forbid(unsafe_code)]

mod client;
mod http;
mod metrics;
mod notices;
mod notify;
mod options;
mod pace;
mod records;
mod shared;
mod tokens;
mod tools;
mod visit;
mod worker;

pub use client::{Answer, Condition, Crm};
pub use http::ClientError;
pub use metrics::Metrics;
pub use notify::{MailOptions, Notifier, NotifyError, NotifyOptions};
pub use options::{CrmOptions, Secret, TokenFormat};
pub use records::{Created, CrmRecord, LookedUp};
pub use tools::Tools;
pub use worker::Worker;
