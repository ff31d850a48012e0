//! Conditional and repeated writes.

use reqwest::Method;
use serde_json::json;

use super::{ada, ada_but, patch, stored};
use crate::support::{Replying, all_backends, plain_server};

#[actix_web::test]
async fn a_write_on_an_outdated_version_is_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        patch(&server, &ada()).await;
        patch(&server, &ada_but(&[("field_names.last_name", json!("King"))])).await;
        let before = stored(&server);
        let delete = |tag: &str| server.request(Method::DELETE, "/clients/1").header("if-match", tag).reply();
        let change = ada_but(&[("field_names.last_name", json!("Byron"))]);
        let change = |tag: &str| {
            server.request(Method::PATCH, "/clients").header("if-match", tag).json(&change).reply()
        };
        for stale in ["\"1-json\"", "W/\"2-json\"", "\"x\"", "\"3-json\", \"1-hal\""] {
            let message = "The record has changed. Read it again before writing.";
            assert_eq!(delete(stale).await.detail(412), message, "{backend} {stale}");
            assert_eq!(change(stale).await.detail(412), message, "{backend} {stale}");
        }
        assert_eq!(stored(&server), before, "{backend}");
        assert_eq!(change("\"2-json\"").await.json()["client"]["last_name"], "Byron", "{backend}");
        let stranger = ada_but(&[
            ("field_names.integration_id", json!("ext-9")),
            ("field_names.phone_numbers", json!(["+15559999999"])),
        ]);
        let request = server.request(Method::PATCH, "/clients").header("if-match", "*").json(&stranger);
        assert_eq!(request.reply().await.status, 412, "{backend}: nothing is there to match");
        let missing = server.request(Method::DELETE, "/clients/99").header("if-match", "\"x\"").reply().await;
        assert_eq!(missing.detail(404), "Client not found");
        assert_eq!(delete("\"1-json\", \"3-hal\"").await.status, 200, "{backend}");
        assert_eq!(stored(&server), []);
    }
}

#[actix_web::test]
async fn a_patch_repeated_with_its_key_takes_effect_once() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let payload = ada();
        let send = || {
            server.request(Method::PATCH, "/clients").header("idempotency-key", "k-1").json(&payload).reply()
        };
        let (first, again) = (send().await, send().await);
        assert_eq!((first.status, first.json()["outcome"].as_str()), (200, Some("created")), "{backend}");
        assert_eq!(
            (again.body == first.body, again.header("idempotency-replayed")),
            (true, Some("true")),
            "{backend}"
        );
        let other = ada_but(&[("field_names.last_name", json!("King"))]);
        let request = server.request(Method::PATCH, "/clients").header("idempotency-key", "k-1").json(&other);
        assert_eq!(request.reply().await.status, 422, "{backend}");
        let replies = futures_util::future::join_all((0..20).map(|_| {
            server.request(Method::PATCH, "/clients").header("idempotency-key", "k-2").json(&other).reply()
        }));
        let replies = replies.await;
        assert!(replies.iter().all(|reply| [200, 409].contains(&reply.status)), "{backend}");
        let fresh = |reply: &&crate::support::Reply| {
            reply.status == 200 && reply.header("idempotency-replayed").is_none()
        };
        assert_eq!(replies.iter().filter(fresh).count(), 1, "{backend}");
        assert_eq!(stored(&server).len(), 1);
    }
}
