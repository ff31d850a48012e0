//! Work to be done outside the database: queued in the transaction that makes it necessary, claimed under a lease, and
//! acknowledged by the holder of the lease. Times are the database's, which all processes share.

pub(crate) mod payload;
mod state;

use std::time::Duration;

use chrono::{NaiveDateTime, TimeDelta};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Text, Timestamp};
use frontdesk_core::FirmId;
use frontdesk_sync::LONGEST_WAIT;
use uuid::Uuid;

use crate::engine::connection::{AnyConnection, each};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::sync::outbox;
use crate::engine::scope::{Access, Scoped};
use state::State;

/// The type of an outbox row. Rows of one topic and entity are processed in sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Topic {
    /// Synchronize a user with the CRM: see [`crate::sync`]. The entity is the customer.
    UserSync,
    /// Notify that the synchronization of a user has failed. The entity is the customer; the payload is
    /// [`crate::sync::Notice`] as JSON.
    UserFailed,
}

impl Topic {
    /// All topics.
    pub const ALL: [Self; 2] = [Self::UserSync, Self::UserFailed];

    /// The word for it in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UserSync => "user.sync",
            Self::UserFailed => "user.failed",
        }
    }
}

/// The right to record the outcome of a row, until another process claims it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    id: i64,
    token: String,
}

/// A claimed row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The right to it.
    pub lease: Lease,
    /// The firm that it belongs to.
    pub access: Access,
    pub entity_id: i64,
    /// What is to be done.
    pub payload: String,
    /// How many attempts have failed.
    pub attempts: u32,
}

/// Outcome of an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ending {
    /// It is done.
    Done,
    /// To be retried.
    Later {
        /// The delay.
        after: Duration,
        /// Whether the attempt counts.
        uses_attempt: bool,
        /// Why, in one line without personal data.
        error: String,
    },
    /// Failed for good.
    Dead {
        /// Why, in one line without personal data.
        error: String,
    },
}

/// A message to queue.
pub(crate) struct Message {
    pub(crate) topic: Topic,
    pub(crate) entity_id: i64,
    pub(crate) entity_version: i64,
    pub(crate) payload: String,
}

#[derive(Insertable)]
#[diesel(table_name = outbox, treat_none_as_default_value = false)]
struct NewRow {
    firm_id: i64,
    topic: &'static str,
    entity_id: i64,
    entity_version: i64,
    payload: String,
    state: &'static str,
    attempts: i32,
    available_at: NaiveDateTime,
}

#[derive(QueryableByName)]
struct DueRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    firm_id: i64,
    #[diesel(sql_type = BigInt)]
    entity_id: i64,
    #[diesel(sql_type = Text)]
    payload: String,
    #[diesel(sql_type = Integer)]
    attempts: i32,
}

/// Claims up to `limit` due rows, oldest first, for the duration `lease`. After that, a row that was neither
/// acknowledged nor renewed may be claimed by another process.
///
/// # Errors
/// The database did not answer.
pub async fn claim(
    database: &Database,
    topic: Topic,
    limit: u32,
    lease: Duration,
) -> Result<Vec<Taken>, StorageError> {
    if !is_due(database, topic).await? {
        return Ok(Vec::new());
    }
    database.write_system(move |system| take(system.conn, topic, limit, lease)).await
}

/// Extends a lease. False when another process has claimed the row: then the result of the work must not be recorded.
///
/// # Errors
/// The database did not answer.
pub async fn renew(database: &Database, lease: &Lease, by: Duration) -> Result<bool, StorageError> {
    let lease = lease.clone();
    database.write_system(move |system| hold(system.conn, &lease, by)).await
}

/// Records the outcome of a row. False when another process has claimed the row: then nothing was recorded.
///
/// # Errors
/// The database did not answer.
pub async fn acknowledge(database: &Database, lease: &Lease, ending: Ending) -> Result<bool, StorageError> {
    let lease = lease.clone();
    database.write_system(move |system| end(system.conn, &lease, &ending)).await
}

/// Deletes up to `limit` rows that finished longer than `age` ago, and returns how many.
///
/// # Errors
/// The database did not answer.
pub async fn forget_finished(database: &Database, age: Duration, limit: i64) -> Result<usize, StorageError> {
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            let before = clock(conn)? - delta(age);
            let ids: Vec<i64> = outbox::table
                .across_firms()
                .filter(outbox::state.eq_any([State::Done, State::Dead].map(State::as_str)))
                .filter(outbox::lease_until.lt(before))
                .select(outbox::id)
                .limit(limit)
                .load(conn)?;
            Ok(diesel::delete(outbox::table.across_firms().filter(outbox::id.eq_any(ids))).execute(conn)?)
        })
        .await
}

