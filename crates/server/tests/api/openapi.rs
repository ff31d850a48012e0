//! The OpenAPI document against the running server, in both directions.

use std::collections::BTreeSet;

use frontdesk_core::FirmId;
use frontdesk_opportunities::deal::Deal;
use frontdesk_server::{Worker, all_routes};
use frontdesk_storage::{Scoped, opportunities};
use frontdesk_testkit::Backend;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Map, Value, json};

use crate::support::{Reply, Replying, Server, now, plain_server};

pub(crate) async fn document(server: &Server) -> Value {
    let reply = server.get("/openapi.json").await;
    assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
    reply.json()
}

type Documented = (String, String, Map<String, Value>);

/// Every operation as (path, METHOD, operation), as the document lists them.
fn listed(document: &Value) -> Vec<Documented> {
    let paths = document["paths"].as_object().expect("paths");
    paths
        .iter()
        .flat_map(|(path, item)| {
            let methods = item.as_object().expect("operations").iter();
            methods.map(move |(method, operation)| {
                (path.clone(), method.to_uppercase(), operation.as_object().expect("an operation").clone())
            })
        })
        .collect()
}

/// Every operation at each of its addresses.
pub(crate) fn operations(document: &Value) -> Vec<Documented> {
    let alias = |(_, method, operation): &Documented| {
        let path = operation.get("x-alias")?.as_str().expect("an address").to_owned();
        Some((path, method.clone(), operation.clone()))
    };
    let listed = listed(document);
    let aliases: Vec<Documented> = listed.iter().filter_map(alias).collect();
    let mut operations: Vec<Documented> = listed.into_iter().chain(aliases).collect();
    operations.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    operations
}

#[actix_web::test]
async fn every_route_is_in_the_document_and_every_operation_is_served() {
    let server = plain_server(Backend::Sqlite);
    let served: BTreeSet<(String, String)> = all_routes(&server.state, &server.modules)
        .served()
        .iter()
        .map(|it| (it.pattern.clone(), it.method.clone()))
        .collect();
    let documented: BTreeSet<(String, String)> =
        operations(&document(&server).await).into_iter().map(|(path, method, _)| (path, method)).collect();
    assert_eq!(served, documented);
    assert!(served.contains(&("/api/v1/clients/{id}".into(), "DELETE".into())), "{served:?}");
}

#[actix_web::test]
async fn operations_have_unique_names_summaries_and_refusals() {
    let server = plain_server(Backend::Sqlite);
    let document = document(&server).await;
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    assert_eq!(document["servers"][0]["url"], "/");
    let mut names = BTreeSet::new();
    for (path, method, operation) in listed(&document) {
        let name = operation["operationId"].as_str().expect("a name").to_owned();
        assert!(names.insert(name.clone()), "{name} twice");
        for text in ["summary", "description"] {
            let is_there = operation.get(text).and_then(Value::as_str).is_some_and(|text| !text.is_empty());
            assert!(is_there, "{method} {path} has no {text}");
        }
        let alias = operation.get("x-alias").and_then(Value::as_str);
        assert!(
            alias.is_none_or(|alias| operation["description"].as_str().is_some_and(|it| it.contains(alias))),
            "{method} {path} does not tell its alias"
        );
        let refused =
            operation["responses"].as_object().expect("answers").keys().any(|status| status.starts_with('5'));
        assert!(refused, "{method} {path} knows no refusal");
    }
}

/// Every schema of the document, with its location.
fn schemas(document: &Value) -> Vec<(String, &Map<String, Value>)> {
    let (mut found, mut left) = (Vec::new(), vec![(String::new(), document)]);
    while let Some((place, value)) = left.pop() {
        match value {
            Value::Object(object) => {
                left.extend(object.iter().map(|(name, value)| (format!("{place}/{name}"), value)));
                found.push((place, object));
            }
            Value::Array(list) => left.extend(list.iter().map(|value| (place.clone(), value))),
            _ => {}
        }
    }
    found
}

