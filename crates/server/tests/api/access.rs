//! API keys: authentication, roles and firms.

use chrono::Duration;
use frontdesk_core::FirmId;
use frontdesk_storage::keys::{self, ApiSecret, KeyId, Role};
use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    Reply, Replying, Server, all_backends, now, off_the_runtime, plain_server, second_firm,
};

async fn with(server: &Server, key: &str, method: Method, path: &str) -> Reply {
    server.without_key(method, path).bearer_auth(key).reply().await
}

fn client(firm: i64, id: &str) -> Value {
    json!({"firm_id": firm, "integration_type": "CSV_IMPORT", "field_names": {
        "first_name": "Ada", "last_name": "Lovelace", "phone_numbers": ["+12025550143"], "integration_id": id}})
}

#[actix_web::test]
async fn from_the_first_key_on_every_request_needs_a_key() {
    for backend in all_backends() {
        let server = plain_server(backend);
        assert_eq!(server.get("/clients").await.status, 200, "{backend}");
        let wrong = ApiSecret::generate().reveal(KeyId::new(1).expect("an id"));
        assert_eq!(
            with(&server, &wrong, Method::GET, "/clients").await.status,
            401,
            "{backend}: a wrong key"
        );
        let key = server.make_key(FirmId::FIRST, Role::Reader);
        let refused = server.get("/clients").await;
        assert_eq!(refused.detail(401), "An API key is needed: send it as `Authorization: Bearer <key>`.");
        assert_eq!(refused.header("www-authenticate"), Some("Bearer realm=\"frontdesk\""));
        assert_eq!(with(&server, &key, Method::GET, "/clients").await.status, 200, "{backend}");
        for open in ["/health/live", "/health/ready", "/openapi.json", "/docs"] {
            assert_eq!(server.get(open).await.status, 200, "{backend}: {open}");
        }
        assert_eq!(server.get("/metrics").await.status, 401, "{backend}");
        assert_eq!(server.request(Method::OPTIONS, "/clients").reply().await.status, 204, "{backend}");
        assert_eq!(server.get("/nothing").await.status, 404, "{backend}");
    }
}

#[actix_web::test]
async fn malformed_wrong_revoked_and_expired_keys_are_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let (good, secret) = (server.make_key(FirmId::FIRST, Role::Admin), ApiSecret::generate());
        let soon = now() + Duration::seconds(-1);
        let expired = secret.reveal(server.store_key(FirmId::FIRST, Role::Admin, Some(soon), &secret));
        let doomed = server.make_key(FirmId::FIRST, Role::Admin);
        assert_eq!(with(&server, &doomed, Method::GET, "/clients").await.status, 200, "{backend}");
        let revoked = with(&server, &good, Method::DELETE, "/api/v1/keys/3").await;
        assert_eq!((revoked.status, revoked.body.len()), (204, 0), "{backend}: {}", revoked.text());
        for (key, said) in [
            (ApiSecret::generate().reveal(KeyId::new(1).expect("an id")), "The API key is not valid."),
            (ApiSecret::generate().reveal(KeyId::new(99).expect("an id")), "The API key is not valid."),
            ("fd_1_x".to_owned(), "The API key is not valid."),
            (expired, "The API key has expired."),
            (doomed, "The API key was revoked."),
        ] {
            let refused = with(&server, &key, Method::GET, "/clients").await;
            assert_eq!(refused.detail(401), said, "{backend}");
            let challenge = refused.header("www-authenticate").expect("a challenge");
            assert!(challenge.contains("invalid_token"), "{challenge}");
            assert!(!refused.text().contains(&key), "{}", refused.text());
        }
        assert_eq!(with(&server, &good, Method::GET, "/clients").await.status, 200, "{backend}");
    }
}

