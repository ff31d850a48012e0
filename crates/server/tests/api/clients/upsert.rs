//! Outcomes of client payloads.

use serde_json::{Value, json};

use super::{ada, ada_but, patch, sqlite, stored};
use crate::support::{all_backends, plain_server};

#[actix_web::test]
async fn a_client_is_created_then_unchanged_then_updated() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let created = patch(&server, &ada()).await;
        assert_eq!(created.status, 200, "{backend} {}", created.text());
        let client = json!({
            "id": 1, "firm_id": 1, "first_name": "Ada", "last_name": "Lovelace", "birth_date": "1815-12-10",
            "email": "ada@example.com", "cell_phone": "+15551234567", "integration_id": "ext-123",
            "ssn": "***-**-1120", "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
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
async fn fifty_concurrent_identical_payloads_create_one_row() {
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
    let without_phone = ada_but(&[
        ("field_names.phone_numbers", json!(null)),
        ("field_names.integration_id", json!("ext-9")),
    ]);
    assert_eq!(patch(&server, &without_phone).await.detail(400), "Cell phone invalid: <None>");
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
async fn an_unmatched_client_is_not_created_on_request() {
    let server = sqlite();
    let payload = ada_but(&[("create_new_client", json!(false))]);
    assert_eq!(patch(&server, &payload).await.detail(404), "Client not found, stopping import.");
    assert_eq!(stored(&server), []);
    patch(&server, &ada()).await;
    assert_eq!(patch(&server, &payload).await.json()["outcome"], "unchanged");
}

#[actix_web::test]
async fn a_validation_reports_everything_and_writes_nothing() {
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
