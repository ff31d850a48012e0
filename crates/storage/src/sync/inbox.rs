//! Events that the CRM sends: kept, applied once, and held back while nobody knows whose they are.

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
use crate::outbox::payload::QueuedTask;
use crate::users::{Cause, User, find_by_customer, keep, queue, reflect, save};

/// An event that has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// What the sender calls the event; the same one again from the same sender is the same event. At most 255
    /// characters.
    pub webhook_id: String,
    /// What the CRM calls the record. At most 255 characters.
    pub crm_id: String,
    /// What changed.
    pub event: Event,
    /// The one firm whose records it can be about; none when its sender speaks for all of them.
    pub firm: Option<FirmId>,
    /// Whether the CRM is asked where the order of this event and of what is known cannot be told. Else the event is
    /// believed.
    pub verify: bool,
}

impl Received {
    /// Whose name for the event counts: another sender's event of the same name is another event.
    fn sender(&self) -> i64 {
        self.firm.map_or(EVERY_FIRM, FirmId::get)
    }
}

/// The sender that speaks for all firms. No firm has this number.
const EVERY_FIRM: i64 = 0;

/// What became of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WebhookOutcome {
    /// It was news of at least one field.
    Applied,
    /// Every field already has something newer.
    Stale,
    /// It was heard before.
    Duplicate,
    /// Nobody knows the record yet.
    Parked,
    /// Nobody knew the record for [`PARKED_FOR`](super::PARKED_FOR).
    NotFound,
}

/// Outcomes that are the last word on an event.
const SETTLED: [WebhookOutcome; 4] =
    [WebhookOutcome::Applied, WebhookOutcome::Stale, WebhookOutcome::Duplicate, WebhookOutcome::NotFound];

impl WebhookOutcome {
    /// The word for it in the database and in answers.
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

/// Takes an event: keeps it, and applies it to the user whose record it is of, in one transaction. One CRM serves all
/// firms and its events name none, so the record is looked for in all of them.
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

/// Takes an event of the caller's own firm, in the transaction of the caller.
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
    // What was given up for want of a record may be sent again once there is one.
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

/// When an event happened, as far as that can be: senders date them as they like, and MariaDB takes no times after 2037.
/// One that is dated ahead still is while it waits for its record.
fn storable(at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    at.min(now + TimeDelta::days(1))
}

pub(super) fn owner_of(
    conn: &mut AnyConnection,
    crm_id: &str,
) -> Result<Option<(FirmId, i64)>, StorageError> {
    let found: Option<(i64, i64)> = each!(conn, conn => customer_users::table
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

/// Applies one event to a user that is yet to be written.
pub(super) fn hear(
    scoped: &mut Scoped<'_>,
    user: &mut User,
    event: &Event,
    now: DateTime<Utc>,
) -> Result<Heard, StorageError> {
    let heard = user.sync.hear(event, now);
    keep(scoped, user.customer_id, &heard.changes, Cause::Webhook, None, now)?;
    let changed: Vec<Field> = heard.changes.iter().map(|change| change.field).collect();
    if !changed.is_empty() {
        scoped.note(Action::Updated, "user", user.id, now);
    }
    reflect(scoped, user, &changed, now)?;
    Ok(heard)
}

/// Forgets events that came in longer ago than `age` and are settled, up to `limit` of them: the CRM will not send
/// them again. Gives their number.
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
    // Texts can always be written.
    serde_json::to_string(&values).unwrap_or_default()
}

impl Row {
    pub(super) fn event(&self) -> Result<Event, StorageError> {
        let corrupt = || StorageError::Corrupt { table: "crm_webhooks", column: "payload", id: self.id };
        let values: BTreeMap<String, String> = serde_json::from_str(&self.payload).map_err(|_| corrupt())?;
        Event::parse(values.into_iter().collect(), self.occurred_at.and_utc()).map_err(|_| corrupt())
    }
}
