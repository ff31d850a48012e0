//! The totals, and the changes that update them: new and deleted interactions, deleted and retyped customers.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable, Text};
use frontdesk_core::CustomerId;
use frontdesk_interactions::Grain;

use crate::engine::connection::{AnyConnection, each};
use crate::engine::error::StorageError;
use crate::engine::kept_count::slot;
use crate::engine::schema::customers;
use crate::engine::schema::interactions::interaction_totals;
use crate::engine::scope::Scoped;

/// MySQL and PostgreSQL accept 65,535 parameters per statement.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const ROWS_A_STATEMENT: usize = 2_000;

/// Below this many rows a statement that Diesel has prepared before is faster.
#[cfg(feature = "sqlite")]
const WORTH_PREPARING: usize = 16;

#[derive(Insertable)]
#[diesel(table_name = interaction_totals)]
struct TotalRow<'a> {
    firm_id: i64,
    grain: i16,
    bucket: i32,
    channel_id: i64,
    customer_type: &'a str,
    interaction_count: i32,
    slot: i16,
}

/// The code of a grain in the table.
pub(super) fn grain_code(grain: Grain) -> i16 {
    match grain {
        Grain::Quarter => 0,
        Grain::Day => 1,
        Grain::Month => 2,
    }
}

/// A total: grain, bucket, channel, and the index of the customer type in the list of types.
type Key = (i16, i32, i64, usize);

/// Pending changes of totals, summed up first, so that many interactions of one day cost as much as one.
#[derive(Default)]
pub(crate) struct Deltas {
    types: Vec<String>,
    changes: HashMap<Key, i32>,
}

impl Deltas {
    /// Adds an interaction of a customer of that type, or removes one if the number is negative.
    pub(crate) fn add(&mut self, customer_type: &str, occurred_at: i64, channel: i64, by: i32) {
        let place = self.types.iter().position(|known| known == customer_type).unwrap_or_else(|| {
            self.types.push(customer_type.to_owned());
            self.types.len() - 1
        });
        for grain in Grain::ALL {
            let key = (grain_code(grain), grain.bucket_of(occurred_at), channel, place);
            *self.changes.entry(key).or_default() += by;
        }
    }

    /// The deltas for empty totals: start, channel, type and count of each quarter of an hour.
    pub(crate) fn of_quarters(counted: &[(i64, i64, String, i64)]) -> Self {
        let mut deltas = Self::default();
        for (occurred_at, channel, customer_type, count) in counted {
            deltas.add(customer_type, *occurred_at, *channel, i32::try_from(*count).unwrap_or(i32::MAX));
        }
        deltas
    }

    /// Writes the changes in a fixed order, so that concurrent changes of the same totals wait and do not deadlock.
    pub(crate) fn write(&self, scoped: &mut Scoped<'_>, is_bulk: bool) -> Result<(), StorageError> {
        let (firm_id, slot) = (scoped.firm_id(), slot(scoped.conn, is_bulk));
        let row = |(key, count): (&Key, &i32)| {
            let (grain, bucket, channel_id, place) = *key;
            let customer_type = self.types.get(place).map(String::as_str).unwrap_or_default();
            TotalRow { firm_id, grain, bucket, channel_id, customer_type, interaction_count: *count, slot }
        };
        let mut rows: Vec<TotalRow<'_>> =
            self.changes.iter().filter(|(_, count)| **count != 0).map(row).collect();
        rows.sort_unstable_by(|a, b| {
            (a.grain, a.bucket, a.channel_id, a.customer_type).cmp(&(
                b.grain,
                b.bucket,
                b.channel_id,
                b.customer_type,
            ))
        });
        add_to_totals(scoped.conn, &rows)
    }
}

/// The number of interactions of live customers, in all or through one channel.
pub(crate) fn count_all(scoped: &mut Scoped<'_>, channel: Option<i64>) -> Result<i64, StorageError> {
    let months = || {
        interaction_totals::table
            .of_firm(scoped.firm)
            .filter(interaction_totals::grain.eq(grain_code(Grain::Month)))
    };
    let sum = diesel::dsl::sum(interaction_totals::interaction_count);
    let counted: Option<i64> = each!(scoped.conn, conn => match channel {
        Some(channel) => {
            let through = interaction_totals::channel_id.eq(channel);
            months().filter(through).select(sum).get_result(conn)?
        }
        None => months().select(sum).get_result(conn)?,
    });
    Ok(counted.unwrap_or_default())
}

fn add_to_totals(conn: &mut AnyConnection, rows: &[TotalRow<'_>]) -> Result<(), StorageError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) if rows.len() >= WORTH_PREPARING => on_sqlite::add_to_totals(conn, rows)?,
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            for row in rows {
                diesel::insert_into(interaction_totals::table)
                    .values(row)
                    .on_conflict(interaction_totals::table.primary_key())
                    .do_update()
                    .set(interaction_totals::interaction_count.eq(interaction_totals::interaction_count
                        + diesel::upsert::excluded(interaction_totals::interaction_count)))
                    .execute(conn)?;
            }
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            for rows in rows.chunks(ROWS_A_STATEMENT) {
                diesel::insert_into(interaction_totals::table)
                    .values(rows)
                    .on_conflict(interaction_totals::table.primary_key())
                    .do_update()
                    .set(interaction_totals::interaction_count.eq(interaction_totals::interaction_count
                        + diesel::upsert::excluded(interaction_totals::interaction_count)))
                    .execute(conn)?;
            }
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            let sum = || {
                diesel::dsl::sql::<diesel::sql_types::Integer>(
                    "interaction_totals.interaction_count + VALUES(interaction_count)",
                )
            };
            for rows in rows.chunks(ROWS_A_STATEMENT) {
                diesel::insert_into(interaction_totals::table)
                    .values(rows)
                    .on_conflict(diesel::dsl::DuplicatedKeys)
                    .do_update()
                    .set(interaction_totals::interaction_count.eq(sum()))
                    .execute(conn)?;
            }
        }
    }
    Ok(())
}

