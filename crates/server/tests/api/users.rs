//! `/users`.

use frontdesk_storage::sync::{self, Answer, Claimed, Failure, Progress};
use frontdesk_sync::UserFields;
use reqwest::Method;
use serde_json::{Value, json};
use std::time::Duration;

use crate::support::{Replying, Server, all_backends, now, pairs, plain_server};
use frontdesk_testkit::Backend;

const LEASE: Duration = Duration::from_secs(30);

pub(crate) fn john() -> Value {
    json!({"name": "John Smith", "email": "john.smith@example.com", "phone": "123-456-7890"})
}

pub(crate) async fn sign_up(server: &Server) -> Value {
    let reply = server.send(Method::POST, "/users", &john()).await;
    assert_eq!(reply.status, 201, "{}", reply.text());
    reply.json()
}

pub(crate) async fn claim(server: &Server) -> Claimed {
    let claimed = sync::claim(&server.database, 10, LEASE, now()).await.expect("an answer");
    let [claimed] = claimed.as_slice() else { panic!("not one: {claimed:?}") };
    claimed.clone()
}

pub(crate) async fn record(server: &Server, claimed: Claimed, answer: Answer) -> Progress {
    sync::record(&server.database, claimed, answer, LEASE, now()).await.expect("an answer")
}

/// A user with a CRM record, as a worker would create it.
pub(crate) async fn synced(server: &Server, crm_id: &str) -> String {
    let user = sign_up(server).await;
    let claimed = claim(server).await;
    let sent = claimed.visit.user.local.clone();
    let created = Answer::Created { crm_id: crm_id.into(), held: sent.clone().into(), sent };
    let progress = record(server, claimed, created).await;
    assert_eq!(progress, Progress::Done);
    user["id"].as_str().expect("an id").to_owned()
}

#[actix_web::test]
async fn a_sign_up_is_answered_at_once_with_the_given_values() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let reply = server.send(Method::POST, "/users", &john()).await;
        let user = reply.json();
        let id = user["id"].as_str().expect("an id").to_owned();
        assert_eq!(reply.status, 201, "{backend}");
        assert_eq!(reply.header("location"), Some(format!("/users/{id}").as_str()));
        assert_eq!(
            user,
            json!({
                "id": id, "name": "John Smith", "email": "john.smith@example.com", "phone": "123-456-7890",
                "sync_status": "pending", "crm_id": null, "last_error": null, "attempts": 0,
                "last_updated": "2026-01-31T09:00:00Z", "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
            })
        );
        assert_eq!(server.get(&format!("/users/{id}")).await.json(), user);
        assert_eq!(server.get("/users").await.json(), json!([user]));
        // The same customer as a client.
        let clients = server.get("/clients").await.json();
        let client = &clients["clients"][0];
        assert_eq!((&client["first_name"], &client["last_name"]), (&json!("John"), &json!("Smith")));
        assert_eq!(client["cell_phone"], "+11234567890");
    }
}

#[actix_web::test]
async fn all_broken_rules_are_reported_at_once() {
    let server = plain_server(Backend::Sqlite);
    let bad = json!({"name": " ", "email": "john", "phone": "call me"});
    let expected = [
        ("name", "must not be empty"),
        ("email", "must be an e-mail address"),
        ("phone", "must be a phone number"),
    ];
    assert_eq!(server.send(Method::POST, "/users", &bad).await.faults(400), pairs(&expected));
    let missing = [("email", "is missing"), ("name", "is missing"), ("phone", "is missing")];
    assert_eq!(server.send(Method::POST, "/users", &json!({})).await.faults(400), pairs(&missing));
    let wrong = json!({"name": 7, "email": "john@example.com", "phone": "1"});
    assert_eq!(server.send(Method::POST, "/users", &wrong).await.faults(400)[0].0, "name");
    assert_eq!(server.get("/users").await.json(), json!([]));
}

#[actix_web::test]
async fn a_repeated_sign_up_is_one_user_with_a_key_and_two_without() {
    let server = plain_server(Backend::Sqlite);
    let post = || server.request(Method::POST, "/users").header("idempotency-key", "a").json(&john());
    let (first, second) = (post().reply().await, post().reply().await);
    assert_eq!((first.status, second.status, first.json()), (201, 201, second.json()));
    sign_up(&server).await;
    assert_eq!(server.get("/users").await.json().as_array().map(Vec::len), Some(2));
}

#[actix_web::test]
async fn an_update_is_pending_again_and_honours_if_match() {
    let server = plain_server(Backend::Sqlite);
    let id = synced(&server, "CRM1").await;
    let url = format!("/users/{id}");
    let tag = server.get(&url).await.header("etag").expect("a tag").to_owned();
    let mut changed = john();
    changed["phone"] = json!("987-654-3210");
    let put = |tag: &str| server.request(Method::PUT, &url).header("if-match", tag).json(&changed);
    let reply = put(&tag).reply().await;
    let user = reply.json();
    assert_eq!(
        (reply.status, &user["sync_status"], &user["crm_id"]),
        (200, &json!("pending"), &json!("CRM1"))
    );
    assert_eq!(user["phone"], "987-654-3210");
    assert_eq!(put(&tag).reply().await.status, 412);
    let again = server.send(Method::PUT, &url, &changed).await;
    assert_eq!(again.json(), user, "the same again changes nothing");
    let history = server.get(&format!("{url}/history")).await.json();
    assert_eq!(
        history,
        json!([{
            "id": 1, "field": "phone", "from": "123-456-7890", "to": "987-654-3210", "overridden": false,
            "cause": "edit", "changed_at": "2026-01-31T09:00:00Z",
            "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
        }])
    );
    assert_eq!(server.send(Method::PUT, &url, &json!({"name": "J"})).await.faults(400).len(), 2);
}

