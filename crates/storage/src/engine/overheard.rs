//! What a job says to the database, for tests of how it goes about it.

use std::sync::{Arc, Mutex};

use diesel::connection::{Connection, InstrumentationEvent};
use frontdesk_testkit::{Backend, TestDatabase};

use crate::engine::error::StorageError;
use crate::engine::scope::{Access, Scoped};
use crate::{Database, Options};

/// An empty database, and the way into its first firm.
pub(crate) fn empty(backend: Backend) -> (TestDatabase, Database, Access) {
    let test = frontdesk_testkit::database(backend, |url| {
        crate::migrate(&url.parse().expect("a URL")).expect("migrations apply");
    });
    let database = Database::open(Options::new(test.url().parse().expect("a URL"))).expect("it opens");
    let access = database.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
    (test, database, access)
}

/// The statements that a job makes, in their order, without the values that are bound to them.
pub(crate) fn overheard<T>(
    scoped: &mut Scoped<'_>,
    job: impl FnOnce(&mut Scoped<'_>) -> Result<T, StorageError>,
) -> Result<(T, Vec<String>), StorageError> {
    let statements = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&statements);
    scoped.conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let text = query.to_string();
            let statement = text.split(" -- binds").next().unwrap_or_default().to_owned();
            heard.lock().expect("nobody broke down").push(statement);
        }
    });
    let outcome = job(scoped);
    scoped.conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let statements = statements.lock().expect("nobody broke down").clone();
    Ok((outcome?, statements))
}
