//! Sealing of values that must not be readable in the database: XChaCha20-Poly1305 with a fresh nonce for each value,
//! bound to the place where it is stored. The id of the key is stored beside it.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chacha20poly1305::aead::{Aead, Generate, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};

/// The bytes of a nonce of XChaCha20.
const NONCE_BYTES: usize = 24;

/// Why a value cannot be sealed or opened. No text contains the value or a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// No secret key is configured, but a sealed value is stored or about to be.
    #[error("no secret key is configured")]
    NoKey,
    /// The key that sealed the value is not among the configured ones.
    #[error("the secret key {0} is not configured")]
    UnknownKey(String),
    /// The stored bytes were not sealed by this key for this place.
    #[error("a sealed value cannot be opened")]
    NotOpened,
    /// The text is not a key.
    #[error("a secret key is 32 bytes in base64")]
    InvalidKey,
}

/// One 256-bit key.
#[derive(Clone)]
pub struct SecretKey {
    id: String,
    key: Key,
}

impl SecretKey {
    /// A new random key.
    pub fn generate() -> Self {
        Self::from_key(Key::generate())
    }

    /// Parses 32 bytes in base64.
    ///
    /// # Errors
    /// The text is anything else.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        let bytes = STANDARD.decode(text.trim()).map_err(|_| SecretError::InvalidKey)?;
        Key::try_from(bytes.as_slice()).map(Self::from_key).map_err(|_| SecretError::InvalidKey)
    }

    /// The id is derived from the key, so that no list of ids has to be kept.
    fn from_key(key: Key) -> Self {
        let digest = Sha256::new().chain_update(b"frontdesk secret key id").chain_update(key).finalize();
        Self { id: hex::encode(digest.iter().take(4).copied().collect::<Vec<_>>()), key }
    }

    /// The key in base64, as [`SecretKey::parse`] accepts it.
    pub fn to_base64(&self) -> String {
        STANDARD.encode(self.key)
    }

    /// Eight hexadecimal digits that identify the key without revealing it.
    pub fn id(&self) -> &str {
        &self.id
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({})", self.id)
    }
}

/// The keys that open sealed values; the first one seals.
#[derive(Debug, Clone, Default)]
pub struct SecretKeys(Vec<SecretKey>);

/// A sealed value as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    /// Nonce and ciphertext.
    pub bytes: Vec<u8>,
    pub key_id: String,
}

/// Where a value is stored. A sealed value cannot be opened in another place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The firm's id.
    pub firm: i64,
    pub table: &'static str,
    pub column: &'static str,
    /// The row's id.
    pub row: i64,
}

impl Place {
    fn as_associated_data(self) -> String {
        format!("{}\u{1f}{}\u{1f}{}\u{1f}{}", self.firm, self.table, self.column, self.row)
    }
}

impl SecretKeys {
    /// The current key first, then those that older values still need.
    pub fn new(keys: Vec<SecretKey>) -> Self {
        Self(keys)
    }

    /// Parses keys in base64, separated by commas, the current one first.
    ///
    /// # Errors
    /// One of the texts is not a key.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        text.split(',').map(SecretKey::parse).collect::<Result<_, _>>().map(Self)
    }

    /// The key that seals.
    ///
    /// # Errors
    /// No key is configured.
    pub fn current(&self) -> Result<&SecretKey, SecretError> {
        self.0.first().ok_or(SecretError::NoKey)
    }

    /// Seals a value for a place.
    ///
    /// # Errors
    /// No key is configured.
    pub fn seal(&self, place: Place, value: &[u8]) -> Result<Sealed, SecretError> {
        let key = self.current()?;
        let nonce = XNonce::generate();
        let place = place.as_associated_data();
        let payload = Payload { msg: value, aad: place.as_bytes() };
        let ciphertext =
            XChaCha20Poly1305::new(&key.key).encrypt(&nonce, payload).map_err(|_| SecretError::NotOpened)?;
        let mut bytes = Vec::with_capacity(NONCE_BYTES + ciphertext.len());
        bytes.extend_from_slice(&nonce);
        bytes.extend_from_slice(&ciphertext);
        Ok(Sealed { bytes, key_id: key.id.clone() })
    }

    /// Opens a value that was sealed for this place.
    ///
    /// # Errors
    /// The key is not configured, or the bytes were not sealed by it for this place.
    pub fn open(&self, place: Place, sealed: &Sealed) -> Result<Vec<u8>, SecretError> {
        let key = self.0.iter().find(|key| key.id == sealed.key_id);
        let key = key.ok_or_else(|| SecretError::UnknownKey(sealed.key_id.clone()))?;
        let (nonce, ciphertext) = sealed.bytes.split_at_checked(NONCE_BYTES).ok_or(SecretError::NotOpened)?;
        let nonce = XNonce::try_from(nonce).map_err(|_| SecretError::NotOpened)?;
        let place = place.as_associated_data();
        let payload = Payload { msg: ciphertext, aad: place.as_bytes() };
        XChaCha20Poly1305::new(&key.key).decrypt(&nonce, payload).map_err(|_| SecretError::NotOpened)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACE: Place = Place { firm: 1, table: "customer_secrets", column: "ssn_sealed", row: 7 };

    #[test]
    fn a_sealed_value_opens_only_in_its_place() {
        let keys = SecretKeys::new(vec![SecretKey::generate()]);
        let sealed = keys.seal(PLACE, b"078051120").expect("sealed");
        assert_eq!(keys.open(PLACE, &sealed).as_deref(), Ok(b"078051120".as_slice()));
        for place in
            [Place { firm: 2, ..PLACE }, Place { row: 8, ..PLACE }, Place { column: "other", ..PLACE }]
        {
            assert_eq!(keys.open(place, &sealed), Err(SecretError::NotOpened));
        }
    }

    #[test]
    fn the_same_value_is_never_sealed_to_the_same_bytes() {
        let keys = SecretKeys::new(vec![SecretKey::generate()]);
        assert_ne!(keys.seal(PLACE, b"078051120"), keys.seal(PLACE, b"078051120"));
    }

    #[test]
    fn an_older_key_opens_and_the_current_one_seals() {
        let (old, new) = (SecretKey::generate(), SecretKey::generate());
        let sealed = SecretKeys::new(vec![old.clone()]).seal(PLACE, b"x").expect("sealed");
        let both = SecretKeys::parse(&format!("{},{}", new.to_base64(), old.to_base64())).expect("two keys");
        assert_eq!(both.open(PLACE, &sealed).as_deref(), Ok(b"x".as_slice()));
        assert_eq!(both.seal(PLACE, b"x").map(|sealed| sealed.key_id), Ok(new.id().to_owned()));
        let missing = SecretKeys::new(vec![new]).open(PLACE, &sealed);
        assert_eq!(missing, Err(SecretError::UnknownKey(old.id().to_owned())));
    }

    #[test]
    fn damaged_bytes_and_bad_keys_are_refused() {
        let keys = SecretKeys::new(vec![SecretKey::generate()]);
        let mut sealed = keys.seal(PLACE, b"078051120").expect("sealed");
        sealed.bytes.truncate(10);
        assert_eq!(keys.open(PLACE, &sealed), Err(SecretError::NotOpened));
        for bad in ["", "x", "c2hvcnQ=", &STANDARD.encode([0; 33])] {
            assert_eq!(SecretKey::parse(bad).map(|key| key.id), Err(SecretError::InvalidKey), "{bad:?}");
        }
        assert_eq!(SecretKeys::default().seal(PLACE, b"x"), Err(SecretError::NoKey));
    }
}
