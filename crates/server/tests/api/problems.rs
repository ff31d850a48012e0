//! Refusals: one format, all faults at once, no internals.

use reqwest::Method;
use serde_json::json;

use crate::support::{Replying, pairs, server};

#[actix_web::test]
async fn all_faults_of_a_payload_are_reported_at_once() {
    let server = server();
    let reply = server.send(Method::POST, "/things", &json!({"name": "much too long", "count": 10})).await;
    assert_eq!(
        reply.faults(400),
        pairs(&[("count", "must be at most 9"), ("name", "must be at most 10 characters")])
    );
    assert_eq!(reply.json()["detail"], "count must be at most 9; name must be at most 10 characters");
    let reply =
        server.send(Method::POST, "/things", &json!({"name": 1, "count": "x", "lines": ["a", null]})).await;
    let mut faults = reply.faults(400);
    faults.sort();
    assert_eq!(
        faults,
        pairs(&[
            ("count", "must be an integer"),
            ("lines.1", "must be a string"),
            ("name", "must be a string")
        ])
    );
    assert_eq!(
        server.send(Method::POST, "/things", &json!({})).await.faults(400),
        pairs(&[("name", "is missing")])
    );
}

#[actix_web::test]
async fn invalid_json_is_a_clear_400() {
    let server = server();
    let deep = format!("{}{}", "{\"name\":[".repeat(3_000), "]}".repeat(3_000));
    let bodies: [(&[u8], &str); 14] = [
        (b"", "The body is empty: a JSON object is expected."),
        (b"   ", "The body is empty: a JSON object is expected."),
        (b"{", "The body is not JSON: EOF while parsing an object at line 1 column 1."),
        (b"{\"name\": NaN}", "The body is not JSON: expected value at line 1 column 10."),
        (b"{\"name\": Infinity}", "The body is not JSON: expected value at line 1 column 10."),
        (b"{\"count\": 1e400}", "The body is not JSON: number out of range at line 1 column 15."),
        (b"{\"name\": \"\\ud800\"}", "The body is not JSON: "),
        (b"{\"name\": \"\\udc00x\"}", "The body is not JSON: "),
        (
            b"{\"name\": \"\xff\xfe\"}",
            "The body is not JSON: invalid unicode code point at line 1 column 11.",
        ),
        (b"{\"name\": \"a\0b\"}", "The body is not JSON: control character"),
        (b"[1]", "The body must be a JSON object."),
        (b"\"text\"", "The body must be a JSON object."),
        (b"name=x", "The body is not JSON: expected ident at line 1 column 2."),
        (deep.as_bytes(), "The body must be nested at most 32 levels deep."),
    ];
    for (body, expected) in bodies {
        let reply = server.send_raw(Method::POST, "/things", body.to_vec()).await;
        let detail = reply.detail(400);
        assert!(detail.starts_with(expected), "{:?}: {detail}", String::from_utf8_lossy(body));
    }
}

