//! `Idempotency-Key`: a repeated request has its effect once and gets the first answer again.

use std::collections::BTreeMap;
use std::future::{Ready, ready};

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use chrono::{DateTime, Utc};
use frontdesk_storage::idempotency::{self, Earlier, IdempotencyKey, KeptAnswer};
use frontdesk_storage::{Access, Scoped, StorageError};
use sha2::{Digest, Sha256};

use crate::http::answer::{Answer, REPLAYED};
use crate::http::extract::QueryParameters;
use crate::http::problem::Problem;
use crate::http::request_id::RequestId;
use crate::state::AppState;

pub const IDEMPOTENCY_KEY: &str = "Idempotency-Key";
/// Maximum length of a key.
const LONGEST: usize = 255;

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdempotencyError {
    /// The key is empty, too long, or not visible ASCII.
    #[error("Idempotency-Key must be 1 to 255 visible ASCII characters.")]
    BadKey,
    /// The first request with this key is still running.
    #[error("The first request with this Idempotency-Key is still being answered.")]
    StillRunning,
    /// The key was used for a different request.
    #[error("This Idempotency-Key was used for a different request.")]
    OtherRequest,
}

/// A write that takes effect once per idempotency key.
#[derive(Debug, Clone)]
pub struct IdempotentWrite {
    key: Option<String>,
    /// Method, path and query: with the body, the identity of a request.
    target: String,
    request_id: RequestId,
}

impl IdempotentWrite {
    fn of(request: &HttpRequest) -> Result<Self, IdempotencyError> {
        let key = request.headers().get(IDEMPOTENCY_KEY).map(|value| {
            let text = value.to_str().unwrap_or_default();
            let sound =
                (1..=LONGEST).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
            if sound { Ok(text.to_owned()) } else { Err(IdempotencyError::BadKey) }
        });
        let key = key.transpose()?;
        let target = match key {
            Some(_) => format!("{} {}\n", request.method(), request.uri()),
            None => String::new(),
        };
        Ok(Self { key, target, request_id: RequestId::of(request) })
    }

    pub(crate) fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// Runs `job` in one transaction and builds the `answer` from its result. With a key, the answer is stored in the
    /// same transaction and sent again to a repeated request, unless a retry could give a better one. Both closures
    /// may run again, so neither may have effects outside the database.
    ///
    /// # Errors
    /// The refusal of `answer`, a key in use for another request, or a database error.
    pub async fn write<T: Send + 'static>(
        self,
        state: &AppState,
        access: Access,
        body: &[u8],
        job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
        answer: impl Fn(T) -> Result<Answer, Problem> + Send + 'static,
    ) -> Result<Answer, Problem> {
        let Some(key) = self.key else {
            return answer(state.write(access, job).await?);
        };
        let _running = state.running().enter(access.firm(), &key).ok_or(IdempotencyError::StillRunning)?;
        let fingerprint = Sha256::new().chain_update(&self.target).chain_update(body).finalize().to_vec();
        let (key, now, id) = (IdempotencyKey { key, fingerprint }, state.now(), self.request_id);
        let id = id.as_str().to_owned();
        let outcome = state.write(access, move |scoped| {
            let fresh = |scoped: &mut Scoped<'_>| {
                Ok(answer(job(scoped)?).unwrap_or_else(|problem| Answer::refusal(&problem, &id)))
            };
            once(scoped, &key, now, fresh)
        });
        Ok(outcome.await??)
    }
}

/// The first answer, or the stored one.
fn once(
    scoped: &mut Scoped<'_>,
    key: &IdempotencyKey,
    now: DateTime<Utc>,
    fresh: impl Fn(&mut Scoped<'_>) -> Result<Answer, StorageError>,
) -> Result<Result<Answer, IdempotencyError>, StorageError> {
    match idempotency::find(scoped, key, now)? {
        Earlier::Nothing => {
            let answer = fresh(scoped)?;
            if is_final(answer.status) {
                idempotency::remember(scoped, key, &kept(&answer), now)?;
            }
            Ok(Ok(answer))
        }
        Earlier::Answered(kept) => Ok(Ok(again(kept))),
        Earlier::OtherRequest => Ok(Err(IdempotencyError::OtherRequest)),
        Earlier::StillRunning => Ok(Err(IdempotencyError::StillRunning)),
    }
}

/// Whether a retry could not give a better answer.
fn is_final(status: StatusCode) -> bool {
    status.is_success() || status.is_client_error() && status != StatusCode::TOO_MANY_REQUESTS
}

fn kept(answer: &Answer) -> KeptAnswer {
    let text = |(name, value): &(HeaderName, HeaderValue)| {
        Some((name.as_str().to_owned(), value.to_str().ok()?.to_owned()))
    };
    let headers: BTreeMap<String, String> = answer.headers.iter().filter_map(text).collect();
    KeptAnswer { status: answer.status.as_u16(), headers, body: answer.body.to_vec() }
}

fn again(kept: KeptAnswer) -> Answer {
    let header = |(name, value): (String, String)| {
        Some((HeaderName::try_from(name).ok()?, HeaderValue::try_from(value).ok()?))
    };
    let mut headers: Vec<_> = kept.headers.into_iter().filter_map(header).collect();
    headers.push((REPLAYED, HeaderValue::from_static("true")));
    let status = StatusCode::from_u16(kept.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    Answer { status, headers, body: kept.body.into() }
}

impl QueryParameters for IdempotentWrite {}

impl FromRequest for IdempotentWrite {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).map_err(Problem::from))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn keys_are_short_and_visible() {
        let key = |value: &str| {
            IdempotentWrite::of(
                &TestRequest::default().insert_header((IDEMPOTENCY_KEY, value)).to_http_request(),
            )
            .map(|it| it.key)
        };
        assert_eq!(key("a-1"), Ok(Some("a-1".into())));
        assert!(key(&"x".repeat(255)).is_ok());
        for bad in ["", "a b", "ä", &"x".repeat(256)] {
            assert_eq!(key(bad), Err(IdempotencyError::BadKey), "{bad:?}");
        }
        assert!(
            IdempotentWrite::of(&TestRequest::default().to_http_request()).is_ok_and(|it| it.key.is_none())
        );
    }

    #[test]
    fn only_answers_that_a_retry_could_not_improve_are_stored() {
        for (status, kept) in
            [(200, true), (201, true), (404, true), (409, true), (429, false), (500, false), (503, false)]
        {
            assert_eq!(is_final(StatusCode::from_u16(status).expect("a status")), kept, "{status}");
        }
    }
}