#[actix_web::test]
async fn fixed_sets_of_values_are_enums() {
    let server = plain_server(Backend::Sqlite);
    let document = document(&server).await;
    let is_a_choice = |pattern: &str| {
        let words = pattern.strip_prefix("^(").and_then(|rest| rest.rsplit_once(')')).map(|(words, _)| words);
        words.is_some_and(|words| {
            words.contains('|') && words.chars().all(|c| c.is_alphabetic() || "_|".contains(c))
        })
    };
    // A parameter may list several values in one text, which an enum cannot express.
    for (place, schema) in schemas(&document).into_iter().filter(|(place, _)| !place.contains("/parameters"))
    {
        let pattern = schema.get("pattern").and_then(Value::as_str).unwrap_or_default();
        assert!(!is_a_choice(pattern), "{place}: {pattern}");
    }
    let values = |name: &str| document["components"]["schemas"][name]["enum"].clone();
    assert_eq!(values("IntegrationName"), json!(["CSV_IMPORT", "THIRD_PARTY", "MYCASE"]));
    assert_eq!(values("RequestStatus"), json!(["PENDING", "IN_PROGRESS", "COMPLETED", "REJECTED"]));
    assert_eq!(values("UserSyncStatus"), json!(["pending", "synced", "failed"]));
    let kind = &document["components"]["schemas"]["PatchClientBody"]["properties"]["integration_type"];
    assert_eq!(kind["$ref"], "#/components/schemas/IntegrationName");
}

/// Generators treat a field with a `default` as always present.
#[actix_web::test]
async fn optional_request_fields_and_required_answer_fields_are_documented() {
    let server = plain_server(Backend::Sqlite);
    let document = document(&server).await;
    let components = document["components"]["schemas"].as_object().expect("schemas");
    for (name, schema) in components {
        let Some(properties) = schema["properties"].as_object() else { continue };
        for (field, schema) in properties {
            assert!(schema.get("default").is_none(), "{name}.{field} has a default");
        }
        if name.ends_with("View") {
            let required = schema["required"].as_array().expect("a list");
            // `ignored` is only present if not empty.
            let is_told_sometimes = |field: &String| name == "WebhookView" && field == "ignored";
            let missing: Vec<&String> = properties
                .keys()
                .filter(|it| !required.contains(&json!(it)) && !is_told_sometimes(it))
                .collect();
            assert!(missing.is_empty(), "{name} always has {missing:?}");
        }
    }
}

#[actix_web::test]
async fn money_is_text_or_number_and_its_bounds_are_documented() {
    let server = plain_server(Backend::Sqlite);
    let document = document(&server).await;
    let schemas = &document["components"]["schemas"];
    let deal = &schemas["OpportunityBody"]["properties"]["monthly_estimated_revenue"];
    let mut schema = deal.clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for (value, is_sound) in [
        (json!("1250.00"), true),
        (json!(1250.5), true),
        (json!(7), true),
        (json!(null), true),
        (json!([]), false),
    ] {
        assert_eq!(validator.is_valid(&value), is_sound, "{value}");
    }
    let atomic = schemas["PostImportForm"]["properties"]["atomic"]["description"].as_str().expect("a text");
    assert!(atomic.contains("50,000 rows"), "{atomic}");
}

/// Rows of a list have a named type, and the list has only one content type.
#[actix_web::test]
async fn the_rows_of_a_list_have_a_name() {
    let server = plain_server(Backend::Sqlite);
    let document = document(&server).await;
    let mut lists = 0;
    for (path, method, operation) in listed(&document) {
        let Some(forms) = operation["responses"]["200"]["x-alternative-content"].as_object() else {
            continue;
        };
        lists += 1;
        let content = operation["responses"]["200"]["content"].as_object().expect("content");
        assert_eq!(content.keys().collect::<Vec<_>>(), ["application/json"], "{method} {path}");
        let row = &forms["application/x-ndjson"]["schema"]["$ref"];
        assert!(row.as_str().is_some_and(|row| row.ends_with("View")), "{method} {path}: {row}");
    }
    assert!(lists > 10, "where are the lists?");
}

