//! Webhook signatures in the format of Standard Webhooks: HMAC-SHA256 over id, time and raw body.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::{GeneralPurpose, STANDARD};
use base64::engine::{DecodePaddingMode, GeneralPurposeConfig};
use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// The largest difference between a webhook's time and now: 5 minutes. Older ones may be replayed.
pub const TOLERANCE: Duration = Duration::minutes(5);

/// The most signatures of a webhook that are checked. Senders that rotate their secret sign with two.
const MOST_SIGNATURES: usize = 10;

/// Prefix of a secret in the standard's notation.
const PREFIX: &str = "whsec_";
/// Prefix of a signature of this version.
const VERSION: &str = "v1";

/// Some senders omit the padding.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The text is not a [`WebhookSecret`]. The error never repeats the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidSecret {
    /// What follows `whsec_` is not base64.
    #[error("must be base64 behind whsec_")]
    NotBase64,
    /// The text is empty.
    #[error("must not be empty")]
    Empty,
    /// The secret has fewer bytes than Standard Webhooks requires.
    #[error("must be at least {STRONG_BYTES} bytes long")]
    TooShort,
}

/// A shared secret.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookSecret {
    /// The first one signs. A plain text that is also base64 is ambiguous, and verifies both ways.
    keys: Vec<Vec<u8>>,
}

/// The fewest bytes of a secret: the requirement of Standard Webhooks.
const STRONG_BYTES: usize = 24;

/// Does not show the secret.
impl fmt::Debug for WebhookSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebhookSecret(…)")
    }
}

impl WebhookSecret {
    /// Parses `whsec_` and base64, or uses any other text as it is.
    ///
    /// # Errors
    /// What is wrong with it, without quoting it.
    pub fn parse(text: &str) -> Result<Self, InvalidSecret> {
        let text = text.trim();
        let keys = match text.strip_prefix(PREFIX) {
            Some(encoded) => vec![STANDARD.decode(encoded).map_err(|_| InvalidSecret::NotBase64)?],
            None => {
                let decoded = STANDARD.decode(text).ok();
                std::iter::once(text.as_bytes().to_vec()).chain(decoded).collect()
            }
        };
        if keys.iter().any(Vec::is_empty) { Err(InvalidSecret::Empty) } else { Ok(Self { keys }) }
    }

    /// [`WebhookSecret::parse`] for a secret that has to withstand attack: a short one can be found by brute force
    /// offline, from a single signed message.
    ///
    /// # Errors
    /// What is wrong with it, without quoting it.
    pub fn parse_strong(text: &str) -> Result<Self, InvalidSecret> {
        let secret = Self::parse(text)?;
        let bytes = secret.keys.first().map_or(0, Vec::len);
        if bytes < STRONG_BYTES { Err(InvalidSecret::TooShort) } else { Ok(secret) }
    }
}

/// The three headers of a webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedHeaders<'a> {
    /// `webhook-id`.
    pub id: &'a str,
    /// `webhook-timestamp`: seconds since 1970.
    pub timestamp: &'a str,
    /// `webhook-signature`: one or more, separated by white space. Other versions are ignored.
    pub signature: &'a str,
}

impl SignedHeaders<'_> {
    /// Checks everything that does not need the body: all three headers are present, and the time is close to `now`.
    ///
    /// # Errors
    /// Why no body would be accepted with these headers.
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), SignatureError> {
        if [self.id, self.timestamp, self.signature].contains(&"") {
            return Err(SignatureError::Missing);
        }
        let seconds: i64 = self.timestamp.parse().map_err(|_| SignatureError::Unreadable)?;
        let at = DateTime::from_timestamp(seconds, 0).ok_or(SignatureError::Unreadable)?;
        if (now - at).abs() > TOLERANCE { Err(SignatureError::OutOfTime) } else { Ok(()) }
    }
}

/// Why a webhook is rejected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// One of the headers is missing.
    #[error(
        "a header of the signature is missing: webhook-id, webhook-timestamp and webhook-signature are needed"
    )]
    Missing,
    /// The time is not a number.
    #[error("the headers of the signature cannot be read")]
    Unreadable,
    /// The time is too far from now.
    #[error("the time of the webhook is more than 5 minutes off")]
    OutOfTime,
    /// No signature matches any of the secrets.
    #[error("the signature is wrong")]
    Wrong,
}

