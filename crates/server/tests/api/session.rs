//! Sign-in from a browser.

use frontdesk_core::FirmId;
use frontdesk_storage::keys::Role;
use frontdesk_storage::sessions::{self, SessionToken};
use frontdesk_testkit::Backend;
use reqwest::{Method, RequestBuilder};
use serde_json::json;

use crate::support::{Reply, Replying, Server, all_backends, now, plain_server};

async fn sign_in(server: &Server, key: &str) -> Reply {
    server.without_key(Method::POST, "/api/v1/session").json(&json!({"key": key})).reply().await
}

/// The cookie that a browser would send back.
fn cookie(reply: &Reply) -> String {
    let cookie = reply.header("set-cookie").expect("a cookie");
    cookie.split(';').next().expect("a value").to_owned()
}

fn by(server: &Server, cookie: &str, method: Method, path: &str) -> RequestBuilder {
    server.without_key(method, path).header("cookie", cookie)
}

#[actix_web::test]
async fn a_browser_signs_in_and_out() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let key = server.make_key(FirmId::FIRST, Role::Writer);
        let signed_in = sign_in(&server, &key).await;
        let who = json!({"firm_id": 1, "role": "writer", "key_id": 1, "expires_at": "2026-01-31T21:00:00Z", "open": false});
        assert_eq!((signed_in.status, signed_in.json()), (200, who.clone()), "{backend}");
        let set = signed_in.header("set-cookie").expect("a cookie").to_owned();
        for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] {
            assert!(set.contains(part), "{set}");
        }
        assert!(!set.contains("Secure"), "there is no TLS here: {set}");
        let cookie = cookie(&signed_in);
        assert!(!cookie.contains(key.splitn(3, '_').nth(2).expect("a secret")), "the cookie is not the key");
        let seen = by(&server, &cookie, Method::GET, "/api/v1/session").reply().await;
        assert_eq!((seen.status, seen.json()), (200, who), "{backend}");
        assert_eq!(by(&server, &cookie, Method::GET, "/clients").reply().await.status, 200, "{backend}");
        assert_eq!(by(&server, &cookie, Method::GET, "/api/v1/keys").reply().await.status, 403, "{backend}");
        let out = by(&server, &cookie, Method::DELETE, "/api/v1/session").header("x-frontdesk-console", "1");
        let out = out.reply().await;
        assert_eq!(out.status, 204, "{backend}");
        assert!(out.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")));
        let ended = by(&server, &cookie, Method::GET, "/clients").reply().await;
        assert_eq!(ended.detail(401), "The session has ended: sign in again.", "{backend}");
    }
}

#[actix_web::test]
async fn a_change_by_a_session_must_come_from_the_console() {
    let server = plain_server(Backend::Sqlite);
    let key = server.make_key(FirmId::FIRST, Role::Writer);
    let cookie = cookie(&sign_in(&server, &key).await);
    let delete = || by(&server, &cookie, Method::DELETE, "/clients/1");
    assert_eq!(
        delete().reply().await.detail(403),
        "A change by a session needs the header X-Frontdesk-Console."
    );
    let ours = || delete().header("x-frontdesk-console", "1");
    assert_eq!(ours().reply().await.detail(404), "Client not found");
    for (header, value) in [("origin", "https://evil.example"), ("sec-fetch-site", "same-site")] {
        let foreign = ours().header(header, value).reply().await;
        assert_eq!(foreign.detail(403), "A page of another site sent this request.");
    }
    let sign_in = server.without_key(Method::POST, "/api/v1/session").header("sec-fetch-site", "cross-site");
    assert_eq!(sign_in.json(&json!({"key": key})).reply().await.status, 403, "a sign-in is refused too");
}

