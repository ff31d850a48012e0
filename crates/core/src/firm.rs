//! A firm's settings, as far as rules ask for them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Region;

/// How strictly a phone number is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PhoneCheck {
    /// The number has a length that numbers of its country can have.
    #[default]
    Possible,
    /// The number lies in a range that its country has handed out.
    Valid,
}

impl PhoneCheck {
    /// The word that stands for it in the database and in every answer.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Valid => "valid",
        }
    }
}

impl fmt::Display for PhoneCheck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`PhoneCheck`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be possible or valid")]
pub struct UnknownPhoneCheck;

impl FromStr for PhoneCheck {
    type Err = UnknownPhoneCheck;

    fn from_str(text: &str) -> Result<Self, UnknownPhoneCheck> {
        match text {
            "possible" => Ok(Self::Possible),
            "valid" => Ok(Self::Valid),
            _ => Err(UnknownPhoneCheck),
        }
    }
}

/// What a firm has chosen. The defaults are those of a firm that was just created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirmSettings {
    /// The firm's clients are known by their inbox rather than by their phone: no phone is needed, and an
    /// equal e-mail address matches. Default: false.
    pub is_corporate: bool,
    /// Whether an import overwrites names, e-mail address and primary phone of a client it matched. Default: true.
    pub sync_client_contact_info: bool,
    /// Whether an import fills what a matched client lacks. Default: true.
    pub update_client_missing_data: bool,
    /// The country whose rules read a number that does not start with `+`. Default: `US`.
    pub default_region: Region,
    /// Default: [`PhoneCheck::Possible`].
    pub phone_check: PhoneCheck,
}

impl Default for FirmSettings {
    fn default() -> Self {
        Self {
            is_corporate: false,
            sync_client_contact_info: true,
            update_client_missing_data: true,
            default_region: Region::default(),
            phone_check: PhoneCheck::default(),
        }
    }
}
