//! The state of an outbox row.

/// The state of an outbox row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// To be claimed, now or later.
    Pending,
    /// Claimed.
    Leased,
    Done,
    /// Failed for good.
    Dead,
}

impl State {
    /// The word for it in the database.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Leased => "leased",
            Self::Done => "done",
            Self::Dead => "dead",
        }
    }
}
