//! What the log must and must not contain of a request.

use std::io::{self, Write};
use std::sync::{Mutex, Once};

use reqwest::Method;
use serde_json::json;
use tracing_subscriber::fmt::MakeWriter;

use crate::support::{Replying, server};

/// All lines at INFO or above, from any test: tests find theirs by request id.
static LINES: Mutex<Vec<u8>> = Mutex::new(Vec::new());

struct Lines;

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LINES.lock().expect("sound").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Lines {
    type Writer = Self;

    fn make_writer(&'w self) -> Self {
        Self
    }
}

fn listen() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        tracing_subscriber::fmt()
            .json()
            .with_max_level(tracing_subscriber::filter::LevelFilter::INFO)
            .with_writer(Lines)
            .init();
    });
}

fn lines_of(request_id: &str) -> Vec<serde_json::Value> {
    let text = String::from_utf8_lossy(&LINES.lock().expect("sound")).into_owned();
    let own = text.lines().filter(|line| line.contains(request_id));
    own.map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The lines as text, without times, which may contain any digits.
fn text_of(request_id: &str) -> String {
    let mut lines = lines_of(request_id);
    for line in &mut lines {
        let timestamp = line.as_object_mut().and_then(|line| line.remove("timestamp"));
        assert!(timestamp.is_some(), "{line}");
        line["fields"].as_object_mut().and_then(|fields| fields.remove("took_us"));
    }
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[actix_web::test]
async fn names_of_unknown_parameters_are_not_logged() {
    listen();
    let server = server();
    let request = server.request(Method::GET, "/clients?grace.hopper%40example.com=1");
    assert_eq!(request.header("x-request-id", "log-unknown").reply().await.status, 400);
    let lines = lines_of("log-unknown");
    assert_eq!(lines.len(), 2, "{lines:?}");
    let quiet = lines.iter().filter(|line| line["level"] != "DEBUG");
    assert!(quiet.into_iter().all(|line| !line.to_string().contains("hopper")), "{lines:?}");
}

#[actix_web::test]
async fn each_request_is_logged_with_its_route_and_not_its_path() {
    listen();
    let server = server();
    server.request(Method::GET, "/clients?q=ada%40example.com").header("x-request-id", "log-1").reply().await;
    let lines = lines_of("log-1");
    assert_eq!(lines.len(), 1, "{lines:?}");
    let (fields, span) = (&lines[0]["fields"], &lines[0]["span"]);
    assert_eq!(
        (&fields["message"], &fields["method"], &fields["route"], &fields["status"]),
        (&json!("answered"), &json!("GET"), &json!("/clients"), &json!(200))
    );
    assert!(fields["took_us"].is_u64() && span["request_id"] == "log-1");
    let line = lines[0].to_string();
    assert!(!line.contains("example.com") && !line.contains("things/7"), "{line}");
}

#[actix_web::test]
async fn refusals_are_logged_with_fields_and_without_values() {
    listen();
    let server = server();
    let payload = json!({
        "firm_id": 1, "integration_type": "FAX", "Grace-Hopper": "\u{0}",
        "field_names": {
            "first_name": "Grace", "last_name": "Hopper", "email": "grace at example.com", "ssn": "078-05-112",
            "phone_numbers": ["+15551234567"], "integration_id": "secret-id",
        },
    });
    server.request(Method::PATCH, "/clients").header("x-request-id", "log-2").json(&payload).reply().await;
    let invalid_phone = json!({
        "firm_id": 1, "integration_type": "MYCASE",
        "field_names": {"first_name": "Grace", "phone_numbers": ["12345"], "integration_id": "secret-id"},
    });
    server
        .request(Method::PATCH, "/clients")
        .header("x-request-id", "log-2")
        .json(&invalid_phone)
        .reply()
        .await;
    let text = text_of("log-2");
    assert!(text.contains("field_names.email,field_names.ssn") && text.contains("\"status\":400"), "{text}");
    for secret in ["Grace", "Hopper", "grace", "078", "12345", "1555", "secret-id", "FAX"] {
        assert!(!text.contains(secret), "{secret}: {text}");
    }
}

#[actix_web::test]
async fn server_errors_are_logged() {
    listen();
    let server = server();
    server.request(Method::GET, "/things/broken").header("x-request-id", "log-3").reply().await;
    server.request(Method::GET, "/things/panic").header("x-request-id", "log-3").reply().await;
    let text = lines_of("log-3").iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    for part in ["\"level\":\"ERROR\"", "things.secret_column of row 7", "a handler panicked"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}

#[actix_web::test]
async fn an_aborted_list_is_logged_with_its_request() {
    listen();
    let server = server();
    let request =
        server.request(Method::GET, "/things?total=5000&broken_after=2000").header("x-request-id", "log-4");
    assert!(request.send().await.expect("a head").bytes().await.is_err());
    let text = lines_of("log-4").iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert!(text.contains("list aborted") && text.contains("of row 2000"), "{text}");
}
