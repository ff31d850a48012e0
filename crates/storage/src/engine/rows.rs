//! The rows that a connection may touch.

use frontdesk_core::FirmId;

/// The rows that a connection may touch, where the database enforces it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// The rows of one firm.
    Of(FirmId),
    /// All rows: for work across firms, and for finding the firm of a key.
    All,
}
