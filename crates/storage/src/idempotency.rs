//! Idempotent requests: the first response is stored in the transaction of its effect, and repeated for repeated
//! requests.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;

use crate::engine::connection::AnyConnection;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::idempotency_keys;
use crate::engine::scope::Scoped;

/// How long a response is kept.
const KEPT: Duration = Duration::hours(24);

/// The idempotency key of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey {
    /// The caller's key.
    pub key: String,
    /// SHA-256 of method, path and body.
    pub fingerprint: Vec<u8>,
}

/// A stored response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptAnswer {
    /// The HTTP status.
    pub status: u16,
    /// Stored headers.
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
}

/// What is stored for a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// Nothing: process the request.
    Nothing,
    /// The same request has a response.
    Answered(KeptAnswer),
    /// The key was used for a different request.
    OtherRequest,
    /// The first request with this key is still running.
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

/// Looks a key up and locks it until the transaction ends, so that no other request uses it meanwhile.
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
        .of_firm(scoped.firm)
        .filter(idempotency_keys::idempotency_key.eq(&key.key))
        .select(KeyRow::as_select())
        .get_result(scoped.conn)
        .optional()?;
    match row {
        None => Ok(Earlier::Nothing),
        Some(row) if row.created_at + KEPT <= now.naive_utc() => {
            let expired = idempotency_keys::table
                .of_firm(scoped.firm)
                .filter(idempotency_keys::idempotency_key.eq(&key.key));
            diesel::delete(expired).execute(scoped.conn)?;
            Ok(Earlier::Nothing)
        }
        Some(row) if row.fingerprint != key.fingerprint => Ok(Earlier::OtherRequest),
        Some(row) => row.into_answer().map(Earlier::Answered),
    }
}

/// Stores the response to the first request with a key.
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

/// Deletes up to `limit` expired responses of all firms, and returns how many.
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
                .across_firms()
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
                    .across_firms()
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

/// Locks the key until the transaction ends, if no other transaction holds it. SQLite has one writer, so there the lock
/// is always free.
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

/// MySQL has no transaction-scoped locks except on rows. Two requests that both find no row both run; the second to
/// store its response fails on the primary key, starts over and finds the row.
#[cfg(feature = "mysql")]
fn hold_on_mysql(conn: &mut diesel::MysqlConnection, firm: i64, key: &str) -> Result<bool, StorageError> {
    use diesel::sql_types::{BigInt, Text};
    let query = diesel::sql_query(
        "SELECT 1 FROM idempotency_keys WHERE firm_id = ? AND idempotency_key = ? FOR UPDATE NOWAIT",
    );
    match query.bind::<BigInt, _>(firm).bind::<Text, _>(key).execute(conn).map_err(StorageError::from) {
        Ok(_) => Ok(true),
        // The response of the first request is about to be stored.
        Err(StorageError::Conflict | StorageError::Busy) => Ok(false),
        Err(error) => Err(error),
    }
}
