//! Inserts of interactions, by the fastest way of each database.

use diesel::prelude::*;

use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interactions;
use crate::engine::scope::Scoped;

/// An interaction that may exist already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Insertable)]
#[diesel(table_name = interactions)]
pub(crate) struct NewInteraction {
    pub(crate) firm_id: i64,
    /// A live customer of the firm.
    pub(crate) customer_id: i64,
    /// Microseconds since 1970.
    pub(crate) occurred_at: i64,
    pub(crate) channel_id: i64,
    /// When it was recorded, in microseconds since 1970.
    pub(crate) recorded_at: i64,
}

/// The key of an interaction; a conflict on the id is an error.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
const CONTACT: (interactions::customer_id, interactions::occurred_at, interactions::channel_id) =
    (interactions::customer_id, interactions::occurred_at, interactions::channel_id);

/// Below this many rows a statement that Diesel has prepared before is faster.
#[cfg(feature = "sqlite")]
const WORTH_PREPARING: usize = 16;

/// Rows per statement.
#[cfg(any(feature = "postgres", feature = "mysql"))]
const ROWS_A_STATEMENT: usize = 2_000;

#[cfg(any(feature = "postgres", feature = "mysql"))]
type Contact = (i64, i64, i64);

/// What became of rows that were to be inserted.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inserted {
    /// For each row whether it was new; of equal ones only the first is.
    pub(crate) is_new: Vec<bool>,
    /// The ids of the new ones, in no particular order.
    pub(crate) ids: Vec<i64>,
}

#[cfg(feature = "sqlite")]
fn insert_one(conn: &mut SqliteConnection, row: &NewInteraction) -> Result<bool, StorageError> {
    let insert = diesel::insert_into(interactions::table).values(row).on_conflict(CONTACT).do_nothing();
    Ok(insert.execute(conn)? == 1)
}

/// Inserts those that do not exist yet.
pub(crate) fn insert_new(scoped: &mut Scoped<'_>, rows: &[NewInteraction]) -> Result<Inserted, StorageError> {
    match scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            let last: Option<i64> = interactions::table
                .across_firms()
                .select(diesel::dsl::max(interactions::id))
                .get_result(conn)?;
            let is_new = if rows.len() >= WORTH_PREPARING {
                on_sqlite::insert_new(conn, rows)?
            } else {
                rows.iter().map(|row| insert_one(conn, row)).collect::<Result<_, _>>()?
            };
            // There is one writer, and new ids are above all others.
            let new = interactions::table.across_firms().filter(interactions::id.gt(last.unwrap_or(0)));
            let ids =
                if is_new.contains(&true) { new.select(interactions::id).load(conn)? } else { Vec::new() };
            Ok(Inserted { is_new, ids })
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            let (mut contacts, mut ids) = (std::collections::HashSet::new(), Vec::new());
            for rows in rows.chunks(ROWS_A_STATEMENT) {
                let new: Vec<(i64, Contact)> = diesel::insert_into(interactions::table)
                    .values(rows)
                    .on_conflict(CONTACT)
                    .do_nothing()
                    .returning((interactions::id, CONTACT))
                    .get_results(conn)?;
                for (id, contact) in new {
                    ids.push(id);
                    contacts.insert(contact);
                }
            }
            Ok(Inserted { is_new: rows.iter().map(|row| contacts.remove(&row.contact())).collect(), ids })
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            let mut known = std::collections::HashSet::new();
            for rows in rows.chunks(ROWS_A_STATEMENT) {
                known.extend(on_mysql::stored(conn, rows)?);
            }
            let is_new: Vec<bool> = rows.iter().map(|row| known.insert(row.contact())).collect();
            let new: Vec<NewInteraction> =
                rows.iter().zip(&is_new).filter(|(_, is_new)| **is_new).map(|(row, _)| *row).collect();
            let mut ids = Vec::with_capacity(new.len());
            for rows in new.chunks(ROWS_A_STATEMENT) {
                diesel::insert_into(interactions::table).values(rows).execute(conn)?;
                ids.extend(on_mysql::last_insert_ids(conn, rows.len())?);
            }
            Ok(Inserted { is_new, ids })
        }
    }
}

#[cfg(any(feature = "postgres", feature = "mysql"))]
impl NewInteraction {
    fn contact(&self) -> Contact {
        (self.customer_id, self.occurred_at, self.channel_id)
    }
}

#[cfg(feature = "sqlite")]
mod on_sqlite {
    use diesel::prelude::*;

    use super::NewInteraction;
    use crate::engine::error::StorageError;
    use crate::engine::sqlite::{Insert, Value};

    const INSERT: &str =
        "INSERT INTO interactions (firm_id, customer_id, occurred_at, channel_id, recorded_at)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT (customer_id, occurred_at, channel_id) DO NOTHING";

    pub(super) fn insert_new(
        conn: &mut SqliteConnection,
        rows: &[NewInteraction],
    ) -> Result<Vec<bool>, StorageError> {
        let mut insert = Insert::prepare(conn, INSERT)?;
        let mut run = |row: &NewInteraction| {
            let values = [row.firm_id, row.customer_id, row.occurred_at, row.channel_id, row.recorded_at];
            Ok(insert.run(&values.map(Value::Integer))?)
        };
        rows.iter().map(&mut run).collect()
    }
}

#[cfg(feature = "mysql")]
mod on_mysql {
    use diesel::prelude::*;
    use diesel::sql_types::BigInt;

    use super::{Contact, NewInteraction};
    use crate::engine::error::StorageError;

    #[derive(QueryableByName)]
    struct StoredRow {
        #[diesel(sql_type = BigInt)]
        customer_id: i64,
        #[diesel(sql_type = BigInt)]
        occurred_at: i64,
        #[diesel(sql_type = BigInt)]
        channel_id: i64,
    }

    #[derive(QueryableByName)]
    struct FirstId {
        #[diesel(sql_type = BigInt)]
        id: i64,
        #[diesel(sql_type = BigInt)]
        step: i64,
    }

    /// The ids of the `count` rows of the last insert. Rows of one statement whose number is known get ids in steps.
    pub(super) fn last_insert_ids(
        conn: &mut diesel::MysqlConnection,
        count: usize,
    ) -> Result<impl Iterator<Item = i64>, StorageError> {
        let query = "SELECT CAST(LAST_INSERT_ID() AS SIGNED) AS id,
                            CAST(@@auto_increment_increment AS SIGNED) AS step";
        let FirstId { id, step } = diesel::sql_query(query).get_result(conn)?;
        Ok((0..).take(count).map(move |place: i64| id + place * step))
    }

    /// The stored ones among the rows. A concurrent insert of another one makes this insert fail, and it is retried.
    pub(super) fn stored(
        conn: &mut diesel::MysqlConnection,
        rows: &[NewInteraction],
    ) -> Result<Vec<Contact>, StorageError> {
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let tuple =
            |row: &NewInteraction| format!("({},{},{})", row.customer_id, row.occurred_at, row.channel_id);
        // Only numbers, so no parameters are needed.
        let list: Vec<String> = rows.iter().map(tuple).collect();
        let query = format!(
            "SELECT customer_id, occurred_at, channel_id FROM interactions
             WHERE (customer_id, occurred_at, channel_id) IN ({})",
            list.join(",")
        );
        let rows: Vec<StoredRow> = diesel::sql_query(query).load(conn)?;
        Ok(rows.into_iter().map(|row| (row.customer_id, row.occurred_at, row.channel_id)).collect())
    }
}
