//! The life cycle of a request, and every forbidden change.

use reqwest::Method;
use serde_json::{Value, json};

use super::{archive, ask, assign, resolve, take_over, with_operators};
use crate::support::{Replying, all_backends};

#[actix_web::test]
async fn a_request_is_created_assigned_resolved_and_archived() {
    for backend in all_backends() {
        let server = with_operators(backend, 2).await;
        let asked = server
            .send(Method::POST, "/api/customers/1/requests", &json!({"body": "Winter is coming"}))
            .await;
        assert_eq!((asked.status, asked.header("location")), (201, Some("/api/requests/1")), "{backend}");
        let mut expected = json!({
            "body": "Winter is coming", "id": 1, "created_by": 1, "status": "PENDING", "processed_by": null,
            "resolution_comment": null, "archived": false, "created_at": "2026-01-31T09:00:00Z",
            "updated_at": "2026-01-31T09:00:00Z",
        });
        assert_eq!(asked.json(), expected, "{backend}");
        let given = assign(&server, 1, 1).await;
        (expected["status"], expected["processed_by"]) = (json!("IN_PROGRESS"), json!(1));
        assert_eq!(
            (given.status, given.json(), given.header("etag")),
            (200, expected.clone(), Some("\"2-json\""))
        );
        // Assigning it again to its operator has no effect.
        assert_eq!(assign(&server, 1, 1).await.header("etag"), Some("\"2-json\""), "{backend}");
        expected["processed_by"] = json!(2);
        assert_eq!(take_over(&server, 2, 1, 1).await.json(), expected, "{backend}");
        let done = resolve(&server, 1, "COMPLETED").await;
        (expected["status"], expected["resolution_comment"]) =
            (json!("COMPLETED"), json!("A cloak was sent."));
        assert_eq!((done.status, done.json()), (200, expected.clone()), "{backend}");
        assert_eq!(archive(&server, 1).await.status, 204, "{backend}");
        expected["archived"] = json!(true);
        assert_eq!(server.get("/api/v1/requests/1").await.json(), expected, "{backend}");
        let history = server.get("/api/requests/1/history").await.json();
        let steps: Vec<_> = history
            .as_array()
            .expect("a list")
            .iter()
            .map(|step| {
                (step["from"].clone(), step["to"].clone(), step["operator"].clone(), step["comment"].clone())
            })
            .collect();
        let step =
            |from: Value, to: &str, operator: Value, comment: Value| (from, json!(to), operator, comment);
        let said = json!("A cloak was sent.");
        assert_eq!(
            steps,
            [
                step(Value::Null, "PENDING", Value::Null, Value::Null),
                step(json!("PENDING"), "IN_PROGRESS", json!(1), Value::Null),
                step(json!("IN_PROGRESS"), "IN_PROGRESS", json!(2), Value::Null),
                step(json!("IN_PROGRESS"), "COMPLETED", json!(2), said),
                step(json!("COMPLETED"), "ARCHIVED", Value::Null, Value::Null),
            ],
            "{backend}"
        );
        assert_eq!(history[1]["at"], "2026-01-31T09:00:00Z");
    }
}

#[actix_web::test]
async fn every_forbidden_change_is_refused_with_the_current_request() {
    for backend in all_backends() {
        let server = with_operators(backend, 2).await;
        for _ in 0..5 {
            ask(&server).await;
        }
        for id in 2..=5 {
            assign(&server, 1, id).await;
        }
        resolve(&server, 3, "COMPLETED").await;
        resolve(&server, 4, "REJECTED").await;
        resolve(&server, 5, "REJECTED").await;
        archive(&server, 5).await;
        let refused = "Cannot move request from";
        let held = "Cannot move request from IN_PROGRESS to IN_PROGRESS: it is assigned to operator 1. Name operator 1 in \
                    taken_from to take it over.";
        let before = server.get("/api/requests?show_archived=true").await.json();
        for (id, status, replies) in [
            (
                1,
                "PENDING",
                vec![
                    (resolve(&server, 1, "COMPLETED").await, format!("{refused} PENDING to COMPLETED.")),
                    (resolve(&server, 1, "REJECTED").await, format!("{refused} PENDING to REJECTED.")),
                    (resolve(&server, 1, "PENDING").await, format!("{refused} PENDING to PENDING.")),
                    (archive(&server, 1).await, format!("{refused} PENDING to ARCHIVED.")),
                    (
                        take_over(&server, 2, 1, 1).await,
                        "Cannot take request over: it has no operator.".into(),
                    ),
                ],
            ),
            (
                2,
                "IN_PROGRESS",
                vec![
                    (assign(&server, 2, 2).await, held.into()),
                    (take_over(&server, 2, 2, 2).await, String::new()),
                    (
                        resolve(&server, 2, "IN_PROGRESS").await,
                        format!("{refused} IN_PROGRESS to IN_PROGRESS."),
                    ),
                    (archive(&server, 2).await, format!("{refused} IN_PROGRESS to ARCHIVED.")),
                ],
            ),
            (
                3,
                "COMPLETED",
                vec![
                    (assign(&server, 1, 3).await, format!("{refused} COMPLETED to IN_PROGRESS.")),
                    (take_over(&server, 2, 3, 1).await, format!("{refused} COMPLETED to IN_PROGRESS.")),
                    (resolve(&server, 3, "COMPLETED").await, format!("{refused} COMPLETED to COMPLETED.")),
                    (resolve(&server, 3, "REJECTED").await, format!("{refused} COMPLETED to REJECTED.")),
                ],
            ),
            (
                4,
                "REJECTED",
                vec![
                    (assign(&server, 1, 4).await, format!("{refused} REJECTED to IN_PROGRESS.")),
                    (resolve(&server, 4, "COMPLETED").await, format!("{refused} REJECTED to COMPLETED.")),
                ],
            ),
            (
                5,
                "REJECTED",
                vec![
                    (assign(&server, 1, 5).await, format!("{refused} ARCHIVED to IN_PROGRESS.")),
                    (resolve(&server, 5, "COMPLETED").await, format!("{refused} ARCHIVED to COMPLETED.")),
                    (archive(&server, 5).await, format!("{refused} ARCHIVED to ARCHIVED.")),
                ],
            ),
        ] {
            for (reply, sentence) in replies {
                if sentence.is_empty() {
                    // Operator 2 names itself, which is not the current operator.
                    assert_eq!(reply.detail(409), held, "{backend}");
                } else {
                    assert_eq!(reply.detail(409), sentence, "{backend}");
                }
                let now = &reply.json()["request"];
                assert_eq!(
                    (&now["id"], &now["status"]),
                    (&json!(id), &json!(status)),
                    "{backend} {sentence}"
                );
            }
        }
        assert_eq!(server.get("/api/requests?show_archived=true").await.json(), before, "{backend}");
        assert_eq!(server.get("/api/requests/1/history?count=true").await.header("x-total-count"), Some("1"));
    }
}

