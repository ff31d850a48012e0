//! `/clients`, on every database.

use frontdesk_core::{FirmId, FirmSettings};
use frontdesk_storage::clients::{self, Client, ClientFilter};
use frontdesk_storage::{Page, firms};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Replying, Server, all_backends, pairs, plain_server};

const EVERYBODY: Page = Page { after: None, limit: 10_000 };

/// The payload of the contract.
fn ada() -> Value {
    json!({
        "firm_id": 1,
        "field_names": {
            "first_name": "Ada", "last_name": "Lovelace", "email": "ada@example.com",
            "phone_numbers": ["+15551234567"], "integration_id": "ext-123", "birth_date": "1815-12-10",
            "ssn": "078-05-1120",
        },
        "integration_type": "CSV_IMPORT",
    })
}

/// Ada with other values: `("field_names.email", json!(null))`.
fn ada_but(changes: &[(&str, Value)]) -> Value {
    let mut payload = ada();
    for (path, value) in changes {
        let place = path.split('.').fold(&mut payload, |place, key| &mut place[key]);
        *place = value.clone();
    }
    payload
}

async fn patch(server: &Server, payload: &Value) -> crate::support::Reply {
    server.send(Method::PATCH, "/clients", payload).await
}

/// What the database holds.
fn stored(server: &Server) -> Vec<Client> {
    let all = |scoped: &mut frontdesk_storage::Scoped<'_>| {
        clients::list(scoped, &ClientFilter::default(), EVERYBODY)
    };
    aside(|| {
        let access =
            server.database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
        server.database.read_blocking(access, all).expect("a list")
    })
}

/// Runs what blocks on a thread of its own: the test's is an async worker.
fn aside<T: Send>(job: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(job).join().expect("no panic"))
}

fn sqlite() -> Server {
    plain_server(frontdesk_testkit::Backend::Sqlite)
}

#[actix_web::test]
async fn a_client_is_created_then_unchanged_then_updated() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let created = patch(&server, &ada()).await;
        assert_eq!(created.status, 200, "{backend} {}", created.text());
        let client = json!({
            "id": 1, "firm_id": 1, "first_name": "Ada", "last_name": "Lovelace", "birth_date": "1815-12-10",
            "email": "ada@example.com", "cell_phone": "+15551234567", "integration_id": "ext-123",
            "ssn": "***-**-1120",
        });
        assert_eq!(
            created.json(),
            json!({
                "status": "success", "outcome": "created", "created": true, "updated": false,
                "message": "Client created.", "client": client, "warnings": [],
            })
        );
        let before = stored(&server);
        let unchanged = patch(&server, &ada()).await.json();
        assert_eq!(
            (&unchanged["outcome"], &unchanged["message"]),
            (&json!("unchanged"), &json!("Client unchanged."))
        );
        assert_eq!((&unchanged["created"], &unchanged["updated"]), (&json!(false), &json!(false)));
        assert_eq!(stored(&server), before, "{backend}: no version moved");
        let updated = patch(&server, &ada_but(&[("field_names.last_name", json!("King"))])).await.json();
        assert_eq!(
            (&updated["outcome"], &updated["message"]),
            (&json!("updated"), &json!("Client updated."))
        );
        assert_eq!(updated["client"]["last_name"], "King");
        assert_eq!(stored(&server).len(), 1);
    }
}

#[actix_web::test]
async fn fifty_identical_payloads_at_once_make_one_row() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let payload = ada();
        let replies = futures_util::future::join_all((0..50).map(|_| patch(&server, &payload))).await;
        let outcomes: Vec<Value> = replies.iter().map(|reply| reply.json()["outcome"].clone()).collect();
        assert!(replies.iter().all(|reply| reply.status == 200), "{backend} {outcomes:?}");
        assert_eq!(outcomes.iter().filter(|outcome| *outcome == "created").count(), 1, "{backend}");
        assert_eq!(outcomes.iter().filter(|outcome| *outcome == "unchanged").count(), 49, "{backend}");
        assert_eq!(stored(&server).len(), 1, "{backend}");
    }
}

