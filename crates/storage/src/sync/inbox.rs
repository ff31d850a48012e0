//! Events from the CRM: stored, applied once, and parked while their record is unknown.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use diesel::prelude::*;
use frontdesk_core::FirmId;
use frontdesk_sync::{Event, EventOutcome, Field, Heard};

use crate::engine::audit::Action;
use crate::engine::connection::{AnyConnection, each};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::schema::sync::{crm_webhooks, customer_users};
use crate::engine::scope::Scoped;
use crate::engine::system::System;
use crate::journal;
use crate::outbox::payload::QueuedTask;
use crate::users::{Cause, User, find_by_customer, keep, queue, reflect, save};

/// A received event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The sender's id of the event; the same id from the same sender is the same event. At most 255 characters.
    pub webhook_id: String,
    /// The id of the record in the CRM. At most 255 characters.
    pub crm_id: String,
    /// What changed.
    pub event: Event,
    /// The only firm whose records it may concern; `None` when its sender serves all firms.
    pub firm: Option<FirmId>,
    /// Whether to ask the CRM when the order of this event and of the known values is unclear. Otherwise the event is
    /// applied.
    pub verify: bool,
}

impl Received {
    /// The sender that scopes the event id: another sender's event with the same id is a different event.
    fn sender(&self) -> i64 {
        self.firm.map_or(EVERY_FIRM, FirmId::get)
    }
}

/// The sender for all firms. No firm has this number.
const EVERY_FIRM: i64 = 0;

/// Outcome of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebhookOutcome {
    /// At least one field was updated.
    Applied,
    /// Every field already has a newer value.
    Stale,
    /// It was received before.
    Duplicate,
    /// The record is not known yet.
    Parked,
    /// The record was still unknown after [`PARKED_FOR`](super::PARKED_FOR).
    NotFound,
}

/// Final outcomes.
const SETTLED: [WebhookOutcome; 4] =
    [WebhookOutcome::Applied, WebhookOutcome::Stale, WebhookOutcome::Duplicate, WebhookOutcome::NotFound];

impl WebhookOutcome {
    /// The word for it in the database and in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Applied => "applied",
            Self::Stale => "stale",
            Self::Duplicate => "duplicate",
            Self::Parked => "parked",
            Self::NotFound => "not_found",
        }
    }

    pub(super) fn of(outcome: EventOutcome) -> Self {
        match outcome {
            EventOutcome::Applied => Self::Applied,
            EventOutcome::Stale => Self::Stale,
            EventOutcome::Duplicate => Self::Duplicate,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = crm_webhooks)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) firm_id: Option<i64>,
    pub(super) crm_id: String,
    payload: String,
    occurred_at: NaiveDateTime,
    pub(super) received_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = crm_webhooks, treat_none_as_default_value = false)]
struct NewRow<'a> {
    firm_id: Option<i64>,
    customer_id: Option<i64>,
    webhook_id: &'a str,
    crm_id: &'a str,
    payload: String,
    outcome: &'static str,
    occurred_at: NaiveDateTime,
    received_at: NaiveDateTime,
    sender: i64,
}

/// Stores an event and applies it to the user with its record, in one transaction. One CRM serves all firms and its
/// events do not name the firm, so the record is looked up in all of them.
///
/// # Errors
/// The database did not answer.
pub async fn receive(
    database: &Database,
    received: Received,
    now: DateTime<Utc>,
) -> Result<WebhookOutcome, StorageError> {
    database.write_system(move |system| take(system, &received, now)).await
}

/// Processes an event of the caller's own firm, in the caller's transaction.
///
/// # Errors
/// The database did not answer.
pub fn receive_in(
    scoped: &mut Scoped<'_>,
    received: &Received,
    now: DateTime<Utc>,
) -> Result<WebhookOutcome, StorageError> {
    let received = Received { firm: Some(scoped.firm), ..received.clone() };
    scoped.as_system(|system| take(system, &received, now))
}

fn take(
    system: &mut System<'_>,
    received: &Received,
    now: DateTime<Utc>,
) -> Result<WebhookOutcome, StorageError> {
    let known: Option<(i64, String)> = each!(system.conn, conn => crm_webhooks::table
        .filter(crm_webhooks::webhook_id.eq(&received.webhook_id))
        .filter(crm_webhooks::sender.eq(received.sender()))
        .select((crm_webhooks::id, crm_webhooks::outcome))
        .get_result(conn)
        .optional()?);
    // A task that failed for want of a record may be retried once there is one.
    let again = match known {
        Some((id, outcome)) if outcome == WebhookOutcome::NotFound.as_str() => Some(id),
        Some(_) => return Ok(WebhookOutcome::Duplicate),
        None => None,
    };
    let owner = owner_of(system.conn, &received.crm_id)?;
    let owner = owner.filter(|(firm, _)| received.firm.is_none_or(|only| only == *firm));
    let outcome = match owner {
        None => WebhookOutcome::Parked,
        Some((firm, customer)) => {
            system.in_firm(firm, |scoped| hear_alone(scoped, customer, received, now))?
        }
    };
    let row = NewRow {
        firm_id: owner.map(|(firm, _)| firm).or(received.firm).map(FirmId::get),
        customer_id: owner.map(|(_, customer)| customer),
        webhook_id: &received.webhook_id,
        crm_id: &received.crm_id,
        payload: payload(&received.event),
        outcome: outcome.as_str(),
        occurred_at: storable(received.event.at(), now).naive_utc(),
        received_at: now.naive_utc(),
        sender: received.sender(),
    };
    if let Some(id) = again {
        diesel::delete(crm_webhooks::table.find(id)).execute(system.conn)?;
    }
    each!(system.conn, conn => diesel::insert_into(crm_webhooks::table).values(row).execute(conn)?);
    Ok(outcome)
}

