//! Sessions of the console: opened with a key, identified by a token whose hash alone is stored. They are in the
//! database, so that all processes share them and signing out ends a session everywhere.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::Key;
use chacha20poly1305::aead::Generate;
use chrono::{DateTime, Duration, Utc};
use diesel::prelude::*;
use sha2::{Digest, Sha256};

use crate::engine::audit::Action;
use crate::engine::connection::each;
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::{api_keys, sessions};
use crate::engine::scope::Scoped;
use crate::keys::{KeyId, KeyRow, StoredKey};

/// Lifetime of a session: a working day.
pub const SESSION_LASTS: Duration = Duration::hours(12);

/// The most sessions per key. One more ends the oldest, so that repeated sign-ins do not fill the table.
pub const MOST_SESSIONS: i64 = 100;

/// Bytes of a token: 256 bits.
const TOKEN_BYTES: usize = 32;

/// The token that a browser holds. Shown only by [`SessionToken::reveal`].
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken([u8; TOKEN_BYTES]);

impl SessionToken {
    /// A new random token.
    pub fn generate() -> Self {
        Self(Key::generate().into())
    }

    /// The token as the cookie holds it.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// The stored hash.
    pub fn id(&self) -> SessionId {
        SessionId(Sha256::digest(self.0).into())
    }
}

impl FromStr for SessionToken {
    type Err = NotAToken;

    fn from_str(text: &str) -> Result<Self, NotAToken> {
        let bytes = URL_SAFE_NO_PAD.decode(text).map_err(|_| NotAToken)?;
        bytes.as_slice().try_into().map(Self).map_err(|_| NotAToken)
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(***)")
    }
}

/// The text is not a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("is no session")]
pub struct NotAToken;

/// The id of a session: the hash of its token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SessionId([u8; 32]);

impl SessionId {
    fn to_text(self) -> String {
        hex::encode(self.0)
    }
}

/// An open session, with the key that opened it.
#[derive(Debug, Clone)]
pub struct Session {
    pub key: StoredKey,
    pub expires_at: DateTime<Utc>,
}

/// Opens a session for the holder of a key. Returns its end, at most that of the key.
///
/// # Errors
/// The database did not answer.
pub fn open(
    scoped: &mut Scoped<'_>,
    token: &SessionToken,
    key: KeyId,
    key_expires_at: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, StorageError> {
    make_room(scoped, key)?;
    let lasts_until = now + SESSION_LASTS;
    let expires_at = key_expires_at.map_or(lasts_until, |end| end.min(lasts_until));
    diesel::insert_into(sessions::table)
        .values((
            sessions::token_hash.eq(token.id().to_text()),
            sessions::firm_id.eq(scoped.firm_id()),
            sessions::api_key_id.eq(key.get()),
            sessions::created_at.eq(now.naive_utc()),
            sessions::expires_at.eq(expires_at.naive_utc()),
        ))
        .execute(scoped.conn)?;
    scoped.note(Action::SignedIn, "key", key, now);
    Ok(expires_at)
}

/// Ends the oldest sessions of a key to stay within the limit.
fn make_room(scoped: &mut Scoped<'_>, key: KeyId) -> Result<(), StorageError> {
    let of_key = sessions::table.of_firm(scoped.firm).filter(sessions::api_key_id.eq(key.get()));
    let excess: Vec<String> = of_key
        .order((sessions::created_at.desc(), sessions::token_hash))
        .select(sessions::token_hash)
        .offset(MOST_SESSIONS - 1)
        .limit(MOST_SESSIONS)
        .load(scoped.conn)?;
    if !excess.is_empty() {
        diesel::delete(sessions::table.of_firm(scoped.firm).filter(sessions::token_hash.eq_any(excess)))
            .execute(scoped.conn)?;
    }
    Ok(())
}

/// The session of a token in any firm: authentication finds the firm from the session.
///
/// # Errors
/// The database did not answer.
pub async fn find(database: &Database, id: SessionId) -> Result<Option<Session>, StorageError> {
    let id = id.to_text();
    let found = database.read_any(move |conn| {
        let found: Option<(KeyRow, chrono::NaiveDateTime)> = each!(conn, conn => sessions::table
            .across_firms()
            .inner_join(api_keys::table)
            .filter(sessions::token_hash.eq(&id))
            .select((KeyRow::as_select(), sessions::expires_at))
            .get_result(conn)
            .optional()?);
        Ok(found)
    });
    let session = |(row, expires_at): (KeyRow, chrono::NaiveDateTime)| {
        Ok(Session { key: row.into_stored()?, expires_at: expires_at.and_utc() })
    };
    found.await?.map(session).transpose()
}

/// Ends a session that was opened with `key`. Ending a session that does not exist is not an error.
///
/// # Errors
/// The database did not answer.
pub fn close(
    scoped: &mut Scoped<'_>,
    id: SessionId,
    key: KeyId,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let own = sessions::table.of_firm(scoped.firm).filter(sessions::token_hash.eq(id.to_text()));
    if diesel::delete(own).execute(scoped.conn)? > 0 {
        scoped.note(Action::SignedOut, "key", key, now);
    }
    Ok(())
}

/// Deletes up to `limit` expired sessions of all firms, and returns how many.
///
/// # Errors
/// The database did not answer.
pub async fn forget_ended(
    database: &Database,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<usize, StorageError> {
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            let ended: Vec<String> = sessions::table
                .across_firms()
                .filter(sessions::expires_at.le(now.naive_utc()))
                .select(sessions::token_hash)
                .limit(limit)
                .load(conn)?;
            Ok(diesel::delete(sessions::table.across_firms().filter(sessions::token_hash.eq_any(ended)))
                .execute(conn)?)
        })
        .await
}
