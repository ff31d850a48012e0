//! Events of status changes.

use frontdesk_core::FirmId;
use frontdesk_storage::keys::Role;
use futures_util::StreamExt;
use reqwest::Method;
use serde_json::{Value, json};

use super::{ask, assign, resolve, with_operators};
use crate::support::{Replying, Server, all_backends, pairs};

/// The events in a text as (id, data).
fn parsed(text: &str) -> Vec<(i64, Value)> {
    let event = |block: &str| {
        let line = |name: &str| block.lines().find_map(|line| line.strip_prefix(name));
        Some((line("id: ")?.parse().ok()?, serde_json::from_str(line("data: ")?).ok()?))
    };
    text.split("\n\n").filter_map(event).collect()
}

/// Reads an endless stream until it has sent this many events.
async fn listen(response: reqwest::Response, wanted: usize) -> Vec<(i64, Value)> {
    let (mut text, mut stream) = (String::new(), response.bytes_stream());
    while parsed(&text).len() < wanted {
        let piece = stream.next().await.expect("the stream goes on").expect("a piece");
        text.push_str(std::str::from_utf8(&piece).expect("UTF-8"));
    }
    parsed(&text)
}

/// The status changes alone: the request beside each has its state at the time of sending, which differs between
/// listeners.
fn moves_of(heard: &[(i64, Value)]) -> Vec<(i64, Value)> {
    let mut moves = heard.to_vec();
    for (_, told) in &mut moves {
        told.as_object_mut().and_then(|told| told.remove("request")).expect("the request beside it");
    }
    moves
}

async fn open(server: &Server, last: Option<&str>) -> reqwest::Response {
    let request = server.request(Method::GET, "/api/requests/events");
    let request = match last {
        Some(last) => request.header("last-event-id", last),
        None => request,
    };
    let response = request.send().await.expect("an answer");
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response
}

#[actix_web::test]
async fn listeners_receive_every_event_once_also_after_reconnecting() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        ask(&server).await;
        let (one, other) = (open(&server, None).await, open(&server, None).await);
        assign(&server, 1, 1).await;
        resolve(&server, 1, "COMPLETED").await;
        let heard = listen(one, 2).await;
        assert_eq!(moves_of(&heard), moves_of(&listen(other, 2).await), "{backend}");
        let ids: Vec<i64> = heard.iter().map(|(id, _)| *id).collect();
        assert_eq!(ids, [2, 3], "{backend}: what was before is not told");
        assert_eq!(heard[0].1["to"], "IN_PROGRESS");
        assert_eq!(
            (&heard[1].1["comment"], &heard[1].1["request"]["status"]),
            (&"A cloak was sent.".into(), &"COMPLETED".into())
        );
        ask(&server).await;
        let missed: Vec<i64> =
            listen(open(&server, Some("2")).await, 2).await.iter().map(|(id, _)| *id).collect();
        assert_eq!(missed, [3, 4], "{backend}");
        let all = server.get("/api/requests/events?last_event_id=0&follow=false").await;
        assert_eq!((all.status, parsed(&all.text()).len()), (200, 4), "{backend}");
    }
}

#[actix_web::test]
async fn a_malformed_last_event_id_is_refused() {
    let server = with_operators(frontdesk_testkit::Backend::Sqlite, 0).await;
    for bad in ["x", "-1", "1.5", ""] {
        let reply =
            server.request(Method::GET, "/api/requests/events").header("last-event-id", bad).reply().await;
        assert_eq!(reply.faults(400)[0].0, "Last-Event-ID", "{bad:?}");
    }
    for bad in ["x", "-1", "1.5"] {
        let reply = server.get(&format!("/api/requests/events?last_event_id={bad}")).await;
        assert_eq!(reply.faults(400), pairs(&[("last_event_id", "must be the id of an event")]), "{bad:?}");
    }
}

#[actix_web::test]
async fn a_last_event_id_beyond_the_end_receives_new_events() {
    for backend in all_backends() {
        let server = with_operators(backend, 1).await;
        let stream = open(&server, Some("99999")).await;
        ask(&server).await;
        assert_eq!(listen(stream, 1).await.len(), 1, "{backend}");
    }
}

#[actix_web::test]
async fn streams_end_properly_and_at_once_when_the_server_stops() {
    for backend in all_backends() {
        let server = with_operators(backend, 0).await;
        let streams = [open(&server, None).await, open(&server, Some("0")).await];
        server.stop();
        for stream in streams {
            // An aborted stream has no terminator.
            let heard = stream.bytes().await.unwrap_or_else(|error| panic!("{backend}: {error}"));
            assert!(heard.starts_with(b"retry: 1000\n"), "{backend}: {heard:?}");
        }
    }
}

/// Reads a stream to its end, expected soon.
async fn until_the_end(response: reqwest::Response) -> String {
    let text = tokio::time::timeout(std::time::Duration::from_secs(30), response.text()).await;
    text.expect("the stream ends").expect("UTF-8")
}

#[actix_web::test]
async fn a_listener_receives_nothing_after_its_access_has_ended() {
    for backend in all_backends() {
        let mut server = with_operators(backend, 1).await;
        server.use_example_key();
        let key = server.make_key(FirmId::FIRST, Role::Reader);
        let signed_in =
            server.without_key(Method::POST, "/api/v1/session").json(&json!({"key": key})).reply();
        let cookie = signed_in.await.header("set-cookie").expect("a cookie").to_owned();
        let cookie = cookie.split(';').next().expect("a value").to_owned();
        let listen = || server.without_key(Method::GET, "/api/requests/events");
        let by_session = listen().header("cookie", &cookie).send().await.expect("an answer");
        let out = server.without_key(Method::DELETE, "/api/v1/session").header("cookie", &cookie);
        assert_eq!(out.header("x-frontdesk-console", "1").reply().await.status, 204, "{backend}");
        let by_key = listen().bearer_auth(&key).send().await.expect("an answer");
        assert!(by_session.status().is_success() && by_key.status().is_success(), "{backend}");
        assert_eq!(server.delete("/api/v1/keys/2").await.status, 204, "{backend}");
        ask(&server).await;
        for stream in [by_session, by_key] {
            let heard = until_the_end(stream).await;
            assert!(parsed(&heard).is_empty(), "{backend}: {heard}");
        }
    }
}

#[actix_web::test]
async fn a_listener_without_a_key_is_disconnected_once_keys_exist() {
    let mut server = with_operators(frontdesk_testkit::Backend::Sqlite, 1).await;
    let stream = open(&server, None).await;
    server.use_example_key();
    ask(&server).await;
    assert!(parsed(&until_the_end(stream).await).is_empty());
}
