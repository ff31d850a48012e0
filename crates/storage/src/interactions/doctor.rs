//! Checks totals against interactions, and repairs them.

use std::collections::HashMap;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use frontdesk_interactions::Grain;

use super::totals::{Deltas, grain_code, quarter_of};
use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
#[cfg(feature = "mysql")]
use crate::engine::hold_firm::hold_firm;
use crate::engine::schema::interactions::interaction_totals;
use crate::engine::scope::{Access, Scoped};

/// Result of recounting a firm's interactions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TotalsCheck {
    /// Interactions of customers that are not deleted.
    pub interactions: i64,
    /// The number of totals that should exist.
    pub totals: usize,
    /// Totals that are wrong, missing or superfluous.
    pub wrong: usize,
}

/// A total: grain, bucket, channel, customer type.
type Key = (i16, i32, i64, String);

#[derive(QueryableByName)]
struct QuarterRow {
    #[diesel(sql_type = BigInt)]
    quarter: i64,
    #[diesel(sql_type = BigInt)]
    channel_id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    customer_type: Option<String>,
    #[diesel(sql_type = BigInt)]
    interaction_count: i64,
}

/// Recounts a firm's interactions and compares the totals. Changes nothing and blocks no other job.
///
/// # Errors
/// The database did not answer.
pub fn check_totals(database: &Database, access: Access) -> Result<TotalsCheck, StorageError> {
    database.read_blocking(access, |scoped| {
        let conn = &mut *scoped.conn;
        begin_snapshot(conn)?;
        let checked = compare(scoped);
        scoped.conn.batch_execute("ROLLBACK")?;
        checked
    })
}

/// Recounts a firm's interactions and stores the totals. Writes wait meanwhile. Returns what was wrong before.
///
/// # Errors
/// The database did not answer.
pub fn repair_totals(database: &Database, access: Access) -> Result<TotalsCheck, StorageError> {
    database.write_blocking(access, |scoped| {
        keep_others_out(scoped)?;
        let before = compare(scoped)?;
        if before.wrong > 0 {
            recount(scoped)?;
        }
        Ok(before)
    })
}

/// Recounts a firm's interactions and stores the totals.
pub(crate) fn recount(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let counted = count_anew(scoped)?;
    diesel::delete(interaction_totals::table.of_firm(scoped.firm)).execute(scoped.conn)?;
    Deltas::of_quarters(&counted).write(scoped, true)
}

/// Locks interactions and totals against changes until the transaction ends. SQLite has one writer and needs no lock.
fn keep_others_out(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(()),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            conn.batch_execute("LOCK TABLE interactions IN SHARE MODE")?;
            Ok(conn.batch_execute("LOCK TABLE interaction_totals IN SHARE ROW EXCLUSIVE MODE")?)
        }
        // Changes of totals lock their firm.
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => hold_firm(scoped),
    }
}

/// One snapshot for both counts. SQLite and PostgreSQL take it with the first query, MySQL needs a statement.
fn begin_snapshot(conn: &mut AnyConnection) -> Result<(), StorageError> {
    conn.batch_execute(match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => "BEGIN",
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => {
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY"
        }
    })?;
    Ok(())
}

fn compare(scoped: &mut Scoped<'_>) -> Result<TotalsCheck, StorageError> {
    let mut wanted: HashMap<Key, i64> = HashMap::new();
    let mut check = TotalsCheck::default();
    for (occurred_at, channel, customer_type, count) in count_anew(scoped)? {
        check.interactions += count;
        for grain in Grain::ALL {
            let key = (grain_code(grain), grain.bucket_of(occurred_at), channel, customer_type.clone());
            *wanted.entry(key).or_default() += count;
        }
    }
    check.totals = wanted.len();
    for (key, count) in stored(scoped)? {
        let expected = wanted.remove(&key).unwrap_or_default();
        check.wrong += usize::from(expected != count);
    }
    check.wrong += wanted.len();
    Ok(check)
}