#[actix_web::test]
async fn values_out_of_range_are_faults_of_their_field() {
    let server = server();
    for (body, field, message) in [
        (r#"{"name":"a","count":123456789012345678901234567890}"#, "count", "must be an integer"),
        (r#"{"name":"a","count":1.5}"#, "count", "must be an integer"),
        (r#"{"name":"a","count":true}"#, "count", "must be an integer"),
        (r#"{"name":"a","count":0}"#, "count", "must be at least 1"),
        (r#"{"name":"a\u0000b"}"#, "name", "must not contain NUL characters"),
        (r#"{"name":""}"#, "name", "must not be empty"),
        (r#"{"name":null}"#, "name", "is missing"),
        (r#"{"name":{"a":1}}"#, "name", "must be a string"),
        (r#"{"name":"a","lines":"b"}"#, "lines", "must be a list"),
        (r#"{"name":"a","lines":["b",7]}"#, "lines.1", "must be a string"),
    ] {
        let reply = server.send_raw(Method::POST, "/things", body).await;
        assert_eq!(reply.faults(400), pairs(&[(field, message)]), "{body}");
    }
}

#[actix_web::test]
async fn text_in_every_script_is_accepted() {
    let server = server();
    for name in ["Zoë 🙂", "مرحبا", "\u{202e}rtl", "日本語", "👩‍👩‍👧‍👦"] {
        let reply = server.send(Method::POST, "/things", &json!({"name": name})).await;
        assert_eq!((reply.status, &reply.json()["name"]), (201, &json!(name)));
    }
}

#[actix_web::test]
async fn only_uncompressed_json_is_accepted() {
    let server = server();
    for kind in
        [None, Some("text/plain"), Some("application/x-www-form-urlencoded"), Some("multipart/form-data")]
    {
        let request = server.request(Method::POST, "/things").body(r#"{"name":"a"}"#);
        let request = kind.into_iter().fold(request, |request, kind| request.header("content-type", kind));
        assert_eq!(request.reply().await.detail(415), "The body must be JSON: send it as application/json.");
    }
    let request = server.request(Method::POST, "/things").json(&json!({"name": "a"}));
    let reply = request.header("content-encoding", "gzip").reply().await;
    assert_eq!(reply.detail(415), "The body must not be compressed.");
    let request =
        server.request(Method::POST, "/things").header("content-type", "application/merge-patch+json");
    assert_eq!(request.body("\u{feff}{\"name\":\"a\"}").reply().await.status, 201);
}

#[actix_web::test]
async fn an_unknown_address_or_method_is_a_problem_too() {
    let server = server();
    for path in
        ["/nothing", "/api/v1", "/api/v1/nothing", "/thingsandmore", "/things/1/2", "/%00", "/things%2F1"]
    {
        assert_eq!(server.get(path).await.detail(404), "There is nothing at this address.", "{path}");
    }
    let reply = server.delete("/things").await;
    assert_eq!(reply.detail(405), "This address does not support that method.");
    assert_eq!(reply.header("allow"), Some("GET, POST, HEAD, OPTIONS"));
    let reply = server.request(Method::from_bytes(b"BREW").expect("a method"), "/things/1").reply().await;
    assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD, OPTIONS")));
    let reply = server.request(Method::OPTIONS, "/things").reply().await;
    assert_eq!((reply.status, reply.header("allow")), (204, Some("GET, POST, HEAD, OPTIONS")));
}

#[actix_web::test]
async fn an_id_is_a_positive_integer_in_ascii_digits() {
    let server = server();
    for id in [
        "0",
        "-1",
        "+1",
        "x",
        "1.0",
        "%D9%A1",
        "1%00",
        "9223372036854775808",
        "123456789012345678901234567890",
    ] {
        let reply = server.get(&format!("/things/{id}")).await;
        assert_eq!(reply.faults(400), pairs(&[("id", "must be a positive integer")]), "{id}");
    }
    assert_eq!(server.get("/things/9223372036854775807").await.status, 200);
}

#[actix_web::test]
async fn server_errors_reveal_no_internals() {
    let server = server();
    for path in ["/things/broken", "/things/panic"] {
        let reply = server.get(path).await;
        assert_eq!(reply.status, 500);
        let text = reply.text();
        assert_eq!(reply.json()["error"], "Internal error. The log has the details under this request id.");
        for secret in ["secret_column", "things", "panic", "src/", ".rs"] {
            assert!(!text.contains(secret), "{text}");
        }
    }
    let reply = server.get("/things/away").await;
    assert_eq!(reply.detail(503), "The service cannot answer right now. Try again shortly.");
    assert_eq!(reply.header("retry-after"), Some("5"));
    assert_eq!(server.get("/health/live").await.status, 200, "a panic ends one answer and nothing else");
}

#[actix_web::test]
async fn header_and_query_must_name_the_same_firm() {
    let server = server();
    let get = |path: &str, firm: &str| server.request(Method::GET, path).header("X-Firm-Id", firm);
    assert_eq!(get("/things", "1").reply().await.status, 200);
    assert_eq!(get("/things?firm_id=1", "1").reply().await.status, 200);
    assert_eq!(get("/things", "77").reply().await.detail(404), "Firm not found");
    assert_eq!(server.get("/things?firm_id=77").await.detail(404), "Firm not found");
    assert_eq!(
        get("/things?firm_id=1", "2").reply().await.faults(400),
        pairs(&[("X-Firm-Id", "names a different firm than firm_id")])
    );
    for bad in ["0", "-1", "x", "1.5", "99999999999999999999"] {
        assert_eq!(
            get("/things", bad).reply().await.faults(400),
            pairs(&[("X-Firm-Id", "must be a positive integer")])
        );
        let reply = server.get(&format!("/things?firm_id={bad}")).await;
        assert_eq!(reply.faults(400), pairs(&[("firm_id", "must be a positive integer")]));
    }
}

#[actix_web::test]
async fn all_faults_of_a_query_are_reported_at_once() {
    let server = server();
    let reply = server.get("/things?limit=0&cursor=abc&count=maybe&total=x&total=y").await;
    let mut faults = reply.faults(400);
    faults.sort();
    assert_eq!(
        faults,
        pairs(&[
            ("count", "must be true or false"),
            ("cursor", "must be a cursor from an earlier answer"),
            ("limit", "must be an integer from 1 to 1000"),
            ("total", "invalid digit found in string"),
        ])
    );
    assert_eq!(
        server.get("/things?cursor=%00").await.faults(400),
        pairs(&[("cursor", "must not contain NUL characters")])
    );
}
