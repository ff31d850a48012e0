//! Links between resources, for callers that follow them instead of building addresses.

use std::fmt::Display;

use actix_web::HttpRequest;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use utoipa::ToSchema;

use crate::http::routes::Endpoint;

/// The root under which a request arrived (with or without `/api/v1`); links stay under it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Origin {
    versioned: bool,
}

impl Origin {
    /// The root of a request.
    pub fn of(request: &HttpRequest) -> Self {
        Self { versioned: request.path().starts_with("/api/v1/") }
    }

    pub fn href(self, place: &Endpoint) -> String {
        self.base(place).to_owned()
    }

    /// The address of one record of a resource.
    pub fn href_of(self, place: &Endpoint, id: impl Display) -> String {
        format!("{}/{id}", self.base(place))
    }

    fn base(self, place: &Endpoint) -> &'static str {
        if self.versioned { place.v1_path() } else { place.path() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Link {
    /// Its target.
    #[schema(example = "/clients/7")]
    pub href: String,
    /// The method, if it is not GET.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<&'static str>,
    /// Whether the address is a template (RFC 6570).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[schema(required = false)]
    pub templated: bool,
}

/// The links of a record by relation: itself, related records, and the actions that its state allows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links(Vec<(&'static str, Link)>);

impl Links {
    /// Links that start with `self`.
    pub fn to_self(href: String) -> Self {
        Self::default().with("self", href)
    }

    /// Adds a related resource.
    #[must_use]
    pub fn with(mut self, relation: &'static str, href: String) -> Self {
        self.0.push((relation, Link { href, method: None, templated: false }));
        self
    }

    /// Adds an available action.
    #[must_use]
    pub fn action(mut self, relation: &'static str, method: &'static str, href: String) -> Self {
        self.0.push((relation, Link { href, method: Some(method), templated: false }));
        self
    }

    /// Adds an available action with a templated address.
    #[must_use]
    pub fn template(mut self, relation: &'static str, method: &'static str, href: String) -> Self {
        self.0.push((relation, Link { href, method: Some(method), templated: true }));
        self
    }
}

impl Serialize for Links {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (relation, link) in &self.0 {
            map.serialize_entry(relation, link)?;
        }
        map.end()
    }
}

/// A record with its links beside its fields.
#[derive(Serialize)]
pub(crate) struct Linked<'a, T> {
    #[serde(flatten)]
    pub(crate) thing: &'a T,
    #[serde(rename = "_links")]
    pub(crate) links: Links,
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn links_stay_under_the_root_of_the_request() {
        let place = Endpoint::new("/things", "/api/v1/things");
        let from = |uri| Origin::of(&TestRequest::with_uri(uri).to_http_request());
        assert_eq!(from("/things/1").href_of(&place, 7), "/things/7");
        assert_eq!(from("/api/v1/things?limit=1").href(&place), "/api/v1/things");
    }

    #[test]
    fn links_are_an_object_by_relation() {
        let links =
            Links::to_self("/a/1".into()).with("up", "/a".into()).action("delete", "DELETE", "/a/1".into());
        assert_eq!(
            serde_json::to_string(&Linked { thing: &serde_json::json!({"id": 1}), links }).expect("JSON"),
            r#"{"id":1,"_links":{"self":{"href":"/a/1"},"up":{"href":"/a"},"delete":{"href":"/a/1","method":"DELETE"}}}"#
        );
    }
}
