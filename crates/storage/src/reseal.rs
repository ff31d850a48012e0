//! Rotation of the secret key: all sealed values are sealed again with the current key.

use std::collections::BTreeMap;

use diesel::dsl::count_star;
use diesel::prelude::*;

use crate::customers::ssn_place;
use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_secrets, import_rejects};
use crate::engine::secret::{Place, Sealed, SecretKeys};
use crate::imports::cells_place;

/// Rows per transaction, so that other writers do not wait long.
const BATCH: i64 = 500;

/// Seals values of older keys with the current key, one batch per transaction, and returns the number of values. After
/// a crash, run it again.
///
/// # Errors
/// The database did not answer, or a value cannot be opened because its key is not configured.
pub fn reseal(database: &Database) -> Result<u64, StorageError> {
    Ok(until_done(database, reseal_ssns)? + until_done(database, reseal_rejects)?)
}

type Step = fn(&mut AnyConnection, &SecretKeys) -> Result<u64, StorageError>;

fn until_done(database: &Database, step: Step) -> Result<u64, StorageError> {
    let mut total = 0;
    loop {
        let keys = database.secrets().clone();
        let done = database.write_system_blocking(move |system| step(system.conn, &keys))?;
        total += done;
        if done == 0 {
            return Ok(total);
        }
    }
}

/// The number of values sealed by each key, by the key's id.
///
/// # Errors
/// The database did not answer.
pub fn keys_in_use(database: &Database) -> Result<Vec<(String, i64)>, StorageError> {
    database.read_any_blocking(|conn| {
        let ssns: Vec<(String, i64)> = customer_secrets::table
            .across_firms()
            .group_by(customer_secrets::ssn_key_id)
            .select((customer_secrets::ssn_key_id, count_star()))
            .load(conn)?;
        let rejects: Vec<(String, i64)> = import_rejects::table
            .across_firms()
            .group_by(import_rejects::cells_key_id)
            .select((import_rejects::cells_key_id, count_star()))
            .load(conn)?;
        let mut counts = BTreeMap::new();
        for (key, count) in ssns.into_iter().chain(rejects) {
            *counts.entry(key).or_insert(0) += count;
        }
        Ok(counts.into_iter().collect())
    })
}

fn seal_again(
    keys: &SecretKeys,
    place: Place,
    bytes: Vec<u8>,
    key_id: String,
) -> Result<Sealed, StorageError> {
    Ok(keys.seal(place, &keys.open(place, &Sealed { bytes, key_id })?)?)
}

fn reseal_ssns(conn: &mut AnyConnection, keys: &SecretKeys) -> Result<u64, StorageError> {
    let rows: Vec<(i64, i64, Vec<u8>, String)> = customer_secrets::table
        .across_firms()
        .filter(customer_secrets::ssn_key_id.ne(keys.current()?.id()))
        .order(customer_secrets::customer_id)
        .limit(BATCH)
        .select((
            customer_secrets::customer_id,
            customer_secrets::firm_id,
            customer_secrets::ssn_sealed,
            customer_secrets::ssn_key_id,
        ))
        .load(conn)?;
    let mut done = 0;
    for (customer, firm, bytes, key_id) in rows {
        let sealed = seal_again(keys, ssn_place(firm, customer), bytes, key_id)?;
        diesel::update(
            customer_secrets::table.across_firms().filter(customer_secrets::customer_id.eq(customer)),
        )
        .set((customer_secrets::ssn_sealed.eq(sealed.bytes), customer_secrets::ssn_key_id.eq(sealed.key_id)))
        .execute(conn)?;
        done += 1;
    }
    Ok(done)
}

fn reseal_rejects(conn: &mut AnyConnection, keys: &SecretKeys) -> Result<u64, StorageError> {
    let rows: Vec<(i64, i64, i64, Vec<u8>, String)> = import_rejects::table
        .across_firms()
        .filter(import_rejects::cells_key_id.ne(keys.current()?.id()))
        .order((import_rejects::import_id, import_rejects::file_row))
        .limit(BATCH)
        .select((
            import_rejects::import_id,
            import_rejects::file_row,
            import_rejects::firm_id,
            import_rejects::cells_sealed,
            import_rejects::cells_key_id,
        ))
        .load(conn)?;
    let mut done = 0;
    for (import, file_row, firm, bytes, key_id) in rows {
        let sealed = seal_again(keys, cells_place(firm, import), bytes, key_id)?;
        diesel::update(
            import_rejects::table
                .across_firms()
                .filter(import_rejects::import_id.eq(import))
                .filter(import_rejects::file_row.eq(file_row)),
        )
        .set((import_rejects::cells_sealed.eq(sealed.bytes), import_rejects::cells_key_id.eq(sealed.key_id)))
        .execute(conn)?;
        done += 1;
    }
    Ok(done)
}