#[actix_web::test]
async fn a_client_can_be_looked_at_listed_and_deleted() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let client = patch(&server, &ada()).await.json()["client"].clone();
        let found = server.get("/clients/1").await;
        assert_eq!(
            (found.status, found.json(), found.header("etag")),
            (200, client.clone(), Some("\"1-json\""))
        );
        assert_eq!(server.get("/clients").await.json(), json!({"clients": [client]}));
        assert_eq!(server.get("/api/v1/clients/1").await.body, found.body);
        let gone = server.delete("/clients/1").await;
        assert_eq!(
            (gone.status, gone.json()),
            (200, json!({"status": "success", "result": "Client 1 deleted."}))
        );
        assert_eq!(server.get("/clients").await.json(), json!({"clients": []}));
        for reply in [server.get("/clients/1").await, server.delete("/clients/1").await] {
            assert_eq!(reply.detail(404), "Client not found");
        }
        assert_eq!(stored(&server), []);
        let again = patch(&server, &ada()).await.json();
        assert_eq!((&again["outcome"], &again["client"]["id"]), (&json!("created"), &json!(2)), "{backend}");
    }
}

#[actix_web::test]
async fn every_broken_rule_is_told_at_once_under_its_path() {
    let server = sqlite();
    let payload = json!({
        "field_names": {
            "first_name": "x".repeat(129), "email": "not an address", "phone_numbers": ["1".repeat(33)],
            "birth_date": "2026-02-01", "ssn": "123",
        },
        "integration_type": "FAX",
    });
    let mut faults = patch(&server, &payload).await.faults(400);
    faults.sort();
    assert_eq!(
        faults,
        pairs(&[
            ("field_names.birth_date", "must not be in the future"),
            ("field_names.email", "must be an e-mail address"),
            ("field_names.first_name", "must be at most 128 characters"),
            ("field_names.integration_id", "is missing"),
            ("field_names.phone_numbers.0", "must be at most 32 characters"),
            ("field_names.ssn", "must be nine digits, with or without dashes"),
            ("firm_id", "is missing"),
            ("integration_type", "must be CSV_IMPORT, THIRD_PARTY or MYCASE"),
        ])
    );
    assert_eq!(stored(&server), []);
}

#[actix_web::test]
async fn each_bad_value_is_a_400_that_names_its_field_and_writes_nothing() {
    let server = sqlite();
    let long = || json!("x".repeat(129));
    for (path, value, field, message) in [
        ("firm_id", json!(null), "firm_id", "is missing"),
        ("firm_id", json!("1"), "firm_id", "must be an integer"),
        ("firm_id", json!(0), "firm_id", "must be a positive integer"),
        ("firm_id", json!(-1), "firm_id", "must be a positive integer"),
        ("firm_id", json!(1.5), "firm_id", "must be an integer"),
        ("integration_type", json!(null), "integration_type", "is missing"),
        ("integration_type", json!(7), "integration_type", "must be a string"),
        (
            "integration_type",
            json!("csv_import"),
            "integration_type",
            "must be CSV_IMPORT, THIRD_PARTY or MYCASE",
        ),
        ("field_names", json!(null), "field_names", "is missing"),
        ("field_names", json!([]), "field_names", "must be an object"),
        ("field_names", json!("x"), "field_names", "must be an object"),
        ("field_names.integration_id", json!(null), "field_names.integration_id", "is missing"),
        ("field_names.integration_id", json!("  "), "field_names.integration_id", "is missing"),
        (
            "field_names.integration_id",
            long(),
            "field_names.integration_id",
            "must be at most 128 characters",
        ),
        ("field_names.first_name", long(), "field_names.first_name", "must be at most 128 characters"),
        ("field_names.last_name", long(), "field_names.last_name", "must be at most 128 characters"),
        (
            "field_names.last_name",
            json!("a\u{0}b"),
            "field_names.last_name",
            "must not contain NUL characters",
        ),
        ("field_names.last_name", json!(null), "field_names.last_name", "Client missing name."),
        ("field_names.email", json!("ada@"), "field_names.email", "must be an e-mail address"),
        ("field_names.email", json!(true), "field_names.email", "must be a string"),
        ("field_names.phone_numbers", json!("+15551234567"), "field_names.phone_numbers", "must be a list"),
        ("field_names.phone_numbers", json!([5]), "field_names.phone_numbers.0", "must be a string"),
        (
            "field_names.cell_phone",
            json!("5".repeat(33)),
            "field_names.cell_phone",
            "must be at most 32 characters",
        ),
        (
            "field_names.birth_date",
            json!("2023-02-29"),
            "field_names.birth_date",
            "must be a real date as YYYY-MM-DD",
        ),
        (
            "field_names.birth_date",
            json!("2026-02-01"),
            "field_names.birth_date",
            "must not be in the future",
        ),
        (
            "field_names.ssn",
            json!("078-05-112"),
            "field_names.ssn",
            "must be nine digits, with or without dashes",
        ),
        ("field_names.ssn", json!(78051120), "field_names.ssn", "must be a string"),
        ("field_names.type", json!("Robot"), "field_names.type", "must be Person or Company"),
        ("create_new_client", json!("yes"), "create_new_client", "must be true or false"),
        ("validation", json!(1), "validation", "must be true or false"),
        ("matter_id", json!([1]), "matter_id", "must be a string or an integer"),
    ] {
        let reply = patch(&server, &ada_but(&[(path, value.clone())])).await;
        assert_eq!(reply.faults(400), pairs(&[(field, message)]), "{path} {value}");
    }
    assert_eq!(stored(&server), []);
}

