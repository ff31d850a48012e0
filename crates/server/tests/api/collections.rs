//! Lists: pages, links, counts, formats, streams.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::Ordering;

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Reply, Replying, Server, server};
use crate::things::{COUNTED, FETCHED};

/// The target of a relation in the `Link` header.
fn link(reply: &Reply, relation: &str) -> Option<String> {
    let wanted = format!("rel=\"{relation}\"");
    let part = reply.header("link")?.split(", ").find(|part| part.ends_with(&wanted))?;
    Some(part.strip_prefix('<')?.split_once('>')?.0.to_owned())
}

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().expect("a list").iter().map(|row| row["id"].as_i64().expect("an id")).collect()
}

async fn walk(server: &Server, start: &str, relation: &str) -> Vec<Vec<i64>> {
    let mut pages = Vec::new();
    let mut next = Some(start.to_owned());
    while let Some(path) = next {
        let reply = server.get(&path).await;
        pages.push(ids(&reply.json()));
        next = link(&reply, relation);
    }
    pages
}

#[actix_web::test]
async fn next_links_lead_through_every_row_once_and_prev_links_back() {
    let server = server();
    for start in ["/things?total=7&limit=3", "/api/v1/things?limit=3&total=7"] {
        let pages = walk(&server, start, "next").await;
        assert_eq!(pages, [vec![1, 2, 3], vec![4, 5, 6], vec![7]]);
    }
    let second = link(&server.get("/things?total=7&limit=3").await, "next").expect("a second page");
    let third = link(&server.get(&second).await, "next").expect("a third page");
    assert_eq!(walk(&server, &third, "prev").await, [vec![7], vec![4, 5, 6], vec![1, 2, 3]]);
    let last = server.get(&third).await;
    assert_eq!(link(&last, "first").as_deref(), Some("/things?total=7&limit=3"));
    assert_eq!(link(&last, "next"), None);
}

#[actix_web::test]
async fn a_page_that_ends_with_the_last_row_has_no_next_link() {
    let server = server();
    assert_eq!(walk(&server, "/things?total=6&limit=3", "next").await, [vec![1, 2, 3], vec![4, 5, 6]]);
    let reply = server.get("/things?total=0&limit=3").await;
    assert_eq!((reply.json(), link(&reply, "next")), (json!([]), None));
}

#[actix_web::test]
async fn rows_are_counted_on_request() {
    let server = server();
    let reply = server.get("/things?total=7&limit=3&count=true").await;
    assert_eq!(reply.header("x-total-count"), Some("7"));
    assert!(link(&reply, "next").is_some_and(|next| next.contains("count=true")));
    assert_eq!(server.get("/things?total=7&limit=3&count=false").await.header("x-total-count"), None);
    assert_eq!(server.get("/things?total=2500&count=true").await.header("x-total-count"), Some("2500"));
}

#[actix_web::test]
async fn without_a_limit_all_rows_are_returned_in_every_format() {
    let server = server();
    for total in [0_i64, 1, 999, 1_000, 1_001, 2_000, 3_456] {
        let path = format!("/things?total={total}");
        let expected: Vec<i64> = (1..=total).collect();
        let json = server.get(&path).await;
        assert_eq!((json.header("content-type"), json.header("link")), (Some("application/json"), None));
        assert_eq!(ids(&json.json()), expected);
        let hal = server.get_as(&path, "application/hal+json").await;
        assert_eq!(hal.header("content-type"), Some("application/hal+json"));
        assert_eq!(ids(&hal.json()["_embedded"]["things"]), expected);
        let lines = server.get_as(&path, "application/x-ndjson").await;
        assert_eq!(lines.header("content-type"), Some("application/x-ndjson"));
        let rows: Vec<Value> =
            lines.text().lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(ids(&Value::from(rows)), expected);
        let table = server.get_as(&path, "text/csv").await;
        assert_eq!(table.header("content-disposition"), Some("attachment; filename=\"things.csv\""));
        assert_eq!(table.text().lines().count() as i64, total + 1);
    }
}

#[actix_web::test]
async fn a_table_has_a_header_and_no_formulas() {
    let server = server();
    let reply = server.get_as("/things?total=2", "text/csv").await;
    assert_eq!(reply.header("content-type"), Some("text/csv; charset=utf-8; header=present"));
    assert_eq!(reply.text(), "id,name\n1,'=thing 1\n2,'=thing 2\n");
    assert_eq!(server.get_as("/things?total=0", "text/csv").await.text(), "id,name\n");
}