#[actix_web::test]
async fn an_open_request_can_be_edited() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        ask(&server).await;
        let word = |text: &'static str| {
            let request = server.request(Method::PUT, "/api/requests/1").json(&json!({"body": text}));
            async move { request.reply().await }
        };
        assert_eq!(word("Winter is here").await.json()["body"], "Winter is here", "{backend}");
        assert_eq!(word("Winter is here").await.header("etag"), Some("\"2-json\""), "{backend}: nothing new");
        assign(&server, 1, 1).await;
        let stale = server.request(Method::PUT, "/api/requests/1").header("if-match", "\"1-json\"");
        assert_eq!(stale.json(&json!({"body": "x"})).reply().await.status, 412, "{backend}");
        assert_eq!(word("Winter is very much here").await.status, 200, "{backend}");
        resolve(&server, 1, "REJECTED").await;
        assert_eq!(word("Spring").await.detail(409), "Cannot edit request that is REJECTED.", "{backend}");
        assert_eq!(server.get("/api/requests/1").await.json()["body"], "Winter is very much here");
    }
}

#[actix_web::test]
async fn a_deleted_customers_requests_are_archived_in_any_status() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        for id in 1..=4 {
            ask(&server).await;
            if id > 1 {
                assign(&server, 1, id).await;
            }
        }
        resolve(&server, 3, "COMPLETED").await;
        resolve(&server, 4, "COMPLETED").await;
        archive(&server, 4).await;
        let door =
            if backend == frontdesk_testkit::Backend::Sqlite { "/clients/1" } else { "/api/customers/1" };
        assert!(server.delete(door).await.status < 300, "{backend}");
        assert_eq!(server.get("/api/requests").await.json(), json!([]), "{backend}");
        let all = server.get("/api/requests?show_archived=true").await.json();
        let statuses: Vec<&str> =
            all.as_array().expect("a list").iter().filter_map(|it| it["status"].as_str()).collect();
        assert_eq!(statuses, ["PENDING", "IN_PROGRESS", "COMPLETED", "COMPLETED"], "{backend}");
        for (id, from, moves) in
            [(1, "PENDING", 2), (2, "IN_PROGRESS", 3), (3, "COMPLETED", 4), (4, "COMPLETED", 4)]
        {
            let history = server.get(&format!("/api/requests/{id}/history")).await.json();
            let history = history.as_array().expect("a list");
            let last = history.last().expect("moves");
            assert_eq!(
                (history.len(), &last["from"], &last["to"]),
                (moves, &json!(from), &json!("ARCHIVED")),
                "{backend} {id}"
            );
        }
        let asked = server.send(Method::POST, "/api/customers/1/requests", &json!({"body": "x"})).await;
        assert_eq!(asked.detail(404), "Customer not found", "{backend}");
    }
}

#[actix_web::test]
async fn links_offer_only_allowed_actions() {
    let server = with_operators(frontdesk_testkit::Backend::Sqlite, 1).await;
    for _ in 0..3 {
        ask(&server).await;
    }
    assign(&server, 1, 2).await;
    assign(&server, 1, 3).await;
    resolve(&server, 3, "COMPLETED").await;
    let offered = async |id: i64| -> Vec<String> {
        let request = server.get_as(&format!("/api/requests/{id}"), "application/hal+json").await.json();
        let links = request["_links"].as_object().expect("links").clone();
        links.into_iter().filter(|(_, link)| link.get("method").is_some()).map(|(name, _)| name).collect()
    };
    let mut all = Vec::new();
    for id in 1..=3 {
        all.push(offered(id).await);
    }
    assert_eq!(all[0], ["assign", "edit"]);
    assert_eq!(all[1], ["complete", "edit", "reassign", "reject"]);
    assert_eq!(all[2], ["archive"]);
    archive(&server, 3).await;
    assert_eq!(offered(3).await, Vec::<String>::new());
    let list = server.get_as("/api/v1/requests?limit=1", "application/hal+json").await.json();
    assert_eq!(
        list["_embedded"]["requests"][0]["_links"]["assign"],
        json!({"href": "/api/v1/operators/{op}/requests/1", "method": "PATCH", "templated": true})
    );
}
