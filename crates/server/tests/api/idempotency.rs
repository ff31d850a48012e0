//! Repeated requests.

use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::support::{Replying, Server, pairs, server};
use crate::things::{made, release};

fn create(server: &Server, key: &str, body: &serde_json::Value) -> RequestBuilder {
    server.request(Method::POST, "/things").header("Idempotency-Key", key).json(body)
}

#[actix_web::test]
async fn a_repeated_request_takes_effect_once_and_gets_the_same_answer() {
    let server = server();
    let body = json!({"name": "once"});
    let first = create(&server, "key-1", &body).reply().await;
    let again = create(&server, "key-1", &body).reply().await;
    assert_eq!((first.status, first.header("idempotency-replayed")), (201, None));
    assert_eq!((again.status, again.header("idempotency-replayed")), (201, Some("true")));
    assert_eq!(first.body, again.body);
    for name in ["content-type", "etag", "location", "vary"] {
        assert!(first.header(name).is_some() && first.header(name) == again.header(name), "{name}");
    }
    assert_ne!(first.header("x-request-id"), again.header("x-request-id"));
    assert_eq!(made("once"), 1);
    create(&server, "key-2", &body).reply().await;
    server.send(Method::POST, "/things", &body).await;
    assert_eq!(made("once"), 3, "another key, or none, is another request");
}

#[actix_web::test]
async fn a_key_belongs_to_one_request() {
    let server = server();
    assert_eq!(create(&server, "k", &json!({"name": "mine"})).reply().await.status, 201);
    let other = create(&server, "k", &json!({"name": "other"})).reply().await;
    assert_eq!(other.detail(422), "This Idempotency-Key was used for a different request.");
    assert_eq!(made("other"), 0);
    let elsewhere = server.request(Method::POST, "/api/v1/things").header("Idempotency-Key", "k");
    assert_eq!(elsewhere.json(&json!({"name": "mine"})).reply().await.status, 422);
}

#[actix_web::test]
async fn a_repetition_of_a_running_request_is_refused() {
    let server = server();
    let body = json!({"name": "slow", "fate": "held"});
    let first = actix_web::rt::spawn(create(&server, "k", &body).reply());
    while made("slow") == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    let second = create(&server, "k", &body).reply().await;
    assert_eq!(second.detail(409), "The first request with this Idempotency-Key is still being answered.");
    assert!(second.header("retry-after").is_some());
    release("slow");
    assert_eq!(first.await.expect("not aborted").status, 201);
    let third = create(&server, "k", &body).reply().await;
    assert_eq!((third.status, third.header("idempotency-replayed"), made("slow")), (201, Some("true"), 1));
}

#[actix_web::test]
async fn a_final_refusal_is_stored_and_a_failure_is_not() {
    let server = server();
    let missing = json!({"name": "missing", "fate": "missing"});
    let (first, again) =
        (create(&server, "m", &missing).reply().await, create(&server, "m", &missing).reply().await);
    assert_eq!((first.status, again.status, made("missing")), (404, 404, 1));
    assert_eq!(first.detail(404), "There is no such fate.");
    assert_eq!((again.body == first.body, again.header("idempotency-replayed")), (true, Some("true")));
    let broken = json!({"name": "broken", "fate": "broken"});
    for attempt in 1..=2 {
        let reply = create(&server, "b", &broken).reply().await;
        assert_eq!(
            (reply.status, reply.header("idempotency-replayed"), made("broken")),
            (500, None, attempt)
        );
    }
}

#[actix_web::test]
async fn an_invalid_request_does_not_use_up_its_key() {
    let server = server();
    assert_eq!(create(&server, "k", &json!({"name": ""})).reply().await.status, 400);
    assert_eq!(create(&server, "k", &json!({"name": "mended"})).reply().await.status, 201);
}

#[actix_web::test]
async fn a_key_is_visible_text_of_limited_length() {
    let server = server();
    let message = "Idempotency-Key must be 1 to 255 visible ASCII characters.";
    for key in ["", "a b", &"k".repeat(256)] {
        let reply = create(&server, key, &json!({"name": "bad key"})).reply().await;
        assert_eq!(reply.faults(400), pairs(&[("Idempotency-Key", message)]), "{key:?}");
    }
    assert_eq!(create(&server, &"k".repeat(255), &json!({"name": "good key"})).reply().await.status, 201);
}

#[actix_web::test]
async fn fifty_concurrent_requests_with_one_key_have_one_effect() {
    let server = server();
    let body = json!({"name": "fifty"});
    let requests = (0..50).map(|_| create(&server, "k", &body).reply());
    let replies = futures_util::future::join_all(requests).await;
    assert!(replies.iter().all(|reply| [201, 409].contains(&reply.status)));
    assert!(replies.iter().any(|reply| reply.status == 201));
    assert_eq!(made("fifty"), 1);
}
