//! How callers say who they are.

use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::http::access::SESSION_COOKIE;

/// A key in the header.
pub(super) const KEY_SCHEME: &str = "key";
/// The cookie of a session.
pub(super) const SESSION_SCHEME: &str = "session";

/// Adds both ways to the document.
pub(super) fn add_schemes(document: &mut OpenApi) {
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("fd_<id>_<secret>")
        .description(Some(
            "An API key: `frontdesk keys create`, or `POST /api/v1/keys`. It opens one firm; the role that an \
             operation needs is named with it. As long as there are no keys none is asked for.",
        ))
        .build();
    let session = ApiKeyValue::with_description(
        SESSION_COOKIE,
        "A session, opened by `POST /api/v1/session`. Changes need the header `X-Frontdesk-Console` as well.",
    );
    let schemes = [
        (KEY_SCHEME, SecurityScheme::Http(key)),
        (SESSION_SCHEME, SecurityScheme::ApiKey(ApiKey::Cookie(session))),
    ];
    document.components.get_or_insert_default().add_security_schemes_from_iter(schemes);
}
