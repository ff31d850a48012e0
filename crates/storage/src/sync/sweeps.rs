//! Sweeps: comparisons of all users of a firm with the CRM.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;
use frontdesk_sync::Task;

use super::connection::lock;
use crate::engine::audit::Action;
use crate::engine::connection::{AnyConnection, MultiBackend};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::firms;
use crate::engine::schema::sync::sync_sweeps;
use crate::engine::scope::{Page, Scoped};
use crate::outbox::payload::QueuedTask;
use crate::users::{UserFilter, list, queue};

/// Users queued per transaction.
pub const SWEEP_PAGE: i64 = 200;

/// A comparison of all users of a firm with the CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sweep {
    pub id: i64,
    /// Users queued for comparison.
    pub users: i64,
    /// Users compared.
    pub checked: i64,
    /// Users that differed in the CRM, or were missing there.
    pub differed: i64,
    /// Users that could not be read or reconciled.
    pub failed: i64,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When the last user was compared.
    pub finished_at: Option<DateTime<Utc>>,
    pub updated_at: DateTime<Utc>,
}

/// Filter of a list of sweeps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SweepFilter {
    /// Only sweeps that changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = sync_sweeps)]
struct Row {
    id: i64,
    firm_id: i64,
    queued_up_to: i64,
    users: i64,
    checked: i64,
    differed: i64,
    failed: i64,
    started_at: NaiveDateTime,
    finished_at: Option<NaiveDateTime>,
    updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = sync_sweeps)]
struct NewRow {
    firm_id: i64,
    queued_up_to: i64,
    queued_all: bool,
    users: i64,
    checked: i64,
    differed: i64,
    failed: i64,
    started_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

impl From<Row> for Sweep {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            users: row.users,
            checked: row.checked,
            differed: row.differed,
            failed: row.failed,
            started_at: row.started_at.and_utc(),
            finished_at: row.finished_at.map(|at| at.and_utc()),
            updated_at: row.updated_at.and_utc(),
        }
    }
}

/// Starts a sweep of the firm. `Err` holds the one that is already running.
///
/// # Errors
/// The database did not answer.
pub fn start_sweep(
    scoped: &mut Scoped<'_>,
    now: DateTime<Utc>,
) -> Result<Result<Sweep, Sweep>, StorageError> {
    lock(scoped.conn)?;
    if let Some(row) = latest(scoped)?.filter(|row| row.finished_at.is_none()) {
        return Ok(Err(row.into()));
    }
    Ok(Ok(begin(scoped, now)?.into()))
}

/// Starts a sweep in every firm whose last one has ended and began at least `every` ago. Returns how many.
///
/// # Errors
/// The database did not answer.
pub async fn start_sweeps(
    database: &Database,
    every: Duration,
    now: DateTime<Utc>,
) -> Result<usize, StorageError> {
    let due = (now - TimeDelta::from_std(every).unwrap_or(TimeDelta::days(36_500))).naive_utc();
    database
        .write_system(move |system| {
            lock(system.conn)?;
            let mut started = 0;
            for firm in firms::table.select(firms::id).load::<i64>(system.conn)? {
                let corrupt = StorageError::Corrupt { table: "firms", column: "id", id: firm };
                let firm = FirmId::try_from(firm).map_err(|_| corrupt)?;
                let last = system.in_firm(firm, latest)?;
                if last.is_none_or(|last| last.finished_at.is_some() && last.started_at <= due) {
                    system.in_firm(firm, |scoped| begin(scoped, now))?;
                    started += 1;
                }
            }
            Ok(started)
        })
        .await
}

fn begin(scoped: &mut Scoped<'_>, now: DateTime<Utc>) -> Result<Row, StorageError> {
    let row = NewRow {
        firm_id: scoped.firm_id(),
        queued_up_to: 0,
        queued_all: false,
        users: 0,
        checked: 0,
        differed: 0,
        failed: 0,
        started_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    };
    diesel::insert_into(sync_sweeps::table).values(row).execute(scoped.conn)?;
    let begun = latest(scoped)?.ok_or(StorageError::Conflict)?;
    scoped.note(Action::Created, "sweep", begun.id, now);
    Ok(begun)
}

fn latest(scoped: &mut Scoped<'_>) -> Result<Option<Row>, StorageError> {
    let query = sync_sweeps::table
        .of_firm(scoped.firm)
        .order(sync_sweeps::id.desc())
        .limit(1)
        .select(Row::as_select());
    Ok(query.load(scoped.conn)?.pop())
}

/// Queues the next page of users of each unfinished sweep. Returns how many were queued: call it again until there are
/// none.
///
/// # Errors
/// The database did not answer.
pub async fn queue_sweeps(database: &Database, now: DateTime<Utc>) -> Result<usize, StorageError> {
    let open = database.read_any(|conn| Ok(unqueued(conn)?.len())).await?;
    if open == 0 {
        return Ok(0);
    }
    database
        .write_system(move |system| {
            lock(system.conn)?;
            let mut queued = 0;
            for row in unqueued(system.conn)? {
                let corrupt = StorageError::Corrupt { table: "sync_sweeps", column: "firm_id", id: row.id };
                let firm = FirmId::try_from(row.firm_id).map_err(|_| corrupt)?;
                queued += system.in_firm(firm, |scoped| queue_page(scoped, &row, now))?;
            }
            Ok(queued)
        })
        .await
}

