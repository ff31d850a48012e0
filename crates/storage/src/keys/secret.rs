//! The text of an API key: `fd_<id>_<secret>`.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::Key;
use chacha20poly1305::aead::Generate;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::KeyId;

/// Prefix of every key, so that it is recognized wherever it leaks.
const PREFIX: &str = "fd_";
/// Bytes of a secret: 256 bits.
const SECRET_BYTES: usize = 32;
/// Longer texts cannot be keys.
const LONGEST: usize = 80;

/// The secret part of a key. Shown only by [`ApiSecret::reveal`].
#[derive(Clone)]
pub struct ApiSecret([u8; SECRET_BYTES]);

impl ApiSecret {
    /// A new random secret.
    pub fn generate() -> Self {
        Self(Key::generate().into())
    }

    /// The whole key, shown once to its owner.
    pub fn reveal(&self, id: KeyId) -> String {
        format!("{PREFIX}{id}_{}", URL_SAFE_NO_PAD.encode(self.0))
    }

    /// The stored hash.
    pub(crate) fn hash(&self) -> SecretHash {
        SecretHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Debug for ApiSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiSecret(***)")
    }
}

/// SHA-256 of a secret: 256 random bits need no salt and no slow hash.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SecretHash([u8; 32]);

impl SecretHash {
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// Compares in constant time.
    pub(crate) fn is_of(&self, secret: &ApiSecret) -> bool {
        self.0.ct_eq(&secret.hash().0).into()
    }
}

impl fmt::Debug for SecretHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretHash(***)")
    }
}

/// A well-formed key as presented by a caller. The key need not exist.
#[derive(Debug, Clone)]
pub struct PresentedKey {
    /// The claimed id.
    pub id: KeyId,
    /// The secret that proves it.
    pub secret: ApiSecret,
}

/// The text is not a key. The error gives no detail: keys are pasted, not typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is not an API key")]
pub struct NotAKey;

impl FromStr for PresentedKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        if text.len() > LONGEST {
            return Err(NotAKey);
        }
        let (id, secret) = text.strip_prefix(PREFIX).and_then(|rest| rest.split_once('_')).ok_or(NotAKey)?;
        let bytes = URL_SAFE_NO_PAD.decode(secret).map_err(|_| NotAKey)?;
        let secret = bytes.as_slice().try_into().map(ApiSecret).map_err(|_| NotAKey)?;
        Ok(Self { id: id.parse().map_err(|_| NotAKey)?, secret })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_revealed_key_is_parsed_again() {
        let (secret, id) = (ApiSecret::generate(), KeyId::new(7).expect("an id"));
        let text = secret.reveal(id);
        assert!(text.starts_with("fd_7_") && text.len() == 5 + 43, "{text}");
        let read: PresentedKey = text.parse().expect("a key");
        assert_eq!(read.id, id);
        assert!(secret.hash().is_of(&read.secret) && !secret.hash().is_of(&ApiSecret::generate()));
    }

    #[test]
    fn invalid_keys_are_refused() {
        let secret = ApiSecret::generate().reveal(KeyId::new(7).expect("an id"));
        let tail = secret.strip_prefix("fd_7_").unwrap_or_default();
        let (shorter, longer) = (tail.get(1..).unwrap_or_default(), format!("{tail}A"));
        for bad in [
            String::new(),
            "fd_".to_owned(),
            "fd_7".to_owned(),
            "fd_7_".to_owned(),
            format!("fd__{tail}"),
            format!("fd_0_{tail}"),
            format!("fd_-1_{tail}"),
            format!("fd_+7_{tail}"),
            format!("fd_7_{shorter}"),
            format!("fd_7_{longer}"),
            format!("FD_7_{tail}"),
            format!(" fd_7_{tail}"),
            format!("fd_7_{tail}="),
            format!("fd_99999999999999999999_{tail}"),
            "x".repeat(10_000),
        ] {
            assert!(bad.parse::<PresentedKey>().is_err(), "{bad}");
        }
    }

    #[test]
    fn printed_values_contain_no_secret() {
        let presented = PresentedKey { id: KeyId::new(7).expect("an id"), secret: ApiSecret::generate() };
        let revealed = presented.secret.reveal(KeyId::new(7).expect("an id"));
        let tail = revealed.strip_prefix("fd_7_").unwrap_or_default();
        assert!(!format!("{presented:?} {:?}", presented.secret.hash()).contains(tail));
    }
}
