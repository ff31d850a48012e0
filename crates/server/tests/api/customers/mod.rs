//! `/api/customers`, on every database.

mod edits;
mod lists;
mod phones;
mod replace;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Reply, Server};

/// The payload of a new customer.
fn ed() -> Value {
    json!({"first_name": "Ed", "last_name": "Stark", "phone": "+442083661171"})
}

/// Ed with other values.
fn ed_but(changes: Value) -> Value {
    let mut payload = ed();
    for (key, value) in changes.as_object().expect("an object") {
        payload[key] = value.clone();
    }
    payload
}

async fn create(server: &Server, payload: &Value) -> Reply {
    server.send(Method::POST, "/api/customers", payload).await
}

async fn patch(server: &Server, id: i64, payload: &Value) -> Reply {
    server.send(Method::PATCH, &format!("/api/customers/{id}"), payload).await
}

/// A distinct valid number for each customer of a test.
fn phone(number: usize) -> String {
    format!("+1202555{:04}", 100 + number)
}
