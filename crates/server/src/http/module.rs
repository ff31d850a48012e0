//! A resource as the app mounts it.

use utoipa::openapi::OpenApi;

use crate::http::routes::Routes;

/// One resource: its routes, and what the OpenAPI document says of them.
#[derive(Clone, Copy)]
pub struct Module {
    /// Mounts the routes.
    pub routes: fn(&mut Routes),
    /// Describes them at their home; the twins are added by themselves.
    pub document: fn() -> OpenApi,
}
