//! Headers, parameters and refusals that operations refer to instead of repeating them.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, SchemaType, Type};
use utoipa::openapi::{
    Components, Content, Header, OpenApi, Ref, RefOr, Required, Response, ResponseBuilder, Schema,
};

use crate::http::problem::PROBLEM_JSON;

/// Statuses of refusals, the names of their descriptions, and what they mean.
pub(super) const REFUSALS: [(&str, &str, &str); 14] = [
    (
        "400",
        "BadRequest",
        "The request breaks rules: malformed JSON, a wrong type, a missing key, a value that is not allowed. All faults are named.",
    ),
    (
        "401",
        "Unauthorized",
        "No key, one that is wrong, revoked or expired, or a session that has ended. `WWW-Authenticate` says how to send one.",
    ),
    (
        "403",
        "Forbidden",
        "The key is of too small a role, or a browser sent the request for a page of another site.",
    ),
    ("404", "NotFound", "There is no such thing, or no such firm."),
    ("405", "MethodNotAllowed", "The address does not know the method; `Allow` names those that it knows."),
    ("408", "RequestTimeout", "The body did not arrive in time."),
    (
        "409",
        "Conflict",
        "The state does not allow it, somebody else changed the same thing at the same time, or the first request with the same `Idempotency-Key` is still being answered.",
    ),
    ("412", "PreconditionFailed", "The thing is not in the version that `If-Match` names."),
    ("413", "PayloadTooLarge", "The body is too large."),
    ("415", "UnsupportedMediaType", "The body is not what the address takes, or is compressed."),
    ("422", "UnprocessableContent", "The `Idempotency-Key` was used for a different request."),
    (
        "429",
        "TooManyRequests",
        "More requests than a key or an address may send; `Retry-After` says when to go on.",
    ),
    ("500", "InternalServerError", "Something went wrong on our side."),
    ("503", "ServiceUnavailable", "The database is away or busy; `Retry-After` says when to try again."),
];

const HEADERS: [(&str, &str, &str, Type); 10] = [
    (
        "RequestId",
        "The caller's own id of the request, or a fresh one.",
        "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55",
        Type::String,
    ),
    (
        "ETag",
        "The version of the thing in this form, for `If-Match` and `If-None-Match`.",
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
        "The number of all rows; `10000+` where filters let more than that through. Only with `count=true`.",
        "13",
        Type::String,
    ),
    ("RetryAfter", "Seconds after which trying again is worth it.", "1", Type::Integer),
    (
        "RateLimit",
        "How many requests are left, and after how many seconds all of them are there again.",
        "\"default\";r=0;t=2",
        Type::String,
    ),
    (
        "RateLimitPolicy",
        "How many requests may come in how many seconds.",
        "\"default\";q=2000;w=2",
        Type::String,
    ),
    (
        "Replayed",
        "`true` when the answer was given before to the same `Idempotency-Key`.",
        "true",
        Type::String,
    ),
    (
        "IgnoredKeys",
        "Keys of the body that are unknown and were ignored, the first 20 of them, each with the known key that is most like it. Only when there are any.",
        "\"emial\";nearest=\"email\"",
        Type::String,
    ),
    ("Allow", "The methods that the address knows.", "GET, HEAD, OPTIONS", Type::String),
];

const PARAMETERS: [(&str, &str, &str, Type); 5] = [
    (
        "X-Request-Id",
        "An id of the caller's own for the request: up to 128 letters, digits and `-_.:/+=@~`. It is in the answer and in every line of the log.",
        "import-2026-01-31",
        Type::String,
    ),
    (
        "X-Firm-Id",
        "The firm. Without it, the one that `firm_id` names, else the caller's own.",
        "1",
        Type::Integer,
    ),
    (
        "If-None-Match",
        "Tags that the caller has already: a match is answered with 304.",
        "\"7-json\"",
        Type::String,
    ),
    (
        "If-Match",
        "Tags that the caller has seen: on anything else the write is refused with 412. `*` takes any version.",
        "\"7-json\"",
        Type::String,
    ),
    (
        "Idempotency-Key",
        "A text of the caller's own, 1 to 255 visible ASCII characters: the same request with the same key within 24 hours has its effect once and gets its first answer again.",
        "8e03978e-40d5-43dd-bc93-6894a57f9324",
        Type::String,
    ),
];

/// Adds all of them to the document.
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
        .description(Some(
            "Links by relation: itself, what is related to it, and what can be done with it now.",
        ))
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

/// A thing with its links, in the words of a schema.
pub(super) fn linked(thing: RefOr<Schema>) -> RefOr<Schema> {
    let links = ObjectBuilder::new().property("_links", schema_ref("Links")).required("_links");
    utoipa::openapi::schema::AllOfBuilder::new().item(thing).item(links).into()
}
