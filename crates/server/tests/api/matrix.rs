//! Every operation of the document against every caller without access. No resource is named here: a new route is
//! tested as soon as it is in the document, and fails if it cannot be called.

use std::collections::BTreeMap;

use chrono::Duration;
use frontdesk_core::FirmId;
use frontdesk_storage::keys::{ApiSecret, Role};
use frontdesk_testkit::Backend;
use reqwest::{Method, RequestBuilder};
use serde_json::{Map, Value};

use crate::openapi::{document, example_body, form, forms, is_multipart, operations, resolved};
use crate::support::{Reply, Replying, Server, all_backends, now, plain_server, second_firm};

/// The operations open to all callers. An addition needs a reason at the definition of its address.
const OPEN: [&str; 8] = [
    "/api/v1/session",
    "/api/v1/webhook",
    "/docs",
    "/docs/{file}",
    "/health/live",
    "/health/ready",
    "/openapi.json",
    "/webhook",
];

/// Path parameters that are not ids of a firm's records: each firm has its own.
const NOBODYS: [(&str, &str); 2] = [("month", "10-2019"), ("kind", "customer")];

/// Ids of no record.
const MISSING: &str = "999999";
const MISSING_FIRM: i64 = 77;

struct Operation {
    path: String,
    method: Method,
    described: Map<String, Value>,
}

impl Operation {
    /// The role in the document; `None` for open operations.
    fn role(&self) -> Option<Role> {
        let requirements = self.described["security"].as_array().expect("it says who may");
        let role = requirements.first()?["key"][0].as_str().expect("a role");
        Some(role.parse().expect("a role"))
    }

    fn named(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    fn is_write(&self) -> bool {
        self.method != Method::GET
    }
}

fn all(book: &Value) -> Vec<Operation> {
    operations(book)
        .into_iter()
        .map(|(path, method, described)| {
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            Operation { path, method, described }
        })
        .collect()
}

/// Names and schemas of an operation's parameters in one location.
fn parameters(book: &Value, operation: &Operation, place: &str) -> Vec<(String, Value)> {
    let all = operation.described.get("parameters").and_then(Value::as_array);
    all.into_iter()
        .flatten()
        .map(|parameter| resolved(book, parameter))
        .filter(|parameter| parameter["in"] == place)
        .map(|parameter| {
            (parameter["name"].as_str().expect("a name").to_owned(), parameter["schema"].clone())
        })
        .collect()
}

/// A path with every parameter filled in.
fn filled(book: &Value, operation: &Operation, value: &dyn Fn(&str, bool) -> String) -> String {
    let mut path = operation.path.clone();
    for (name, schema) in parameters(book, operation, "path") {
        let is_number = resolved(book, &schema)["type"] == "integer";
        path = path.replace(&format!("{{{name}}}"), &value(&name, is_number));
    }
    assert!(!path.contains('{'), "{}: a hole in the path is no parameter", operation.named());
    path
}

#[actix_web::test]
async fn every_operation_refuses_missing_and_insufficient_keys() {
    for backend in all_backends() {
        let server = plain_server(backend);
        let book = document(&server).await;
        let key = |role| server.make_key(FirmId::FIRST, role);
        let (reader, writer, admin) = (key(Role::Reader), key(Role::Writer), key(Role::Admin));
        let revoked = key(Role::Admin);
        let gone = server.without_key(Method::DELETE, "/api/v1/keys/4").bearer_auth(&admin).reply().await;
        assert_eq!(gone.status, 204, "{backend}");
        let secret = ApiSecret::generate();
        let past = now() + Duration::seconds(-1);
        let expired = secret.reveal(server.store_key(FirmId::FIRST, Role::Admin, Some(past), &secret));
        let wrong = ApiSecret::generate().reveal(frontdesk_storage::keys::KeyId::new(3).expect("an id"));
        for operation in all(&book) {
            let path = filled(&book, &operation, &|_, _| "1".to_owned());
            let bare = || server.without_key(operation.method.clone(), &path);
            let Some(role) = operation.role() else {
                assert!(OPEN.contains(&operation.path.as_str()), "{} is open to all", operation.named());
                continue;
            };
            let strangers = [
                bare(),
                bare().bearer_auth(&wrong),
                bare().bearer_auth(&revoked),
                bare().bearer_auth(&expired),
            ];
            for stranger in strangers {
                let refused = stranger.reply().await;
                refused.detail(401);
                assert!(refused.header("www-authenticate").is_some(), "{backend}: {}", operation.named());
            }
            for (smaller, key) in [(Role::Reader, &reader), (Role::Writer, &writer)] {
                if smaller < role {
                    bare().bearer_auth(key).reply().await.detail(403);
                }
            }
        }
    }
}

/// A server on which the first firm has one of every record that the document's examples create, and a key of another,
/// empty firm.
struct Two {
    server: Server,
    book: Value,
    first: String,
    second: String,
    /// Ids of the first firm's records that are not numbers, by field name.
    names: BTreeMap<String, String>,
}

impl Two {
    async fn firms(backend: Backend) -> Self {
        let server = plain_server(backend);
        let book = document(&server).await;
        let second = second_firm(&server);
        let first = server.make_key(FirmId::FIRST, Role::Admin);
        let second = server.make_key(second, Role::Admin);
        let mut two = Self { server, book, first, second, names: unknown_ids() };
        // Twice: operations that need another record find it the second time.
        for _ in 0..2 {
            two.furnish().await;
        }
        two
    }