/// Makes rows due whose delay exceeds the longest possible one, as happens after the clock was set back. Leased rows
/// are skipped, as their holders may be working. Returns how many.
///
/// # Errors
/// The database did not answer.
pub async fn hurry_misdated(database: &Database) -> Result<usize, StorageError> {
    let misdated = |conn: &mut AnyConnection| {
        let after = clock(conn)? + delta(LONGEST_WAIT) + TimeDelta::minutes(1);
        let ids: Vec<i64> = outbox::table
            .across_firms()
            .filter(outbox::topic.eq_any(Topic::ALL.map(Topic::as_str)))
            .filter(outbox::available_at.gt(after))
            .filter(outbox::state.eq(State::Pending.as_str()))
            .select(outbox::id)
            .limit(MISDATED_AT_ONCE)
            .load(conn)?;
        Ok(ids)
    };
    if database.read_any(misdated).await?.is_empty() {
        return Ok(0);
    }
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            let (ids, now) = (misdated(conn)?, clock(conn)?);
            let pending = outbox::table
                .across_firms()
                .filter(outbox::id.eq_any(ids))
                .filter(outbox::state.eq(State::Pending.as_str()));
            Ok(diesel::update(pending).set(outbox::available_at.eq(now)).execute(conn)?)
        })
        .await
}

/// Rows per transaction of [`hurry_misdated`].
const MISDATED_AT_ONCE: i64 = 500;

/// Whether any row is due: a read, so that polling costs no transaction.
pub(crate) async fn is_due(database: &Database, topic: Topic) -> Result<bool, StorageError> {
    database
        .read_any(move |conn| {
            let now = clock(conn)?;
            let due = each!(conn, conn => outbox::table
                .across_firms()
                .filter(outbox::topic.eq(topic.as_str()))
                .select(diesel::dsl::min(outbox::available_at))
                .get_result::<Option<NaiveDateTime>>(conn)?);
            Ok(due.is_some_and(|at| at <= now))
        })
        .await
}

/// Queues a message. Call it after writing the change that makes it necessary: that change locks out other writers that
/// would queue for the same entity.
pub(crate) fn enqueue(scoped: &mut Scoped<'_>, message: Message) -> Result<(), StorageError> {
    let row = NewRow {
        firm_id: scoped.firm_id(),
        topic: message.topic.as_str(),
        entity_id: message.entity_id,
        entity_version: message.entity_version,
        payload: message.payload,
        state: State::Pending.as_str(),
        attempts: 0,
        available_at: clock(scoped.conn)?,
    };
    each!(scoped.conn, conn => diesel::insert_into(outbox::table).values(row).execute(conn)?);
    scoped.queued = true;
    Ok(())
}

/// Makes a row of the entity that waits for a retry due at once. False when the entity has no unfinished row.
pub(crate) fn hurry(scoped: &mut Scoped<'_>, topic: Topic, entity_id: i64) -> Result<bool, StorageError> {
    let unfinished = outbox::table
        .of_firm(scoped.firm)
        .filter(outbox::entity_id.eq(entity_id))
        .filter(outbox::topic.eq(topic.as_str()))
        .filter(outbox::available_at.is_not_null());
    let states: Vec<String> = unfinished.select(outbox::state).load(scoped.conn)?;
    let now = clock(scoped.conn)?;
    let waiting = outbox::table
        .of_firm(scoped.firm)
        .filter(outbox::entity_id.eq(entity_id))
        .filter(outbox::topic.eq(topic.as_str()))
        .filter(outbox::state.eq(State::Pending.as_str()));
    diesel::update(waiting)
        .set((outbox::available_at.eq(now), outbox::attempts.eq(0)))
        .execute(scoped.conn)?;
    scoped.queued = true;
    Ok(!states.is_empty())
}

/// Whether an entity has an unfinished row other than the one of `lease`.
pub(crate) fn has_more(
    scoped: &mut Scoped<'_>,
    topic: Topic,
    entity_id: i64,
    lease: &Lease,
) -> Result<bool, StorageError> {
    let others = outbox::table
        .of_firm(scoped.firm)
        .filter(outbox::entity_id.eq(entity_id))
        .filter(outbox::topic.eq(topic.as_str()))
        .filter(outbox::available_at.is_not_null())
        .filter(outbox::id.ne(lease.id));
    Ok(diesel::select(diesel::dsl::exists(others)).get_result(scoped.conn)?)
}

