//! `/api/v1/channels`, on every database.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Server, all_backends, pairs, plain_server};

const PATH: &str = "/api/v1/channels";

async fn with_a_customer(backend: frontdesk_testkit::Backend) -> Server {
    let server = plain_server(backend);
    let customer = json!({"first_name": "Ed", "last_name": "Stark", "phone": "+442083661171"});
    assert_eq!(server.send(Method::POST, "/api/customers", &customer).await.status, 201);
    server
}

fn names(list: &Value) -> Vec<&str> {
    let list = list.as_array().expect("a list");
    list.iter().map(|channel| channel["name"].as_str().expect("a name")).collect()
}

#[actix_web::test]
async fn a_declared_channel_is_counted_with_zero() {
    for backend in all_backends() {
        let server = with_a_customer(backend).await;
        let call = json!({"customer_id": 1, "channel": "Call", "occurred_at": "2019-10-31T09:05:00Z"});
        assert_eq!(server.send(Method::POST, "/api/v1/interactions", &call).await.status, 201);
        let declared = server.send(Method::PUT, PATH, &json!({"channels": ["boat", "CALL", "e-mail"]})).await;
        assert_eq!(
            (declared.status, names(&declared.json())),
            (200, vec!["Call", "Boat", "Email"]),
            "{backend}"
        );
        let counts = server.get("/api/v1/interactions/1").await.json();
        assert_eq!(counts["data"]["interactions"], json!({"Boat": 0, "Call": 1, "Email": 0}), "{backend}");
        let again = server.send(Method::PUT, PATH, &json!({"channels": ["Boat"]})).await;
        assert_eq!((again.status, again.json()), (200, declared.json()), "{backend}");
        assert_eq!(server.get(PATH).await.json(), declared.json(), "{backend}");
        let first = server.get("/api/v1/channels?limit=2&count=true").await;
        assert_eq!((names(&first.json()), first.header("x-total-count")), (vec!["Call", "Boat"], Some("3")));
    }
}

#[actix_web::test]
async fn only_a_channel_without_interactions_is_deleted() {
    for backend in all_backends() {
        let server = with_a_customer(backend).await;
        let call = json!({"customer_id": 1, "channel": "Call", "occurred_at": "2019-10-31T09:05:00Z"});
        assert_eq!(server.send(Method::POST, "/api/v1/interactions", &call).await.status, 201);
        assert_eq!(server.send(Method::PUT, PATH, &json!({"channels": ["A/B", "Boat"]})).await.status, 200);
        server.delete("/api/v1/channels/Call").await.detail(409);
        assert_eq!(server.delete("/api/v1/channels/A%2FB").await.status, 204, "{backend}");
        assert_eq!(server.delete("/api/v1/channels/BOAT").await.status, 204, "{backend}");
        assert_eq!(
            server.delete("/api/v1/channels/Boat").await.detail(404),
            "Channel not found",
            "{backend}"
        );
        assert_eq!(names(&server.get(PATH).await.json()), ["Call"], "{backend}");
        assert_eq!(server.delete("/api/v1/interactions/entries/1").await.status, 204, "{backend}");
        assert_eq!(server.delete("/api/v1/channels/call").await.status, 204, "{backend}");
        assert_eq!(server.get("/api/v1/interactions/1").await.json()["data"]["interactions"], json!({}));
    }
}

#[actix_web::test]
async fn all_faults_of_declared_channels_are_reported() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    for (body, faults) in [
        (json!({}), pairs(&[("channels", "is missing")])),
        (json!({"channels": []}), pairs(&[("channels", "must hold 1 to 1000 channels")])),
        (
            json!({"channels": ["Boat", "BOAT ", "?"]}),
            pairs(&[
                ("channels.1", "is given more than once"),
                ("channels.2", "must hold a letter or a digit"),
            ]),
        ),
    ] {
        assert_eq!(server.send(Method::PUT, PATH, &body).await.faults(400), faults, "{body}");
    }
    assert_eq!(
        server.delete("/api/v1/channels/--").await.faults(400),
        pairs(&[("channel", "must hold a letter or a digit")])
    );
    assert_eq!(server.get(PATH).await.json(), json!([]));
}

#[actix_web::test]
async fn the_number_of_channels_is_limited() {
    let server = plain_server(frontdesk_testkit::Backend::Sqlite);
    let many: Vec<String> = (0..1_000).map(|number| format!("Channel {number}")).collect();
    assert_eq!(server.send(Method::PUT, PATH, &json!({"channels": many})).await.status, 200);
    assert_eq!(
        server.send(Method::PUT, PATH, &json!({"channels": ["Boat"]})).await.faults(400),
        pairs(&[("channels", "exceeds the limit of 1000 channels per firm")])
    );
    assert_eq!(server.send(Method::PUT, PATH, &json!({"channels": ["channel 7"]})).await.status, 200);
}