/// Signs a webhook: returns the value of `webhook-signature`.
///
/// ```
/// use chrono::{TimeZone, Utc};
/// use frontdesk_sync::{SignedHeaders, WebhookSecret, sign, verify};
///
/// let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").expect("a secret");
/// let now = Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap();
/// let signature = sign(&secret, "msg_1", now, b"{}");
/// let timestamp = now.timestamp().to_string();
/// let headers = SignedHeaders { id: "msg_1", timestamp: &timestamp, signature: &signature };
/// assert_eq!(verify(&[secret], headers, b"{}", now), Ok(()));
/// ```
pub fn sign(secret: &WebhookSecret, id: &str, at: DateTime<Utc>, body: &[u8]) -> String {
    let key = secret.keys.first().map(Vec::as_slice).unwrap_or_default();
    let mac = mac(key, id, &at.timestamp().to_string(), body);
    format!("{VERSION},{}", STANDARD.encode(mac.finalize().into_bytes()))
}

/// Accepts a webhook signed with one of the secrets, with a time close to `now`. Signatures are compared in constant
/// time.
///
/// ```
/// use chrono::DateTime;
/// use frontdesk_sync::{SignedHeaders, WebhookSecret, sign, verify};
///
/// let secret = WebhookSecret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")?;
/// let now = DateTime::UNIX_EPOCH;
/// let signature = sign(&secret, "msg_1", now, b"{}");
/// let headers = SignedHeaders { id: "msg_1", timestamp: "0", signature: &signature };
/// assert_eq!(verify(&[secret.clone()], headers, b"{}", now), Ok(()));
/// assert!(verify(&[secret], headers, b"[]", now).is_err());
/// # Ok::<(), frontdesk_sync::InvalidSecret>(())
/// ```
///
/// # Errors
/// Why it is rejected.
pub fn verify(
    secrets: &[WebhookSecret],
    headers: SignedHeaders<'_>,
    body: &[u8],
    now: DateTime<Utc>,
) -> Result<(), SignatureError> {
    headers.check(now)?;
    let given: Vec<Vec<u8>> =
        headers.signature.split_whitespace().take(MOST_SIGNATURES).filter_map(decode).collect();
    let is_right = secrets.iter().flat_map(|secret| &secret.keys).any(|key| {
        let mac = mac(key, headers.id, headers.timestamp, body);
        given.iter().any(|signature| mac.clone().verify_slice(signature).is_ok())
    });
    if is_right { Ok(()) } else { Err(SignatureError::Wrong) }
}

fn decode(signature: &str) -> Option<Vec<u8>> {
    let (version, encoded) = signature.split_once(',')?;
    (version == VERSION).then(|| LENIENT.decode(encoded.trim_end_matches(',')).ok()).flatten()
}

