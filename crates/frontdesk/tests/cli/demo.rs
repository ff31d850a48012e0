//! The made-up data.

use frontdesk_testkit::empty_database;

use crate::support::{Desk, all_backends, get};

const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const DAY: [&str; 3] = ["demo", "--as-of", "2024-12-31"];

#[test]
fn the_demo_fills_a_firm_once_on_every_backend() {
    for backend in all_backends() {
        let database = empty_database(backend);
        let desk = Desk::new().with("DATABASE_URL", database.url()).with("FRONTDESK_SECRET_KEY", KEY);
        let first = desk.run(&DAY).succeeded();
        assert_eq!(
            first,
            "clients: 300 created, 0 updated, 0 unchanged, 0 rejected\n\
             customers: 0 created, 300 updated, 0 unchanged, 0 rejected\n\
             targets: 10 created, 0 updated, 0 unchanged, 0 rejected\n\
             actuals: 90 created, 0 updated, 0 unchanged, 0 rejected\n\
             opportunities: 2000 created, 0 updated, 0 unchanged, 0 rejected\n",
            "{backend}"
        );
        let again = desk.run(&DAY).succeeded();
        assert_eq!(
            again,
            "clients: 0 created, 0 updated, 300 unchanged, 0 rejected\n\
             customers: 0 created, 0 updated, 300 unchanged, 0 rejected\n\
             targets: 0 created, 0 updated, 10 unchanged, 0 rejected\n\
             actuals: 0 created, 0 updated, 90 unchanged, 0 rejected\n\
             opportunities: 0 created, 0 updated, 2000 unchanged, 0 rejected\n",
            "{backend}"
        );
        let later = desk.run(&["demo", "--as-of", "2025-07-31"]).succeeded();
        assert!(later.contains("opportunities: 0 created, "), "{backend} {later}");
    }
}

#[test]
fn the_forecast_of_the_demo_has_every_area_and_some_dirt() {
    let desk = Desk::new().with("FRONTDESK_DATA_DIR", "data");
    desk.run(&DAY).succeeded();
    let server = desk.serve(&[]);
    let body = |path: &str| {
        let answer = get(&server, path);
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        serde_json::from_str::<serde_json::Value>(body).expect("JSON")
    };
    let forecast = body("/api/v1/revenue/forecast?fiscal_year=2025&as_of=2024-12-31");
    let areas: Vec<Option<&str>> =
        forecast["areas"].as_array().expect("areas").iter().map(|row| row["area"].as_str()).collect();
    assert_eq!(
        areas,
        [Some("France"), Some("Germany"), Some("Netherlands"), Some("Switzerland"), Some("UK"), None]
    );
    assert_eq!(forecast["total"]["deals"], 2000);
    let attainment = forecast["total"]["attainment"].as_f64().expect("a percentage");
    assert!((50.0..200.0).contains(&attainment), "{attainment}");
    let findings = body("/api/v1/opportunities/quality?as_of=2024-12-31&limit=1000");
    let reasons: std::collections::BTreeSet<&str> =
        findings.as_array().expect("findings").iter().filter_map(|it| it["reason"].as_str()).collect();
    assert_eq!(reasons.len(), 7, "{reasons:?}");
}

#[test]
fn a_firm_that_is_not_there_and_a_day_that_never_was_are_refused() {
    let desk = Desk::new();
    let ran = desk.run(&["demo", "--firm", "9"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.err.contains("there is no firm 9"), "{ran:#?}");
    assert_eq!(desk.run(&["demo", "--as-of", "2024-02-30"]).code, Some(2));
}
