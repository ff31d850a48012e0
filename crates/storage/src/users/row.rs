//! Rows of users, and their conversion to the types of the rules.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_sync::{CrmFields, Field, SyncStatus, SyncedUser, UserContents, UserFields};
use uuid::Uuid;

use super::counts;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::schema::sync::customer_users;
use crate::engine::scope::Scoped;
use crate::journal;
use crate::search::{self, Kind, Placed};
use crate::users::found::terms_of_fields;

/// A user, and its synchronization with the CRM.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub customer_id: CustomerId,
    /// Its public id, which the CRM stores as the external id.
    pub id: Uuid,
    /// The synchronized fields.
    pub sync: SyncedUser,
    /// Its synchronization status.
    pub status: SyncStatus,
    /// Since when changes have been pending.
    pub pending_since: Option<DateTime<Utc>>,
    /// Attempts of the current push, or of the last one.
    pub attempts: u32,
    /// Why the last attempt failed, if it did.
    pub last_error: Option<String>,
    /// Incremented with each queued task.
    pub(crate) sync_version: i64,
    /// Incremented with each change of the record.
    pub version: i64,
    /// When it signed up.
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Its values as stored, which its search terms are made of.
    pub(crate) stored: UserFields,
    /// Its id in the CRM as stored.
    pub(crate) stored_crm_id: Option<String>,
    /// Its status as stored, in which it is counted.
    pub(crate) stored_status: SyncStatus,
    /// Its position in a list in search order.
    pub place: Option<String>,
}

impl Placed for User {
    fn record_id(&self) -> i64 {
        self.customer_id.get()
    }

