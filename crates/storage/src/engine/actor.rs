//! The actor of a change.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use frontdesk_core::{CustomerId, InvalidId};

/// The id of a key. It is part of the key's text and not secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub i64);

impl FromStr for KeyId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        // Parsed as a customer id: both accept the same texts.
        text.parse().map(|id: CustomerId| Self(id.get()))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// How the actor reached Frontdesk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// With an API key, or with a session that was opened with one.
    Key(KeyId),
    /// Over HTTP without a key, as long as no key exists.
    Open,
    /// Through the command line.
    CommandLine,
    /// Frontdesk itself, on a schedule or for the CRM.
    System,
}

/// The actor of a change, and its address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// How the actor reached Frontdesk.
    pub door: Door,
    /// The remote address, if any.
    pub address: Option<IpAddr>,
}

impl Actor {
    /// Frontdesk itself.
    pub const SYSTEM: Self = Self { door: Door::System, address: None };
    /// A user of the command line.
    pub const COMMAND_LINE: Self = Self { door: Door::CommandLine, address: None };

    /// The word for it in the audit log.
    pub fn as_str(self) -> &'static str {
        match self.door {
            Door::Key(_) => "key",
            Door::Open => "open",
            Door::CommandLine => "command_line",
            Door::System => "system",
        }
    }

    /// The key, if one was used.
    pub fn key(self) -> Option<KeyId> {
        match self.door {
            Door::Key(id) => Some(id),
            Door::Open | Door::CommandLine | Door::System => None,
        }
    }
}
