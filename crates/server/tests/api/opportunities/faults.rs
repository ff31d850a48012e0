//! Refusals.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use super::{customer, listed, made, post};
use crate::support::{pairs, plain_server};

#[actix_web::test]
async fn all_broken_rules_are_reported_at_once() {
    let server = plain_server(Backend::Sqlite);
    let long = "x".repeat(33);
    let faults = post(
        &server,
        &json!({
            "cid": 0, "opportunity_sales_group": long, "opportunity_status": long, "monthly_estimated_revenue": "1,000.00",
            "estimated_delivery_date": "2025-02-30", "non_recurring": "a\u{0}", "days_since_last_updated": -1,
        }),
    )
    .await
    .faults(400);
    let mut faults: Vec<String> =
        faults.into_iter().map(|(field, message)| format!("{field} {message}")).collect();
    faults.sort();
    assert_eq!(
        faults,
        [
            "cid must be a positive integer",
            "days_since_last_updated must not be negative",
            "estimated_delivery_date must be a real date as YYYY-MM-DD",
            "monthly_estimated_revenue must be an amount such as 1250.00",
            "non_recurring must not contain NUL characters",
            "opportunity_sales_group must be at most 32 characters",
            "opportunity_status must be at most 32 characters",
        ]
    );
    assert_eq!(listed(&server, "/api/opportunities").await, Vec::<Value>::new());
}

#[actix_web::test]
async fn each_bad_value_is_a_400_that_names_its_field_and_writes_nothing() {
    let server = plain_server(Backend::Sqlite);
    let cid = customer(&server, 1, None).await;
    let deal = made(&server, &json!({"cid": cid})).await;
    let path = format!("/api/opportunities/{}", deal["oid"].as_str().expect("an id"));
    let amount = "must be an amount such as 1250.00";
    let day = "must be a real date as YYYY-MM-DD";
    for (field, value, message) in [
        ("cid", json!(null), "is missing"),
        ("cid", json!("1"), "must be an integer"),
        ("cid", json!(0), "must be a positive integer"),
        ("cid", json!(1.5), "must be an integer"),
        ("opportunity_sales_group", json!(7), "must be a string"),
        ("opportunity_status", json!(["New"]), "must be a string"),
        ("opportunity_status", json!("a\nb"), "must not contain control characters"),
        ("monthly_estimated_revenue", json!("NaN"), amount),
        ("monthly_estimated_revenue", json!("1e400"), amount),
        ("monthly_estimated_revenue", json!("1,000.00"), amount),
        ("monthly_estimated_revenue", json!("$5"), amount),
        ("monthly_estimated_revenue", json!(-0.01), "must not be negative"),
        ("monthly_estimated_revenue", json!("-5"), "must not be negative"),
        ("monthly_estimated_revenue", json!(1.005), "must have at most 2 decimals"),
        ("monthly_estimated_revenue", json!("0.001"), "must have at most 2 decimals"),
        ("monthly_estimated_revenue", json!(1e300), "must be at most 9999999999999999.99"),
        ("monthly_estimated_revenue", json!("10000000000000000"), "must be at most 9999999999999999.99"),
        ("monthly_estimated_revenue", json!(true), "must be a number or a string of digits"),
        ("estimated_delivery_date", json!("2025-02-30"), day),
        ("estimated_delivery_date", json!("0000-01-01"), day),
        ("estimated_delivery_date", json!("10000-01-01"), day),
        ("estimated_delivery_date", json!("2025-02-01T00:00:00Z"), day),
        ("estimated_delivery_date", json!(20250201), "must be a string"),
        ("non_recurring", json!(true), "must be a string"),
        ("days_since_last_updated", json!(-1), "must not be negative"),
        ("days_since_last_updated", json!(1.5), "must be an integer"),
        ("days_since_last_updated", json!("5"), "must be an integer"),
        ("days_since_last_updated", json!(9_000_000), "must not reach back before the year 1"),
        ("days_since_last_updated", json!(i64::MAX), "must not reach back before the year 1"),
    ] {
        let mut body = json!({"cid": cid});
        body[field] = value.clone();
        for (method, path) in
            [(Method::POST, "/api/opportunities"), (Method::PUT, &path), (Method::PATCH, &path)]
        {
            let faults = server.send(method.clone(), path, &body).await.faults(400);
            assert_eq!(faults, pairs(&[(field, message)]), "{method} {field} {value}");
        }
    }
    assert_eq!(listed(&server, "/api/opportunities").await, [deal]);
}

#[actix_web::test]
async fn an_invalid_json_number_is_invalid_json() {
    let server = plain_server(Backend::Sqlite);
    for number in ["NaN", "1e400", "-Infinity", "1,000.00", "01", "+5", ".5"] {
        let body = format!("{{\"cid\": 1, \"monthly_estimated_revenue\": {number}}}");
        let reply = server.send_raw(Method::POST, "/api/opportunities", body).await;
        assert!(reply.detail(400).starts_with("The body is not JSON: "), "{number}");
    }
    // A number too large for a float is valid JSON, and is refused by its own rule.
    for (number, message) in [
        ("9999999999999999.999", "must have at most 2 decimals"),
        ("99999999999999999999999999", "must be at most 9999999999999999.99"),
        ("-9999999999999999.99", "must not be negative"),
    ] {
        let body = format!("{{\"cid\": 1, \"monthly_estimated_revenue\": {number}}}");
        let reply = server.send_raw(Method::POST, "/api/opportunities", body).await;
        assert_eq!(reply.faults(400), pairs(&[("monthly_estimated_revenue", message)]), "{number}");
    }
}

#[actix_web::test]
async fn an_unknown_customer_is_a_404_and_nothing_is_written() {
    let server = plain_server(Backend::Sqlite);
    let gone = customer(&server, 1, None).await;
    let cid = customer(&server, 2, None).await;
    let deal = made(&server, &json!({"cid": cid})).await;
    assert_eq!(server.delete(&format!("/clients/{gone}")).await.status, 200);
    let path = format!("/api/opportunities/{}", deal["oid"].as_str().expect("an id"));
    for other in [gone, 99, i64::MAX] {
        assert_eq!(post(&server, &json!({"cid": other})).await.detail(404), "Customer not found");
        for method in [Method::PUT, Method::PATCH] {
            let reply = server.send(method, &path, &json!({"cid": other, "opportunity_status": "Won"})).await;
            assert_eq!(reply.detail(404), "Customer not found");
        }
    }
    assert_eq!(listed(&server, "/api/opportunities").await, [deal]);
}

#[actix_web::test]
async fn a_malformed_id_is_a_400_and_an_unknown_one_a_404() {
    let server = plain_server(Backend::Sqlite);
    for bad in ["x", "1", "g198f6a27c5e7d3a9a416f0c2b8d1e55", "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55"] {
        let reply = server.get(&format!("/api/opportunities/{bad}")).await;
        assert_eq!(reply.faults(400), pairs(&[("oid", "must be 32 hexadecimal digits")]), "{bad}");
    }
    let missing = server.get("/api/opportunities/0198F6A27C5E7D3A9A416F0C2B8D1E55").await;
    assert_eq!(missing.detail(404), "Opportunity not found");
}
