//! Whose rows a connection may touch.

use frontdesk_core::FirmId;

/// Whose rows a connection may touch, where the database itself can see to that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Those of one firm.
    Of(FirmId),
    /// All: for what is done for all firms at once, and for finding out which firm it is about.
    All,
}
