//! Topics by month.

use frontdesk_testkit::Backend;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Replying, Server, all_backends, pairs, plain_server};

const HOME: &str = "/api/v1/topics";

async fn put(server: &Server, month: &str, topics: Value) -> Value {
    let reply = server.send(Method::PUT, &format!("{HOME}/{month}"), &json!({"topics": topics})).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
    reply.json()
}

/// One customer with an interaction in October 2019.
async fn with_a_call(server: &Server) {
    let made = server
        .send(Method::POST, "/api/customers", &json!({"company_name": "Stark", "phone": "+442083661171"}))
        .await;
    assert_eq!(made.status, 201, "{}", made.text());
    let call = json!({"customer_id": 1, "channel": "Call", "occurred_at": "2019-10-31T09:05:00Z"});
    assert_eq!(server.send(Method::POST, "/api/v1/interactions", &call).await.status, 201);
}

#[actix_web::test]
async fn counts_follow_changes_of_topics() {
    for backend in all_backends() {
        let server = plain_server(backend);
        with_a_call(&server).await;
        let made = put(&server, "2019-10", json!([" Sand", "Gold"])).await;
        assert_eq!(
            made,
            json!({"month": "10-2019", "topics": ["Gold", "Sand"], "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z"}),
            "{backend}"
        );
        put(&server, "11-2019", json!(["Sand"])).await;
        let by_topic = async || server.get("/api/v1/interactions/by-topic").await.json()["data"].clone();
        let counted =
            json!([{"topic": "Gold", "interaction_count": 1}, {"topic": "Sand", "interaction_count": 1}]);
        assert_eq!(by_topic().await, counted, "{backend}");

        // A correction: the other topics of the month are removed.
        put(&server, "10-2019", json!(["Silver", "SAND"])).await;
        assert_eq!(server.get(&format!("{HOME}/10-2019")).await.json()["topics"], json!(["SAND", "Silver"]));
        let counted = json!([
            {"topic": "SAND", "interaction_count": 1}, {"topic": "Silver", "interaction_count": 1},
        ]);
        assert_eq!(by_topic().await, counted, "{backend}");

        // Spelling in a later month does not matter.
        put(&server, "12-2019", json!(["sand", "gold"])).await;
        let call = json!({"customer_id": 1, "channel": "Call", "occurred_at": "2019-12-01T09:05:00Z"});
        assert_eq!(server.send(Method::POST, "/api/v1/interactions", &call).await.status, 201);
        let counted = json!([
            {"topic": "gold", "interaction_count": 1}, {"topic": "SAND", "interaction_count": 2},
            {"topic": "Silver", "interaction_count": 1},
        ]);
        assert_eq!(by_topic().await, counted, "{backend}");
        let sand = server.get("/api/v1/interactions/by-topic?topic=sANd").await.json();
        assert_eq!(sand["data"], json!([{"topic": "SAND", "interaction_count": 2}]), "{backend}");
        let products = server.get("/api/v1/interactions/products").await.json();
        let named = json!([
            {"product": "gold", "interaction_count": 1}, {"product": "SAND", "interaction_count": 2},
            {"product": "Silver", "interaction_count": 1},
        ]);
        assert_eq!(products["data"], json!([{"customer_type": null, "products": named}]), "{backend}");
        assert_eq!(server.get(&format!("{HOME}/12-2019")).await.json()["topics"], json!(["gold", "sand"]));
        assert_eq!(server.delete(&format!("{HOME}/12-2019")).await.status, 204, "{backend}");
        assert_eq!(server.delete(&format!("{HOME}/10-2019")).await.status, 204, "{backend}");
        assert_eq!(by_topic().await, json!([{"topic": "Sand", "interaction_count": 0}]), "{backend}");
        for method in [Method::GET, Method::DELETE] {
            let gone = server.request(method, &format!("{HOME}/10-2019")).reply().await;
            assert_eq!(gone.detail(404), "This month has no topics", "{backend}");
        }
        let told = server.get("/api/v1/audit").await.json();
        let told: Vec<(String, String)> = told
            .as_array()
            .expect("entries")
            .iter()
            .filter(|entry| entry["subject"] == "topics")
            .map(|entry| {
                let text = |name: &str| entry[name].as_str().expect("a text").to_owned();
                (text("action"), text("subject_id"))
            })
            .collect();
        let expected = [
            ("created", "10-2019"),
            ("created", "11-2019"),
            ("created", "12-2019"),
            ("updated", "10-2019"),
            ("deleted", "10-2019"),
            ("deleted", "12-2019"),
        ];
        let mut told_in_order = told.clone();
        told_in_order.sort();
        let mut expected = pairs(&expected);
        expected.sort();
        assert_eq!(told_in_order, expected, "{backend}");
    }
}

