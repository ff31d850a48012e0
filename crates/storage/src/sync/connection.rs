//! What all processes that talk to the CRM know of the connection: one row, so that none of them calls while the CRM
//! wants to be left alone, and all of them together do not call faster than it bears.

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
/// So many at once have reserved calls at the most, on whatever machines.
const MOST_CALLERS: i32 = 100;

/// What is known of the connection.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// Why nothing is sent until somebody mends it.
    pub paused_reason: Option<String>,
    /// Since when.
    pub paused_at: Option<DateTime<Utc>>,
    /// For how much longer the CRM wants to be left alone.
    pub leave_alone_for: Option<Duration>,
    /// `closed`, `open` or `half_open`.
    pub breaker: String,
    /// Until when it is open.
    pub breaker_until: Option<DateTime<Utc>>,
    /// When a token was last got.
    pub token_at: Option<DateTime<Utc>>,
    /// Calls a second that are aimed at; none while no limit is known.
    pub rate: Option<f64>,
    /// Whether the CRM looks records up by our id, once that is known.
    pub can_look_up: Option<bool>,
    /// Whether the CRM changes records, once that is known.
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

/// `None` leaves a column as it is.
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

/// What is known of the connection.
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
        // Beyond what is ever waited it was noted before the clock was set back.
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

/// Stops all sending until somebody mends what is wrong, and says what that is.
///
/// # Errors
/// The database did not answer.
pub async fn pause(database: &Database, reason: &str, now: DateTime<Utc>) -> Result<(), StorageError> {
    let (paused_reason, paused_at) = (Some(Some(reason.to_owned())), Some(Some(now.naive_utc())));
    change(database, Changes { paused_reason, paused_at, ..Changes::default() }).await
}

/// Lets sending go on.
///
/// # Errors
/// The database did not answer.
pub async fn resume(database: &Database) -> Result<(), StorageError> {
    change(database, Changes { paused_reason: Some(None), paused_at: Some(None), ..Changes::default() }).await
}

/// Has everybody leave the CRM alone for so long; never for less than was asked for before.
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

/// Notes how the breaker stands, for all to see.
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

/// Notes that a token was got.
///
/// # Errors
/// The database did not answer.
pub async fn note_token(database: &Database, now: DateTime<Utc>) -> Result<(), StorageError> {
    change(database, Changes { token_at: Some(Some(now.naive_utc())), ..Changes::default() }).await
}

/// Notes the rate that is aimed at, in calls a second.
///
/// # Errors
/// The database did not answer.
pub async fn note_rate(database: &Database, rate: Option<f64>) -> Result<(), StorageError> {
    #[expect(clippy::cast_possible_truncation, reason = "rates are far below 2^53 thousandths")]
    let millis = rate.map(|rate| (rate * 1000.0) as i64);
    change(database, Changes { rate_millis: Some(millis), ..Changes::default() }).await
}

/// Notes what the CRM turned out to be able to do. What is not known yet is left as it was.
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

/// Sets `calls` places aside in the row of all calls, at `rate` a second. Gives how long to wait before the first of
/// them; the others follow at the rate's distance. However many processes ask, together they keep to the rate.
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
            // Further ahead than callers ever are, it was noted before the clock was set back.
            let ahead = (taken * MOST_CALLERS).max(TimeDelta::minutes(1));
            let first = next.filter(|next| *next <= now + ahead).unwrap_or(now).max(now);
            diesel::update(crm_connection::table.find(ONLY))
                .set(crm_connection::next_call_at.eq(first + taken))
                .execute(conn)?;
            Ok((first - now).to_std().unwrap_or_default())
        })
        .await
}

/// Has whoever else takes it wait for the end of this transaction.
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
