//! Lists of interactions, and their counts.

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};
use frontdesk_core::CustomerId;
use frontdesk_interactions::ChannelName;

use super::channels::{ChannelIds, channels};
use super::record::{COLUMNS, Interaction, Row, into_interaction, is_of_a_living_customer};
use super::totals::count_all;
use crate::engine::connection::{MultiBackend, each};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, SortKind, in_slice};
use crate::engine::schema::interactions::interactions;
use crate::engine::scope::Scoped;
use crate::engine::total::{Total, up_to_most};

/// Filter of a list of interactions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InteractionFilter {
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// Through this channel.
    pub channel: Option<ChannelName>,
    /// At this time or later, in microseconds since 1970.
    pub from: Option<i64>,
    /// Before this time.
    pub until: Option<i64>,
    /// Recorded at this time or later.
    pub recorded_since: Option<DateTime<Utc>>,
}

impl InteractionFilter {
    /// Whether the filter has a channel at most.
    fn is_by_channel_alone(&self) -> bool {
        *self == Self { channel: self.channel.clone(), ..Self::default() }
    }
}

const RECORDED_AT: &str = "COALESCE(interactions.recorded_at, interactions.occurred_at)";

/// Fields that lists of interactions can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::new("occurred_at", SortKind::Micros, "interactions.occurred_at"),
    SortField::number("customer_id", "interactions.customer_id"),
    SortField::new("created_at", SortKind::Micros, RECORDED_AT),
    SortField::new("updated_at", SortKind::Micros, RECORDED_AT),
];

/// One page of the firm's interactions.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &InteractionFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Interaction>, StorageError> {
    let slice = slice.into();
    let matching = match slice.by_id() {
        Some(_) => in_order_of_ids(scoped, filter)?,
        None => matching(scoped, filter)?,
    };
    let Some(matching) = matching else { return Ok(Vec::new()) };
    let rows: Vec<Row> = in_slice!(matching, "interactions.id", &slice).select(COLUMNS).load(scoped.conn)?;
    let channels = channels(scoped)?;
    rows.into_iter().map(|row| into_interaction(&channels, row)).collect()
}

/// Up to this many interactions of a time range are looked up by id. With more of them, each page finds some wherever
/// it begins.
const FEW: i64 = 5_000;

/// The rows of a list that is sorted by id.
fn in_order_of_ids<'a>(
    scoped: &mut Scoped<'_>,
    filter: &InteractionFilter,
) -> Result<Option<Matching<'a>>, StorageError> {
    if filter.customer.is_some() || (filter.from, filter.until) == (None, None) {
        return matching(scoped, filter);
    }
    let (from, until) = (filter.from.unwrap_or(i64::MIN), filter.until.unwrap_or(i64::MAX));
    let rest = InteractionFilter { from: None, until: None, ..filter.clone() };
    let Some(query) = matching(scoped, &rest)? else { return Ok(None) };
    Ok(Some(match few_ids(scoped, from, until)? {
        Some(ids) => query.filter(interactions::id.eq_any(ids)),
        // The index does not cover the sum: the ids are walked in order, and rows outside the time range are skipped.
        None => query
            .filter(sql::<Bool>("interactions.occurred_at + 0 >= ").bind::<BigInt, _>(from))
            .filter(sql::<Bool>("interactions.occurred_at + 0 < ").bind::<BigInt, _>(until)),
    }))
}

/// The ids of the interactions in a time range, if there are few.
fn few_ids(scoped: &mut Scoped<'_>, from: i64, until: i64) -> Result<Option<Vec<i64>>, StorageError> {
    let ids: Vec<i64> = each!(scoped.conn, conn => interactions::table
        .of_firm(scoped.firm)
        .filter(interactions::occurred_at.ge(from))
        .filter(interactions::occurred_at.lt(until))
        .order((interactions::occurred_at, interactions::id))
        .limit(FEW + 1)
        .select(interactions::id)
        .load(conn)?);
    Ok(if i64::try_from(ids.len()).is_ok_and(|found| found <= FEW) { Some(ids) } else { None })
}

/// The number of interactions that match the filter. Without a filter, or with a channel alone, it is read from the
/// totals.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &InteractionFilter) -> Result<Total, StorageError> {
    let channel = match &filter.channel {
        Some(name) => match ChannelIds::load(scoped)?.find(name) {
            Some(id) => Some(id),
            None => return Ok(Total::Exactly(0)),
        },
        None => None,
    };
    if filter.is_by_channel_alone() {
        return Ok(Total::Exactly(count_all(scoped, channel)?));
    }
    let Some(matching) = matching(scoped, filter)? else { return Ok(Total::Exactly(0)) };
    Ok(up_to_most!(scoped.conn, matching, interactions::id))
}

type Matching<'a> = diesel::dsl::IntoBoxed<'a, interactions::table, MultiBackend>;

/// `None` when the firm does not have the channel.
fn matching<'a>(
    scoped: &mut Scoped<'_>,
    filter: &InteractionFilter,
) -> Result<Option<Matching<'a>>, StorageError> {
    let mut query = interactions::table
        .of_firm(scoped.firm)
        .into_boxed::<MultiBackend>()
        .filter(is_of_a_living_customer());
    if let Some(name) = &filter.channel {
        let Some(id) = ChannelIds::load(scoped)?.find(name) else { return Ok(None) };
        query = query.filter(interactions::channel_id.eq(id));
    }
    if let Some(customer) = filter.customer {
        query = query.filter(interactions::customer_id.eq(customer.get()));
    }
    if let Some(from) = filter.from {
        query = query.filter(interactions::occurred_at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(interactions::occurred_at.lt(until));
    }
    if let Some(since) = filter.recorded_since {
        let since = since.timestamp_micros();
        let is_older = interactions::recorded_at.is_null().and(interactions::occurred_at.ge(since));
        query = query.filter(interactions::recorded_at.assume_not_null().ge(since).or(is_older));
    }
    Ok(Some(query))
}
