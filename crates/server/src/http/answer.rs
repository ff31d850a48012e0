//! An answer as plain data, which any thread can build, store and send again.

use std::convert::Infallible;
use std::future::{Ready, ready};

use actix_web::body::BoxBody;
use actix_web::dev::Payload;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{FromRequest, HttpRequest, HttpResponse, Responder};
use bytes::Bytes;
use serde::Serialize;

use crate::http::extract::{ETag, QueryParameters, is_known_to_caller};
use crate::http::links::{Linked, Links, Origin};
use crate::http::negotiate::Representation;
use crate::http::problem::{PROBLEM_JSON, Problem};
use crate::http::resource::Resource;

/// Marks an answer that was stored and sent again.
pub(crate) const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

#[derive(Debug, Clone)]
pub struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Bytes,
}

/// The response format of a request, taken out so that another thread can write the answer.
#[derive(Debug, Clone, Copy)]
pub struct ResponseFormat {
    pub representation: Representation,
    /// Which of the two roots links use.
    pub origin: Origin,
}

impl ResponseFormat {
    /// The format of a request for a single resource.
    pub fn of(request: &HttpRequest) -> Self {
        Self { representation: Representation::of_single(request), origin: Origin::of(request) }
    }
}

impl QueryParameters for ResponseFormat {}

impl FromRequest for ResponseFormat {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

impl Answer {
    /// A JSON body.
    ///
    /// # Errors
    /// The body cannot be written as JSON.
    pub fn json(status: StatusCode, body: &impl Serialize) -> Result<Self, Problem> {
        Ok(Self::of_bytes(status, Representation::Json.content_type(), json_line(body)?))
    }

    /// A single resource in the requested format, with its tag.
    ///
    /// # Errors
    /// The resource cannot be written as JSON.
    pub fn single<T: Resource>(
        status: StatusCode,
        thing: &T,
        version: i64,
        response_format: ResponseFormat,
    ) -> Result<Self, Problem> {
        let ResponseFormat { representation, origin } = response_format;
        let body = match representation {
            Representation::Hal => json_line(&Linked { thing, links: thing.links(origin) }),
            Representation::Json | Representation::Ndjson | Representation::Csv => json_line(thing),
        };
        let answer = Self::of_bytes(status, representation.content_type(), body?);
        Ok(answer
            .with_header(header::ETAG, ETag { version, representation }.header())
            .with_header(header::VARY, HeaderValue::from_static("accept")))
    }

    /// A body with HAL links when requested, for what is not a resource of its own.
    ///
    /// # Errors
    /// The body cannot be written as JSON.
    pub fn linked(
        status: StatusCode,
        body: &impl Serialize,
        links: Links,
        response_format: ResponseFormat,
    ) -> Result<Self, Problem> {
        let answer = match response_format.representation {
            Representation::Hal => {
                let body = json_line(&Linked { thing: body, links })?;
                Self::of_bytes(status, Representation::Hal.content_type(), body)
            }
            Representation::Json | Representation::Ndjson | Representation::Csv => Self::json(status, body)?,
        };
        Ok(answer.with_header(header::VARY, HeaderValue::from_static("accept")))
    }

    /// 204 without a body.
    pub fn empty() -> Self {
        Self { status: StatusCode::NO_CONTENT, headers: Vec::new(), body: Bytes::new() }
    }

    /// Adds the address of the created resource.
    #[must_use]
    pub fn located(self, href: &str) -> Self {
        match HeaderValue::from_str(href) {
            Ok(value) => self.with_header(header::LOCATION, value),
            Err(_) => self,
        }
    }

    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn is_replayed(&self) -> bool {
        self.headers.iter().any(|(name, _)| *name == REPLAYED)
    }

    /// A refusal as an answer that can be stored.
    pub(crate) fn refusal(problem: &Problem, request_id: &str) -> Self {
        let mut answer = Self::of_bytes(problem.status(), PROBLEM_JSON, problem.body(request_id));
        answer.headers.extend(problem.headers().iter().cloned());
        answer
    }

    fn of_bytes(status: StatusCode, content_type: &'static str, body: Vec<u8>) -> Self {
        let headers = vec![(header::CONTENT_TYPE, HeaderValue::from_static(content_type))];
        Self { status, headers, body: body.into() }
    }
}

/// JSON with a trailing line feed, so that an answer in a terminal or a file ends its line.
pub(crate) fn json_line(body: &impl Serialize) -> Result<Vec<u8>, Problem> {
    let mut text = serde_json::to_vec(body).map_err(Problem::internal)?;
    text.push(b'\n');
    Ok(text)
}

impl Responder for Answer {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::new(self.status);
        for (name, value) in self.headers {
            response.headers_mut().append(name, value);
        }
        response.set_body(BoxBody::new(self.body))
    }
}

/// A single resource as a response: in the requested format, or 304 when the caller has this version.
#[derive(Debug)]
pub struct Single<T> {
    thing: T,
    version: i64,
}

impl<T: Resource> Single<T> {
    pub fn new(thing: T, version: i64) -> Self {
        Self { thing, version }
    }
}

impl<T: Resource> Responder for Single<T> {
    type Body = BoxBody;

    fn respond_to(self, request: &HttpRequest) -> HttpResponse {
        let response_format = ResponseFormat::of(request);
        let tag = ETag { version: self.version, representation: response_format.representation };
        if is_known_to_caller(request, tag) {
            return HttpResponse::NotModified()
                .insert_header((header::ETAG, tag.header()))
                .insert_header((header::VARY, HeaderValue::from_static("accept")))
                .finish();
        }
        match Answer::single(StatusCode::OK, &self.thing, self.version, response_format) {
            Ok(answer) => answer.respond_to(request),
            Err(problem) => HttpResponse::from_error(problem),
        }
    }
}
