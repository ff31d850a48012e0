//! Firms and their settings.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::{FieldValue, FirmId, FirmSettings, NamedValue, PhoneCheck, Recorded, Region};

use crate::engine::actor::Actor;
use crate::engine::audit::note::{Action, Note};
use crate::engine::connection::{AnyConnection, MultiBackend, each};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::firms;
use crate::engine::scope::Scoped;
use crate::journal::{self, Cause, Kind};
use crate::refold::FOLDING;

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Firm {
    pub id: FirmId,
    /// Its name; no two firms have the same.
    pub name: String,
    /// What it has chosen.
    pub settings: FirmSettings,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

impl Firm {
    /// Grows with each change of the record.
    pub fn version(&self) -> i64 {
        self.updated_at.timestamp_micros()
    }
}

impl Recorded for Firm {
    fn fields(&self) -> Vec<NamedValue> {
        let settings = &self.settings;
        vec![
            ("name".into(), Some((&self.name).into())),
            ("is_corporate".into(), Some(settings.is_corporate.into())),
            ("sync_client_contact_info".into(), Some(settings.sync_client_contact_info.into())),
            ("update_client_missing_data".into(), Some(settings.update_client_missing_data.into())),
            ("default_region".into(), Some(FieldValue::Text(settings.default_region.to_string()))),
            ("phone_check".into(), Some(settings.phone_check.as_str().into())),
        ]
    }
}

/// Filter of a list of firms.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FirmFilter {
    /// Only this firm; all firms when absent.
    pub only: Option<FirmId>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
}

/// Changes to a firm; absent fields keep their value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FirmChange {
    pub name: Option<String>,
    /// See [`FirmSettings`], as for the fields below.
    pub is_corporate: Option<bool>,
    /// Whether an import overwrites contact data.
    pub sync_client_contact_info: Option<bool>,
    /// Whether an import fills missing data.
    pub update_client_missing_data: Option<bool>,
    /// The region whose rules parse national phone numbers.
    pub default_region: Option<Region>,
    /// How strictly phone numbers are checked.
    pub phone_check: Option<PhoneCheck>,
}

impl FirmChange {
    fn apply(&self, firm: &mut Firm) {
        let settings = &mut firm.settings;
        put(&mut firm.name, &self.name);
        put(&mut settings.is_corporate, &self.is_corporate);
        put(&mut settings.sync_client_contact_info, &self.sync_client_contact_info);
        put(&mut settings.update_client_missing_data, &self.update_client_missing_data);
        put(&mut settings.default_region, &self.default_region);
        put(&mut settings.phone_check, &self.phone_check);
    }
}

fn put<T: Clone>(place: &mut T, value: &Option<T>) {
    if let Some(value) = value {
        place.clone_from(value);
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = firms)]
struct FirmRow {
    id: i64,
    name: String,
    is_corporate: bool,
    sync_client_contact_info: bool,
    update_client_missing_data: bool,
    default_region: String,
    phone_check: String,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = firms)]
struct NewFirm<'a> {
    name: &'a str,
    is_corporate: bool,
    sync_client_contact_info: bool,
    update_client_missing_data: bool,
    default_region: String,
    phone_check: &'a str,
    created_at: NaiveDateTime,
    updated_at: NaiveDateTime,
    folding: i32,
}

/// Outcome of creating or changing a firm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FirmOutcome {
    /// The firm is as requested.
    Saved(Firm),
    /// Another firm has this name.
    NameTaken,
    NotFound,
}

impl FirmRow {
    fn into_firm(self) -> Result<Firm, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "firms", column, id };
        let settings = FirmSettings::default()
            .corporate(self.is_corporate)
            .sync_contact_info(self.sync_client_contact_info)
            .update_missing_data(self.update_client_missing_data)
            .region(self.default_region.parse().map_err(|_| corrupt("default_region"))?)
            .phone_check(self.phone_check.parse().map_err(|_| corrupt("phone_check"))?);
        Ok(Firm {
            id: id.try_into().map_err(|_| corrupt("id"))?,
            name: self.name,
            settings,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
        })
    }
}

