//! How the CRM is reached, and what it is spared.

use std::fmt;
use std::time::Duration;

/// How the CRM is reached, and what it is spared.
#[derive(Debug, Clone)]
pub struct CrmOptions {
    /// Its address, such as `https://crm.example.com`; no slash at the end. `/crm/token` and the like follow.
    pub url: String,
    /// The client id for token requests.
    pub client_id: String,
    /// The client secret for token requests.
    pub client_secret: Secret,
    /// The format of token requests.
    pub token_format: TokenFormat,
    /// Attempts of a push before the user fails. Default: 3.
    pub max_attempts: u32,
    /// How long a whole call may take. Default: 10 s.
    pub timeout: Duration,
    /// How long it may take to connect. Default: 5 s, or the whole call if that is less.
    pub connect_timeout: Duration,
    /// The first step of the backoff between attempts. Default: 1 s.
    pub backoff: Duration,
    /// Calls a second that the CRM allows. Default: unknown, learnt from its 429.
    pub rate: Option<f64>,
    /// Concurrent calls. Default: 32.
    pub concurrency: usize,
    /// Whether events are verified if times alone cannot tell their order. Default: true.
    pub verify_webhooks: bool,
}

impl CrmOptions {
    /// A CRM at an address, everything else at its default.
    pub fn new(url: &str) -> Self {
        Self {
            url: url.trim_end_matches('/').to_owned(),
            client_id: String::new(),
            client_secret: Secret::default(),
            token_format: TokenFormat::Form,
            max_attempts: 3,
            timeout: Duration::from_secs(10),
            connect_timeout: Duration::from_secs(5),
            backoff: Duration::from_secs(1),
            rate: None,
            concurrency: 32,
            verify_webhooks: true,
        }
    }
}

/// How a token is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenFormat {
    /// As a form, as the OAuth 2.0 specification says.
    Form,
    /// As a JSON object.
    Json,
}

/// A text that is never shown.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps a text from being shown.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one place that needs it.
    pub(crate) fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_shown() {
        let options = CrmOptions { client_secret: Secret::new("hunter2"), ..CrmOptions::new("http://crm/") };
        assert!(!format!("{options:?}").contains("hunter2"));
        assert_eq!(options.url, "http://crm");
    }
}
