//! Uniqueness of phone numbers.

use serde_json::json;

use super::{create, ed, ed_but, patch, phone};
use crate::support::{all_backends, plain_server};

#[actix_web::test]
async fn a_number_of_another_customer_is_refused() {
    for backend in all_backends() {
        let server = plain_server(backend);
        create(&server, &ed()).await;
        let arya = ed_but(json!({"first_name": "Arya", "phone": "020 8366 1171"}));
        // Read by US rules it would be a number in Florida.
        assert_eq!(create(&server, &arya).await.status, 400, "{backend}");
        let arya = ed_but(json!({"first_name": "Arya", "phone": "+44 (0)20 8366-1171"}));
        assert_eq!(
            create(&server, &arya).await.detail(409),
            "phone is already held by customer 1",
            "{backend}"
        );
        assert_eq!(create(&server, &ed_but(json!({"phone": phone(1)}))).await.json()["id"], 2, "{backend}");
        let taken = patch(&server, 2, &json!({"phone": "+442083661171", "area": "UK"})).await;
        assert_eq!(taken.detail(409), "phone is already held by customer 1", "{backend}");
        assert_eq!(server.get("/api/customers/2").await.json()["area"], json!(null), "{backend}");
        assert_eq!(server.delete("/clients/1").await.status, 200);
        assert_eq!(patch(&server, 2, &json!({"phone": "+442083661171"})).await.status, 200, "{backend}");
    }
}

#[actix_web::test]
async fn of_concurrent_creates_with_one_number_one_succeeds() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let payload = ed();
        let replies = futures_util::future::join_all((0..24).map(|_| create(&server, &payload))).await;
        let mut statuses: Vec<u16> = replies.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!((statuses[0], &statuses[1..]), (201, &[409; 23][..]), "{backend}");
        let all = server.get("/api/customers?count=true").await;
        assert_eq!((all.header("x-total-count"), all.json().as_array().map(Vec::len)), (Some("1"), Some(1)));
    }
}

#[actix_web::test]
async fn of_concurrent_changes_to_one_number_one_succeeds() {
    for backend in all_backends() {
        let server = plain_server(backend);
        for number in 0..8 {
            assert_eq!(create(&server, &ed_but(json!({"phone": phone(number)}))).await.status, 201);
        }
        let payload = json!({"phone": "+442083661171"});
        let replies = futures_util::future::join_all((1..=8).map(|id| patch(&server, id, &payload))).await;
        let won = replies.iter().filter(|reply| reply.status == 200).count();
        assert_eq!(won, 1, "{backend}");
        assert!(replies.iter().all(|reply| [200, 409].contains(&reply.status)), "{backend}");
        let holders = server.get("/api/customers?phone=+442083661171").await.json();
        assert_eq!(holders.as_array().map(Vec::len), Some(1), "{backend}");
    }
}
