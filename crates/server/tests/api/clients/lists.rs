//! Reading clients, single and in lists.

use frontdesk_core::FirmSettings;
use reqwest::Method;
use serde_json::json;

use super::{ada, ada_but, patch, sqlite, stored};
use crate::support::{Replying, all_backends, pairs, plain_server, second_firm_with};

#[actix_web::test]
async fn a_client_can_be_read_listed_and_deleted() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let client = patch(&server, &ada()).await.json()["client"].clone();
        let found = server.get("/clients/1").await;
        assert_eq!(
            (found.status, found.json(), found.header("etag")),
            (200, client.clone(), Some("\"1-json\""))
        );
        assert_eq!(server.get("/clients").await.json(), json!({"clients": [client]}));
        assert_eq!(server.get("/api/v1/clients/1").await.body, found.body);
        let gone = server.delete("/clients/1").await;
        assert_eq!(
            (gone.status, gone.json()),
            (200, json!({"status": "success", "result": "Client 1 deleted."}))
        );
        assert_eq!(server.get("/clients").await.json(), json!({"clients": []}));
        for reply in [server.get("/clients/1").await, server.delete("/clients/1").await] {
            assert_eq!(reply.detail(404), "Client not found");
        }
        assert_eq!(stored(&server), []);
        let again = patch(&server, &ada()).await.json();
        assert_eq!((&again["outcome"], &again["client"]["id"]), (&json!("created"), &json!(2)), "{backend}");
    }
}

#[actix_web::test]
async fn lists_are_filtered_and_paged() {
    for backend in all_backends() {
        let server = plain_server(backend);
        for (number, (first, last)) in
            [("Ada", "Lovelace"), ("Zoë", "Washburne"), ("adam", "100%_x")].iter().enumerate()
        {
            let payload = ada_but(&[
                ("field_names.first_name", json!(first)),
                ("field_names.last_name", json!(last)),
                ("field_names.email", json!(format!("{number}@example.com"))),
                ("field_names.integration_id", json!(format!("ext-{number}"))),
                ("field_names.phone_numbers", json!([format!("+1555123456{number}")])),
            ]);
            assert_eq!(patch(&server, &payload).await.status, 200);
        }
        let names = async |path: &str| -> Vec<String> {
            let list = server.get(path).await.json();
            let rows = list["clients"].as_array().expect("clients").iter();
            rows.map(|row| row["first_name"].as_str().expect("a name").to_owned()).collect()
        };
        for (query, expected) in [
            ("q=ADA", vec!["Ada", "adam"]),
            ("q=love", vec!["Ada"]),
            ("q=zo%C3%AB", vec!["Zoë"]),
            ("q=1%40example", vec!["Zoë"]),
            ("q=%2B15551234562", vec!["adam"]),
            ("q=100%25_", vec!["adam"]),
            ("q=%25", vec![]),
            ("q=velace", vec![]),
            ("q=", vec!["Ada", "Zoë", "adam"]),
            ("updated_since=2026-01-31T09:00:00Z", vec!["Ada", "Zoë", "adam"]),
            ("updated_since=2026-01-31T10:00:01%2B01:00", vec![]),
            ("firm_id=1&limit=2", vec!["Ada", "Zoë"]),
        ] {
            assert_eq!(names(&format!("/clients?{query}")).await, expected, "{backend} {query}");
        }
        let counted = server.get("/clients?q=ada&limit=1&count=true").await;
        assert_eq!(counted.header("x-total-count"), Some("2"));
        assert!(
            counted
                .header("link")
                .is_some_and(|link| link.contains("q=ada") && link.contains("rel=\"next\""))
        );
        let table = server.get_as("/clients?limit=1", "text/csv").await.text();
        assert_eq!(
            table,
            "id,firm_id,first_name,last_name,birth_date,email,cell_phone,integration_id,ssn,created_at,updated_at\n\
             1,1,Ada,Lovelace,1815-12-10,0@example.com,'+15551234560,ext-0,***-**-1120,\
             2026-01-31T09:00:00Z,2026-01-31T09:00:00Z\n"
        );
    }
}

#[actix_web::test]
async fn a_client_links_to_its_actions() {
    let server = sqlite();
    let request = server.request(Method::PATCH, "/api/v1/clients").header("accept", "application/hal+json");
    let patched = request.json(&ada()).reply().await;
    assert_eq!(patched.header("content-type"), Some("application/hal+json"));
    assert_eq!(patched.json()["_links"], json!({"client": {"href": "/api/v1/clients/1"}}));
    let found = server.get_as("/clients/1", "application/hal+json").await.json();
    assert_eq!(
        found["_links"],
        json!({
            "self": {"href": "/clients/1"},
            "collection": {"href": "/clients"},
            "delete": {"href": "/clients/1", "method": "DELETE"},
        })
    );
}

#[actix_web::test]
async fn a_firm_sees_only_its_own_clients() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let settings = FirmSettings::default().corporate(true);
        let second = second_firm_with(&server, &settings);
        patch(&server, &ada()).await;
        let payload =
            ada_but(&[("firm_id", json!(second.get())), ("field_names.phone_numbers", json!(null))]);
        let reply = patch(&server, &payload).await;
        assert_eq!(
            (&reply.json()["outcome"], reply.status),
            (&json!("created"), 200),
            "{backend} {}",
            reply.text()
        );
        let theirs = reply.json()["client"]["id"].as_i64().expect("an id");
        assert_eq!(server.get(&format!("/clients/{theirs}")).await.status, 404, "{backend}");
        assert_eq!(server.get(&format!("/clients/{theirs}?firm_id={}", second)).await.status, 200);
        assert_eq!(server.delete(&format!("/clients/1?firm_id={}", second)).await.status, 404);
        let mine = server.get("/clients").await.json();
        assert_eq!(mine["clients"].as_array().map(Vec::len), Some(1), "{backend}");
        let header = server.request(Method::GET, "/clients").header("x-firm-id", second.get()).reply().await;
        assert_eq!(header.json()["clients"][0]["id"], theirs);
        let both =
            server.request(Method::PATCH, "/clients").header("x-firm-id", "1").json(&payload).reply().await;
        assert_eq!(both.faults(400), pairs(&[("firm_id", "names a different firm than X-Firm-Id")]));
        let unknown = patch(&server, &ada_but(&[("firm_id", json!(99))])).await;
        assert_eq!(unknown.detail(404), "Firm not found");
    }
}