#[actix_web::test]
async fn months_are_listed_in_order_paged_and_as_csv() {
    for backend in all_backends() {
        let server = plain_server(backend);
        for (month, topics) in
            [("01-2020", json!(["Sand"])), ("12-2019", json!(["Sand", "Gold"])), ("02-2020", json!(["Oil"]))]
        {
            put(&server, month, topics).await;
        }
        let table = server.get_as(HOME, "text/csv").await;
        assert_eq!(
            table.text(),
            ["month,topics,created_at,updated_at", "12-2019,Gold; Sand", "01-2020,Sand", "02-2020,Oil"]
                .map(|line| match line.starts_with("month") {
                    true => format!("{line}\n"),
                    false => format!("{line},2026-01-31T09:00:00Z,2026-01-31T09:00:00Z\n"),
                })
                .concat(),
            "{backend}"
        );
        let page = server.get(&format!("{HOME}?limit=1&count=true")).await;
        assert_eq!(
            (page.header("x-total-count"), page.json()[0]["month"].as_str()),
            (Some("3"), Some("12-2019"))
        );
        let next = page
            .header("link")
            .expect("a next page")
            .split(['<', '>'])
            .nth(1)
            .expect("an address")
            .to_owned();
        assert_eq!(server.get(&next).await.json()[0]["month"], "01-2020", "{backend}");
        let with_sand = server.get(&format!("{HOME}?topic=sAND")).await.json();
        assert_eq!(with_sand.as_array().map(Vec::len), Some(2), "{backend}");
    }
}

#[actix_web::test]
async fn a_change_of_a_month_honours_if_match() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let address = format!("{HOME}/10-2019");
        let put = |tag: &str, topic: &str| {
            let body = json!({"topics": [topic]});
            server.request(Method::PUT, &address).header("if-match", tag).json(&body).reply()
        };
        for absent in ["*", "\"1-json\""] {
            put(absent, "Sand").await.detail(412);
        }
        assert_eq!(
            server.send(Method::PUT, &address, &json!({"topics": ["Sand"]})).await.status,
            200,
            "{backend}"
        );
        let tag = server.get(&address).await.header("etag").expect("a tag").to_owned();
        let replies = futures_util::future::join_all((0..6).map(|number| {
            let topic = format!("Topic {number}");
            let put = &put;
            let tag = tag.as_str();
            async move { put(tag, &topic).await.status }
        }))
        .await;
        assert_eq!(replies.iter().filter(|status| **status == 200).count(), 1, "{backend}: {replies:?}");
        assert_eq!(replies.iter().filter(|status| **status == 412).count(), 5, "{backend}: {replies:?}");
        let left = server.get(&address).await.json();
        assert_eq!(left["topics"].as_array().map(Vec::len), Some(1), "{backend}: {left}");
        let stale = server.request(Method::DELETE, &address).header("if-match", &tag).reply().await;
        stale.detail(412);
        let current = server.get(&address).await.header("etag").expect("a tag").to_owned();
        let gone = server.request(Method::DELETE, &address).header("if-match", &current).reply().await;
        assert_eq!(gone.status, 204, "{backend}");
    }
}

#[actix_web::test]
async fn invalid_months_and_topics_are_refused_with_all_faults() {
    let server = plain_server(Backend::Sqlite);
    for bad in ["13-2019", "x", "0", "10-1899", "99-9999", "10-20190"] {
        let reply = server.get(&format!("{HOME}/{bad}")).await;
        assert_eq!(reply.faults(400), pairs(&[("month", "must be a month as MM-YYYY")]), "{bad}");
    }
    let long = "x".repeat(129);
    for (body, expected) in [
        (json!({}), vec![("topics", "is missing")]),
        (json!({"topics": null}), vec![("topics", "is missing")]),
        (json!({"topics": "Sand"}), vec![("topics", "must be a list")]),
        (json!({"topics": []}), vec![("topics", "must hold 1 to 100 topics")]),
        (
            json!({"topics": ["Sand", "", "sand ", long]}),
            vec![
                ("topics.1", "must not be empty"),
                ("topics.2", "is given more than once"),
                ("topics.3", "must be at most 128 characters"),
            ],
        ),
    ] {
        let reply = server.send(Method::PUT, &format!("{HOME}/10-2019"), &body).await;
        assert_eq!(reply.faults(400), pairs(&expected), "{body}");
    }
    assert_eq!(server.get(HOME).await.json(), json!([]), "nothing was written");
}