    async fn furnish(&mut self) {
        for operation in all(&self.book) {
            let makes = [Method::POST, Method::PUT, Method::PATCH].contains(&operation.method);
            // The second address would create the same; keys and firms exist already.
            if !makes
                || operation.role().is_none_or(|role| role == Role::Admin)
                || operation.path.starts_with("/api/v1/imports")
            {
                continue;
            }
            let path = self.foreign_path(&operation);
            let request = self.server.without_key(operation.method.clone(), &path).bearer_auth(&self.first);
            let request = match example_body(&self.book, &operation.described) {
                Some(body) => request.json(body),
                None if is_multipart(&operation.described) => request.multipart(form("clients")),
                None => request,
            };
            let reply = request.reply().await;
            assert!(reply.status < 500, "{}: {}", operation.named(), reply.text());
            if (200..300).contains(&reply.status)
                && let Ok(Value::Object(made)) = serde_json::from_slice(&reply.body)
            {
                let texts =
                    made.iter().filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
                let ids = texts.filter(|(name, _)| name == "id" || name == "oid" || name == "uuid");
                self.names.extend(ids);
            }
        }
    }

    /// The path with ids of the first firm.
    fn foreign_path(&self, operation: &Operation) -> String {
        filled(&self.book, operation, &|name, is_number| {
            if is_number { "1".to_owned() } else { self.name(name) }
        })
    }

    /// The path with unknown ids.
    fn missing_path(&self, operation: &Operation) -> String {
        filled(&self.book, operation, &|name, is_number| {
            if is_number { MISSING.to_owned() } else { other_than(&self.name(name)) }
        })
    }

    fn name(&self, name: &str) -> String {
        self.names.get(name).cloned().unwrap_or_else(|| "0198f6a2-7c5e-7d3a-9a41-6f0c2b8d1e55".to_owned())
    }

    fn as_second(&self, operation: &Operation, path: &str) -> RequestBuilder {
        self.server.without_key(operation.method.clone(), path).bearer_auth(&self.second)
    }

