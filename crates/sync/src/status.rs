//! How far a user is.

use std::fmt;
use std::str::FromStr;

/// How far a user is with the CRM.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SyncStatus {
    /// Something is on its way to the CRM, or waits to be.
    Pending,
    /// Both sides hold the same, as far as is known.
    Synced,
    /// It was given up. The user's last error says why; a new edit or a retry by hand starts it anew.
    Failed,
}

impl SyncStatus {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Synced, Self::Failed];

    /// The word for it in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Synced => "synced",
            Self::Failed => "failed",
        }
    }
}

impl fmt::Display for SyncStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`SyncStatus`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be pending, synced or failed")]
pub struct UnknownSyncStatus;

impl FromStr for SyncStatus {
    type Err = UnknownSyncStatus;

    fn from_str(text: &str) -> Result<Self, UnknownSyncStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownSyncStatus)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_read_as_it_is_written() {
        for status in SyncStatus::ALL {
            assert_eq!(status.to_string().parse(), Ok(status));
        }
        assert_eq!("done".parse::<SyncStatus>(), Err(UnknownSyncStatus));
    }
}
