//! Reading a body into memory, with limits on size, time and the total of all bodies.

use std::sync::Arc;

use actix_web::error::PayloadError;
use actix_web::http::header;
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev};
use bytes::{Bytes, BytesMut};
use futures_util::StreamExt;
use futures_util::future::{Ready, ready};

use super::body_error::BodyError;
use super::budget::Lease;
use crate::http::access::Caller;
use crate::http::problem::Problem;
use crate::state::AppState;

/// Body limit for unauthenticated callers on routes without their own limit.
const ANONYMOUS_BYTES: usize = 8 * 1_024;

/// Initial buffer; it doubles when full.
const LEAST_CAPACITY: usize = 4 * 1_024;

/// The body limit of a route, if lower than the server's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BodyLimit(pub(crate) usize);

/// Refuses bodies not declared as JSON.
fn must_be_json(request: &HttpRequest) -> Result<(), BodyError> {
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    if header(header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(BodyError::Compressed);
    }
    let kind = header(header::CONTENT_TYPE).unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let is_json = kind.eq_ignore_ascii_case("application/json")
        || kind.len() > 5 && kind.get(kind.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case("+json"));
    if kind.eq_ignore_ascii_case("application/json-patch+json") {
        return Err(BodyError::JsonPatch);
    }
    if is_json { Ok(()) } else { Err(BodyError::NotJson) }
}

/// A body not yet read, for handlers that check the headers first.
pub(crate) struct Unread {
    pub(super) request: HttpRequest,
    payload: dev::Payload,
}

impl Unread {
    pub(super) fn of(request: &HttpRequest, payload: &mut dev::Payload) -> Self {
        Self { request: request.clone(), payload: payload.take() }
    }

    pub(super) async fn bytes(self) -> Result<(AppState, Bytes), Problem> {
        must_be_json(&self.request)?;
        let state = AppState::of(&self.request)?;
        let limit = limit_of(&self.request, state.options().limits.json_bytes);
        if announced(&self.request).is_some_and(|bytes| bytes > limit as u64) {
            return Err(BodyError::TooLarge { limit }.into());
        }
        let mut lease = state.body_budget().lease();
        let within = state.options().timeouts.json_body;
        let collected = tokio::time::timeout(within, collect(self.payload, limit, &mut lease)).await;
        let raw = collected.unwrap_or(Err(BodyError::TooSlow { within }))?;
        let lease = Arc::new(lease);
        // The lease lasts as long as the request, because values parsed from the body do.
        self.request.extensions_mut().insert(Arc::clone(&lease));
        Ok((state, leased(raw, lease)))
    }
}

impl super::QueryParameters for Unread {}

impl FromRequest for Unread {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        ready(Ok(Self::of(request, payload)))
    }
}

/// The body limit of a request: lower on routes that set one, and for unauthenticated callers.
fn limit_of(request: &HttpRequest, server: usize) -> usize {
    let of_place = request.app_data::<BodyLimit>().map(|limit| limit.0);
    let is_known = request.extensions().contains::<Caller>();
    let of_caller = if is_known { server } else { ANONYMOUS_BYTES };
    server.min(of_place.unwrap_or(of_caller))
}

/// Collects the body; stops at the first byte over the limit.
async fn collect(mut payload: dev::Payload, limit: usize, lease: &mut Lease) -> Result<Bytes, BodyError> {
    let mut body = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|error: PayloadError| {
            tracing::debug!(%error, "body aborted");
            BodyError::Incomplete
        })?;
        if body.len() + piece.len() > limit {
            return Err(BodyError::TooLarge { limit });
        }
        let needed = body.len() + piece.len();
        if needed > body.capacity() {
            let capacity = needed.next_power_of_two().max(LEAST_CAPACITY);
            lease.cover(capacity)?;
            body.reserve(capacity - body.len());
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}

/// Bytes that hold their lease: a thread may still read them after the request has ended.
fn leased(bytes: Bytes, lease: Arc<Lease>) -> Bytes {
    struct Leased {
        bytes: Bytes,
        _lease: Arc<Lease>,
    }
    impl AsRef<[u8]> for Leased {
        fn as_ref(&self) -> &[u8] {
            &self.bytes
        }
    }
    Bytes::from_owner(Leased { bytes, _lease: lease })
}

/// The declared length.
fn announced(request: &HttpRequest) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;
    use crate::http::extract::budget::BodyBudget;

    #[test]
    fn body_bytes_keep_their_lease_after_the_request() {
        let budget = BodyBudget::new(1_024);
        let mut lease = budget.lease();
        assert!(lease.cover(1_024).is_ok());
        let of_request = Arc::new(lease);
        let bytes = leased(Bytes::from_static(b"{}"), Arc::clone(&of_request));
        let on_a_thread = bytes.clone();
        drop(of_request);
        drop(bytes);
        assert!(matches!(budget.lease().cover(1), Err(BodyError::Crowded)));
        assert_eq!(on_a_thread, "{}");
        drop(on_a_thread);
        assert!(budget.lease().cover(1_024).is_ok());
    }

    #[test]
    fn only_json_content_types_are_accepted() {
        let check = |kind: &str| {
            must_be_json(
                &TestRequest::default().insert_header((header::CONTENT_TYPE, kind)).to_http_request(),
            )
            .is_ok()
        };
        for good in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/merge-patch+json",
            "a/b+JSON ;x=y",
        ] {
            assert!(check(good), "{good:?}");
        }
        for bad in [
            "",
            "text/plain",
            "application/json-patch+json",
            "Application/JSON-Patch+JSON; charset=utf-8",
            "application/x-www-form-urlencoded",
            "json",
            "application/jsonp",
            "é+json€",
        ] {
            assert!(!check(bad), "{bad:?}");
        }
        assert!(must_be_json(&TestRequest::default().to_http_request()).is_err());
    }
}
