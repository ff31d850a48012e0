//! Which process runs an import. A claim is a lease with an attempt number: a process that was frozen while another one
//! took over finds a greater number, and writes nothing.

use std::path::Path;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::{Import, ImportId, ImportRow, ImportState};
use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::{import_claims, imports};
use crate::engine::scope::{Access, Scoped};
use crate::imports::ImportError;

/// A running import without progress for this long may be claimed by another process.
pub(super) const LEASE: Duration = Duration::seconds(60);
/// Queued imports per query. Each query is a read of its own, so that a long queue blocks no writes.
pub(super) const PAGE: usize = 100;

/// The right to run an import, until another process claims it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Claim {
    pub import: ImportId,
    attempt: i64,
}

impl Claim {
    /// Fails when another process has claimed the import since; otherwise locks the claim until the transaction ends.
    /// Call it after changes of `imports`, as [`claim`] locks the two tables in this order.
    pub(in crate::imports) fn hold(self, scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
        let own = import_claims::table
            .of_firm(scoped.firm)
            .filter(import_claims::import_id.eq(self.import.get()))
            .filter(import_claims::attempt.eq(self.attempt));
        // An update, as it locks the row on every database.
        let held = diesel::update(own).set(import_claims::attempt.eq(self.attempt)).execute(scoped.conn)?;
        if held == 1 { Ok(()) } else { Err(ImportError::TakenOver.into()) }
    }
}

/// An import that this process has claimed.
#[derive(Debug)]
pub struct Claimed {
    pub access: Access,
    /// The import, which is running.
    pub import: Import,
    /// The right to work on it.
    pub claim: Claim,
}

/// Claims the oldest import that is queued or whose lease has expired, and whose file is on this machine, of the firm
/// whose turn it is. Firms take turns; `last` is the firm of the previous claim.
///
/// # Errors
/// The database did not answer.
pub fn claim(
    database: &Database,
    last: Option<FirmId>,
    now: DateTime<Utc>,
) -> Result<Option<Claimed>, StorageError> {
    let last = last.map_or(0, FirmId::get);
    let behind = Stretch { firm: last, id: i64::MAX, last_firm: i64::MAX };
    match claim_in(database, behind, now)? {
        Some(claimed) => Ok(Some(claimed)),
        None => claim_in(database, Stretch { firm: 0, id: 0, last_firm: last }, now),
    }
}

/// A range of the queue, which is ordered by firm and id: after this position, up to this firm.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    firm: i64,
    id: i64,
    last_firm: i64,
}

/// The columns that tell whether an import can be claimed: only these, as the queue is unbounded.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
struct Waiting {
    id: i64,
    firm_id: i64,
    spool_path: Option<String>,
}

fn claim_in(
    database: &Database,
    mut stretch: Stretch,
    now: DateTime<Utc>,
) -> Result<Option<Claimed>, StorageError> {
    loop {
        let page = database.read_any_blocking(move |conn| waiting(conn, stretch, now.naive_utc()))?;
        // Only a process that has the file on its disk can run the import.
        for found in page.iter().filter(|found| has_file(found.spool_path.as_deref())) {
            let id = found.id;
            let claimed = database.write_system_blocking(move |system| take(system.conn, id, now))?;
            if claimed.is_some() {
                return Ok(claimed);
            }
        }
        match page.last() {
            Some(last) if page.len() == PAGE => {
                stretch = Stretch { firm: last.firm_id, id: last.id, ..stretch };
            }
            _ => return Ok(None),
        }
    }
}

fn waiting(
    conn: &mut AnyConnection,
    stretch: Stretch,
    now: NaiveDateTime,
) -> Result<Vec<Waiting>, StorageError> {
    let of_same_firm = imports::firm_id.eq(stretch.firm).and(imports::id.gt(stretch.id));
    let query = imports::table
        .across_firms()
        .filter(claimable(now))
        .filter(imports::firm_id.gt(stretch.firm).or(of_same_firm))
        .filter(imports::firm_id.le(stretch.last_firm))
        .order((imports::firm_id, imports::id))
        .limit(PAGE as i64)
        .select((imports::id, imports::firm_id, imports::spool_path));
    Ok(query.load(conn)?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn claimable(now: NaiveDateTime) -> _ {
    let queued: &'static str = ImportState::Queued.as_str();
    let running: &'static str = ImportState::Running.as_str();
    imports::state.eq(queued).or(imports::state.eq(running).and(imports::lease_until.lt(now)))
}

pub(super) fn has_file(path: Option<&str>) -> bool {
    path.is_some_and(|path| Path::new(path).exists())
}

/// Claims one import. `None` when another process was faster.
fn take(conn: &mut AnyConnection, id: i64, now: DateTime<Utc>) -> Result<Option<Claimed>, StorageError> {
    let naive = now.naive_utc();
    let row: ImportRow = imports::table
        .across_firms()
        .filter(imports::id.eq(id))
        .select(ImportRow::as_select())
        .get_result(conn)?;
    let started_at = row.started_at.unwrap_or(naive);
    let touched =
        diesel::update(imports::table.across_firms().filter(imports::id.eq(id)).filter(claimable(naive)))
            .set((
                imports::state.eq(ImportState::Running.as_str()),
                imports::lease_until.eq((now + LEASE).naive_utc()),
                imports::started_at.eq(started_at),
                imports::updated_at.eq(naive),
            ))
            .execute(conn)?;
    if touched == 0 {
        return Ok(None);
    }
    let attempt = next_attempt(conn, &row)?;
    let mut import = row.into_import()?;
    import.state = ImportState::Running;
    import.started_at = Some(started_at.and_utc());
    let claim = Claim { import: import.id, attempt };
    Ok(Some(Claimed { access: Access::new(import.firm), import, claim }))
}

fn next_attempt(conn: &mut AnyConnection, row: &ImportRow) -> Result<i64, StorageError> {
    let own = import_claims::table.across_firms().filter(import_claims::import_id.eq(row.id));
    if end_claim(conn, row.id)? {
        return Ok(own.select(import_claims::attempt).get_result(conn)?);
    }
    diesel::insert_into(import_claims::table)
        .values((
            import_claims::import_id.eq(row.id),
            import_claims::firm_id.eq(row.firm_id),
            import_claims::attempt.eq(1),
        ))
        .execute(conn)?;
    Ok(1)
}

/// Ends the claim on an import. False when it was never claimed.
pub(super) fn end_claim(conn: &mut AnyConnection, import: i64) -> Result<bool, StorageError> {
    let current = import_claims::table.across_firms().filter(import_claims::import_id.eq(import));
    let next = import_claims::attempt.eq(import_claims::attempt + 1);
    Ok(diesel::update(current).set(next).execute(conn)? == 1)
}

/// Extends the lease.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn renew_lease(scoped: &mut Scoped<'_>, claim: Claim, now: DateTime<Utc>) -> Result<(), StorageError> {
    diesel::update(super::own_import(scoped.firm, claim.import.get()))
        .set(imports::lease_until.eq((now + LEASE).naive_utc()))
        .execute(scoped.conn)?;
    claim.hold(scoped)
}
