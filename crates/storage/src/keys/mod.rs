//! API keys: firm, role and expiry.

mod secret;

pub use crate::engine::actor::KeyId;
pub use secret::{ApiSecret, NotAKey, PresentedKey};

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FieldValue, FirmId, NamedValue, Recorded};
use serde::{Deserialize, Serialize};

use crate::engine::actor::Actor;
use crate::engine::audit::Action;
use crate::engine::connection::{AnyConnection, MultiBackend, each};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::hold_firm::hold_firm;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::api_keys;
use crate::engine::schema::of_firm::OfFirm;
use crate::engine::scope::Scoped;
use crate::journal;
use secret::SecretHash;

/// Resolution of `last_used_at`: a write per request would be expensive.
const LAST_USED_EVERY: Duration = Duration::minutes(1);

/// What a key permits. Each role includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Read all data of the firm.
    Reader,
    /// Change it.
    Writer,
    /// Create and revoke keys, change the firm's settings, read the audit log.
    Admin,
}

impl Role {
    /// All roles, the least first.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Writer, Self::Admin];

    /// The word for it in the database and in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reader => "reader",
            Self::Writer => "writer",
            Self::Admin => "admin",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a [`Role`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be reader, writer or admin")]
pub struct UnknownRole;

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        Self::ALL.into_iter().find(|role| role.as_str() == text).ok_or(UnknownRole)
    }
}

/// A key, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    pub id: KeyId,
    /// The firm that it gives access to.
    pub firm: FirmId,
    /// The name given by its owner.
    pub name: String,
    /// What it permits.
    pub role: Role,
    pub created_at: DateTime<Utc>,
    /// When it expires.
    pub expires_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

impl Recorded for ApiKey {
    fn fields(&self) -> Vec<NamedValue> {
        let time = |at: Option<DateTime<Utc>>| at.map(|at| FieldValue::Text(at.to_rfc3339()));
        vec![
            ("name".into(), Some((&self.name).into())),
            ("role".into(), Some(self.role.as_str().into())),
            ("expires_at".into(), time(self.expires_at)),
            ("revoked_at".into(), time(self.revoked_at)),
        ]
    }
}

/// Whether a key is valid.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyState {
    Live,
    /// It was revoked.
    Revoked,
    /// Its time has run out.
    Expired,
}

impl KeyState {
    /// The word for it in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Live => "live",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        }
    }
}

impl ApiKey {
    /// The state at this time.
    pub fn state(&self, now: DateTime<Utc>) -> KeyState {
        if self.revoked_at.is_some() {
            KeyState::Revoked
        } else if self.expires_at.is_some_and(|expires_at| expires_at <= now) {
            KeyState::Expired
        } else {
            KeyState::Live
        }
    }

    /// Whether `last_used_at` has to be written again.
    pub fn is_use_stale(&self, now: DateTime<Utc>) -> bool {
        self.last_used_at.is_none_or(|last| last + LAST_USED_EVERY <= now)
    }
}

/// A key with the hash of its secret.
#[derive(Debug, Clone)]
pub struct StoredKey {
    pub key: ApiKey,
    hash: SecretHash,
}

impl StoredKey {
    /// Whether this is the key's secret, compared in constant time.
    pub fn is_opened_by(&self, secret: &ApiSecret) -> bool {
        self.hash.is_of(secret)
    }
}

/// A key to be created.
#[derive(Debug, Clone)]
pub struct NewKey {
    /// The name given by its owner.
    pub name: String,
    /// What it permits.
    pub role: Role,
    /// When it expires.
    pub expires_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_keys)]
pub(crate) struct KeyRow {
    id: i64,
    firm_id: i64,
    name: String,
    role: String,
    secret_hash: Vec<u8>,
    created_at: NaiveDateTime,
    expires_at: Option<NaiveDateTime>,
    last_used_at: Option<NaiveDateTime>,
    revoked_at: Option<NaiveDateTime>,
}