#[actix_web::test]
async fn a_failed_user_is_found_by_status_and_retried_by_hand() {
    let server = plain_server(Backend::Sqlite);
    let user = sign_up(&server).await;
    let id = user["id"].as_str().expect("an id");
    let claimed = claim(&server).await;
    let failure = Failure { error: "the CRM answered 422".into(), notify: false, unsettled_until: None };
    assert!(sync::fail(&server.database, &claimed, failure, now()).await.expect("an answer"));
    let failed = server.get("/users?sync_status=failed").await.json();
    assert_eq!(
        (&failed[0]["id"], &failed[0]["last_error"], &failed[0]["attempts"]),
        (&json!(id), &json!("the CRM answered 422"), &json!(1))
    );
    assert_eq!(server.get("/users?sync_status=synced").await.json(), json!([]));
    let expected = [("sync_status", "must be pending, synced or failed")];
    assert_eq!(server.get("/users?sync_status=lost").await.faults(400), pairs(&expected));

    let again = server.request(Method::POST, &format!("/users/{id}/sync")).reply().await;
    let user = again.json();
    assert_eq!((again.status, &user["sync_status"], &user["attempts"]), (202, &json!("pending"), &json!(0)));
    assert_eq!(claim(&server).await.id.to_string(), id);
}

#[actix_web::test]
async fn reconciling_applies_the_crms_values_and_keeps_the_old_ones() {
    let server = plain_server(Backend::Sqlite);
    let id = synced(&server, "CRM1").await;
    let reply = server.request(Method::POST, &format!("/users/{id}/reconcile")).reply().await;
    assert_eq!((reply.status, &reply.json()["sync_status"]), (202, &json!("synced")));
    let claimed = claim(&server).await;
    let fields = UserFields::parse("Jack Smith", "john.smith@example.com", "123-456-7890").expect("sound");
    assert_eq!(record(&server, claimed, Answer::Fetched { fields: fields.into() }).await, Progress::Done);
    assert_eq!(server.get(&format!("/users/{id}")).await.json()["name"], "Jack Smith");
    let history = server.get(&format!("/users/{id}/history")).await.json();
    assert_eq!(
        (&history[0]["from"], &history[0]["to"], &history[0]["cause"], &history[0]["overridden"]),
        (&json!("John Smith"), &json!("Jack Smith"), &json!("fetch"), &json!(false))
    );
}

#[actix_web::test]
async fn an_unknown_user_is_a_404_and_a_malformed_id_a_400() {
    let server = plain_server(Backend::Sqlite);
    let unknown = "/users/00000000-0000-0000-0000-000000000000";
    for (method, url) in [
        (Method::GET, unknown.to_owned()),
        (Method::GET, format!("{unknown}/history")),
        (Method::POST, format!("{unknown}/sync")),
        (Method::POST, format!("{unknown}/reconcile")),
    ] {
        assert_eq!(server.request(method, &url).reply().await.detail(404), "User not found", "{url}");
    }
    assert_eq!(server.send(Method::PUT, unknown, &john()).await.detail(404), "User not found");
    let expected = [("user_id", "must be a UUID")];
    assert_eq!(server.get("/users/7").await.faults(400), pairs(&expected));
}

#[actix_web::test]
async fn links_offer_the_available_actions() {
    let server = plain_server(Backend::Sqlite);
    let id = synced(&server, "CRM1").await;
    let own = format!("/api/v1/users/{id}");
    let links = server.get_as(&own, "application/hal+json").await.json()["_links"].clone();
    assert_eq!(
        links,
        json!({
            "self": {"href": own},
            "collection": {"href": "/api/v1/users"},
            "history": {"href": format!("{own}/history")},
            "update": {"href": own, "method": "PUT"},
            "reconcile": {"href": format!("{own}/reconcile"), "method": "POST"},
        })
    );
}

#[actix_web::test]
async fn a_change_by_any_resource_makes_the_user_pending_again() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let id = synced(&server, "CRM1").await;
        let customer = server.get("/api/customers").await.json()[0]["id"].clone();
        let own = format!("/users/{id}");
        let patch = json!({"last_name": "Jones", "area": "France"});
        let reply = server.send(Method::PATCH, &format!("/api/customers/{customer}"), &patch).await;
        assert_eq!(reply.status, 200, "{backend}: {}", reply.text());
        let user = server.get(&own).await.json();
        assert_eq!((&user["name"], &user["sync_status"]), (&json!("John Jones"), &json!("pending")));
        assert_eq!(user["phone"], "123-456-7890", "kept to the letter");

        let client = json!({"firm_id": 1, "integration_type": "MYCASE", "field_names": {
            "first_name": "John", "last_name": "Jones", "email": "john@example.org",
            "phone_numbers": ["123-456-7890"], "integration_id": "ext-1"}});
        let reply = server.send(Method::PATCH, "/clients", &client).await;
        assert_eq!((reply.status, &reply.json()["outcome"]), (200, &json!("updated")), "{backend}");
        assert_eq!(server.get(&own).await.json()["email"], "john@example.org");
        let history = server.get(&format!("{own}/history")).await.json();
        let told = |nth: usize| (history[nth]["field"].clone(), history[nth]["cause"].clone());
        assert_eq!(told(0), (json!("name"), json!("import")));
        assert_eq!(told(1), (json!("email"), json!("import")));
    }
}