/// The API at a glance: a change of it appears here.
#[actix_web::test]
async fn the_api_has_not_changed() {
    let server = plain_server(Backend::Sqlite);
    let lines = listed(&document(&server).await).into_iter().map(|(path, method, operation)| {
        let statuses = operation["responses"].as_object().expect("answers").keys();
        let statuses: Vec<&str> = statuses.map(String::as_str).collect();
        let alias = operation.get("x-alias").and_then(Value::as_str);
        format!(
            "{method} {path}{} {}: {}",
            alias.map(|alias| format!(" = {alias}")).unwrap_or_default(),
            operation["operationId"].as_str().expect("a name"),
            statuses.join(" ")
        )
    });
    insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
    GET /api/customers = /api/v1/customers list_customers: 200 400 401 403 404 429 500 503
    POST /api/customers = /api/v1/customers create_customer: 201 400 401 403 404 408 409 413 415 422 429 500 503
    DELETE /api/customers/{id} = /api/v1/customers/{id} delete_customer: 204 400 401 403 404 409 412 429 500 503
    GET /api/customers/{id} = /api/v1/customers/{id} get_customer: 200 304 400 401 403 404 429 500 503
    PATCH /api/customers/{id} = /api/v1/customers/{id} patch_customer: 200 400 401 403 404 408 409 412 413 415 422 429 500 503
    PUT /api/customers/{id} = /api/v1/customers/{id} put_customer: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/customers/{id}/history = /api/v1/customers/{id}/history list_customer_history: 200 400 401 403 404 429 500 503
    POST /api/customers/{id}/history/{seq}/restore = /api/v1/customers/{id}/history/{seq}/restore restore_customer_values: 200 400 401 403 404 408 409 413 415 422 429 500 503
    GET /api/customers/{id}/overview = /api/v1/customers/{id}/overview get_overview: 200 400 401 403 404 429 500 503
    GET /api/customers/{id}/requests = /api/v1/customers/{id}/requests list_requests_of_customer: 200 400 401 403 404 429 500 503
    POST /api/customers/{id}/requests = /api/v1/customers/{id}/requests create_request: 201 400 401 403 404 408 409 413 415 422 429 500 503
    POST /api/customers/{id}/restore = /api/v1/customers/{id}/restore restore_customer: 200 400 401 403 404 409 422 429 500 503
    GET /api/operators = /api/v1/operators list_operators: 200 400 401 403 404 429 500 503
    POST /api/operators = /api/v1/operators create_operator: 201 400 401 403 404 408 409 413 415 422 429 500 503
    GET /api/operators/{op} = /api/v1/operators/{op} get_operator: 200 304 400 401 403 404 429 500 503
    PATCH /api/operators/{op}/requests/{id} = /api/v1/operators/{op}/requests/{id} assign_request: 200 400 401 403 404 408 409 412 413 415 422 429 500 503
    GET /api/opportunities = /api/v1/opportunities list_opportunities: 200 400 401 403 404 429 500 503
    POST /api/opportunities = /api/v1/opportunities create_opportunity: 201 400 401 403 404 408 409 413 415 422 429 500 503
    GET /api/opportunities/quality = /api/v1/opportunities/quality list_quality_findings: 200 400 401 403 404 429 500 503
    DELETE /api/opportunities/{oid} = /api/v1/opportunities/{oid} delete_opportunity: 204 400 401 403 404 409 412 429 500 503
    GET /api/opportunities/{oid} = /api/v1/opportunities/{oid} get_opportunity: 200 304 400 401 403 404 429 500 503
    PATCH /api/opportunities/{oid} = /api/v1/opportunities/{oid} patch_opportunity: 200 400 401 403 404 408 409 412 413 415 422 429 500 503
    PUT /api/opportunities/{oid} = /api/v1/opportunities/{oid} put_opportunity: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/opportunities/{oid}/history = /api/v1/opportunities/{oid}/history list_opportunity_history: 200 400 401 403 404 429 500 503
    POST /api/opportunities/{oid}/history/{seq}/restore = /api/v1/opportunities/{oid}/history/{seq}/restore restore_opportunity_values: 200 400 401 403 404 408 409 413 415 422 429 500 503
    POST /api/opportunities/{oid}/restore = /api/v1/opportunities/{oid}/restore restore_opportunity: 200 400 401 403 404 409 422 429 500 503
    GET /api/opportunity-statuses = /api/v1/opportunity-statuses list_statuses: 200 304 400 401 403 404 429 500 503
    PUT /api/opportunity-statuses = /api/v1/opportunity-statuses put_statuses: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/requests = /api/v1/requests list_requests: 200 400 401 403 404 429 500 503
    GET /api/requests/events = /api/v1/requests/events watch_requests: 200 400 401 403 404 429 500 503
    DELETE /api/requests/{id} = /api/v1/requests/{id} archive_request: 204 400 401 403 404 409 412 429 500 503
    GET /api/requests/{id} = /api/v1/requests/{id} get_request: 200 304 400 401 403 404 429 500 503
    PATCH /api/requests/{id} = /api/v1/requests/{id} resolve_request: 200 400 401 403 404 408 409 412 413 415 422 429 500 503
    PUT /api/requests/{id} = /api/v1/requests/{id} put_request: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/requests/{id}/history = /api/v1/requests/{id}/history get_history: 200 400 401 403 404 429 500 503
    GET /api/revenue/actuals = /api/v1/revenue/actuals list_actuals: 200 400 401 403 404 429 500 503
    PUT /api/revenue/actuals = /api/v1/revenue/actuals put_actual: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/revenue/forecast = /api/v1/revenue/forecast get_forecast: 200 400 401 403 404 429 500 503
    GET /api/revenue/targets = /api/v1/revenue/targets list_targets: 200 400 401 403 404 429 500 503
    PUT /api/revenue/targets = /api/v1/revenue/targets put_target: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/sync/status = /api/v1/sync/status get_sync_status: 200 400 401 403 404 429 500 503
    GET /api/sync/sweeps = /api/v1/sync/sweeps list_sweeps: 200 400 401 403 404 429 500 503
    POST /api/sync/sweeps = /api/v1/sync/sweeps start_sweep: 202 400 401 403 404 409 422 429 500 503
    GET /api/sync/sweeps/{id} = /api/v1/sync/sweeps/{id} get_sweep: 200 304 400 401 403 404 429 500 503
    GET /api/sync/sweeps/{id}/differences = /api/v1/sync/sweeps/{id}/differences list_differences: 200 400 401 403 404 429 500 503
    GET /api/v1/audit list_audit: 200 400 401 403 404 429 500 503
    GET /api/v1/channels list_channels: 200 400 401 403 404 429 500 503
    PUT /api/v1/channels declare_channels: 200 400 401 403 404 408 409 412 413 415 429 500 503
    DELETE /api/v1/channels/{channel} delete_channel: 204 400 401 403 404 409 412 429 500 503
    GET /api/v1/deleted list_deleted: 200 400 401 403 404 429 500 503
    GET /api/v1/firms list_firms: 200 400 401 403 404 429 500 503
    GET /api/v1/firms/{id} get_firm: 200 304 400 401 403 404 429 500 503
    PATCH /api/v1/firms/{id} patch_firm: 200 400 401 403 404 408 409 412 413 415 422 429 500 503
    PUT /api/v1/firms/{id} put_firm: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /api/v1/firms/{id}/history list_firm_history: 200 400 401 403 404 429 500 503
    GET /api/v1/history/{kind}/{record} list_history: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions list_interactions: 200 400 401 403 404 429 500 503
    POST /api/v1/interactions create_interaction: 201 400 401 403 404 408 409 413 415 422 429 500 503
    GET /api/v1/interactions/by-channel count_by_channel: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions/by-customer count_by_customer: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions/by-customer-type count_by_customer_type: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions/by-topic count_by_topic: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions/customer-types count_customer_types: 200 400 401 403 404 429 500 503
    DELETE /api/v1/interactions/entries/{id} delete_interaction: 204 400 401 403 404 409 412 429 500 503
    GET /api/v1/interactions/entries/{id} get_interaction: 200 304 400 401 403 404 429 500 503
    GET /api/v1/interactions/products count_by_product: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions/timeline get_timeline: 200 400 401 403 404 429 500 503
    GET /api/v1/interactions/{customer_id} count_of_customer: 200 304 400 401 403 404 429 500 503
    GET /api/v1/keys list_keys: 200 400 401 403 404 429 500 503
    POST /api/v1/keys create_key: 201 400 401 403 404 408 413 415 429 500 503
    DELETE /api/v1/keys/{id} revoke_key: 204 400 401 403 404 409 412 429 500 503
    GET /api/v1/keys/{id} get_key: 200 304 400 401 403 404 429 500 503
    GET /api/v1/keys/{id}/history list_key_history: 200 400 401 403 404 429 500 503
    GET /api/v1/search search_everything: 200 400 401 403 404 429 500 503
    DELETE /api/v1/session sign_out: 204 401 403 429 500 503
    GET /api/v1/session get_session: 200 401 403 429 500 503
    POST /api/v1/session sign_in: 200 400 401 403 408 413 415 429 500 503
    GET /api/v1/stats/interactions/{customer_id} count_of_customer_at_stats: 200 304 400 401 403 404 429 500 503
    GET /api/v1/stats/requests get_request_stats: 200 400 401 403 404 429 500 503
    GET /api/v1/stats/{table} count_rows: 200 304 400 401 403 404 429 500 503
    GET /api/v1/topics list_topics: 200 400 401 403 404 429 500 503
    DELETE /api/v1/topics/{month} delete_topics: 204 400 401 403 404 409 412 429 500 503
    GET /api/v1/topics/{month} get_topics: 200 304 400 401 403 404 429 500 503
    PUT /api/v1/topics/{month} put_topics: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /clients = /api/v1/clients list_clients: 200 400 401 403 404 429 500 503
    PATCH /clients = /api/v1/clients patch_client: 200 400 401 403 404 408 409 412 413 415 422 429 500 503
    DELETE /clients/{id} = /api/v1/clients/{id} delete_client: 200 400 401 403 404 409 412 429 500 503
    GET /clients/{id} = /api/v1/clients/{id} get_client: 200 304 400 401 403 404 429 500 503
    GET /docs get_docs: 200 429 500
    GET /docs/{file} get_docs_file: 200 404 429 500
    GET /health/live is_live: 200 500
    GET /health/ready is_ready: 200 500 503
    GET /imports = /api/v1/imports list_imports: 200 400 401 403 404 429 500 503
    POST /imports = /api/v1/imports post_import: 202 400 401 403 404 408 409 413 415 422 429 500 503
    POST /imports/preview = /api/v1/imports/preview preview_import: 200 400 401 403 404 408 409 413 415 422 429 500 503
    GET /imports/{id} = /api/v1/imports/{id} get_import: 200 304 400 401 403 404 429 500 503
    GET /imports/{id}/events = /api/v1/imports/{id}/events watch_import: 200 400 401 403 404 429 500 503
    GET /imports/{id}/rejects.csv = /api/v1/imports/{id}/rejects.csv get_rejects: 200 400 401 403 404 429 500 503
    GET /metrics get_metrics: 200 401 403 429 500
    GET /openapi.json get_openapi: 200 429 500
    GET /users = /api/v1/users list_users: 200 400 401 403 404 429 500 503
    POST /users = /api/v1/users create_user: 201 400 401 403 404 408 409 413 415 422 429 500 503
    GET /users/{user_id} = /api/v1/users/{user_id} get_user: 200 304 400 401 403 404 429 500 503
    PUT /users/{user_id} = /api/v1/users/{user_id} put_user: 200 400 401 403 404 408 409 412 413 415 429 500 503
    GET /users/{user_id}/history = /api/v1/users/{user_id}/history list_user_history: 200 400 401 403 404 429 500 503
    POST /users/{user_id}/reconcile = /api/v1/users/{user_id}/reconcile reconcile_user: 202 400 401 403 404 409 422 429 500 503
    POST /users/{user_id}/sync = /api/v1/users/{user_id}/sync sync_user: 202 400 401 403 404 409 422 429 500 503
    POST /webhook = /api/v1/webhook receive_webhook: 200 202 400 401 403 408 413 415 429 500 503
    ");
}

