//! Unknown keys of a body, and the methods that accept one.

use std::collections::BTreeSet;

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use crate::openapi::{document, example_body, operations};
use crate::support::{Reply, Server, plain_server};

const HEADER: &str = "x-ignored-keys";

async fn customer(server: &Server, payload: Value) -> Reply {
    server.send(Method::POST, "/api/customers", &payload).await
}

#[actix_web::test]
async fn unknown_keys_are_listed_with_the_nearest_known_one() {
    let server = plain_server(Backend::Sqlite);
    let payload =
        json!({"first_name": "Ed", "last_name": "Stark", "phone": "+12025550143", "emial": "ed@example.com"});
    let made = customer(&server, payload).await;
    assert_eq!((made.status, &made.json()["email"]), (201, &Value::Null));
    assert_eq!(made.header(HEADER), Some("\"emial\";nearest=\"email\""));
    let refused = customer(&server, json!({"firstName": "Ed", "shoe_size": 42})).await;
    assert_eq!(refused.status, 400);
    assert_eq!(refused.header(HEADER), Some("\"firstName\";nearest=\"first_name\", \"shoe_size\""));
    let payload = json!({"firm_id": 1, "integration_type": "MYCASE", "field_names": {
        "first_name": "Ada", "phone_number": ["+12025550144"], "cell_phone": "+12025550144", "integration_id": "a"}});
    let client = server.send(Method::PATCH, "/clients", &payload).await;
    assert_eq!(client.header(HEADER), Some("\"field_names.phone_number\";nearest=\"phone_numbers\""));
    let warning = &client.json()["warnings"][0];
    assert_eq!(
        *warning,
        json!({"field": "field_names.phone_number", "message": "is unknown and was ignored; did you mean phone_numbers?"})
    );
    let statuses = json!([{"name": "New", "probability": 10, "close": false}]);
    let statuses = server.send(Method::PUT, "/api/opportunity-statuses", &statuses).await;
    assert_eq!((statuses.status, statuses.header(HEADER)), (200, Some("\"0.close\";nearest=\"closed\"")));
    let sound = json!({"first_name": "Ed", "last_name": "Stark", "phone": "+12025550145"});
    assert_eq!(customer(&server, sound).await.header(HEADER), None);
}

#[actix_web::test]
async fn every_operation_lists_unknown_keys() {
    let mut server = plain_server(Backend::Sqlite);
    server.use_example_key();
    let document = document(&server).await;
    let mut tried = 0;
    for (path, method, operation) in operations(&document) {
        let Some(mut body) = example_body(&document, &operation).cloned() else { continue };
        // The webhook lists unknown keys in the body of its answer.
        if path.starts_with("/webhook") || path.starts_with("/api/v1/webhook") {
            continue;
        }
        let target = if body.is_array() { &mut body[0] } else { &mut body };
        target["x_y_z"] = json!(1);
        let path = path.replace("{id}", "1").replace("{op}", "1").replace("{month}", "10-2019");
        let path = path.replace("{oid}", "0198f6a27c5e7d3a9a416f0c2b8d1e55").replace("{seq}", "1");
        let path = path.replace("{user_id}", "01936f2e-0d5a-7c31-9f6e-6f1f3c1b2a44");
        let reply = server.send(method.parse().expect("a method"), &path, &body).await;
        let told = reply.header(HEADER).unwrap_or_default();
        assert!(told.contains("x_y_z\""), "{method} {path}: {} {told} {}", reply.status, reply.text());
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

/// Status changes of a request, which do not change fields; and a client, which is addressed by its payload.
const WITHOUT_PUT: [&str; 4] = [
    "/api/operators/{op}/requests/{id}",
    "/api/v1/clients",
    "/api/v1/operators/{op}/requests/{id}",
    "/clients",
];

#[actix_web::test]
async fn every_patch_has_a_put() {
    let server = plain_server(Backend::Sqlite);
    let operations = operations(&document(&server).await);
    let with = |wanted: &str| -> BTreeSet<&str> {
        let those = operations.iter().filter(|(_, method, _)| method == wanted);
        those.map(|(path, ..)| path.as_str()).collect()
    };
    let missing: Vec<&str> = with("PATCH").difference(&with("PUT")).copied().collect();
    assert_eq!(missing, WITHOUT_PUT);
}
