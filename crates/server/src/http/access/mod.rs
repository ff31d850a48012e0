//! Authentication and authorisation: the only place that checks keys, sessions, roles and request origins. Every route
//! stands behind a [`Gate`]; the required role follows from its route and the method.

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
pub(crate) use gate::{Admit, authenticate, count_address, may_sign_out, session_of, telling};
pub use keyring::KEYS_FRESH;
pub(crate) use keyring::{Deniable, Keyring};
pub(crate) use limiter::{Limiter, RATE_LIMIT, RATE_LIMIT_POLICY, RemainingQuota};
pub use same_site::X_FRONTDESK_CONSOLE;
pub(crate) use same_site::must_be_of_this_site;
pub(crate) use standing::Standing;

/// Why access was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AccessError {
    /// The request has no credential.
    #[error("An API key is needed: send it as `Authorization: Bearer <key>`.")]
    Missing,
    /// The key does not exist, or its secret is wrong.
    #[error("The API key is not valid.")]
    Invalid,
    /// More than one `Authorization` header.
    #[error("Authorization must be sent once.")]
    TwoCredentials,
    #[error("The API key was revoked.")]
    Revoked,
    #[error("The API key has expired.")]
    Expired,
    /// The session was ended, or it or its key has expired.
    #[error("The session has ended: sign in again.")]
    SessionEnded,
    /// The key's role is too low.
    #[error("This needs a key of the role {needed} or higher.")]
    RoleTooLow {
        /// The least role required.
        needed: Role,
    },
    /// Another site's page sent the request with this browser's session.
    #[error("A page of another site sent this request.")]
    OtherSite,
    /// A change with a session lacks the header that only the console sends.
    #[error("A change by a session needs the header X-Frontdesk-Console.")]
    NoConsoleHeader,
    /// A key or an address is over its quota.
    #[error("Too many requests: try again in {seconds} s.")]
    TooMany { seconds: u32 },
    /// Without keys only host names of this machine are accepted: any other may be DNS rebinding by a web page.
    #[error("Without API keys only requests to localhost are answered, not to {HOST_HINT}.")]
    OtherHost,
}

/// Stands for the refused host name, which is not repeated.
const HOST_HINT: &str = "other names";

/// How a caller authenticated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Via {
    Bearer,
    Session,
    /// No credential: no keys exist.
    Open,
}

/// An admitted caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Caller {
    pub(crate) via: Via,
    /// `None` without keys.
    pub(crate) key: Option<KeyId>,
    /// The key's firm; the first firm without keys.
    pub(crate) firm: FirmId,
    pub(crate) role: Role,
    pub(crate) address: Option<IpAddr>,
}

impl Caller {
    /// Any caller, while no keys exist.
    fn open(address: Option<IpAddr>) -> Self {
        Self { via: Via::Open, key: None, firm: FirmId::FIRST, role: Role::Admin, address }
    }

    /// Whether it may name a firm other than its own.
    pub(crate) fn may_choose(self) -> bool {
        self.key.is_none()
    }

    /// The actor that the audit log records.
    pub(crate) fn actor(self) -> Actor {
        Actor { door: self.key.map_or(Door::Open, Door::Key), address: self.address }
    }
}