/// The opportunity of the examples.
const EXAMPLE_OID: &str = "0198f6a27c5e7d3a9a416f0c2b8d1e55";

/// The deleted opportunity of the examples.
const DELETED_OID: &str = "0198f6a27c5e7d3a9a416f0c2b8d1e66";

/// Creates an opportunity of the examples; callers cannot choose its id.
async fn make_example_deal(server: &Server, oid: &'static str) {
    let access = server.database.access(FirmId::FIRST).await.expect("an answer").expect("firm 1 exists");
    let job = move |scoped: &mut Scoped<'_>| {
        let deal = Deal::new(1.try_into().expect("an id"), now().date_naive());
        opportunities::create(scoped, oid.parse().ok(), &deal, now())
    };
    let outcome = server.database.write(access, job).await.expect("an answer");
    assert!(matches!(outcome, opportunities::Outcome::Saved(_)), "{outcome:?}");
}

/// A server with the records of the examples.
async fn furnished() -> Server {
    let mut server = plain_server(Backend::Sqlite);
    let document = document(&server).await;
    let example = document["components"]["schemas"]["PatchClientBody"]["example"].clone();
    assert_eq!(server.send(Method::PATCH, "/clients", &example).await.status, 200);
    make_example_deal(&server, EXAMPLE_OID).await;
    // The changes that the examples restore: 3 and 4.
    for (path, change) in [
        ("/api/customers/1".to_owned(), json!({"email": "grace@example.com"})),
        (format!("/api/opportunities/{EXAMPLE_OID}"), json!({"opportunity_status": "Won"})),
    ] {
        assert_eq!(server.send(Method::PATCH, &path, &change).await.status, 200);
    }
    delete_examples(&server).await;
    let worker = Worker::start(&server.state).expect("a thread");
    let import = server.request(Method::POST, "/imports").multipart(form("clients")).reply().await;
    assert_eq!(import.status, 202, "{}", import.text());
    furnish_requests(&server).await;
    // The events end with the import.
    assert_eq!(server.get("/imports/1/events").await.status, 200);
    drop(worker);
    let example = document["components"]["schemas"]["CreateInteractionBody"]["example"].clone();
    assert_eq!(server.send(Method::POST, "/api/v1/interactions", &example).await.status, 201);
    let topics = server.send(Method::PUT, "/api/v1/topics/10-2019", &json!({"topics": ["Sand"]})).await;
    assert_eq!(topics.status, 200, "{}", topics.text());
    crate::users::synced(&server, "CRM123").await;
    assert_eq!(server.request(Method::POST, "/api/v1/sync/sweeps").reply().await.status, 202);
    server.use_example_key();
    server
}

