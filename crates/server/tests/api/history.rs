//! Histories, and restoring values of them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Reply, Replying, Server, all_backends, plain_server};

async fn customer(server: &Server) {
    let body = json!({"first_name": "Ed", "last_name": "Stark", "phone": "+442083661171", "area": "Spain"});
    let made = server.send(Method::POST, "/api/customers", &body).await;
    assert_eq!(made.status, 201, "{}", made.text());
}

async fn patch(server: &Server, path: &str, body: Value) {
    let reply = server.send(Method::PATCH, path, &body).await;
    assert_eq!(reply.status, 200, "{}", reply.text());
}

fn column(reply: &Reply, name: &str) -> Vec<Value> {
    let rows = reply.json();
    rows.as_array().expect("rows").iter().map(|row| row[name].clone()).collect()
}

#[actix_web::test]
async fn a_history_tells_each_change_newest_first() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        let edited = server
            .request(Method::PATCH, "/api/customers/1")
            .header("x-request-id", "trace-7")
            .json(&json!({"email": "ed@example.com", "area": null}))
            .reply()
            .await;
        assert_eq!(edited.status, 200);
        let history = server.get("/api/customers/1/history").await;
        assert_eq!(column(&history, "seq"), [json!(2), json!(1)], "{backend}");
        let newest = history.json()[0].clone();
        assert_eq!(
            newest,
            json!({
                "seq": 2, "at": "2026-01-31T09:00:00Z",
                "actor": {"type": "open", "id": null, "name": null},
                "cause": {"type": "request", "id": "trace-7"},
                "kind": "customer", "version": 2, "action": "updated",
                "changes": [
                    {"field": "email", "old": null, "new": "ed@example.com"},
                    {"field": "area", "old": "Spain", "new": null},
                ],
                "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
            }),
            "{backend}"
        );
        for path in ["/api/v1/customers/1/history", "/api/v1/history/customer/1"] {
            assert_eq!(server.get(path).await.json(), history.json(), "{backend}: {path}");
        }
        let page = server.get("/api/customers/1/history?limit=1").await;
        assert_eq!(column(&page, "seq"), [json!(2)]);
        assert!(page.header("link").is_some_and(|link| link.contains("rel=\"next\"")), "{backend}");
        assert_eq!(column(&server.get("/api/customers/1/history?sort=seq&limit=1").await, "seq"), [json!(1)]);
        for missing in
            ["customers/2/history", "v1/history/customer/2", "v1/history/robot/1", "v1/history/key/1"]
        {
            assert_eq!(server.get(&format!("/api/{missing}")).await.status, 404, "{backend}: {missing}");
        }
    }
}

#[actix_web::test]
async fn a_deleted_customer_keeps_its_history() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        assert_eq!(server.request(Method::DELETE, "/api/customers/1").reply().await.status, 204);
        let history = server.get("/api/customers/1/history").await;
        assert_eq!(column(&history, "action"), [json!("deleted"), json!("created")], "{backend}");
    }
}

async fn restore(server: &Server, path: &str, body: Value) -> Reply {
    server.send(Method::POST, path, &body).await
}

#[actix_web::test]
async fn old_values_of_a_customer_are_restored_by_the_rules_of_an_edit() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        let change = json!({"first_name": "Eddard", "area": "France", "phone": "+442083661177"});
        patch(&server, "/api/customers/1", change).await;
        let path = "/api/customers/1/history/2/restore";
        let reply = restore(&server, path, json!({"fields": ["area", "phones"]})).await;
        assert_eq!(reply.status, 200, "{backend}: {}", reply.text());
        let after = reply.json();
        assert_eq!((&after["area"], &after["phone"]), (&json!("Spain"), &json!("+442083661171")));
        assert_eq!(after["first_name"], "Eddard");
        // The restoration is a change of its own; a second time changes nothing.
        assert_eq!(restore(&server, path, json!({"fields": ["area"]})).await.json(), after);
        let history = server.get("/api/customers/1/history").await.json();
        assert_eq!(history.as_array().map(Vec::len), Some(3), "{backend}");
        assert_eq!(history[0]["cause"], json!({"type": "restore", "id": "2"}));
        // Another customer has the number now.
        patch(&server, "/api/customers/1", json!({"phone": "+442083661178"})).await;
        customer(&server).await;
        let taken = restore(&server, path, json!({"fields": ["phones"], "force": true})).await;
        assert_eq!(taken.status, 409, "{backend}: {}", taken.text());
    }
}

#[actix_web::test]
async fn a_value_that_changed_again_is_restored_only_by_force() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        patch(&server, "/api/customers/1", json!({"area": "France"})).await;
        patch(&server, "/api/customers/1", json!({"area": "Italy"})).await;
        let path = "/api/customers/1/history/2/restore";
        let refused = restore(&server, path, json!({})).await;
        assert_eq!(refused.status, 409, "{backend}: {}", refused.text());
        let changed = json!([{"field": "area", "old": "Spain", "current": "Italy"}]);
        assert_eq!(refused.json()["changed"], changed, "{backend}");
        assert_eq!(server.get("/api/customers/1").await.json()["area"], "Italy");
        let forced = restore(&server, path, json!({"force": true})).await;
        assert_eq!(forced.json()["area"], "Spain", "{backend}");
    }
}

#[actix_web::test]
async fn what_cannot_be_restored_is_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        patch(&server, "/api/customers/1", json!({"area": "France"})).await;
        for (path, body, status) in [
            ("/api/customers/1/history/2/restore", json!({"fields": ["email"]}), 400),
            ("/api/customers/1/history/2/restore", json!({"fields": []}), 400),
            // Its creation set the kind, which an edit cannot clear.
            ("/api/customers/1/history/1/restore", json!({"force": true}), 400),
            ("/api/customers/1/history/9/restore", json!({}), 404),
            ("/api/customers/9/history/2/restore", json!({}), 404),
            ("/api/customers/1/history/x/restore", json!({}), 400),
        ] {
            let refused = restore(&server, path, body.clone()).await;
            assert_eq!(refused.status, status, "{backend}: {path} {body}: {}", refused.text());
        }
        assert_eq!(server.get("/api/customers/1").await.json()["area"], "France");
    }
}

