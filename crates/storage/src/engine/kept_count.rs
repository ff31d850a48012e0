//! Counts and sums that are kept beside the rows they are made of, in the same transaction.

use uuid::Uuid;

use crate::engine::connection::AnyConnection;

/// Rows that single changes on a server are spread over, beside the one of bulk work: concurrent changes of one row wait
/// for each other's commit. Imports of a firm take turns.
const SLOTS: u8 = 16;

/// The slot of a change.
pub(crate) fn slot(conn: &AnyConnection, is_bulk: bool) -> i16 {
    if is_bulk || conn.is_embedded() {
        return 0;
    }
    Uuid::now_v7().as_bytes().last().map_or(1, |byte| i16::from(byte % SLOTS) + 1)
}

/// Adds a row to the one with the same primary key, or inserts it:
/// `add_up!(connection, table, &row, column: SqlType, …)` with the columns to be added.
macro_rules! add_up {
    ($conn:expr, $table:ident, $row:expr, $($column:ident: $sql_type:ident),+ $(,)?) => {{
        use diesel::upsert::excluded;
        use $crate::engine::connection::AnyConnection;

        let insert = diesel::insert_into($table::table).values($row);
        match &mut *$conn {
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(conn) => insert
                .on_conflict($table::table.primary_key())
                .do_update()
                .set(($($table::$column.eq($table::$column + excluded($table::$column)),)+))
                .execute(conn)?,
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(conn) => insert
                .on_conflict($table::table.primary_key())
                .do_update()
                .set(($($table::$column.eq($table::$column + excluded($table::$column)),)+))
                .execute(conn)?,
            #[cfg(feature = "mysql")]
            AnyConnection::Mysql(conn) => insert
                .on_conflict(diesel::dsl::DuplicatedKeys)
                .do_update()
                .set(($($table::$column.eq(diesel::dsl::sql::<diesel::sql_types::$sql_type>(concat!(
                    stringify!($table), ".", stringify!($column), " + VALUES(", stringify!($column), ")"
                ))),)+))
                .execute(conn)?,
        };
    }};
}
pub(crate) use add_up;
