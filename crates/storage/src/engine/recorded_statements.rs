//! Records the statements of a job, for tests of its queries.

use std::sync::{Arc, Mutex};

use diesel::connection::{Connection, InstrumentationEvent};
use frontdesk_testkit::{Backend, TestDatabase};

use crate::engine::error::StorageError;
use crate::engine::scope::{Access, Scoped};
use crate::{Database, Options};

/// An empty database, and access to its first firm.
pub(crate) fn empty(backend: Backend) -> (TestDatabase, Database, Access) {
    let test = frontdesk_testkit::database(backend, |url| {
        crate::migrate(&url.parse().expect("a URL")).expect("migrations apply");
    });
    let database = Database::open(Options::new(test.url().parse().expect("a URL"))).expect("it opens");
    let access = database.access_blocking(frontdesk_core::FirmId::FIRST).expect("an answer").expect("firm 1");
    (test, database, access)
}

/// The statements of a job in order, without their bound values.
pub(crate) fn recorded<T>(
    scoped: &mut Scoped<'_>,
    job: impl FnOnce(&mut Scoped<'_>) -> Result<T, StorageError>,
) -> Result<(T, Vec<String>), StorageError> {
    let (outcome, statements) = heard(scoped, job)?;
    let bare = |text: String| text.split(" -- binds").next().unwrap_or_default().to_owned();
    Ok((outcome, statements.into_iter().map(bare).collect()))
}

/// The same with the bound values inserted, which must be numbers, times and words.
#[cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub(crate) fn recorded_with_values<T>(
    scoped: &mut Scoped<'_>,
    job: impl FnOnce(&mut Scoped<'_>) -> Result<T, StorageError>,
) -> Result<(T, Vec<String>), StorageError> {
    let (outcome, statements) = heard(scoped, job)?;
    Ok((outcome, statements.iter().map(|text| with_values(text)).collect()))
}

#[cfg(all(feature = "sqlite", feature = "postgres", feature = "mysql"))]
fn with_values(text: &str) -> String {
    let Some((statement, values)) = text.split_once(" -- binds: [") else { return text.to_owned() };
    let mut filled = statement.to_owned();
    let literal = |value: &str| match value.parse::<i64>() {
        Ok(_) => value.to_owned(),
        Err(_) => format!("'{}'", value.trim_matches('"')),
    };
    let values: Vec<String> = values.trim_end_matches(']').split(", ").map(literal).collect();
    // In reverse order, as `$1` is a prefix of `$10`.
    for (place, value) in values.iter().enumerate().rev() {
        filled = filled.replace(&format!("${}", place + 1), value);
    }
    for value in values.iter().filter(|_| statement.contains('?')) {
        filled = filled.replacen('?', value, 1);
    }
    filled
}

fn heard<T>(
    scoped: &mut Scoped<'_>,
    job: impl FnOnce(&mut Scoped<'_>) -> Result<T, StorageError>,
) -> Result<(T, Vec<String>), StorageError> {
    let statements = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&statements);
    scoped.conn.set_instrumentation(move |event: InstrumentationEvent<'_>| {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            heard.lock().expect("no panic").push(query.to_string());
        }
    });
    let outcome = job(scoped);
    scoped.conn.set_instrumentation(|_: InstrumentationEvent<'_>| {});
    let statements = statements.lock().expect("no panic").clone();
    Ok((outcome?, statements))
}
