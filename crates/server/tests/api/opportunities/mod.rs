//! `/api/opportunities`, `/api/opportunity-statuses` and `/api/revenue`.

mod deals;
mod faults;
mod revenue;
mod statuses;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Reply, Server};

/// A customer of an area, and its id.
async fn customer(server: &Server, number: u32, area: Option<&str>) -> i64 {
    let payload = json!({
        "firm_id": 1, "integration_type": "MYCASE",
        "field_names": {
            "first_name": "Ada", "phone_numbers": [format!("+1202555{number:04}")],
            "integration_id": format!("ext-{number}"), "area": area,
        },
    });
    let reply = server.send(Method::PATCH, "/clients", &payload).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()["client"]["id"].as_i64().expect("an id")
}

async fn post(server: &Server, body: &Value) -> Reply {
    server.send(Method::POST, "/api/opportunities", body).await
}

/// A new opportunity.
async fn made(server: &Server, body: &Value) -> Value {
    let reply = post(server, body).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

async fn listed(server: &Server, path: &str) -> Vec<Value> {
    let reply = server.get(path).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json().as_array().expect("a list").clone()
}
