//! Actuals, targets and the forecast.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use super::{customer, listed, made};
use crate::support::{Server, all_backends, pairs, plain_server};

const ACTUALS: &str = "/api/v1/revenue/actuals";
const TARGETS: &str = "/api/v1/revenue/targets";

async fn put(server: &Server, path: &str, body: Value) -> Value {
    let reply = server.send(Method::PUT, path, &body).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

#[actix_web::test]
async fn amounts_are_recorded_and_listed() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let first =
            put(&server, ACTUALS, json!({"area": "france ", "month": "2024-11", "amount": 1500.5})).await;
        assert_eq!(
            first,
            json!({"area": "France", "month": "2024-11", "amount": "1500.50", "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z"}),
            "{backend}"
        );
        put(&server, ACTUALS, json!({"area": "FRANCE", "month": "2024-11", "amount": "9999999999999999.99"}))
            .await;
        put(&server, ACTUALS, json!({"area": "UK", "month": "2025-07", "amount": "1"})).await;
        let target = put(&server, TARGETS, json!({"area": "UK", "fiscal_year": 2025, "amount": 20000})).await;
        assert_eq!(
            target,
            json!({"area": "UK", "fiscal_year": 2025, "amount": "20000.00", "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z"}),
            "{backend}"
        );
        let actuals = listed(&server, ACTUALS).await;
        assert_eq!(actuals.len(), 2, "{backend}");
        assert_eq!(actuals[0]["amount"], "9999999999999999.99");
        assert_eq!(listed(&server, &format!("{ACTUALS}?fiscal_year=2025")).await.len(), 1);
        assert_eq!(listed(&server, &format!("{ACTUALS}?area=u%20k")).await.len(), 1);
        assert_eq!(listed(&server, &format!("{TARGETS}?fiscal_year=2026")).await.len(), 0);
    }
}

#[actix_web::test]
async fn bad_amounts_are_refused_with_all_their_faults() {
    let server = plain_server(Backend::Sqlite);
    for (path, body, expected) in [
        (ACTUALS, json!({}), vec![("area", "is missing"), ("month", "is missing"), ("amount", "is missing")]),
        (
            ACTUALS,
            json!({"area": " ", "month": "2024-13", "amount": "1,000.00"}),
            vec![
                ("area", "is missing"),
                ("month", "must be a month as YYYY-MM"),
                ("amount", "must be an amount such as 1250.00"),
            ],
        ),
        (
            ACTUALS,
            json!({"area": "UK", "month": "0000-07", "amount": 1}),
            vec![("month", "must be a month as YYYY-MM")],
        ),
        (ACTUALS, json!({"area": "UK", "month": 202407, "amount": 1}), vec![("month", "must be a string")]),
        (
            ACTUALS,
            json!({"area": "UK", "month": "2024-07", "amount": -1}),
            vec![("amount", "must not be negative")],
        ),
        (
            TARGETS,
            json!({"area": "UK", "fiscal_year": 0, "amount": 1}),
            vec![("fiscal_year", "must be a year of four digits, such as 2025")],
        ),
        (
            TARGETS,
            json!({"area": "UK", "fiscal_year": 10000, "amount": 1}),
            vec![("fiscal_year", "must be a year of four digits, such as 2025")],
        ),
        (
            TARGETS,
            json!({"area": "x".repeat(129), "fiscal_year": 2025, "amount": 1}),
            vec![("area", "must be at most 128 characters")],
        ),
    ] {
        let reply = server.send(Method::PUT, path, &body).await;
        assert_eq!(reply.faults(400), pairs(&expected), "{path} {body}");
    }
    assert!(listed(&server, ACTUALS).await.is_empty() && listed(&server, TARGETS).await.is_empty());
    for (query, field, message) in [
        ("fiscal_year=0", "fiscal_year", "must be a year of four digits, such as 2025"),
        ("fiscal_year=x", "fiscal_year", "must be a year of four digits, such as 2025"),
        ("as_of=2025-02-30", "as_of", "must be a real date as YYYY-MM-DD"),
        ("as_of=yesterday", "as_of", "must be a real date as YYYY-MM-DD"),
    ] {
        let reply = server.get(&format!("/api/v1/revenue/forecast?{query}")).await;
        assert_eq!(reply.faults(400), pairs(&[(field, message)]), "{query}");
    }
}

/// The worked example of docs/opportunities.md.
async fn example(server: &Server) {
    let (french, without_area) =
        (customer(server, 1, Some(" fr ance")).await, customer(server, 2, None).await);
    for (cid, status, revenue, delivery, once) in [
        (french, "Negotiation", "1000.01", "2025-02-10", "no"),
        (french, "Proposal", "5000.00", "2025-03-31", "yes"),
        (french, "Won", "200.00", "2024-09-01", "no"),
        (french, "Lost", "9999.00", "2025-01-15", "no"),
        (without_area, "New", "333.33", "2024-11-30", "yes"),
    ] {
        let deal = json!({
            "cid": cid, "opportunity_status": status, "monthly_estimated_revenue": revenue,
            "estimated_delivery_date": delivery, "non_recurring": once,
        });
        made(server, &deal).await;
    }
    for (month, amount) in [("2024-11", "1500.00"), ("2024-12", "1700.50"), ("2025-01", "1.00")] {
        put(server, ACTUALS, json!({"area": "France", "month": month, "amount": amount})).await;
    }
    put(server, TARGETS, json!({"area": "France", "fiscal_year": 2025, "amount": "20000.00"})).await;
}

