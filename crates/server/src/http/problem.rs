//! The format of every refusal: RFC 9457 `application/problem+json`.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use actix_web::body::BoxBody;
use actix_web::http::StatusCode;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpResponse, ResponseError};
use frontdesk_core::{Fault, Faults};
use serde::Serialize;
use utoipa::ToSchema;

pub const PROBLEM_JSON: &str = "application/problem+json";

/// A refusal: a status, a message, and the faults of a payload.
#[derive(Debug)]
pub struct Problem(Box<Parts>);

#[derive(Debug)]
struct Parts {
    status: StatusCode,
    detail: Cow<'static, str>,
    faults: Vec<Fault>,
    /// Whether the field names come from the caller, and so must not be logged.
    names_are_callers: bool,
    headers: Vec<(HeaderName, HeaderValue)>,
    cause: Option<Box<dyn Error + Send + Sync>>,
    members: serde_json::Map<String, serde_json::Value>,
}

impl Problem {
    /// A refusal with a message for the caller.
    pub fn new(status: StatusCode, detail: impl Into<Cow<'static, str>>) -> Self {
        let parts = Parts {
            status,
            detail: detail.into(),
            faults: Vec::new(),
            names_are_callers: false,
            headers: Vec::new(),
            cause: None,
            members: serde_json::Map::new(),
        };
        Self(Box::new(parts))
    }

    /// A refusal with the default message of its status.
    pub fn plain(status: StatusCode) -> Self {
        Self::new(status, plain_detail(status))
    }

    /// 400: the payload, path or query is invalid.
    pub fn invalid(faults: Faults) -> Self {
        let mut problem = Self::new(StatusCode::BAD_REQUEST, faults.detail());
        problem.0.faults = faults.into_vec();
        problem
    }

    /// 400: unknown parameters. Their names may contain anything, such as an unescaped e-mail address.
    pub(crate) fn unknown_parameters(faults: Faults) -> Self {
        let mut problem = Self::invalid(faults);
        problem.0.names_are_callers = true;
        problem
    }

    /// 404, with a message that says what is missing.
    pub fn not_found(detail: impl Into<Cow<'static, str>>) -> Self {
        Self::new(StatusCode::NOT_FOUND, detail)
    }

    /// 500. The cause goes only to the log.
    pub fn internal(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::plain(StatusCode::INTERNAL_SERVER_ERROR).caused_by(cause)
    }

    /// Adds details for the log that the caller does not see.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.0.cause = Some(cause.into());
        self
    }

    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.push((name, value));
        self
    }

    /// Adds a member to the body, such as the current state of a record that could not be changed.
    #[must_use]
    pub fn with_member(mut self, name: &str, value: &impl Serialize) -> Self {
        // A value that cannot be serialized is left out: the refusal is valid without it.
        if let Ok(value) = serde_json::to_value(value) {
            self.0.members.insert(name.to_owned(), value);
        }
        self
    }

    /// Sets `Retry-After`.
    #[must_use]
    pub fn retry_after(self, seconds: u32) -> Self {
        self.with_header(header::RETRY_AFTER, HeaderValue::from(seconds))
    }

    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// The faults of the payload, if any.
    pub fn faults(&self) -> &[Fault] {
        &self.0.faults
    }

    /// The names of the refused fields, for the log.
    pub(crate) fn logged_fields(&self) -> String {
        if self.0.names_are_callers {
            return "(unknown parameters)".to_owned();
        }
        let fields: Vec<&str> = self.0.faults.iter().map(|fault| fault.field.as_str()).collect();
        fields.join(",")
    }

    /// The cause, for the log.
    pub fn cause(&self) -> Option<&(dyn Error + Send + Sync)> {
        self.0.cause.as_deref()
    }

    /// The headers, without the content type.
    pub(crate) fn headers(&self) -> &[(HeaderName, HeaderValue)] {
        &self.0.headers
    }

    pub(crate) fn body(&self, request_id: &str) -> Vec<u8> {
        let Parts { status, detail, faults, members, .. } = &*self.0;
        let body = ProblemBody {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail,
            error: detail,
            errors: faults.iter().cloned().map(FaultView::from).collect(),
            request_id,
            members,
        };
        // Serializing strings and numbers to memory does not fail.
        let mut text = serde_json::to_vec(&body).unwrap_or_default();
        text.push(b'\n');
        text
    }

    pub(crate) fn render(&self, request_id: &str) -> HttpResponse {
        let mut builder = HttpResponse::build(self.0.status);
        builder.insert_header((header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON)));
        for header in &self.0.headers {
            builder.append_header(header.clone());
        }
        builder.body(self.body(request_id))
    }
}