impl KeyRow {
    pub(crate) fn into_stored(self) -> Result<StoredKey, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "api_keys", column, id };
        let utc = |time: Option<NaiveDateTime>| time.map(|time| time.and_utc());
        let key = ApiKey {
            id: id.try_into().map_err(|_| corrupt("id"))?,
            firm: self.firm_id.try_into().map_err(|_| corrupt("firm_id"))?,
            name: self.name,
            role: self.role.parse().map_err(|_| corrupt("role"))?,
            created_at: self.created_at.and_utc(),
            expires_at: utc(self.expires_at),
            last_used_at: utc(self.last_used_at),
            revoked_at: utc(self.revoked_at),
        };
        let hash = SecretHash::from_bytes(&self.secret_hash).ok_or_else(|| corrupt("secret_hash"))?;
        Ok(StoredKey { key, hash })
    }

    fn into_key(self) -> Result<ApiKey, StorageError> {
        self.into_stored().map(|stored| stored.key)
    }
}

/// Creates a key. Only the hash of its secret is stored.
///
/// # Errors
/// The database did not answer.
pub fn create(
    scoped: &mut Scoped<'_>,
    new: &NewKey,
    secret: &ApiSecret,
    now: DateTime<Utc>,
) -> Result<ApiKey, StorageError> {
    let hash = secret.hash();
    diesel::insert_into(api_keys::table)
        .values((
            api_keys::firm_id.eq(scoped.firm_id()),
            api_keys::name.eq(&new.name),
            api_keys::role.eq(new.role.as_str()),
            api_keys::secret_hash.eq(hash.as_bytes()),
            api_keys::created_at.eq(now.naive_utc()),
            api_keys::expires_at.eq(new.expires_at.map(|time| time.naive_utc())),
        ))
        .execute(scoped.conn)?;
    // Secrets are unique, so the hash identifies the row on every database.
    let row = api_keys::table
        .of_firm(scoped.firm)
        .filter(api_keys::secret_hash.eq(hash.as_bytes()))
        .select(KeyRow::as_select())
        .get_result(scoped.conn)?;
    let key: ApiKey = row.into_key()?;
    scoped.note(Action::Created, "key", key.id, now);
    journal::created(scoped, (journal::Kind::Key, key.id.get(), 0), &key, now);
    Ok(key)
}

/// Creates a key of the first firm unless any key exists. Of several processes that start at once, one creates it.
/// `None` when a key exists.
///
/// # Errors
/// The database did not answer, or the first firm does not exist.
pub fn create_first(
    database: &Database,
    new: NewKey,
    secret: ApiSecret,
    now: DateTime<Utc>,
) -> Result<Option<ApiKey>, StorageError> {
    database.write_system_blocking(move |system| {
        system.in_firm(FirmId::FIRST, |scoped| {
            scoped.actor = Actor::COMMAND_LINE;
            scoped.cause = journal::Cause::of(scoped.actor.door);
            hold_firm(scoped)?;
            if any(scoped.conn)? { Ok(None) } else { create(scoped, &new, &secret, now).map(Some) }
        })
    })
}

/// One page of the firm's keys, by id, including revoked and expired ones.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &KeyFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<ApiKey>, StorageError> {
    let rows: Vec<KeyRow> = in_slice!(matching(scoped, *filter), "api_keys.id", &slice.into())
        .select(KeyRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(KeyRow::into_key).collect()
}

/// The number of keys that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &KeyFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, *filter).count().get_result(scoped.conn)?)
}

/// Fields that lists of keys can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "api_keys.created_at"),
    SortField::time("updated_at", "COALESCE(api_keys.revoked_at, api_keys.created_at)"),
    SortField::text("name", "api_keys.name"),
    SortField::text("role", "api_keys.role"),
];

/// Filter of a list of keys.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KeyFilter {
    /// Created or revoked at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