/// An opportunity and customer 2, which the examples restore.
async fn delete_examples(server: &Server) {
    make_example_deal(server, DELETED_OID).await;
    let customer = json!({"company_name": "Stark", "phone": "+442083661171"});
    assert_eq!(server.send(Method::POST, "/api/customers", &customer).await.status, 201);
    for path in [format!("/api/opportunities/{DELETED_OID}"), "/api/customers/2".to_owned()] {
        assert_eq!(server.request(Method::DELETE, &path).reply().await.status, 204, "{path}");
    }
}

/// Request 1 is pending, 2 in progress, 3 completed.
async fn furnish_requests(server: &Server) {
    let made = server.send(Method::POST, "/api/operators", &json!({"name": "Jon Snow"})).await;
    assert_eq!(made.status, 201, "{}", made.text());
    for id in 1..=3 {
        let asked = json!({"body": "Winter is coming"});
        assert_eq!(server.send(Method::POST, "/api/customers/1/requests", &asked).await.status, 201);
        if id > 1 {
            let given =
                server.request(Method::PATCH, &format!("/api/operators/1/requests/{id}")).reply().await;
            assert_eq!(given.status, 200, "{}", given.text());
        }
    }
    let end = json!({"status": "COMPLETED", "resolution_comment": "A cloak was sent."});
    assert_eq!(server.send(Method::PATCH, "/api/requests/3", &end).await.status, 200);
}

