//! OAuth 2.0 client credentials.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

/// Tokens that were given out, and when they end.
#[derive(Debug, Default)]
pub(crate) struct Tokens(HashMap<String, Instant>);

impl Tokens {
    pub(crate) fn issue(&mut self, number: u64, ttl: Duration, now: Instant) -> String {
        self.0.retain(|_, until| *until > now);
        let token = format!("token-{number:016x}");
        self.0.insert(token.clone(), now + ttl);
        token
    }

    pub(crate) fn accepts(&self, authorization: Option<&str>, now: Instant) -> bool {
        let token = authorization.and_then(|value| value.strip_prefix("Bearer "));
        token.and_then(|token| self.0.get(token)).is_some_and(|until| *until > now)
    }
}

/// Who asks for a token.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) struct Credentials {
    #[serde(default)]
    pub(crate) grant_type: String,
    #[serde(default)]
    pub(crate) client_id: String,
    #[serde(default)]
    pub(crate) client_secret: String,
}

impl Credentials {
    /// Out of a form or a JSON object; the id and the secret may be in the header instead.
    pub(crate) fn read(content_type: &str, authorization: Option<&str>, body: &[u8]) -> Option<Self> {
        let mut read: Self = if content_type.starts_with("application/json") {
            serde_json::from_slice(body).ok()?
        } else {
            serde_urlencoded::from_bytes(body).ok()?
        };
        if let Some((id, secret)) = authorization.and_then(basic) {
            (read.client_id, read.client_secret) = (id, secret);
        }
        Some(read)
    }
}

fn basic(authorization: &str) -> Option<(String, String)> {
    let decoded = STANDARD.decode(authorization.strip_prefix("Basic ")?).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some((id.to_owned(), secret.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credentials_come_as_a_form_as_json_or_in_the_header() {
        let expected = Credentials {
            grant_type: "client_credentials".to_owned(),
            client_id: "desk".to_owned(),
            client_secret: "s&cret".to_owned(),
        };
        let form = b"grant_type=client_credentials&client_id=desk&client_secret=s%26cret";
        let json = br#"{"grant_type":"client_credentials","client_id":"desk","client_secret":"s&cret"}"#;
        let header = format!("Basic {}", STANDARD.encode("desk:s&cret"));
        let from_form = Credentials::read("application/x-www-form-urlencoded", None, form);
        let from_json = Credentials::read("application/json; charset=utf-8", None, json);
        let from_header = Credentials::read(
            "application/x-www-form-urlencoded",
            Some(&header),
            b"grant_type=client_credentials",
        );
        for read in [from_form, from_json, from_header] {
            assert_eq!(read.as_ref(), Some(&expected));
        }
        assert_eq!(Credentials::read("application/json", None, b"{"), None);
    }

    #[test]
    fn a_token_is_good_until_it_ends() {
        let (mut tokens, start) = (Tokens::default(), Instant::now());
        let token = format!("Bearer {}", tokens.issue(1, Duration::from_secs(2), start));
        assert!(tokens.accepts(Some(&token), start + Duration::from_millis(1_999)));
        assert!(!tokens.accepts(Some(&token), start + Duration::from_secs(2)));
        assert!(!tokens.accepts(Some("Bearer other"), start));
        assert!(!tokens.accepts(Some(token.trim_start_matches("Bearer ")), start));
        assert!(!tokens.accepts(None, start));
    }
}
