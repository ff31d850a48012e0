//! Why a record changed.

use std::fmt;

use crate::engine::actor::Door;

/// The type of a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CauseKind {
    /// A request of the API or the console.
    Request,
    /// A command of the command line.
    Command,
    /// A row of a file.
    Import,
    /// The CRM.
    Sync,
    /// An earlier value, or a deleted record, was restored.
    Restore,
    /// Scheduled work.
    System,
}

impl CauseKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Request, Self::Command, Self::Import, Self::Sync, Self::Restore, Self::System];

    /// The word for it in the database and in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Command => "command",
            Self::Import => "import",
            Self::Sync => "sync",
            Self::Restore => "restore",
            Self::System => "system",
        }
    }

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// The length of the id column.
const LONGEST_ID: usize = 128;

/// The id of a cause, such as that of a request: at most 128 ASCII characters. It is copied with each job.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct CauseId {
    bytes: [u8; LONGEST_ID],
    length: u8,
}

impl CauseId {
    /// `None` for a text that is too long or not ASCII.
    pub fn new(text: &str) -> Option<Self> {
        let mut bytes = [0; LONGEST_ID];
        let length = u8::try_from(text.len()).ok()?;
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        text.is_ascii().then_some(Self { bytes, length })
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        let text = self.bytes.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }
}

impl fmt::Debug for CauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// The cause of a change: a request, an import, and so on, and which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    pub kind: CauseKind,
    /// Its id, if it has one.
    pub id: Option<CauseId>,
}

impl Cause {
    /// Scheduled work.
    pub const SYSTEM: Self = Self::new(CauseKind::System);
    /// The CRM.
    pub const SYNC: Self = Self::new(CauseKind::Sync);

    /// A cause without an id.
    pub const fn new(kind: CauseKind) -> Self {
        Self { kind, id: None }
    }

    /// The request with this id.
    pub fn request(id: &str) -> Self {
        Self { kind: CauseKind::Request, id: CauseId::new(id) }
    }

    /// The import with this id; `None` for a file without a record of its import.
    pub(crate) fn import(id: Option<i64>) -> Self {
        Self { kind: CauseKind::Import, id: id.and_then(|id| CauseId::new(&id.to_string())) }
    }

    /// The restoring of what the entry with this number replaced.
    pub(crate) fn restore(seq: i64) -> Self {
        Self { kind: CauseKind::Restore, id: CauseId::new(&seq.to_string()) }
    }

    /// What an actor usually acts by.
    pub(crate) fn of(door: Door) -> Self {
        Self::new(match door {
            Door::Key(_) | Door::Open => CauseKind::Request,
            Door::CommandLine => CauseKind::Command,
            Door::System => CauseKind::System,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_back() {
        for kind in CauseKind::ALL {
            assert_eq!(CauseKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(CauseKind::parse("edit"), None);
    }

    #[test]
    fn an_id_is_short_ascii_text() {
        for text in ["", "a", "0198f6a2-7c5e", &"x".repeat(128)] {
            assert_eq!(CauseId::new(text).map(|id| id.as_str().to_owned()), Some(text.to_owned()));
        }
        for text in ["é", &"x".repeat(129), &"x".repeat(300)] {
            assert_eq!(CauseId::new(text), None, "{text}");
        }
    }
}
