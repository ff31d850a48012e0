//! How strictly phone numbers are checked.

use std::fmt;
use std::str::FromStr;

/// How strictly a phone number is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "lowercase"))]
pub enum PhoneCheck {
    /// The number has a possible length for its country.
    #[default]
    Possible,
    /// The number lies in an assigned range of its country.
    Valid,
}

impl PhoneCheck {
    /// The word for it in responses.
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

/// The text is not a [`PhoneCheck`].
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
