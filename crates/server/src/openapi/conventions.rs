//! What every operation documents by its kind, so that modules need not repeat it.

use frontdesk_storage::keys::Role;
use utoipa::openapi::path::{Operation, Parameter, ParameterIn};
use utoipa::openapi::schema::{AdditionalProperties, Array, ArrayItems, ObjectBuilder};
use utoipa::openapi::security::SecurityRequirement;
use utoipa::openapi::{Components, Content, OpenApi, RefOr, Response, Schema};

use super::operations;
use super::security::{KEY_SCHEME, SESSION_SCHEME};
use super::shared::{REFUSALS, header_ref, linked, parameter_ref, response_ref, schema_ref};
use crate::http::access::Gate;
use crate::http::routes::Endpoint;

/// Tags of operations outside any firm.
const OUTSIDE: [&str; 4] = ["Health", "Documentation", "Session", "Webhooks"];
/// Tags of operations whose answers contain secrets, and so are not stored for repetition.
const SHOWN_ONCE: [&str; 2] = ["API keys", "Session"];

/// The other formats of a list. They are not in `content`, because generated clients would type the rows as a union of
/// array, object and text, which cannot be indexed.
const ALTERNATIVE_CONTENT: &str = "x-alternative-content";

/// Adds the shared headers, parameters, formats, refusals and security requirements to every operation.
pub(super) fn apply(document: &mut OpenApi, places: &[Endpoint]) {
    let components = document.components.clone().unwrap_or_default();
    for (path, item) in &mut document.paths.paths {
        let gate = places.iter().find(|place| place.holds(path)).map_or(Gate::Keyed, Endpoint::gate);
        for (method, operation) in operations(item) {
            let role = method.parse().ok().and_then(|method| gate.needs(&method));
            operation.security = Some(requirements(role));
            Traits::of(path, method, role, operation).apply(operation, &components);
        }
    }
}

/// A key or a session of at least a role; nothing for open operations.
fn requirements(role: Option<Role>) -> Vec<SecurityRequirement> {
    let of = |scheme: &str, role: Role| SecurityRequirement::new(scheme, [role.as_str()]);
    role.map(|role| vec![of(KEY_SCHEME, role), of(SESSION_SCHEME, role)]).unwrap_or_default()
}

/// The properties of an operation that conventions depend on.
#[derive(Clone, Copy)]
struct Traits {
    in_a_firm: bool,
    is_list: bool,
    is_single: bool,
    has_body: bool,
    has_json_body: bool,
    has_path_parameter: bool,
    is_write: bool,
    is_repeatable: bool,
    is_guarded: bool,
    is_about_who: bool,
    may_take_a_key: bool,
    is_counted: bool,
}

impl Traits {
    fn of(path: &str, method: &str, role: Option<Role>, operation: &Operation) -> Self {
        let tags = operation.tags.as_deref().unwrap_or_default();
        let is_one_of = |names: &[&str]| tags.iter().any(|tag| names.contains(&tag.as_str()));
        let in_a_firm = !is_one_of(&OUTSIDE);
        let is_list = in_a_firm && has_parameter(operation, "cursor");
        Self {
            in_a_firm,
            is_list,
            is_single: in_a_firm && method == "GET" && path.ends_with('}') && !is_list,
            has_body: operation.request_body.is_some(),
            has_json_body: matches!(&operation.request_body,
                Some(RefOr::T(body)) if body.content.contains_key("application/json")),
            has_path_parameter: path.contains('{'),
            is_write: in_a_firm && ["PUT", "PATCH", "DELETE"].contains(&method),
            is_repeatable: in_a_firm && !is_one_of(&SHOWN_ONCE) && ["POST", "PATCH"].contains(&method),
            is_guarded: role.is_some(),
            is_about_who: is_one_of(&["Session"]),
            may_take_a_key: is_one_of(&["Webhooks"]),
            is_counted: !is_one_of(&["Health"]) || role.is_some(),
        }
    }

    fn apply(self, operation: &mut Operation, components: &Components) {
        let parameters = operation.parameters.get_or_insert_default();
        parameters.extend(self.parameters().map(parameter_ref));
        for (status, response) in &mut operation.responses.responses {
            if let RefOr::T(response) = response {
                self.success(status, response, components);
            }
        }
        if self.is_single {
            operation.responses.responses.insert("304".to_owned(), not_modified().into());
        }
        for (status, name, _) in REFUSALS {
            if self.can_be_refused_with(status) {
                operation.responses.responses.entry(status.to_owned()).or_insert_with(|| response_ref(name));
            }
        }
    }