fn unqueued(conn: &mut AnyConnection) -> Result<Vec<Row>, StorageError> {
    let query = sync_sweeps::table
        .across_firms()
        .filter(sync_sweeps::queued_all.eq(false))
        .order(sync_sweeps::id)
        .select(Row::as_select());
    Ok(query.load(conn)?)
}

fn queue_page(scoped: &mut Scoped<'_>, row: &Row, now: DateTime<Utc>) -> Result<usize, StorageError> {
    let page = Page { after: Some(row.queued_up_to), limit: SWEEP_PAGE };
    let users = list(scoped, &UserFilter::default(), page)?;
    let target = sync_sweeps::table.of_firm(scoped.firm).filter(sync_sweeps::id.eq(row.id));
    let Some(last) = users.last().map(|user| user.customer_id.get()) else {
        diesel::update(target).set(sync_sweeps::queued_all.eq(true)).execute(scoped.conn)?;
        finish_if_all(scoped, row.id, now)?;
        return Ok(0);
    };
    let count = users.len();
    diesel::update(target)
        .set((
            sync_sweeps::queued_up_to.eq(last),
            sync_sweeps::users.eq(sync_sweeps::users + i64::try_from(count).unwrap_or(0)),
            sync_sweeps::updated_at.eq(now.naive_utc()),
        ))
        .execute(scoped.conn)?;
    for mut user in users {
        // No visible field has changed.
        let (at, task) = (user.updated_at, QueuedTask { task: Task::Fetch, sweep: Some(row.id) });
        queue(scoped, &mut user, &[task], at)?;
    }
    Ok(count)
}

/// Counts a compared user.
pub(super) fn count_one(
    scoped: &mut Scoped<'_>,
    sweep: i64,
    differed: bool,
    failed: bool,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let own = sync_sweeps::table.of_firm(scoped.firm).filter(sync_sweeps::id.eq(sweep));
    diesel::update(own)
        .set((
            sync_sweeps::checked.eq(sync_sweeps::checked + 1),
            sync_sweeps::differed.eq(sync_sweeps::differed + i64::from(differed)),
            sync_sweeps::failed.eq(sync_sweeps::failed + i64::from(failed)),
            sync_sweeps::updated_at.eq(now.naive_utc()),
        ))
        .execute(scoped.conn)?;
    finish_if_all(scoped, sweep, now)
}

fn finish_if_all(scoped: &mut Scoped<'_>, sweep: i64, now: DateTime<Utc>) -> Result<(), StorageError> {
    let complete = sync_sweeps::table
        .of_firm(scoped.firm)
        .filter(sync_sweeps::id.eq(sweep))
        .filter(sync_sweeps::queued_all.eq(true))
        .filter(sync_sweeps::finished_at.is_null())
        .filter(sync_sweeps::checked.ge(sync_sweeps::users));
    let times = (sync_sweeps::finished_at.eq(now.naive_utc()), sync_sweeps::updated_at.eq(now.naive_utc()));
    let ended = diesel::update(complete).set(times).execute(scoped.conn)?;
    if ended == 1
        && let Some(row) = find_sweep(scoped, sweep)?
    {
        tracing::info!(
            firm = scoped.firm_id(),
            sweep,
            users = row.users,
            differed = row.differed,
            failed = row.failed,
            "all users were compared with the CRM"
        );
    }
    Ok(())
}

/// The sweep with this id.
///
/// # Errors
/// The database did not answer.
pub fn find_sweep(scoped: &mut Scoped<'_>, id: i64) -> Result<Option<Sweep>, StorageError> {
    let query =
        sync_sweeps::table.of_firm(scoped.firm).filter(sync_sweeps::id.eq(id)).select(Row::as_select());
    Ok(query.get_result(scoped.conn).optional()?.map(Sweep::from))
}

/// The firm's last sweep.
///
/// # Errors
/// The database did not answer.
pub fn last_sweep(scoped: &mut Scoped<'_>) -> Result<Option<Sweep>, StorageError> {
    Ok(latest(scoped)?.map(Sweep::from))
}

/// One page of the firm's sweeps, oldest first.
///
/// # Errors
/// The database did not answer.
pub fn list_sweeps(
    scoped: &mut Scoped<'_>,
    filter: &SweepFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Sweep>, StorageError> {
    let own = matching(scoped.firm, *filter);
    let query = in_slice!(own, "sync_sweeps.id", &slice.into()).select(Row::as_select());
    Ok(query.load(scoped.conn)?.into_iter().map(Sweep::from).collect())
}

/// Fields that lists of sweeps can be sorted by.
pub const SWEEP_SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("started_at", "sync_sweeps.started_at"),
    SortField::time("created_at", "sync_sweeps.started_at"),
    SortField::time("updated_at", "sync_sweeps.updated_at"),
];

/// The number of sweeps that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count_sweeps(scoped: &mut Scoped<'_>, filter: &SweepFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped.firm, *filter).count().get_result(scoped.conn)?)
}

fn matching(firm: FirmId, filter: SweepFilter) -> sync_sweeps::BoxedQuery<'static, MultiBackend> {
    let query = sync_sweeps::table.of_firm(firm).into_boxed::<MultiBackend>();
    match filter.updated_since {
        Some(since) => query.filter(sync_sweeps::updated_at.ge(since.naive_utc())),
        None => query,
    }
}
