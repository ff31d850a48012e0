//! `PUT /api/customers/{id}`.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use super::{create, ed, ed_but};
use crate::support::{Reply, Replying, Server, all_backends, plain_server};

async fn put(server: &Server, id: i64, payload: &Value) -> Reply {
    server.send(Method::PUT, &format!("/api/customers/{id}"), payload).await
}

#[actix_web::test]
async fn a_replacement_clears_absent_fields() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let full = ed_but(json!({
            "email": "ed@example.com", "area": "France", "has_support_contract": true, "occupation": "Smith",
        }));
        let before = create(&server, &full).await.json();
        let reply =
            put(&server, 1, &json!({"first_name": "Ned", "last_name": "Stark", "area": "Spain"})).await;
        assert_eq!(reply.status, 200, "{}", reply.text());
        let after = reply.json();
        for (field, value) in [
            ("id", json!(1)),
            ("uuid", before["uuid"].clone()),
            ("first_name", json!("Ned")),
            ("area", json!("Spain")),
            ("email", Value::Null),
            ("phone", Value::Null),
            ("occupation", Value::Null),
            ("has_support_contract", json!(false)),
        ] {
            assert_eq!(after[field], value, "{field}");
        }
        assert_eq!(server.get("/api/customers/1").await.json(), after);
    }
}

#[actix_web::test]
async fn a_record_sent_back_unchanged_is_not_changed() {
    let server = plain_server(Backend::Sqlite);
    create(&server, &ed_but(json!({"area": "France"}))).await;
    let seen = server.get("/api/customers/1").await;
    let reply = put(&server, 1, &seen.json()).await;
    assert_eq!((reply.status, reply.json()), (200, seen.json()));
    assert_eq!(reply.header("etag"), seen.header("etag"));
}

#[actix_web::test]
async fn a_replacement_follows_the_rules_of_other_changes() {
    let server = plain_server(Backend::Sqlite);
    create(&server, &ed()).await;
    create(&server, &ed_but(json!({"phone": "+442083661172"}))).await;
    let nameless = put(&server, 1, &json!({"area": "Spain"})).await;
    assert_eq!((nameless.status, nameless.json()["errors"][0]["field"].clone()), (400, json!("first_name")));
    assert_eq!(put(&server, 1, &ed_but(json!({"phone": "+442083661172"}))).await.status, 409);
    assert_eq!(put(&server, 7, &ed()).await.status, 404);
    let stale = server.request(Method::PUT, "/api/customers/1").header("if-match", "\"99-json\"").json(&ed());
    assert_eq!(stale.reply().await.status, 412);
    assert_eq!(server.get("/api/customers/1").await.json()["phone"], "+442083661171");
}

#[actix_web::test]
async fn a_filter_accepts_an_unescaped_plus_sign() {
    for backend in all_backends() {
        let server = plain_server(backend);
        create(&server, &ed_but(json!({"email": "Ed+Work@example.com"}))).await;
        create(&server, &ed_but(json!({"first_name": "Ed Lee", "phone": "+442083661172"}))).await;
        for (query, ids) in [
            ("q=ed+work@example.com", vec![1]),
            ("q=ed%2Bwork@example.com", vec![1]),
            ("q=ed+w", vec![1]),
            ("q=ed+l", vec![2]),
            ("q=ed%20l", vec![2]),
            ("q=+442083661172", vec![2]),
            ("phone=+442083661172", vec![2]),
            ("phone=%2B442083661171", vec![1]),
            ("phone=+44+20+8366+1171", vec![1]),
        ] {
            let rows = server.get(&format!("/api/customers?{query}")).await.json();
            let found: Vec<i64> =
                rows.as_array().expect("rows").iter().filter_map(|row| row["id"].as_i64()).collect();
            assert_eq!(found, ids, "{query}");
        }
        let clients = server.get("/clients?q=ed+work@example.com").await.json();
        assert_eq!(clients["clients"].as_array().map(Vec::len), Some(1));
    }
}
