//! Uploaded files.

use std::io::Write;
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::json;

use crate::support::{Replying, Server, pairs, server_with};

/// A server with an upload folder that the test can inspect.
fn spooling(change: impl FnOnce(&mut frontdesk_server::ServerOptions)) -> (Server, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_owned();
    let server = server_with(|options| {
        options.spool_dir = path;
        change(options);
    });
    (server, folder)
}

fn files(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

async fn send(server: &Server, form: Form) -> crate::support::Reply {
    server.request(Method::POST, "/things/upload").multipart(form).reply().await
}

#[actix_web::test]
async fn a_file_is_stored_completely_and_deleted_afterwards() {
    let (server, folder) = spooling(|_| {});
    let bytes: Vec<u8> = (0..3_000_000_u32).map(|n| (n % 251) as u8).collect();
    let sum: u64 = bytes.iter().map(|byte| u64::from(*byte)).sum();
    let form =
        Form::new().text("title", " a title ").part("file", Part::bytes(bytes).file_name("clients.csv"));
    let reply = send(&server, form).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let view = reply.json();
    assert_eq!(
        (&view["title"], &view["name"], &view["bytes"], &view["sum"]),
        (&json!("a title"), &json!("clients.csv"), &json!(3_000_000), &json!(sum))
    );
    assert!(Path::new(view["path"].as_str().expect("a path")).starts_with(folder.path()));
    assert_eq!(files(folder.path()), 0);
}

#[actix_web::test]
async fn an_invalid_form_is_refused_and_leaves_no_file() {
    let (server, folder) = spooling(|_| {});
    let file = || Part::bytes(b"x".as_slice()).file_name("x");
    for (form, field, message) in [
        (Form::new().text("title", "t"), "file", "is missing"),
        (Form::new().part("file", file()).part("file", file()), "file", "is given more than once"),
        (Form::new().text("title", "t").text("title", "t"), "title", "is given more than once"),
        (Form::new().text("count", "x").part("file", file()), "count", "invalid digit found in string"),
        (Form::new().text("title", "a\0b").part("file", file()), "title", "must not contain NUL characters"),
        (Form::new().part("title", Part::bytes(b"\xff".as_slice())), "title", "must be UTF-8"),
        (Form::new().text("title", "x".repeat(70_000)).part("file", file()), "title", "is too long"),
    ] {
        assert_eq!(send(&server, form).await.faults(400), pairs(&[(field, message)]));
    }
    let many = (0..40).fold(Form::new(), |form, n| form.text(format!("t{n}"), "x"));
    assert_eq!(send(&server, many).await.detail(400), "The form must have at most 32 parts.");
    assert_eq!(files(folder.path()), 0);
}

#[actix_web::test]
async fn a_body_that_is_not_a_form_is_refused() {
    let (server, folder) = spooling(|_| {});
    let post = |kind: &str, body: &'static str| {
        server.request(Method::POST, "/things/upload").header("content-type", kind).body(body).reply()
    };
    for (kind, body, status) in [
        ("application/json", "{}", 415),
        ("multipart/mixed; boundary=b", "--b--", 415),
        ("multipart/form-data", "--b--", 415),
        ("multipart/form-data; boundary=b", "", 400),
        ("multipart/form-data; boundary=b", "nonsense", 400),
        (
            "multipart/form-data; boundary=b",
            "--b\r\ncontent-disposition: form-data; name=\"file\"\r\n\r\nhalf",
            400,
        ),
    ] {
        let reply = post(kind, body).await;
        assert_eq!(reply.status, status, "{kind} {body:?}: {}", reply.text());
        assert_eq!(reply.header("content-type"), Some("application/problem+json"));
    }
    assert_eq!(files(folder.path()), 0);
}

#[actix_web::test]
async fn an_oversized_file_is_refused_with_or_without_a_length() {
    let (server, folder) = spooling(|options| options.limits.upload_bytes = 100_000);
    let form = |length: usize| Form::new().part("file", Part::bytes(vec![b'x'; length]).file_name("x"));
    assert_eq!(send(&server, form(100_000)).await.status, 200);
    for length in [100_001, 5_000_000] {
        assert_eq!(send(&server, form(length)).await.detail(413), "The file must be at most 100000 bytes.");
    }
    let pieces = futures_util::stream::iter((0..200).map(|_| Ok::<_, std::io::Error>(vec![b'x'; 1_000])));
    let part = Part::stream(reqwest::Body::wrap_stream(pieces)).file_name("x");
    assert_eq!(send(&server, Form::new().part("file", part)).await.status, 413);
    assert_eq!(files(folder.path()), 0);
}

#[actix_web::test]
async fn a_stalled_or_aborted_upload_leaves_no_file() {
    let (server, folder) = spooling(|options| options.timeouts.upload_piece = Duration::from_millis(300));
    let head = b"POST /things/upload HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5000\r\n\
        content-type: multipart/form-data; boundary=b\r\n\r\n\
        --b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"x\"\r\n\r\nsome bytes";
    let mut still = TcpStream::connect(server.address).expect("a connection");
    still.write_all(head).expect("sent");
    let mut broken = TcpStream::connect(server.address).expect("a connection");
    broken.write_all(head).expect("sent");
    drop(broken);
    let answer = tokio::task::spawn_blocking(move || {
        let mut answer = [0_u8; 12];
        std::io::Read::read_exact(&mut still, &mut answer)
            .map(|()| String::from_utf8_lossy(&answer).into_owned())
    });
    assert_eq!(answer.await.expect("no panic").expect("an answer"), "HTTP/1.1 408");
    for _ in 0..200 {
        if files(folder.path()) == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{} files are left", files(folder.path()));
}

#[actix_web::test]
async fn an_unwritable_disk_is_a_503() {
    let (server, _folder) = spooling(|options| options.spool_dir = "/nonexistent/folder".into());
    let form = Form::new().part("file", Part::bytes(b"x".as_slice()).file_name("x"));
    let reply = send(&server, form).await;
    assert_eq!(reply.detail(503), "The service cannot answer right now. Try again shortly.");
    assert!(!reply.text().contains("nonexistent"));
}