#[actix_web::test]
async fn no_answer_repeats_an_ssn() {
    let server = sqlite();
    for payload in [
        ada(),
        ada_but(&[("field_names.email", json!("bad"))]),
        ada_but(&[("field_names.ssn", json!("078-05-1120x"))]),
        ada_but(&[("field_names.ssn", json!(["078-05-1120"]))]),
        ada_but(&[("firm_id", json!("078-05-1120"))]),
        ada_but(&[("field_names.type", json!("078-05-1120"))]),
        ada_but(&[("validation", json!("078051120"))]),
    ] {
        let reply = patch(&server, &payload).await;
        assert!(!reply.text().contains("078-05") && !reply.text().contains("07805"), "{}", reply.text());
    }
    for accept in ["application/json", "application/hal+json", "application/x-ndjson", "text/csv"] {
        let text = server.get_as("/clients", accept).await.text();
        assert!(text.contains("***-**-1120") && !text.contains("078"), "{text}");
    }
}

#[actix_web::test]
async fn phones_can_be_a_list_null_or_a_single_cell_phone() {
    let server = sqlite();
    let cell = ada_but(&[
        ("field_names.cell_phone", json!("(555) 765-4321")),
        ("field_names.phone_numbers", json!(["+15551234567", "nonsense"])),
    ]);
    let reply = patch(&server, &cell).await.json();
    assert_eq!(reply["client"]["cell_phone"], "+15557654321");
    assert_eq!(
        reply["warnings"],
        json!([{
            "field": "field_names.phone_numbers.1",
            "message": "Phone number 3 is not acceptable and was left out.",
        }])
    );
    let none = patch(&server, &ada_but(&[("field_names.phone_numbers", json!(null))])).await.json();
    assert_eq!(
        (&none["outcome"], &none["client"]["cell_phone"]),
        (&json!("unchanged"), &json!("+15557654321"))
    );
    let nobody = ada_but(&[
        ("field_names.phone_numbers", json!(null)),
        ("field_names.integration_id", json!("ext-9")),
    ]);
    assert_eq!(patch(&server, &nobody).await.detail(400), "Cell phone invalid: <None>");
    let bad = ada_but(&[
        ("field_names.phone_numbers", json!(["12", "x"])),
        ("field_names.integration_id", json!("ext-9")),
    ]);
    let reply = patch(&server, &bad).await;
    assert!(reply.detail(400).starts_with("Cell phone invalid: 12"), "{}", reply.text());
    assert_eq!(reply.faults(400)[0].0, "field_names.phone_numbers");
    assert_eq!(stored(&server).len(), 1);
}

#[actix_web::test]
async fn unknown_keys_are_ignored_with_a_warning() {
    let server = sqlite();
    let payload = ada_but(&[
        ("colour", json!("red")),
        ("field_names.shoe_size", json!({"eu": 42})),
        ("matter_id", json!(7)),
    ]);
    let reply = patch(&server, &payload).await;
    assert_eq!(reply.status, 200);
    assert_eq!(
        reply.json()["warnings"],
        json!([
            {"field": "colour", "message": "is unknown and was ignored"},
            {"field": "field_names.shoe_size", "message": "is unknown and was ignored"},
        ])
    );
}

#[actix_web::test]
async fn a_stranger_is_not_created_when_that_is_not_wanted() {
    let server = sqlite();
    let payload = ada_but(&[("create_new_client", json!(false))]);
    assert_eq!(patch(&server, &payload).await.detail(404), "Client not found, stopping import.");
    assert_eq!(stored(&server), []);
    patch(&server, &ada()).await;
    assert_eq!(patch(&server, &payload).await.json()["outcome"], "unchanged");
}

#[actix_web::test]
async fn a_validation_says_everything_and_writes_nothing() {
    let server = sqlite();
    let would = patch(&server, &ada_but(&[("validation", json!(true))])).await.json();
    assert_eq!(
        (&would["outcome"], &would["client"], &would["message"]),
        (&json!("created"), &json!(null), &json!("Client would be created."))
    );
    assert_eq!(stored(&server), []);
    patch(&server, &ada()).await;
    let before = stored(&server);
    let other = ada_but(&[("validation", json!(true)), ("field_names.last_name", json!("King"))]);
    let would = patch(&server, &other).await.json();
    assert_eq!((&would["outcome"], &would["client"]["last_name"]), (&json!("updated"), &json!("Lovelace")));
    assert_eq!(stored(&server), before);
    let bad = ada_but(&[("validation", json!(true)), ("field_names.email", json!("x"))]);
    assert_eq!(patch(&server, &bad).await.status, 400);
}

