//! Refusals.

use serde_json::json;

use super::{ada, ada_but, patch, sqlite, stored};
use crate::support::pairs;

#[actix_web::test]
async fn all_broken_rules_are_reported_at_once_by_path() {
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
        assert!(
            !reply.text().contains("078-05-1120") && !reply.text().contains("078051120"),
            "{}",
            reply.text()
        );
    }
    for accept in ["application/json", "application/hal+json", "application/x-ndjson", "text/csv"] {
        let text = server.get_as("/clients", accept).await.text();
        assert!(text.contains("***-**-1120"), "{text}");
        assert!(!text.contains("078-05-1120") && !text.contains("078051120"), "{text}");
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