#[actix_web::test]
async fn each_role_has_exactly_its_permissions() {
    let server = plain_server(Backend::Sqlite);
    let key = |role| server.make_key(FirmId::FIRST, role);
    let (reader, writer, admin) = (key(Role::Reader), key(Role::Writer), key(Role::Admin));
    let patch = async |key: &str| {
        server.without_key(Method::PATCH, "/clients").bearer_auth(key).json(&client(1, "a")).reply().await
    };
    assert_eq!(patch(&reader).await.detail(403), "This needs a key of the role writer or higher.");
    assert_eq!(patch(&writer).await.status, 200);
    assert_eq!(patch(&admin).await.status, 200);
    for key in [&reader, &writer, &admin] {
        assert_eq!(with(&server, key, Method::GET, "/clients").await.status, 200);
        assert_eq!(with(&server, key, Method::HEAD, "/clients").await.status, 200);
    }
    for path in ["/api/v1/keys", "/api/v1/keys/1", "/api/v1/firms", "/api/v1/firms/1"] {
        for key in [&reader, &writer] {
            let refused = with(&server, key, Method::GET, path).await;
            assert_eq!(refused.detail(403), "This needs a key of the role admin or higher.");
        }
        assert_eq!(with(&server, &admin, Method::GET, path).await.status, 200, "{path}");
    }
}

#[actix_web::test]
async fn a_key_gives_access_only_to_its_own_firm() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let second = second_firm(&server);
        assert_eq!(server.send(Method::PATCH, "/clients", &client(1, "a")).await.status, 200, "{backend}");
        let key = server.make_key(second, Role::Admin);
        assert_eq!(with(&server, &key, Method::GET, "/clients").await.json(), json!({"clients": []}));
        // An existing firm and an unknown one get the same answer.
        for firm in [1, 77] {
            let by_query = with(&server, &key, Method::GET, &format!("/clients?firm_id={firm}")).await;
            assert_eq!(by_query.detail(404), "Firm not found", "{backend}");
            let by_header = server.without_key(Method::GET, "/clients").bearer_auth(&key);
            let by_header = by_header.header("x-firm-id", firm.to_string()).reply().await;
            assert_eq!(by_header.detail(404), "Firm not found", "{backend}");
            let body = client(firm, "b");
            let by_body = server.without_key(Method::PATCH, "/clients").bearer_auth(&key).json(&body);
            assert_eq!(by_body.reply().await.detail(404), "Firm not found", "{backend}");
            let itself = with(&server, &key, Method::GET, &format!("/api/v1/firms/{firm}")).await;
            assert_eq!(itself.detail(404), "Firm not found", "{backend}");
        }
        assert_eq!(with(&server, &key, Method::GET, "/clients/1").await.detail(404), "Client not found");
        let firms = with(&server, &key, Method::GET, "/api/v1/firms").await.json();
        assert_eq!(firms.as_array().map(Vec::len), Some(1), "{backend}: {firms}");
        assert_eq!(firms[0]["id"], second.get());
        let own = format!("/clients?firm_id={second}");
        assert_eq!(with(&server, &key, Method::GET, &own).await.status, 200, "{backend}");
    }
}

