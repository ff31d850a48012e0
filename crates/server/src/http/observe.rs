//! The outermost layer around every request: request id, log span and line, metrics, headers and compression of the
//! answer, and one format for all refusals.

use std::future::{Ready, ready};
use std::panic::AssertUnwindSafe;
use std::time::Instant;

use actix_web::body::{BodySize, BodyStream, BoxBody, MessageBody};
use actix_web::dev::{Service, ServiceRequest, ServiceResponse, Transform, forward_ready};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::http::uri::{PathAndQuery, Uri};
use actix_web::http::{ConnectionType, Method, StatusCode, Version};
use actix_web::{Error, HttpMessage, HttpResponse};
use bytes::Bytes;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use tracing::Instrument;

use crate::http::compress::{self, Coding};
use crate::http::extract::{X_IGNORED_KEYS, ignored_keys};
use crate::http::leftover::Leftover;
use crate::http::metrics::{InFlight, MethodMetrics, Metrics};
use crate::http::problem::{PROBLEM_JSON, Problem};
use crate::http::request_id::{RequestId, X_REQUEST_ID};
use crate::http::routes::{ACCEPT_PATCH, KnownRoute};

/// Set on every answer unless the handler has set another value: an API answer is not a page, must not be framed,
/// sniffed or cached, and may contain personal data.
const ALWAYS: [(HeaderName, HeaderValue); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ),
    (header::CROSS_ORIGIN_OPENER_POLICY, HeaderValue::from_static("same-origin")),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, HeaderValue::from_static("same-origin")),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

pub(crate) struct Observe {
    metrics: Metrics,
}

impl Observe {
    pub(crate) fn new(metrics: Metrics) -> Self {
        Self { metrics }
    }
}

impl<S, B> Transform<S, ServiceRequest> for Observe
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type InitError = ();
    type Transform = Observed<S>;
    type Future = Ready<Result<Observed<S>, ()>>;

    fn new_transform(&self, service: S) -> Self::Future {
        let unmatched = self.metrics.of("none", &Method::OPTIONS);
        ready(Ok(Observed { service, metrics: self.metrics.clone(), unmatched }))
    }
}

pub(crate) struct Observed<S> {
    service: S,
    metrics: Metrics,
    unmatched: MethodMetrics,
}

impl<S, B> Service<ServiceRequest> for Observed<S>
where
    S: Service<ServiceRequest, Response = ServiceResponse<B>, Error = Error>,
    S::Future: 'static,
    B: MessageBody + 'static,
{
    type Response = ServiceResponse<BoxBody>;
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self::Response, Error>>;

    forward_ready!(service);

    fn call(&self, mut request: ServiceRequest) -> Self::Future {
        let seen = Seen {
            id: RequestId::for_request(&request),
            since: Instant::now(),
            coding: compress::wanted(request.headers()),
            unmatched: self.unmatched.clone(),
            leftover: Leftover::of(&mut request),
            _in_flight: self.metrics.enter(),
        };
        request.extensions_mut().insert(seen.id.clone());
        without_trailing_slash(&mut request);
        let span =
            tracing::info_span!(target: "frontdesk::request", "request", request_id = seen.id.as_str());
        let answer = self.service.call(request);
        Box::pin(
            async move {
                match AssertUnwindSafe(answer).catch_unwind().await {
                    Ok(answer) => Ok(seen.finish(answer?)),
                    Err(_) => Err(seen.panicked().into()),
                }
            }
            .instrument(span),
        )
    }
}

/// Data of a request kept until its answer.
struct Seen {
    id: RequestId,
    since: Instant,
    coding: Option<Coding>,
    unmatched: MethodMetrics,
    leftover: Leftover,
    _in_flight: InFlight,
}

impl Seen {
    fn finish<B: MessageBody + 'static>(self, answer: ServiceResponse<B>) -> ServiceResponse<BoxBody> {
        let (request, response) = answer.into_parts();
        let mut response = response.map_into_boxed_body();
        if response.status().is_client_error() || response.status().is_server_error() {
            response = self.refusal(response);
        }
        let method = request.method();
        let route = request.app_data::<KnownRoute>();
        if response.status() == StatusCode::UNSUPPORTED_MEDIA_TYPE && *method == Method::PATCH {
            let (name, value) = ACCEPT_PATCH;
            response.headers_mut().insert(name, value);
        }
        let took = self.since.elapsed();
        route.map_or(&self.unmatched, |route| route.metrics(method)).count(response.status(), took);
        tracing::info!(
            target: "frontdesk::access",
            method = method.as_str(),
            route = route.map_or("none", |route| route.pattern.as_str()),
            status = response.status().as_u16(),
            took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX),
            "answered"
        );
        if let Some(keys) = ignored_keys(&request) {
            response.headers_mut().insert(X_IGNORED_KEYS, keys);
        }
        dress(response.headers_mut(), self.id.header());
        let mut response = if *method == Method::HEAD {
            without_body(response)
        } else {
            compress::apply(self.coding, response)
        };
        if request.version() < Version::HTTP_11 {
            end_by_closing(&mut response);
        }
        ServiceResponse::new(request, self.leftover.settle(response))
    }

    /// Every refusal is sent in one format, whatever layer made it; its cause goes to the log.
    fn refusal(&self, response: HttpResponse<BoxBody>) -> HttpResponse<BoxBody> {
        let ours = response.error().and_then(|error| error.as_error::<Problem>());
        if let Some(problem) = ours {
            log_refusal(problem);
            return with_headers_of(&response, problem.render(self.id.as_str()));
        }
        let content_type = response.headers().get(header::CONTENT_TYPE);
        if content_type.is_some_and(|value| value.as_bytes().starts_with(PROBLEM_JSON.as_bytes())) {
            return response;
        }
        let mut problem = Problem::plain(response.status());
        if let Some(error) = response.error() {
            problem = problem.caused_by(error.to_string());
        }
        log_refusal(&problem);
        with_headers_of(&response, problem.render(self.id.as_str()))
    }

    fn panicked(&self) -> Problem {
        let problem = Problem::internal("a handler panicked");
        log_refusal(&problem);
        self.unmatched.count(problem.status(), self.since.elapsed());
        problem
    }
}