#[actix_web::test]
async fn a_session_needs_a_key_and_ends_with_it() {
    let mut server = plain_server(Backend::Sqlite);
    server.use_example_key();
    let key = server.make_key(FirmId::FIRST, Role::Writer);
    let cookie = cookie(&sign_in(&server, &key).await);
    assert_eq!(by(&server, &cookie, Method::GET, "/clients").reply().await.status, 200);
    assert_eq!(server.delete("/api/v1/keys/2").await.status, 204);
    assert_eq!(by(&server, &cookie, Method::GET, "/clients").reply().await.status, 401);
    assert_eq!(sign_in(&server, &key).await.detail(401), "The API key was revoked.");
    for bad in ["", "fd_2_x", "nonsense"] {
        let refused = sign_in(&server, bad).await;
        assert_eq!(refused.detail(401), "The API key is not valid.");
        assert_eq!(refused.header("set-cookie"), None);
    }
    let made_up =
        by(&server, "frontdesk_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Method::GET, "/clients");
    assert_eq!(made_up.reply().await.status, 401);
    assert_eq!(server.without_key(Method::GET, "/api/v1/session").reply().await.status, 401);
}

#[actix_web::test]
async fn without_keys_no_sign_in_is_needed() {
    let server = plain_server(Backend::Sqlite);
    let seen = server.get("/api/v1/session").await;
    assert_eq!(
        seen.json(),
        json!({"firm_id": 1, "role": "admin", "key_id": null, "expires_at": null, "open": true})
    );
    let stale =
        by(&server, "frontdesk_session=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", Method::GET, "/clients");
    assert_eq!(stale.reply().await.status, 200, "an old cookie does not block access");
}

#[actix_web::test]
async fn behind_tls_the_cookie_stays_there() {
    let server = plain_server(Backend::Sqlite);
    let key = server.make_key(FirmId::FIRST, Role::Writer);
    let request = server.without_key(Method::POST, "/api/v1/session").json(&json!({"key": key}));
    let origin = format!("https://{}", server.address);
    let reply = request.header("origin", origin).reply().await;
    assert!(reply.header("set-cookie").is_some_and(|cookie| cookie.ends_with("; Secure")));
}

#[actix_web::test]
async fn a_key_has_at_most_a_hundred_sessions() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let key = server.make_key(FirmId::FIRST, Role::Reader);
        let mut cookies = Vec::new();
        for _ in 0..101 {
            cookies.push(cookie(&sign_in(&server, &key).await));
        }
        let mut open = 0;
        for cookie in &cookies {
            let seen = by(&server, cookie, Method::GET, "/api/v1/session").reply().await.status;
            open += usize::from(seen == 200);
        }
        assert_eq!(open, 100, "{backend}");
        let last = cookies.last().expect("a cookie");
        assert_eq!(by(&server, last, Method::GET, "/clients").reply().await.status, 200, "{backend}");
    }
}

#[actix_web::test]
async fn signing_out_ends_the_session_even_with_a_key() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let key = server.make_key(FirmId::FIRST, Role::Writer);
        let cookie = cookie(&sign_in(&server, &key).await);
        let both = by(&server, &cookie, Method::DELETE, "/api/v1/session").bearer_auth(&key);
        assert_eq!(both.reply().await.status, 204, "{backend}");
        assert_eq!(by(&server, &cookie, Method::GET, "/clients").reply().await.status, 401, "{backend}");
        let by_key = server.without_key(Method::GET, "/clients").bearer_auth(&key);
        assert_eq!(by_key.reply().await.status, 200, "{backend}: the key is another matter");
    }
}

#[actix_web::test]
async fn signing_out_ends_the_session_with_any_authorization_header() {
    let server = plain_server(Backend::Sqlite);
    let key = server.make_key(FirmId::FIRST, Role::Writer);
    for other in ["Basic ZGVzazpzZWNyZXQ=", "Bearer fd_1_x", "Bearer", "Negotiate abc", "", "\u{e9}"] {
        let cookie = cookie(&sign_in(&server, &key).await);
        let sign_out =
            || by(&server, &cookie, Method::DELETE, "/api/v1/session").header("authorization", other);
        let foreign = sign_out().header("sec-fetch-site", "cross-site").reply().await;
        assert_eq!(foreign.detail(403), "A page of another site sent this request.", "{other:?}");
        assert_eq!(sign_out().reply().await.status, 204, "{other:?}");
        let ended = by(&server, &cookie, Method::GET, "/clients").reply().await;
        assert_eq!(ended.status, 401, "{other:?}");
    }
}

#[actix_web::test]
async fn two_authorization_headers_are_refused() {
    let server = plain_server(Backend::Sqlite);
    let key = server.make_key(FirmId::FIRST, Role::Writer);
    for (method, path) in
        [(Method::GET, "/clients"), (Method::GET, "/api/v1/session"), (Method::DELETE, "/clients/1")]
    {
        for other in [format!("Bearer {key}"), "Bearer x".to_owned()] {
            let twice = server.without_key(method.clone(), path).bearer_auth(&key);
            let reply = twice.header("authorization", other).reply().await;
            assert_eq!(reply.detail(400), "Authorization must be sent once.", "{method} {path}");
        }
    }
}

#[actix_web::test]
async fn ended_sessions_are_deleted() {
    let server = plain_server(Backend::Sqlite);
    server.make_key(FirmId::FIRST, Role::Writer);
    let token = SessionToken::generate();
    let (opened, then) = (token.clone(), now() - chrono::Duration::hours(13));
    let access = server.database.access(FirmId::FIRST).await.expect("an answer").expect("the firm");
    let open = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        sessions::open(scoped, &opened, frontdesk_storage::keys::KeyId::new(1).expect("an id"), None, then)
    };
    server.database.write(access, open).await.expect("opened");
    assert!(sessions::find(&server.database, token.id()).await.expect("an answer").is_some());
    let maintenance = actix_web::rt::spawn(frontdesk_server::maintain(server.state.clone()));
    while sessions::find(&server.database, token.id()).await.expect("an answer").is_some() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    maintenance.abort();
}
