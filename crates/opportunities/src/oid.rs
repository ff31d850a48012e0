//! Public ids of deals.

use std::fmt;
use std::str::FromStr;

/// The public id of a deal: 32 hexadecimal digits, in lower case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid([u8; 16]);

/// The text is not an [`Oid`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("must be 32 hexadecimal digits")]
pub struct InvalidOid;

impl Oid {
    /// The id with these bytes.
    pub const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes of the id.
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl FromStr for Oid {
    type Err = InvalidOid;

    fn from_str(text: &str) -> Result<Self, InvalidOid> {
        if text.len() != 32 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(InvalidOid);
        }
        u128::from_str_radix(text, 16).map(|number| Self(number.to_be_bytes())).map_err(|_| InvalidOid)
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

#[cfg(feature = "serde")]
frontdesk_core::serde_as_text!(Oid);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thirty_two_hexadecimal_digits() {
        for text in ["00000000000000000000000000000001", "0198f6a27c5e7d3a9a416f0c2b8d1e55"] {
            assert_eq!(text.parse::<Oid>().map(|oid| oid.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(
            "ABCDEF00000000000000000000000000".parse::<Oid>().map(|oid| oid.to_string()[..6].to_owned()),
            Ok("abcdef".to_owned())
        );
        for bad in [
            "",
            "1",
            "g198f6a27c5e7d3a9a416f0c2b8d1e55",
            "+198f6a27c5e7d3a9a416f0c2b8d1e55",
            "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55",
        ] {
            assert_eq!(bad.parse::<Oid>(), Err(InvalidOid), "{bad:?}");
        }
    }
}