/// Claims due rows that no earlier row of their entity blocks. Concurrent claims get other rows.
pub(crate) fn take(
    conn: &mut AnyConnection,
    topic: Topic,
    limit: u32,
    lease: Duration,
) -> Result<Vec<Taken>, StorageError> {
    let now = clock(conn)?;
    let due = due(conn, topic, now, limit)?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let token = Uuid::new_v4().to_string();
    let ids: Vec<i64> = due.iter().map(|row| row.id).collect();
    let until = now + delta(lease);
    diesel::update(outbox::table.across_firms().filter(outbox::id.eq_any(ids)))
        .set((
            outbox::state.eq(State::Leased.as_str()),
            outbox::lease_token.eq(&token),
            outbox::lease_until.eq(until),
            outbox::available_at.eq(until),
        ))
        .execute(conn)?;
    due.into_iter().map(|row| row.into_taken(&token)).collect()
}

/// Claims the next row of one entity, due or not. `None` when it has no unfinished row, or another process holds it.
pub(crate) fn take_of(
    scoped: &mut Scoped<'_>,
    topic: Topic,
    entity_id: i64,
    lease: Duration,
) -> Result<Option<Taken>, StorageError> {
    let firm_id = scoped.firm_id();
    let unfinished: Vec<(i64, String, String, i32)> = outbox::table
        .of_firm(scoped.firm)
        .filter(outbox::entity_id.eq(entity_id))
        .filter(outbox::topic.eq(topic.as_str()))
        .filter(outbox::available_at.is_not_null())
        .order(outbox::entity_version)
        .select((outbox::id, outbox::state, outbox::payload, outbox::attempts))
        .load(scoped.conn)?;
    let Some((id, state, payload, attempts)) = unfinished.into_iter().next() else { return Ok(None) };
    if state != State::Pending.as_str() {
        return Ok(None);
    }
    let token = Uuid::new_v4().to_string();
    let until = clock(scoped.conn)? + delta(lease);
    let pending = outbox::table
        .of_firm(scoped.firm)
        .filter(outbox::id.eq(id))
        .filter(outbox::state.eq(State::Pending.as_str()));
    let touched = diesel::update(pending)
        .set((
            outbox::state.eq(State::Leased.as_str()),
            outbox::lease_token.eq(&token),
            outbox::lease_until.eq(until),
            outbox::available_at.eq(until),
        ))
        .execute(scoped.conn)?;
    let row = DueRow { id, firm_id, entity_id, payload, attempts };
    if touched == 1 { row.into_taken(&token).map(Some) } else { Ok(None) }
}

/// Columns of due rows, oldest first; `{1}` and so on stand for the topic, the time and the limit.
macro_rules! due_rows {
    ($topic:literal, $now:literal, $limit:literal, $lock:literal) => {
        concat!(
            "SELECT o.id, o.firm_id, o.entity_id, o.payload, o.attempts FROM outbox o WHERE o.topic = ",
            $topic,
            " AND o.available_at <= ",
            $now,
            " AND NOT EXISTS (SELECT 1 FROM outbox e WHERE e.entity_id = o.entity_id AND e.topic = o.topic",
            " AND e.firm_id = o.firm_id AND e.entity_version < o.entity_version AND e.available_at IS NOT NULL)",
            " ORDER BY o.available_at, o.id LIMIT ",
            $limit,
            $lock
        )
    };
}

fn due(
    conn: &mut AnyConnection,
    topic: Topic,
    now: NaiveDateTime,
    limit: u32,
) -> Result<Vec<DueRow>, StorageError> {
    let (topic, limit) = (topic.as_str(), i64::from(limit));
    let rows = match conn {
        // SQLite has one writer.
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => diesel::sql_query(due_rows!("?", "?", "?", ""))
            .bind::<Text, _>(topic)
            .bind::<Timestamp, _>(now)
            .bind::<BigInt, _>(limit)
            .load(conn)?,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            diesel::sql_query(due_rows!("$1", "$2", "$3", " FOR UPDATE OF o SKIP LOCKED"))
                .bind::<Text, _>(topic)
                .bind::<Timestamp, _>(now)
                .bind::<BigInt, _>(limit)
                .load(conn)?
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => diesel::sql_query(due_rows!("?", "?", "?", " FOR UPDATE SKIP LOCKED"))
            .bind::<Text, _>(topic)
            .bind::<Timestamp, _>(now)
            .bind::<BigInt, _>(limit)
            .load(conn)?,
    };
    Ok(rows)
}

