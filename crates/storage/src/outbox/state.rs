//! How a row of the outbox stands.

/// How a row of the outbox stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    /// It is to be taken, now or later.
    Pending,
    /// It was taken.
    Leased,
    /// What it asked for was done.
    Done,
    /// What it asked for was given up.
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
