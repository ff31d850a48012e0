//! Creating, changing and deleting a customer.

use reqwest::Method;
use serde_json::{Value, json};

use super::{create, ed, ed_but, patch};
use crate::support::{Replying, all_backends, pairs, plain_server, second_firm};

#[actix_web::test]
async fn a_customer_is_created_read_and_deleted() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let made = create(&server, &ed_but(json!({"phone": "+44 20 8366 1171", "area": "France"}))).await;
        assert_eq!((made.status, made.header("location")), (201, Some("/api/customers/1")), "{backend}");
        let mut customer = made.json();
        let uuid = customer["uuid"].take();
        assert_eq!(uuid.as_str().map(str::len), Some(36), "{backend}");
        assert_eq!(
            customer,
            json!({
                "cid": 1, "id": 1, "uuid": null, "first_name": "Ed", "last_name": "Stark",
                "company_name": null, "email": null, "phone": "+442083661171", "area": "France",
                "customer_type": null, "occupation": null, "has_dedicated_account_manager": false,
                "has_dedicated_technical_consultant": false, "has_support_contract": false,
                "has_discounted_pricing": false, "account_executive": null, "technical_specialist": null,
                "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
            }),
            "{backend}"
        );
        let found = server.get("/api/v1/customers/1").await;
        assert_eq!((found.body == made.body, found.header("etag")), (true, Some("\"1-json\"")), "{backend}");
        // The same record through another resource.
        assert_eq!(server.get("/clients/1").await.json()["cell_phone"], "+442083661171");
        let gone = server.delete("/api/customers/1").await;
        assert_eq!((gone.status, gone.body.len()), (204, 0), "{backend}");
        for reply in [
            server.get("/api/customers/1").await,
            server.delete("/api/customers/1").await,
            patch(&server, 1, &json!({"area": "UK"})).await,
        ] {
            assert_eq!(reply.detail(404), "Customer not found", "{backend}");
        }
        assert_eq!(server.get("/clients/1").await.detail(404), "Client not found");
    }
}

#[actix_web::test]
async fn a_merge_patch_keeps_absent_fields_and_clears_null_ones() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let full = ed_but(json!({
            "email": "ed@example.com", "area": "France", "has_support_contract": true, "account_executive": "Jon",
        }));
        let made = create(&server, &full).await;
        let merge = json!({"email": null, "area": null, "has_support_contract": null, "last_name": "Snow"});
        let request = server.request(Method::PATCH, "/api/customers/1");
        let request = request.header("content-type", "application/merge-patch+json").body(merge.to_string());
        let after = request.reply().await;
        let mut expected = made.json();
        for (key, value) in
            [("email", Value::Null), ("area", Value::Null), ("has_support_contract", json!(false))]
        {
            expected[key] = value;
        }
        expected["last_name"] = json!("Snow");
        assert_eq!((after.status, after.json()), (200, expected.clone()), "{backend}");
        assert_eq!(after.header("etag"), Some("\"2-json\""), "{backend}");
        assert_eq!(server.get("/api/customers?q=snow").await.json(), json!([expected]), "{backend}");
        assert_eq!(server.get("/api/customers?q=ed@example.com").await.json(), json!([]), "{backend}");
        // Sending the whole object back changes nothing.
        let same = patch(&server, 1, &expected).await;
        assert_eq!((same.json(), same.header("etag")), (expected, Some("\"2-json\"")), "{backend}");
        let bare =
            patch(&server, 1, &json!({"first_name": null, "last_name": "", "phone": null})).await.json();
        assert_eq!(
            (&bare["first_name"], &bare["last_name"], &bare["phone"]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
        assert_eq!(server.get("/api/customers?phone=%2B442083661171").await.json(), json!([]), "{backend}");
    }
}

#[actix_web::test]
async fn of_two_patches_on_the_same_version_one_is_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        create(&server, &ed()).await;
        let bodies: Vec<Value> = (0..8).map(|n| json!({"area": format!("A{n}")})).collect();
        let replies = futures_util::future::join_all(bodies.iter().map(|body| {
            let request = server.request(Method::PATCH, "/api/customers/1");
            request.header("if-match", "\"1-json\"").json(body).reply()
        }));
        let mut statuses: Vec<u16> = replies.await.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 412, 412, 412, 412, 412, 412, 412], "{backend}");
        let stale = server.request(Method::DELETE, "/api/customers/1").header("if-match", "\"1-json\"");
        assert_eq!(stale.reply().await.status, 412, "{backend}");
    }
}

