//! The OpenAPI document: what each module says of its routes, plus what holds for all of them.

mod conventions;
mod security;
mod shared;

use bytes::Bytes;
use utoipa::OpenApi;
use utoipa::openapi::path::{Operation, PathItem};

use crate::app::{Module, own_modules};
use crate::links::Link;
use crate::metrics::Metrics;
use crate::problem::{FaultView, ProblemView};
use crate::routes::{Place, Routes};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Frontdesk",
        description = "One customer record for imports, sales, interactions, support and the CRM.\n\n\
            Every address is also served under `/api/v1`; a trailing slash changes nothing. Every refusal is an \
            `application/problem+json` that names all faults at once.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0"),
    ),
    components(schemas(ProblemView, FaultView, Link))
)]
struct Frontdesk;

/// The document of Frontdesk's own resources, as `/openapi.json` serves it: for those who have no server at hand.
pub fn openapi_document() -> Bytes {
    document(&own_modules())
}

/// The document as it is served.
pub(crate) fn document(modules: &[Module]) -> Bytes {
    let mut document = Frontdesk::openapi();
    document.info.version = env!("CARGO_PKG_VERSION").to_owned();
    let mut routes = Routes::new(Metrics::new());
    for module in modules {
        (module.routes)(&mut routes);
        document.merge((module.document)());
    }
    shared::add_components(&mut document);
    security::add_schemes(&mut document);
    conventions::apply(&mut document, routes.places());
    add_twins(&mut document, routes.places());
    document.to_json().unwrap_or_default().into()
}

/// Every path of a resource again at its twin, its operations under names of their own.
fn add_twins(document: &mut utoipa::openapi::OpenApi, places: &[Place]) {
    let paths = &mut document.paths.paths;
    let twins: Vec<(String, PathItem)> = paths
        .iter()
        .filter_map(|(path, item)| {
            let twin = places.iter().find_map(|place| twin_of(path, place))?;
            let mut item = item.clone();
            operations(&mut item).for_each(|(_, operation)| rename(operation));
            Some((twin, item))
        })
        .collect();
    paths.extend(twins);
}

fn twin_of(path: &str, place: &Place) -> Option<String> {
    let tail = path.strip_prefix(place.home()).filter(|tail| tail.is_empty() || tail.starts_with('/'))?;
    (place.twin() != place.home()).then(|| format!("{}{tail}", place.twin()))
}

fn rename(operation: &mut Operation) {
    if let Some(id) = &mut operation.operation_id {
        id.push_str("_v1");
    }
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
    fn a_twin_is_made_of_a_whole_path_and_not_of_its_beginning() {
        let place = Place::new("/clients", "/api/v1/clients");
        assert_eq!(twin_of("/clients", &place).as_deref(), Some("/api/v1/clients"));
        assert_eq!(twin_of("/clients/{id}", &place).as_deref(), Some("/api/v1/clients/{id}"));
        assert_eq!(twin_of("/clientship", &place), None);
        assert_eq!(twin_of("/docs", &Place::single("/docs")), None);
    }
}
