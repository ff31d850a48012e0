//! Reads tables of other systems' databases as if they were files.

use std::io::{self, Write};

use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};

/// Why a table cannot be read. No text contains a password.
#[derive(Debug, thiserror::Error)]
pub enum ForeignTableError {
    /// Only MySQL and MariaDB are supported.
    #[error("must be a URL that starts with mysql:// or mariadb://")]
    NotMysql,
    /// No connection.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The table does not exist.
    #[error("the database has no table {0}")]
    NoTable(String),
    /// A query failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A row cannot be parsed.
    #[error("a row of the table cannot be read")]
    Row(#[source] serde_json::Error),
    /// The output cannot be written.
    #[error(transparent)]
    Write(#[from] io::Error),
}

/// Writes the table as CSV with its columns in order, from one snapshot. NULL becomes an empty cell, bytes become
/// hexadecimal digits. At most one page of rows is in memory at a time.
///
/// # Errors
/// The table does not exist, the database did not answer, or writing to `out` failed.
pub fn copy_as_csv(url: &DatabaseUrl, table: &str, out: &mut dyn Write) -> Result<(), ForeignTableError> {
    let DatabaseUrl::Mysql(_) = url else {
        return Err(ForeignTableError::NotMysql);
    };
    match crate::engine::establish::establish(url)? {
        #[cfg(feature = "mysql")]
        crate::engine::connection::AnyConnection::Mysql(mut conn) => mysql::copy(&mut conn, table, out),
        #[cfg(feature = "sqlite")]
        crate::engine::connection::AnyConnection::Sqlite(_) => not_mysql(table, out),
        #[cfg(feature = "postgres")]
        crate::engine::connection::AnyConnection::Postgres(_) => not_mysql(table, out),
    }
}

/// The connection matches the scheme of its URL, so this case cannot occur.
#[cfg(any(feature = "sqlite", feature = "postgres"))]
fn not_mysql(_: &str, _: &mut dyn Write) -> Result<(), ForeignTableError> {
    Err(ForeignTableError::NotMysql)
}

#[cfg(feature = "mysql")]
mod mysql {
    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    use diesel::sql_types::{BigInt, Text};

    use super::{ForeignTableError, Write, io};
    use crate::engine::error::StorageError;

    /// Rows per query.
    const PAGE: i64 = 2_000;

    #[derive(QueryableByName)]
    struct Column {
        #[diesel(sql_type = Text)]
        column_name: String,
        #[diesel(sql_type = Text)]
        data_type: String,
        #[diesel(sql_type = Text)]
        column_key: String,
    }

    #[derive(QueryableByName)]
    struct Cells {
        #[diesel(sql_type = Text)]
        cells: String,
    }

    pub(super) fn copy(
        conn: &mut MysqlConnection,
        table: &str,
        out: &mut dyn Write,
    ) -> Result<(), ForeignTableError> {
        // One snapshot for all pages, read-only.
        conn.batch_execute(
            "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ;
             START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        )
        .map_err(StorageError::from)?;
        let columns = columns(conn, table)?;
        if columns.is_empty() {
            return Err(ForeignTableError::NoTable(table.to_owned()));
        }
        write_line(out, columns.iter().map(|column| Some(column.column_name.as_str())))?;
        let key = key(&columns);
        let query = Query::new(table, &columns, key);
        let mut done = 0_i64;
        let mut last: Option<String> = None;
        loop {
            let rows = query.page(conn, last.as_deref(), done)?;
            for row in &rows {
                let cells: Vec<Option<String>> =
                    serde_json::from_str(&row.cells).map_err(ForeignTableError::Row)?;
                write_line(out, cells.iter().map(Option::as_deref))?;
                last = key.and_then(|key| cells.get(key).cloned().flatten());
            }
            done += rows.len() as i64;
            if (rows.len() as i64) < PAGE {
                return Ok(());
            }
        }
    }

    fn columns(conn: &mut MysqlConnection, table: &str) -> Result<Vec<Column>, ForeignTableError> {
        let query = diesel::sql_query(
            "SELECT CAST(COLUMN_NAME AS CHAR) AS column_name, LOWER(CAST(DATA_TYPE AS CHAR)) AS data_type,
                    CAST(COLUMN_KEY AS CHAR) AS column_key
             FROM information_schema.COLUMNS
             WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION",
        );
        Ok(query.bind::<Text, _>(table).load(conn).map_err(StorageError::from)?)
    }

    /// The only column of the primary key, if its values can be compared as text.
    fn key(columns: &[Column]) -> Option<usize> {
        let mut keys = columns.iter().enumerate().filter(|(_, column)| column.column_key == "PRI");
        let (position, column) = keys.next().filter(|_| keys.next().is_none())?;
        let is_whole =
            matches!(column.data_type.as_str(), "tinyint" | "smallint" | "mediumint" | "int" | "bigint");
        is_whole.then_some(position)
    }

    /// The query of a page: rows after a key if the table has one, otherwise by offset.
    struct Query {
        select: String,
        key: Option<String>,
        order: String,
    }

    impl Query {
        fn new(table: &str, columns: &[Column], key: Option<usize>) -> Self {
            let cells: Vec<String> = columns.iter().map(as_text).collect();
            let names: Vec<String> = columns.iter().map(|column| quoted(&column.column_name)).collect();
            let key = key.and_then(|key| names.get(key).cloned());
            Self {
                select: format!("SELECT JSON_ARRAY({}) AS cells FROM {}", cells.join(", "), quoted(table)),
                order: key.clone().unwrap_or_else(|| names.join(", ")),
                key,
            }
        }

        fn page(
            &self,
            conn: &mut MysqlConnection,
            last: Option<&str>,
            done: i64,
        ) -> Result<Vec<Cells>, ForeignTableError> {
            let Self { select, key, order } = self;
            let rows = match (key, last.and_then(|last| last.parse::<i64>().ok())) {
                (Some(key), Some(last)) => {
                    let text = format!("{select} WHERE {key} > ? ORDER BY {order} LIMIT {PAGE}");
                    diesel::sql_query(text).bind::<BigInt, _>(last).load(conn)
                }
                (Some(_), None) | (None, _) => {
                    diesel::sql_query(format!("{select} ORDER BY {order} LIMIT {PAGE} OFFSET {done}"))
                        .load(conn)
                }
            };
            Ok(rows.map_err(StorageError::from)?)
        }
    }

    fn as_text(column: &Column) -> String {
        let name = quoted(&column.column_name);
        match column.data_type.as_str() {
            "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
                format!("LOWER(HEX({name}))")
            }
            "bit" => format!("CAST({name} + 0 AS CHAR)"),
            _ => format!("CAST({name} AS CHAR CHARACTER SET utf8mb4)"),
        }
    }

    fn quoted(name: &str) -> String {
        format!("`{}`", name.replace('`', "``"))
    }

    fn write_line<'a>(
        out: &mut dyn Write,
        cells: impl Iterator<Item = Option<&'a str>>,
    ) -> Result<(), io::Error> {
        for (position, cell) in cells.enumerate() {
            let separator = if position == 0 { "" } else { "," };
            write!(out, "{separator}\"{}\"", cell.unwrap_or_default().replace('"', "\"\""))?;
        }
        out.write_all(b"\n")
    }
}