    fn put(&mut self, place: String) {
        self.place = Some(place);
    }
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = customer_users, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct UserRow {
    customer_id: i64,
    firm_id: i64,
    name: String,
    email: String,
    phone: String,
    crm_id: Option<String>,
    sync_status: String,
    pending_since: Option<NaiveDateTime>,
    base_name: Option<String>,
    base_email: Option<String>,
    base_phone: Option<String>,
    held_name: Option<String>,
    held_email: Option<String>,
    held_phone: Option<String>,
    sent_name: Option<String>,
    sent_email: Option<String>,
    sent_phone: Option<String>,
    unsettled_until: Option<NaiveDateTime>,
    name_heard_at: Option<NaiveDateTime>,
    email_heard_at: Option<NaiveDateTime>,
    phone_heard_at: Option<NaiveDateTime>,
    seen_at: Option<NaiveDateTime>,
    attempts: i32,
    last_error: Option<String>,
    sync_version: i64,
    version: i64,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

pub(super) type Loaded = (UserRow, Vec<u8>);

impl User {
    pub(super) fn row(&self, firm_id: i64) -> UserRow {
        let [base_name, base_email, base_phone] = columns(self.sync.base.as_ref());
        let [sent_name, sent_email, sent_phone] = columns(self.sync.sent.as_ref());
        let [held_name, held_email, held_phone] =
            Field::ALL.map(|field| self.sync.held.get(field).map(str::to_owned));
        let [name_heard_at, email_heard_at, phone_heard_at] =
            self.sync.heard_at.map(|at| at.map(|at| at.naive_utc()));
        UserRow {
            customer_id: self.customer_id.get(),
            firm_id,
            name: self.sync.local.name.clone(),
            email: self.sync.local.email.clone(),
            phone: self.sync.local.phone.clone(),
            crm_id: self.sync.crm_id.clone(),
            sync_status: self.status.as_str().to_owned(),
            pending_since: self.pending_since.map(|at| at.naive_utc()),
            base_name,
            base_email,
            base_phone,
            held_name,
            held_email,
            held_phone,
            sent_name,
            sent_email,
            sent_phone,
            unsettled_until: self.sync.unsettled_until.map(|at| at.naive_utc()),
            name_heard_at,
            email_heard_at,
            phone_heard_at,
            seen_at: self.sync.seen_at.map(|at| at.naive_utc()),
            attempts: i32::try_from(self.attempts).unwrap_or(i32::MAX),
            last_error: self.last_error.clone(),
            sync_version: self.sync_version,
            version: self.version,
            created_at: self.created_at.naive_utc(),
            updated_at: self.updated_at.naive_utc(),
        }
    }

    pub(super) fn from_row((row, uuid): Loaded) -> Result<Self, StorageError> {
        let id = row.customer_id;
        let corrupt = |column| StorageError::Corrupt { table: "customer_users", column, id };
        let mut held = CrmFields::default();
        for (field, value) in Field::ALL.into_iter().zip([row.held_name, row.held_email, row.held_phone]) {
            held.put(field, value.as_deref());
        }
        let status = row.sync_status.parse().map_err(|_| corrupt("sync_status"))?;
        Ok(Self {
            customer_id: CustomerId::try_from(id).map_err(|_| corrupt("customer_id"))?,
            id: Uuid::from_slice(&uuid).map_err(|_| corrupt("uuid"))?,
            stored: UserFields { name: row.name.clone(), email: row.email.clone(), phone: row.phone.clone() },
            place: None,
            stored_crm_id: row.crm_id.clone(),
            sync: SyncedUser {
                local: UserFields { name: row.name, email: row.email, phone: row.phone },
                crm_id: row.crm_id,
                base: fields([row.base_name, row.base_email, row.base_phone]),
                held,
                sent: fields([row.sent_name, row.sent_email, row.sent_phone]),
                unsettled_until: row.unsettled_until.map(|at| at.and_utc()),
                heard_at: [row.name_heard_at, row.email_heard_at, row.phone_heard_at]
                    .map(|at| at.map(|at| at.and_utc())),
                seen_at: row.seen_at.map(|at| at.and_utc()),
            },
            pending_since: row.pending_since.map(|at| at.and_utc()),
            status,
            stored_status: status,
            attempts: u32::try_from(row.attempts).map_err(|_| corrupt("attempts"))?,
            last_error: row.last_error,
            sync_version: row.sync_version,
            version: row.version,
            created_at: row.created_at.and_utc(),
            updated_at: row.updated_at.and_utc(),
        })
    }
}

fn columns(fields: Option<&UserFields>) -> [Option<String>; 3] {
    Field::ALL.map(|field| fields.map(|fields| fields.get(field).to_owned()))
}

/// `None` when a column is NULL.
fn fields(columns: [Option<String>; 3]) -> Option<UserFields> {
    let [name, email, phone] = columns;
    Some(UserFields { name: name?, email: email?, phone: phone? })
}

impl User {
    /// Sets the status, and `pending_since` with it.
    pub(crate) fn set_status(&mut self, status: SyncStatus, now: DateTime<Utc>) {
        self.status = status;
        self.pending_since = (status == SyncStatus::Pending).then(|| self.pending_since.unwrap_or(now));
    }
}

/// The user with this public id.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: Uuid) -> Result<Option<User>, StorageError> {
    let loaded: Option<Loaded> = each!(scoped.conn, conn => customers::table
        .living(scoped.firm)
        .inner_join(customer_users::table)
        .filter(customers::uuid.eq(id.as_bytes().as_slice()))
        .select((UserRow::as_select(), customers::uuid))
        .get_result(conn)
        .optional()?);
    loaded.map(User::from_row).transpose()
}

/// The user of a customer, if it is one and has not been deleted.
pub(crate) fn find_by_customer(
    scoped: &mut Scoped<'_>,
    customer_id: i64,
) -> Result<Option<User>, StorageError> {
    let loaded: Option<Loaded> = each!(scoped.conn, conn => customer_users::table
        .living(scoped.firm)
        .filter(customer_users::customer_id.eq(customer_id))
        .select((UserRow::as_select(), customers::uuid))
        .get_result(conn)
        .optional()?);
    loaded.map(User::from_row).transpose()
}

/// The users among these customers that have not been deleted, by id.
pub(super) fn find_by_customers(scoped: &mut Scoped<'_>, ids: &[i64]) -> Result<Vec<User>, StorageError> {
    let loaded: Vec<Loaded> = each!(scoped.conn, conn => customer_users::table
        .living(scoped.firm)
        .filter(customer_users::customer_id.eq_any(ids))
        .order(customer_users::customer_id)
        .select((UserRow::as_select(), customers::uuid))
        .load(conn)?);
    loaded.into_iter().map(User::from_row).collect()
}

/// Writes a user and increments its version.
///
/// Fails with [`StorageError::Conflict`] when it has changed since it was loaded.
pub(crate) fn save(scoped: &mut Scoped<'_>, user: &mut User, now: DateTime<Utc>) -> Result<(), StorageError> {
    let before = user.version;
    user.version += 1;
    user.updated_at = user.updated_at.max(now);
    let row = user.row(scoped.firm_id());
    let touched = each!(scoped.conn, conn => diesel::update(customer_users::table
            .of_firm(scoped.firm)
            .filter(customer_users::customer_id.eq(row.customer_id))
            .filter(customer_users::version.eq(before)))
        .set(&row)
        .execute(conn)?);
    if touched != 1 {
        return Err(StorageError::Conflict);
    }
    let before = UserContents { fields: &user.stored, crm_id: user.stored_crm_id.as_deref() };
    let of = (journal::Kind::User, user.customer_id.get(), user.version);
    journal::updated(scoped, of, &before, &contents(user), now);
    user.stored_crm_id.clone_from(&user.sync.crm_id);
    counts::moved(scoped, user.stored_status, user.status)?;
    user.stored_status = user.status;
    if user.stored != user.sync.local {
        let (was, is) = (terms_of_fields(&user.stored), terms_of_fields(&user.sync.local));
        search::replace(scoped.conn, scoped.firm, Kind::User, user.customer_id.get(), &was, &is)?;
        user.stored = user.sync.local.clone();
    }
    Ok(())
}

fn contents(user: &User) -> UserContents<'_> {
    UserContents { fields: &user.sync.local, crm_id: user.sync.crm_id.as_deref() }
}

pub(super) fn insert(scoped: &mut Scoped<'_>, user: &User) -> Result<(), StorageError> {
    let row = user.row(scoped.firm_id());
    each!(scoped.conn, conn => diesel::insert_into(customer_users::table).values(&row).execute(conn)?);
    counts::add(scoped, user.status, 1)?;
    let id = user.customer_id.get();
    journal::created(scoped, (journal::Kind::User, id, user.version), &contents(user), user.created_at);
    search::replace(scoped.conn, scoped.firm, Kind::User, id, &[], &terms_of_fields(&user.stored))
}