/// The user of a furnished server; its id cannot be chosen.
async fn example_user(server: &Server) -> String {
    let users = server.get("/users").await.json();
    users[0]["id"].as_str().expect("an id").to_owned()
}

/// The parts that every upload needs.
pub(crate) fn form(kind: &'static str) -> Form {
    Form::new()
        .part("file", Part::bytes(b"Name,External ID\nAda Lovelace,1\n".as_slice()).file_name("a.csv"))
        .text("kind", kind)
}

pub(crate) fn is_multipart(operation: &Map<String, Value>) -> bool {
    operation.get("requestBody").is_some_and(|body| body["content"]["multipart/form-data"].is_object())
}

#[actix_web::test]
async fn every_example_is_answered_as_documented() {
    let book = document(&plain_server(Backend::Sqlite)).await;
    for (path, method, operation) in operations(&book) {
        for accept in forms(&operation) {
            // One server for each, so that a deletion does not affect others.
            let server = furnished().await;
            let user = example_user(&server).await;
            let path = path.replace("{user_id}", &user);
            let request = example(&server, &book, &path, &method, &operation).header("accept", &accept);
            let reply = request.reply().await;
            assert_eq!(reply.status, 200, "{method} {path} {accept}: {}", reply.text());
            check(&book, &operation, &reply, &format!("{method} {path} {accept}"));
        }
    }
}

