//! Headers, parameters and refusals that operations reference.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{
    Components, Content, Header, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
};

use crate::http::problem::PROBLEM_JSON;

/// Statuses of refusals, the names of their components, and their descriptions.
pub(super) const REFUSALS: [(&str, &str, &str); 14] = [
    (
        "400",
        "BadRequest",
        "The request is invalid: malformed JSON, a wrong type, a missing key, a value that is not allowed. All faults are listed.",
    ),
    (
        "401",
        "Unauthorized",
        "The key is missing, wrong, revoked or expired, or the session has ended. `WWW-Authenticate` names the scheme.",
    ),
    ("403", "Forbidden", "The role of the key is too low, or a page of another site sent the request."),
    ("404", "NotFound", "The record or the firm does not exist."),
    (
        "405",
        "MethodNotAllowed",
        "The address does not support the method; `Allow` lists those that it supports.",
    ),
    ("408", "RequestTimeout", "The body did not arrive in time."),
    (
        "409",
        "Conflict",
        "The record's state does not allow the change, the record was changed at the same time, or the first request with the same `Idempotency-Key` is still running.",
    ),
    ("412", "PreconditionFailed", "The record is not at a version that `If-Match` names."),
    ("413", "PayloadTooLarge", "The body is too large."),
    (
        "415",
        "UnsupportedMediaType",
        "The content type of the body is not supported, or the body is compressed.",
    ),
    ("422", "UnprocessableContent", "The `Idempotency-Key` was used for a different request."),
    (
        "429",
        "TooManyRequests",
        "The key or address has sent too many requests; `Retry-After` says when to continue.",
    ),
    ("500", "InternalServerError", "An error of the server; the log has it under the request id."),
    ("503", "ServiceUnavailable", "The database is unavailable or busy; `Retry-After` says when to retry."),
];

const HEADERS: [(&str, &str, &str, Type); 10] = [
    (
        "RequestId",
        "The caller's own id of the request, or a new one.",
        "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55",
        Type::String,
    ),
    (
        "ETag",
        "The version of the record in this format, for `If-Match` and `If-None-Match`.",
        "\"7-json\"",
        Type::String,
    ),
    (
        "Link",
        "The `next`, `prev` and `first` pages (RFC 8288). Only with `limit`.",
        "</clients?limit=100&cursor=AWQ>; rel=\"next\"",
        Type::String,
    ),
    (
        "TotalCount",
        "The number of all rows; `10000+` if more than that match filters. Only with `count=true`.",
        "13",
        Type::String,
    ),
    ("RetryAfter", "Seconds to wait before retrying.", "1", Type::Integer),
    (
        "RateLimit",
        "Remaining requests, and the seconds until the full quota is available again.",
        "\"default\";r=0;t=2",
        Type::String,
    ),
    ("RateLimitPolicy", "The quota: requests per number of seconds.", "\"default\";q=2000;w=2", Type::String),
    (
        "Replayed",
        "`true` when this is the stored answer of an earlier request with the same `Idempotency-Key`.",
        "true",
        Type::String,
    ),
    (
        "IgnoredKeys",
        "Unknown keys of the body, which were ignored: the first 20, each with the most similar known key. Only present if there are any.",
        "\"emial\";nearest=\"email\"",
        Type::String,
    ),
    ("Allow", "The methods that the address supports.", "GET, HEAD, OPTIONS", Type::String),
];

const PARAMETERS: [(&str, &str, &str, Type); 5] = [
    (
        "X-Request-Id",
        "The caller's own id for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.",
        "import-2026-01-31",
        Type::String,
    ),
    ("X-Firm-Id", "The firm. Without it, the one in `firm_id`, else the caller's own.", "1", Type::Integer),
    ("If-None-Match", "Tags that the caller has: a match is answered with 304.", "\"7-json\"", Type::String),
    (
        "If-Match",
        "Tags that the caller has seen: at any other version the write is refused with 412. `*` matches any version.",
        "\"7-json\"",
        Type::String,
    ),
    (
        "Idempotency-Key",
        "A text chosen by the caller, 1 to 255 visible ASCII characters. The same request with the same key within 24 hours takes effect once and gets the first answer again.",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        Type::String,
    ),
];

/// Adds all components to the document.
pub(super) fn add_components(document: &mut OpenApi) {
    let components = document.components.get_or_insert_default();
    for (name, description, example, kind) in HEADERS {
        components.headers.insert(name.to_owned(), header(description, example, kind).into());
    }
    for (name, description, example, kind) in PARAMETERS {
        components.parameters.insert(name.to_owned(), parameter(name, description, example, kind).into());
    }
    for (status, name, description) in REFUSALS {
        components.responses.insert(name.to_owned(), refusal(status, description).into());
    }
    add_schemas(components);
}

fn add_schemas(components: &mut Components) {
    let links = ObjectBuilder::new()
        .description(Some("Links by relation: itself, related records, and available actions."))
        .additional_properties(Some(AdditionalProperties::RefOr(schema_ref("Link").into())));
    components.schemas.insert("Links".to_owned(), links.into());
}

fn refusal(status: &str, description: &str) -> Response {
    let mut response = ResponseBuilder::new()
        .description(description)
        .content(PROBLEM_JSON, Content::new(Some(schema_ref("Problem"))))
        .build();
    response.headers.insert("X-Request-Id".to_owned(), header_ref("RequestId"));
    if status == "503" || status == "429" {
        response.headers.insert("Retry-After".to_owned(), header_ref("RetryAfter"));
    }
    if status == "429" {
        response.headers.insert("RateLimit".to_owned(), header_ref("RateLimit"));
        response.headers.insert("RateLimit-Policy".to_owned(), header_ref("RateLimitPolicy"));
    }
    if status == "405" {
        response.headers.insert("Allow".to_owned(), header_ref("Allow"));
    }
    response
}

fn header(description: &str, example: &str, kind: Type) -> Header {
    HeaderBuilder::new()
        .description(Some(description))
        .schema(Some(ObjectBuilder::new().schema_type(SchemaType::new(kind.clone()))))
        .example(Some(typed(example, &kind)))
        .build()
}

fn parameter(name: &str, description: &str, example: &str, kind: Type) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(ObjectBuilder::new().schema_type(SchemaType::new(kind.clone()))))
        .example(Some(typed(example, &kind)))
        .build()
}

fn typed(example: &str, kind: &Type) -> serde_json::Value {
    match kind {
        Type::Integer => example.parse::<i64>().map_or(example.into(), Into::into),
        _ => example.into(),
    }
}

pub(super) fn header_ref(name: &str) -> RefOr<Header> {
    RefOr::Ref(Ref::new(format!("#/components/headers/{name}")))
}

pub(super) fn parameter_ref(name: &str) -> RefOr<Parameter> {
    RefOr::Ref(Ref::new(format!("#/components/parameters/{name}")))
}

pub(super) fn schema_ref(name: &str) -> Ref {
    Ref::from_schema_name(name)
}

pub(super) fn response_ref(name: &str) -> RefOr<Response> {
    RefOr::Ref(Ref::from_response_name(name))
}

/// The schema of a record with its links.
pub(super) fn linked(thing: RefOr<Schema>) -> RefOr<Schema> {
    let links = ObjectBuilder::new().property("_links", schema_ref("Links")).required("_links");
    utoipa::openapi::schema::AllOfBuilder::new().item(thing).item(links).into()
}