#[actix_web::test]
async fn hal_has_links_to_pages_and_in_each_row() {
    let server = server();
    let reply = server.get_as("/api/v1/things?total=3&limit=1", "application/hal+json").await;
    let next = link(&reply, "next").expect("a next page");
    assert_eq!(
        reply.json(),
        json!({
            "_links": {
                "self": {"href": "/api/v1/things?total=3&limit=1"},
                "next": {"href": next},
                "first": {"href": "/api/v1/things?total=3&limit=1"},
            },
            "_embedded": {"things": [
                {"id": 1, "name": "=thing 1", "_links": {"self": {"href": "/api/v1/things/1"}}},
            ]},
        })
    );
    let second = server.get_as(&next, "application/hal+json").await.json();
    assert_eq!(second["_links"]["prev"], json!({"href": "/api/v1/things?total=3&limit=1"}));
    assert_eq!(second["_links"]["self"], json!({"href": next}));
}

#[actix_web::test]
async fn an_unknown_format_is_answered_with_json() {
    let server = server();
    for accept in ["application/pdf", "text/html,application/xhtml+xml,*/*;q=0.8", "nonsense"] {
        let reply = server.get_as("/things?total=1", accept).await;
        assert_eq!((reply.status, reply.header("content-type")), (200, Some("application/json")));
        assert!(reply.header("vary").is_some_and(|vary| vary.contains("accept")));
    }
}

#[actix_web::test]
async fn an_error_before_the_first_row_is_a_problem() {
    let server = server();
    let reply = server.get("/things?total=5000&broken_after=0").await;
    assert_eq!(reply.status, 500);
    assert_eq!(reply.header("content-type"), Some("application/problem+json"));
}

#[actix_web::test]
async fn a_later_error_aborts_the_answer_in_every_format() {
    let server = server();
    for accept in ["application/json", "application/hal+json", "application/x-ndjson", "text/csv"] {
        for coding in ["identity", "gzip"] {
            let request = server.request(Method::GET, "/things?total=5000&broken_after=2000");
            let response = request.header("accept", accept).header("accept-encoding", coding).send().await;
            let response = response.expect("a head");
            assert_eq!(response.status(), 200);
            assert!(response.bytes().await.is_err(), "{accept} {coding}: a part passes for the whole");
        }
    }
}

#[actix_web::test]
async fn a_page_beyond_the_end_is_empty() {
    let server = server();
    let next = link(&server.get("/things?total=9&limit=5").await, "next").expect("a next page");
    let reply = server.get(&next.replace("total=9", "total=5")).await;
    assert_eq!((reply.status, reply.json()), (200, json!([])));
}

#[actix_web::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let server = server();
    for path in ["/things?total=5000", "/things?total=5&count=true&limit=2", "/things/7", "/nothing"] {
        let (get, head) = (server.get(path).await, server.request(Method::HEAD, path).reply().await);
        assert_eq!((head.status, head.body.len()), (get.status, 0), "{path}");
        for name in ["content-type", "etag", "link", "x-total-count", "vary"] {
            assert_eq!(head.header(name), get.header(name), "{path} {name}");
        }
    }
}

/// A client that does not read must not make the server fetch rows without limit: sending stops when the buffers in
/// between are full.
#[test]
fn rows_are_fetched_no_faster_than_the_client_reads() {
    let server = server();
    let mut socket = TcpStream::connect(server.address).expect("a connection");
    let head = format!(
        "GET /things?total={COUNTED} HTTP/1.1\r\nhost: localhost\r\naccept: application/x-ndjson\r\n\r\n"
    );
    socket.write_all(head.as_bytes()).expect("sent");
    let fetched = until_still(|| FETCHED.load(Ordering::Relaxed));
    assert!((1..MOST_IN_BUFFERS).contains(&fetched), "{fetched} rows were fetched without a reader");
    let mut piece = [0_u8; 64 * 1024];
    socket.read_exact(&mut piece).expect("rows");
    assert!(String::from_utf8_lossy(&piece).contains("{\"id\":1,"));
}

/// Socket buffers hold some megabytes; a row has about a dozen bytes.
const MOST_IN_BUFFERS: i64 = 10_000_000;

/// The number, once it has been stable for a second.
fn until_still(number: impl Fn() -> i64) -> i64 {
    let (mut last, mut same) = (0, 0);
    while last == 0 || same < 50 {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let now = number();
        same = if now == last { same + 1 } else { 0 };
        last = now;
        assert!(now < MOST_IN_BUFFERS, "{now} rows were fetched without a reader");
    }
    last
}
