//! Appending entries, once per transaction.

use chrono::NaiveDateTime;
use diesel::prelude::*;
use frontdesk_core::FirmId;

use super::chain::{Hash, Link, START};
use super::note::Note;
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::{audit_chains, audit_entries};

#[derive(Insertable)]
#[diesel(table_name = audit_entries)]
struct NewEntry<'a> {
    firm_id: i64,
    chain: i16,
    position: i64,
    at: NaiveDateTime,
    actor: &'a str,
    api_key_id: Option<i64>,
    address: Option<String>,
    action: &'a str,
    subject: &'a str,
    subject_id: &'a str,
    hash: Vec<u8>,
}

/// The end of a chain, locked until the transaction ends.
struct End {
    chain: i16,
    length: i64,
    head: Hash,
}

/// Writes the notes as entries, in order.
///
/// # Errors
/// The database did not answer, or a chain cannot be read.
pub(crate) fn append(conn: &mut AnyConnection, notes: &[Note]) -> Result<(), StorageError> {
    let mut firms: Vec<FirmId> = notes.iter().map(|note| note.firm).collect();
    firms.sort_unstable();
    firms.dedup();
    for firm in firms {
        let mut end = take_end(conn, firm)?;
        let own = notes.iter().filter(|note| note.firm == firm);
        let entries: Vec<NewEntry<'_>> = own.map(|note| entry(note, &mut end)).collect();
        insert(conn, &entries)?;
        diesel::update(audit_chains::table.of_firm(firm).filter(audit_chains::chain.eq(end.chain)))
            .set((audit_chains::length.eq(end.length), audit_chains::head.eq(end.head.to_vec())))
            .execute(conn)?;
    }
    Ok(())
}

fn entry<'a>(note: &'a Note, end: &mut End) -> NewEntry<'a> {
    let address = note.actor.address.map(|address| address.to_string());
    // Databases store microseconds: hash what can be read back.
    let micros = note.at.timestamp_micros();
    let at = chrono::DateTime::from_timestamp_micros(micros).unwrap_or(note.at).naive_utc();
    let link = Link {
        firm: note.firm.get(),
        chain: end.chain,
        position: end.length + 1,
        at,
        actor: note.actor.as_str(),
        key: note.actor.key().map(|key| key.get()),
        address: address.as_deref(),
        action: note.action.as_str(),
        subject: note.subject,
        subject_id: &note.subject_id,
    };
    end.head = link.hash(&end.head);
    end.length += 1;
    NewEntry {
        firm_id: note.firm.get(),
        chain: end.chain,
        position: end.length,
        at,
        actor: note.actor.as_str(),
        api_key_id: note.actor.key().map(|key| key.get()),
        action: note.action.as_str(),
        subject: note.subject,
        subject_id: &note.subject_id,
        hash: end.head.to_vec(),
        address,
    }
}

fn insert(conn: &mut AnyConnection, entries: &[NewEntry<'_>]) -> Result<(), StorageError> {
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            for entry in entries {
                diesel::insert_into(audit_entries::table).values(entry).execute(conn)?;
            }
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            diesel::insert_into(audit_entries::table).values(entries).execute(conn)?;
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            diesel::insert_into(audit_entries::table).values(entries).execute(conn)?;
        }
    }
    Ok(())
}

/// Locks the end of a free chain of the firm. With a single chain every change of a firm would wait for the commit of
/// the one before; on a server a firm gets as many chains as it had concurrent writers. Two transactions that begin the
/// same chain collide on its key, and one of them starts over.
fn take_end(conn: &mut AnyConnection, firm: FirmId) -> Result<End, StorageError> {
    let Some((chain, length, head)) = find_free(conn, firm)? else {
        let last: Option<i16> = audit_chains::table
            .of_firm(firm)
            .select(diesel::dsl::max(audit_chains::chain))
            .get_result(conn)?;
        let chain = last.map_or(0, |last| last.saturating_add(1));
        diesel::insert_into(audit_chains::table)
            .values((
                audit_chains::firm_id.eq(firm.get()),
                audit_chains::chain.eq(chain),
                audit_chains::length.eq(0),
                audit_chains::head.eq(START.to_vec()),
            ))
            .execute(conn)?;
        return Ok(End { chain, length: 0, head: START });
    };
    let corrupt = StorageError::Corrupt { table: "audit_chains", column: "head", id: firm.get() };
    Ok(End { chain, length, head: head.try_into().map_err(|_| corrupt)? })
}

type Found = (i16, i64, Vec<u8>);

/// SQLite has one writer, so the first chain is always free.
fn find_free(conn: &mut AnyConnection, firm: FirmId) -> Result<Option<Found>, StorageError> {
    #[cfg(any(feature = "postgres", feature = "mysql"))]
    let free = || {
        audit_chains::table
            .of_firm(firm)
            .order(audit_chains::chain)
            .limit(1)
            .select((audit_chains::chain, audit_chains::length, audit_chains::head))
            .for_update()
            .skip_locked()
    };
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => {
            let end: Option<(i64, Vec<u8>)> = audit_chains::table
                .of_firm(firm)
                .filter(audit_chains::chain.eq(0))
                .select((audit_chains::length, audit_chains::head))
                .get_result(conn)
                .optional()?;
            Ok(end.map(|(length, head)| (0, length, head)))
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => Ok(free().get_result(conn).optional()?),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => Ok(free().get_result(conn).optional()?),
    }
}
