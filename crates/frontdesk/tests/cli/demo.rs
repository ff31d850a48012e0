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
             opportunities: 2000 created, 0 updated, 0 unchanged, 0 rejected\n\
             interactions: 4990 created, 0 updated, 26 unchanged, 6 rejected\n\
             topics: 22 created, 0 updated, 0 unchanged, 0 rejected\n\
             operators: 6 created, 0 updated, 0 unchanged, 0 rejected\n\
             requests: 400 created, 0 updated, 0 unchanged, 0 rejected\n\
             users: 40 created, 0 updated, 0 unchanged, 0 rejected\n",
            "{backend}"
        );
        let again = desk.run(&DAY).succeeded();
        assert_eq!(
            again,
            "clients: 0 created, 0 updated, 300 unchanged, 0 rejected\n\
             customers: 0 created, 0 updated, 300 unchanged, 0 rejected\n\
             targets: 0 created, 0 updated, 10 unchanged, 0 rejected\n\
             actuals: 0 created, 0 updated, 90 unchanged, 0 rejected\n\
             opportunities: 0 created, 0 updated, 2000 unchanged, 0 rejected\n\
             interactions: 0 created, 0 updated, 5016 unchanged, 6 rejected\n\
             topics: 0 created, 0 updated, 22 unchanged, 0 rejected\n\
             operators: 0 created, 0 updated, 6 unchanged, 0 rejected\n\
             requests: 0 created, 0 updated, 400 unchanged, 0 rejected\n\
             users: 0 created, 0 updated, 40 unchanged, 0 rejected\n",
            "{backend}"
        );
        let later = desk.run(&["demo", "--as-of", "2025-07-31"]).succeeded();
        for kept in ["opportunities: 0 created, ", "requests: 0 created, ", "users: 0 created, "] {
            assert!(later.contains(kept), "{backend} {later}");
        }
        assert!(!later.contains("interactions: 0 created"), "{backend}: the days between are new: {later}");
        assert!(desk.run(&["doctor"]).succeeded().contains("agree"), "{backend}");
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
fn the_demo_has_requests_and_users_in_every_state_with_all_that_happened_to_them() {
    let desk = Desk::new().with("FRONTDESK_DATA_DIR", "data");
    desk.run(&DAY).succeeded();
    let server = desk.serve(&[]);
    let body = |path: &str| {
        let answer = get(&server, path);
        let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
        serde_json::from_str::<serde_json::Value>(body).expect("JSON")
    };
    let list = |path: &str| body(path).as_array().expect("a list").clone();
    for (status, least) in [("PENDING", 20), ("IN_PROGRESS", 20), ("COMPLETED", 150), ("REJECTED", 20)] {
        let found = list(&format!("/api/requests?status={status}&limit=1000"));
        assert!(found.len() >= least, "{status}: {}", found.len());
    }
    let all = list("/api/requests?show_archived=true&limit=1000");
    assert_eq!(all.len(), 400);
    assert!(all.iter().filter(|it| it["archived"] == true).count() > 10);
    let moves = |id: &serde_json::Value| list(&format!("/api/requests/{id}/history"));
    let longest = all.iter().map(|it| moves(&it["id"])).max_by_key(Vec::len).expect("requests");
    assert!(longest.len() >= 4, "{longest:?}");
    let times: Vec<&str> = longest.iter().map(|it| it["at"].as_str().expect("a time")).collect();
    assert!(times.is_sorted() && times.iter().all(|time| *time < "2024-12-31"), "{times:?}");
    let stats = body("/api/v1/stats/requests");
    assert_eq!(stats["operators"].as_array().map(Vec::len), Some(6), "{stats}");

    let mut replaced = 0;
    for (status, least) in [("pending", 5), ("synced", 15), ("failed", 2)] {
        let users = list(&format!("/users?sync_status={status}&limit=100"));
        assert!(users.len() >= least, "{status}: {}", users.len());
        for user in users {
            assert_eq!(user["last_error"].is_string(), status == "failed", "{user}");
            let id = user["id"].as_str().expect("an id");
            replaced +=
                list(&format!("/users/{id}/history")).iter().filter(|it| it["overridden"] == true).count();
        }
    }
    assert!(replaced > 0, "no change here was lost to one there");

    let channels = body("/api/v1/interactions/by-channel");
    assert_eq!(channels["data"].as_array().map(Vec::len), Some(6), "{channels}");
    let months = list("/api/v1/topics");
    assert!((15..=18).contains(&months.len()), "{months:?}");
    let rich = (1..=40).map(|id| body(&format!("/api/v1/customers/{id}/overview"))).any(|it| {
        let reached = it["interactions"]
            .as_object()
            .expect("counts")
            .values()
            .filter_map(|it| it.as_i64())
            .sum::<i64>();
        reached > 20
            && it["opportunities"]["open"].as_i64() > Some(0)
            && !it["events"].as_array().expect("events").is_empty()
    });
    assert!(rich, "no customer has something of everything");
}

#[test]
fn a_firm_that_is_not_there_and_a_day_that_never_was_are_refused() {
    let desk = Desk::new();
    let ran = desk.run(&["demo", "--firm", "9"]);
    assert_eq!(ran.code, Some(1), "{ran:#?}");
    assert!(ran.err.contains("there is no firm 9"), "{ran:#?}");
    assert_eq!(desk.run(&["demo", "--as-of", "2024-02-30"]).code, Some(2));
}
