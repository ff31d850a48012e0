//! `/webhook` and `/sync`.

use frontdesk_storage::sync::{self, Answer};
use frontdesk_sync::{Abilities, Step, UserFields, WebhookSecret, sign};
use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Reply, Replying, Server, all_backends, now, pairs, plain_server, server_with};
use crate::users::{claim, john, record, synced};

fn event(crm_id: &str, phone: &str) -> Value {
    json!({"crm_id": crm_id, "updated_fields": {"phone": phone}, "timestamp": "2023-10-15T12:00:00Z"})
}

/// A server with a CRM that can be queried about events.
fn backed_by_crm(backend: Backend) -> Server {
    Server::start(backend, |options| options.verify_webhooks = true, Vec::new())
}

async fn outcome(server: &Server, event: &Value) -> (u16, Value) {
    let reply = server.send(Method::POST, "/webhook", event).await;
    (reply.status, reply.json())
}

#[actix_web::test]
async fn an_event_is_applied_once_and_an_older_one_ignored() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let id = synced(&server, "CRM123").await;
        let applied = json!({"success": true, "outcome": "applied"});
        assert_eq!(outcome(&server, &event("CRM123", "987-654-3210")).await, (200, applied), "{backend}");
        let user = server.get(&format!("/users/{id}")).await.json();
        assert_eq!((&user["phone"], &user["sync_status"]), (&json!("987-654-3210"), &json!("synced")));
        let again = outcome(&server, &event("CRM123", "987-654-3210")).await;
        assert_eq!(again.1["outcome"], "duplicate");
        let mut older = event("CRM123", "555");
        older["timestamp"] = json!("2023-10-15T11:59:59Z");
        assert_eq!(outcome(&server, &older).await.1["outcome"], "stale");
        assert_eq!(server.get(&format!("/users/{id}")).await.json(), user, "{backend}");
    }
}

#[actix_web::test]
async fn the_crm_overrides_a_pending_edit_which_stays_in_the_history() {
    let server = plain_server(Backend::Sqlite);
    let id = synced(&server, "CRM123").await;
    let mut edited = john();
    edited["phone"] = json!("111");
    edited["name"] = json!("Jack Smith");
    assert_eq!(server.send(Method::PUT, &format!("/users/{id}"), &edited).await.status, 200);
    outcome(&server, &event("CRM123", "222")).await;
    let user = server.get(&format!("/users/{id}")).await.json();
    assert_eq!((&user["phone"], &user["name"]), (&json!("222"), &json!("Jack Smith")));
    assert_eq!(user["sync_status"], "pending", "the name is still to be pushed");
    let history = server.get(&format!("/users/{id}/history")).await.json();
    let last = history.as_array().and_then(|all| all.last()).expect("a past value");
    assert_eq!(
        (&last["from"], &last["to"], &last["overridden"], &last["cause"]),
        (&json!("111"), &json!("222"), &json!(true), &json!("webhook"))
    );
}

#[actix_web::test]
async fn an_event_of_a_new_record_is_verified_with_the_crm() {
    for backend in all_backends() {
        let server = backed_by_crm(backend);
        let id = synced(&server, "CRM123").await;
        let mut event = event("CRM123", "987-654-3210");
        event["timestamp"] = json!(now());
        assert_eq!(outcome(&server, &event).await.1["outcome"], "applied");
        let claimed = claim(&server).await;
        assert_eq!(claimed.visit.next(Abilities::default()), Step::Fetch, "{backend}");
        let fields =
            UserFields::parse("John Smith", "john.smith@example.com", "123-456-7890").expect("sound");
        record(&server, claimed, Answer::Fetched { fields: fields.into() }).await;
        let user = server.get(&format!("/users/{id}")).await.json();
        assert_eq!((&user["phone"], &user["sync_status"]), (&json!("123-456-7890"), &json!("synced")));
    }
}

