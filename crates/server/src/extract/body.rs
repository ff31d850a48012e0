//! Reading a body into memory: bounded in size and in time.

use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::error::PayloadError;
use actix_web::http::header;
use bytes::{Bytes, BytesMut};
use frontdesk_core::Faults;
use futures_util::StreamExt;

use crate::problem::Problem;
use crate::state::AppState;

/// Why a body was not taken.
#[derive(Debug, thiserror::Error)]
pub enum BodyError {
    /// The content type is not JSON.
    #[error("The body must be JSON: send it as application/json.")]
    NotJson,
    /// The body is compressed, which is not read: a small body could become a huge one.
    #[error("The body must not be compressed.")]
    Compressed,
    /// The body is larger than allowed.
    #[error("The body must be at most {limit} bytes.")]
    TooLarge {
        /// How many bytes are allowed.
        limit: usize,
    },
    /// The body took too long.
    #[error("The body did not arrive within {} seconds.", within.as_secs())]
    TooSlow {
        /// How long was waited.
        within: Duration,
    },
    /// The connection broke, or the body's framing is wrong.
    #[error("The body did not arrive whole.")]
    Incomplete,
    /// What arrived breaks rules.
    #[error(transparent)]
    Faults(#[from] Faults),
}

/// Refuses everything that does not say that it is JSON.
fn must_be_json(request: &HttpRequest) -> Result<(), BodyError> {
    let header = |name| request.headers().get(name).map(|value| value.to_str().unwrap_or_default());
    if header(header::CONTENT_ENCODING).is_some_and(|coding| !coding.eq_ignore_ascii_case("identity")) {
        return Err(BodyError::Compressed);
    }
    let kind = header(header::CONTENT_TYPE).unwrap_or_default().split(';').next().unwrap_or_default().trim();
    let is_json = kind.eq_ignore_ascii_case("application/json")
        || kind.len() > 5 && kind.get(kind.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case("+json"));
    if is_json { Ok(()) } else { Err(BodyError::NotJson) }
}

/// The whole body of a request that says that it is JSON, within the limits of the server.
pub(super) fn of_request(
    request: &HttpRequest,
    payload: &mut Payload,
) -> impl Future<Output = Result<Bytes, Problem>> + use<> {
    let checked = must_be_json(request).map_err(Problem::from);
    let state = AppState::of(request);
    let announced = announced(request);
    let payload = payload.take();
    async move {
        checked?;
        let state = state?;
        let options = state.options();
        Ok(read(announced, payload, options.limits.json_bytes, options.timeouts.json_body).await?)
    }
}

/// Reads the whole body, or stops at the first byte too many.
async fn read(
    announced: Option<u64>,
    payload: Payload,
    limit: usize,
    within: Duration,
) -> Result<Bytes, BodyError> {
    if announced.is_some_and(|bytes| bytes > limit as u64) {
        return Err(BodyError::TooLarge { limit });
    }
    tokio::time::timeout(within, collect(payload, limit)).await.unwrap_or(Err(BodyError::TooSlow { within }))
}

async fn collect(mut payload: Payload, limit: usize) -> Result<Bytes, BodyError> {
    let mut body = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|error: PayloadError| {
            tracing::debug!(%error, "a body broke off");
            BodyError::Incomplete
        })?;
        if body.len() + piece.len() > limit {
            return Err(BodyError::TooLarge { limit });
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}

/// The length that the caller announced.
fn announced(request: &HttpRequest) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn only_json_is_json() {
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
        for bad in
            ["", "text/plain", "application/x-www-form-urlencoded", "json", "application/jsonp", "é+json€"]
        {
            assert!(!check(bad), "{bad:?}");
        }
        assert!(must_be_json(&TestRequest::default().to_http_request()).is_err());
    }
}
