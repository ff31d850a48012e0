//! Copies an embedded database into PostgreSQL, table by table, all or nothing.

use std::path::Path;

use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};

/// A table that was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    pub table: String,
    /// The number of rows, the same on both sides.
    pub rows: i64,
}

/// Why nothing was copied.
#[derive(Debug, thiserror::Error)]
pub enum CarryError {
    /// There is no embedded database.
    #[error("there is no database at {0}")]
    Missing(String),
    /// The target is not PostgreSQL.
    #[error("the target must be a PostgreSQL database: postgres://USER:PASSWORD@HOST/NAME")]
    NotPostgres,
    /// The target is in use.
    #[error("the target database is in use: {0} has rows. Name one that is empty")]
    InUse(&'static str),
    /// The row counts differ after the copy; it was rolled back.
    #[error("{table} has {here} rows in the source and {there} in the target: nothing was copied")]
    Miscounted {
        table: String,
        /// Rows of the embedded database.
        here: i64,
        /// Rows of the target.
        there: i64,
    },
    /// A database cannot be opened, or lacks migrations.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A statement failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The binary was built without one of the databases.
    #[error("this binary was built without {0}: build it with `--features {0}`")]
    NotCompiledIn(&'static str),
}

/// Copies every row of the embedded database into an empty PostgreSQL database in one transaction, and compares the row
/// counts. Migrates both databases first. `told` is called after each table.
///
/// # Errors
/// See [`CarryError`]; the target is then as empty as before.
#[cfg(feature = "postgres")]
pub fn carry_over(
    database: &Path,
    target: &DatabaseUrl,
    told: impl FnMut(&Carried),
) -> Result<Vec<Carried>, CarryError> {
    into_postgres::carry_over(database, target, told)
}

/// As with PostgreSQL compiled in.
///
/// # Errors
/// PostgreSQL is not compiled in.
#[cfg(not(feature = "postgres"))]
pub fn carry_over(_: &Path, _: &DatabaseUrl, _: impl FnMut(&Carried)) -> Result<Vec<Carried>, CarryError> {
    Err(CarryError::NotCompiledIn("postgres"))
}

#[cfg(feature = "postgres")]
mod into_postgres {
    use std::path::Path;

    use diesel::connection::SimpleConnection;
    use diesel::prelude::*;
    use diesel::sql_types::{BigInt, Nullable, Text};

    use super::super::tables::{Column, Table, tables};
    use super::{Carried, CarryError};
    use crate::engine::connection::{AnyConnection, confine};
    use crate::engine::database_url::DatabaseUrl;
    use crate::engine::error::StorageError;
    use crate::engine::establish::establish;
    use crate::engine::migrations::migrate;
    use crate::engine::rows::Rows;
    use crate::engine::sqlite::connect_for_writing;

    /// Rows per statement.
    const AT_ONCE: usize = 500;

    #[derive(QueryableByName)]
    struct Line {
        #[diesel(sql_type = Text)]
        line: String,
    }

    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = BigInt)]
        number: i64,
    }

    #[derive(QueryableByName)]
    struct Sequence {
        #[diesel(sql_type = Nullable<Text>)]
        name: Option<String>,
    }

    pub(super) fn carry_over(
        database: &Path,
        target: &DatabaseUrl,
        mut told: impl FnMut(&Carried),
    ) -> Result<Vec<Carried>, CarryError> {
        if !database.exists() {
            return Err(CarryError::Missing(database.display().to_string()));
        }
        let DatabaseUrl::Postgres(_) = target else {
            return Err(CarryError::NotPostgres);
        };
        migrate(&DatabaseUrl::Sqlite(database.to_owned()))?;
        migrate(target)?;
        let mut here = connect_for_writing(database)?;
        let mut there = establish(target)?;
        // Without this, row-level security would hide all rows from a role that is not a superuser.
        confine(&mut there, Rows::All)?;
        let AnyConnection::Postgres(mut there) = there else {
            return Err(CarryError::NotPostgres);
        };
        assert_unused(&mut there)?;
        // One transaction on each side: a single snapshot is read, and all or nothing is written.
        here.transaction(|here| {
            there.transaction(|there| {
                let tables = tables(here)?;
                empty(there, &tables)?;
                let mut carried = Vec::with_capacity(tables.len());
                for table in &tables {
                    let done = carry_table(here, there, table)?;
                    told(&done);
                    carried.push(done);
                }
                Ok(carried)
            })
        })
    }

    impl From<diesel::result::Error> for CarryError {
        fn from(error: diesel::result::Error) -> Self {
            Self::Storage(error.into())
        }
    }

    /// Checks that the target holds at most what its migrations inserted.
    fn assert_unused(there: &mut PgConnection) -> Result<(), CarryError> {
        for (table, at_most) in [("customers", 0), ("imports", 0), ("firms", 1)] {
            if count_rows(there, table)? > at_most {
                return Err(CarryError::InUse(table));
            }
        }
        Ok(())
    }

    /// Removes what migrations inserted: the embedded database has those rows too, perhaps changed.
    fn empty(there: &mut PgConnection, tables: &[Table]) -> Result<(), CarryError> {
        for table in tables.iter().rev() {
            there.batch_execute(&format!("DELETE FROM {}", quoted(&table.name)))?;
        }
        Ok(())
    }

    fn carry_table(
        here: &mut SqliteConnection,
        there: &mut PgConnection,
        table: &Table,
    ) -> Result<Carried, CarryError> {
        let name = quoted(&table.name);
        // Rows that a trigger would derive are copied as rows.
        there.batch_execute(&format!("ALTER TABLE {name} DISABLE TRIGGER USER"))?;
        let query = format!("SELECT json_object({}) AS line FROM {name}", members(&table.columns));
        let mut rows: Vec<String> = Vec::with_capacity(AT_ONCE);
        let mut expected = 0_i64;
        for line in
            diesel::sql_query(query).load_iter::<Line, diesel::connection::DefaultLoadingMode>(here)?
        {
            rows.push(line?.line);
            expected += 1;
            if rows.len() == AT_ONCE {
                insert(there, table, &mut rows)?;
            }
        }
        insert(there, table, &mut rows)?;
        there.batch_execute(&format!("ALTER TABLE {name} ENABLE TRIGGER USER"))?;
        let arrived = count_rows(there, &table.name)?;
        if arrived != expected {
            let table = table.name.clone();
            return Err(CarryError::Miscounted { table, here: expected, there: arrived });
        }
        advance_sequence(here, there, table)?;
        Ok(Carried { table: table.name.clone(), rows: arrived })
    }

    /// The columns for `json_object`: names and values, with bytes in PostgreSQL's notation.
    fn members(columns: &[Column]) -> String {
        let member = |column: &Column| {
            let name = quoted(&column.name);
            let value = match column.is_binary {
                true => format!("CASE WHEN {name} IS NULL THEN NULL ELSE '\\x' || hex({name}) END"),
                false => name,
            };
            format!("'{}', {value}", column.name.replace('\'', "''"))
        };
        columns.iter().map(member).collect::<Vec<_>>().join(", ")
    }

    /// PostgreSQL reads each value with the type of its column.
    fn insert(there: &mut PgConnection, table: &Table, rows: &mut Vec<String>) -> Result<(), CarryError> {
        if rows.is_empty() {
            return Ok(());
        }
        let name = quoted(&table.name);
        let columns: Vec<String> = table.columns.iter().map(|column| quoted(&column.name)).collect();
        let columns = columns.join(", ");
        let query = format!(
            "INSERT INTO {name} ({columns}) SELECT {columns} FROM json_populate_recordset(NULL::{name}, $1::json)"
        );
        let all = format!("[{}]", rows.join(","));
        rows.clear();
        diesel::sql_query(query).bind::<Text, _>(all).execute(there)?;
        Ok(())
    }

    fn count_rows(there: &mut PgConnection, table: &str) -> Result<i64, StorageError> {
        let query = format!("SELECT count(*) AS number FROM {}", quoted(table));
        Ok(diesel::sql_query(query).get_result::<Number>(there)?.number)
    }

    /// Sets the next id of the target to one that the source has never assigned.
    fn advance_sequence(
        here: &mut SqliteConnection,
        there: &mut PgConnection,
        table: &Table,
    ) -> Result<(), CarryError> {
        if !table.columns.iter().any(|column| column.name == "id") {
            return Ok(());
        }
        let sequence: Sequence = diesel::sql_query("SELECT pg_get_serial_sequence($1, 'id') AS name")
            .bind::<Text, _>(quoted(&table.name))
            .get_result(there)?;
        // A table may assign ids without recording the last one: then the greatest id has to do.
        let given = format!(
            "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = ?), 0),
                        coalesce((SELECT max(id) FROM {}), 0)) AS number",
            quoted(&table.name)
        );
        let given = diesel::sql_query(given).bind::<Text, _>(&table.name).get_result(here)?;
        if let (Some(sequence), Number { number: last @ 1.. }) = (sequence.name, given) {
            diesel::sql_query("SELECT setval($1::regclass, $2)")
                .bind::<Text, _>(sequence)
                .bind::<BigInt, _>(last)
                .execute(there)?;
        }
        Ok(())
    }

    fn quoted(name: &str) -> String {
        format!("\"{}\"", name.replace('"', "\"\""))
    }
}