#[actix_web::test]
async fn an_event_dated_in_the_future_does_not_block_later_ones() {
    for backend in all_backends() {
        let server = backed_by_crm(backend);
        let id = synced(&server, "CRM123").await;
        let event = |email: &str, at: &str| json!({"crm_id": "CRM123", "updated_fields": {"email": email}, "timestamp": at});
        let ahead = event("nonsense", "2099-01-01T00:00:00Z");
        let applied = json!({"success": true, "outcome": "applied"});
        assert_eq!(outcome(&server, &ahead).await, (200, applied), "{backend}");
        let old = event("older", "0001-01-01T00:00:00Z");
        assert_eq!(outcome(&server, &old).await.1["outcome"], "stale", "{backend}");
        let mut first_of_its_field = event("", "0001-01-01T00:00:00Z");
        first_of_its_field["updated_fields"] = json!({"name": "John Smith"});
        assert_eq!(outcome(&server, &first_of_its_field).await.1["outcome"], "applied", "{backend}");
        assert_eq!(claim(&server).await.visit.next(Abilities::default()), Step::Fetch, "it is verified");
        let real = event("john@example.org", &now().to_rfc3339());
        assert_eq!(outcome(&server, &real).await.1["outcome"], "applied", "{backend}");
        assert_eq!(server.get(&format!("/users/{id}")).await.json()["email"], "john@example.org");
    }
}

#[actix_web::test]
async fn an_event_of_an_unknown_record_is_parked_until_the_create_names_it() {
    let server = plain_server(Backend::Sqlite);
    let parked = json!({"success": true, "outcome": "parked"});
    assert_eq!(outcome(&server, &event("CRM123", "222")).await, (202, parked));
    let id = synced(&server, "CRM123").await;
    assert_eq!(server.get(&format!("/users/{id}")).await.json()["phone"], "222");
}

#[actix_web::test]
async fn all_faults_of_an_event_are_reported() {
    let server = plain_server(Backend::Sqlite);
    let bad = json!({"crm_id": "", "updated_fields": {"name": {}, "phone": "1"}, "timestamp": "today"});
    let mut faults = server.send(Method::POST, "/webhook", &bad).await.faults(400);
    faults.sort();
    assert_eq!(
        faults.iter().map(|(field, _)| field.as_str()).collect::<Vec<_>>(),
        ["crm_id", "timestamp", "updated_fields.name"]
    );
    let missing = [("crm_id", "is missing"), ("timestamp", "is missing"), ("updated_fields", "is missing")];
    assert_eq!(server.send(Method::POST, "/webhook", &json!({})).await.faults(400), pairs(&missing));
    let empty = json!({"crm_id": "CRM1", "updated_fields": {}, "timestamp": "2023-10-15T12:00:00Z"});
    let expected = [("updated_fields", "must name at least one field")];
    assert_eq!(server.send(Method::POST, "/webhook", &empty).await.faults(400), pairs(&expected));
}

#[actix_web::test]
async fn events_are_parsed_as_leniently_as_answers_of_the_crm() {
    let server = plain_server(Backend::Sqlite);
    let id = synced(&server, "7").await;
    let fields = json!({"Phone": 9_876_543_210_u64, "email": null, "company": "Acme"});
    let body = json!({"CRM_ID": 7.0, "updated_fields": fields, "timestamp": "2023-10-15T12:00:00.000+0000"});
    let expected = json!({"success": true, "outcome": "applied", "ignored": ["company", "email"]});
    assert_eq!(outcome(&server, &body).await, (200, expected));
    let user = server.get(&format!("/users/{id}")).await.json();
    assert_eq!((&user["phone"], &user["email"]), (&json!("9876543210"), &json!("john.smith@example.com")));
    for timestamp in [json!(1_697_371_201), json!(1_697_371_202_000_u64), json!("2023-10-15 12:00:03")] {
        let body = json!({"crm_id": "7", "updated_fields": {"name": timestamp}, "timestamp": timestamp});
        assert_eq!(outcome(&server, &body).await.1["outcome"], "applied", "{timestamp}");
    }
    let nothing = json!({"crm_id": 7, "updated_fields": {"company": "Acme"}, "timestamp": 1_697_371_200});
    let ignored = json!({"success": true, "outcome": "ignored", "ignored": ["company"]});
    assert_eq!(outcome(&server, &nothing).await, (200, ignored));
}

#[actix_web::test]
async fn without_a_crm_to_query_an_event_stays_applied() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let id = synced(&server, "CRM123").await;
        let mut event = event("CRM123", "987-654-3210");
        event["timestamp"] = json!(now());
        assert_eq!(outcome(&server, &event).await.1["outcome"], "applied");
        let user = server.get(&format!("/users/{id}")).await.json();
        assert_eq!((&user["phone"], &user["sync_status"]), (&json!("987-654-3210"), &json!("synced")));
        let due = sync::claim(&server.database, 10, std::time::Duration::from_secs(30), now()).await;
        assert_eq!(due.expect("an answer"), Vec::new(), "{backend}: the CRM is asked all the same");
    }
}

