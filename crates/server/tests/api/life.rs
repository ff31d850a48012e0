//! Starting, stopping, and a database that goes away.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::json;

use crate::support::{Replying, all_backends, plain_server, server};
use crate::things::{made, release};

#[actix_web::test]
async fn a_request_that_was_begun_is_answered_although_the_server_was_told_to_stop() {
    let server = server();
    let request = server.request(Method::POST, "/things").json(&json!({"name": "stopping", "fate": "held"}));
    let begun = actix_web::rt::spawn(request.reply());
    while made("stopping") == 0 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    server.stop();
    let refused = async {
        while server.request(Method::GET, "/health/live").send().await.is_ok() {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(10), refused)
        .await
        .expect("no more connections are taken");
    release("stopping");
    assert_eq!(begun.await.expect("not aborted").status, 201);
}

#[actix_web::test]
async fn without_its_database_the_service_is_alive_and_not_ready() {
    for backend in all_backends().filter(|backend| *backend == Backend::Postgres) {
        let mut server = plain_server(backend);
        assert_eq!(server.get("/clients/1").await.status, 404);
        server.lose_database();
        for path in ["/health/ready", "/clients", "/clients/1"] {
            let reply = server.get(path).await;
            let detail = reply.detail(503);
            assert_eq!(detail, "The service cannot answer right now. Try again shortly.", "{backend} {path}");
            assert!(reply.header("retry-after").is_some(), "{backend} {path}");
        }
        assert_eq!(server.get("/health/live").await.status, 200);
    }
}