/// All firms, by id.
///
/// # Errors
/// The database did not answer.
pub fn list(database: &Database) -> Result<Vec<Firm>, StorageError> {
    database.read_any_blocking(|conn| {
        let rows: Vec<FirmRow> = firms::table.order(firms::id).select(FirmRow::as_select()).load(conn)?;
        rows.into_iter().map(FirmRow::into_firm).collect()
    })
}

/// Creates a firm. The first entry of its audit log names the actor.
///
/// # Errors
/// The database did not answer.
pub fn create(
    database: &Database,
    name: &str,
    settings: &FirmSettings,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<FirmOutcome, StorageError> {
    let (name, settings) = (name.to_owned(), settings.clone());
    database.write_system_blocking(move |system| {
        let conn = &mut *system.conn;
        if find_by_name(conn, &name)?.is_some() {
            return Ok(FirmOutcome::NameTaken);
        }
        diesel::insert_into(firms::table).values(new_row(&name, &settings, now)).execute(conn)?;
        let Some(firm) = find_by_name(conn, &name)? else { return Ok(FirmOutcome::NotFound) };
        system.notes.push(Note::new(firm.id, actor, Action::Created, "firm", firm.id, now));
        system.in_firm(firm.id, |scoped| {
            act_as(scoped, actor);
            journal::created(scoped, (Kind::Firm, firm.id.get(), 0), &firm, now);
            Ok(())
        })?;
        Ok(FirmOutcome::Saved(firm))
    })
}

/// Changes a firm's name, its settings, or both. Unchanged values are not written.
///
/// # Errors
/// The database did not answer.
pub fn set(
    database: &Database,
    id: FirmId,
    change: impl Fn(&mut Firm) + Send + 'static,
    actor: Actor,
    now: DateTime<Utc>,
) -> Result<FirmOutcome, StorageError> {
    database.write_system_blocking(move |system| {
        let conn = &mut *system.conn;
        let Some(before) = find(conn, id)? else {
            return Ok(FirmOutcome::NotFound);
        };
        let mut firm = before.clone();
        change(&mut firm);
        if firm == before {
            return Ok(FirmOutcome::Saved(firm));
        }
        let outcome = save(conn, firm, now)?;
        if let FirmOutcome::Saved(firm) = &outcome {
            system.notes.push(Note::new(id, actor, Action::Updated, "firm", id, now));
            system.in_firm(id, |scoped| {
                act_as(scoped, actor);
                journal::updated(scoped, (Kind::Firm, id.get(), 0), &before, firm, now);
                Ok(())
            })?;
        }
        Ok(outcome)
    })
}

fn act_as(scoped: &mut Scoped<'_>, actor: Actor) {
    scoped.actor = actor;
    scoped.cause = Cause::of(actor.door);
}

fn save(conn: &mut AnyConnection, mut firm: Firm, now: DateTime<Utc>) -> Result<FirmOutcome, StorageError> {
    if find_by_name(conn, &firm.name)?.is_some_and(|other| other.id != firm.id) {
        return Ok(FirmOutcome::NameTaken);
    }
    write(conn, &firm, now)?;
    firm.updated_at = now;
    Ok(FirmOutcome::Saved(firm))
}

/// Changes the firm of this connection. Unchanged values are not written.
///
/// # Errors
/// The database did not answer.
pub fn change(
    scoped: &mut Scoped<'_>,
    change: &FirmChange,
    now: DateTime<Utc>,
) -> Result<FirmOutcome, StorageError> {
    let before = own(scoped)?;
    let mut firm = before.clone();
    change.apply(&mut firm);
    if firm == before {
        return Ok(FirmOutcome::Saved(firm));
    }
    let outcome = save(scoped.conn, firm, now)?;
    if let FirmOutcome::Saved(firm) = &outcome {
        scoped.note(Action::Updated, "firm", scoped.firm, now);
        journal::updated(scoped, (Kind::Firm, firm.id.get(), 0), &before, firm, now);
    }
    Ok(outcome)
}

/// Fields that lists of firms can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "firms.created_at"),
    SortField::time("updated_at", "firms.updated_at"),
    SortField::text("name", "firms.name"),
];