#[actix_web::test]
async fn lists_are_narrowed_and_paged() {
    for backend in all_backends() {
        let server = plain_server(backend);
        for (number, (first, last)) in
            [("Ada", "Lovelace"), ("Zoë", "Washburne"), ("adam", "100%_x")].iter().enumerate()
        {
            let payload = ada_but(&[
                ("field_names.first_name", json!(first)),
                ("field_names.last_name", json!(last)),
                ("field_names.email", json!(format!("{number}@example.com"))),
                ("field_names.integration_id", json!(format!("ext-{number}"))),
                ("field_names.phone_numbers", json!([format!("+1555123456{number}")])),
            ]);
            assert_eq!(patch(&server, &payload).await.status, 200);
        }
        let names = async |path: &str| -> Vec<String> {
            let list = server.get(path).await.json();
            let rows = list["clients"].as_array().expect("clients").iter();
            rows.map(|row| row["first_name"].as_str().expect("a name").to_owned()).collect()
        };
        for (query, expected) in [
            ("q=ADA", vec!["Ada", "adam"]),
            ("q=love", vec!["Ada"]),
            ("q=zo%C3%AB", vec!["Zoë"]),
            ("q=1%40example", vec!["Zoë"]),
            ("q=%2B15551234562", vec!["adam"]),
            ("q=100%25_", vec!["adam"]),
            ("q=%25", vec![]),
            ("q=velace", vec![]),
            ("q=", vec!["Ada", "Zoë", "adam"]),
            ("updated_since=2026-01-31T09:00:00Z", vec!["Ada", "Zoë", "adam"]),
            ("updated_since=2026-01-31T10:00:01%2B01:00", vec![]),
            ("firm_id=1&limit=2", vec!["Ada", "Zoë"]),
        ] {
            assert_eq!(names(&format!("/clients?{query}")).await, expected, "{backend} {query}");
        }
        let counted = server.get("/clients?q=ada&limit=1&count=true").await;
        assert_eq!(counted.header("x-total-count"), Some("2"));
        assert!(
            counted
                .header("link")
                .is_some_and(|link| link.contains("q=ada") && link.contains("rel=\"next\""))
        );
        let table = server.get_as("/clients?limit=1", "text/csv").await.text();
        assert_eq!(
            table,
            "id,firm_id,first_name,last_name,birth_date,email,cell_phone,integration_id,ssn\n\
             1,1,Ada,Lovelace,1815-12-10,0@example.com,'+15551234560,ext-0,***-**-1120\n"
        );
    }
}

#[actix_web::test]
async fn bad_filters_are_named() {
    let server = sqlite();
    let query = format!("/clients?updated_since=yesterday&q={}&limit=x", "x".repeat(129));
    let mut faults = server.get(&query).await.faults(400);
    faults.sort();
    assert_eq!(
        faults,
        pairs(&[
            ("limit", "must be an integer from 1 to 1000"),
            ("q", "must be at most 128 characters"),
            ("updated_since", "must be a time such as 2026-01-31T09:00:00Z"),
        ])
    );
}

#[actix_web::test]
async fn a_write_on_a_version_that_is_gone_is_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        patch(&server, &ada()).await;
        patch(&server, &ada_but(&[("field_names.last_name", json!("King"))])).await;
        let before = stored(&server);
        let delete = |tag: &str| server.request(Method::DELETE, "/clients/1").header("if-match", tag).reply();
        let change = ada_but(&[("field_names.last_name", json!("Byron"))]);
        let change = |tag: &str| {
            server.request(Method::PATCH, "/clients").header("if-match", tag).json(&change).reply()
        };
        for stale in ["\"1-json\"", "W/\"2-json\"", "\"x\"", "\"3-json\", \"1-hal\""] {
            let message = "The record has changed since: get it again, then decide again.";
            assert_eq!(delete(stale).await.detail(412), message, "{backend} {stale}");
            assert_eq!(change(stale).await.detail(412), message, "{backend} {stale}");
        }
        assert_eq!(stored(&server), before, "{backend}");
        assert_eq!(change("\"2-json\"").await.json()["client"]["last_name"], "Byron", "{backend}");
        let stranger = ada_but(&[
            ("field_names.integration_id", json!("ext-9")),
            ("field_names.phone_numbers", json!(["+15559999999"])),
        ]);
        let request = server.request(Method::PATCH, "/clients").header("if-match", "*").json(&stranger);
        assert_eq!(request.reply().await.status, 412, "{backend}: nothing is there to match");
        let missing = server.request(Method::DELETE, "/clients/99").header("if-match", "\"x\"").reply().await;
        assert_eq!(missing.detail(404), "Client not found");
        assert_eq!(delete("\"1-json\", \"3-hal\"").await.status, 200, "{backend}");
        assert_eq!(stored(&server), []);
    }
}

