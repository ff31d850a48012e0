//! Who works on an import, and how it ends.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::counts::set_counts;
use super::{Import, ImportId, ImportRow, ImportState, own_import};
use crate::engine::audit::Action;
use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::imports;
use crate::engine::scope::{Access, Scoped};
use crate::imports::run::Report;

/// How long an import that nobody moves forward is taken to be under way.
const LEASE: Duration = Duration::seconds(60);
/// How long one waits for the process that has the file to come back.
const GRACE: Duration = Duration::minutes(10);

/// What an import says whose file is gone for good.
const LOST: &str =
    "the service stopped and the file is gone: import it again, rows that are in are left as they are";

/// Claims an import that waits, or whose process has gone away and left its file here: the oldest one of the firm whose
/// turn it is. Firms take turns; `last` had the one before.
///
/// # Errors
/// The database did not answer.
pub fn claim(
    database: &Database,
    last: Option<FirmId>,
    now: DateTime<Utc>,
) -> Result<Option<(Access, Import)>, StorageError> {
    let last = last.map_or(0, FirmId::get);
    database.write_any_blocking(move |conn| {
        for waiting in in_turn(waiting(conn, now.naive_utc())?, last) {
            // Only the process on whose disk the file lies can go on with it.
            if !has_file(waiting.spool_path.as_deref()) {
                continue;
            }
            let row: ImportRow =
                imports::table.find(waiting.id).select(ImportRow::as_select()).get_result(conn)?;
            if take(conn, &row, now)? {
                let mut import = row.into_import()?;
                import.state = ImportState::Running;
                import.started_at = import.started_at.or(Some(now));
                return Ok(Some((Access::new(import.firm), import)));
            }
        }
        Ok(None)
    })
}

/// As little of an import as tells whether it can be claimed: as many may wait as callers like.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
struct Waiting {
    id: i64,
    firm_id: i64,
    spool_path: Option<String>,
}

fn waiting(conn: &mut AnyConnection, now: NaiveDateTime) -> Result<Vec<Waiting>, StorageError> {
    let abandoned = imports::state.eq(ImportState::Running.as_str()).and(imports::lease_until.lt(now));
    let query = imports::table
        .filter(imports::state.eq(ImportState::Queued.as_str()).or(abandoned))
        .select((imports::id, imports::firm_id, imports::spool_path));
    Ok(query.load(conn)?)
}

/// Where the files lie of imports that have not ended.
///
/// # Errors
/// The database did not answer.
pub fn waiting_files(database: &Database) -> Result<Vec<PathBuf>, StorageError> {
    database.read_any_blocking(|conn| {
        let paths: Vec<Option<String>> = imports::table
            .filter(imports::state.eq_any([ImportState::Queued.as_str(), ImportState::Running.as_str()]))
            .select(imports::spool_path)
            .load(conn)?;
        Ok(paths.into_iter().flatten().map(PathBuf::from).collect())
    })
}

/// The firms behind the one that was last first, each with its oldest import first.
fn in_turn(mut waiting: Vec<Waiting>, last: i64) -> Vec<Waiting> {
    waiting.sort_unstable_by_key(|it| (it.firm_id <= last, it.firm_id, it.id));
    waiting
}

fn has_file(path: Option<&str>) -> bool {
    path.is_some_and(|path| Path::new(path).exists())
}

/// Whether this process was the one to get it.
fn take(conn: &mut AnyConnection, row: &ImportRow, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let naive = now.naive_utc();
    let target = imports::table
        .filter(imports::id.eq(row.id))
        .filter(imports::state.eq(&row.state))
        .filter(imports::lease_until.is_null().or(imports::lease_until.lt(naive)));
    let touched = diesel::update(target)
        .set((
            imports::state.eq(ImportState::Running.as_str()),
            imports::lease_until.eq((now + LEASE).naive_utc()),
            imports::started_at.eq(row.started_at.unwrap_or(naive)),
            imports::updated_at.eq(naive),
        ))
        .execute(conn)?;
    Ok(touched == 1)
}