/// One event per refusal, without data of the caller: only field names and our own errors. A database message may
/// quote values, so the cause is logged at DEBUG only.
fn log_refusal(problem: &Problem) {
    let status = problem.status().as_u16();
    let cause = problem.cause();
    if problem.status().is_server_error() {
        let cause = cause.map(ToString::to_string).unwrap_or_default();
        tracing::error!(target: "frontdesk::refusal", status, cause, "failed");
    } else if tracing::enabled!(target: "frontdesk::refusal", tracing::Level::INFO) {
        tracing::info!(target: "frontdesk::refusal", status, fields = problem.logged_fields(), "refused");
    }
    tracing::debug!(
        target: "frontdesk::refusal", status, detail = %problem, cause = cause.map(chain), "refused in full"
    );
}

/// An error and its sources in one line.
fn chain(error: &(dyn std::error::Error + Send + Sync)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

/// Keeps headers that inner layers set before the answer was rendered again: rate limit, CORS.
fn with_headers_of(
    response: &HttpResponse<BoxBody>,
    mut rendered: HttpResponse<BoxBody>,
) -> HttpResponse<BoxBody> {
    let own: Vec<HeaderName> = rendered.headers().keys().cloned().collect();
    let others = response.headers().iter().filter(|(name, _)| !describes_body(name) && !own.contains(name));
    for (name, value) in others {
        rendered.headers_mut().append(name.clone(), value.clone());
    }
    rendered
}

fn describes_body(name: &HeaderName) -> bool {
    [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::TRANSFER_ENCODING]
        .contains(name)
}

fn dress(headers: &mut HeaderMap, id: HeaderValue) {
    for (name, value) in ALWAYS {
        if !headers.contains_key(&name) {
            headers.insert(name, value);
        }
    }
    headers.insert(X_REQUEST_ID, id);
}

/// HEAD has the headers of GET. A streaming body is dropped unread, so no rows are read for nothing.
fn without_body(response: HttpResponse<BoxBody>) -> HttpResponse<BoxBody> {
    match response.body().size() {
        BodySize::Stream => response.map_body(|_, _| {
            BoxBody::new(BodyStream::new(futures_util::stream::empty::<Result<Bytes, Problem>>()))
        }),
        BodySize::None | BodySize::Sized(_) => response,
    }
}

/// HTTP/1.0 has no chunked encoding: a streaming body ends with its connection.
fn end_by_closing(response: &mut HttpResponse<BoxBody>) {
    if response.body().size() == BodySize::Stream {
        let head = response.head_mut();
        head.no_chunking(true);
        head.set_connection_type(ConnectionType::Close);
    }
}

/// `/clients/` is treated as `/clients`.
fn without_trailing_slash(request: &mut ServiceRequest) {
    let path = request.path();
    if path.len() < 2 || !path.ends_with('/') {
        return;
    }
    let trimmed = path.trim_end_matches('/');
    let trimmed = if trimmed.is_empty() { "/" } else { trimmed };
    let target = match request.uri().query() {
        Some(query) => format!("{trimmed}?{query}"),
        None => trimmed.to_owned(),
    };
    let mut parts = request.uri().clone().into_parts();
    let Ok(target) = PathAndQuery::from_maybe_shared(Bytes::from(target)) else {
        return;
    };
    parts.path_and_query = Some(target);
    if let Ok(uri) = Uri::from_parts(parts) {
        request.match_info_mut().get_mut().update(&uri);
        request.head_mut().uri = uri;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_errors_is_one_line() {
        #[derive(Debug, thiserror::Error)]
        #[error("outer")]
        struct Outer(#[source] std::io::Error);
        let error = Outer(std::io::Error::other("inner"));
        assert_eq!(chain(&error), "outer: inner");
    }
}
