//! A database of its own for each test, on each backend that can run here.

use std::path::Path;

use chrono::{DateTime, TimeZone, Utc};
use diesel::SqliteConnection;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use frontdesk_core::{FirmId, FirmSettings};
use frontdesk_import::client::{ClientRow, IntegrationType, RawClient};
use frontdesk_storage::clients::ClientUpsert;
use frontdesk_storage::firms::{self, FirmOutcome};
use frontdesk_storage::secret::{SecretKey, SecretKeys};
use frontdesk_storage::{Access, Actor, Database, DatabaseUrl, Options, Scoped, StorageError};
use frontdesk_testkit::{Backend, TestDatabase, backends};

/// An open database that goes away with the test.
pub(crate) struct World {
    pub(crate) database: Database,
    pub(crate) access: Access,
    pub(crate) test: TestDatabase,
}

pub(crate) fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 1, 12, 0, 0).unwrap()
}

pub(crate) fn url(test: &TestDatabase) -> DatabaseUrl {
    test.url().parse().expect("a database URL")
}

pub(crate) fn migrate(url: &str) {
    frontdesk_storage::migrate(&url.parse().expect("a database URL")).expect("migrations apply");
}

/// The same at each run.
pub(crate) fn secret_keys() -> SecretKeys {
    SecretKeys::new(vec![SecretKey::parse("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=").expect("a key")])
}

pub(crate) fn world(backend: Backend) -> World {
    let test = frontdesk_testkit::database(backend, migrate);
    let mut options = Options::new(url(&test));
    options.secrets = secret_keys();
    let database = Database::open(options).expect("the database opens");
    let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1 exists");
    World { database, access, test }
}

/// Runs a test on every backend, and says which one it was when it fails.
pub(crate) fn on_each(test: impl Fn(&World)) {
    for backend in backends() {
        eprintln!("on {backend}");
        test(&world(*backend));
    }
}

/// Writes in the first firm.
pub(crate) fn write<T: Send + 'static>(
    world: &World,
    job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
) -> T {
    world.database.write_blocking(world.access, job).expect("an answer")
}

/// Reads in the first firm.
pub(crate) fn read<T: Send + 'static>(
    world: &World,
    job: impl Fn(&mut Scoped<'_>) -> Result<T, StorageError> + Send + 'static,
) -> T {
    world.database.read_blocking(world.access, job).expect("an answer")
}

/// A firm beside the first.
pub(crate) fn second_firm(world: &World) -> FirmId {
    let by = Actor::COMMAND_LINE;
    match firms::create(&world.database, "Second", &FirmSettings::default(), by, noon()) {
        Ok(FirmOutcome::Saved(firm)) => firm.id,
        other => panic!("not made: {other:?}"),
    }
}

/// The way into a firm.
pub(crate) fn access_to(world: &World, firm: FirmId) -> Access {
    world.database.access_blocking(firm).expect("an answer").expect("the firm")
}

/// Ada, with whatever else a test gives her.
pub(crate) fn raw(integration_id: &str, phone: &str) -> RawClient {
    RawClient {
        first_name: Some("Ada".into()),
        last_name: Some("Lovelace".into()),
        email: Some(format!("{integration_id}@example.com")),
        phone_numbers: vec![phone.into()],
        integration_id: Some(integration_id.into()),
        ..RawClient::default()
    }
}

pub(crate) fn upsert(raw: RawClient) -> ClientUpsert {
    let row = ClientRow::parse(raw, IntegrationType::CsvImport, noon().date_naive()).expect("a sound client");
    ClientUpsert { row, create_new_client: true, validation: false, now: noon() }
}

/// The rows of a query of one text, named `line`, in order.
pub(crate) fn lines(world: &World, sql: &str) -> Vec<String> {
    let mut lines: Vec<String> = match world.database.url() {
        DatabaseUrl::Sqlite(path) => {
            let rows: Vec<Line> = diesel::sql_query(sql).load(&mut open(path)).expect("rows");
            rows.into_iter().map(|row| row.line).collect()
        }
        _ => world.test.execute(sql).expect("rows").lines().map(str::to_owned).collect(),
    };
    lines.sort_unstable();
    lines
}

/// Runs a statement behind the service's back.
pub(crate) fn execute(world: &World, sql: &str) {
    match world.database.url() {
        DatabaseUrl::Sqlite(path) => open(path).batch_execute(sql).expect("executed"),
        _ => drop(world.test.execute(sql).expect("executed")),
    }
}

fn open(path: &Path) -> SqliteConnection {
    SqliteConnection::establish(&path.to_string_lossy()).expect("the file opens")
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = diesel::sql_types::Text)]
    line: String,
}
