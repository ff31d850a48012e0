//! How a simulated CRM is started.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::str::FromStr;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

use crate::faults::Faults;

/// The wall clock.
pub(crate) type Clock = fn() -> DateTime<Utc>;

/// How a simulated CRM is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it listens. Port 0 lets the system choose one, which is the default, on 127.0.0.1.
    pub listen: SocketAddr,
    /// The id of the one client that gets tokens. Default: `dummy`.
    pub client_id: String,
    /// Its secret. Default: `dummy`.
    pub client_secret: String,
    /// How long a token is good. Default: an hour.
    pub token_ttl: Duration,
    /// Where webhooks go. Default: nowhere.
    pub webhook_url: Option<String>,
    /// What signs them. Default: nothing.
    pub webhook_secret: Option<WebhookSecret>,
    /// What goes wrong. Default: nothing.
    pub faults: Faults,
    /// What chance is drawn from. Default: 1.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            client_id: "dummy".to_owned(),
            client_secret: "dummy".to_owned(),
            token_ttl: Duration::from_secs(3_600),
            webhook_url: None,
            webhook_secret: None,
            faults: Faults::default(),
            seed: 1,
        }
    }
}

/// What webhooks are signed with: `whsec_` and base64 of the bytes, or any other text as it is.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret(Vec<u8>);

/// A secret that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSecret {
    /// Nothing signs nothing.
    #[error("a webhook secret must not be empty")]
    Empty,
    /// It says that it is base64.
    #[error("what follows whsec_ must be base64")]
    NoBase64,
}

impl WebhookSecret {
    /// The key itself.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl FromStr for WebhookSecret {
    type Err = BadSecret;

    fn from_str(text: &str) -> Result<Self, BadSecret> {
        let bytes = match text.strip_prefix("whsec_") {
            Some(encoded) => STANDARD.decode(encoded).map_err(|_| BadSecret::NoBase64)?,
            None => text.as_bytes().to_vec(),
        };
        if bytes.is_empty() { Err(BadSecret::Empty) } else { Ok(Self(bytes)) }
    }
}

impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(***)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_base64_behind_its_prefix_and_text_without() {
        assert_eq!("whsec_c2VjcmV0".parse::<WebhookSecret>(), Ok(WebhookSecret(b"secret".to_vec())));
        assert_eq!("secret".parse::<WebhookSecret>(), Ok(WebhookSecret(b"secret".to_vec())));
        assert_eq!("whsec_?".parse::<WebhookSecret>(), Err(BadSecret::NoBase64));
        assert_eq!("".parse::<WebhookSecret>(), Err(BadSecret::Empty));
        assert_eq!("whsec_".parse::<WebhookSecret>(), Err(BadSecret::Empty));
    }

    #[test]
    fn a_secret_is_not_shown() {
        let options = Options { webhook_secret: "hunter2".parse().ok(), ..Options::default() };
        assert!(!format!("{options:?}").contains("hunter2"));
    }
}
