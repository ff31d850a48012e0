//! Who is let in: the one place where keys, sessions, roles and the origin of a request are looked at. Every route
//! stands behind a [`Gate`]; what it needs follows from its place and the method.

mod credential;
mod gate;
mod keyring;
mod limiter;
mod same_site;
mod standing;

use std::net::IpAddr;

use frontdesk_core::FirmId;
use frontdesk_storage::keys::{KeyId, Role};
use frontdesk_storage::{Actor, Door};

pub(crate) use credential::SESSION_COOKIE;
pub use gate::Gate;
pub(crate) use gate::{Admit, admit, authenticate, count_address, may_sign_out, session_of, telling};
pub use keyring::KEYS_FRESH;
pub(crate) use keyring::{Deniable, Keyring};
pub(crate) use limiter::{Left, Limiter, RATE_LIMIT, RATE_LIMIT_POLICY};
pub use same_site::X_FRONTDESK_CONSOLE;
pub(crate) use same_site::must_be_of_this_site;
pub(crate) use standing::Standing;

/// Why somebody was not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccessError {
    /// Nothing says who it is.
    #[error("An API key is needed: send it as `Authorization: Bearer <key>`.")]
    Missing,
    /// There is no such key, or it is not its secret.
    #[error("The API key is not valid.")]
    Invalid,
    /// More than one `Authorization` header.
    #[error("Authorization must be sent once.")]
    TwoCredentials,
    /// The key was revoked.
    #[error("The API key was revoked.")]
    Revoked,
    /// The key's time has run out.
    #[error("The API key has expired.")]
    Expired,
    /// The session was ended, or its time or that of its key has run out.
    #[error("The session has ended: sign in again.")]
    SessionEnded,
    /// The key may do less than this.
    #[error("This needs a key of the role {needed} or higher.")]
    TooSmall {
        /// The smallest role that will do.
        needed: Role,
    },
    /// A page of another site sent the request, and the browser's session would answer for it.
    #[error("A page of another site sent this request.")]
    OtherSite,
    /// A change comes with a session and without the header that only our own pages send.
    #[error("A change by a session needs the header X-Frontdesk-Console.")]
    NoConsoleHeader,
    /// A key or an address has sent more than it may.
    #[error("Too many requests: try again in {seconds} s.")]
    TooMany {
        /// When to try again.
        seconds: u32,
    },
    /// Without keys only names of this machine are answered: any other may be a trick of a page in its browser.
    #[error("Without API keys only requests to localhost are answered, not to {HOST_HINT}.")]
    OtherHost,
}

/// What stands in a sentence for the name that was asked for, which is not repeated.
const HOST_HINT: &str = "other names";

/// How somebody said who it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Via {
    /// By a key in the header.
    Bearer,
    /// By the cookie of a session.
    Session,
    /// Not at all: there are no keys.
    Open,
}

/// Somebody who was let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) via: Via,
    /// `None` without keys.
    pub(crate) key: Option<KeyId>,
    /// The key's firm; without keys the first one.
    pub(crate) firm: FirmId,
    pub(crate) role: Role,
    /// Where from.
    pub(crate) address: Option<IpAddr>,
}

impl Caller {
    /// Anybody, as long as there are no keys.
    fn open(address: Option<IpAddr>) -> Self {
        Self { via: Via::Open, key: None, firm: FirmId::FIRST, role: Role::Admin, address }
    }

    /// Whether it may name other firms than its own.
    pub(crate) fn may_choose(self) -> bool {
        self.key.is_none()
    }

    /// To whom changes are put down.
    pub(crate) fn actor(self) -> Actor {
        Actor { door: self.key.map_or(Door::Open, Door::Key), address: self.address }
    }
}
