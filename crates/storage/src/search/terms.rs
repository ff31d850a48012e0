//! Writing search terms.

use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::Kind;
use crate::engine::connection::{AnyConnection, each};
use crate::engine::error::StorageError;
use crate::engine::schema::search::search_terms;
#[cfg(feature = "sqlite")]
use crate::engine::sqlite::{Insert, Value};

/// A term of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable)]
#[diesel(table_name = search_terms, treat_none_as_default_value = false)]
pub(crate) struct TermRow {
    pub(crate) firm_id: i64,
    pub(crate) kind: i16,
    pub(crate) term: String,
    pub(crate) record_id: i64,
}

/// A term as it is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Insertable)]
#[diesel(table_name = search_terms, treat_none_as_default_value = false)]
pub(super) struct NewTerm<'t> {
    pub(super) firm_id: i64,
    pub(super) kind: i16,
    pub(super) term: &'t str,
    pub(super) record_id: i64,
}

/// Terms per statement, and rows per insert.
const AT_ONCE: usize = 500;

#[cfg(feature = "sqlite")]
const INSERT: &str = "INSERT INTO search_terms (firm_id, kind, term, record_id) VALUES (?, ?, ?, ?)";

/// Rows per statement on MySQL, which accepts 65,535 parameters.
#[cfg(feature = "mysql")]
const MOST_ROWS: usize = 10_000;

fn rows(firm_id: i64, kind: Kind, record_id: i64, terms: Vec<String>) -> impl Iterator<Item = TermRow> {
    terms.into_iter().map(move |term| TermRow { firm_id, kind: kind.number(), term, record_id })
}

/// Inserts terms of new records, by the fastest way of each database.
pub(super) fn insert_new<'t>(
    conn: &mut AnyConnection,
    rows: impl Iterator<Item = NewTerm<'t>>,
) -> Result<(), StorageError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            let mut insert = Insert::prepare(conn, INSERT)?;
            for row in rows {
                let (firm, kind) = (Value::Integer(row.firm_id), Value::Integer(i64::from(row.kind)));
                insert.run(&[firm, kind, Value::Text(row.term), Value::Integer(row.record_id)])?;
            }
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => on_postgres::insert(conn, &rows.collect::<Vec<_>>())?,
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            for rows in rows.collect::<Vec<_>>().chunks(MOST_ROWS) {
                diesel::insert_into(search_terms::table).values(rows).execute(conn)?;
            }
        }
    }
    Ok(())
}

/// Replaces the terms of a record; both lists are sorted.
pub(crate) fn replace(
    conn: &mut AnyConnection,
    firm: FirmId,
    kind: Kind,
    record: i64,
    before: &[String],
    after: &[String],
) -> Result<(), StorageError> {
    let missing = |terms: &[String], term: &String| terms.binary_search(term).is_err();
    let gone: Vec<&String> = before.iter().filter(|term| missing(after, term)).collect();
    let new = after.iter().filter(|term| missing(before, term)).cloned().collect();
    for gone in gone.chunks(AT_ONCE) {
        each!(conn, conn => diesel::delete(search_terms::table
            .of_firm(firm)
            .filter(search_terms::kind.eq(kind.number()))
            .filter(search_terms::record_id.eq(record))
            .filter(search_terms::term.eq_any(gone.iter().copied())))
        .execute(conn)?);
    }
    let new: Vec<TermRow> = rows(firm.get(), kind, record, new).collect();
    insert_missing(conn, &new)
}

/// Inserts the missing rows.
pub(super) fn insert_missing(conn: &mut AnyConnection, rows: &[TermRow]) -> Result<(), StorageError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            for row in rows {
                diesel::insert_or_ignore_into(search_terms::table).values(row).execute(conn)?;
            }
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            for rows in rows.chunks(AT_ONCE) {
                diesel::insert_into(search_terms::table)
                    .values(rows)
                    .on_conflict_do_nothing()
                    .execute(conn)?;
            }
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            for rows in rows.chunks(AT_ONCE) {
                diesel::insert_or_ignore_into(search_terms::table).values(rows).execute(conn)?;
            }
        }
    }
    Ok(())
}

#[cfg(feature = "postgres")]
mod on_postgres {
    use diesel::prelude::*;
    use diesel::sql_types::{Array, BigInt, SmallInt, Text};

    use super::NewTerm;

    /// Terms per statement: the arrays of some 3 MB.
    const AT_ONCE: usize = 100_000;

    /// As arrays: no slower than COPY, which roles under row-level security may not use.
    pub(super) fn insert(conn: &mut PgConnection, rows: &[NewTerm<'_>]) -> QueryResult<()> {
        for rows in rows.chunks(AT_ONCE) {
            let Some(first) = rows.first() else { continue };
            diesel::sql_query(
                "INSERT INTO search_terms (firm_id, kind, term, record_id)
                 SELECT $1, $2, term, record_id FROM unnest($3::text[], $4::bigint[]) AS new (term, record_id)",
            )
            .bind::<BigInt, _>(first.firm_id)
            .bind::<SmallInt, _>(first.kind)
            .bind::<Array<Text>, _>(rows.iter().map(|row| row.term).collect::<Vec<_>>())
            .bind::<Array<BigInt>, _>(rows.iter().map(|row| row.record_id).collect::<Vec<_>>())
            .execute(conn)?;
        }
        Ok(())
    }
}
