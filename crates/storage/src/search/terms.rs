//! Writing search terms.

use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::Kind;
use crate::engine::connection::{AnyConnection, each};
use crate::engine::error::StorageError;
use crate::engine::schema::search::search_terms;

/// A term of a record.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Insertable)]
#[diesel(table_name = search_terms, treat_none_as_default_value = false)]
pub(crate) struct TermRow {
    firm_id: i64,
    kind: i16,
    pub(crate) term: String,
    record_id: i64,
}

/// Terms per statement, and rows per insert.
const AT_ONCE: usize = 500;

/// The rows of a new record.
pub(crate) fn rows(
    firm_id: i64,
    kind: Kind,
    record_id: i64,
    terms: Vec<String>,
) -> impl Iterator<Item = TermRow> {
    terms.into_iter().map(move |term| TermRow { firm_id, kind: kind.number(), term, record_id })
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