/// The default message of a status.
fn plain_detail(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "There is nothing at this address.",
        StatusCode::METHOD_NOT_ALLOWED => "This address does not support that method.",
        StatusCode::REQUEST_TIMEOUT => "The request did not arrive in time.",
        StatusCode::PAYLOAD_TOO_LARGE => "The body is too large.",
        StatusCode::INTERNAL_SERVER_ERROR => "Internal error. The log has the details under this request id.",
        StatusCode::SERVICE_UNAVAILABLE => "The service cannot answer right now. Try again shortly.",
        other => other.canonical_reason().unwrap_or("The request was refused."),
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.detail)
    }
}

impl Error for Problem {}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.0.status
    }

    /// The request id is missing here; the outermost layer renders the problem again with it.
    fn error_response(&self) -> HttpResponse<BoxBody> {
        self.render("")
    }
}

#[derive(Serialize)]
struct ProblemBody<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    title: &'a str,
    status: u16,
    detail: &'a str,
    error: &'a str,
    errors: Vec<FaultView>,
    request_id: &'a str,
    #[serde(flatten)]
    members: &'a serde_json::Map<String, serde_json::Value>,
}

/// A refusal in the form of RFC 9457.
#[derive(ToSchema)]
#[schema(as = Problem)]
#[expect(dead_code, reason = "describes the body in the OpenAPI document; `ProblemBody` is what is written")]
pub(crate) struct ProblemView {
    /// Always `about:blank`: the status is the type.
    #[schema(rename = "type", example = "about:blank")]
    kind: String,
    /// The status as text.
    #[schema(example = "Bad Request")]
    title: String,
    /// The status code.
    #[schema(example = 400, minimum = 400, maximum = 599)]
    status: u16,
    /// What is wrong.
    #[schema(example = "first_name must be at most 128 characters")]
    detail: String,
    /// Same as `detail`.
    #[schema(example = "first_name must be at most 128 characters")]
    error: String,
    /// One entry per invalid field; empty if no field is at fault.
    errors: Vec<FaultView>,
    /// The id of this request in the log.
    #[schema(example = "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55")]
    request_id: String,
}

/// A broken rule.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Fault)]
pub(crate) struct FaultView {
    /// Dotted path into the payload, or the name of the parameter; empty if no single field is at fault.
    #[schema(example = "field_names.first_name")]
    field: String,
    #[schema(example = "must be at most 128 characters")]
    message: String,
}

impl From<Fault> for FaultView {
    fn from(fault: Fault) -> Self {
        Self { field: fault.field, message: fault.message }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_are_reported_at_once() {
        let faults =
            vec![Fault::new("field_names.first_name", "is too long"), Fault::new("firm_id", "is required")];
        let problem = Problem::invalid(Faults::check(faults).expect_err("two faults"));
        let body: serde_json::Value = serde_json::from_slice(&problem.body("r-1")).expect("JSON");
        assert_eq!(
            body,
            serde_json::json!({
                "type": "about:blank", "title": "Bad Request", "status": 400,
                "detail": "first_name is too long; firm_id is required",
                "error": "first_name is too long; firm_id is required",
                "errors": [
                    {"field": "field_names.first_name", "message": "is too long"},
                    {"field": "firm_id", "message": "is required"},
                ],
                "request_id": "r-1",
            })
        );
    }

    #[test]
    fn a_cause_is_never_in_the_answer() {
        let problem = Problem::internal("SELECT secret FROM drawer");
        assert_eq!(problem.cause().map(ToString::to_string).as_deref(), Some("SELECT secret FROM drawer"));
        assert!(!String::from_utf8_lossy(&problem.body("r")).contains("drawer"));
    }
}
