//! Authentication schemes.

use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityScheme};

use crate::http::access::SESSION_COOKIE;

pub(super) const KEY_SCHEME: &str = "key";
pub(super) const SESSION_SCHEME: &str = "session";

pub(super) fn add_schemes(document: &mut OpenApi) {
    let key = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .bearer_format("fd_<id>_<secret>")
        .description(Some(
            "An API key: `frontdesk keys create`, or `POST /api/v1/keys`. It gives access to one firm; the required role of an \
             operation is documented with it. Not required while no keys exist.",
        ))
        .build();
    let session = ApiKeyValue::with_description(
        SESSION_COOKIE,
        "A session, opened by `POST /api/v1/session`. Changes also need the header `X-Frontdesk-Console`.",
    );
    let schemes = [
        (KEY_SCHEME, SecurityScheme::Http(key)),
        (SESSION_SCHEME, SecurityScheme::ApiKey(ApiKey::Cookie(session))),
    ];
    document.components.get_or_insert_default().add_security_schemes_from_iter(schemes);
}