fn matching(scoped: &Scoped<'_>, filter: KeyFilter) -> api_keys::BoxedQuery<'static, MultiBackend> {
    let query = api_keys::table.of_firm(scoped.firm).into_boxed::<MultiBackend>();
    match filter.updated_since.map(|since| since.naive_utc()) {
        Some(since) => {
            query.filter(api_keys::created_at.ge(since).or(api_keys::revoked_at.assume_not_null().ge(since)))
        }
        None => query,
    }
}

/// The key with this id.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: KeyId) -> Result<Option<ApiKey>, StorageError> {
    let row = own(scoped.firm, id).select(KeyRow::as_select()).get_result(scoped.conn).optional()?;
    row.map(KeyRow::into_key).transpose()
}

/// Revokes a key: it becomes invalid, with all sessions that it opened. An already revoked key keeps its time of
/// revocation. Returns the key, `None` when it does not exist.
///
/// # Errors
/// The database did not answer.
pub fn revoke(
    scoped: &mut Scoped<'_>,
    id: KeyId,
    now: DateTime<Utc>,
) -> Result<Option<ApiKey>, StorageError> {
    let live = own(scoped.firm, id).filter(api_keys::revoked_at.is_null());
    let touched = diesel::update(live).set(api_keys::revoked_at.eq(now.naive_utc())).execute(scoped.conn)?;
    let key = find(scoped, id)?;
    if let Some(key) = key.as_ref().filter(|_| touched > 0) {
        scoped.note(Action::Revoked, "key", id, now);
        let before = ApiKey { revoked_at: None, ..key.clone() };
        journal::updated(scoped, (journal::Kind::Key, id.get(), 0), &before, key, now);
    }
    Ok(key)
}

/// Records a use of the key.
///
/// # Errors
/// The database did not answer.
pub fn touch(scoped: &mut Scoped<'_>, id: KeyId, now: DateTime<Utc>) -> Result<(), StorageError> {
    diesel::update(own(scoped.firm, id))
        .set(api_keys::last_used_at.eq(now.naive_utc()))
        .execute(scoped.conn)?;
    Ok(())
}

/// The key with this id in any firm: authentication finds the firm from the key.
///
/// # Errors
/// The database did not answer.
pub async fn find_presented(database: &Database, id: KeyId) -> Result<Option<StoredKey>, StorageError> {
    let row = database.read_any(move |conn| {
        let row: Option<KeyRow> = each!(conn, conn => api_keys::table
            .across_firms()
            .filter(api_keys::id.eq(id.get()))
            .select(KeyRow::as_select())
            .get_result(conn)
            .optional()?);
        Ok(row)
    });
    row.await?.map(KeyRow::into_stored).transpose()
}

/// Whether any key exists, even an invalid one: from the first key on every request needs one.
///
/// # Errors
/// The database did not answer.
pub async fn exist(database: &Database) -> Result<bool, StorageError> {
    database.read_any(any).await
}

/// [`exist`] for blocking threads.
///
/// # Errors
/// The database did not answer.
pub fn exist_blocking(database: &Database) -> Result<bool, StorageError> {
    database.read_any_blocking(any)
}

/// All keys of all firms, by id.
///
/// # Errors
/// The database did not answer.
pub fn list_all(database: &Database) -> Result<Vec<ApiKey>, StorageError> {
    database.read_any_blocking(|conn| {
        let rows: Vec<KeyRow> =
            api_keys::table.across_firms().order(api_keys::id).select(KeyRow::as_select()).load(conn)?;
        rows.into_iter().map(KeyRow::into_key).collect()
    })
}

fn any(conn: &mut AnyConnection) -> Result<bool, StorageError> {
    Ok(diesel::select(diesel::dsl::exists(api_keys::table.across_firms().filter(api_keys::id.gt(0))))
        .get_result(conn)?)
}

#[diesel::dsl::auto_type(no_type_alias)]
fn own(firm: FirmId, id: KeyId) -> _ {
    let id: i64 = id.get();
    let own: OfFirm<api_keys::table, api_keys::firm_id> = api_keys::table.of_firm(firm);
    own.filter(api_keys::id.eq(id))
}
