//! The catalogue of statuses.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use super::listed;
use crate::support::{all_backends, pairs, plain_server};

const PATH: &str = "/api/v1/opportunity-statuses";

fn names(statuses: &[Value]) -> Vec<&str> {
    statuses.iter().map(|status| status["name"].as_str().expect("a name")).collect()
}

#[actix_web::test]
async fn a_firm_starts_with_the_usual_statuses_and_changes_them_one_by_one_or_all_at_once() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let usual = listed(&server, PATH).await;
        assert_eq!(
            names(&usual),
            ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"],
            "{backend}"
        );
        assert_eq!(usual[4], json!({"name": "Won", "probability": 100, "closed": true}));
        let one = json!({"name": "proposal", "probability": 40});
        let changed = server.send(Method::PUT, PATH, &one).await.json();
        assert_eq!(changed[2], json!({"name": "proposal", "probability": 40, "closed": false}), "{backend}");
        assert_eq!(json!(listed(&server, "/api/opportunity-statuses").await), changed);
        let all = json!([
            {"name": "Open", "probability": 33, "closed": false},
            {"name": "Done", "probability": 100, "closed": true},
        ]);
        let replaced = server.send(Method::PUT, PATH, &all).await;
        assert_eq!((replaced.status, replaced.json()), (200, all.clone()), "{backend}");
        assert_eq!(json!(listed(&server, PATH).await), all);
    }
}

#[actix_web::test]
async fn a_bad_catalogue_is_refused_whole_with_all_its_faults() {
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
