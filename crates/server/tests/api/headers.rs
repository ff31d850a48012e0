//! Headers of every answer, and tolerated requests.

use std::io::Read;

use reqwest::Method;
use serde_json::json;

use crate::support::{Replying, server, server_with};

#[actix_web::test]
async fn every_answer_carries_the_security_headers() {
    let server = server();
    for path in [
        "/things?total=2",
        "/things/7",
        "/nothing",
        "/things/broken",
        "/health/live",
        "/metrics",
        "/openapi.json",
    ] {
        let reply = server.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{path} {name}");
        }
        let policy = reply.header("content-security-policy").expect("a policy");
        assert!(policy.starts_with("default-src 'none'"), "{path} {policy}");
    }
    assert_eq!(server.get("/things/7").await.header("cache-control"), Some("no-store"));
    assert_eq!(server.get("/nothing").await.header("cache-control"), Some("no-store"));
}

#[actix_web::test]
async fn a_safe_request_id_is_echoed_and_an_unsafe_one_replaced() {
    let server = server();
    let with = |id: &str| server.request(Method::GET, "/nothing").header("x-request-id", id);
    let reply = with("import-7/a:b").reply().await;
    assert_eq!(
        (reply.header("x-request-id"), &reply.json()["request_id"]),
        (Some("import-7/a:b"), &json!("import-7/a:b"))
    );
    for unsafe_id in ["", "a b", "<script>", &"x".repeat(129)] {
        let reply = with(unsafe_id).reply().await;
        let id = reply.header("x-request-id").expect("an id");
        assert!(id != unsafe_id && id.len() == 36, "{unsafe_id:?} {id:?}");
        assert_eq!(reply.json()["request_id"], id);
    }
    let (one, other) = (server.get("/health/live").await, server.get("/health/live").await);
    assert_ne!(one.header("x-request-id"), other.header("x-request-id"));
}

#[actix_web::test]
async fn a_trailing_slash_changes_nothing() {
    let server = server();
    for (path, with_slash) in [
        ("/things?total=3&limit=2", "/things/?total=3&limit=2"),
        ("/things/7", "/things/7/"),
        ("/api/v1/things/7", "/api/v1/things/7///"),
        ("/nothing", "/nothing/"),
    ] {
        let (bare, slashed) = (server.get(path).await, server.get(with_slash).await);
        assert_eq!(bare.status, slashed.status, "{with_slash}");
        if bare.status == 200 {
            assert_eq!((&bare.body, bare.header("link")), (&slashed.body, slashed.header("link")));
        }
    }
    assert_eq!(server.send(Method::POST, "/things/", &json!({"name": "slash"})).await.status, 201);
    assert_eq!(server.get("/").await.status, 404);
}

#[actix_web::test]
async fn answers_are_compressed_when_accepted_and_worthwhile() {
    let server = server();
    let get = |path: &str, coding: &str| server.request(Method::GET, path).header("accept-encoding", coding);
    let plain = get("/things?total=3000", "identity").reply().await;
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), (None, Some("accept")));
    let packed = get("/things?total=3000", "gzip, deflate").reply().await;
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut text).expect("gzip");
    assert!(text == plain.body && packed.body.len() * 4 < text.len());
    assert_eq!(get("/things?total=3000", "gzip, br").reply().await.header("content-encoding"), Some("br"));
    assert_eq!(get("/things/7", "gzip").reply().await.header("content-encoding"), None, "too small");
    let refusing = get("/things/7", "identity;q=0, *;q=0").reply().await;
    assert_eq!((refusing.status, refusing.header("content-encoding")), (200, None));
}

#[actix_web::test]
async fn only_configured_origins_are_allowed() {
    let ask = |server: &crate::support::Server, origin: &str| {
        server.request(Method::GET, "/things?total=1&limit=1").header("origin", origin).reply()
    };
    let closed = server();
    assert_eq!(ask(&closed, "https://app.example").await.header("access-control-allow-origin"), None);
    let open = server_with(|options| options.cors_origins = vec!["https://app.example".into()]);
    let reply = ask(&open, "https://app.example").await;
    assert_eq!(reply.header("access-control-allow-origin"), Some("https://app.example"));
    let exposed =
        reply.header("access-control-expose-headers").expect("exposed headers").to_ascii_lowercase();
    for name in
        ["etag", "link", "x-total-count", "x-request-id", "location", "idempotency-replayed", "retry-after"]
    {
        assert!(exposed.contains(name), "{name}: {exposed}");
    }
    assert_eq!(ask(&open, "https://evil.example").await.header("access-control-allow-origin"), None);
    let preflight = open
        .request(Method::OPTIONS, "/things/7")
        .header("origin", "https://app.example")
        .header("access-control-request-method", "PATCH")
        .header("access-control-request-headers", "content-type, idempotency-key, if-match, x-firm-id");
    let reply = preflight.reply().await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    assert!(reply.header("access-control-allow-methods").is_some_and(|methods| methods.contains("PATCH")));
    assert_eq!(reply.header("x-content-type-options"), Some("nosniff"));
    let any = server_with(|options| options.cors_origins = vec!["*".into()]);
    assert!(ask(&any, "https://any.example").await.header("access-control-allow-origin").is_some());
}

#[actix_web::test]
async fn requests_are_counted_by_route_and_not_by_path() {
    let server = server();
    for path in ["/things/7", "/things/8", "/things/0", "/api/v1/things/7", "/nothing/secret-name"] {
        server.get(path).await;
    }
    let reply = server.get("/metrics").await;
    assert!(
        reply.header("content-type").is_some_and(|kind| kind.starts_with("application/openmetrics-text"))
    );
    let text = reply.text();
    for line in [
        r#"frontdesk_http_requests_total{route="/things/{id}",method="GET",status="2xx"} 2"#,
        r#"frontdesk_http_requests_total{route="/things/{id}",method="GET",status="4xx"} 1"#,
        r#"frontdesk_http_requests_total{route="/api/v1/things/{id}",method="GET",status="2xx"} 1"#,
        r#"frontdesk_http_requests_total{route="none",method="other",status="4xx"} 1"#,
        "frontdesk_http_requests_in_flight 1",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(!text.contains("secret-name") && text.ends_with("# EOF\n"));
}

#[actix_web::test]
async fn health_is_reported() {
    let server = server();
    for path in ["/health/live", "/health/ready", "/health/ready/"] {
        let reply = server.get(path).await;
        assert_eq!((reply.status, reply.json()), (200, json!({"status": "ok"})), "{path}");
    }
    assert_eq!(server.get("/api/v1/health/live").await.status, 404, "health has one address");
}

#[actix_web::test]
async fn the_documentation_needs_no_external_host() {
    let server = server();
    let page = server.get("/docs").await;
    assert_eq!(page.header("content-type"), Some("text/html; charset=utf-8"));
    let text = page.text();
    assert!(!text.contains("http://") && !text.contains("https://"), "{text}");
    let files: Vec<&str> = text.split('"').filter(|part| part.starts_with("/docs/")).collect();
    assert!(files.len() >= 4, "{files:?}");
    for file in files {
        let reply = server.get(file).await;
        assert_eq!(reply.status, 200, "{file}");
        assert!(
            !reply.body.is_empty()
                && reply.header("content-type").is_some_and(|kind| kind != "application/json")
        );
    }
    let policy = page.header("content-security-policy").expect("a policy");
    assert!(policy.contains("script-src 'self'") && !policy.contains("unsafe-eval"));
    assert_eq!(server.get("/docs/nothing.js").await.detail(404), "File not found.");
    assert_eq!(server.get("/docs/").await.body, page.body);
}