/// The interactions of live customers by quarter of an hour: start, channel, type, count.
fn count_anew(scoped: &mut Scoped<'_>) -> Result<Vec<(i64, i64, String, i64)>, StorageError> {
    let quarter = quarter_of("i.occurred_at");
    let query = format!(
        "SELECT {quarter} AS quarter, i.channel_id AS channel_id, c.customer_type AS customer_type,
                COUNT(*) AS interaction_count
         FROM interactions i JOIN customers c ON c.id = i.customer_id
         WHERE i.firm_id = {} AND c.tombstone = 0
         GROUP BY {quarter}, i.channel_id, c.customer_type",
        scoped.firm_id()
    );
    let rows: Vec<QuarterRow> = diesel::sql_query(query).load(scoped.conn)?;
    let row = |row: QuarterRow| {
        (row.quarter, row.channel_id, row.customer_type.unwrap_or_default(), row.interaction_count)
    };
    Ok(rows.into_iter().map(row).collect())
}

fn stored(scoped: &mut Scoped<'_>) -> Result<HashMap<Key, i64>, StorageError> {
    let rows: Vec<(i16, i32, i64, String, i32)> = interaction_totals::table
        .of_firm(scoped.firm)
        .select((
            interaction_totals::grain,
            interaction_totals::bucket,
            interaction_totals::channel_id,
            interaction_totals::customer_type,
            interaction_totals::interaction_count,
        ))
        .load(scoped.conn)?;
    let mut totals = HashMap::new();
    for (grain, bucket, channel, customer_type, count) in rows {
        *totals.entry((grain, bucket, channel, customer_type)).or_default() += i64::from(count);
    }
    Ok(totals)
}

#[cfg(test)]
mod tests {
    use diesel::prelude::*;
    use frontdesk_core::FirmId;
    use frontdesk_interactions::ChannelName;

    use super::*;
    use crate::Options;
    use crate::interactions::{RecordInteraction, record};

    /// A database with one customer and two interactions.
    fn furnished(test: &frontdesk_testkit::TestDatabase) -> (Database, Access) {
        let database = Database::open(Options::new(test.url().parse().expect("a URL"))).expect("it opens");
        let access = database.access_blocking(FirmId::FIRST).expect("an answer").expect("firm 1");
        database
            .write_blocking(access, |scoped| {
                let now = chrono::DateTime::UNIX_EPOCH;
                let customer = frontdesk_core::CustomerId::try_from(1).map_err(|_| StorageError::Conflict)?;
                crate::customers::create_bare(
                    scoped,
                    &[customer],
                    &mut crate::customers::Numbers::default(),
                    now,
                )?;
                for (channel, occurred_at) in [("Call", now), ("Bird", now + chrono::TimeDelta::days(40))] {
                    let channel = ChannelName::parse(channel).map_err(|_| StorageError::Conflict)?;
                    record(scoped, &RecordInteraction { customer, channel, occurred_at }, now)?;
                }
                Ok(())
            })
            .expect("two interactions");
        (database, access)
    }

    #[test]
    fn wrong_totals_are_found_and_repaired() {
        for backend in frontdesk_testkit::backends() {
            let test = frontdesk_testkit::database(*backend, |url| {
                crate::migrate(&url.parse().expect("a URL")).expect("migrations apply");
            });
            let (database, access) = furnished(&test);
            let sound = TotalsCheck { interactions: 2, totals: 6, wrong: 0 };
            assert_eq!(check_totals(&database, access).expect("an answer"), sound, "{backend}");
            let spoil = |scoped: &mut Scoped<'_>| {
                // One superfluous total, one missing, one without interactions.
                let days = interaction_totals::table.filter(interaction_totals::grain.eq(1));
                diesel::update(days.filter(interaction_totals::bucket.eq(0)))
                    .set(interaction_totals::interaction_count.eq(2))
                    .execute(scoped.conn)?;
                diesel::delete(interaction_totals::table.filter(interaction_totals::bucket.eq(40)))
                    .execute(scoped.conn)?;
                let mut deltas = Deltas::default();
                deltas.add("Ghost", -1, 1, 1);
                deltas.write(scoped, false)
            };
            database.write_blocking(access, spoil).expect("spoilt");
            let wrong = TotalsCheck { wrong: 5, ..sound };
            assert_eq!(check_totals(&database, access).expect("an answer"), wrong, "{backend}");
            assert_eq!(repair_totals(&database, access).expect("an answer"), wrong, "{backend}");
            assert_eq!(check_totals(&database, access).expect("an answer"), sound, "{backend}");
        }
    }
}
