//! The id that identifies a request in the log and in answers.

use actix_web::dev::ServiceRequest;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{HttpMessage, HttpRequest};
use uuid::Uuid;

/// The request id header, of requests and of answers.
pub const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Maximum length of a caller's id.
const LONGEST: usize = 128;

/// The caller's own id if it is short and printable, else a new UUIDv7.
#[derive(Debug, Clone)]
pub struct RequestId(HeaderValue);

impl RequestId {
    /// Uses the caller's id, or creates one.
    pub(crate) fn for_request(request: &ServiceRequest) -> Self {
        match request.headers().get(X_REQUEST_ID) {
            Some(given) if is_safe(given.as_bytes()) => Self(given.clone()),
            _ => Self::fresh(),
        }
    }

    fn fresh() -> Self {
        let mut buffer = Uuid::encode_buffer();
        let text: &str = Uuid::now_v7().hyphenated().encode_lower(&mut buffer);
        Self(HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("-")))
    }

    /// The id of a request in progress.
    pub fn of(request: &HttpRequest) -> Self {
        request.extensions().get::<Self>().cloned().unwrap_or(Self(HeaderValue::from_static("-")))
    }

    pub fn as_str(&self) -> &str {
        self.0.to_str().unwrap_or("-")
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.clone()
    }
}

/// Letters, digits and usual id punctuation; no character that could break out of a log line or a page.
fn is_safe(bytes: &[u8]) -> bool {
    (1..=LONGEST).contains(&bytes.len())
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_.:/+=@~".contains(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_short_printable_ids_are_accepted() {
        for good in ["a", "0198f6a2-7c5e", "trace:1/2+3=4", &"x".repeat(128)] {
            assert!(is_safe(good.as_bytes()), "{good:?}");
        }
        for bad in ["", "a b", "a\u{7f}", "<script>", "a\"b", "\u{e9}", &"x".repeat(129)] {
            assert!(!is_safe(bad.as_bytes()), "{bad:?}");
        }
    }

    #[test]
    fn a_new_id_is_a_unique_uuid() {
        let (one, other) = (RequestId::fresh(), RequestId::fresh());
        assert!(Uuid::parse_str(one.as_str()).is_ok_and(|id| id.get_version_num() == 7));
        assert_ne!(one.as_str(), other.as_str());
    }
}
