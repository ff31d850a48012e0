//! Rotation of the secret key: everything that an older key sealed is sealed again with the current one.

use diesel::prelude::*;

use crate::connection::AnyConnection;
use crate::customers::ssn_place;
use crate::database::Database;
use crate::error::StorageError;
use crate::schema::customer_secrets;
use crate::secret::{Sealed, SecretKeys};

/// Rows a transaction, so that nobody waits long for the writer.
const BATCH: i64 = 500;

/// Seals with the current key whatever another key sealed, a batch a transaction, and gives the number of values.
/// After a crash it is simply run again.
///
/// # Errors
/// The database did not answer, or a value cannot be opened because its key is not configured.
pub fn reseal(database: &Database) -> Result<u64, StorageError> {
    let mut total = 0;
    loop {
        let keys = database.secrets().clone();
        let done = database.write_any_blocking(move |conn| reseal_batch(conn, &keys))?;
        total += done;
        if done == 0 {
            return Ok(total);
        }
    }
}

/// How many values each key that is still needed has sealed, by the key's id.
///
/// # Errors
/// The database did not answer.
pub fn keys_in_use(database: &Database) -> Result<Vec<(String, i64)>, StorageError> {
    database.read_any_blocking(|conn| {
        let counts = customer_secrets::table
            .group_by(customer_secrets::ssn_key_id)
            .select((customer_secrets::ssn_key_id, diesel::dsl::count_star()))
            .load(conn)?;
        Ok(counts)
    })
}

fn reseal_batch(conn: &mut AnyConnection, keys: &SecretKeys) -> Result<u64, StorageError> {
    let current = keys.current()?.id();
    let rows: Vec<(i64, i64, Vec<u8>, String)> = customer_secrets::table
        .filter(customer_secrets::ssn_key_id.ne(current))
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
        let place = ssn_place(firm, customer);
        let sealed = keys.seal(place, &keys.open(place, &Sealed { bytes, key_id })?)?;
        diesel::update(customer_secrets::table.find(customer))
            .set((
                customer_secrets::ssn_sealed.eq(sealed.bytes),
                customer_secrets::ssn_key_id.eq(sealed.key_id),
            ))
            .execute(conn)?;
        done += 1;
    }
    Ok(done)
}
