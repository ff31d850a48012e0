//! One connection to any of the databases.

use diesel::prelude::*;

use crate::engine::error::StorageError;
use crate::engine::rows::Rows;

/// A connection to one of the three databases. Queries that Diesel can express for all three use this type; others are
/// written per backend, in an exhaustive `match` on the variants.
#[derive(diesel::MultiConnection)]
pub(crate) enum AnyConnection {
    /// The embedded database.
    #[cfg(feature = "sqlite")]
    Sqlite(diesel::SqliteConnection),
    /// PostgreSQL.
    #[cfg(feature = "postgres")]
    Postgres(diesel::PgConnection),
    /// MySQL or MariaDB.
    #[cfg(feature = "mysql")]
    Mysql(diesel::MysqlConnection),
}

impl AnyConnection {
    /// Whether this is the embedded database, which has one writer.
    pub(crate) fn is_embedded(&self) -> bool {
        match self {
            #[cfg(feature = "sqlite")]
            Self::Sqlite(_) => true,
            #[cfg(feature = "postgres")]
            Self::Postgres(_) => false,
            #[cfg(feature = "mysql")]
            Self::Mysql(_) => false,
        }
    }
}

/// Repeats a body for each variant: `each!(conn, inner => expression)`. For frequent queries: on the concrete
/// connection Diesel finds a prepared statement by the query's type, through the enum it has to build the SQL first.
macro_rules! each {
    ($conn:expr, $inner:ident => $body:expr) => {
        match &mut *$conn {
            #[cfg(feature = "sqlite")]
            $crate::engine::connection::AnyConnection::Sqlite($inner) => $body,
            #[cfg(feature = "postgres")]
            $crate::engine::connection::AnyConnection::Postgres($inner) => $body,
            #[cfg(feature = "mysql")]
            $crate::engine::connection::AnyConnection::Mysql($inner) => $body,
        }
    };
}
pub(crate) use each;

/// Inserts a row and gives its id: `insert_for_id!(conn, table, row)`.
macro_rules! insert_for_id {
    ($conn:expr, $table:ident, $row:expr) => {{
        let insert = diesel::insert_into($table::table).values($row);
        match &mut *$conn {
            #[cfg(feature = "sqlite")]
            $crate::engine::connection::AnyConnection::Sqlite(conn) => {
                insert.returning($table::id).get_result::<i64>(conn)?
            }
            #[cfg(feature = "postgres")]
            $crate::engine::connection::AnyConnection::Postgres(conn) => {
                insert.returning($table::id).get_result::<i64>(conn)?
            }
            #[cfg(feature = "mysql")]
            $crate::engine::connection::AnyConnection::Mysql(conn) => {
                insert.execute(conn)?;
                $crate::engine::connection::last_insert_id(conn)?
            }
        }
    }};
}
pub(crate) use insert_for_id;

/// Sets the rows that this session may touch, for PostgreSQL's row-level security. MySQL and SQLite have none; there
/// the queries alone restrict the rows.
pub(crate) fn confine(conn: &mut AnyConnection, rows: Rows) -> Result<(), StorageError> {
    match conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            let firm = match rows {
                Rows::Of(firm) => firm.to_string(),
                Rows::All => "*".to_owned(),
            };
            let query = diesel::sql_query("SELECT set_config('app.firm', $1, false)");
            query.bind::<diesel::sql_types::Text, _>(firm).execute(conn)?;
            Ok(())
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => {
            let _ = rows;
            Ok(())
        }
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {
            let _ = rows;
            Ok(())
        }
    }
}

/// The server's id of this connection.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn session_id(conn: &mut AnyConnection) -> Result<i64, StorageError> {
    use diesel::dsl::sql;
    use diesel::sql_types::BigInt;

    match conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            Ok(diesel::select(sql::<BigInt>("pg_backend_pid()::bigint")).get_result(conn)?)
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            Ok(diesel::select(sql::<BigInt>("CAST(CONNECTION_ID() AS SIGNED)")).get_result(conn)?)
        }
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => Ok(0),
    }
}

/// Those of the sessions that do not exist on the server.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn missing_sessions(conn: &mut AnyConnection, sessions: &[i64]) -> Result<Vec<i64>, StorageError> {
    use diesel::dsl::sql;
    use diesel::sql_types::BigInt;

    let mut missing = Vec::new();
    for session in sessions {
        let known: i64 = match conn {
            #[cfg(feature = "postgres")]
            AnyConnection::Postgres(conn) => {
                let count = "(SELECT count(*) FROM pg_stat_activity WHERE pid = ";
                diesel::select(sql::<BigInt>(count).bind::<BigInt, _>(session).sql(")")).get_result(conn)?
            }
            #[cfg(feature = "mysql")]
            AnyConnection::Mysql(conn) => {
                let count = "(SELECT count(*) FROM information_schema.processlist WHERE id = ";
                diesel::select(sql::<BigInt>(count).bind::<BigInt, _>(session).sql(")")).get_result(conn)?
            }
            #[cfg(feature = "sqlite")]
            AnyConnection::Sqlite(_) => 1,
        };
        if known == 0 {
            missing.push(*session);
        }
    }
    Ok(missing)
}

/// Sets the server's statement time-out.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn limit_statements(
    conn: &mut AnyConnection,
    limit: std::time::Duration,
) -> Result<(), StorageError> {
    use diesel::connection::SimpleConnection;

    let millis = limit.as_millis().max(1);
    match conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => conn.batch_execute(&format!("SET statement_timeout = {millis}"))?,
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            let seconds = limit.as_secs_f64();
            let mariadb = conn.batch_execute(&format!("SET SESSION max_statement_time = {seconds}"));
            // MySQL has another name for the setting, and applies it to SELECT only.
            mariadb.or_else(|_| conn.batch_execute(&format!("SET SESSION max_execution_time = {millis}")))?;
        }
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}

/// Cancels the statement of another connection.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn cancel_statement(conn: &mut AnyConnection, session: i64) -> Result<(), StorageError> {
    use diesel::connection::SimpleConnection;

    match conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            conn.batch_execute(&format!("SELECT pg_cancel_backend({session})"))?;
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => conn.batch_execute(&format!("KILL QUERY {session}"))?,
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {}
    }
    Ok(())
}

/// Fails on a read-only server: a standby, or a demoted primary.
#[cfg(any(feature = "postgres", feature = "mysql"))]
pub(crate) fn assert_writable(conn: &mut AnyConnection) -> Result<(), StorageError> {
    use diesel::dsl::sql;
    use diesel::sql_types::Bool;

    let is_read_only: bool = match conn {
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            let setting = "current_setting('transaction_read_only')::bool";
            diesel::select(sql::<Bool>(setting)).get_result(conn)?
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            diesel::select(sql::<Bool>("@@global.read_only NOT IN ('0', 'OFF')")).get_result(conn)?
        }
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => false,
    };
    if is_read_only { Err(StorageError::Unavailable) } else { Ok(()) }
}

/// The id that MySQL assigned to the last inserted row.
#[cfg(feature = "mysql")]
pub(crate) fn last_insert_id(conn: &mut diesel::MysqlConnection) -> QueryResult<i64> {
    let id = diesel::dsl::sql::<diesel::sql_types::BigInt>("CAST(LAST_INSERT_ID() AS SIGNED)");
    diesel::select(id).get_result(conn)
}
