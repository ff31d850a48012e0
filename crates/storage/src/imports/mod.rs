//! Files that become customers.

/// Why a file cannot be imported to its end.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct ImportError(pub String);
