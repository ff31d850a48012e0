//! Lists of requests.

use serde_json::Value;

use super::{archive, ask, assign, resolve, with_operators};
use crate::support::{Server, all_backends};

async fn ids(server: &Server, path: &str) -> Vec<i64> {
    let list: Value = server.get(path).await.json();
    list.as_array().expect("a list").iter().filter_map(|row| row["id"].as_i64()).collect()
}

#[actix_web::test]
async fn lists_are_filtered_counted_and_paged() {
    for backend in all_backends() {
        let server = with_operators(backend, 2).await;
        for id in 1..=8 {
            ask(&server).await;
            if id > 2 {
                assign(&server, 1 + id % 2, id).await;
            }
            if id > 4 {
                resolve(&server, id, if id > 6 { "REJECTED" } else { "COMPLETED" }).await;
            }
        }
        for id in [5, 7] {
            archive(&server, id).await;
        }
        for (query, expected) in [
            ("", vec![1, 2, 3, 4, 6, 8]),
            ("show_archived=true", vec![1, 2, 3, 4, 5, 6, 7, 8]),
            ("show_archived=false&status=PENDING", vec![1, 2]),
            ("status=IN_PROGRESS", vec![3, 4]),
            ("status=COMPLETED", vec![6]),
            ("status=COMPLETED&show_archived=true", vec![5, 6]),
            ("processed_by=2", vec![3]),
            ("processed_by=2&show_archived=true", vec![3, 5, 7]),
            ("processed_by=1&status=REJECTED", vec![8]),
            ("processed_by=9", vec![]),
        ] {
            for place in ["/api/requests", "/api/customers/1/requests"] {
                assert_eq!(ids(&server, &format!("{place}?{query}")).await, expected, "{backend} {query}");
                let counted = server.get(&format!("{place}?count=true&limit=1&{query}")).await;
                let total = expected.len().to_string();
                assert_eq!(counted.header("x-total-count"), Some(total.as_str()), "{backend} {query}");
            }
        }
        let mut seen = Vec::new();
        let mut next = Some("/api/requests?show_archived=true&limit=3".to_owned());
        while let Some(path) = next {
            let page = server.get(&path).await;
            seen.extend(page.json().as_array().expect("a list").iter().filter_map(|row| row["id"].as_i64()));
            let link = page.header("link").unwrap_or_default().to_owned();
            next = link
                .split(", ")
                .find(|link| link.ends_with("rel=\"next\""))
                .map(|link| link.split(['<', '>']).nth(1).expect("an address").to_owned());
        }
        assert_eq!(seen, [1, 2, 3, 4, 5, 6, 7, 8], "{backend}");
    }
}
