//! Verifying the log link by link.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

use super::chain::{Hash, Link, START};
use super::log::EntryRow;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::{audit_chains, audit_entries};
use crate::engine::scope::{Access, Scoped};

/// Entries per read.
const AT_A_TIME: i64 = 5_000;

/// The result of a verification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The number of entries that were verified.
    pub entries: u64,
    /// The hash of the last entry of each chain, in hexadecimal digits. Kept elsewhere, they show whether the whole log
    /// was rewritten later.
    pub heads: Vec<String>,
    /// The first broken place in the log.
    pub broken: Option<Break>,
}

/// A broken place in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// The entry with this id does not match its hash, or the entry before it was replaced.
    Changed { id: i64 },
    /// Entries are missing before the one with this id, or it is in the wrong place.
    Misplaced { id: i64 },
    /// A chain is shorter than recorded.
    CutOff { chain: i16 },
}

/// How far a chain was verified.
#[derive(Clone, Copy)]
struct Walked {
    length: i64,
    head: Hash,
}

const NOTHING: Walked = Walked { length: 0, head: START };

type Ends = BTreeMap<i16, (i64, Vec<u8>)>;

/// Verifies a firm's whole log. Entries that are added meanwhile do no harm.
///
/// # Errors
/// The database did not answer.
pub fn verify(database: &Database, access: Access) -> Result<Verdict, StorageError> {
    let ends = database.read_blocking(access, ends)?;
    let (mut walked, mut entries, mut after) = (BTreeMap::new(), 0, 0);
    loop {
        let rows = database.read_blocking(access, move |scoped| rows_after(scoped, after))?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        // Later entries may not be complete yet: of two chains the one with the greater ids may be read first.
        let is_within = |row: &&EntryRow| ends.get(&row.chain).is_some_and(|end| row.position <= end.0);
        for row in rows.iter().filter(is_within) {
            if let Some(broken) = step(&mut walked, &ends, row) {
                return Ok(verdict(entries, &walked, Some(broken)));
            }
            entries += 1;
        }
    }
    let is_short = |(chain, end): (&i16, &(i64, Vec<u8>))| {
        let length = walked.get(chain).map_or(0, |walked: &Walked| walked.length);
        (length < end.0).then_some(Break::CutOff { chain: *chain })
    };
    let broken = match ends.iter().find_map(is_short) {
        None => database.read_blocking(access, beyond_the_end)?.map(|id| Break::Misplaced { id }),
        cut_off => cut_off,
    };
    Ok(verdict(entries, &walked, broken))
}

fn verdict(entries: u64, walked: &BTreeMap<i16, Walked>, broken: Option<Break>) -> Verdict {
    Verdict { entries, heads: walked.values().map(|walked| hex::encode(walked.head)).collect(), broken }
}

/// Checks the next entry of its chain, and returns what is wrong with it.
fn step(walked: &mut BTreeMap<i16, Walked>, ends: &Ends, row: &EntryRow) -> Option<Break> {
    let before = walked.get(&row.chain).copied().unwrap_or(NOTHING);
    if row.position != before.length + 1 {
        return Some(Break::Misplaced { id: row.id });
    }
    let link = Link {
        firm: row.firm_id,
        chain: row.chain,
        position: row.position,
        at: row.at,
        actor: &row.actor,
        key: row.api_key_id,
        address: row.address.as_deref(),
        action: &row.action,
        subject: &row.subject,
        subject_id: &row.subject_id,
    };
    let head = link.hash(&before.head);
    // The end of the chain at the start of this verification is recorded separately.
    let noted = ends.get(&row.chain).filter(|(length, _)| *length == row.position).map(|(_, head)| head);
    if row.hash != head || noted.is_some_and(|noted| *noted != head) {
        return Some(Break::Changed { id: row.id });
    }
    walked.insert(row.chain, Walked { length: row.position, head });
    None
}

fn ends(scoped: &mut Scoped<'_>) -> Result<Ends, StorageError> {
    let ends: Vec<(i16, i64, Vec<u8>)> = audit_chains::table
        .of_firm(scoped.firm)
        .select((audit_chains::chain, audit_chains::length, audit_chains::head))
        .load(scoped.conn)?;
    Ok(ends.into_iter().map(|(chain, length, head)| (chain, (length, head))).collect())
}

#[derive(QueryableByName)]
struct Beyond {
    #[diesel(sql_type = Nullable<BigInt>)]
    id: Option<i64>,
}

/// An entry after the recorded end of its chain. Entries and ends are from one snapshot, as it is one query.
fn beyond_the_end(scoped: &mut Scoped<'_>) -> Result<Option<i64>, StorageError> {
    let query = format!(
        "SELECT MIN(e.id) AS id FROM audit_entries e
         LEFT JOIN audit_chains c ON c.firm_id = e.firm_id AND c.chain = e.chain
         WHERE e.firm_id = {} AND (c.length IS NULL OR e.position > c.length)",
        scoped.firm_id()
    );
    let found: Beyond = diesel::sql_query(query).get_result(scoped.conn)?;
    Ok(found.id)
}

fn rows_after(scoped: &mut Scoped<'_>, after: i64) -> Result<Vec<EntryRow>, StorageError> {
    let rows = audit_entries::table
        .of_firm(scoped.firm)
        .filter(audit_entries::id.gt(after))
        .order(audit_entries::id)
        .limit(AT_A_TIME)
        .select(EntryRow::as_select())
        .load(scoped.conn)?;
    Ok(rows)
}
