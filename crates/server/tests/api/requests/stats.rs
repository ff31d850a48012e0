//! Request statistics.

use serde_json::json;

use super::{archive, ask, assign, resolve, with_operators};
use crate::support::all_backends;

#[actix_web::test]
async fn statistics_count_open_requests_and_measure_durations() {
    for backend in all_backends() {
        let server = with_operators(backend, 2).await;
        for id in 1..=5 {
            ask(&server).await;
            if id > 1 {
                assign(&server, 1, id).await;
            }
        }
        resolve(&server, 3, "COMPLETED").await;
        resolve(&server, 4, "REJECTED").await;
        resolve(&server, 5, "REJECTED").await;
        archive(&server, 5).await;
        // The test clock does not advance.
        let took = |count: u64| json!({"count": count, "median_seconds": 0.0, "p90_seconds": 0});
        let never = json!({"count": 0, "median_seconds": null, "p90_seconds": null});
        assert_eq!(
            server.get("/api/v1/stats/requests").await.json(),
            json!({
                "open": {"PENDING": 1, "IN_PROGRESS": 1},
                "time_to_assign": took(4),
                "time_to_resolve": took(3),
                "operators": [
                    {"operator_id": 1, "name": "Op 1", "in_progress": 1, "completed": 1, "rejected": 2,
                     "time_to_assign": took(4), "time_to_resolve": took(3)},
                    {"operator_id": 2, "name": "Op 2", "in_progress": 0, "completed": 0, "rejected": 0,
                     "time_to_assign": never.clone(), "time_to_resolve": never},
                ],
            }),
            "{backend}"
        );
    }
}
