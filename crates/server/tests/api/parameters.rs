//! Query parameters: an operation accepts exactly those it documents.

use std::collections::BTreeSet;

use frontdesk_server::all_routes;
use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Map, Value};

use crate::openapi::{document, operations};
use crate::support::{Replying, Server, plain_server, server};

fn documented(operation: &Map<String, Value>) -> BTreeSet<String> {
    let parameters = operation.get("parameters").and_then(Value::as_array);
    let in_query = parameters.into_iter().flatten().filter(|it| it["in"] == "query");
    in_query.map(|it| it["name"].as_str().expect("a name").to_owned()).collect()
}

/// The path of an operation with plausible values for all parameters.
fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{oid}" => "0198f6a27c5e7d3a9a416f0c2b8d1e55",
        "{user_id}" => "01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44",
        "{month}" => "10-2019",
        "{table}" => "customers",
        part if part.starts_with('{') => "1",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}

async fn send(server: &Server, method: &str, path: &str) -> crate::support::Reply {
    server.request(method.parse::<Method>().expect("a method"), path).reply().await
}

#[actix_web::test]
async fn every_operation_refuses_an_unknown_parameter() {
    let server = plain_server(Backend::Sqlite);
    let mut tried = 0;
    for (path, method, operation) in operations(&document(&server).await) {
        let reply = send(&server, &method, &format!("{}?arae=x", filled(&path))).await;
        assert_eq!(reply.status, 400, "{method} {path}: {}", reply.text());
        let faults = reply.json()["errors"].clone();
        assert_eq!(faults[0]["field"], "arae", "{method} {path}: {faults}");
        let message = faults[0]["message"].as_str().expect("a message").to_owned();
        let known = documented(&operation);
        if known.contains("area") {
            assert!(message.ends_with("did you mean area?"), "{method} {path}: {message}");
        } else {
            assert!(known.iter().all(|name| message.contains(name.as_str())), "{method} {path}: {message}");
        }
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
}

#[actix_web::test]
async fn every_operation_accepts_exactly_its_documented_parameters() {
    let server = plain_server(Backend::Sqlite);
    let routes = all_routes(&server.state, &server.modules);
    for (path, method, operation) in operations(&document(&server).await) {
        let served = routes.served().iter().find(|it| it.pattern == path && it.method == method);
        let taken: BTreeSet<String> = served.expect("a route").parameters.iter().cloned().collect();
        assert_eq!(taken, documented(&operation), "{method} {path}");
    }
}

#[actix_web::test]
async fn unknown_and_bad_parameters_are_reported_together() {
    let server = server();
    let reply = server.get("/api/customers?customer_id=12&limit=0&show_deleted=perhaps").await;
    assert_eq!(reply.status, 400);
    let fields: Vec<Value> =
        reply.json()["errors"].as_array().expect("faults").iter().map(|it| it["field"].clone()).collect();
    assert_eq!(fields, ["customer_id", "limit", "show_deleted"]);
}

/// Taken from the router, so undocumented routes are included, such as the resource of these tests.
#[actix_web::test]
async fn every_route_refuses_an_unknown_parameter() {
    let server = server();
    let routes = all_routes(&server.state, &server.modules);
    assert!(routes.served().iter().any(|route| route.pattern.starts_with("/things")));
    for route in routes.served() {
        let what = format!("{} {}", route.method, route.pattern);
        let reply = send(&server, &route.method, &format!("{}?x_y_z=1", filled(&route.pattern))).await;
        assert_eq!(reply.status, 400, "{what}: {}", reply.text());
        assert_eq!(reply.json()["errors"][0]["field"], "x_y_z", "{what}: {}", reply.text());
    }
}

#[actix_web::test]
async fn parameters_are_not_checked_for_unsupported_methods() {
    let server = server();
    assert_eq!(send(&server, "OPTIONS", "/clients?x=1").await.status, 204);
    assert_eq!(send(&server, "TRACE", "/clients?x=1").await.status, 405);
    assert_eq!(send(&server, "HEAD", "/clients?x=1").await.status, 400);
}

#[actix_web::test]
async fn an_address_lists_its_patch_types_and_refuses_a_json_patch() {
    let server = server();
    let taken = Some("application/merge-patch+json, application/json");
    for path in ["/clients", "/api/customers/1", "/api/opportunities/1", "/api/requests/1", "/api/v1/firms/1"]
    {
        assert_eq!(send(&server, "OPTIONS", path).await.header("accept-patch"), taken, "{path}");
    }
    assert_eq!(send(&server, "OPTIONS", "/api/customers").await.header("accept-patch"), None);
    let patch = |kind: &str| {
        let request = server.request(Method::PATCH, "/api/customers/1").header("content-type", kind);
        request.body(r#"[{"op":"replace","path":"/area","value":"Spain"}]"#)
    };
    for kind in ["application/json-patch+json", "application/json-patch+json; charset=utf-8", "text/plain"] {
        let reply = patch(kind).reply().await;
        assert_eq!((reply.status, reply.header("accept-patch")), (415, taken), "{kind}");
        let detail = reply.json()["detail"].as_str().expect("a sentence").to_owned();
        assert!(detail.contains("application/json"), "{kind}: {detail}");
    }
}

#[actix_web::test]
async fn json_answers_end_with_a_line_feed() {
    let server = server();
    for (path, accept) in [
        ("/things?total=3", "application/json"),
        ("/things?total=3", "application/hal+json"),
        ("/things?total=2500", "application/json"),
        ("/things/7", "application/json"),
        ("/things/7", "application/hal+json"),
        ("/clients", "application/json"),
        ("/api/v1/interactions/by-channel", "application/json"),
        ("/api/revenue/forecast", "application/hal+json"),
        ("/api/v1/session", "application/json"),
        ("/health/live", "application/json"),
        ("/health/ready", "application/json"),
        ("/openapi.json", "application/json"),
        ("/nothing", "application/json"),
        ("/things?x=1", "application/json"),
    ] {
        let reply = server.request(Method::GET, path).header("accept", accept).reply().await;
        let text = reply.text();
        assert!(text.ends_with("}\n") || text.ends_with("]\n"), "{path} {accept}");
        if let Some(length) = reply.header("content-length") {
            assert_eq!(length.parse(), Ok(reply.body.len()), "{path} {accept}");
        }
    }
}
