//! Start, shutdown, and loss of the database.

use std::io::Write;
use std::sync::atomic::Ordering;

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::json;

use crate::support::{Replying, all_backends, http_client, plain_server, server, server_with};
use crate::things::{ENDLESS, made, release};

#[actix_web::test]
async fn a_request_in_progress_is_answered_during_shutdown() {
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
    tokio::time::timeout(std::time::Duration::from_secs(60), refused)
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

#[actix_web::test]
async fn health_checks_are_answered_under_load() {
    let server = server_with(|options| {
        options.health_listen = Some(([127, 0, 0, 1], 0).into());
        options.limits.connections_per_worker = 1;
    });
    let address = server.health_address().expect("an address of its own");
    let crowd: Vec<_> =
        (0..20).map(|_| std::net::TcpStream::connect(server.address).expect("a connection")).collect();
    let get = async |path: &str| {
        let answer = http_client().build().expect("a client").get(format!("http://{address}{path}")).send();
        let answer = tokio::time::timeout(std::time::Duration::from_secs(5), answer);
        answer.await.expect("it is not kept waiting").expect("an answer").status().as_u16()
    };
    assert_eq!((get("/health/live").await, get("/health/ready").await), (200, 200));
    assert_eq!((get("/clients").await, get("/metrics").await), (404, 404));
    drop(crowd);
}

#[actix_web::test]
async fn a_disconnect_cancels_the_request() {
    let server = server();
    let mut callers = Vec::new();
    for _ in 0..3 {
        let mut caller = std::net::TcpStream::connect(server.address).expect("a connection");
        caller.write_all(b"GET /things/endless HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
        callers.push(caller);
    }
    let served = async |count: usize| {
        while ENDLESS.load(Ordering::SeqCst) != count {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    served(3).await;
    callers.clear();
    served(0).await;
    assert_eq!(server.get("/things/1").await.status, 200);
}
