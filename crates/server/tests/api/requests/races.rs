//! Concurrent operators.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;

use super::{ask, assign, resolve, take_over, with_operators};
use crate::support::{Reply, Replying, Server, all_backends};

/// One answer is 200, all others are 409 with the current request.
async fn assert_one_won(server: &Server, request: i64, replies: &[Reply], what: &str) {
    let won: Vec<&Reply> = replies.iter().filter(|reply| reply.status == 200).collect();
    assert_eq!(won.len(), 1, "{what}: {:?}", replies.iter().map(|reply| reply.status).collect::<Vec<_>>());
    let now = server.get(&format!("/api/requests/{request}")).await.json();
    assert_eq!(won[0].json(), now, "{what}");
    for lost in replies.iter().filter(|reply| reply.status != 200) {
        assert!(lost.detail(409).starts_with("Cannot move request from "), "{what}");
        assert_eq!(lost.json()["request"], now, "{what}");
    }
}

#[actix_web::test]
async fn of_concurrent_assignments_one_succeeds() {
    for backend in all_backends() {
        let server = with_operators(backend, 16).await;
        for (request, operators) in [(1, 2), (2, 16), (3, 16), (4, 16)] {
            ask(&server).await;
            let replies = join_all((1..=operators).map(|operator| assign(&server, operator, request))).await;
            assert_one_won(&server, request, &replies, &format!("{backend} {operators}")).await;
            let history = server.get(&format!("/api/requests/{request}/history?count=true")).await;
            assert_eq!(history.header("x-total-count"), Some("2"), "{backend}");
        }
    }
}

#[actix_web::test]
async fn of_concurrent_reassignments_one_succeeds() {
    for backend in all_backends() {
        let server = with_operators(backend, 17).await;
        ask(&server).await;
        assign(&server, 17, 1).await;
        let replies = join_all((1..=16).map(|operator| take_over(&server, operator, 1, 17))).await;
        assert_one_won(&server, 1, &replies, &backend.to_string()).await;
        // The same by version: after the first, the others name an outdated one.
        let tag = server.get("/api/requests/1").await.header("etag").expect("a tag").to_owned();
        let holder =
            server.get("/api/requests/1").await.json()["processed_by"].as_i64().expect("an operator");
        let others = (1..=16).filter(|operator| *operator != holder);
        let replies = join_all(others.map(|operator| {
            let path = format!("/api/operators/{operator}/requests/1");
            server.request(Method::PATCH, &path).header("if-match", &tag).reply()
        }));
        let mut statuses: Vec<u16> = replies.await.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!((statuses[0], &statuses[1..]), (200, &[412; 14][..]), "{backend}");
    }
}

#[actix_web::test]
async fn a_request_is_resolved_once() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        ask(&server).await;
        assign(&server, 1, 1).await;
        let ends = ["COMPLETED", "REJECTED"].into_iter().cycle().take(16);
        let replies = join_all(ends.map(|status| resolve(&server, 1, status))).await;
        assert_one_won(&server, 1, &replies, &backend.to_string()).await;
        let archived = join_all((0..8).map(|_| server.delete("/api/requests/1"))).await;
        let mut statuses: Vec<u16> = archived.iter().map(|reply| reply.status).collect();
        statuses.sort_unstable();
        assert_eq!(statuses, [204, 409, 409, 409, 409, 409, 409, 409], "{backend}");
    }
}

#[actix_web::test]
async fn no_request_of_a_deleted_customer_remains_visible() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        let body = json!({"body": "Winter is coming"});
        let asking = join_all((0..12).map(|_| server.send(Method::POST, "/api/customers/1/requests", &body)));
        let (asked, gone) = futures_util::future::join(asking, server.delete("/api/customers/1")).await;
        assert_eq!(gone.status, 204, "{backend}");
        assert!(asked.iter().all(|reply| [201, 404].contains(&reply.status)), "{backend}");
        assert_eq!(server.get("/api/requests").await.json(), json!([]), "{backend}");
    }
}