/// Clears up after processes that are gone. `alone` says that no other process can be at work (the embedded
/// database at start, which one process serves at a time): then whatever runs is free to be claimed at once. Imports whose file is lost for good end as
/// failed, with what they did. Gives how many ended so.
///
/// # Errors
/// The database did not answer.
pub fn recover(database: &Database, alone: bool, now: DateTime<Utc>) -> Result<usize, StorageError> {
    let given_up = if alone { now.naive_utc() } else { (now - GRACE).naive_utc() };
    database.write_any_blocking(move |conn| {
        if alone {
            let running = imports::table.filter(imports::state.eq(ImportState::Running.as_str()));
            diesel::update(running).set(imports::lease_until.eq((now - LEASE).naive_utc())).execute(conn)?;
        }
        let lost: Vec<i64> = forgotten(conn, given_up)?
            .into_iter()
            .filter_map(|(id, path)| (!has_file(path.as_deref())).then_some(id))
            .collect();
        let ended = diesel::update(imports::table.filter(imports::id.eq_any(lost)))
            .set((
                imports::state.eq(ImportState::Failed.as_str()),
                imports::error.eq(LOST),
                imports::lease_until.eq(None::<NaiveDateTime>),
                imports::updated_at.eq(now.naive_utc()),
            ))
            .execute(conn)?;
        Ok(ended)
    })
}

/// Imports that have not ended, and that nobody has moved since.
fn forgotten(
    conn: &mut AnyConnection,
    since: NaiveDateTime,
) -> Result<Vec<(i64, Option<String>)>, StorageError> {
    let query = imports::table
        .filter(imports::state.eq_any([ImportState::Queued.as_str(), ImportState::Running.as_str()]))
        .filter(imports::updated_at.le(since))
        .filter(imports::lease_until.is_null().or(imports::lease_until.lt(since)))
        .select((imports::id, imports::spool_path));
    Ok(query.load(conn)?)
}

/// Says that the import is still under way.
///
/// # Errors
/// The database did not answer.
pub fn renew_lease(scoped: &mut Scoped<'_>, id: ImportId, now: DateTime<Utc>) -> Result<(), StorageError> {
    diesel::update(own_import(scoped.firm_id(), id.0))
        .set(imports::lease_until.eq((now + LEASE).naive_utc()))
        .execute(scoped.conn)?;
    Ok(())
}

/// Gives an import back, to be gone on with later.
///
/// # Errors
/// The database did not answer.
pub fn release(scoped: &mut Scoped<'_>, id: ImportId) -> Result<(), StorageError> {
    diesel::update(own_import(scoped.firm_id(), id.0))
        .set((
            imports::state.eq(ImportState::Queued.as_str()),
            imports::lease_until.eq(None::<NaiveDateTime>),
        ))
        .execute(scoped.conn)?;
    Ok(())
}

/// Ends an import that came to the end of its file. `report` is kept when the chunks were not counted one by one.
///
/// # Errors
/// The database did not answer.
pub fn finish(
    scoped: &mut Scoped<'_>,
    id: ImportId,
    report: &Report,
    error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let state = if error.is_some() { ImportState::Failed } else { ImportState::Succeeded };
    set_counts(scoped, id, report, now)?;
    end(scoped, id, state, error, now)
}

/// Ends an import that cannot go on. What it counted stays.
///
/// # Errors
/// The database did not answer.
pub fn fail(
    scoped: &mut Scoped<'_>,
    id: ImportId,
    error: &str,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    end(scoped, id, ImportState::Failed, Some(error), now)
}

fn end(
    scoped: &mut Scoped<'_>,
    id: ImportId,
    state: ImportState,
    error: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    diesel::update(own_import(scoped.firm_id(), id.0))
        .set((
            imports::state.eq(state.as_str()),
            imports::error.eq(error),
            imports::spool_path.eq(None::<String>),
            imports::lease_until.eq(None::<NaiveDateTime>),
            imports::updated_at.eq(now.naive_utc()),
        ))
        .execute(scoped.conn)?;
    scoped.note(Action::Ended, "import", id, now);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn firms_take_turns_and_each_gets_its_oldest_file_first() {
        let waiting = |&(firm_id, id): &(i64, i64)| Waiting { id, firm_id, spool_path: None };
        let queue: Vec<Waiting> =
            [(1, 1), (1, 2), (3, 3), (1, 4), (2, 5), (2, 6)].iter().map(waiting).collect();
        for (last, expected) in [(0, [1, 2, 4, 5, 6, 3]), (1, [5, 6, 3, 1, 2, 4]), (2, [3, 1, 2, 4, 5, 6])] {
            let ids: Vec<i64> = in_turn(queue.clone(), last).into_iter().map(|it| it.id).collect();
            assert_eq!(ids, expected, "after firm {last}");
        }
        assert_eq!(in_turn(queue.clone(), 3), in_turn(queue, 0), "behind the last firm comes the first");
    }
}