    fn parameters(self) -> impl Iterator<Item = &'static str> {
        [
            ("X-Request-Id", true),
            ("X-Firm-Id", self.in_a_firm),
            ("If-None-Match", self.is_single),
            ("If-Match", self.is_write),
            ("Idempotency-Key", self.is_repeatable),
        ]
        .into_iter()
        .filter_map(|(name, wanted)| wanted.then_some(name))
    }

    fn can_be_refused_with(self, status: &str) -> bool {
        match status {
            "400" => self.in_a_firm || self.has_body,
            "401" | "403" => self.is_guarded || self.is_about_who || self.may_take_a_key,
            "429" => self.is_counted,
            "503" => self.in_a_firm || self.is_about_who || self.has_body,
            "404" => self.in_a_firm || self.has_path_parameter,
            "408" | "413" | "415" => self.has_body,
            "409" => self.is_write || self.is_repeatable,
            "412" => self.is_write,
            "422" => self.is_repeatable,
            "500" => true,
            _ => false,
        }
    }

    fn success(self, status: &str, response: &mut Response, components: &Components) {
        let (single, list) = (status == "200" && self.is_single, status == "200" && self.is_list);
        for (name, component, wanted) in [
            ("X-Request-Id", "RequestId", true),
            ("Idempotency-Replayed", "Replayed", self.is_repeatable),
            ("X-Ignored-Keys", "IgnoredKeys", status.starts_with('2') && self.has_json_body),
            ("ETag", "ETag", single),
            ("Link", "Link", list),
            ("X-Total-Count", "TotalCount", list),
        ] {
            if wanted {
                response.headers.entry(name.to_owned()).or_insert_with(|| header_ref(component));
            }
        }
        if single {
            add_single_forms(response);
        }
        if list {
            add_list_forms(response, components);
        }
    }
}

fn has_parameter(operation: &Operation, name: &str) -> bool {
    let parameters = operation.parameters.as_deref().unwrap_or_default();
    let is_it =
        |parameter: &Parameter| parameter.parameter_in == ParameterIn::Query && parameter.name == name;
    parameters.iter().any(|parameter| matches!(parameter, RefOr::T(parameter) if is_it(parameter)))
}

fn not_modified() -> Response {
    let mut response = Response::new("The caller has this version already.");
    response.headers.insert("X-Request-Id".to_owned(), header_ref("RequestId"));
    response.headers.insert("ETag".to_owned(), header_ref("ETag"));
    response
}

fn json_schema(response: &Response) -> Option<RefOr<Schema>> {
    match response.content.get("application/json")? {
        RefOr::T(content) => content.schema.clone(),
        RefOr::Ref(_) => None,
    }
}

fn add_single_forms(response: &mut Response) {
    if let Some(schema) = json_schema(response) {
        let content = Content::new(Some(linked(schema)));
        response.content.insert("application/hal+json".to_owned(), content.into());
    }
}

fn add_list_forms(response: &mut Response, components: &Components) {
    let Some(item) = json_schema(response).and_then(|schema| item_of(&schema, components)) else {
        return;
    };
    let rows = Array::new(linked(item.clone()));
    let embedded =
        ObjectBuilder::new().additional_properties(Some(AdditionalProperties::RefOr(RefOr::T(rows.into()))));
    let hal = ObjectBuilder::new()
        .property("_links", schema_ref("Links"))
        .property("_embedded", embedded)
        .required("_links")
        .required("_embedded");
    let text = ObjectBuilder::new()
        .description(Some("A table with a header row."))
        .schema_type(utoipa::openapi::Type::String);
    let forms = [
        ("application/hal+json", Content::new(Some(hal))),
        ("application/x-ndjson", Content::new(Some(item))),
        ("text/csv", Content::new(Some(text))),
    ];
    let names = forms.each_ref().map(|(name, _)| format!("`{name}`")).join(", ");
    response.description.push_str(&format!(" Also as {names}, by `Accept`."));
    let forms: serde_json::Map<_, _> =
        forms.into_iter().map(|(name, content)| (name.to_owned(), serde_json::json!(content))).collect();
    response.extensions.get_or_insert_default().insert(ALTERNATIVE_CONTENT.to_owned(), forms.into());
}

/// The schema of a list's items, for a bare array or a wrapped one.
fn item_of(schema: &RefOr<Schema>, components: &Components) -> Option<RefOr<Schema>> {
    match schema {
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            item_of(components.schemas.get(name)?, components)
        }
        RefOr::T(Schema::Array(array)) => match &array.items {
            ArrayItems::RefOrSchema(item) => Some((**item).clone()),
            ArrayItems::False => None,
        },
        RefOr::T(Schema::Object(object)) => item_of(object.properties.values().next()?, components),
        RefOr::T(_) => None,
    }
}