#[actix_web::test]
async fn signature_headers_of_both_names_are_accepted() {
    let server = guarded();
    synced(&server, "CRM123").await;
    let body = event("CRM123", "222").to_string();
    let (secret, at) = (WebhookSecret::parse(SECRET).expect("a secret"), now());
    let send = |prefix: &'static str, id: &'static str| {
        let request = server.request(Method::POST, "/webhook").header("content-type", "application/json");
        let request = request
            .header(format!("{prefix}-id"), id)
            .header(format!("{prefix}-timestamp"), at.timestamp())
            .header(format!("{prefix}-signature"), sign(&secret, id, at, body.as_bytes()));
        request.body(body.clone()).reply()
    };
    assert_eq!(send("svix", "a").await.json()["outcome"], "applied");
    assert_eq!(send("webhook", "a").await.json()["outcome"], "duplicate");
    assert_eq!(send("other", "a").await.detail(401), UNSIGNED);
}

const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const UNSIGNED: &str =
    "A header of the signature is missing: webhook-id, webhook-timestamp and webhook-signature are needed.";
const OLD_SECRET: &str = "whsec_b2xkLXNlY3JldA==";

fn guarded() -> Server {
    server_with(|options| {
        let secrets = [SECRET, OLD_SECRET].map(|text| WebhookSecret::parse(text).expect("a secret"));
        options.webhook_secrets = secrets.to_vec();
    })
}

async fn signed(server: &Server, secret: &str, seconds: i64, id: &str, body: &str, sent: &str) -> Reply {
    let at = now() + chrono::TimeDelta::seconds(seconds);
    let secret = WebhookSecret::parse(secret).expect("a secret");
    let request = server
        .request(Method::POST, "/webhook")
        .header("content-type", "application/json")
        .header("webhook-id", id)
        .header("webhook-timestamp", at.timestamp())
        .header("webhook-signature", sign(&secret, id, at, body.as_bytes()));
    request.body(sent.to_owned()).reply().await
}

#[actix_web::test]
async fn a_signature_by_either_secret_is_accepted_and_nothing_else() {
    let server = guarded();
    synced(&server, "CRM123").await;
    let body = event("CRM123", "222").to_string();
    let spaced = format!(" {body}");
    assert_eq!(signed(&server, SECRET, 0, "a", &body, &body).await.json()["outcome"], "applied");
    assert_eq!(signed(&server, OLD_SECRET, 300, "b", &body, &body).await.json()["outcome"], "duplicate");
    assert_eq!(signed(&server, SECRET, 0, "a", &body, &body).await.json()["outcome"], "duplicate");
    for (reply, detail) in [
        (signed(&server, SECRET, 0, "c", &body, &spaced).await, "The signature is wrong."),
        (signed(&server, "whsec_b3RoZXI=", 0, "c", &body, &body).await, "The signature is wrong."),
        (
            signed(&server, SECRET, 301, "c", &body, &body).await,
            "The time of the webhook is more than 5 minutes off.",
        ),
        (
            signed(&server, SECRET, -301, "c", &body, &body).await,
            "The time of the webhook is more than 5 minutes off.",
        ),
        (server.send_raw(Method::POST, "/webhook", body.clone()).await, UNSIGNED),
        (server.send_raw(Method::POST, "/webhook", "{").await, UNSIGNED),
    ] {
        assert_eq!(reply.detail(401), detail);
    }
    let metrics = server.get("/metrics").await.text();
    assert!(metrics.contains("frontdesk_crm_webhooks_total{outcome=\"refused\"} 6"), "{metrics}");
    assert!(metrics.contains("frontdesk_crm_webhooks_total{outcome=\"applied\"} 1"), "{metrics}");
}

