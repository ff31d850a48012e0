//! The actor of a change.

use std::net::IpAddr;

use frontdesk_core::Id;

/// What a [`KeyId`] identifies.
#[derive(Debug, Clone, Copy)]
pub enum Key {}

/// The id of a key. It is part of the key's text and not secret.
pub type KeyId = Id<Key>;

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
