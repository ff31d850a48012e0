//! A CRM that takes its time to make users, and a service that is killed meanwhile, or started twice: each user is made
//! once. `CHAOS_CREATE_MS` says how long a user takes.

use std::process::Command;
use std::time::{Duration, Instant};

use frontdesk_mock_crm::{Faults, MockCrm, Options};
use frontdesk_testkit::{Server, free_port};
use reqwest::{Client, RequestBuilder};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::callers::person;
use crate::{PATIENCE, now, setting};

const BINARY: &str = env!("CARGO_BIN_EXE_frontdesk");
/// No more than the service calls the CRM for at a time.
const USERS: u64 = 8;
/// What the program says when another process serves its database.
const IN_USE: i32 = 3;

#[test]
fn killed_and_started_again_on_the_same_address() {
    let desk = Desk::new();
    let mut server = desk.serve_until_creates_are_under_way(desk.port);
    server.kill9();
    let server = desk.serve(desk.port);
    desk.each_user_is_made_once(&server);
}

#[test]
fn killed_and_started_again_on_another_address() {
    let desk = Desk::new();
    let mut server = desk.serve_until_creates_are_under_way(desk.port);
    server.kill9();
    let server = desk.serve(0);
    desk.each_user_is_made_once(&server);
}

#[test]
fn started_twice() {
    let desk = Desk::new();
    let server = desk.serve_until_creates_are_under_way(desk.port);
    for port in [desk.port, 0] {
        let second = desk.command(port).output().expect("it runs");
        let said = String::from_utf8_lossy(&second.stderr);
        assert_eq!(second.status.code(), Some(IN_USE), "{said}");
        assert!(said.contains("another frontdesk serves the database"), "{said}");
    }
    desk.each_user_is_made_once(&server);
}

#[test]
fn started_twice_and_the_first_one_killed() {
    let desk = Desk::new();
    let mut first = desk.serve_until_creates_are_under_way(desk.port);
    // A supervisor that tries again and again until the folder is free.
    let second = desk.command(0).output().expect("it runs");
    assert_eq!(second.status.code(), Some(IN_USE), "{second:?}");
    first.kill9();
    let second = desk.serve(0);
    desk.each_user_is_made_once(&second);
}

/// A data folder, a slow CRM, and a caller.
struct Desk {
    folder: TempDir,
    mock: MockCrm,
    crm: String,
    timeout: String,
    port: u16,
    http: Client,
    runtime: Runtime,
}

impl Desk {
    fn new() -> Self {
        let create_takes = Duration::from_millis(setting("CHAOS_CREATE_MS", 1_500));
        let faults = Faults { create_takes, ..Faults::default() };
        let mock = MockCrm::start(Options { faults, ..Options::default() }, now).expect("a CRM");
        Self {
            folder: tempfile::Builder::new().prefix("frontdesk-chaos-").tempdir().expect("a folder"),
            crm: mock.url(),
            mock,
            timeout: format!("{}ms", create_takes.as_millis() * 2),
            port: free_port(),
            // No connection outlives its request: that of a killed server would fail the next one.
            http: Client::builder()
                .no_proxy()
                .timeout(PATIENCE)
                .pool_max_idle_per_host(0)
                .build()
                .expect("a client"),
            runtime: tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"),
        }
    }

    fn arguments(&self, port: u16) -> [String; 5] {
        let data = self.folder.path().display().to_string();
        ["serve".into(), "--listen".into(), format!("127.0.0.1:{port}"), "--data-dir".into(), data]
    }

    fn variables(&self) -> [(&str, &str); 5] {
        [
            ("FRONTDESK_WORKERS", "1"),
            ("FRONTDESK_CRM_URL", &self.crm),
            ("FRONTDESK_CRM_CLIENT_ID", "dummy"),
            ("FRONTDESK_CRM_CLIENT_SECRET", "dummy"),
            ("FRONTDESK_CRM_TIMEOUT", &self.timeout),
        ]
    }

    fn serve(&self, port: u16) -> Server {
        Server::spawn(BINARY.as_ref(), &self.arguments(port), &self.variables())
    }

    fn command(&self, port: u16) -> Command {
        let mut command = Command::new(BINARY);
        command.args(self.arguments(port)).envs(self.variables()).current_dir(self.folder.path());
        command
    }

    fn answer(&self, request: RequestBuilder) -> Value {
        self.runtime.block_on(async { request.send().await.expect("an answer").json().await.expect("JSON") })
    }

    fn serve_until_creates_are_under_way(&self, port: u16) -> Server {
        let server = self.serve(port);
        for number in 0..USERS {
            let sign_up = self.http.post(format!("{}/users", server.url())).json(&person(0, number));
            let user = self.answer(sign_up);
            assert_eq!(user["sync_status"], "pending", "{user}");
        }
        // One call for the token, and one for each user.
        let start = Instant::now();
        while self.mock.counts().calls <= USERS {
            assert!(start.elapsed() < PATIENCE, "{:?}\n{}", self.mock.counts(), server.log());
            std::thread::sleep(Duration::from_millis(5));
        }
        server
    }

    fn each_user_is_made_once(&self, server: &Server) {
        let start = Instant::now();
        let synced = loop {
            let users = self.answer(self.http.get(format!("{}/users", server.url())));
            let users = users.as_array().expect("a list");
            if users.iter().all(|user| user["sync_status"] == "synced") {
                break users.len() as u64;
            }
            assert!(start.elapsed() < PATIENCE, "{users:#?}\n{}", server.log());
            std::thread::sleep(Duration::from_millis(50));
        };
        let audit = self.mock.audit();
        assert!(audit.iter().all(|entry| entry.creates == 1), "{audit:#?}");
        assert_eq!((synced, audit.len() as u64), (USERS, USERS), "{audit:#?}");
    }
}
