//! Shared state of the connection to the CRM, in one row: all processes wait as long as the CRM asks, and together keep
//! to its rate limit.

use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use frontdesk_sync::{BreakerState, LONGEST_WAIT};

use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::sync::crm_connection;
use crate::outbox::clock;

/// The id of the one row.
const ONLY: i64 = 1;
/// The most concurrent reservations of calls, across all machines.
const MOST_CALLERS: i32 = 100;

/// State of the connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// Why sending is paused until an operator resumes it.
    pub paused_reason: Option<String>,
    /// When it was paused.
    pub paused_at: Option<DateTime<Utc>>,
    /// How much longer the CRM asked to wait.
    pub leave_alone_for: Option<Duration>,
    /// `closed`, `open` or `half_open`.
    pub breaker: String,
    /// When the breaker may close.
    pub breaker_until: Option<DateTime<Utc>>,
    /// When a token was last obtained.
    pub token_at: Option<DateTime<Utc>>,
    /// The target rate in calls per second; `None` while no limit is known.
    pub rate: Option<f64>,
    /// Whether the CRM can look up records by our id, once known.
    pub can_look_up: Option<bool>,
    /// Whether the CRM can update records, once known.
    pub can_update: Option<bool>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = crm_connection)]
struct Row {
    paused_reason: Option<String>,
    paused_at: Option<NaiveDateTime>,
    not_before: Option<NaiveDateTime>,
    breaker: String,
    breaker_until: Option<NaiveDateTime>,
    token_at: Option<NaiveDateTime>,
    rate_millis: Option<i64>,
    can_look_up: Option<bool>,
    can_update: Option<bool>,
}

/// `None` leaves a column unchanged.
#[derive(AsChangeset, Default)]
#[diesel(table_name = crm_connection)]
struct Changes {
    paused_reason: Option<Option<String>>,
    paused_at: Option<Option<NaiveDateTime>>,
    breaker: Option<&'static str>,
    breaker_until: Option<Option<NaiveDateTime>>,
    token_at: Option<Option<NaiveDateTime>>,
    rate_millis: Option<Option<i64>>,
    can_look_up: Option<Option<bool>>,
    can_update: Option<Option<bool>>,
}

/// The state of the connection.
///
/// # Errors
/// The database did not answer.
pub async fn connection(database: &Database) -> Result<Connection, StorageError> {
    database
        .read_any(|conn| {
            let now = clock(conn)?;
            let row: Row = crm_connection::table.find(ONLY).select(Row::as_select()).get_result(conn)?;
            Ok(row.into_connection(now))
        })
        .await
}

impl Row {
    fn into_connection(self, now: NaiveDateTime) -> Connection {
        // A wait longer than any valid one was stored before the clock was set back.
        let left = self.not_before.and_then(|until| (until - now).to_std().ok());
        let left = left.filter(|left| *left <= LONGEST_WAIT);
        Connection {
            paused_reason: self.paused_reason,
            paused_at: self.paused_at.map(|at| at.and_utc()),
            leave_alone_for: left.filter(|left| !left.is_zero()),
            breaker: self.breaker,
            breaker_until: self.breaker_until.map(|at| at.and_utc()),
            token_at: self.token_at.map(|at| at.and_utc()),
            #[expect(clippy::cast_precision_loss, reason = "rates are far below 2^53 thousandths")]
            rate: self.rate_millis.map(|millis| millis as f64 / 1000.0),
            can_look_up: self.can_look_up,
            can_update: self.can_update,
        }
    }
}

/// Pauses all sending until it is resumed, with the reason.
///
/// # Errors
/// The database did not answer.
pub async fn pause(database: &Database, reason: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    let (paused_reason, paused_at) = (Some(Some(reason.to_owned())), Some(Some(now.naive_utc())));
    change(database, Changes { paused_reason, paused_at, ..Changes::default() }).await
}

/// Resumes sending.
///
/// # Errors
/// The database did not answer.
pub async fn resume(database: &Database) -> Result<(), StorageError> {
    change(database, Changes { paused_reason: Some(None), paused_at: Some(None), ..Changes::default() }).await
}

