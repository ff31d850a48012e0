//! Refusals.

use reqwest::Method;
use serde_json::json;

use super::{ask, assign, with_operators};
use crate::support::{Replying, all_backends, pairs};

#[actix_web::test]
async fn bodies_and_comments_are_not_blank_and_limited() {
    let server = with_operators(frontdesk_testkit::Backend::Sqlite, 1).await;
    ask(&server).await;
    assign(&server, 1, 1).await;
    let long = "é".repeat(4001);
    for (text, rule) in [
        (json!(""), "must not be empty"),
        (json!(" \n\t"), "must not be blank"),
        (json!(long), "must be at most 4000 characters"),
        (json!(null), "is missing"),
        (json!(5), "must be a string"),
        (json!("a\u{0}"), "must not contain NUL characters"),
        (json!("a\u{7}"), "must not contain control characters"),
    ] {
        let body = json!({"body": text});
        let asked = server.send(Method::POST, "/api/customers/1/requests", &body).await;
        assert_eq!(asked.faults(400), pairs(&[("body", rule)]), "{text}");
        assert_eq!(
            server.send(Method::PUT, "/api/requests/1", &body).await.faults(400),
            pairs(&[("body", rule)])
        );
        let end = json!({"status": "COMPLETED", "resolution_comment": text});
        let ended = server.send(Method::PATCH, "/api/requests/1", &end).await;
        assert_eq!(ended.faults(400), pairs(&[("resolution_comment", rule)]), "{text}");
    }
    let unknown = json!({"status": "DONE"});
    assert_eq!(
        server.send(Method::PATCH, "/api/requests/1", &unknown).await.faults(400),
        pairs(&[
            ("status", "must be PENDING, IN_PROGRESS, COMPLETED or REJECTED"),
            ("resolution_comment", "is missing")
        ])
    );
    assert_eq!(server.get("/api/requests/1").await.json()["status"], "IN_PROGRESS");
    let fits = json!({"body": "é".repeat(4000)});
    assert_eq!(server.send(Method::PUT, "/api/requests/1", &fits).await.status, 200);
}

#[actix_web::test]
async fn unknown_records_are_not_found() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        ask(&server).await;
        assert_eq!(assign(&server, 9, 1).await.detail(404), "Operator not found", "{backend}");
        assert_eq!(assign(&server, 1, 9).await.detail(404), "Request not found", "{backend}");
        for path in ["/api/requests/9", "/api/requests/9/history", "/api/requests/1?firm_id=1"] {
            let expected = if path.contains('9') { 404 } else { 200 };
            assert_eq!(server.get(path).await.status, expected, "{backend} {path}");
        }
        assert_eq!(
            server.get("/api/customers/9/requests").await.detail(404),
            "Customer not found",
            "{backend}"
        );
        assert_eq!(server.get("/api/operators/9").await.detail(404), "Operator not found", "{backend}");
        for path in
            ["/api/requests/x", "/api/requests/0", "/api/requests/99999999999999999999", "/api/operators/-1"]
        {
            assert_eq!(server.get(path).await.status, 400, "{backend} {path}");
        }
        let faults =
            server.get("/api/requests?status=DONE&processed_by=x&show_archived=1&limit=0").await.faults(400);
        assert_eq!(faults.len(), 4, "{backend} {faults:?}");
        assert_eq!(server.get("/api/requests?status=ARCHIVED").await.status, 400);
    }
}

#[actix_web::test]
async fn an_operator_has_a_name() {
    let server = with_operators(frontdesk_testkit::Backend::Sqlite, 0).await;
    let add = |body: serde_json::Value| {
        let request = server.request(Method::POST, "/api/operators").json(&body);
        async move { request.reply().await }
    };
    let made = add(json!({"first_name": " Jon", "last_name": "Snow ", "email": "jon@example.com"})).await;
    let expected = json!({
        "first_name": "Jon", "last_name": "Snow", "id": 1, "name": "Jon Snow", "email": "jon@example.com",
        "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
    });
    assert_eq!(
        (made.status, made.json(), made.header("location")),
        (201, expected.clone(), Some("/api/operators/1"))
    );
    assert_eq!(server.get("/api/operators").await.json(), json!([expected]));
    assert_eq!(
        add(json!({"name": " ", "email": "x"})).await.faults(400),
        pairs(&[("name", "is missing"), ("email", "must be an e-mail address")])
    );
    assert_eq!(
        add(json!({"name": "x".repeat(129)})).await.faults(400),
        pairs(&[("name", "must be at most 128 characters")])
    );
}

#[actix_web::test]
async fn a_repeated_change_with_its_key_is_made_once() {
    let server = with_operators(frontdesk_testkit::Backend::Sqlite, 2).await;
    ask(&server).await;
    let send = |operator: i64, key: &'static str| {
        let path = format!("/api/operators/{operator}/requests/1");
        server.request(Method::PATCH, &path).header("idempotency-key", key).reply()
    };
    let (first, again) = (send(1, "k").await, send(1, "k").await);
    assert_eq!((first.status, again.body == first.body), (200, true));
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(send(2, "k").await.status, 422);
    // A refusal is stored with its whole body.
    let (refused, kept) = (send(2, "other").await, send(2, "other").await);
    assert_eq!((refused.status, kept.json()["request"]["processed_by"].as_i64()), (409, Some(1)));
}