#[actix_web::test]
async fn the_worked_example_is_exact_to_the_cent() {
    for backend in all_backends() {
        let server = plain_server(backend);
        example(&server).await;
        let path = "/api/v1/revenue/forecast?fiscal_year=2025&as_of=2024-12-31";
        let forecast = server.get(path).await.json();
        let without_months = |row: &Value| {
            let mut row = row.clone();
            let months = row.as_object_mut().and_then(|row| row.remove("months")).expect("months");
            assert_eq!(months.as_array().map(Vec::len), Some(12));
            row
        };
        assert_eq!((&forecast["fiscal_year"], &forecast["as_of"]), (&json!(2025), &json!("2024-12-31")));
        assert_eq!(forecast["areas"].as_array().map(Vec::len), Some(2), "{backend}");
        assert_eq!(
            without_months(&forecast["areas"][0]),
            json!({
                "area": "France", "deals": 4, "target": "20000.00", "actual_to_date": "3200.50",
                "pipeline": "11200.05", "pipeline_weighted": "7450.05", "projected": "10650.55",
                "gap_to_target": "9349.45", "attainment": 53.25,
            }),
            "{backend}"
        );
        assert_eq!(
            without_months(&forecast["areas"][1]),
            json!({
                "area": null, "deals": 1, "target": "0.00", "actual_to_date": "0.00", "pipeline": "333.33",
                "pipeline_weighted": "33.33", "projected": "33.33", "gap_to_target": "-33.33", "attainment": null,
            })
        );
        assert_eq!(
            without_months(&forecast["total"]),
            json!({
                "deals": 5, "target": "20000.00", "actual_to_date": "3200.50", "pipeline": "11533.38",
                "pipeline_weighted": "7483.38", "projected": "10683.88", "gap_to_target": "9316.12",
                "attainment": 53.42,
            })
        );
        assert_eq!(
            forecast["areas"][0]["months"][8],
            json!({
                "month": "2025-03", "target": "1666.67", "actual_to_date": "0.00", "pipeline": "6200.01",
                "pipeline_weighted": "3450.01", "projected": "3450.01", "gap_to_target": "-1783.34",
                "attainment": 207.0,
            })
        );
    }
}

#[actix_web::test]
async fn a_forecast_is_available_for_any_day_and_year() {
    let server = plain_server(Backend::Sqlite);
    example(&server).await;
    let today = server.get("/api/revenue/forecast").await.json();
    assert_eq!((&today["fiscal_year"], &today["as_of"]), (&json!(2026), &json!("2026-01-31")));
    for query in
        ["as_of=9999-12-31", "as_of=0001-01-01", "fiscal_year=0002&as_of=9999-12-31", "fiscal_year=9999"]
    {
        let reply = server.get(&format!("/api/revenue/forecast?{query}")).await;
        assert_eq!(reply.status, 200, "{query}: {}", reply.text());
        assert_eq!(reply.json()["total"]["deals"], 5);
    }
    let linked = server.get_as("/api/revenue/forecast?fiscal_year=2025", "application/hal+json").await.json();
    assert_eq!(linked["_links"]["self"]["href"], "/api/revenue/forecast?fiscal_year=2025");
}

#[actix_web::test]
async fn a_forecast_is_a_table_for_a_spreadsheet() {
    let server = plain_server(Backend::Sqlite);
    example(&server).await;
    let reply = server.get_as("/api/v1/revenue/forecast?fiscal_year=2025&as_of=2024-12-31", "text/csv").await;
    assert!(reply.header("content-type").is_some_and(|kind| kind.starts_with("text/csv")));
    assert_eq!(reply.header("content-disposition"), Some("attachment; filename=\"forecast-2025.csv\""));
    let text = reply.text();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 3 * 13);
    assert_eq!(
        lines[0],
        "fiscal_year,as_of,area,period,target,actual_to_date,pipeline,pipeline_weighted,projected,gap_to_target,attainment"
    );
    assert_eq!(
        lines[13],
        "2025,2024-12-31,France,FY2025,20000.00,3200.50,11200.05,7450.05,10650.55,9349.45,53.25"
    );
    assert_eq!(lines[26], "2025,2024-12-31,,FY2025,0.00,0.00,333.33,33.33,33.33,-33.33,");
    assert!(lines[39].starts_with("2025,2024-12-31,Total,FY2025,20000.00,"));
}

#[actix_web::test]
async fn deals_follow_every_change_of_their_customers_area() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let cid = customer(&server, 1, Some("France")).await;
        made(&server, &json!({"cid": cid})).await;
        let areas = async || {
            let forecast = server.get("/api/revenue/forecast").await.json();
            let rows = forecast["areas"].as_array().expect("areas").clone();
            rows.iter().map(|row| row["area"].clone()).collect::<Vec<Value>>()
        };
        assert_eq!(areas().await, [json!("France")], "{backend}");
        let path = format!("/api/customers/{cid}");
        for area in [json!("UK"), json!(null), json!("South Tyrol")] {
            let reply = server.send(Method::PATCH, &path, &json!({"area": area})).await;
            assert_eq!(reply.status, 200, "{backend}: {}", reply.text());
            assert_eq!(areas().await, [area], "{backend}");
        }
        customer(&server, 1, Some("Germany")).await;
        assert_eq!(areas().await, [json!("Germany")], "{backend}");
        assert_eq!(server.delete(&path).await.status, 204, "{backend}");
        assert_eq!(areas().await, [json!("Germany")], "{backend}");
    }
}
