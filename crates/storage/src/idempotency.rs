//! Answers that are given again when a request is sent again: kept in the transaction of their effect.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::idempotency_keys;
use crate::engine::scope::Scoped;

/// How long an answer is kept.
const KEPT: Duration = Duration::hours(24);

/// What a caller sent along to be able to send it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The caller's key.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub fingerprint: Vec<u8>,
}

/// An answer as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Headers that belong to it.
    pub headers: BTreeMap<String, String>,
    /// The body.
    pub body: Vec<u8>,
}

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing: do the work.
    Nothing,
    /// The same request was answered before.
    Answered(KeptAnswer),
    /// The key was used for another request.
    OtherRequest,
    /// The first request with this key has not ended.
    StillRunning,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = idempotency_keys)]
struct KeyRow {
    firm_id: i64,
    idempotency_key: String,
    fingerprint: Vec<u8>,
    status: i16,
    headers: String,
    body: Vec<u8>,
    created_at: NaiveDateTime,
}

/// Looks a key up, and holds it until the transaction ends, so that nobody else works under it meanwhile.
///
/// # Errors
/// The database did not answer.
pub fn find(
    scoped: &mut Scoped<'_>,
    key: &IdempotencyKey,
    now: DateTime<Utc>,
) -> Result<Earlier, StorageError> {
    if !hold(scoped, &key.key)? {
        return Ok(Earlier::StillRunning);
    }
    let row: Option<KeyRow> = idempotency_keys::table
        .find((scoped.firm_id(), &key.key))
        .select(KeyRow::as_select())
        .get_result(scoped.conn)
        .optional()?;
    match row {
        None => Ok(Earlier::Nothing),
        Some(row) if row.created_at + KEPT <= now.naive_utc() => {
            diesel::delete(idempotency_keys::table.find((scoped.firm_id(), &key.key)))
                .execute(scoped.conn)?;
            Ok(Earlier::Nothing)
        }
        Some(row) if row.fingerprint != key.fingerprint => Ok(Earlier::OtherRequest),
        Some(row) => row.into_answer().map(Earlier::Answered),
    }
}

/// Keeps the answer to the first request with a key.
///
/// # Errors
/// The database did not answer.
pub fn remember(
    scoped: &mut Scoped<'_>,
    key: &IdempotencyKey,
    answer: &KeptAnswer,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let unreadable = StorageError::Corrupt { table: "idempotency_keys", column: "status", id: 0 };
    let row = KeyRow {
        firm_id: scoped.firm_id(),
        idempotency_key: key.key.clone(),
        fingerprint: key.fingerprint.clone(),
        status: i16::try_from(answer.status).map_err(|_| unreadable)?,
        headers: serde_json::to_string(&answer.headers).unwrap_or_default(),
        body: answer.body.clone(),
        created_at: now.naive_utc(),
    };
    diesel::insert_into(idempotency_keys::table).values(row).execute(scoped.conn)?;
    Ok(())
}

/// Forgets answers of all firms that need not be kept any longer, up to `limit` of them. Gives their number.
///
/// # Errors
/// The database did not answer.
pub async fn forget_expired(
    database: &Database,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<usize, StorageError> {
    let expired = (now - KEPT).naive_utc();
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            let keys: Vec<(i64, String)> = idempotency_keys::table
                .filter(idempotency_keys::created_at.le(expired))
                .select((idempotency_keys::firm_id, idempotency_keys::idempotency_key))
                .limit(limit)
                .load(conn)?;
            let mut of_firms: BTreeMap<i64, Vec<String>> = BTreeMap::new();
            for (firm, key) in keys {
                of_firms.entry(firm).or_default().push(key);
            }
            let mut forgotten = 0;
            for (firm, keys) in of_firms {
                let rows = idempotency_keys::table
                    .filter(idempotency_keys::firm_id.eq(firm))
                    .filter(idempotency_keys::idempotency_key.eq_any(keys));
                forgotten += diesel::delete(rows).execute(conn)?;
            }
            Ok(forgotten)
        })
        .await
}

impl KeyRow {
    fn into_answer(self) -> Result<KeptAnswer, StorageError> {
        let corrupt = |column| StorageError::Corrupt { table: "idempotency_keys", column, id: 0 };
        Ok(KeptAnswer {
            status: u16::try_from(self.status).map_err(|_| corrupt("status"))?,
            headers: serde_json::from_str(&self.headers).map_err(|_| corrupt("headers"))?,
            body: self.body,
        })
    }
}

/// Whether the key is ours until the transaction ends. The embedded database has one writer, so there it always
/// is; elsewhere another transaction may be at work under the same key.
fn hold(scoped: &mut Scoped<'_>, key: &str) -> Result<bool, StorageError> {
    match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => {
            let _ = key;
            Ok(true)
        }
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => {
            use diesel::sql_types::{Bool, Text};
            let name = format!("idempotency {} {key}", scoped.firm);
            let query = diesel::select(
                diesel::dsl::sql::<Bool>("pg_try_advisory_xact_lock(hashtextextended(")
                    .bind::<Text, _>(name)
                    .sql(", 0))"),
            );
            Ok(query.get_result(conn)?)
        }
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => hold_on_mysql(conn, scoped.firm.get(), key),
    }
}

/// MySQL has no lock that ends with the transaction but those on rows. Two requests that both find no row both
/// work, and the second to keep its answer meets the first on the primary key, starts over and finds it.
#[cfg(feature = "mysql")]
fn hold_on_mysql(conn: &mut diesel::MysqlConnection, firm: i64, key: &str) -> Result<bool, StorageError> {
    use diesel::sql_types::{BigInt, Text};
    let query = diesel::sql_query(
        "SELECT 1 FROM idempotency_keys WHERE firm_id = ? AND idempotency_key = ? FOR UPDATE NOWAIT",
    );
    match query.bind::<BigInt, _>(firm).bind::<Text, _>(key).execute(conn).map_err(StorageError::from) {
        Ok(_) => Ok(true),
        // The answer of the first request is about to be kept.
        Err(StorageError::Conflict | StorageError::Busy) => Ok(false),
        Err(error) => Err(error),
    }
}
