//! Clients that send too much, too slowly, or disconnect.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use frontdesk_core::FirmId;
use frontdesk_storage::keys::Role;
use frontdesk_sync::WebhookSecret;
use reqwest::Method;
use serde_json::json;

use crate::support::{Replying, Server, server, server_with};

/// Sends bytes and reads until the server closes, or sends nothing for a while.
fn exchange(server: &Server, pieces: &[&[u8]], patience: Duration) -> String {
    let mut socket = TcpStream::connect(server.address).expect("a connection");
    socket.set_read_timeout(Some(patience)).expect("set");
    for piece in pieces {
        // The server may have closed the connection already, which some tests expect.
        let _ = socket.write_all(piece);
    }
    let (mut answer, mut piece) = (Vec::new(), [0_u8; 4096]);
    while let Ok(read @ 1..) = socket.read(&mut piece) {
        answer.extend_from_slice(&piece[..read]);
    }
    String::from_utf8_lossy(&answer).into_owned()
}

/// For an answer expected soon; generous for a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);
/// For an answer that may or may not arrive.
const A_MOMENT: Duration = Duration::from_secs(2);

const HEAD: &[u8] = b"POST /things HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n";

#[actix_web::test]
async fn a_body_at_the_limit_is_accepted_and_one_byte_more_is_not() {
    let server = server_with(|options| options.limits.json_bytes = 1_000);
    let body = |length: usize| format!("{{\"name\":\"a\"{}}}", " ".repeat(length - 12));
    assert_eq!(server.send_raw(Method::POST, "/things", body(1_000)).await.status, 201);
    let reply = server.send_raw(Method::POST, "/things", body(1_001)).await;
    assert_eq!(reply.detail(413), "The body must be at most 1000 bytes.");
    let chunks = futures_util::stream::iter((0..1_001).map(|_| Ok::<_, std::io::Error>(" ")));
    let reply = server.send_raw(Method::POST, "/things", reqwest::Body::wrap_stream(chunks)).await;
    assert_eq!(reply.detail(413), "The body must be at most 1000 bytes.");
    assert_eq!(server.send(Method::POST, "/things", &json!({"name": "after"})).await.status, 201);
}

#[test]
fn a_declared_oversized_body_is_refused_before_it_is_sent() {
    let server = server();
    let head = [HEAD, b"content-length: 20000000\r\n\r\n"].concat();
    let answer = exchange(&server, &[&head, b"{"], PATIENCE);
    assert!(answer.starts_with("HTTP/1.1 413 ") && answer.contains("at most 1048576 bytes"), "{answer}");
}

#[test]
fn a_slow_body_times_out() {
    let server = server_with(|options| options.timeouts.json_body = Duration::from_millis(300));
    let head = [HEAD, b"content-length: 100\r\n\r\n{\"name\":"].concat();
    let since = Instant::now();
    let answer = exchange(&server, &[&head], PATIENCE);
    assert!(answer.starts_with("HTTP/1.1 408 ") && answer.contains("application/problem+json"), "{answer}");
    assert!(since.elapsed() >= Duration::from_millis(300));
}

