//! The keys that seal social security numbers, as they are given by hand.

use frontdesk_storage::secret::SecretKey;

/// Keys that were given by flag or variable, the current one first.
#[derive(Debug, Clone)]
pub(crate) struct GivenKeys(Vec<SecretKey>);

impl GivenKeys {
    /// Reads keys in base64 with commas between.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        let keys = text.split(',').map(SecretKey::parse).collect::<Result<_, _>>();
        keys.map(Self)
            .map_err(|_| "must be 32 bytes in base64 (such as from `openssl rand -base64 32`), several with commas between")
    }

    /// The keys.
    pub(crate) fn keys(&self) -> &[SecretKey] {
        &self.0
    }
}
