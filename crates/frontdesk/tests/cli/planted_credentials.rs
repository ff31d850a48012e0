//! API keys, sessions, tokens and passwords, planted on every database and looked for in all that comes out: as they
//! are, in hexadecimal digits and in base64.

use std::time::{Duration, Instant};

use frontdesk_testkit::{Backend, Secrets, Server, TestDatabase, empty_database};
use serde_json::Value;

use crate::outside::Outside;
use crate::planted_secrets::{content, password};
use crate::support::{Desk, Ran, all_backends, begin, end};

const TOKEN: &str = "token-7f3b9c1de5a24680";
const CLIENT_SECRET: &str = "client-secret-51c9e0aa73";
const WEBHOOK_SECRET: &str = "whsec_cGxhbnRlZC13ZWJob29rLXNlY3JldC0wMTIzNDU2Nzg5";
const WEBHOOK_BYTES: &str = "planted-webhook-secret-0123456789";
const OLD_WEBHOOK_SECRET: &str = "an-older-webhook-secret-98";
const NOTICE_SECRET: &str = "notice-secret-2b7d14f6c8";
const SMTP_PASSWORD: &str = "smtp-password-90ab12cd34";
const DATABASE_PASSWORD: &str = "database-password-77fe01";

/// One request with a key or a cookie, and what came of it.
fn ask(server: &Server, method_and_path: &str, header: &str, body: &str) -> String {
    let length = body.len();
    let head = format!(
        "{method_and_path} HTTP/1.1\r\n{header}\r\ncontent-type: application/json\r\ncontent-length: {length}"
    );
    end(begin(server, &head, body))
}

fn body_of(answer: &str) -> Value {
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).expect("JSON")
}

/// A key's text, its secret, and the bytes behind that.
fn key_secrets(name: &str, key: &str) -> Vec<(String, Vec<u8>)> {
    let secret = key.trim().splitn(3, '_').last().expect("three parts");
    let mut forms = vec![
        (format!("{name}, whole"), key.trim().as_bytes().to_vec()),
        (format!("the secret of {name}"), secret.as_bytes().to_vec()),
    ];
    forms.extend(unbase64(secret).map(|bytes| (format!("the bytes of {name}"), bytes)));
    forms
}

/// The bytes of base64 as it stands in addresses and cookies.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let bits: Option<Vec<usize>> =
        text.bytes().map(|byte| digits.iter().position(|digit| *digit == byte)).collect();
    let bits: Vec<u8> =
        bits?.into_iter().flat_map(|digit| (0..6).rev().map(move |bit| (digit >> bit & 1) as u8)).collect();
    Some(bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |sum, bit| sum << 1 | bit)).collect())
}

/// What was said where, and what must not be in it.
#[derive(Default)]
struct Said {
    texts: Vec<(&'static str, String)>,
    secrets: Vec<(String, Vec<u8>)>,
}

impl Said {
    fn answer(&mut self, answer: String) -> &str {
        self.texts.push(("an answer", answer));
        self.texts.last().map(|(_, text)| text.as_str()).unwrap_or_default()
    }

    fn ran(&mut self, ran: &Ran) {
        self.texts.push(("a command", format!("{}{}", ran.out, ran.err)));
    }