fn mac(key: &[u8], id: &str, timestamp: &str, body: &[u8]) -> Hmac<Sha256> {
    // HMAC accepts keys of any length: longer ones are hashed, shorter ones padded.
    let mut block = [0_u8; 64];
    let digest;
    let key = if key.len() > block.len() {
        digest = <Sha256 as sha2::Digest>::digest(key);
        digest.as_slice()
    } else {
        key
    };
    block.iter_mut().zip(key).for_each(|(place, byte)| *place = *byte);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    for part in [id.as_bytes(), b".", timestamp.as_bytes(), b".", body] {
        mac.update(part);
    }
    mac
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own documentation.
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIMESTAMP: i64 = 1_614_265_330;
    const BODY: &[u8] = br#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    #[test]
    fn a_strong_secret_has_at_least_24_bytes() {
        for (text, sound) in [
            (SECRET, true),
            ("an-older-webhook-secret-98", true),
            ("exactly-24-bytes-of-text", true),
            ("one-byte-less-than-that", false),
            ("s3cret", false),
            ("whsec_c2hvcnQ=", false),
            ("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", false),
            ("", false),
        ] {
            assert_eq!(WebhookSecret::parse_strong(text).is_ok(), sound, "{text}");
        }
    }

    fn then() -> DateTime<Utc> {
        DateTime::from_timestamp(TIMESTAMP, 0).expect("a time")
    }

    fn secret(text: &str) -> WebhookSecret {
        WebhookSecret::parse(text).expect("a secret")
    }

    fn check(
        secrets: &[WebhookSecret],
        id: &str,
        timestamp: &str,
        signature: &str,
        body: &[u8],
    ) -> Result<(), SignatureError> {
        verify(secrets, SignedHeaders { id, timestamp, signature }, body, then())
    }

    #[test]
    fn the_example_of_the_standard_is_signed_and_accepted() {
        assert_eq!(sign(&secret(SECRET), ID, then(), BODY), SIGNATURE);
        let timestamp = TIMESTAMP.to_string();
        assert_eq!(check(&[secret(SECRET)], ID, &timestamp, SIGNATURE, BODY), Ok(()));
    }

    #[test]
    fn one_valid_signature_or_secret_of_several_is_enough() {
        let timestamp = TIMESTAMP.to_string();
        let unpadded = SIGNATURE.trim_end_matches('=');
        for list in [format!("{SIGNATURE}, v1,AAAA"), format!("v1a,xxxx\t{SIGNATURE} "), unpadded.to_owned()]
        {
            assert_eq!(check(&[secret(SECRET)], ID, &timestamp, &list, BODY), Ok(()), "{list}");
        }
        let several = format!("v2,abc v1,AAAA {SIGNATURE} garbage");
        let both = [secret("whsec_b3RoZXI="), secret(SECRET)];
        assert_eq!(check(&both, ID, &timestamp, &several, BODY), Ok(()));
        assert_eq!(check(&both[..1], ID, &timestamp, &several, BODY), Err(SignatureError::Wrong));
        assert_eq!(check(&[], ID, &timestamp, &several, BODY), Err(SignatureError::Wrong));
    }

    #[test]
    fn any_change_is_detected() {
        let known = [secret(SECRET)];
        let timestamp = TIMESTAMP.to_string();
        let later = (TIMESTAMP + 1).to_string();
        let wrong = Err(SignatureError::Wrong);
        assert_eq!(check(&known, "msg_2", &timestamp, SIGNATURE, BODY), wrong);
        assert_eq!(check(&known, ID, &later, SIGNATURE, BODY), wrong);
        assert_eq!(check(&known, ID, &timestamp, SIGNATURE, b"{}"), wrong);
        for signature in ["v1,", "v1", &SIGNATURE.replace("v1", "v1a"), &SIGNATURE[..30]] {
            assert_eq!(check(&known, ID, &timestamp, signature, BODY), wrong, "{signature}");
        }
    }

    #[test]
    fn a_webhook_from_another_time_is_refused() {
        let known = [secret(SECRET)];
        for (off, expected) in [
            (300, Ok(())),
            (-300, Ok(())),
            (301, Err(SignatureError::OutOfTime)),
            (-301, Err(SignatureError::OutOfTime)),
        ] {
            let at = then() + Duration::seconds(off);
            let signature = sign(&known[0], ID, at, BODY);
            assert_eq!(check(&known, ID, &at.timestamp().to_string(), &signature, BODY), expected, "{off}");
        }
        for bad in ["now", "1e9", "99999999999999999999"] {
            assert_eq!(check(&known, ID, bad, SIGNATURE, BODY), Err(SignatureError::Unreadable), "{bad}");
        }
        let time = TIMESTAMP.to_string();
        for (id, timestamp, signature) in [("", &*time, SIGNATURE), (ID, "", SIGNATURE), (ID, &time, "")] {
            assert_eq!(check(&known, id, timestamp, signature, BODY), Err(SignatureError::Missing));
        }
    }

    #[test]
    fn a_plain_secret_works_as_text_and_as_base64() {
        let bare = secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        assert_eq!(check(std::slice::from_ref(&bare), ID, &TIMESTAMP.to_string(), SIGNATURE, BODY), Ok(()));
        let signature = sign(&bare, ID, then(), BODY);
        assert_eq!(check(&[bare], ID, &TIMESTAMP.to_string(), &signature, BODY), Ok(()));
    }

    #[test]
    fn keys_of_every_length_give_the_signature_of_a_reference_hmac() {
        for length in [1, 32, 63, 64, 65, 131] {
            let key = vec![0xaa; length];
            let ours = mac(&key, "id", "1", b"body").finalize().into_bytes();
            let mut other = Hmac::<Sha256>::new_from_slice(&key).expect("any length will do");
            other.update(b"id.1.body");
            assert_eq!(ours, other.finalize().into_bytes(), "{length}");
        }
    }

    #[test]
    fn bad_secrets_are_refused_without_being_quoted() {
        for bad in ["", "  ", "whsec_", "whsec_%%%"] {
            let error = WebhookSecret::parse(bad).expect_err("refused");
            assert!(!error.to_string().contains("%%%"));
        }
        assert_eq!(format!("{:?}", secret(SECRET)), "WebhookSecret(…)");
    }
}
