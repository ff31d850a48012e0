//! Single interactions: record, find, list, delete.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use frontdesk_core::{CustomerId, FieldValue, Id, NamedValue, Recorded};
use frontdesk_interactions::{ChannelName, Channels};

use super::batch::{NewInteraction, insert_new};
use super::channels::{ChannelIds, channels};
use super::totals::{Deltas, known_customers};
use crate::engine::audit::Action;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::interactions::interactions;
use crate::engine::scope::Scoped;
use crate::journal::{self, Kind};

/// The id of an interaction.
pub type InteractionId = Id<Interaction>;

/// One contact with a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Interaction {
    pub id: i64,
    pub customer_id: i64,
    /// Through which channel.
    pub channel: String,
    pub occurred_at: DateTime<Utc>,
    /// When it was recorded; for old rows, when it occurred. Never changes.
    pub recorded_at: DateTime<Utc>,
}

impl Recorded for Interaction {
    fn fields(&self) -> Vec<NamedValue> {
        vec![
            ("customer_id".into(), Some(self.customer_id.into())),
            ("channel".into(), Some((&self.channel).into())),
            ("occurred_at".into(), Some(FieldValue::Text(self.occurred_at.to_rfc3339()))),
        ]
    }
}

/// An interaction to record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordInteraction {
    pub customer: CustomerId,
    /// The channel; a new one is added to the firm's.
    pub channel: ChannelName,
    pub occurred_at: DateTime<Utc>,
}

/// Outcome of recording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordOutcome {
    /// It is recorded.
    Recorded(Interaction),
    /// The same interaction existed; it counts once.
    Known(Interaction),
    /// The firm has no such customer.
    NoSuchCustomer,
    /// The firm has reached the limit of channels.
    TooManyChannels,
}

pub(super) type Row = (i64, i64, i64, i64, Option<i64>);

pub(super) const COLUMNS: (
    interactions::id,
    interactions::customer_id,
    interactions::channel_id,
    interactions::occurred_at,
    interactions::recorded_at,
) = (
    interactions::id,
    interactions::customer_id,
    interactions::channel_id,
    interactions::occurred_at,
    interactions::recorded_at,
);

/// Records an interaction, and counts it.
///
/// # Errors
/// The database did not answer.
pub fn record(
    scoped: &mut Scoped<'_>,
    new: &RecordInteraction,
    now: DateTime<Utc>,
) -> Result<RecordOutcome, StorageError> {
    let customer_id = new.customer.get();
    let Some(customer_type) = known_customers(scoped, &[customer_id])?.remove(&customer_id) else {
        return Ok(RecordOutcome::NoSuchCustomer);
    };
    let Ok(channel_id) = ChannelIds::load(scoped)?.find_or_add(scoped, &new.channel, now)? else {
        return Ok(RecordOutcome::TooManyChannels);
    };
    let occurred_at = new.occurred_at.timestamp_micros();
    let row = NewInteraction {
        firm_id: scoped.firm_id(),
        customer_id,
        occurred_at,
        channel_id,
        recorded_at: now.timestamp_micros(),
    };
    let is_new = insert_new(scoped, &[row])?.is_new == [true];
    if is_new {
        let mut deltas = Deltas::default();
        deltas.add(&customer_type, occurred_at, channel_id, 1);
        deltas.write(scoped, false)?;
    }
    let row: Option<Row> = each!(scoped.conn, conn => interactions::table
        .across_firms()
        .filter(interactions::customer_id.eq(customer_id))
        .filter(interactions::occurred_at.eq(occurred_at))
        .filter(interactions::channel_id.eq(channel_id))
        .select(COLUMNS)
        .get_result(conn)
        .optional()?);
    // An existing one may be deleted concurrently.
    let interaction = into_interaction(&channels(scoped)?, row.ok_or(StorageError::Conflict)?)?;
    if !is_new {
        return Ok(RecordOutcome::Known(interaction));
    }
    scoped.note(Action::Created, "interaction", interaction.id, now);
    journal::created(scoped, (Kind::Interaction, interaction.id, 0), &interaction, now);
    Ok(RecordOutcome::Recorded(interaction))
}

/// The interaction with this id.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: InteractionId) -> Result<Option<Interaction>, StorageError> {
    let found = find_row(scoped, id)?;
    let channels = channels(scoped)?;
    found.map(|row| into_interaction(&channels, row)).transpose()
}

fn find_row(scoped: &mut Scoped<'_>, id: InteractionId) -> Result<Option<Row>, StorageError> {
    let found = interactions::table
        .of_firm(scoped.firm)
        .filter(interactions::id.eq(id.get()))
        .filter(is_of_a_living_customer())
        .select(COLUMNS)
        .get_result(scoped.conn)
        .optional()?;
    Ok(found)
}

/// Deletes an interaction and removes it from the totals. Returns whether it existed.
///
/// # Errors
/// The database did not answer.
pub fn delete(scoped: &mut Scoped<'_>, id: InteractionId, now: DateTime<Utc>) -> Result<bool, StorageError> {
    let Some(row) = find_row(scoped, id)? else {
        return Ok(false);
    };
    let (_, customer_id, channel_id, occurred_at, _) = row;
    let Some(customer_type) = known_customers(scoped, &[customer_id])?.remove(&customer_id) else {
        return Ok(false);
    };
    let target = interactions::table.of_firm(scoped.firm).filter(interactions::id.eq(id.get()));
    // A concurrent delete may have been faster.
    if diesel::delete(target).execute(scoped.conn)? == 0 {
        return Ok(false);
    }
    let mut deltas = Deltas::default();
    deltas.add(&customer_type, occurred_at, channel_id, -1);
    deltas.write(scoped, false)?;
    scoped.note(Action::Deleted, "interaction", id, now);
    let interaction = into_interaction(&channels(scoped)?, row)?;
    journal::deleted(scoped, (Kind::Interaction, interaction.id, 0), &interaction, now);
    Ok(true)
}

/// Interactions of deleted customers are hidden. A scalar sub-query runs only for the rows of a page; for EXISTS,
/// SQLite first builds a filter over all customers.
pub(super) fn is_of_a_living_customer() -> SqlLiteral<Bool> {
    sql("(SELECT customers.tombstone FROM customers WHERE customers.id = interactions.customer_id) = 0")
}

pub(super) fn into_interaction(
    channels: &Channels,
    (id, customer_id, channel_id, occurred_at, recorded_at): Row,
) -> Result<Interaction, StorageError> {
    let corrupt = |column| StorageError::Corrupt { table: "interactions", column, id };
    let time = |micros| DateTime::from_timestamp_micros(micros).ok_or_else(|| corrupt("occurred_at"));
    Ok(Interaction {
        id,
        customer_id,
        channel: channels.name(channel_id).ok_or_else(|| corrupt("channel_id"))?.to_owned(),
        occurred_at: time(occurred_at)?,
        recorded_at: time(recorded_at.unwrap_or(occurred_at))?,
    })
}