/// Makes all processes wait before the next call; never shortens an earlier wait.
///
/// # Errors
/// The database did not answer.
pub async fn slow_down(database: &Database, wait: Duration) -> Result<(), StorageError> {
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            let now = clock(conn)?;
            let until = now + TimeDelta::from_std(wait.min(LONGEST_WAIT)).unwrap_or_default();
            let longest = now + TimeDelta::from_std(LONGEST_WAIT).unwrap_or_default();
            let not_before = crm_connection::not_before;
            let replaced = not_before.is_null().or(not_before.lt(until)).or(not_before.gt(longest));
            diesel::update(crm_connection::table.find(ONLY).filter(replaced))
                .set(crm_connection::not_before.eq(until))
                .execute(conn)?;
            Ok(())
        })
        .await
}

/// Stores the state of the breaker for all processes.
///
/// # Errors
/// The database did not answer.
pub async fn note_breaker(
    database: &Database,
    state: BreakerState,
    until: Option<DateTime<Utc>>,
) -> Result<(), StorageError> {
    let (breaker, breaker_until) = (Some(state.as_str()), Some(until.map(|at| at.naive_utc())));
    change(database, Changes { breaker, breaker_until, ..Changes::default() }).await
}

/// Records that a token was obtained.
///
/// # Errors
/// The database did not answer.
pub async fn note_token(database: &Database, now: DateTime<Utc>) -> Result<(), StorageError> {
    change(database, Changes { token_at: Some(Some(now.naive_utc())), ..Changes::default() }).await
}

/// Stores the target rate, in calls per second.
///
/// # Errors
/// The database did not answer.
pub async fn note_rate(database: &Database, rate: Option<f64>) -> Result<(), StorageError> {
    #[expect(clippy::cast_possible_truncation, reason = "rates are far below 2^53 thousandths")]
    let millis = rate.map(|rate| (rate * 1000.0) as i64);
    change(database, Changes { rate_millis: Some(millis), ..Changes::default() }).await
}

/// Stores detected abilities of the CRM. Unknown ones stay unchanged.
///
/// # Errors
/// The database did not answer.
pub async fn note_abilities(
    database: &Database,
    can_look_up: Option<bool>,
    can_update: Option<bool>,
) -> Result<(), StorageError> {
    if can_look_up.is_none() && can_update.is_none() {
        return Ok(());
    }
    let (can_look_up, can_update) = (can_look_up.map(Some), can_update.map(Some));
    change(database, Changes { can_look_up, can_update, ..Changes::default() }).await
}

/// Reserves `calls` slots in the shared schedule, at `rate` per second. Returns the wait before the first of them; the
/// others follow at the rate's interval. All processes together keep to the rate.
///
/// # Errors
/// The database did not answer.
pub async fn reserve_calls(database: &Database, calls: u32, rate: f64) -> Result<Duration, StorageError> {
    let taken = Duration::try_from_secs_f64(f64::from(calls) / rate.max(0.001)).unwrap_or(Duration::MAX);
    let taken = TimeDelta::from_std(taken).unwrap_or(TimeDelta::hours(1));
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            lock(conn)?;
            let now = clock(conn)?;
            let next: Option<NaiveDateTime> =
                crm_connection::table.find(ONLY).select(crm_connection::next_call_at).get_result(conn)?;
            // A slot further ahead than callers ever reserve was stored before the clock was set back.
            let ahead = (taken * MOST_CALLERS).max(TimeDelta::minutes(1));
            let first = next.filter(|next| *next <= now + ahead).unwrap_or(now).max(now);
            diesel::update(crm_connection::table.find(ONLY))
                .set(crm_connection::next_call_at.eq(first + taken))
                .execute(conn)?;
            Ok((first - now).to_std().unwrap_or_default())
        })
        .await
}

/// Locks the row until this transaction ends.
pub(super) fn lock(conn: &mut AnyConnection) -> Result<(), StorageError> {
    let the_one = crm_connection::table.find(ONLY);
    diesel::update(the_one).set(crm_connection::breaker.eq(crm_connection::breaker)).execute(conn)?;
    Ok(())
}

async fn change(database: &Database, changes: Changes) -> Result<(), StorageError> {
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            diesel::update(crm_connection::table.find(ONLY)).set(&changes).execute(conn)?;
            Ok(())
        })
        .await
}