#[actix_web::test]
async fn the_state_of_the_sync_is_reported() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let id = synced(&server, "CRM123").await;
        server.send(Method::POST, "/users", &john()).await;
        outcome(&server, &event("CRM999", "1")).await;
        sync::pause(&server.database, "the CRM refused the credentials", now()).await.expect("an answer");
        sync::note_rate(&server.database, Some(200.0)).await.expect("an answer");
        let status = server.get("/api/v1/sync/status").await.json();
        assert_eq!(
            status,
            json!({
                "configured": false, "pending": 1, "synced": 1, "failed": 0, "oldest_pending": "2026-01-31T09:00:00Z",
                "parked_webhooks": 1,
                "connection": {
                    "paused_reason": "the CRM refused the credentials", "paused_at": "2026-01-31T09:00:00Z",
                    "leave_alone_seconds": 0.0, "breaker": "closed", "breaker_until": null,
                    "last_token_at": null, "rate": 200.0, "can_look_up": null, "can_update": null,
                },
                "last_sweep": null,
            }),
            "{backend} {id}"
        );
        sync::note_token(&server.database, now()).await.expect("an answer");
        let metrics = server.get("/metrics").await.text();
        for line in [
            "frontdesk_crm_users{state=\"pending\"} 1",
            "frontdesk_crm_users{state=\"synced\"} 1",
            "frontdesk_crm_users{state=\"failed\"} 0",
            "frontdesk_crm_oldest_pending_seconds 0.0",
            "frontdesk_crm_webhooks_parked 1",
            "frontdesk_crm_breaker{state=\"closed\"} 1",
            "frontdesk_crm_breaker{state=\"open\"} 0",
            "frontdesk_crm_paused 1",
            "frontdesk_crm_last_token_timestamp_seconds 1769850000.0",
            "frontdesk_crm_calls_per_second_limit 200.0",
        ] {
            assert!(metrics.lines().any(|told| told == line), "{line}\n{metrics}");
        }
        assert!(metrics.ends_with("# EOF\n") && !metrics.contains("refused the credentials"), "{metrics}");
    }
}

#[actix_web::test]
async fn a_server_reports_whether_a_crm_is_configured() {
    let server = server_with(|options| options.has_crm = true);
    assert_eq!(server.get("/api/v1/sync/status").await.json()["configured"], true);
}

#[actix_web::test]
async fn only_one_sweep_runs_and_it_reports_differences() {
    let server = plain_server(Backend::Sqlite);
    synced(&server, "CRM123").await;
    let start = || server.request(Method::POST, "/api/v1/sync/sweeps");
    let started = start().reply().await;
    assert_eq!((started.status, started.header("location")), (202, Some("/api/v1/sync/sweeps/1")));
    assert_eq!(start().reply().await.detail(409), "Sweep 1 is still running.");
    while sync::queue_sweeps(&server.database, now()).await.expect("an answer") > 0 {}
    let claimed = claim(&server).await;
    let fields = UserFields::parse("John Smith", "john.smith@example.com", "222").expect("sound");
    let answer = Answer::Fetched { fields: fields.into() };
    record(&server, claimed, answer).await;
    let sweep = json!({
        "id": 1, "state": "finished", "users": 1, "checked": 1, "differed": 1, "failed": 0,
        "started_at": "2026-01-31T09:00:00Z", "finished_at": "2026-01-31T09:00:00Z",
        "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
    });
    assert_eq!(server.get("/api/v1/sync/sweeps/1").await.json(), sweep);
    assert_eq!(server.get("/api/sync/sweeps").await.json(), json!([sweep]));
    assert_eq!(server.get("/api/v1/sync/status").await.json()["last_sweep"], sweep);
    let differences = server.get("/api/v1/sync/sweeps/1/differences").await.json();
    assert_eq!((&differences[0]["to"], &differences[0]["cause"]), (&json!("222"), &json!("sweep")));
    assert_eq!(server.get("/api/v1/sync/sweeps/2").await.detail(404), "Sweep not found");
    assert_eq!(start().reply().await.status, 202);
}

#[actix_web::test]
async fn invalid_values_are_ignored_if_the_crm_is_not_queried() {
    let server = plain_server(Backend::Sqlite);
    let id = synced(&server, "CRM123").await;
    let fields = json!({"name": "", "email": "at home", "phone": "222"});
    let event = json!({"id": "CRM123", "updated_fields": fields, "timestamp": "2023-10-15T12:00:00Z"});
    let applied = json!({"success": true, "outcome": "applied", "ignored": ["name", "email"]});
    assert_eq!(outcome(&server, &event).await, (200, applied));
    let user = server.get(&format!("/users/{id}")).await.json();
    assert_eq!(
        (&user["name"], &user["email"], &user["phone"]),
        (&john()["name"], &john()["email"], &json!("222"))
    );
    let nothing =
        json!({"crm_id": "CRM123", "updated_fields": {"name": " "}, "timestamp": "2023-10-15T12:00:01Z"});
    let ignored = json!({"success": true, "outcome": "ignored", "ignored": ["name"]});
    assert_eq!(outcome(&server, &nothing).await, (200, ignored));
    // With verification the CRM's value is used.
    let server = backed_by_crm(Backend::Sqlite);
    synced(&server, "CRM123").await;
    assert_eq!(outcome(&server, &nothing).await.1, json!({"success": true, "outcome": "applied"}));
}