#[actix_web::test]
async fn refusals_are_as_documented() {
    let server = furnished().await;
    let user = example_user(&server).await;
    let book = document(&server).await;
    for (path, method, operation) in operations(&book) {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let path = path.replace("{op}", "1").replace("{month}", "10-2019");
        let path = path.replace("{seq}", "3").replace("{kind}", "customer").replace("{record}", "1");
        let url = path.replace("{id}", "1").replace("{oid}", EXAMPLE_OID);
        let url = url.replace("{user_id}", &user).replace("{file}", "nothing.js");
        let mut refused = Vec::new();
        if is_multipart(&operation) {
            let request = || server.request(method.clone(), &url);
            refused.push((400, request().multipart(form("robots")).reply().await));
            refused.push((415, server.send(method.clone(), &url, &json!({})).await));
        } else if operation.get("requestBody").is_some() {
            // No body is an empty list; an empty object may be a patch without changes.
            refused.push((400, server.send(method.clone(), &url, &json!([])).await));
            refused.push((415, server.request(method.clone(), &url).body("x").reply().await));
            refused.push((413, server.send_raw(method.clone(), &url, " ".repeat(2 << 20)).await));
        }
        let unknown = "00000000-0000-0000-0000-000000000000";
        let parts = [("{id}", "999"), ("{oid}", "00000000000000000000000000000000"), ("{user_id}", unknown)];
        for (part, missing) in parts {
            for (id, status) in [("x", 400), (missing, 404)].into_iter().filter(|_| path.contains(part)) {
                let request = server.request(method.clone(), &path.replace(part, id));
                let request = match example_body(&book, &operation) {
                    Some(body) => request.json(body),
                    None => request,
                };
                refused.push((status, request.reply().await));
            }
        }
        if path.contains("{file}") {
            refused.push((404, server.request(method.clone(), &url).reply().await));
        }
        if path.contains("clients") {
            refused.push((400, server.request(method.clone(), &url).header("x-firm-id", "x").reply().await));
        }
        for (status, reply) in refused {
            assert_eq!(reply.status, status, "{method} {path}: {}", reply.text());
            check(&book, &operation, &reply, &format!("{method} {path}"));
        }
    }
}