#[actix_web::test]
async fn a_patch_that_is_sent_again_with_its_key_has_its_effect_once() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let payload = ada();
        let send = || {
            server.request(Method::PATCH, "/clients").header("idempotency-key", "k-1").json(&payload).reply()
        };
        let (first, again) = (send().await, send().await);
        assert_eq!((first.status, first.json()["outcome"].as_str()), (200, Some("created")), "{backend}");
        assert_eq!(
            (again.body == first.body, again.header("idempotency-replayed")),
            (true, Some("true")),
            "{backend}"
        );
        let other = ada_but(&[("field_names.last_name", json!("King"))]);
        let request = server.request(Method::PATCH, "/clients").header("idempotency-key", "k-1").json(&other);
        assert_eq!(request.reply().await.status, 422, "{backend}");
        let replies = futures_util::future::join_all((0..20).map(|_| {
            server.request(Method::PATCH, "/clients").header("idempotency-key", "k-2").json(&other).reply()
        }));
        let replies = replies.await;
        assert!(replies.iter().all(|reply| [200, 409].contains(&reply.status)), "{backend}");
        let fresh = |reply: &&crate::support::Reply| {
            reply.status == 200 && reply.header("idempotency-replayed").is_none()
        };
        assert_eq!(replies.iter().filter(fresh).count(), 1, "{backend}");
        assert_eq!(stored(&server).len(), 1);
    }
}

#[actix_web::test]
async fn a_firm_sees_its_own_clients_alone() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let settings = FirmSettings { is_corporate: true, ..FirmSettings::default() };
        let now = crate::support::now();
        let created = aside(|| firms::create(&server.database, "Second", &settings, now).expect("an answer"));
        let firms::FirmOutcome::Saved(second) = created else { panic!("not created: {created:?}") };
        patch(&server, &ada()).await;
        let payload =
            ada_but(&[("firm_id", json!(second.id.get())), ("field_names.phone_numbers", json!(null))]);
        let reply = patch(&server, &payload).await;
        assert_eq!(
            (&reply.json()["outcome"], reply.status),
            (&json!("created"), 200),
            "{backend} {}",
            reply.text()
        );
        let theirs = reply.json()["client"]["id"].as_i64().expect("an id");
        assert_eq!(server.get(&format!("/clients/{theirs}")).await.status, 404, "{backend}");
        assert_eq!(server.get(&format!("/clients/{theirs}?firm_id={}", second.id)).await.status, 200);
        assert_eq!(server.delete(&format!("/clients/1?firm_id={}", second.id)).await.status, 404);
        let mine = server.get("/clients").await.json();
        assert_eq!(mine["clients"].as_array().map(Vec::len), Some(1), "{backend}");
        let header =
            server.request(Method::GET, "/clients").header("x-firm-id", second.id.get()).reply().await;
        assert_eq!(header.json()["clients"][0]["id"], theirs);
        let both =
            server.request(Method::PATCH, "/clients").header("x-firm-id", "1").json(&payload).reply().await;
        assert_eq!(both.faults(400), pairs(&[("firm_id", "names another firm than X-Firm-Id")]));
        let unknown = patch(&server, &ada_but(&[("firm_id", json!(99))])).await;
        assert_eq!(unknown.detail(404), "Firm not found");
    }
}

#[actix_web::test]
async fn a_client_leads_to_what_can_be_done_with_it() {
    let server = sqlite();
    let request = server.request(Method::PATCH, "/api/v1/clients").header("accept", "application/hal+json");
    let patched = request.json(&ada()).reply().await;
    assert_eq!(patched.header("content-type"), Some("application/hal+json"));
    assert_eq!(patched.json()["_links"], json!({"client": {"href": "/api/v1/clients/1"}}));
    let found = server.get_as("/clients/1", "application/hal+json").await.json();
    assert_eq!(
        found["_links"],
        json!({
            "self": {"href": "/clients/1"},
            "collection": {"href": "/clients"},
            "delete": {"href": "/clients/1", "method": "DELETE"},
        })
    );
}