    fn plant(&mut self, name: &str, key: &str) {
        self.secrets.extend(key_secrets(name, key));
    }
}

fn desk(database: &TestDatabase, outside: &Outside) -> Desk {
    Desk::new()
        .with("DATABASE_URL", database.url())
        .with("FRONTDESK_SECRET_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")
        .with("FRONTDESK_CRM_URL", &format!("http://{}", outside.http))
        .with("FRONTDESK_CRM_CLIENT_SECRET", CLIENT_SECRET)
        .with("FRONTDESK_CRM_WEBHOOK_SECRET", &format!("{WEBHOOK_SECRET},{OLD_WEBHOOK_SECRET}"))
        .with("FRONTDESK_NOTIFY_WEBHOOK_URL", &format!("http://{}/notice", outside.http))
        .with("FRONTDESK_NOTIFY_WEBHOOK_SECRET", NOTICE_SECRET)
        .with("FRONTDESK_NOTIFY_SMTP_URL", &format!("smtp://desk:{SMTP_PASSWORD}@{}", outside.smtp))
        .with("FRONTDESK_NOTIFY_FROM", "desk@example.com")
        .with("FRONTDESK_NOTIFY_TO", "ops@example.com")
}

/// Keys in every state, presented rightly and wrongly.
fn use_keys(said: &mut Said, desk: &Desk, server: &Server) -> String {
    let made = desk.run(&["keys", "create", "--role", "admin", "--log", "trace"]);
    let admin = made.out.trim().to_owned();
    said.texts.push(("a command", made.err));
    said.plant("an admin's key", &admin);
    let bearer = format!("authorization: Bearer {admin}");
    let made = ask(server, "POST /api/v1/keys", &bearer, r#"{"role":"reader","name":"a reader"}"#);
    assert!(made.starts_with("HTTP/1.1 201"), "{made}");
    let reader = body_of(&made)["key"].as_str().expect("a key").to_owned();
    said.plant("a reader's key", &reader);
    let twisted: String = format!("{}{}", &reader[..reader.len() - 4], "AAAA");
    said.plant("a key that opens nothing", &twisted);
    for (method_and_path, header, body) in [
        ("GET /clients", format!("authorization: Bearer {reader}"), ""),
        ("GET /clients", format!("authorization: Bearer {twisted}"), ""),
        ("GET /clients", format!("authorization: Basic {reader}"), ""),
        ("GET /clients", format!("x-api-key: {reader}"), ""),
        ("POST /api/v1/keys", format!("authorization: Bearer {reader}"), r#"{"role":"admin","name":"x"}"#),
        ("POST /api/v1/session", "x-none: 1".to_owned(), &format!(r#"{{"key":"{twisted}"}}"#)),
        ("POST /api/v1/session", "x-none: 1".to_owned(), &format!(r#"{{"key":["{reader}"]}}"#)),
        ("POST /api/v1/session", "x-none: 1".to_owned(), &format!(r#"{{"ke":"{reader}"}}"#)),
        ("GET /api/v1/keys", bearer.clone(), ""),
        ("DELETE /api/v1/keys/2", bearer.clone(), ""),
        ("GET /clients", format!("authorization: Bearer {reader}"), ""),
    ] {
        said.answer(ask(server, method_and_path, &header, body));
    }
    bearer
}

fn use_a_session(said: &mut Said, server: &Server, bearer: &str) {
    let key = bearer.rsplit(' ').next().unwrap_or_default();
    let answer = ask(server, "POST /api/v1/session", "x-none: 1", &format!(r#"{{"key":"{key}"}}"#));
    let (_, rest) = answer.split_once("frontdesk_session=").expect("a cookie");
    let token = rest.split(';').next().unwrap_or_default().to_owned();
    assert!(token.len() > 40, "{answer}");
    said.plant("a session", &format!("a_b_{token}"));
    let cookie = format!("cookie: frontdesk_session={token}");
    for path in ["GET /clients", "POST /users", "DELETE /api/v1/session", "GET /clients"] {
        said.answer(ask(server, path, &cookie, ""));
    }
    let ended = format!("{cookie}\r\nx-frontdesk-console: 1");
    assert!(said.answer(ask(server, "DELETE /api/v1/session", &ended, "")).starts_with("HTTP/1.1 204"));
}

/// A user that the CRM refuses, with a notice about it.
fn use_the_crm(said: &mut Said, server: &Server, bearer: &str, outside: &Outside) {
    let user = r#"{"name":"John Smith","email":"john@example.com","phone":"123-456-7890"}"#;
    let made = ask(server, "POST /users", bearer, user);
    assert!(made.starts_with("HTTP/1.1 201"), "{made}");
    let path = format!("GET /users/{}", body_of(&made)["id"].as_str().expect("an id"));
    let begun = Instant::now();
    let told = || {
        let heard = outside.heard();
        heard.contains("/notice") && heard.contains("AUTH")
    };
    while !ask(server, &path, bearer, "").contains(r#""sync_status":"failed""#) || !told() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{}", outside.heard());
        std::thread::sleep(Duration::from_millis(20));
    }
    said.answer(ask(server, &path, bearer, ""));
    said.answer(ask(server, "GET /api/v1/sync/status", bearer, ""));
    let event = r#"{"crm_id":"CRM1","updated_fields":{"phone":"1"},"timestamp":"2023-10-15T12:00:00Z"}"#;
    let signed = "webhook-id: a\r\nwebhook-timestamp: 1\r\nwebhook-signature: v1,bm8=";
    assert!(said.answer(ask(server, "POST /webhook", signed, event)).starts_with("HTTP/1.1 401"));
    // The secrets were really used: what is not found afterwards was there to be found.
    let heard = outside.heard();
    assert!(heard.contains(CLIENT_SECRET) && heard.contains(&format!("Bearer {TOKEN}")), "{heard}");
    assert!(Secrets::new([("", SMTP_PASSWORD)]).found_in(heard.as_bytes()).is_some(), "{heard}");
}

#[test]
fn no_credential_comes_out_on_any_database() {
    for backend in all_backends() {
        for format in ["json", "human"] {
            let database = empty_database(backend);
            let outside = Outside::start(TOKEN);
            let desk = desk(&database, &outside);
            let mut said = Said::default();
            let mut server = desk.serve(&["--log", "trace", "--log-format", format]);
            let bearer = use_keys(&mut said, &desk, &server);
            use_a_session(&mut said, &server, &bearer);
            use_the_crm(&mut said, &server, &bearer, &outside);
            for path in ["GET /metrics", "GET /api/v1/audit", "GET /openapi.json"] {
                let answer = ask(&server, path, &bearer, "");
                assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
                said.answer(answer);
            }
            for args in [&["config"][..], &["config", "--json"], &["keys", "list", "--log", "trace"]] {
                said.ran(&desk.run(args));
            }
            let named = [
                ("the token of the CRM", TOKEN),
                ("the client's secret", CLIENT_SECRET),
                ("the webhook's secret", WEBHOOK_SECRET),
                ("the bytes of the webhook's secret", WEBHOOK_BYTES),
                ("the old secret of the webhook", OLD_WEBHOOK_SECRET),
                ("the secret of notices", NOTICE_SECRET),
                ("the password of the mail server", SMTP_PASSWORD),
            ];
            let named =
                named.into_iter().chain(password(database.url()).map(|it| ("the database's password", it)));
            said.secrets.extend(named.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())));
            let secrets = Secrets::new(said.secrets);
            let at = |what: &str| format!("{backend}, {format}: {what}");
            // With its write-ahead log, and after that was taken in.
            secrets.assert_not_in(&at("the database"), content(&database));
            assert!(server.terminate().success());
            secrets.assert_not_in(&at("the database"), content(&database));
            assert!(server.log().contains("TRACE"), "the log is at its most talkative");
            secrets.assert_not_in(&at("the log"), server.log());
            for (what, text) in &said.texts {
                secrets.assert_not_in(&at(what), text);
            }
        }
    }
}

#[test]
fn a_database_that_cannot_be_reached_keeps_its_password_to_itself() {
    let secrets = Secrets::new([("the password", DATABASE_PASSWORD)]);
    let compiled_in: Vec<Backend> = all_backends().collect();
    for scheme in ["postgres", "mysql", "oracle"] {
        for place in ["127.0.0.1:1/x", "127.0.0.1:1", "127.0.0.1:99999/x", "/x", "nowhere.invalid/x"] {
            let url = format!("{scheme}://desk:{DATABASE_PASSWORD}@{place}");
            let desk = Desk::new().with("DATABASE_URL", &url);
            for args in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["config"], &["doctor"]] {
                let ran = desk.run(&[args, &["--log", "trace"]].concat());
                assert!(ran.code != Some(0) || args == ["config"], "{compiled_in:?} {ran:?}");
                secrets.assert_not_in(
                    &format!("{args:?} at {scheme} {place}"),
                    format!("{}{}", ran.out, ran.err),
                );
            }
        }
    }
}
