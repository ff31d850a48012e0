//! Time parameters.

use std::str::FromStr;

use chrono::{DateTime, Utc};
use frontdesk_core::parse_rfc3339;

/// A time in RFC 3339 format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time(pub(crate) DateTime<Utc>);

impl FromStr for Time {
    type Err = &'static str;

    /// An unescaped `+` before the offset arrives as a space.
    fn from_str(text: &str) -> Result<Self, &'static str> {
        parse_rfc3339(text.trim())
            .or_else(|| parse_rfc3339(&text.trim().replace(' ', "+")))
            .map(Self)
            .ok_or("must be a time such as 2026-01-31T09:00:00Z")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_with_an_unescaped_plus_is_accepted() {
        let nine = "2026-01-31T09:00:00Z".parse::<Time>();
        assert_eq!("2026-01-31T10:00:00+01:00".parse::<Time>(), nine);
        assert_eq!("2026-01-31T10:00:00 01:00".parse::<Time>(), nine);
        assert!(nine.is_ok() && "2026-01-31".parse::<Time>().is_err());
    }
}
