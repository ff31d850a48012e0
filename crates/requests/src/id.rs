//! Ids of operators and requests.

use std::fmt;
use std::str::FromStr;

use frontdesk_core::{CustomerId, InvalidId};

/// The id of a support agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "i64", into = "i64")
)]
pub struct OperatorId(i64);

/// The id of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "i64", into = "i64")
)]
pub struct RequestId(i64);

impl OperatorId {
    /// The id as a number; always at least 1.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl RequestId {
    /// The id as a number; always at least 1.
    pub fn get(self) -> i64 {
        self.0
    }
}

impl TryFrom<i64> for OperatorId {
    type Error = InvalidId;

    fn try_from(value: i64) -> Result<Self, InvalidId> {
        CustomerId::try_from(value).map(|id| Self(id.get()))
    }
}

impl TryFrom<i64> for RequestId {
    type Error = InvalidId;

    fn try_from(value: i64) -> Result<Self, InvalidId> {
        CustomerId::try_from(value).map(|id| Self(id.get()))
    }
}

impl From<OperatorId> for i64 {
    fn from(id: OperatorId) -> Self {
        id.0
    }
}

impl From<RequestId> for i64 {
    fn from(id: RequestId) -> Self {
        id.0
    }
}

/// Parsed as a customer id: both accept the same texts.
impl FromStr for OperatorId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        text.parse().map(|id: CustomerId| Self(id.get()))
    }
}

/// Parsed as a customer id: both accept the same texts.
impl FromStr for RequestId {
    type Err = InvalidId;

    fn from_str(text: &str) -> Result<Self, InvalidId> {
        text.parse().map(|id: CustomerId| Self(id.get()))
    }
}

impl fmt::Display for OperatorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
