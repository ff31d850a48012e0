use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Desk, begin, end, get, signal};

const BODY: &str = r#"{"firm_id":1,"integration_type":"CSV_IMPORT","field_names":{"first_name":"Ada",
    "last_name":"Lovelace","phone_numbers":["+12025550143"],"integration_id":"ext-123"}}"#;

fn patch(length: usize) -> String {
    format!("PATCH /clients HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: {length}")
}

#[test]
fn a_start_tells_address_database_and_who_may_come() {
    let desk = Desk::new();
    for format in ["human", "json", "auto"] {
        let server = desk.serve(&["--log-format", format]);
        let log = server.log();
        assert!(log.contains(&format!("listening on {}", server.url())), "{log}");
        assert!(
            log.contains("data/frontdesk.db") && log.contains("every request from this machine is accepted"),
            "{log}"
        );
        let is_json = log.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok());
        assert_eq!(is_json, format != "human", "{log}");
        assert!(!log.contains('\u{1b}'), "colours in a file: {log}");
    }
}

/// Bytes that are no HTTP, and the answer to them.
fn send_bytes(server: &frontdesk_testkit::Server, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(server.url().trim_start_matches("http://")).expect("a connection");
    stream.write_all(bytes).expect("written");
    end(stream)
}

#[test]
fn what_is_no_http_is_refused_and_fills_no_log() {
    let desk = Desk::new();
    for (more, is_told) in [
        (&[][..], false),
        (&["--log", "debug"], false),
        (&["--log", "info,actix_http::h1::dispatcher=info"], true),
    ] {
        let server = desk.serve(more);
        for bytes in [&b"\x16\x03\x01\x02\x00\x01\r\n\r\n"[..], b"GET\r\n\r\n"] {
            assert!(send_bytes(&server, bytes).starts_with("HTTP/1.1 400"), "{}", server.log());
        }
        assert!(get(&server, "/health/live").starts_with("HTTP/1.1 200"));
        assert_eq!(server.log().contains("ERROR"), is_told, "{more:?}: {}", server.log());
    }
}

#[test]
fn other_addresses_need_to_be_asked_for() {
    let desk = Desk::new();
    desk.run(&["serve", "--listen", "0.0.0.0:0", "--log", "error"]).failed_with(2);
    let data = desk.path("data").display().to_string();
    let server = frontdesk_testkit::Server::spawn(
        std::path::Path::new(env!("CARGO_BIN_EXE_frontdesk")),
        &["serve", "--listen", "0.0.0.0:0", "--insecure-no-auth", "--data-dir", &data],
        &[],
    );
    assert!(server.log().contains("every request that reaches 0.0.0.0:"), "{}", server.log());
}

#[test]
fn the_first_key_is_made_when_there_is_none_and_printed_once() {
    let desk = Desk::new();
    for is_first in [true, false] {
        let mut command = desk.command(&["serve", "--listen", "0.0.0.0:0", "--first-key"]);
        let mut server = desk.spawn(&mut command);
        let log = BufReader::new(server.stderr.take().expect("standard error")).lines();
        let told = log.map_while(Result::ok).find(|line| line.contains("listening on"));
        assert!(told.is_some(), "it ended early");
        signal(&server, "TERM");
        let printed = server.wait_with_output().expect("it ends").stdout;
        let printed = String::from_utf8(printed).expect("UTF-8");
        assert_eq!(printed.starts_with("fd_1_") && printed.ends_with('\n'), is_first, "{printed:?}");
        assert_eq!(printed.is_empty(), !is_first, "{printed:?}");
    }
    assert_eq!(desk.run(&["keys", "list"]).succeeded().matches("admin").count(), 1);
}

