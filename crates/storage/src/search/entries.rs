//! Ranges of index entries with a common prefix.

use diesel::prelude::*;

use super::Kind;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::search::search_terms;
use crate::engine::scope::Scoped;

/// A range of the index: the terms of one kind of record with a common prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Range {
    pub(super) kind: Kind,
    pub(super) prefix: String,
}

/// A term, and the id of a record that has it.
pub(super) type Entry = (String, i64);

/// At most `limit` entries of a range, after one of them.
pub(super) fn entries(
    scoped: &mut Scoped<'_>,
    range: &Range,
    after: Option<&Entry>,
    limit: i64,
) -> Result<Vec<Entry>, StorageError> {
    let Some((term, id)) = after else {
        return from(scoped, range, &range.prefix, false, limit);
    };
    // In two steps, each a range of the primary key: for a comparison of pairs MariaDB reads all entries of a term.
    let (firm, kind) = (scoped.firm, range.kind.number());
    let mut found: Vec<Entry> = each!(scoped.conn, conn => search_terms::table
        .of_firm(firm)
        .filter(search_terms::kind.eq(kind))
        .filter(search_terms::term.eq(term))
        .filter(search_terms::record_id.gt(id))
        .order((search_terms::term, search_terms::record_id))
        .limit(limit)
        .select((search_terms::term, search_terms::record_id))
        .load(conn)?);
    let left = limit - i64::try_from(found.len()).unwrap_or(limit);
    if left > 0 {
        found.extend(from(scoped, range, term, true, left)?);
    }
    Ok(found)
}

/// Entries of a range with terms from one on, or after it.
fn from(
    scoped: &mut Scoped<'_>,
    range: &Range,
    term: &str,
    behind: bool,
    limit: i64,
) -> Result<Vec<Entry>, StorageError> {
    let (firm, kind) = (scoped.firm, range.kind.number());
    // The greatest character, which no text contains.
    let end = format!("{}\u{10ffff}", range.prefix);
    macro_rules! between {
        ($conn:ident, $start:expr) => {
            search_terms::table
                .of_firm(firm)
                .filter(search_terms::kind.eq(kind))
                .filter($start)
                .filter(search_terms::term.lt(&end))
                .order((search_terms::term, search_terms::record_id))
                .limit(limit)
                .select((search_terms::term, search_terms::record_id))
                .load($conn)?
        };
    }
    Ok(if behind {
        each!(scoped.conn, conn => between!(conn, search_terms::term.gt(term)))
    } else {
        each!(scoped.conn, conn => between!(conn, search_terms::term.ge(term)))
    })
}
