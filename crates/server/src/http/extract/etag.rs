//! Versions of resources in headers: `ETag`, `If-Match`, `If-None-Match`.

use std::convert::Infallible;
use std::fmt;
use std::future::{Ready, ready};

use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use frontdesk_storage::Expected;

use crate::http::negotiate::Representation;

/// Callers hold few versions; each named one costs a look-up.
const MOST_VERSIONS: usize = 20;

/// The strong tag of one version of a resource in one format: `"7-json"`. A compressed answer appends its coding:
/// `"7-json-gzip"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ETag {
    /// Counts the changes of the resource.
    pub version: i64,
    pub representation: Representation,
}

impl fmt::Display for ETag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let form = match self.representation {
            Representation::Json => "json",
            Representation::Hal => "hal",
            Representation::Ndjson => "ndjson",
            Representation::Csv => "csv",
        };
        write!(f, "\"{}-{form}\"", self.version)
    }
}

impl ETag {
    pub(crate) fn header(self) -> HeaderValue {
        HeaderValue::from_str(&self.to_string()).unwrap_or(HeaderValue::from_static("\"\""))
    }
}

/// Whether `If-None-Match` names this tag, in any coding, so that a 304 is enough.
pub fn is_known_to_caller(request: &HttpRequest, tag: ETag) -> bool {
    is_named(request, &tag.to_string())
}

/// The same for another kind of tag, quoted and without a coding.
pub(crate) fn is_named(request: &HttpRequest, own: &str) -> bool {
    tags(request, header::IF_NONE_MATCH).any(|given| {
        let given = given.strip_prefix("W/").unwrap_or(given);
        given == "*"
            || given == own
            || without_coding(given).is_some_and(|bare| own.strip_suffix('"') == Some(bare))
    })
}

/// `"7-json-gzip"` is `"7-json`, without the closing quote.
fn without_coding(tag: &str) -> Option<&str> {
    let open = tag.strip_suffix('"')?;
    open.strip_suffix("-gzip").or_else(|| open.strip_suffix("-br"))
}

/// The precondition of a write, from `If-Match`: the versions of a record, in any format. Foreign tags match nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfMatch(pub Expected);

/// The resource is at a version the caller did not name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("The record has changed. Read it again before writing.")]
pub struct PreconditionFailed;

impl IfMatch {
    /// Checks the condition against the current version.
    ///
    /// # Errors
    /// The condition does not hold.
    pub fn check(&self, current: i64) -> Result<(), PreconditionFailed> {
        if self.0.accepts(Some(current)) { Ok(()) } else { Err(PreconditionFailed) }
    }

    fn of(request: &HttpRequest) -> Self {
        if !request.headers().contains_key(header::IF_MATCH) {
            return Self(Expected::Any);
        }
        if tags(request, header::IF_MATCH).any(|tag| tag == "*") {
            return Self(Expected::Existing);
        }
        let versions = tags(request, header::IF_MATCH).filter_map(version).take(MOST_VERSIONS).collect();
        Self(Expected::Versions(versions))
    }
}

/// The version in one of our strong tags; weak tags never match.
fn version(tag: &str) -> Option<i64> {
    let (version, form) = tag.strip_prefix('"')?.strip_suffix('"')?.split_once('-')?;
    let form = form.strip_suffix("-gzip").or_else(|| form.strip_suffix("-br")).unwrap_or(form);
    let known = ["json", "hal", "ndjson", "csv"].contains(&form);
    version.parse().ok().filter(|_| known)
}

/// Our tags contain no commas, so a list can be split at them.
fn tags(request: &HttpRequest, name: HeaderName) -> impl Iterator<Item = &str> {
    request
        .headers()
        .get_all(name)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
}

impl super::QueryParameters for IfMatch {}

impl FromRequest for IfMatch {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of(request)))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn with(name: HeaderName, value: &str) -> HttpRequest {
        TestRequest::default().insert_header((name, value)).to_http_request()
    }

    #[test]
    fn a_tag_matches_in_every_coding() {
        let tag = ETag { version: 7, representation: Representation::Json };
        for known in
            ["\"7-json\"", "W/\"7-json\"", "*", "\"1-json\", \"7-json\"", "\"7-json-gzip\"", "\"7-json-br\""]
        {
            assert!(is_known_to_caller(&with(header::IF_NONE_MATCH, known), tag), "{known}");
        }
        for other in ["\"7-hal\"", "\"8-json\"", "7-json", "\"\"", "", "\"7-json-zip\""] {
            assert!(!is_known_to_caller(&with(header::IF_NONE_MATCH, other), tag), "{other}");
        }
    }

    #[test]
    fn a_write_needs_a_version_that_the_caller_named() {
        let check = |value: &str| IfMatch::of(&with(header::IF_MATCH, value)).check(7).is_ok();
        for holds in [
            "*",
            "\"7-json\"",
            "\"7-hal\"",
            "\"7-json-gzip\"",
            "\"7-ndjson\"",
            "\"7-csv-br\"",
            "\"1-json\", \"7-json\"",
        ] {
            assert!(check(holds), "{holds}");
        }
        for fails in ["\"6-json\"", "W/\"7-json\"", "\"abc\"", "7", "", "\"7-xml\"", "\"x-json\""] {
            assert!(!check(fails), "{fails}");
        }
        assert_eq!(IfMatch::of(&TestRequest::default().to_http_request()), IfMatch(Expected::Any));
    }
}