#[test]
fn a_key_opens_other_addresses_and_nobody_gets_in_without_it() {
    let desk = Desk::new();
    let key = desk.run(&["keys", "create", "--role", "writer"]).succeeded();
    let data = desk.path("data").display().to_string();
    let server = frontdesk_testkit::Server::spawn(
        std::path::Path::new(env!("CARGO_BIN_EXE_frontdesk")),
        &["serve", "--listen", "0.0.0.0:0", "--data-dir", &data],
        &[],
    );
    assert!(server.log().contains("every request needs one"), "{}", server.log());
    assert!(get(&server, "/clients").starts_with("HTTP/1.1 401"));
    let head = format!("GET /clients HTTP/1.1\r\nauthorization: Bearer {}", key.trim());
    assert!(end(begin(&server, &head, "")).starts_with("HTTP/1.1 200"));
    let revoked = desk.run(&["keys", "revoke", "1"]).succeeded();
    assert_eq!(revoked, "key 1 is revoked\n");
    assert!(end(begin(&server, &head, "")).starts_with("HTTP/1.1 401"), "once the command has ended");
    assert!(!server.log().contains(key.trim()), "{}", server.log());
}

#[test]
fn a_stop_finishes_what_was_begun_and_keeps_it() {
    let desk = Desk::new();
    let mut server = desk.serve(&[]);
    let (first, rest) = BODY.split_at(40);
    let mut request = begin(&server, &patch(BODY.len()), first);
    // The head is read before the server is told to stop: it and the request for the metrics are in flight.
    let begun = Instant::now();
    while !get(&server, "/metrics").contains("in_flight 2\n") {
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", server.log());
        std::thread::sleep(Duration::from_millis(10));
    }
    server.ask_to_end();
    while !server.log().contains("shutting down") {
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", server.log());
        std::thread::sleep(Duration::from_millis(10));
    }
    request.write_all(rest.as_bytes()).expect("the connection is still there");
    let answer = end(request);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains(r#""outcome":"created""#), "{answer}");
    let status = server.terminate();
    assert_eq!(status.code(), Some(0), "{}", server.log());
    assert!(server.log().contains("stopped"), "{}", server.log());
    let answer = get(&desk.serve(&[]), "/clients");
    assert!(answer.contains(r#""integration_id":"ext-123""#), "{answer}");
}

#[test]
fn settings_reach_the_server() {
    let desk = Desk::new();
    let server = desk.serve(&["--body-limit", "100", "--cors-origins", "https://desk.example"]);
    assert!(BODY.len() > 100);
    let answer = end(begin(&server, &patch(BODY.len()), BODY));
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
    let answer = end(begin(&server, "GET /clients HTTP/1.1\r\norigin: https://desk.example", ""));
    assert!(answer.contains("access-control-allow-origin: https://desk.example"), "{answer}");
}

#[test]
fn an_import_beside_the_running_service_is_seen_by_it() {
    let desk = Desk::new();
    let server = desk.serve(&[]);
    desk.write("clients.csv", "External ID,First,Last,Phone\nb1,Bob,Stone,+12025550144\n");
    desk.run(&["import", "clients", "clients.csv"]).succeeded();
    assert!(end(begin(&server, &patch(BODY.len()), BODY)).contains(r#""outcome":"created""#));
    let answer = get(&server, "/clients");
    assert!(
        answer.contains(r#""integration_id":"b1""#) && answer.contains(r#""integration_id":"ext-123""#),
        "{answer}"
    );
}

#[test]
fn a_caller_of_http_1_0_gets_a_long_list_without_chunks() {
    let desk = Desk::new();
    let row = |number| format!("b{number},Bob,Stone,+1202{}\n", 2_000_000 + number);
    let rows: String = (0..2_000).map(row).collect();
    desk.write("clients.csv", &format!("External ID,First,Last,Phone\n{rows}"));
    desk.run(&["import", "clients", "clients.csv"]).succeeded();
    let server = desk.serve(&[]);
    let address = server.url().trim_start_matches("http://");
    for kept in ["close", "keep-alive"] {
        let mut stream = std::net::TcpStream::connect(address).expect("a connection");
        let request = format!("GET /clients HTTP/1.0\r\naccept: text/csv\r\nconnection: {kept}\r\n\r\n");
        stream.write_all(request.as_bytes()).expect("written");
        let answer = end(stream);
        let (head, body) = answer.split_once("\r\n\r\n").expect("a body");
        assert!(!head.contains("transfer-encoding") && !head.contains("content-length"), "{head}");
        assert!(body.starts_with("id,firm_id,") && body.ends_with('\n'), "{kept}: {head}");
        assert!(body.lines().last().is_some_and(|row| row.contains(",b1999,,")), "{kept}: {head}");
        assert_eq!(body.lines().count(), 2_001);
    }
}