/// The time of an event, within limits: senders may send any date, and MariaDB accepts no times after 2037. An event
/// from the future stays ahead while it waits for its record.
fn storable(at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    at.min(now + TimeDelta::days(1))
}

pub(super) fn owner_of(
    conn: &mut AnyConnection,
    crm_id: &str,
) -> Result<Option<(FirmId, i64)>, StorageError> {
    let found: Option<(i64, i64)> = each!(conn, conn => customer_users::table
        .across_firms()
        .inner_join(customers::table)
        .filter(customer_users::crm_id.eq(crm_id))
        .filter(customers::tombstone.eq(0))
        .select((customer_users::firm_id, customer_users::customer_id))
        .get_result(conn)
        .optional()?);
    let Some((firm, customer)) = found else { return Ok(None) };
    let corrupt = StorageError::Corrupt { table: "customer_users", column: "firm_id", id: customer };
    Ok(Some((FirmId::try_from(firm).map_err(|_| corrupt)?, customer)))
}

/// Applies one event to a user, and writes the user.
fn hear_alone(
    scoped: &mut Scoped<'_>,
    customer: i64,
    received: &Received,
    now: DateTime<Utc>,
) -> Result<WebhookOutcome, StorageError> {
    let mut user = find_by_customer(scoped, customer)?.ok_or(StorageError::Conflict)?;
    let heard = hear(scoped, &mut user, &received.event, now)?;
    if heard.verify && received.verify {
        queue(scoped, &mut user, &[QueuedTask::FETCH], now)?;
    } else if heard.outcome == EventOutcome::Applied {
        save(scoped, &mut user, now)?;
    }
    Ok(WebhookOutcome::of(heard.outcome))
}

/// Applies one event to a user without writing the user.
pub(super) fn hear(
    scoped: &mut Scoped<'_>,
    user: &mut User,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<Heard, StorageError> {
    scoped.cause = journal::Cause::SYNC;
    let heard = user.sync.hear(event, now);
    keep(scoped, user.customer_id, &heard.changes, Cause::Webhook, None, now)?;
    let changed: Vec<Field> = heard.changes.iter().map(|change| change.field).collect();
    if !changed.is_empty() {
        scoped.note(Action::Updated, "user", user.id, now);
    }
    reflect(scoped, user, &changed, now)?;
    Ok(heard)
}

/// Deletes up to `limit` settled events received longer than `age` ago, as the CRM no longer resends them. Returns how
/// many.
///
/// # Errors
/// The database did not answer.
pub async fn forget_webhooks(
    database: &Database,
    age: Duration,
    limit: i64,
    now: DateTime<Utc>,
) -> Result<usize, StorageError> {
    let before = (now - TimeDelta::from_std(age).unwrap_or(TimeDelta::days(36_500))).naive_utc();
    database
        .write_system(move |system| {
            let conn = &mut *system.conn;
            let ids: Vec<i64> = crm_webhooks::table
                .filter(crm_webhooks::outcome.eq_any(SETTLED.map(WebhookOutcome::as_str)))
                .filter(crm_webhooks::received_at.lt(before))
                .select(crm_webhooks::id)
                .limit(limit)
                .load(conn)?;
            Ok(diesel::delete(crm_webhooks::table.filter(crm_webhooks::id.eq_any(ids))).execute(conn)?)
        })
        .await
}

fn payload(event: &Event) -> String {
    let values: BTreeMap<&str, &str> =
        event.values().iter().map(|(field, value)| (field.as_str(), value.as_str())).collect();
    // Texts can always be serialized.
    serde_json::to_string(&values).unwrap_or_default()
}

impl Row {
    pub(super) fn event(&self) -> Result<Event, StorageError> {
        let corrupt = || StorageError::Corrupt { table: "crm_webhooks", column: "payload", id: self.id };
        let values: BTreeMap<String, String> = serde_json::from_str(&self.payload).map_err(|_| corrupt())?;
        Event::parse(values.into_iter().collect(), self.occurred_at.and_utc()).map_err(|_| corrupt())
    }
}
