//! Who is behind a change.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use frontdesk_core::{CustomerId, InvalidId};

/// The id of a key. It is part of the key's text and no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(pub i64);

impl FromStr for KeyId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        // An id is an id: the same texts name one.
        text.parse().map(|id: CustomerId| Self(id.get()))
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// By which door somebody came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// With an API key, or a session that was opened with one.
    Key(KeyId),
    /// Over HTTP without a key, as long as there is none.
    Open,
    /// By the command line of the machine.
    CommandLine,
    /// Nobody: Frontdesk itself, by the clock or for an outside system.
    System,
}

/// Who is behind a change, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Actor {
    /// The door.
    pub door: Door,
    /// The address of the other side, where there is one.
    pub address: Option<IpAddr>,
}

impl Actor {
    /// Frontdesk itself.
    pub const SYSTEM: Self = Self { door: Door::System, address: None };
    /// Whoever may use the command line.
    pub const COMMAND_LINE: Self = Self { door: Door::CommandLine, address: None };

    /// The word that stands for the door.
    pub fn as_str(self) -> &'static str {
        match self.door {
            Door::Key(_) => "key",
            Door::Open => "open",
            Door::CommandLine => "command_line",
            Door::System => "system",
        }
    }

    /// The key, where one was used.
    pub fn key(self) -> Option<KeyId> {
        match self.door {
            Door::Key(id) => Some(id),
            Door::Open | Door::CommandLine | Door::System => None,
        }
    }
}
