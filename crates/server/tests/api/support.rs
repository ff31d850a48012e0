//! A server for each test, on each available backend.

use std::net::SocketAddr;
use std::thread::JoinHandle;
use std::time::Duration;

use actix_web::rt::System;
use chrono::{DateTime, TimeZone, Utc};
use frontdesk_core::{FirmId, FirmSettings};
use frontdesk_server::{AppState, Handle, Module, ServerOptions, bind};
use frontdesk_storage::firms::{self, FirmOutcome};
use frontdesk_storage::keys::{self, ApiSecret, NewKey, PresentedKey, Role};
use frontdesk_storage::secret::{SecretKey, SecretKeys};
use frontdesk_storage::{Actor, Database, DatabaseUrl, Options};
use frontdesk_testkit::{Backend, TestDatabase, backends};
use reqwest::header::{HeaderMap, HeaderName};
use reqwest::{Method, RequestBuilder, Response};
use serde_json::Value;

use crate::things;

/// The time of the test clock.
pub(crate) fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 1, 31, 9, 0, 0).unwrap()
}

/// A running server; dropped with its database.
pub(crate) struct Server {
    pub(crate) address: SocketAddr,
    pub(crate) database: Database,
    pub(crate) state: AppState,
    pub(crate) modules: Vec<Module>,
    /// The key sent with requests, once created.
    key: Option<String>,
    http: reqwest::Client,
    handle: Handle,
    thread: Option<JoinHandle<()>>,
    test: Option<TestDatabase>,
}

/// The available backends.
pub(crate) fn all_backends() -> impl Iterator<Item = Backend> {
    backends().iter().copied().filter(|backend| match backend {
        Backend::Sqlite => cfg!(feature = "sqlite"),
        Backend::Postgres => cfg!(feature = "postgres"),
        Backend::Mysql => cfg!(feature = "mysql"),
    })
}

/// A server on the embedded database, with the tests' own resource.
pub(crate) fn server() -> Server {
    server_with(|_| {})
}

/// The same with other options.
pub(crate) fn server_with(change: impl FnOnce(&mut ServerOptions)) -> Server {
    Server::start(Backend::Sqlite, change, vec![things::MODULE])
}

/// A server with only Frontdesk's own resources.
pub(crate) fn plain_server(backend: Backend) -> Server {
    Server::start(backend, |_| {}, Vec::new())
}

impl Server {
    pub(crate) fn start(
        backend: Backend,
        change: impl FnOnce(&mut ServerOptions),
        modules: Vec<Module>,
    ) -> Self {
        let test = frontdesk_testkit::database(backend, migrate);
        let mut settings = Options::new(database_url(&test));
        settings.secrets = SecretKeys::new(vec![
            SecretKey::parse("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").expect("a key"),
        ]);
        let database = Database::open(settings).expect("the database opens");
        let mut options = ServerOptions {
            listen: ([127, 0, 0, 1], 0).into(),
            workers: 2,
            // A key that a test stores beside the server is found at once.
            keys_fresh: Duration::ZERO,
            ..ServerOptions::default()
        };
        change(&mut options);
        let modules: Vec<Module> = frontdesk_server::modules().into_iter().chain(modules).collect();
        let state = AppState::new(database.clone(), now, options);
        let (sender, receiver) = std::sync::mpsc::channel();
        let (served, mounted) = (state.clone(), modules.clone());
        let thread = std::thread::spawn(move || {
            System::new().block_on(async move {
                let (server, address) = bind(served, mounted).expect("a free port");
                sender.send((server.handle(), address)).expect("the test waits");
                server.await.expect("served");
            });
        });
        let (handle, address) = receiver.recv().expect("the server starts");
        let http = http_client().timeout(Duration::from_secs(60)).build().expect("a client");
        Self {
            address,
            database,
            state,
            modules,
            key: None,
            http,
            handle,
            thread: Some(thread),
            test: Some(test),
        }
    }

    /// Makes the database unavailable while the server runs.
    pub(crate) fn lose_database(&mut self) {
        self.test = None;
    }

    /// The address of the health listener, if any.
    pub(crate) fn health_address(&self) -> Option<SocketAddr> {
        self.handle.health_address()
    }

    /// Starts a graceful shutdown.
    pub(crate) fn stop(&self) {
        drop(self.handle.stop(true));
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.without_key(method, path);
        match &self.key {
            Some(key) => request.bearer_auth(key),
            None => request,
        }
    }

    /// A request without credentials.
    pub(crate) fn without_key(&self, method: Method, path: &str) -> RequestBuilder {
        self.http.request(method, format!("http://{}{path}", self.address))
    }

