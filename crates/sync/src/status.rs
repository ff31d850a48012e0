//! Synchronization status of users.

use std::fmt;
use std::str::FromStr;

/// Synchronization status of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SyncStatus {
    /// Changes are being sent to the CRM, or wait to be.
    Pending,
    /// Both sides hold the same values, as far as is known.
    Synced,
    /// Failed for good. The user's last error says why; an edit or a manual retry restarts it.
    Failed,
}

impl SyncStatus {
    /// All statuses.
    pub const ALL: [Self; 3] = [Self::Pending, Self::Synced, Self::Failed];

    /// The word for it in responses.
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

/// The text is not a [`SyncStatus`].
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
    fn every_status_is_parsed_as_printed() {
        for status in SyncStatus::ALL {
            assert_eq!(status.to_string().parse(), Ok(status));
        }
        assert_eq!("done".parse::<SyncStatus>(), Err(UnknownSyncStatus));
    }
}
