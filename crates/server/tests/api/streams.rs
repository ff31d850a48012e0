//! Long answers end with the access that opened them; expired rows are deleted meanwhile.

use std::time::Duration;

use chrono::TimeDelta;
use frontdesk_core::FirmId;
use frontdesk_server::Worker;
use frontdesk_storage::idempotency::{self, Earlier, IdempotencyKey, KeptAnswer};
use frontdesk_storage::keys::Role;
use futures_util::StreamExt;
use reqwest::Method;
use reqwest::multipart::{Form, Part};

use crate::support::{Replying, Server, all_backends, now, plain_server, server};

/// More than the sockets in between can buffer, so that the end cannot be sent before the key is revoked.
const ROWS: usize = 6_000;

/// Opens a stream with a key, revokes the key after the first chunk, and reads on.
async fn is_aborted(server: &Server, path: &str) -> bool {
    let key = server.make_key(FirmId::FIRST, Role::Reader);
    let stream = server.without_key(Method::GET, path).bearer_auth(&key).send().await.expect("an answer");
    assert_eq!(stream.status(), 200, "{path}");
    let mut pieces = stream.bytes_stream();
    pieces.next().await.expect("the first piece").expect("a piece");
    let id = key.split('_').nth(1).expect("an id").to_owned();
    assert_eq!(server.delete(&format!("/api/v1/keys/{id}")).await.status, 204);
    let rest = async {
        loop {
            match pieces.next().await {
                Some(Ok(_)) => {}
                Some(Err(_)) => return true,
                None => return false,
            }
        }
    };
    tokio::time::timeout(Duration::from_secs(60), rest).await.expect("it ends")
}

#[actix_web::test]
async fn a_list_is_aborted_when_its_key_is_revoked() {
    let mut server = server();
    server.use_example_key();
    for accept in ["", "&count=true"] {
        assert!(is_aborted(&server, &format!("/things?total=100000000{accept}")).await);
    }
}

#[actix_web::test]
async fn a_download_of_rejected_rows_is_aborted_when_its_key_is_revoked() {
    let mut server = plain_server(frontdesk_testkit::Backend::Sqlite);
    server.use_example_key();
    let mut file = String::from("External ID,First Name,Last Name,Notes\n");
    // Without last names; each row 4 KiB.
    (0..ROWS).for_each(|row| file.push_str(&format!("ext-{row},Ada,,{}\n", "x".repeat(4_060))));
    let form = Form::new()
        .part("file", Part::bytes(file.into_bytes()).file_name("clients.csv"))
        .text("kind", "clients");
    let import = server.request(Method::POST, "/imports").multipart(form).reply().await.json();
    let _worker = Worker::start(&server.state).expect("a thread");
    let path = format!("/imports/{}", import["id"]);
    while server.get(&path).await.json()["state"] != "succeeded" {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(is_aborted(&server, &format!("{path}/rejects.csv")).await);
}

#[actix_web::test]
async fn expired_answers_are_deleted_in_time_and_others_kept() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let access = server.database.access(FirmId::FIRST).await.expect("an answer").expect("the firm");
        let key = |number: usize| IdempotencyKey { key: format!("k{number}"), fingerprint: vec![1; 32] };
        // More than one transaction deletes, or two.
        let (expired, then) = (1_100, now() - TimeDelta::hours(25));
        let fill = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
            let answer = KeptAnswer { status: 201, headers: Default::default(), body: Vec::new() };
            (0..expired).try_for_each(|number| idempotency::remember(scoped, &key(number), &answer, then))?;
            idempotency::remember(scoped, &key(expired), &answer, now())
        };
        server.database.write(access, fill).await.expect("kept");
        // Read at the time of their storage, when they are found as long as they exist.
        let found = async |number: usize| {
            let look = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
                idempotency::find(scoped, &key(number), then)
            };
            server.database.write(access, look).await.expect("an answer") != Earlier::Nothing
        };
        assert!(found(expired - 1).await, "{backend}");
        let maintenance = actix_web::rt::spawn(frontdesk_server::maintain(server.state.clone()));
        for number in [0, expired / 2, expired - 1] {
            while found(number).await {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
        assert!(found(expired).await, "{backend}: this one is needed");
        maintenance.abort();
    }
}
