//! `/api/requests` and `/api/operators`, on every database.

mod events;
mod faults;
mod lists;
mod moves;
mod races;
mod stats;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Reply, Replying, Server, plain_server};

/// A server with customer 1 and this many operators.
async fn with_operators(backend: frontdesk_testkit::Backend, operators: usize) -> Server {
    let server = plain_server(backend);
    let ed = json!({"first_name": "Ed", "last_name": "Stark", "phone": "+442083661171"});
    assert_eq!(server.send(Method::POST, "/api/customers", &ed).await.status, 201);
    for number in 1..=operators {
        let made =
            server.send(Method::POST, "/api/operators", &json!({"name": format!("Op {number}")})).await;
        assert_eq!((made.status, made.json()["id"].as_u64()), (201, Some(number as u64)), "{}", made.text());
    }
    server
}

async fn ask(server: &Server) -> Value {
    let asked =
        server.send(Method::POST, "/api/customers/1/requests", &json!({"body": "Winter is coming"})).await;
    assert_eq!(asked.status, 201, "{}", asked.text());
    asked.json()
}

async fn assign(server: &Server, operator: i64, request: i64) -> Reply {
    server.request(Method::PATCH, &format!("/api/operators/{operator}/requests/{request}")).reply().await
}

async fn take_over(server: &Server, operator: i64, request: i64, from: i64) -> Reply {
    let path = format!("/api/operators/{operator}/requests/{request}");
    server.send(Method::PATCH, &path, &json!({"taken_from": from})).await
}

async fn resolve(server: &Server, request: i64, status: &str) -> Reply {
    let body = json!({"status": status, "resolution_comment": "A cloak was sent."});
    server.send(Method::PATCH, &format!("/api/requests/{request}"), &body).await
}

async fn archive(server: &Server, request: i64) -> Reply {
    server.delete(&format!("/api/requests/{request}")).await
}