#[test]
fn a_slow_head_times_out() {
    let server = server_with(|options| options.timeouts.request_head = Duration::from_millis(300));
    let since = Instant::now();
    let answer = exchange(&server, &[b"GET /things HTTP/1.1\r\nhost: localhost\r\nx-slow: "], PATIENCE);
    assert!(since.elapsed() < PATIENCE, "the connection was held open");
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[test]
fn a_body_with_invalid_framing_is_not_a_server_error() {
    let server = server();
    let head = [HEAD, b"transfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"].concat();
    let answer = exchange(&server, &[&head], A_MOMENT);
    // The connection may be closed before the credential has been looked up.
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
    for nonsense in
        [&b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc"[..], b"GET /things HTTP/9.9\r\n\r\n", b"\0\0\0\0\r\n\r\n"]
    {
        let answer = exchange(&server, &[nonsense], A_MOMENT);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 400 "), "{answer}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nhost: localhost\r\n\r\n", "x".repeat(300_000));
    let answer = exchange(&server, &[long.as_bytes()], A_MOMENT);
    assert!(!answer.starts_with("HTTP/1.1 5") && !answer.starts_with("HTTP/1.1 200"), "{answer}");
}

#[actix_web::test]
async fn a_disconnect_does_not_affect_other_requests() {
    let server = server();
    for _ in 0..20 {
        let mut socket = TcpStream::connect(server.address).expect("a connection");
        socket.write_all(&[HEAD, b"content-length: 100\r\n\r\n{"].concat()).expect("sent");
        drop(socket);
        let mut socket = TcpStream::connect(server.address).expect("a connection");
        socket.write_all(b"GET /things?total=100000 HTTP/1.1\r\nhost: localhost\r\n\r\n").expect("sent");
        drop(socket);
    }
    assert_eq!(server.get("/health/ready").await.status, 200);
    until_alone(&server).await;
}

/// Waits until the metrics request is the only one in progress.
async fn until_alone(server: &Server) {
    let alone = async {
        while !server.get("/metrics").await.text().contains("in_flight 1\n") {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(PATIENCE, alone).await.expect("requests of callers that left are still counted");
}

/// Whether the operating system has a connection of a server on this machine to this client. The client itself learns
/// nothing while it does not read.
#[cfg(target_os = "linux")]
fn is_connected(server: SocketAddr, client: SocketAddr) -> bool {
    let connection = format!("0100007F:{:04X} 0100007F:{:04X} 01 ", server.port(), client.port());
    std::fs::read_to_string("/proc/net/tcp").expect("Linux has it").contains(&connection)
}

/// Such a client must not hold part of the list forever.
#[test]
#[cfg(target_os = "linux")]
fn a_client_that_stops_reading_is_disconnected() {
    let server = server_with(|options| options.timeouts.stalled_reader = Duration::from_millis(500));
    let mut socket = TcpStream::connect(server.address).expect("a connection");
    socket.write_all(b"GET /things?total=100000000 HTTP/1.1\r\nhost: localhost\r\n\r\n").expect("sent");
    socket.set_read_timeout(Some(PATIENCE)).expect("set");
    socket.read_exact(&mut [0; 16]).expect("the answer begins");
    let (begun, here) = (Instant::now(), socket.local_addr().expect("an address"));
    while is_connected(server.address, here) {
        assert!(begun.elapsed() < PATIENCE, "it is not disconnected");
        std::thread::sleep(Duration::from_millis(20));
    }
    let (mut read, mut piece) = (0, vec![0_u8; 1 << 20]);
    while let Ok(bytes @ 1..) = socket.read(&mut piece) {
        read += bytes;
        assert!(read < 64 << 20, "the list goes on");
    }
}

/// One of many clients, each slow in its own way: in its head, in its body, in reading a long list.
fn slow_client(server: &Server, number: usize) -> TcpStream {
    let mut socket = TcpStream::connect(server.address).expect("a connection");
    let begun: &[u8] = match number % 3 {
        0 => b"GET /things HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
        1 => b"POST /things HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 900000\r\n\r\n{",
        _ => b"GET /things?total=100000000 HTTP/1.1\r\nhost: localhost\r\n\r\n",
    };
    socket.write_all(begun).expect("sent");
    socket
}

#[actix_web::test]
async fn slow_clients_do_not_delay_others() {
    let server = server();
    let crowd: Vec<TcpStream> = (0..300).map(|number| slow_client(&server, number)).collect();
    for number in 0..50 {
        let made = server.send(Method::POST, "/things", &json!({"name": format!("n{number}")})).await;
        assert_eq!(made.status, 201);
        assert_eq!(server.get("/things/7").await.status, 200);
        assert_eq!(server.get("/clients").await.status, 200);
    }
    assert_eq!(crowd.len(), 300, "they are there to the end");
}

#[actix_web::test]
async fn a_key_over_its_quota_gets_a_retry_time_and_others_are_not_affected() {
    let server = server_with(|options| options.limits.requests_per_second = NonZeroU32::new(2));
    let key = |role| server.make_key(FirmId::FIRST, role);
    let (busy, calm) = (key(Role::Reader), key(Role::Reader));
    let get = async |key: &str| server.without_key(Method::GET, "/things").bearer_auth(key).reply().await;
    let first = get(&busy).await;
    assert_eq!((first.status, first.header("ratelimit")), (200, Some("\"default\";r=3;t=1")));
    assert_eq!(first.header("ratelimit-policy"), Some("\"default\";q=4;w=2"));
    let refused = async {
        loop {
            let reply = get(&busy).await;
            if reply.status != 200 {
                return reply;
            }
        }
    };
    let refused = tokio::time::timeout(Duration::from_secs(30), refused).await.expect("it is too much");
    assert_eq!(refused.detail(429), "Too many requests: try again in 1 s.");
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(refused.header("ratelimit"), Some("\"default\";r=0;t=2"));
    assert_eq!(refused.header("ratelimit-policy"), Some("\"default\";q=4;w=2"));
    let barred = server.without_key(Method::GET, "/api/v1/audit").bearer_auth(&calm).reply().await;
    assert_eq!((barred.status, barred.header("ratelimit-policy")), (403, Some("\"default\";q=4;w=2")));
    assert_eq!(get(&calm).await.status, 200);
    assert_eq!(server.get("/health/live").await.header("ratelimit"), None);
}

#[actix_web::test]
async fn a_webhook_is_counted_once_signed_or_not() {
    for secrets in [vec![], vec![WebhookSecret::parse("whsec_b3RoZXI=").expect("a secret")]] {
        let server = server_with(|options| {
            options.limits.requests_per_second = NonZeroU32::new(2);
            options.webhook_secrets = secrets.clone();
        });
        let key = server.make_key(FirmId::FIRST, Role::Writer);
        let refused = server.without_key(Method::POST, "/webhook").body("{}").reply().await;
        assert_eq!((refused.status, refused.header("ratelimit")), (401, Some("\"default\";r=3;t=1")));
        // The quota of the key, or what is left to the address.
        let by_key = server.without_key(Method::POST, "/webhook").bearer_auth(&key).body("{}").reply().await;
        let left = if secrets.is_empty() { "\"default\";r=3;t=1" } else { "\"default\";r=2;t=1" };
        assert_eq!(by_key.header("ratelimit"), Some(left), "{}", by_key.text());
    }
}

#[actix_web::test]
async fn every_counted_answer_has_the_remaining_quota() {
    let server = server_with(|options| {
        options.limits.requests_per_second = NonZeroU32::new(1_000);
        options.cors_origins = vec!["https://a.example".to_owned()];
    });
    let key = server.make_key(FirmId::FIRST, Role::Writer);
    let ask = async |method: Method, path: &str, kind: &str, body: &'static str| {
        let request = server.without_key(method, path).bearer_auth(&key).header("content-type", kind);
        request.header("origin", "https://a.example").body(body).reply().await
    };
    let json = "application/json";
    for (method, path, kind, body, status) in [
        (Method::GET, "/clients", json, "", 200),
        (Method::GET, "/clients?x=1", json, "", 400),
        (Method::GET, "/clients?limit=0", json, "", 400),
        (Method::GET, "/clients/x", json, "", 400),
        (Method::POST, "/api/customers", json, "{", 400),
        (Method::POST, "/api/customers", json, "{}", 400),
        (Method::GET, "/clients/77", json, "", 404),
        (Method::GET, "/clients?firm_id=77", json, "", 404),
        (Method::GET, "/nothing", json, "", 404),
        (Method::DELETE, "/clients", json, "", 405),
        (Method::POST, "/api/customers", "text/plain", "{}", 415),
        (Method::GET, "/api/v1/keys", json, "", 403),
        (Method::GET, "/things/broken", json, "", 500),
    ] {
        let reply = ask(method.clone(), path, kind, body).await;
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.text());
        for header in ["ratelimit", "ratelimit-policy", "access-control-allow-origin"] {
            assert_eq!(reply.headers.get_all(header).iter().count(), 1, "{method} {path} {status}: {header}");
        }
    }
    let preflight = server.without_key(Method::OPTIONS, "/clients").header("origin", "https://a.example");
    let preflight = preflight.header("access-control-request-method", "GET").reply().await;
    assert_eq!((preflight.status, preflight.header("ratelimit-policy").is_some()), (200, true));
}

#[actix_web::test]
async fn key_guessing_is_limited_by_address() {
    let server = server_with(|options| options.limits.requests_per_second = NonZeroU32::MIN.into());
    let key = server.make_key(FirmId::FIRST, Role::Reader);
    let guess =
        async || server.without_key(Method::GET, "/things").bearer_auth("fd_1_x").reply().await.status;
    let stopped = async { while guess().await != 429 {} };
    tokio::time::timeout(Duration::from_secs(30), stopped).await.expect("it is too much");
    let good = server.without_key(Method::GET, "/things").bearer_auth(&key).reply().await;
    assert_eq!(good.status, 200, "a good key from the same address is let in");
}

#[actix_web::test]
async fn routes_without_a_gate_are_counted_too() {
    let files = |_: &str| {
        Some(frontdesk_server::WebFile {
            content_type: "text/html",
            digest: "0",
            is_immutable: false,
            plain: b"<p>",
            brotli: None,
            gzip: None,
        })
    };
    let preflight: &[(&str, &str)] =
        &[("origin", "https://a.example"), ("access-control-request-method", "GET")];
    for (method, path, headers, status) in [
        (Method::GET, "/nowhere", &[][..], 404),
        (Method::GET, "/things/no/such", &[], 404),
        (Method::OPTIONS, "/things", &[], 204),
        (Method::OPTIONS, "/things", preflight, 200),
        (Method::TRACE, "/things", &[], 405),
        (Method::GET, "/app/", &[], 200),
        (Method::GET, "/", &[], 200),
        (Method::OPTIONS, "/app/", &[], 204),
    ] {
        let server = server_with(|options| {
            options.limits.requests_per_second = NonZeroU32::MIN.into();
            options.console = Some(files);
            options.cors_origins = vec!["https://a.example".to_owned()];
        });
        let ask = async || {
            let request = server.without_key(method.clone(), path);
            let request =
                headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            request.reply().await.status
        };
        assert_eq!(ask().await, status, "{method} {path}");
        let stopped = async { while ask().await != 429 {} };
        tokio::time::timeout(Duration::from_secs(30), stopped).await.expect("it is counted");
        assert_eq!(server.get("/health/live").await.status, 200);
    }
}

/// The start of the answer to a request that was sent only in part.
fn answer_to(server: &Server, head: &str, body: &[u8]) -> String {
    exchange(server, &[head.as_bytes(), body], Duration::from_secs(5))
}

#[test]
fn unauthenticated_callers_are_refused_before_their_bodies_arrive() {
    let server = server();
    let key = server.make_key(FirmId::FIRST, Role::Reader);
    let start = |path: &str, authorization: &str, length: &str| {
        format!(
            "POST {path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n{authorization}{length}\r\n"
        )
    };
    let (announced, chunked) = ("content-length: 600000\r\n", "transfer-encoding: chunked\r\n");
    let bearer = format!("authorization: Bearer {key}\r\n");
    for (path, authorization, status) in [
        ("/things", "", 401),
        ("/things", bearer.as_str(), 403),
        ("/things", "authorization: Bearer fd_1_x\r\n", 401),
        ("/nowhere", "", 404),
        ("/webhook", "", 401),
    ] {
        for (length, body) in [(announced, &b"{"[..]), (chunked, b"5\r\n{\"a\":\r\n")] {
            let answer = answer_to(&server, &start(path, authorization, length), body);
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{path} {length}: {answer}");
            assert!(
                answer.to_ascii_lowercase().contains("connection: close\r\n"),
                "{path} {length}: {answer}"
            );
        }
    }
}

#[actix_web::test]
async fn a_refused_request_with_a_small_body_keeps_its_connection() {
    let server = server();
    server.make_key(FirmId::FIRST, Role::Admin);
    let head = "POST /things HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n\
        transfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    let answers = exchange(&server, &[head.repeat(2).as_bytes()], Duration::from_secs(1));
    assert_eq!(answers.matches("HTTP/1.1 401 ").count(), 2, "{answers}");
}

#[actix_web::test]
async fn sign_in_limits_its_body() {
    let server = server();
    server.make_key(FirmId::FIRST, Role::Admin);
    let body = |length: usize| format!("{{\"key\":\"x\"{}}}", " ".repeat(length - 11));
    let sign_in = |length| server.send_raw(Method::POST, "/api/v1/session", body(length));
    assert_eq!(sign_in(1_024).await.status, 401);
    assert_eq!(sign_in(1_025).await.detail(413), "The body must be at most 1024 bytes.");
}

#[actix_web::test]
async fn bodies_beyond_the_budget_get_a_retry_time() {
    let server = server_with(|options| options.limits.bodies_bytes = 180 << 10);
    let hold = || {
        let mut held = TcpStream::connect(server.address).expect("a connection");
        let head = [HEAD, b"content-length: 90001\r\n\r\n{\"name\":\"a\""].concat();
        held.write_all(&head).expect("sent");
        held.write_all(&b" ".repeat(89_000)).expect("sent");
        held.set_nonblocking(true).expect("set");
        held
    };
    let mut held = hold();
    let body = format!("{{\"name\":\"a\"{}}}", " ".repeat(60_000));
    let crowded = async {
        loop {
            let reply = server.send_raw(Method::POST, "/things", body.clone()).await;
            if reply.status == 503 {
                return reply;
            }
            // The other body may have been refused beside this one before it had arrived completely.
            if held.peek(&mut [0]).is_ok() {
                held = hold();
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let reply = tokio::time::timeout(Duration::from_secs(20), crowded).await.expect("the budget is used up");
    assert_eq!(reply.header("retry-after"), Some("1"));
    drop(held);
    let free = async {
        while server.send_raw(Method::POST, "/things", body.clone()).await.status != 201 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), free).await.expect("the budget is given back");
}

/// Bodies that once took a minute and a half to parse.
#[actix_web::test]
async fn hostile_bodies_are_refused_briefly() {
    let server = server();
    let dots = format!(r#"{{"K":{{"{}":"\u0000"}}}}"#, ".".repeat(600_000));
    let entries = format!(r#"{{"{}":["\u0000"{}]}}"#, "k".repeat(300_000), r#","\u0000""#.repeat(30_000));
    let fields: Vec<String> = (0..600).map(|n| format!(r#""a.{n}":"\u0000""#)).collect();
    let fields = format!(
        r#"{{"crm_id":"a","timestamp":"2026-01-31T09:00:00Z","updated_fields":{{{}}}}}"#,
        fields.join(",")
    );
    let long_key = "A key in the body must be at most 256 bytes.";
    for (path, body, expected) in [
        ("/things", dots, long_key),
        ("/things", entries, long_key),
        ("/webhook", fields, "Only the first 100 faults are listed."),
    ] {
        let reply = server.send_raw(Method::POST, path, body).await;
        assert!(reply.status == 400 && reply.text().contains(expected), "{path}: {}", reply.text());
    }
}
