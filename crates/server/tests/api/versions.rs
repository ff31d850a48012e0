//! Tags and formats of single records.

use reqwest::Method;
use serde_json::json;

use crate::support::{Replying, server};

#[actix_web::test]
async fn each_format_of_a_version_has_its_own_tag() {
    let server = server();
    let json = server.get("/things/7").await;
    let hal = server.get_as("/things/7", "application/hal+json").await;
    assert_eq!((json.header("etag"), hal.header("etag")), (Some("\"7-json\""), Some("\"7-hal\"")));
    assert_eq!((json.header("vary"), hal.header("vary")), (Some("accept"), Some("accept")));
    assert_eq!(json.json(), json!({"id": 7, "name": "=thing 7"}));
    assert_eq!(hal.json(), json!({"id": 7, "name": "=thing 7", "_links": {"self": {"href": "/things/7"}}}));
    assert_eq!(server.get("/things/8").await.header("etag"), Some("\"8-json\""));
}

#[actix_web::test]
async fn a_version_that_the_caller_has_is_not_sent_again() {
    let server = server();
    let get = |tag: &str| server.request(Method::GET, "/things/7").header("if-none-match", tag);
    for known in ["\"7-json\"", "W/\"7-json\"", "\"1-json\", \"7-json\"", "*", "\"7-json-gzip\""] {
        let reply = get(known).reply().await;
        assert_eq!(
            (reply.status, reply.body.len(), reply.header("etag")),
            (304, 0, Some("\"7-json\"")),
            "{known}"
        );
        assert!(reply.header("x-request-id").is_some() && reply.header("content-type").is_none());
    }
    for other in ["\"6-json\"", "\"7-hal\"", "7"] {
        assert_eq!(get(other).reply().await.status, 200, "{other}");
    }
}