/// The content types of an operation's 200.
pub(crate) fn forms(operation: &Map<String, Value>) -> Vec<String> {
    operation["responses"].get("200").map(described_content).unwrap_or_default().keys().cloned().collect()
}

/// The content of an answer, including its alternatives.
fn described_content(response: &Value) -> Map<String, Value> {
    let content = ["content", "x-alternative-content"].map(|name| response[name].as_object().cloned());
    content.into_iter().flatten().flatten().collect()
}

/// The request of an operation's examples.
fn example(
    server: &Server,
    document: &Value,
    path: &str,
    method: &str,
    operation: &Map<String, Value>,
) -> reqwest::RequestBuilder {
    let mut url = path.to_owned();
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let parameter = resolved(document, parameter);
        let Some(example) = parameter.get("example").filter(|_| parameter["in"] != "header") else {
            continue;
        };
        let text = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        let name = parameter["name"].as_str().expect("a name");
        match parameter["in"].as_str() {
            Some("path") => url = url.replace(&format!("{{{name}}}"), &text),
            _ => query.push((name.to_owned(), text)),
        }
    }
    assert!(!url.contains('{'), "{method} {path} has a parameter without an example");
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
    let request =
        server.request(Method::from_bytes(method.as_bytes()).expect("a method"), &format!("{url}?{query}"));
    if is_multipart(operation) {
        return request.multipart(form("clients"));
    }
    match example_body(document, operation) {
        Some(body) => request.json(body),
        None => {
            assert!(!operation.contains_key("requestBody"), "{method} {path} has no example");
            request
        }
    }
}

/// The example body of an operation.
pub(crate) fn example_body<'d>(document: &'d Value, operation: &'d Map<String, Value>) -> Option<&'d Value> {
    let schema = &operation.get("requestBody")?["content"]["application/json"]["schema"];
    // An optional body is null or the object itself.
    let mut choices = schema["oneOf"].as_array().into_iter().flatten();
    let schema = choices.rfind(|choice| choice.get("$ref").is_some()).unwrap_or(schema);
    resolved(document, schema).get("example")
}

pub(crate) fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    match value["$ref"].as_str() {
        Some(reference) => {
            document.pointer(reference.trim_start_matches('#')).expect("a reference that leads somewhere")
        }
        None => value,
    }
}

/// Checks status, content type, headers and body of an answer against the document.
fn check(document: &Value, operation: &Map<String, Value>, reply: &Reply, what: &str) {
    let described = operation["responses"].get(reply.status.to_string());
    let described =
        resolved(document, described.unwrap_or_else(|| panic!("{what}: {} is not described", reply.status)));
    let kind = reply.header("content-type").expect("a content type").split(';').next().unwrap_or_default();
    let content = described_content(described);
    let (kind, media) = content
        .iter()
        .find(|(described, _)| *described == kind || *described == "application/octet-stream")
        .unwrap_or_else(|| panic!("{what}: {kind} is not described"));
    for header in described["headers"].as_object().into_iter().flat_map(Map::keys) {
        let optional =
            ["Link", "X-Total-Count", "Idempotency-Replayed", "X-Ignored-Keys"].contains(&header.as_str());
        assert!(optional || reply.header(header).is_some(), "{what}: {header} is promised");
    }
    let bodies: Vec<Value> = match kind.as_str() {
        "application/x-ndjson" => {
            reply.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
        }
        kind if kind.ends_with("json") => vec![reply.json()],
        _ => return,
    };
    let mut schema = media["schema"].clone();
    schema["components"] = document["components"].clone();
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    for body in bodies {
        let errors: Vec<String> =
            validator.iter_errors(&body).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{what}: {errors:?}\n{body:#}");
    }
}