    /// A new key.
    pub(crate) fn make_key(&self, firm: FirmId, role: Role) -> String {
        let secret = ApiSecret::generate();
        let id = self.store_key(firm, role, None, &secret);
        secret.reveal(id)
    }

    /// A key with a known secret, and optionally an expiry.
    pub(crate) fn store_key(
        &self,
        firm: FirmId,
        role: Role,
        expires_at: Option<DateTime<Utc>>,
        secret: &ApiSecret,
    ) -> keys::KeyId {
        let new = NewKey { name: format!("{role} of {firm}"), role, expires_at };
        let secret = secret.clone();
        let made = off_the_runtime(|| {
            let access = self.database.access_blocking(firm).expect("an answer").expect("the firm");
            self.database.write_blocking(access, move |scoped| keys::create(scoped, &new, &secret, now()))
        });
        let made = made.expect("a key");
        made.id
    }

    /// From now on requests use the admin key of the document's examples.
    pub(crate) fn use_example_key(&mut self) {
        let key = "fd_1_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let example: PresentedKey = key.parse().expect("a key");
        assert_eq!(self.store_key(FirmId::FIRST, Role::Admin, None, &example.secret), example.id);
        self.key = Some(key.to_owned());
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.request(Method::GET, path).reply().await
    }

    pub(crate) async fn get_as(&self, path: &str, accept: &str) -> Reply {
        self.request(Method::GET, path).header("accept", accept).reply().await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.request(Method::DELETE, path).reply().await
    }

    pub(crate) async fn send(&self, method: Method, path: &str, body: &Value) -> Reply {
        self.request(method, path).json(body).reply().await
    }

    /// A body that need not be JSON.
    pub(crate) async fn send_raw(&self, method: Method, path: &str, body: impl Into<reqwest::Body>) -> Reply {
        self.request(method, path).header("content-type", "application/json").body(body).reply().await
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            if !std::thread::panicking() {
                ended.expect("the server ends in order");
            }
        }
    }
}

fn database_url(test: &TestDatabase) -> DatabaseUrl {
    test.url().parse().expect("a database URL")
}

fn migrate(url: &str) {
    frontdesk_storage::migrate(&url.parse().expect("a database URL")).expect("migrations apply");
}

/// Runs blocking code on a thread of its own.
pub(crate) fn off_the_runtime<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| scope.spawn(work).join().expect("it ends"))
}

/// A second firm.
pub(crate) fn second_firm(server: &Server) -> FirmId {
    second_firm_with(server, &FirmSettings::default())
}

/// A second firm with settings.
pub(crate) fn second_firm_with(server: &Server, settings: &FirmSettings) -> FirmId {
    let by = Actor::COMMAND_LINE;
    match off_the_runtime(|| firms::create(&server.database, "Second", settings, by, now())) {
        Ok(FirmOutcome::Saved(firm)) => firm.id,
        other => panic!("not made: {other:?}"),
    }
}

/// An answer, read completely.
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) async fn of(response: Response) -> Self {
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let body = response.bytes().await.expect("the whole body").to_vec();
        Self { status, headers, body }
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let name = HeaderName::try_from(name).expect("a header's name");
        self.headers.get(name).map(|value| value.to_str().expect("visible"))
    }

    /// The faults of a problem as (field, message); checks the common format.
    #[track_caller]
    pub(crate) fn faults(&self, status: u16) -> Vec<(String, String)> {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem["status"], status);
        assert_eq!(problem["type"], "about:blank");
        assert_eq!(problem["detail"], problem["error"]);
        assert_eq!(problem["request_id"].as_str(), self.header("x-request-id"));
        assert!(problem["title"].is_string() && !problem["detail"].as_str().expect("a text").is_empty());
        let faults = problem["errors"].as_array().expect("a list");
        let text = |fault: &Value, key: &str| fault[key].as_str().expect("a text").to_owned();
        faults.iter().map(|fault| (text(fault, "field"), text(fault, "message"))).collect()
    }

    /// The message of a problem.
    #[track_caller]
    pub(crate) fn detail(&self, status: u16) -> String {
        self.faults(status);
        self.json()["detail"].as_str().expect("a text").to_owned()
    }
}

pub(crate) trait Replying {
    async fn reply(self) -> Reply;
}

impl Replying for RequestBuilder {
    async fn reply(self) -> Reply {
        Reply::of(self.send().await.expect("an answer")).await
    }
}

/// `[(&str, &str)]` for comparison with faults.
pub(crate) fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(field, message)| ((*field).to_owned(), (*message).to_owned())).collect()
}

/// Builds an HTTP client. In a workspace build it has TLS enabled, and needs a provider.
pub(crate) fn http_client() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
}
