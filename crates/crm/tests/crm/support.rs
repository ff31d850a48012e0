//! A database, a CRM, and a worker between them.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use frontdesk_core::FirmId;
use frontdesk_crm::{Crm, CrmOptions, Metrics, Notifier, Secret, Tools, Worker};
use frontdesk_mock_crm::{Faults, MockCrm, Options as MockOptions};
use frontdesk_storage::sync::{self, Connection};
use frontdesk_storage::users::{self, EditOutcome, User};
use frontdesk_storage::{Access, Database, Expected, Options};
use frontdesk_sync::{SyncStatus, UserFields};
use frontdesk_testkit::{Backend, TestDatabase};

/// Patience for a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

#[expect(clippy::disallowed_methods, reason = "a test has no other clock")]
pub(crate) fn now() -> DateTime<Utc> {
    Utc::now()
}

pub(crate) fn fields(name: &str, phone: &str) -> UserFields {
    UserFields::parse(name, "john@example.com", phone).expect("sound")
}

pub(crate) fn block_on<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(work)
}

pub(crate) fn mock(faults: Faults) -> MockCrm {
    MockCrm::start(MockOptions { faults, ..MockOptions::default() }, now).expect("a CRM")
}

pub(crate) fn options(url: &str) -> CrmOptions {
    CrmOptions {
        client_id: "dummy".to_owned(),
        client_secret: Secret::new("dummy"),
        backoff: Duration::from_millis(20),
        timeout: Duration::from_secs(5),
        ..CrmOptions::new(url)
    }
}

pub(crate) fn client(options: &CrmOptions) -> Arc<Crm> {
    Arc::new(Crm::new(options, None, now).expect("a client"))
}

/// Until when a call may be begun: long enough.
pub(crate) fn later() -> Instant {
    Instant::now() + PATIENCE
}

#[track_caller]
pub(crate) fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < PATIENCE, "not {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// An open database that goes away with the test.
pub(crate) struct Desk {
    pub(crate) database: Database,
    pub(crate) access: Access,
    _files: TestDatabase,
}

fn migrate(url: &str) {
    frontdesk_storage::migrate(&url.parse().expect("a database URL")).expect("migrations apply");
}

impl Desk {
    pub(crate) fn new() -> Self {
        let files = frontdesk_testkit::database(Backend::Sqlite, migrate);
        let database = Database::open(Options::new(files.url().parse().expect("a URL"))).expect("it opens");
        let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
        Self { database, access, _files: files }
    }

    pub(crate) fn worker(&self, options: &CrmOptions, notifier: Option<Notifier>) -> Worker {
        let tools = Tools {
            database: self.database.clone(),
            crm: client(options),
            options: options.clone(),
            notifier,
            metrics: Metrics::default(),
            clock: now,
        };
        Worker::start(tools).expect("a worker")
    }

    pub(crate) fn sign_up(&self, name: &str, phone: &str) -> User {
        let given = fields(name, phone);
        let created =
            self.database.write_blocking(self.access, move |scoped| users::create(scoped, &given, now()));
        self.database.bell().ring();
        created.expect("an answer")
    }

    pub(crate) fn edit(&self, user: &User, name: &str, phone: &str) {
        let (id, given) = (user.id, fields(name, phone));
        let edited = self.database.write_blocking(self.access, move |scoped| {
            users::edit(scoped, id, &given, &Expected::Any, now())
        });
        assert!(matches!(edited.expect("an answer"), EditOutcome::Done(_)));
        self.database.bell().ring();
    }

    /// Requests that the user is tried now.
    pub(crate) fn retry(&self, user: &User) {
        let id = user.id;
        let retried =
            self.database.write_blocking(self.access, move |scoped| users::retry(scoped, id, now()));
        retried.expect("an answer").expect("the user");
        self.database.bell().ring();
    }

    /// What all processes are told of the connection.
    pub(crate) fn connection(&self) -> Connection {
        block_on(sync::connection(&self.database)).expect("an answer")
    }

    pub(crate) fn load(&self, user: &User) -> User {
        let id = user.id;
        let found = self.database.read_blocking(self.access, move |scoped| users::find(scoped, id));
        found.expect("an answer").expect("the user")
    }

    #[track_caller]
    pub(crate) fn wait_for(&self, user: &User, status: SyncStatus) -> User {
        let is_so = || {
            let user = self.load(user);
            user.status == status && (status != SyncStatus::Synced || user.sync.in_step())
        };
        wait_until(status.as_str(), is_so);
        self.load(user)
    }
}