    /// All data that the first firm sees.
    async fn first_firm(&self) -> Vec<(String, Vec<u8>)> {
        let mut seen = Vec::new();
        for operation in all(&self.book) {
            let is_watched = operation.path.ends_with("/events");
            let moves = ["/metrics", "/api/v1/keys", "/api/v1/session"]
                .iter()
                .any(|it| operation.path.starts_with(it));
            if operation.is_write() || is_watched || moves {
                continue;
            }
            let path = self.foreign_path(&operation);
            let request = self.server.without_key(Method::GET, &path).bearer_auth(&self.first);
            let reply = request.header("x-request-id", "same").reply().await;
            seen.push((operation.named(), reply.body));
        }
        seen
    }
}

fn unknown_ids() -> BTreeMap<String, String> {
    NOBODYS.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The same text with another last letter.
fn other_than(text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    if let Some(last) = letters.last_mut() {
        *last = if *last == '0' { '1' } else { '0' };
    }
    letters.into_iter().collect()
}

/// What two answers must have in common: everything except the requested ids.
fn without(reply: &Reply, ids: &[&str]) -> (u16, String) {
    let mut text = reply.text();
    for id in ids {
        text = text.replace(id, "ID");
    }
    (reply.status, text)
}

/// Texts of the first firm that no example of the second could contain, and no random id or time could by chance.
fn marks(seen: &[(String, Vec<u8>)]) -> Vec<String> {
    let mut marks = Vec::new();
    for (_, body) in seen {
        let text = String::from_utf8_lossy(body);
        for mark in ["ada@example.com", "Lovelace", "+15551234567", "ext-123", "***-**-1120"] {
            if text.contains(mark) && !marks.contains(&mark.to_owned()) {
                marks.push(mark.to_owned());
            }
        }
    }
    marks
}

#[actix_web::test]
async fn records_of_another_firm_are_not_found() {
    for backend in all_backends() {
        let two = Two::firms(backend).await;
        let before = two.first_firm().await;
        let marks = marks(&before);
        assert!(marks.len() >= 4, "{backend}: the first firm has things to hide: {marks:?}");
        for operation in all(&two.book) {
            if operation.role().is_none() || operation.path == "/metrics" {
                continue;
            }
            look(&two, &operation, &marks).await;
            if operation.path.contains('{') {
                compare_paths(&two, &operation).await;
            }
            compare_bodies(&two, &operation).await;
            compare_queries(&two, &operation).await;
        }
        let after = two.first_firm().await;
        for ((name, before), (_, after)) in before.iter().zip(&after) {
            assert_eq!(String::from_utf8_lossy(before), String::from_utf8_lossy(after), "{backend}: {name}");
        }
    }
}

/// In every format of an operation, and with the first firm's cursor, no byte of the first firm.
async fn look(two: &Two, operation: &Operation, marks: &[String]) {
    if operation.is_write() {
        return;
    }
    let path = two.foreign_path(operation);
    let mut paths = vec![path.clone()];
    if parameters(&two.book, operation, "query").iter().any(|(name, _)| name == "cursor") {
        let first = two.server.without_key(Method::GET, &format!("{path}?limit=1")).bearer_auth(&two.first);
        let first = first.reply().await;
        let link =
            first.header("link").and_then(|link| link.split("cursor=").nth(1)?.split(['>', '&']).next());
        paths.extend(link.map(|cursor| format!("{path}?limit=10&cursor={cursor}")));
    }
    for path in paths {
        for accept in forms(&operation.described) {
            // A stream of the caller's own firm does not end; one of an unknown record ends at once.
            if accept == "text/event-stream" && !path.contains("/1/") {
                continue;
            }
            let seen = two.as_second(operation, &path).header("accept", &accept).reply().await;
            assert!(seen.status < 500, "{} {accept}", operation.named());
            let text = String::from_utf8_lossy(&seen.body).into_owned();
            for mark in marks {
                assert!(!text.contains(mark.as_str()), "{} {accept} shows {mark}: {text}", operation.named());
            }
        }
    }
}

async fn compare_paths(two: &Two, operation: &Operation) {
    let (foreign, missing) = (two.foreign_path(operation), two.missing_path(operation));
    let body = example_body(&two.book, &operation.described);
    let ask = async |path: &str| {
        let request = two.as_second(operation, path).header("x-request-id", "same");
        let request = body.into_iter().fold(request, |request, body| request.json(body));
        request.reply().await
    };
    let (foreign_reply, missing_reply) = (ask(&foreign).await, ask(&missing).await);
    let ids: Vec<String> = two.names.values().flat_map(|name| [name.clone(), other_than(name)]).collect();
    let mut ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    ids.push(MISSING);
    assert_eq!(without(&foreign_reply, &ids), without(&missing_reply, &ids), "{}", operation.named());
    let is_own = NOBODYS.iter().any(|(name, _)| operation.path.ends_with(&format!("{{{name}}}")));
    assert!(
        foreign_reply.status >= 400 || !operation.is_write() || is_own,
        "{}: {}",
        operation.named(),
        foreign_reply.text()
    );
}

/// Whether a field or a parameter is the id of a record. A position in the caller's own stream is not.
fn is_id(name: &str) -> bool {
    name != "integration_id"
        && name != "last_event_id"
        && name != "external_id"
        && name != "matter_id"
        && (name == "cid" || name == "processed_by" || name.ends_with("_id"))
}

async fn compare_bodies(two: &Two, operation: &Operation) {
    let Some(Value::Object(body)) = example_body(&two.book, &operation.described) else { return };
    for name in body.keys().filter(|name| is_id(name) && body[*name].is_i64()) {
        let with = |id: i64| {
            let mut body = body.clone();
            body.insert(name.clone(), id.into());
            body
        };
        let missing = if name == "firm_id" { MISSING_FIRM } else { MISSING.parse().expect("a number") };
        let path = two.missing_path(operation);
        let ask = async |id: i64| {
            let request = two.as_second(operation, &path).header("x-request-id", "same").json(&with(id));
            without(&request.reply().await, &[MISSING])
        };
        let (foreign, missing) = (ask(1).await, ask(missing).await);
        assert_eq!(foreign, missing, "{} {name}", operation.named());
        assert!(foreign.0 >= 400, "{} {name}: {foreign:?}", operation.named());
    }
}

async fn compare_queries(two: &Two, operation: &Operation) {
    let names = parameters(&two.book, operation, "query").into_iter().map(|(name, _)| name);
    for name in names.filter(|name| is_id(name)) {
        let missing = if name == "firm_id" { MISSING_FIRM.to_string() } else { MISSING.to_owned() };
        let path = two.missing_path(operation);
        let ask = async |id: &str| {
            let request = two.as_second(operation, &format!("{path}?{name}={id}"));
            without(&request.header("x-request-id", "same").reply().await, &[MISSING])
        };
        assert_eq!(ask("1").await, ask(&missing).await, "{} ?{name}", operation.named());
    }
}

#[actix_web::test]
async fn a_stored_answer_of_one_firm_is_not_sent_to_another() {
    for backend in all_backends() {
        let two = Two::firms(backend).await;
        let book = &two.book;
        let patch = all(book).into_iter().find(|it| it.path == "/clients" && it.method == Method::PATCH);
        let patch = patch.expect("the operation");
        let mut body = example_body(book, &patch.described).expect("an example").clone();
        let ask = async |key: &str, body: &Value| {
            let request = two.server.without_key(Method::PATCH, "/clients").bearer_auth(key);
            request.header("idempotency-key", "the-same").json(body).reply().await
        };
        assert_eq!(ask(&two.first, &body).await.status, 200, "{backend}");
        assert_eq!(ask(&two.first, &body).await.header("idempotency-replayed"), Some("true"), "{backend}");
        body["firm_id"] = 2.into();
        let own = ask(&two.second, &body).await;
        assert_eq!((own.status, own.header("idempotency-replayed")), (200, None), "{backend}");
        assert_eq!(own.json()["client"]["firm_id"], 2, "{backend}");
    }
}
