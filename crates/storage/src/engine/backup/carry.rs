//! Carrying an embedded database over into PostgreSQL, table by table, all or nothing.

use std::path::Path;

use crate::engine::database_url::DatabaseUrl;
use crate::engine::error::{OpenError, StorageError};

/// What was carried over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Carried {
    /// The table.
    pub table: String,
    /// How many rows it has, here and there.
    pub rows: i64,
}

/// Nothing was carried over.
#[derive(Debug, thiserror::Error)]
pub enum CarryError {
    /// There is no embedded database.
    #[error("there is no database at {0}")]
    Missing(String),
    /// Only PostgreSQL is carried over to.
    #[error("the target must be a PostgreSQL database: postgres://USER:PASSWORD@HOST/NAME")]
    NotPostgres,
    /// The target is in use.
    #[error("the target database is in use: {0} has rows. Name one that is empty")]
    InUse(&'static str),
    /// After the copying there were not as many rows there as here; everything was taken back.
    #[error("{table} has {here} rows here and {there} there: nothing was carried over")]
    Miscounted {
        /// The table.
        table: String,
        /// Rows of the embedded database.
        here: i64,
        /// Rows of the target.
        there: i64,
    },
    /// One of the two cannot be opened, or lacks migrations.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// A statement failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// This Frontdesk does not know one of the two databases.
    #[error("this binary was built without {0}: build it with `--features {0}`")]
    NotCompiledIn(&'static str),
}

/// Copies every row of the embedded database into an empty PostgreSQL database, in one transaction, and counts them
/// there. Both are brought up to date first. `told` hears of each table once it is there.
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

    /// Rows that go over in one statement.
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
        // Rows of all firms: else whoever is no superuser would neither see nor write a single one.
        confine(&mut there, Rows::All)?;
        let AnyConnection::Postgres(mut there) = there else {
            return Err(CarryError::NotPostgres);
        };
        assert_unused(&mut there)?;
        // One transaction on each side: what is read is one moment, and what is written is all or nothing.
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

    /// Nobody has worked with the target: it holds what its migrations put there, at the most.
    fn assert_unused(there: &mut PgConnection) -> Result<(), CarryError> {
        for (table, at_most) in [("customers", 0), ("imports", 0), ("firms", 1)] {
            if count_rows(there, table)? > at_most {
                return Err(CarryError::InUse(table));
            }
        }
        Ok(())
    }

    /// Takes away what migrations put there: the embedded database has it too, perhaps changed.
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
        // What a trigger would derive from the rows is carried over as rows of its own.
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

    /// The columns for `json_object`: their names and values, bytes in the way PostgreSQL writes them.
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

    /// PostgreSQL reads each value by the type of its own column.
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

    /// The next id there is one that was never given out here either.
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
        // A table may count without keeping count: then the greatest id is all there is to go by.
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