/// One page of the firms.
///
/// # Errors
/// The database did not answer.
pub fn list_page(
    scoped: &mut Scoped<'_>,
    filter: FirmFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Firm>, StorageError> {
    let rows: Vec<FirmRow> = in_slice!(matching(filter), "firms.id", &slice.into())
        .select(FirmRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(FirmRow::into_firm).collect()
}

/// The number of firms that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: FirmFilter) -> Result<i64, StorageError> {
    Ok(matching(filter).count().get_result(scoped.conn)?)
}

fn matching(filter: FirmFilter) -> firms::BoxedQuery<'static, MultiBackend> {
    let mut query = firms::table.into_boxed::<MultiBackend>();
    if let Some(since) = filter.updated_since {
        query = query.filter(firms::updated_at.ge(since.naive_utc()));
    }
    match filter.only {
        Some(firm) => query.filter(firms::id.eq(firm.get())),
        None => query,
    }
}

/// The firm of this connection.
///
/// # Errors
/// The database did not answer, or the row cannot be read.
pub fn own(scoped: &mut Scoped<'_>) -> Result<Firm, StorageError> {
    find(scoped.conn, scoped.firm)?.ok_or(StorageError::Corrupt {
        table: "firms",
        column: "id",
        id: scoped.firm.get(),
    })
}

/// The settings of the firm of this connection.
///
/// # Errors
/// The database did not answer, or the row cannot be read.
pub fn settings(scoped: &mut Scoped<'_>) -> Result<FirmSettings, StorageError> {
    own(scoped).map(|firm| firm.settings)
}

fn find(conn: &mut AnyConnection, id: FirmId) -> Result<Option<Firm>, StorageError> {
    let row: Option<FirmRow> = each!(conn, conn => firms::table
        .find(id.get())
        .select(FirmRow::as_select())
        .get_result(conn)
        .optional()?);
    row.map(FirmRow::into_firm).transpose()
}

fn find_by_name(conn: &mut AnyConnection, name: &str) -> Result<Option<Firm>, StorageError> {
    let row =
        firms::table.filter(firms::name.eq(name)).select(FirmRow::as_select()).get_result(conn).optional()?;
    row.map(FirmRow::into_firm).transpose()
}

fn new_row<'a>(name: &'a str, settings: &FirmSettings, now: DateTime<Utc>) -> NewFirm<'a> {
    NewFirm {
        name,
        is_corporate: settings.is_corporate,
        sync_client_contact_info: settings.sync_client_contact_info,
        update_client_missing_data: settings.update_client_missing_data,
        default_region: settings.default_region.to_string(),
        phone_check: settings.phone_check.as_str(),
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
        folding: FOLDING,
    }
}

fn write(conn: &mut AnyConnection, firm: &Firm, now: DateTime<Utc>) -> Result<(), StorageError> {
    let settings = &firm.settings;
    diesel::update(firms::table.find(firm.id.get()))
        .set((
            firms::name.eq(&firm.name),
            firms::is_corporate.eq(settings.is_corporate),
            firms::sync_client_contact_info.eq(settings.sync_client_contact_info),
            firms::update_client_missing_data.eq(settings.update_client_missing_data),
            firms::default_region.eq(settings.default_region.to_string()),
            firms::phone_check.eq(settings.phone_check.as_str()),
            firms::updated_at.eq(now.naive_utc()),
        ))
        .execute(conn)?;
    Ok(())
}
