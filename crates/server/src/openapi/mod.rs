//! The OpenAPI document: the routes of each module plus the shared conventions.

mod conventions;
pub(crate) mod enums;
mod security;
mod shared;
mod sorting;
pub(crate) mod unions;

use bytes::Bytes;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{Server, ServerBuilder};

use crate::http::links::Link;
use crate::http::metrics::Metrics;
use crate::http::module::Module;
use crate::http::problem::{FaultView, ProblemView};
use crate::http::routes::{Endpoint, Routes};

/// The extension that names the second address of an operation.
const ALIAS: &str = "x-alias";

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Frontdesk",
        description = "One customer record for imports, sales, interactions, support and the CRM.\n\n\
            An operation with a second address names it in `x-alias`; a trailing slash changes nothing. Lists also come \
            as the content types in `x-alternative-content`, chosen by `Accept`. Every refusal is an \
            `application/problem+json` that lists all faults at once.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    components(schemas(ProblemView, FaultView, Link))
)]
struct Frontdesk;

/// The document as served.
pub(crate) fn document(title: &str, modules: &[Module]) -> Bytes {
    let mut document = Frontdesk::openapi();
    document.info.title = title.to_owned();
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let mut routes = Routes::new(Metrics::new());
    for module in modules {
        (module.routes)(&mut routes);
        document.merge((module.document)());
    }
    shared::add_components(&mut document);
    security::add_schemes(&mut document);
    conventions::apply(&mut document, routes.places());
    sorting::apply(&mut document, routes.served());
    add_aliases(&mut document, routes.places());
    document.servers = Some(servers());
    let mut text = document.to_json().unwrap_or_default();
    text.push('\n');
    text.into()
}

/// Documents the second address of an operation beside the first. A separate path would duplicate the operation, and
/// every method of generated clients.
fn add_aliases(document: &mut utoipa::openapi::OpenApi, places: &[Endpoint]) {
    for (path, item) in &mut document.paths.paths {
        let Some(alias) = places.iter().find_map(|place| alias_of(path, place)) else { continue };
        for (_, operation) in operations(item) {
            let description = operation.description.get_or_insert_default();
            if !description.is_empty() {
                description.push_str("\n\n");
            }
            description.push_str(&format!("Also served at `{alias}`."));
            let extensions = operation.extensions.get_or_insert_default();
            extensions.insert(ALIAS.to_owned(), alias.clone().into());
        }
    }
}

fn alias_of(path: &str, place: &Endpoint) -> Option<String> {
    let tail = path.strip_prefix(place.path()).filter(|tail| tail.is_empty() || tail.starts_with('/'))?;
    (place.v1_path() != place.path()).then(|| format!("{}{tail}", place.v1_path()))
}

fn servers() -> Vec<Server> {
    let server =
        |url: &str, description: &str| ServerBuilder::new().url(url).description(Some(description)).build();
    vec![
        server("/", "The service that serves this document."),
        server("http://127.0.0.1:8080", "A service on this machine at the default address."),
    ]
}

/// The operations of a path, with the names of their methods.
fn operations(item: &mut PathItem) -> impl Iterator<Item = (&'static str, &mut Operation)> {
    [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_matches_whole_paths_only() {
        let place = Endpoint::new("/clients", "/api/v1/clients");
        assert_eq!(alias_of("/clients", &place).as_deref(), Some("/api/v1/clients"));
        assert_eq!(alias_of("/clients/{id}", &place).as_deref(), Some("/api/v1/clients/{id}"));
        assert_eq!(alias_of("/clientship", &place), None);
        assert_eq!(alias_of("/docs", &Endpoint::single("/docs")), None);
    }
}
