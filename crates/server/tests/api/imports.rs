//! Imports over HTTP.

use std::io::Write;

use frontdesk_server::Worker;
use frontdesk_testkit::Backend;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use crate::support::{Reply, Replying, Server, all_backends, plain_server, server, server_with};

const CSV: &str = "First Name,Last Name,E-mail,Mobile,External ID\n\
    Ada,Lovelace,ada@example.com,+12025550101,ext-1\n\
    Grace,,grace@example.com,+12025550102,ext-2\n\
    Alan,Turing,alan@example.com,+12025550103,ext-3\n";

fn form(file: &str, texts: &[(&'static str, &str)]) -> Form {
    let form = Form::new().part("file", Part::bytes(file.as_bytes().to_vec()).file_name("clients.csv"));
    texts.iter().fold(form, |form, (name, text)| form.text(*name, (*text).to_owned()))
}

async fn post(server: &Server, file: &str, texts: &[(&'static str, &str)]) -> Reply {
    server.request(Method::POST, "/imports").multipart(form(file, texts)).reply().await
}

async fn ended(server: &Server, id: &Value) -> Value {
    for _ in 0..600 {
        let import = server.get(&format!("/imports/{id}")).await.json();
        if matches!(import["state"].as_str(), Some("succeeded" | "failed")) {
            return import;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("import {id} does not end");
}

async fn clients(server: &Server) -> usize {
    server.get("/clients").await.json()["clients"].as_array().expect("clients").len()
}

#[actix_web::test]
async fn a_file_is_imported_and_its_bad_rows_are_returned() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let _worker = Worker::start(&server.state).expect("a thread");
        let reply = post(&server, CSV, &[("kind", "clients")]).await;
        assert_eq!(reply.status, 202, "{backend}: {}", reply.text());
        let import = reply.json();
        assert_eq!(reply.header("location"), Some(format!("/imports/{}", import["id"]).as_str()));
        let import = ended(&server, &import["id"]).await;
        for (key, expected) in [
            ("state", json!("succeeded")),
            ("kind", json!("clients")),
            ("file_name", json!("clients.csv")),
            ("rows_total", json!(3)),
            ("rows_done", json!(3)),
            ("created", json!(2)),
            ("updated", json!(0)),
            ("unchanged", json!(0)),
            ("rejected", json!(1)),
            ("rows_hidden", json!(0)),
            ("error", json!(null)),
        ] {
            assert_eq!(import[key], expected, "{backend}: {key}");
        }
        let rejects = server.get(&format!("/api/v1/imports/{}/rejects.csv", import["id"])).await;
        assert_eq!(rejects.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
        assert_eq!(
            rejects.text(),
            "First Name,Last Name,E-mail,Mobile,External ID,errors\n\
             Grace,,grace@example.com,'+12025550102,ext-2,Client missing name.\n"
        );
        assert_eq!(clients(&server).await, 2);
        // Once corrected, the rejected rows can be imported as a file.
        let mended = rejects.text().replace("Grace,,", "Grace,Hopper,");
        let again = post(&server, &mended, &[("kind", "clients")]).await.json();
        assert_eq!(ended(&server, &again["id"]).await["created"], 1, "{backend}");
        assert_eq!(clients(&server).await, 3);
        assert_eq!(server.get("/imports").await.json().as_array().map(Vec::len), Some(2));
    }
}

#[actix_web::test]
async fn a_dry_run_reports_and_an_atomic_import_with_a_bad_row_writes_nothing() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let _worker = Worker::start(&server.state).expect("a thread");
        for (option, state) in [("dry_run", "succeeded"), ("atomic", "failed")] {
            let import = post(&server, CSV, &[("kind", "clients"), (option, "true")]).await.json();
            let import = ended(&server, &import["id"]).await;
            assert_eq!(import["state"], state, "{backend}: {import}");
            assert_eq!((&import["created"], &import["rejected"]), (&json!(2), &json!(1)), "{backend}");
            assert_eq!(clients(&server).await, 0, "{backend}: {option}");
            let rejects = server.get(&format!("/imports/{}/rejects.csv", import["id"])).await.text();
            assert_eq!(rejects.lines().count(), 2, "{backend}: {rejects}");
        }
        let last = server.get("/imports").await.json()[1]["error"].clone();
        assert_eq!(last, "nothing was imported: 1 rows were rejected");
    }
}

#[actix_web::test]
async fn progress_is_streamed_until_the_end() {
    let server = server();
    let import = post(&server, CSV, &[("kind", "clients")]).await.json();
    let _worker = Worker::start(&server.state).expect("a thread");
    let events = server.get(&format!("/imports/{}/events", import["id"])).await;
    assert_eq!(events.header("content-type"), Some("text/event-stream"));
    let text = events.text();
    let last = text.trim_end().rsplit("\n\n").next().expect("an event");
    let data = last.strip_prefix("event: end\ndata: ").expect("the end");
    let import: Value = serde_json::from_str(data).expect("JSON");
    assert_eq!((&import["state"], &import["rows_done"]), (&json!("succeeded"), &json!(3)));
}

#[actix_web::test]
async fn a_file_that_cannot_be_imported_is_refused_at_once_with_all_faults() {
    let server = server();
    for (file, texts, field, message) in [
        (CSV, vec![], "kind", "is missing"),
        (CSV, vec![("kind", "robots")], "kind", "must be"),
        (CSV, vec![("kind", "clients"), ("dry_run", "perhaps")], "dry_run", "must be true or false"),
        (CSV, vec![("kind", "clients"), ("mapping", "x")], "mapping", "must be a JSON object"),
        (CSV, vec![("kind", "clients"), ("mapping", "{\"E-mail\":\"nothing\"}")], "", ""),
        ("", vec![("kind", "clients")], "file", "the file is empty"),
        ("a,b\n1,2\n", vec![("kind", "clients")], "", ""),
        ("PK\u{3}\u{4}nonsense", vec![("kind", "clients")], "file", ""),
        ("%PDF-1.7\n", vec![("kind", "clients")], "file", "the file is a PDF document"),
        (
            CSV,
            vec![("kind", "clients"), ("header_row", "0")],
            "header_row",
            "must be a row from 1 to 1048576",
        ),
        (CSV, vec![("kind", "clients"), ("header_row", "9")], "header_row", "row 9 is empty"),
        (
            CSV,
            vec![("kind", "clients"), ("encoding", "EBCDIC")],
            "encoding",
            "must be the name of a text encoding",
        ),
    ] {
        let reply = post(&server, file, &texts).await;
        assert_eq!(reply.status, 400, "{texts:?}: {}", reply.text());
        let problem = reply.json();
        let fault = &problem["errors"][0];
        if !field.is_empty() {
            assert_eq!(fault["field"], field, "{problem}");
        }
        assert!(fault["message"].as_str().expect("a message").starts_with(message), "{problem}");
    }
    let without_file = Form::new().text("kind", "robots").text("atomic", "2");
    let problem = server.request(Method::POST, "/imports").multipart(without_file).reply().await.json();
    let fields: Vec<_> =
        problem["errors"].as_array().expect("faults").iter().map(|fault| &fault["field"]).collect();
    assert_eq!(fields, ["kind", "atomic", "file"]);
    assert_eq!(server.get("/imports").await.json(), json!([]));
}

#[actix_web::test]
async fn an_unknown_import_or_firm_is_not_found() {
    let server = server();
    for path in ["/imports/1", "/imports/1/events", "/imports/1/rejects.csv"] {
        assert_eq!(server.get(path).await.status, 404, "{path}");
    }
    assert_eq!(server.get("/imports/x").await.status, 400);
    assert_eq!(post(&server, CSV, &[("kind", "clients"), ("firm_id", "9")]).await.status, 404);
}

#[actix_web::test]
async fn a_repeated_upload_with_its_key_is_one_import_and_leaves_no_file() {
    let folder = tempfile::tempdir().expect("a folder");
    let spool = folder.path().to_owned();
    let server = server_with(|options| options.spool_dir = spool);
    let send = |file: &'static str| {
        let request = server.request(Method::POST, "/imports").header("idempotency-key", "once");
        request.multipart(form(file, &[("kind", "clients")])).reply()
    };
    let (first, second) = (send(CSV).await, send(CSV).await);
    assert_eq!((first.status, second.status), (202, 202));
    assert_eq!(first.json()["id"], second.json()["id"]);
    assert_eq!(second.header("idempotency-replayed"), Some("true"));
    assert_eq!(send("First Name,External ID\nAda,1\n").await.status, 422);
    let files = || std::fs::read_dir(folder.path()).expect("the folder").count();
    assert_eq!(files(), 1);
    let _worker = Worker::start(&server.state).expect("a thread");
    ended(&server, &first.json()["id"]).await;
    for _ in 0..100 {
        if files() == 0 {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("the file is still there");
}

async fn preview(server: &Server, file: &str, texts: &[(&'static str, &str)]) -> Reply {
    server.request(Method::POST, "/imports/preview").multipart(form(file, texts)).reply().await
}

#[actix_web::test]
async fn a_preview_shows_the_first_rows_and_the_mapping() {
    let server = server();
    let many = (0..50).map(|row| format!("Ada,x,ext-{row}\n")).collect::<String>();
    let reply = preview(&server, &format!("Given Name,Odd,Ext ID\n{many}"), &[("kind", "clients")]).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    let seen = reply.json();
    let columns = json!([
        {"header": "Given Name", "field": "first_name"},
        {"header": "Odd", "field": null},
        {"header": "Ext ID", "field": "integration_id"},
    ]);
    assert_eq!((&seen["columns"], &seen["faults"]), (&columns, &json!([])));
    assert_eq!(seen["rows"].as_array().map(Vec::len), Some(20));
    assert_eq!(seen["rows"][19], json!(["Ada", "x", "ext-19"]));
    let id = json!({"name": "integration_id", "required": true, "many": false});
    assert!(seen["fields"].as_array().is_some_and(|fields| fields.contains(&id)), "{}", seen["fields"]);
    assert_eq!(server.get("/imports").await.json(), json!([]));
    assert_eq!(clients(&server).await, 0);
}

#[actix_web::test]
async fn a_preview_skips_titles_above_the_headers_like_the_import() {
    let server = plain_server(Backend::Sqlite);
    let file = "Contacts of the year,,\nDate Start,Interaction,Customers\n01/10/2019 09:05,Call,4\n";
    let seen = preview(&server, file, &[("kind", "interactions")]).await.json();
    let columns: Vec<_> =
        seen["columns"].as_array().expect("columns").iter().map(|it| &it["header"]).collect();
    assert_eq!(columns, ["Date Start", "Interaction", "Customers"]);
    assert_eq!((&seen["rows"], &seen["faults"]), (&json!([["01/10/2019 09:05", "Call", "4"]]), &json!([])));
}

#[actix_web::test]
async fn a_preview_of_an_unusable_file_says_why_and_keeps_the_mapping() {
    let server = server();
    let file = "Given Name,Odd\nAda,7\n";
    let seen =
        preview(&server, file, &[("kind", "clients"), ("mapping", r#"{"Odd":"last_name"}"#)]).await.json();
    assert_eq!(seen["columns"][1], json!({"header": "Odd", "field": "last_name"}));
    assert_eq!(seen["faults"].as_array().map(Vec::len), Some(1), "{}", seen["faults"]);
    let seen =
        preview(&server, file, &[("kind", "clients"), ("mapping", r#"{"Odd":"integration_id"}"#)]).await;
    assert_eq!(seen.json()["faults"], json!([]));
}

#[actix_web::test]
async fn a_preview_refuses_files_that_are_not_tables_and_unknown_kinds() {
    let server = server();
    assert_eq!(preview(&server, "a,b\n1,2\n", &[]).await.faults(400), [("kind".into(), "is missing".into())]);
    assert_eq!(preview(&server, "a,b\n1,2\n", &[("kind", "robots")]).await.faults(400)[0].0, "kind");
    assert_eq!(preview(&server, "", &[("kind", "clients")]).await.faults(400)[0].0, "file");
}

/// The raw body of an upload, and its boundary.
fn raw_upload() -> Vec<u8> {
    let body = format!(
        "--xyz\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nclients\r\n--xyz\r\nContent-Disposition: \
         form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n{CSV}\r\n--xyz--\r\n"
    );
    let head = format!(
        "POST /imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=xyz\r\n\
         Content-Length: {}\r\n\r\n",
        body.len()
    );
    (head + &body).into_bytes()
}

#[actix_web::test]
async fn a_disconnect_leaves_both_row_and_file_or_neither() {
    let folder = tempfile::tempdir().expect("a folder");
    let spool_dir = folder.path().to_owned();
    let server = server_with(|options| options.spool_dir = spool_dir);
    let upload = raw_upload();
    // Disconnects early, in the middle, at the end, and just after it.
    for cut in [200, upload.len() / 2, upload.len() - 1, upload.len(), upload.len(), upload.len()] {
        let mut connection = std::net::TcpStream::connect(server.address).expect("a connection");
        connection.write_all(&upload[..cut]).expect("sent");
    }
    assert_eq!(post(&server, CSV, &[("kind", "clients")]).await.status, 202);
    let rows = async || server.get("/imports").await.json().as_array().map_or(0, Vec::len);
    let files = || std::fs::read_dir(folder.path()).expect("a folder").count();
    // Both or neither, once no upload is in progress.
    let mut looks_alike = 0;
    while looks_alike < 20 {
        let (rows, files) = (rows().await, files());
        looks_alike = if rows == files { looks_alike + 1 } else { 0 };
        assert!((1..=4).contains(&rows), "{rows} rows, {files} files");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[actix_web::test]
async fn the_event_stream_ends_with_the_key() {
    let mut server = plain_server(Backend::Sqlite);
    server.use_example_key();
    let key = server.make_key(frontdesk_core::FirmId::FIRST, frontdesk_storage::keys::Role::Reader);
    let import = post(&server, CSV, &[("kind", "clients")]).await.json();
    let path = format!("/imports/{}/events", import["id"]);
    let stream = server.without_key(Method::GET, &path).bearer_auth(&key).send().await.expect("an answer");
    assert_eq!(server.delete("/api/v1/keys/2").await.status, 204);
    let heard = tokio::time::timeout(std::time::Duration::from_secs(30), stream.text()).await;
    assert!(!heard.expect("the stream ends").expect("UTF-8").contains("event: end"));
}

#[actix_web::test]
async fn the_header_row_and_the_encoding_can_be_set() {
    let server = server();
    let _worker = Worker::start(&server.state).expect("a thread");
    // "Łukasz" and "Paweł" in Windows-1250.
    let text = b"First Name,Last Name,Mobile,External ID\n\xa3ukasz,Mazur,+12025550101,e-1\nPawe\xb3,Nowak,+12025550102,e-2\n";
    let form = |texts: &[(&'static str, &str)]| {
        let bytes = ["List;of;clients\n\n".as_bytes(), text].concat();
        let form =
            Form::new().part("file", Part::bytes(bytes).file_name("clients.csv")).text("kind", "clients");
        texts.iter().fold(form, |form, (name, text)| form.text(*name, (*text).to_owned()))
    };
    let send = |path: &'static str, texts: &[(&'static str, &str)]| {
        server.request(Method::POST, path).multipart(form(texts)).reply()
    };
    for path in ["/imports/preview", "/imports"] {
        let faults = send(path, &[]).await.faults(400);
        assert_eq!(faults[0].0, "encoding", "{faults:?}");
        assert!(faults[0].1.contains("rather than Windows-1252"), "{faults:?}");
    }
    let named = [("header_row", "3"), ("encoding", "windows-1250")];
    let seen = send("/imports/preview", &named).await.json();
    assert_eq!((&seen["rows"][0][0], &seen["faults"]), (&json!("Łukasz"), &json!([])), "{seen}");
    let import = send("/imports", &named).await.json();
    let import = ended(&server, &import["id"]).await;
    assert_eq!((&import["state"], &import["created"]), (&json!("succeeded"), &json!(2)), "{import}");
    let clients = server.get("/clients").await.json();
    assert_eq!(clients["clients"][1]["first_name"], "Paweł", "{clients}");
}

#[actix_web::test]
async fn a_binary_file_is_not_previewed() {
    let server = server();
    for (bytes, told) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR,\n"[..], "the file is a PNG image"),
        (b"GIF89a,\n", "the file is a GIF image"),
        (b"\x7fOTHER\x01\x02\x03\x04,\n", "the file is neither a text file"),
    ] {
        let form =
            Form::new().part("file", Part::bytes(bytes.to_vec()).file_name("a.csv")).text("kind", "clients");
        let faults =
            server.request(Method::POST, "/imports/preview").multipart(form).reply().await.faults(400);
        assert!(faults[0].1.starts_with(told), "{faults:?}");
    }
}

#[actix_web::test]
async fn an_unknown_part_is_refused_before_anything_is_written() {
    let server = server();
    let _worker = Worker::start(&server.state).expect("a thread");
    let reply = post(&server, CSV, &[("kind", "clients"), ("dryrun", "true")]).await;
    assert_eq!(reply.faults(400)[0].0, "dryrun");
    assert_eq!(
        preview(&server, CSV, &[("kind", "clients"), ("headr_row", "2")]).await.faults(400)[0].0,
        "headr_row"
    );
    assert_eq!(clients(&server).await, 0);
    assert_eq!(server.get("/imports").await.json(), json!([]));
}