#[derive(QueryableByName)]
struct KnownRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    customer_type: Option<String>,
}

/// The firm's live customers among `ids`, each with its type; empty for none. On a server they are locked against
/// deletion and changes of type until the transaction ends, so that their interactions are counted under the right
/// type.
pub(crate) fn known_customers(
    scoped: &mut Scoped<'_>,
    ids: &[i64],
) -> Result<HashMap<i64, String>, StorageError> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let lock = match scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => "",
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => " FOR SHARE",
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => " LOCK IN SHARE MODE",
    };
    // Only numbers, so no parameters are needed: there may be thousands.
    let list: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let query = format!(
        "SELECT id, customer_type FROM customers WHERE firm_id = {} AND tombstone = 0 AND id IN ({}) ORDER BY id{lock}",
        scoped.firm_id(),
        list.join(",")
    );
    let rows: Vec<KnownRow> = diesel::sql_query(query).load(scoped.conn)?;
    Ok(rows.into_iter().map(|row| (row.id, row.customer_type.unwrap_or_default())).collect())
}

/// Removes the interactions of a deleted customer from all totals, and returns its type. Call it once, in the
/// transaction of the deletion.
pub(crate) fn forget_customer(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
) -> Result<Option<String>, StorageError> {
    let customer_type = type_of(scoped, id)?;
    move_counts(scoped, id, Some(customer_type.as_deref().unwrap_or_default()), None)?;
    Ok(customer_type)
}

/// Counts the interactions of a customer that was restored, and returns its type.
pub(crate) fn recount_customer(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
) -> Result<Option<String>, StorageError> {
    let customer_type = type_of(scoped, id)?;
    move_counts(scoped, id, None, Some(customer_type.as_deref().unwrap_or_default()))?;
    Ok(customer_type)
}

fn type_of(scoped: &mut Scoped<'_>, id: CustomerId) -> Result<Option<String>, StorageError> {
    Ok(customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.eq(id.get()))
        .select(customers::customer_type)
        .get_result(scoped.conn)?)
}

/// Moves the interactions of a customer to its new type.
pub(crate) fn retype_customer(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<(), StorageError> {
    if before == after {
        return Ok(());
    }
    move_counts(scoped, id, Some(before.unwrap_or_default()), Some(after.unwrap_or_default()))
}

fn move_counts(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    before: Option<&str>,
    after: Option<&str>,
) -> Result<(), StorageError> {
    let quarter = quarter_of("occurred_at");
    let query = format!(
        "SELECT {quarter} AS quarter, channel_id, COUNT(*) AS interaction_count FROM interactions
         WHERE firm_id = {} AND customer_id = {id} GROUP BY {quarter}, channel_id",
        scoped.firm_id()
    );
    let rows: Vec<QuarterRow> = diesel::sql_query(query).load(scoped.conn)?;
    let mut deltas = Deltas::default();
    for QuarterRow { quarter, channel_id, interaction_count } in rows {
        let count = i32::try_from(interaction_count).unwrap_or(i32::MAX);
        if let Some(before) = before {
            deltas.add(before, quarter, channel_id, -count);
        }
        if let Some(after) = after {
            deltas.add(after, quarter, channel_id, count);
        }
    }
    deltas.write(scoped, false)
}

#[derive(QueryableByName)]
struct QuarterRow {
    #[diesel(sql_type = BigInt)]
    quarter: i64,
    #[diesel(sql_type = BigInt)]
    channel_id: i64,
    #[diesel(sql_type = BigInt)]
    interaction_count: i64,
}

/// SQL for the start of the quarter of an hour of a time column, in microseconds since 1970.
pub(super) fn quarter_of(column: &str) -> String {
    let micros = Grain::Quarter.start_of(1);
    // Correct for negative values, as division truncates towards zero.
    format!("({column} - (({column} % {micros}) + {micros}) % {micros})")
}

#[cfg(feature = "sqlite")]
mod on_sqlite {
    use diesel::prelude::*;

    use super::TotalRow;
    use crate::engine::sqlite::{Insert, Value};

    const INSERT: &str =
        "INSERT INTO interaction_totals (firm_id, grain, bucket, channel_id, customer_type, interaction_count, slot)
         VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (firm_id, grain, bucket, channel_id, customer_type, slot)
         DO UPDATE SET interaction_count = interaction_count + excluded.interaction_count";

    pub(super) fn add_to_totals(conn: &mut SqliteConnection, rows: &[TotalRow<'_>]) -> QueryResult<()> {
        let mut insert = Insert::prepare(conn, INSERT)?;
        for row in rows {
            insert.run(&[
                Value::Integer(row.firm_id),
                Value::Integer(i64::from(row.grain)),
                Value::Integer(i64::from(row.bucket)),
                Value::Integer(row.channel_id),
                Value::Text(row.customer_type),
                Value::Integer(i64::from(row.interaction_count)),
                Value::Integer(i64::from(row.slot)),
            ])?;
        }
        Ok(())
    }
}
