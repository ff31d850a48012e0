//! The status catalogue.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use super::listed;
use crate::support::{Replying, all_backends, pairs, plain_server};

const PATH: &str = "/api/v1/opportunity-statuses";

fn names(statuses: &[Value]) -> Vec<&str> {
    statuses.iter().map(|status| status["name"].as_str().expect("a name")).collect()
}

#[actix_web::test]
async fn a_firm_starts_with_default_statuses_and_changes_one_or_all() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let usual = listed(&server, PATH).await;
        assert_eq!(
            names(&usual),
            ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"],
            "{backend}"
        );
        let plain = |status: &Value| json!({"name": status["name"], "probability": status["probability"], "closed": status["closed"]});
        assert_eq!(plain(&usual[4]), json!({"name": "Won", "probability": 100, "closed": true}));
        let one = json!({"name": "proposal", "probability": 40});
        let changed = server.send(Method::PUT, PATH, &one).await.json();
        assert_eq!(
            plain(&changed[2]),
            json!({"name": "proposal", "probability": 40, "closed": false}),
            "{backend}"
        );
        assert_eq!(changed[2]["created_at"], usual[2]["created_at"], "{backend}");
        let times = (&changed[2]["updated_at"], &changed[3]["updated_at"]);
        assert_eq!(times, (&json!("2026-01-31T09:00:00Z"), &usual[3]["updated_at"]), "{backend}");
        assert_eq!(json!(listed(&server, "/api/opportunity-statuses").await), changed);
        let all = json!([
            {"name": "Open", "probability": 33, "closed": false},
            {"name": "Done", "probability": 100, "closed": true},
        ]);
        let replaced = server.send(Method::PUT, PATH, &all).await;
        let shown: Vec<Value> = replaced.json().as_array().expect("statuses").iter().map(plain).collect();
        assert_eq!((replaced.status, json!(shown)), (200, all), "{backend}");
        assert_eq!(json!(listed(&server, PATH).await), replaced.json());
    }
}

#[actix_web::test]
async fn a_bad_catalogue_is_refused_with_all_its_faults() {
    let server = plain_server(Backend::Sqlite);
    let before = listed(&server, PATH).await;
    for (body, expected) in [
        (json!({}), vec![("name", "is missing"), ("probability", "is missing")]),
        (
            json!({"name": "", "probability": 101}),
            vec![("name", "is missing"), ("probability", "must be from 0 to 100")],
        ),
        (json!({"name": "x", "probability": 10.5}), vec![("probability", "must be an integer")]),
        (json!({"name": "x", "probability": 1, "closed": "no"}), vec![("closed", "must be true or false")]),
        (json!([]), vec![("", "The catalogue must have 1 to 100 statuses.")]),
        (json!([{"name": "a", "probability": "1"}]), vec![("0.probability", "must be an integer")]),
        (
            json!([{"name": "a", "probability": 1}, {"name": "A", "probability": 1}, {"probability": -1}]),
            vec![
                ("1.name", "is given more than once"),
                ("2.name", "is missing"),
                ("2.probability", "must be from 0 to 100"),
            ],
        ),
    ] {
        let reply = server.send(Method::PUT, PATH, &body).await;
        assert_eq!(reply.faults(400), pairs(&expected), "{body}");
    }
    for raw in ["", "nonsense", "[{]", "7", "null"] {
        assert_eq!(server.send_raw(Method::PUT, PATH, raw).await.status, 400, "{raw:?}");
    }
    assert_eq!(listed(&server, PATH).await, before);
}

#[actix_web::test]
async fn a_catalogue_change_honours_if_match() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let list = server.get(PATH).await;
        let tag = list.header("etag").expect("a tag").to_owned();
        let table = server.get_as("/api/opportunity-statuses?limit=1", "text/csv").await;
        let of_table = table.header("etag").expect("a tag").to_owned();
        assert_eq!(of_table, tag.replace("-json", "-csv"), "{backend}: one version of the whole");
        let known = || server.request(Method::GET, PATH).header("if-none-match", &tag).reply();
        assert_eq!((known().await.status, known().await.body.len()), (304, 0), "{backend}");

        let put = |tag: &str, body: Value| {
            server.request(Method::PUT, PATH).header("if-match", tag).json(&body).reply()
        };
        let one = |percent: i64| json!({"name": "Proposal", "probability": percent});
        let changed = put(&of_table, one(40)).await;
        assert_eq!(changed.status, 200, "{backend}: {}", changed.text());
        let next = changed.header("etag").expect("a tag").to_owned();
        assert_eq!(
            (server.get(PATH).await.header("etag"), known().await.status),
            (Some(&*next), 200),
            "{backend}"
        );
        for (stale, body) in [(&*tag, one(30)), ("\"1-json\"", json!([one(20)])), ("", json!([one(10)]))] {
            let sentence = put(stale, body).await.detail(412);
            assert!(sentence.starts_with("The record has changed. "), "{backend}: {sentence}");
        }
        assert_eq!(server.get(PATH).await.json(), changed.json(), "{backend}: nothing was written");
        // Repeating it changes nothing, not even the version.
        assert_eq!(put("*", one(40)).await.header("etag"), Some(&*next), "{backend}");
        assert_eq!(put(&next, json!([one(50)])).await.json().as_array().map(Vec::len), Some(1), "{backend}");
    }
}

#[actix_web::test]
async fn of_concurrent_changes_of_one_version_one_succeeds() {
    for backend in all_backends() {
        let server = plain_server(backend);
        // First with the default catalogue, then with the firm's own.
        for round in 1..=2 {
            let tag = server.get(PATH).await.header("etag").expect("a tag").to_owned();
            let put = |number: usize| {
                let body = json!([{"name": format!("Status {round}-{number}"), "probability": number}]);
                server.request(Method::PUT, PATH).header("if-match", &tag).json(&body).reply()
            };
            let replies = futures_util::future::join_all((0..8).map(put)).await;
            let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412], "{backend}");
            let won = replies.iter().find(|reply| reply.status == 200).expect("one of them");
            assert_eq!(server.get(PATH).await.json(), won.json(), "{backend}");
        }
    }
}
