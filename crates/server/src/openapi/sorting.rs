//! Documents the sort fields of each list, as the list itself declares them.

use utoipa::openapi::path::{Operation, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::{OpenApi, RefOr};

use super::operations;
use crate::http::routes::Served;

const SORT: &str = "sort";

/// Adds the enum of values to the `sort` parameter of every list.
pub(super) fn apply(document: &mut OpenApi, served: &[Served]) {
    for (path, item) in &mut document.paths.paths {
        for (method, operation) in operations(item) {
            let route = served.iter().find(|route| route.pattern == *path && route.method == method);
            if let Some(route) = route.filter(|route| !route.sorts.is_empty()) {
                name_values(operation, &route.sorts);
            }
        }
    }
}

fn name_values(operation: &mut Operation, sorts: &[String]) {
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        if parameter.parameter_in == ParameterIn::Query && parameter.name == SORT {
            let values = ObjectBuilder::new().schema_type(Type::String).enum_values(Some(sorts.to_vec()));
            parameter.schema = Some(values.into());
        }
    }
}