#[actix_web::test]
async fn all_faults_are_reported_at_once() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    let long = "x".repeat(129);
    let wrong = json!({"first_name": long, "email": "nobody", "phone": "12", "account_executive": "a\u{0}b"});
    assert_eq!(
        create(&server, &wrong).await.faults(400),
        pairs(&[
            ("account_executive", "must not contain NUL characters"),
            ("last_name", "is missing"),
            ("first_name", "must be at most 128 characters"),
            ("email", "must be an e-mail address"),
            ("phone", "must be a valid phone number"),
        ])
    );
    assert_eq!(
        create(&server, &json!({"has_support_contract": "yes", "phone": 5})).await.faults(400),
        pairs(&[("has_support_contract", "must be true or false"), ("phone", "must be a string")])
    );
    assert_eq!(server.get("/api/customers?count=true").await.header("x-total-count"), Some("0"));
    create(&server, &ed()).await;
    assert_eq!(
        patch(&server, 1, &json!({"area": long, "phone": "+15551234567"})).await.faults(400),
        pairs(&[("area", "must be at most 128 characters"), ("phone", "must be a valid phone number")])
    );
    assert_eq!(server.get("/api/customers/1").await.header("etag"), Some("\"1-json\""));
}

#[actix_web::test]
async fn a_customer_of_another_firm_is_not_found() {
    for backend in all_backends() {
        let server = plain_server(backend);
        second_firm(&server);
        assert_eq!(create(&server, &ed_but(json!({"firm_id": 2}))).await.status, 201, "{backend}");
        // Only the other firm uses the number.
        assert_eq!(create(&server, &ed()).await.status, 201, "{backend}");
        for reply in [
            server.get("/api/customers/1").await,
            patch(&server, 1, &json!({"area": "UK"})).await,
            server.delete("/api/customers/1").await,
        ] {
            assert_eq!(reply.detail(404), "Customer not found", "{backend}");
        }
        assert_eq!(server.get("/api/customers/1?firm_id=2").await.status, 200, "{backend}");
    }
}

#[actix_web::test]
async fn the_overview_has_all_data() {
    for backend in all_backends() {
        let server = plain_server(backend);
        create(&server, &ed_but(json!({"area": "France"}))).await;
        let bare = server.get("/api/v1/customers/1/overview").await.json();
        assert_eq!(bare["customer"], server.get("/api/customers/1").await.json(), "{backend}");
        assert_eq!(bare["opportunities"], json!({"open": 0, "value": "0.00"}), "{backend}");
        assert_eq!((&bare["crm"], &bare["events"]), (&Value::Null, &json!([])), "{backend}");
        assert_eq!(bare["interactions"], json!({}), "{backend}");
        create(&server, &ed_but(json!({"phone": "+442083661172"}))).await;
        for (customer, channel, minute) in [(1, "Call", 1), (1, "e-mail", 2), (1, "call", 3), (2, "Bird", 4)]
        {
            let new = json!({
                "customer_id": customer, "channel": channel, "occurred_at": format!("2019-10-31T09:0{minute}:00Z"),
            });
            let made = server.send(Method::POST, "/api/v1/interactions", &new).await;
            assert_eq!(made.status, 201, "{backend}");
        }
        for (status, revenue) in [("New", "10.50"), ("Lost", "99.00"), ("Won", "7.00"), ("Anything", "0.25")]
        {
            let deal = json!({"cid": 1, "opportunity_status": status, "monthly_estimated_revenue": revenue});
            assert_eq!(server.send(Method::POST, "/api/opportunities", &deal).await.status, 201, "{backend}");
        }
        server.send(Method::POST, "/api/operators", &json!({"name": "Jon"})).await;
        for _ in 0..2 {
            server.send(Method::POST, "/api/customers/1/requests", &json!({"body": "x"})).await;
        }
        server.request(Method::PATCH, "/api/operators/1/requests/1").reply().await;
        let full = server.get("/api/customers/1/overview").await.json();
        assert_eq!(full["opportunities"], json!({"open": 2, "value": "10.75"}), "{backend}");
        let counts = server.get("/api/v1/interactions/1").await.json();
        assert_eq!(full["interactions"], counts["data"]["interactions"], "{backend}");
        assert_eq!(full["interactions"], json!({"Bird": 0, "Call": 2, "Email": 1}), "{backend}");
        let requests = json!({"PENDING": 1, "IN_PROGRESS": 1, "COMPLETED": 0, "REJECTED": 0});
        assert_eq!(full["requests"], requests, "{backend}");
        let events = full["events"].as_array().expect("events");
        assert_eq!(events.len(), 7, "{backend}: {events:?}");
        let first = json!({
            "at": "2026-01-31T09:00:00Z", "kind": "request_moved", "id": "1", "from": "PENDING", "to": "IN_PROGRESS",
        });
        assert_eq!(events[0], first, "{backend}");
        assert_eq!(
            server.get("/api/customers/9/overview").await.detail(404),
            "Customer not found",
            "{backend}"
        );
    }
}

#[actix_web::test]
async fn deals_follow_a_customer_into_another_area() {
    for backend in all_backends() {
        let server = plain_server(backend);
        create(&server, &ed_but(json!({"area": "France"}))).await;
        server.send(Method::POST, "/api/opportunities", &json!({"cid": 1})).await;
        assert_eq!(patch(&server, 1, &json!({"area": "UK"})).await.status, 200, "{backend}");
        for (area, deals) in [("UK", 1), ("France", 0)] {
            let found = server.get(&format!("/api/opportunities?area={area}")).await.json();
            assert_eq!(found.as_array().map(Vec::len), Some(deals), "{backend} {area}");
        }
    }
}