impl DueRow {
    fn into_taken(self, token: &str) -> Result<Taken, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "outbox", column, id };
        Ok(Taken {
            lease: Lease { id, token: token.to_owned() },
            access: Access::new(FirmId::try_from(self.firm_id).map_err(|_| corrupt("firm_id"))?),
            entity_id: self.entity_id,
            payload: self.payload,
            attempts: u32::try_from(self.attempts).map_err(|_| corrupt("attempts"))?,
        })
    }
}

/// Locks a row until the transaction ends, and extends its lease to `by` from now. False when another process has
/// claimed it.
pub(crate) fn hold(conn: &mut AnyConnection, lease: &Lease, by: Duration) -> Result<bool, StorageError> {
    let until = clock(conn)? + delta(by);
    let touched = diesel::update(held(lease))
        .set((outbox::lease_until.eq(until), outbox::available_at.eq(until)))
        .execute(conn)?;
    Ok(touched == 1)
}

/// Ends an attempt. False when another process has claimed the row.
pub(crate) fn end(conn: &mut AnyConnection, lease: &Lease, ending: &Ending) -> Result<bool, StorageError> {
    let now = clock(conn)?;
    let (state, available_at, attempt, error) = match ending {
        Ending::Done => (State::Done, None, 1, None),
        Ending::Later { after, uses_attempt, error } => {
            (State::Pending, Some(now + delta(*after)), i32::from(*uses_attempt), Some(error))
        }
        Ending::Dead { error } => (State::Dead, None, 1, Some(error)),
    };
    let touched = diesel::update(held(lease))
        .set((
            outbox::state.eq(state.as_str()),
            outbox::available_at.eq(available_at),
            outbox::lease_until.eq(now),
            outbox::lease_token.eq(None::<String>),
            outbox::attempts.eq(outbox::attempts + attempt),
            outbox::last_error.eq(error),
        ))
        .execute(conn)?;
    Ok(touched == 1)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn held<'a>(lease: &'a Lease) -> _ {
    let token: &'a str = lease.token.as_str();
    let id: i64 = lease.id;
    let rows: outbox::table = outbox::table.across_firms();
    rows.filter(outbox::id.eq(id)).filter(outbox::lease_token.eq(token))
}

/// The database's time.
pub(crate) fn clock(conn: &mut AnyConnection) -> Result<NaiveDateTime, StorageError> {
    use diesel::dsl::sql;
    Ok(match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            diesel::select(sql::<Timestamp>("strftime('%Y-%m-%d %H:%M:%f', 'now')")).get_result(conn)?
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            diesel::select(sql::<Timestamp>("clock_timestamp() AT TIME ZONE 'UTC'")).get_result(conn)?
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            diesel::select(sql::<Timestamp>("UTC_TIMESTAMP(6)")).get_result(conn)?
        }
    })
}

/// Durations here are a few hours at most.
fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::days(36_500))
}

#[cfg(test)]
mod tests {
    use frontdesk_testkit::backends;

    use super::*;
    use crate::engine::recorded_statements::empty;

    #[test]
    fn rows_queued_before_the_clock_was_set_back_are_due() {
        for backend in backends() {
            let (_test, database, access) = empty(*backend);
            let fill = |scoped: &mut Scoped<'_>| {
                for entity_id in 1..=3 {
                    let (topic, payload) = (Topic::UserFailed, String::new());
                    enqueue(scoped, Message { topic, entity_id, entity_version: 1, payload })?;
                }
                let now = clock(scoped.conn)?;
                for (entity, hours) in [(1, 0), (2, 5), (3, 1)] {
                    diesel::update(outbox::table.across_firms().filter(outbox::entity_id.eq(entity)))
                        .set(outbox::available_at.eq(now + TimeDelta::hours(hours)))
                        .execute(scoped.conn)?;
                }
                Ok(())
            };
            database.write_blocking(access, fill).expect("filled");
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
            let hurried = || runtime.block_on(hurry_misdated(&database)).expect("an answer");
            assert_eq!((hurried(), hurried()), (1, 0), "{backend}");
            let claim = claim(&database, Topic::UserFailed, 10, Duration::from_secs(1));
            let claimed = runtime.block_on(claim).expect("an answer");
            let entities: Vec<i64> = claimed.iter().map(|taken| taken.entity_id).collect();
            assert_eq!(entities, [1, 2], "{backend}");
        }
    }
}
