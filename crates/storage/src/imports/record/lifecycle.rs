//! How an import ends, and recovery after a process has died.

use std::path::PathBuf;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;

use super::claim::{Claim, LEASE, PAGE, end_claim, has_file};
use super::counts::set_counts;
use super::{ImportState, own_import};
use crate::engine::audit::Action;
use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::imports;
use crate::engine::scope::Scoped;
use crate::imports::report::Report;

/// How long an import waits for the process that has its file to return.
const GRACE: Duration = Duration::minutes(10);

/// The error of an import whose file is lost.
const LOST: &str = "the service stopped and the file is lost: import it again; rows that are already imported stay unchanged";

/// The paths of the files of unfinished imports.
///
/// # Errors
/// The database did not answer.
pub fn waiting_files(database: &Database) -> Result<Vec<PathBuf>, StorageError> {
    database.read_any_blocking(|conn| {
        let paths: Vec<Option<String>> = imports::table
            .across_firms()
            .filter(imports::state.eq_any([ImportState::Queued.as_str(), ImportState::Running.as_str()]))
            .select(imports::spool_path)
            .load(conn)?;
        Ok(paths.into_iter().flatten().map(PathBuf::from).collect())
    })
}

/// Recovers imports of dead processes. `alone` says that no other process can be running imports (the embedded database
/// at start, which one process serves at a time): then all running imports may be claimed at once. Imports whose file
/// is lost end as failed and keep their counts. Returns how many ended that way.
///
/// # Errors
/// The database did not answer.
pub fn recover(database: &Database, alone: bool, now: DateTime<Utc>) -> Result<usize, StorageError> {
    let since = if alone { now } else { now - GRACE }.naive_utc();
    if alone {
        database.write_system_blocking(move |system| {
            let conn = &mut *system.conn;
            let running =
                imports::table.across_firms().filter(imports::state.eq(ImportState::Running.as_str()));
            let past = (now - LEASE).naive_utc();
            Ok(diesel::update(running).set(imports::lease_until.eq(past)).execute(conn)?)
        })?;
    }
    let (mut ended, mut after) = (0, 0);
    loop {
        let page = database.read_any_blocking(move |conn| forgotten(conn, since, after))?;
        let lost = page.iter().filter(|(_, path)| !has_file(path.as_deref())).map(|(id, _)| *id);
        let lost: Vec<i64> = lost.collect();
        if !lost.is_empty() {
            ended +=
                database.write_system_blocking(move |system| end_lost(system.conn, &lost, since, now))?;
        }
        match page.last() {
            Some((last, _)) if page.len() == PAGE => after = *last,
            _ => return Ok(ended),
        }
    }
}

/// Unfinished imports without progress since this time.
#[diesel::dsl::auto_type(no_type_alias)]
fn unmoved(since: NaiveDateTime) -> _ {
    let queued: &'static str = ImportState::Queued.as_str();
    let running: &'static str = ImportState::Running.as_str();
    imports::state
        .eq(queued)
        .or(imports::state.eq(running))
        .and(imports::updated_at.le(since))
        .and(imports::lease_until.is_null().or(imports::lease_until.lt(since)))
}

fn forgotten(
    conn: &mut AnyConnection,
    since: NaiveDateTime,
    after: i64,
) -> Result<Vec<(i64, Option<String>)>, StorageError> {
    let query = imports::table
        .across_firms()
        .filter(unmoved(since))
        .filter(imports::id.gt(after))
        .order(imports::id)
        .limit(PAGE as i64)
        .select((imports::id, imports::spool_path));
    Ok(query.load(conn)?)
}

fn end_lost(
    conn: &mut AnyConnection,
    lost: &[i64],
    since: NaiveDateTime,
    now: DateTime<Utc>,
) -> Result<usize, StorageError> {
    let mut ended = 0;
    for id in lost {
        let touched =
            diesel::update(imports::table.across_firms().filter(imports::id.eq(*id)).filter(unmoved(since)))
                .set((
                    imports::state.eq(ImportState::Failed.as_str()),
                    imports::error.eq(LOST),
                    imports::lease_until.eq(None::<NaiveDateTime>),
                    imports::updated_at.eq(now.naive_utc()),
                ))
                .execute(conn)?;
        if touched == 1 {
            end_claim(conn, *id)?;
            ended += 1;
        }
    }
    Ok(ended)
}

/// Returns an import to the queue.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn release(scoped: &mut Scoped<'_>, claim: Claim) -> Result<(), StorageError> {
    diesel::update(own_import(scoped.firm, claim.import.get()))
        .set((
            imports::state.eq(ImportState::Queued.as_str()),
            imports::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(scoped.conn)?;
    claim.hold(scoped)
}

/// Ends an import that reached the end of its file. `report` is stored when the chunks were not counted one by one.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn finish(
    scoped: &mut Scoped<'_>,
    claim: Claim,
    report: &Report,
    error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let state = if error.is_some() { ImportState::Failed } else { ImportState::Succeeded };
    set_counts(scoped, claim.import, report, now)?;
    end(scoped, claim, state, error, now)
}

/// Ends a failed import. Its counts stay.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn fail(
    scoped: &mut Scoped<'_>,
    claim: Claim,
    error: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    end(scoped, claim, ImportState::Failed, Some(error), now)
}

fn end(
    scoped: &mut Scoped<'_>,
    claim: Claim,
    state: ImportState,
    error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    diesel::update(own_import(scoped.firm, claim.import.get()))
        .set((
            imports::state.eq(state.as_str()),
            imports::error.eq(error),
            imports::spool_path.eq(None::<String>),
            imports::lease_until.eq(None::<NaiveDateTime>),
            imports::updated_at.eq(now.naive_utc()),
        ))
        .execute(scoped.conn)?;
    claim.hold(scoped)?;
    scoped.note(Action::Ended, "import", claim.import, now);
    Ok(())
}
