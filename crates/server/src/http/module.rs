//! A resource as the app mounts it.

use utoipa::openapi::OpenApi;

use crate::http::routes::Routes;

/// One resource: its routes and their OpenAPI description.
#[derive(Clone, Copy)]
pub struct Module {
    /// Mounts the routes.
    pub routes: fn(&mut Routes),
    /// Describes the primary addresses; those under `/api/v1` are added automatically.
    pub document: fn() -> OpenApi,
}