#[actix_web::test]
async fn keys_are_created_shown_once_listed_and_revoked() {
    let mut server = plain_server(Backend::Sqlite);
    server.use_example_key();
    let body = json!({"name": "Back office", "role": "writer", "expires_at": "2026-03-01T00:00:00Z"});
    let made = server.send(Method::POST, "/api/v1/keys", &body).await;
    assert_eq!((made.status, made.header("location")), (201, Some("/api/v1/keys/2")), "{}", made.text());
    let made = made.json();
    let text = made["key"].as_str().expect("a key").to_owned();
    let shown = json!({"id": 2, "firm_id": 1, "name": "Back office", "role": "writer", "state": "live",
        "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
        "expires_at": "2026-03-01T00:00:00Z", "last_used_at": null, "revoked_at": null});
    let mut once = shown.clone();
    once["key"] = json!(text);
    assert_eq!(made, once);
    assert_eq!(server.get("/api/v1/keys/2").await.json(), shown);
    let list = server.get("/api/v1/keys").await;
    assert_eq!(list.json().as_array().map(Vec::len), Some(2));
    assert!(!list.text().contains(&text) && !list.text().contains("secret"), "{}", list.text());
    assert_eq!(with(&server, &text, Method::GET, "/clients").await.status, 200);
    // The use is recorded in the background.
    let used = async {
        while server.get("/api/v1/keys/2").await.json()["last_used_at"].is_null() {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(std::time::Duration::from_secs(30), used).await.expect("it is written down");
    assert_eq!(server.delete("/api/v1/keys/2").await.status, 204);
    assert_eq!(server.get("/api/v1/keys/2").await.json()["state"], "revoked");
    assert_eq!(server.delete("/api/v1/keys/2").await.status, 204, "again");
    assert_eq!(server.delete("/api/v1/keys/9").await.detail(404), "Key not found");
    let wrong = server.send(Method::POST, "/api/v1/keys", &json!({"name": "", "role": "owner"})).await;
    let fields: Vec<String> = wrong.faults(400).into_iter().map(|(field, _)| field).collect();
    assert_eq!(fields, ["name", "role"]);
}

#[actix_web::test]
async fn an_answer_with_a_secret_is_not_stored_for_repetition() {
    let mut server = plain_server(Backend::Sqlite);
    server.use_example_key();
    let make = || {
        let body = json!({"name": "a", "role": "reader"});
        server.request(Method::POST, "/api/v1/keys").header("idempotency-key", "k").json(&body).reply()
    };
    let (first, second) = (make().await.json(), make().await.json());
    assert_eq!((&first["id"], &second["id"]), (&json!(2), &json!(3)));
    assert_ne!(first["key"], second["key"]);
}

#[actix_web::test]
async fn only_admins_change_a_firm() {
    let mut server = plain_server(Backend::Sqlite);
    second_firm(&server);
    server.use_example_key();
    let seen = server.get("/api/v1/firms/1").await;
    let tag = seen.header("etag").expect("a tag").to_owned();
    let change = json!({"name": "  Lovelace &  Partners", "is_corporate": true, "default_region": "GB"});
    let changed = server.request(Method::PATCH, "/api/v1/firms/1").header("if-match", &tag).json(&change);
    let changed = changed.reply().await;
    let mut shown = changed.json();
    for time in ["created_at", "updated_at"] {
        assert!(shown[time].take().is_string(), "{time}");
    }
    assert_eq!(
        shown,
        json!({"id": 1, "name": "Lovelace & Partners", "is_corporate": true, "sync_client_contact_info": true,
            "update_client_missing_data": true, "default_region": "GB", "phone_check": "possible",
            "created_at": null, "updated_at": null}),
    );
    assert_eq!(server.get("/api/v1/firms/1").await.json(), changed.json());
    let stale = server.request(Method::PATCH, "/api/v1/firms/1").header("if-match", &tag).json(&change);
    assert_eq!(stale.reply().await.status, 412);
    let taken = server.send(Method::PATCH, "/api/v1/firms/1", &json!({"name": "Second"})).await;
    assert_eq!(taken.detail(409), "Another firm has this name.");
    let wrong = json!({"name": "\u{7}", "default_region": "Atlantis", "phone_check": "never"});
    let fields: Vec<String> = server
        .send(Method::PATCH, "/api/v1/firms/1", &wrong)
        .await
        .faults(400)
        .into_iter()
        .map(|it| it.0)
        .collect();
    assert_eq!(fields, ["name", "default_region", "phone_check"]);
    assert_eq!(server.send(Method::PATCH, "/api/v1/firms/2", &json!({"name": "x"})).await.status, 404);
}

#[actix_web::test]
async fn a_firm_is_replaced_as_a_whole() {
    let mut server = plain_server(Backend::Sqlite);
    second_firm(&server);
    server.use_example_key();
    let path = "/api/v1/firms/1";
    let put = |payload: Value| server.request(Method::PUT, path).json(&payload).reply();
    let whole = json!({"name": "Lovelace", "is_corporate": true, "sync_client_contact_info": false,
        "update_client_missing_data": false, "default_region": "GB", "phone_check": "valid"});
    assert_eq!(put(whole.clone()).await.status, 200);
    let seen = server.get(path).await;
    let (tag, shown) = (seen.header("etag").expect("a tag").to_owned(), seen.json());
    assert!(whole.as_object().expect("fields").iter().all(|(name, value)| shown[name] == *value), "{shown}");
    assert_eq!(put(shown.clone()).await.json(), shown, "what was read can be sent back");
    let stale = server.request(Method::PUT, path).header("if-match", "\"1-json\"").json(&whole);
    assert_eq!(stale.reply().await.status, 412);
    let bare = server.request(Method::PUT, path).header("if-match", &tag).json(&json!({"name": "Bare"}));
    let bare = bare.reply().await.json();
    for (field, expected) in [
        ("name", json!("Bare")),
        ("is_corporate", json!(false)),
        ("sync_client_contact_info", json!(true)),
        ("update_client_missing_data", json!(true)),
        ("default_region", json!("US")),
        ("phone_check", json!("possible")),
    ] {
        assert_eq!(bare[field], expected, "{field}");
    }
    let fields = |reply: Reply| reply.faults(400).into_iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(fields(put(json!({"default_region": "Atlantis"})).await), ["name", "default_region"]);
    assert_eq!(put(json!({"name": "Second"})).await.status, 409);
    assert_eq!(server.send(Method::PUT, "/api/v1/firms/2", &whole).await.status, 404);
}

#[actix_web::test]
async fn only_a_hash_of_a_key_is_stored() {
    let server = plain_server(Backend::Sqlite);
    let key = server.make_key(FirmId::FIRST, Role::Admin);
    let stored = off_the_runtime(|| keys::list_all(&server.database)).expect("keys");
    assert!(!format!("{stored:?}").contains(key.splitn(3, '_').nth(2).expect("a secret")));
}

#[actix_web::test]
async fn without_keys_a_page_of_another_site_is_refused() {
    let server = plain_server(Backend::Sqlite);
    let delete = |header: &'static str, value: &'static str| {
        server.request(Method::DELETE, "/clients/1").header(header, value).reply()
    };
    assert_eq!(delete("sec-fetch-site", "cross-site").await.status, 403);
    assert_eq!(delete("origin", "https://evil.example").await.status, 403);
    assert_eq!(delete("sec-fetch-site", "same-origin").await.detail(404), "Client not found");
    let rebound = server.request(Method::GET, "/clients").header("host", "evil.example").reply().await;
    assert_eq!(rebound.status, 403, "{}", rebound.text());
}

/// An atomic import that holds the embedded database's only writer until released.
fn hold_the_writer(server: &Server) -> (std::sync::mpsc::Sender<()>, std::thread::JoinHandle<bool>) {
    use frontdesk_storage::imports::{self, Source, SourceOptions};

    struct Silent;
    impl imports::Observer for Silent {
        fn rejected(&mut self, _: usize, _: imports::RejectedRow) {}
        fn progressed(&mut self, _: usize, _: &imports::Report) {}
        fn restarted(&mut self, _: usize) {}
    }
    let (release, held) = std::sync::mpsc::channel::<()>();
    let (begun, began) = std::sync::mpsc::channel();
    let database = server.database.clone();
    let import = std::thread::spawn(move || {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.csv");
        std::fs::write(&path, "External ID,First Name,Last Name,Mobile\next-1,Ada,Lovelace,+12025550101\n")
            .expect("written");
        let options = SourceOptions {
            kind: frontdesk_tables::mapping::Kind::Clients,
            layout: Default::default(),
            mapping: Vec::new(),
            integration_type: frontdesk_import::client::IntegrationType::CsvImport,
            create_missing: false,
        };
        let source = Source::open(&path, options).expect("a file");
        let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("the firm");
        let held = std::sync::Mutex::new(held);
        let rows =
            source.rows(&frontdesk_core::FirmSettings::default(), now().date_naive()).guarded(move || {
                begun.send(()).ok();
                held.lock().expect("a lock that is not poisoned").recv().ok();
                Ok(true)
            });
        let run = imports::Run {
            access,
            rows,
            mode: imports::Mode::Atomic,
            record: None,
            clock: std::sync::Arc::new(now),
        };
        imports::run(&database, &run, &mut Silent).expect("imported").kept
    });
    began.recv().expect("it begins");
    (release, import)
}

#[actix_web::test]
async fn a_key_is_refused_while_its_revocation_waits_for_the_writer() {
    let mut server = plain_server(Backend::Sqlite);
    server.use_example_key();
    let key = server.make_key(FirmId::FIRST, Role::Reader);
    let look = || server.without_key(Method::GET, "/clients").bearer_auth(&key).reply();
    assert_eq!(look().await.status, 200);
    let (release, import) = hold_the_writer(&server);
    let revocation = actix_web::rt::spawn(server.request(Method::DELETE, "/api/v1/keys/2").reply());
    while look().await.status == 200 {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    assert!(!revocation.is_finished(), "it waits for the writer");
    drop(release);
    assert_eq!(revocation.await.expect("not aborted").status, 204);
    assert_eq!(look().await.detail(401), "The API key was revoked.");
    assert!(import.join().expect("it ends"), "and the import is kept");
}