#[actix_web::test]
async fn old_values_of_a_deal_are_restored() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        let deal = json!({"cid": 1, "monthly_estimated_revenue": "100.50", "opportunity_status": "New"});
        let made = server.send(Method::POST, "/api/opportunities", &deal).await.json();
        let home = format!("/api/opportunities/{}", made["oid"].as_str().expect("an id"));
        let change = json!({"monthly_estimated_revenue": null, "opportunity_status": "Won"});
        patch(&server, &home, change).await;
        let history = server.get(&format!("{home}/history")).await;
        assert_eq!(column(&history, "seq"), [json!(3), json!(2)], "{backend}");
        let reply = restore(&server, &format!("{home}/history/3/restore"), json!({})).await;
        assert_eq!(reply.status, 200, "{backend}: {}", reply.text());
        let after = reply.json();
        assert_eq!(after["monthly_estimated_revenue"], "100.50");
        assert_eq!(after["opportunity_status"], "New");
    }
}

#[actix_web::test]
async fn a_deleted_customer_comes_back_with_what_went_with_it() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        let ask = json!({"body": "Winter is coming"});
        for _ in 0..2 {
            assert_eq!(server.send(Method::POST, "/api/customers/1/requests", &ask).await.status, 201);
        }
        let call = json!({"customer_id": 1, "channel": "Call", "occurred_at": "2026-01-01T09:00:00Z"});
        assert_eq!(server.send(Method::POST, "/api/v1/interactions", &call).await.status, 201);
        let seen = async || {
            (
                server.get("/api/v1/interactions/by-channel").await.json(),
                server.get("/api/customers?q=stark").await.json()[0]["area"].clone(),
                column(&server.get("/api/requests").await, "status"),
                server
                    .get("/api/customers?count=true&limit=1")
                    .await
                    .header("x-total-count")
                    .map(str::to_owned),
            )
        };
        let before = seen().await;
        assert_eq!(server.request(Method::DELETE, "/api/customers/1").reply().await.status, 204);
        let bin = server.get("/api/v1/deleted").await.json();
        assert_eq!(
            bin,
            json!([{
                "kind": "customer", "id": "1", "name": "Ed Stark", "created_at": "2026-01-31T09:00:00Z",
                "deleted_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
            }]),
            "{backend}"
        );
        assert_ne!(seen().await, before, "{backend}");
        let back = server.request(Method::POST, "/api/customers/1/restore").reply().await;
        assert_eq!(back.status, 200, "{backend}: {}", back.text());
        assert_eq!(back.json()["area"], "Spain");
        assert_eq!(seen().await, before, "{backend}");
        assert_eq!(server.get("/api/v1/deleted").await.json(), json!([]), "{backend}");
        let again = server.request(Method::POST, "/api/customers/1/restore").reply().await;
        assert_eq!(again.status, 404, "{backend}");
        let newest = server.get("/api/customers/1/history?limit=1").await.json()[0].clone();
        assert_eq!((&newest["action"], &newest["cause"]["type"]), (&json!("restored"), &json!("restore")));
    }
}

#[actix_web::test]
async fn a_customer_stays_deleted_while_another_one_has_its_number() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        assert_eq!(server.request(Method::DELETE, "/api/customers/1").reply().await.status, 204);
        customer(&server).await;
        let refused = server.request(Method::POST, "/api/customers/1/restore").reply().await;
        assert_eq!(refused.status, 409, "{backend}: {}", refused.text());
        assert_eq!(column(&server.get("/api/v1/deleted").await, "id"), [json!("1")], "{backend}");
        assert_eq!(server.get("/api/customers/1").await.status, 404, "{backend}");
    }
}

#[actix_web::test]
async fn a_deleted_deal_comes_back_under_its_id() {
    for backend in all_backends() {
        let server = plain_server(backend);
        customer(&server).await;
        let deal = json!({"cid": 1, "monthly_estimated_revenue": "100.50", "opportunity_status": "Won"});
        let made = server.send(Method::POST, "/api/opportunities", &deal).await.json();
        let home = format!("/api/opportunities/{}", made["oid"].as_str().expect("an id"));
        assert_eq!(server.request(Method::DELETE, &home).reply().await.status, 204);
        assert_eq!(column(&server.get("/api/v1/deleted").await, "id"), [made["oid"].clone()], "{backend}");
        let history = server.get(&format!("{home}/history")).await;
        assert_eq!(column(&history, "action"), [json!("deleted"), json!("created")], "{backend}");
        let back = server.request(Method::POST, &format!("{home}/restore")).reply().await;
        assert_eq!(back.status, 200, "{backend}: {}", back.text());
        for field in ["oid", "cid", "monthly_estimated_revenue", "opportunity_status", "created_at"] {
            assert_eq!(back.json()[field], made[field], "{backend}: {field}");
        }
        assert_eq!(server.get(&format!("{home}/history")).await.json()[0]["action"], "restored", "{backend}");
        assert_eq!(server.request(Method::DELETE, &home).reply().await.status, 204);
        assert_eq!(server.request(Method::DELETE, "/api/customers/1").reply().await.status, 204);
        let orphan = server.request(Method::POST, &format!("{home}/restore")).reply().await;
        assert_eq!(orphan.status, 404, "{backend}: {}", orphan.text());
    }
}
