//! The events of a firm's requests, numbered in order.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use frontdesk_core::{CustomerId, FirmId};
use frontdesk_requests::{OperatorId, Prose, RequestId, Status, Step};

use super::Request;
use super::row::RequestRow;
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, in_slice};
use crate::engine::schema::{request_events, request_feeds, requests};
use crate::engine::scope::Scoped;

/// A move that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its number within the firm, without gaps: an event is visible only after all earlier ones.
    pub id: i64,
    /// Which request moved.
    pub request: RequestId,
    pub step: Step,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = request_events)]
struct EventRow {
    id: i64,
    request_id: i64,
    from_status: Option<String>,
    to_status: String,
    operator_id: Option<i64>,
    comment: Option<String>,
    happened_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = request_events, treat_none_as_default_value = false)]
struct NewEventRow<'a> {
    firm_id: i64,
    id: i64,
    request_id: i64,
    from_status: Option<&'static str>,
    to_status: &'static str,
    operator_id: Option<i64>,
    comment: Option<&'a str>,
    happened_at: NaiveDateTime,
}

impl EventRow {
    fn into_event(self) -> Result<Event, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "request_events", column, id };
        let status = |text: &str, column| text.parse::<Status>().map_err(|_| corrupt(column));
        let from = self.from_status.map(|text| status(&text, "from_status")).transpose()?;
        let operator = self.operator_id.map(OperatorId::try_from).transpose();
        let comment = self.comment.map(Prose::parse).transpose();
        Ok(Event {
            id,
            request: self.request_id.try_into().map_err(|_| corrupt("request_id"))?,
            step: Step {
                from,
                to: status(&self.to_status, "to_status")?,
                operator: operator.map_err(|_| corrupt("operator_id"))?,
                comment: comment.map_err(|_| corrupt("comment"))?,
                at: self.happened_at.and_utc(),
            },
        })
    }
}

/// Stores steps of requests. Call it last in a transaction: it blocks other steps of the firm until the commit, so that
/// readers never see an event before one with a lower number.
pub(super) fn append(scoped: &mut Scoped<'_>, steps: &[(i64, Step)]) -> Result<(), StorageError> {
    if steps.is_empty() {
        return Ok(());
    }
    let firm = scoped.firm_id();
    let last = advance(scoped, i64::try_from(steps.len()).unwrap_or(i64::MAX))?;
    let first = last + 1 - i64::try_from(steps.len()).unwrap_or(i64::MAX);
    for (id, (request, step)) in (first..).zip(steps) {
        let row = NewEventRow {
            firm_id: firm,
            id,
            request_id: *request,
            from_status: step.from.map(Status::as_str),
            to_status: step.to.as_str(),
            operator_id: step.operator.map(OperatorId::get),
            comment: step.comment.as_ref().map(Prose::as_str),
            happened_at: step.at.naive_utc(),
        };
        diesel::insert_into(request_events::table).values(row).execute(scoped.conn)?;
    }
    Ok(())
}

/// Reserves the next numbers of the firm, and returns the last of them.
fn advance(scoped: &mut Scoped<'_>, steps: i64) -> Result<i64, StorageError> {
    let firm = scoped.firm_id();
    let feed = request_feeds::table.of_firm(scoped.firm);
    let touched = diesel::update(feed)
        .set(request_feeds::last_event_id.eq(request_feeds::last_event_id + steps))
        .execute(scoped.conn)?;
    if touched == 0 {
        // A concurrent transaction that starts the firm's numbering fails on this row, and is retried.
        diesel::insert_into(request_feeds::table)
            .values((request_feeds::firm_id.eq(firm), request_feeds::last_event_id.eq(steps)))
            .execute(scoped.conn)?;
    }
    last_event(scoped)
}

/// The number of the firm's last event; 0 when there is none.
///
/// # Errors
/// The database did not answer.
pub fn last_event(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    let feed = request_feeds::table.of_firm(scoped.firm);
    let last = feed.select(request_feeds::last_event_id).get_result(scoped.conn).optional()?;
    Ok(last.unwrap_or(0))
}

/// At most `limit` events after the number `after`, each with the current state of its request.
///
/// # Errors
/// The database did not answer.
pub fn events_after(
    scoped: &mut Scoped<'_>,
    after: i64,
    limit: i64,
) -> Result<Vec<(Event, Request)>, StorageError> {
    let of_request =
        requests::id.eq(request_events::request_id).and(requests::firm_id.eq(request_events::firm_id));
    let rows: Vec<(EventRow, RequestRow)> = request_events::table
        .of_firm(scoped.firm)
        .inner_join(requests::table.on(of_request))
        .filter(request_events::id.gt(after))
        .order(request_events::id)
        .limit(limit)
        .select((EventRow::as_select(), RequestRow::as_select()))
        .load(scoped.conn)?;
    rows.into_iter().map(|(event, request)| Ok((event.into_event()?, request.into_request()?))).collect()
}

/// Fields that the events of a request can be sorted by.
pub const EVENT_SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("at", "request_events.happened_at"),
    SortField::time("created_at", "request_events.happened_at"),
    SortField::time("updated_at", "request_events.happened_at"),
];

/// Filter of a list of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventFilter {
    pub request: RequestId,
    /// Only events at this time or later: an event never changes.
    pub updated_since: Option<DateTime<Utc>>,
}

/// One page of the events of one request.
///
/// # Errors
/// The database did not answer.
pub fn history(
    scoped: &mut Scoped<'_>,
    filter: &EventFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Event>, StorageError> {
    let moves = matching(scoped.firm, *filter);
    let rows: Vec<EventRow> = in_slice!(moves, "request_events.id", &slice.into())
        .select(EventRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(EventRow::into_event).collect()
}

/// The number of moves that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count_events(scoped: &mut Scoped<'_>, filter: &EventFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped.firm, *filter).count().get_result(scoped.conn)?)
}

fn matching(firm: FirmId, filter: EventFilter) -> request_events::BoxedQuery<'static, MultiBackend> {
    let query = request_events::table
        .of_firm(firm)
        .into_boxed::<MultiBackend>()
        .filter(request_events::request_id.eq(filter.request.get()));
    match filter.updated_since {
        Some(since) => query.filter(request_events::happened_at.ge(since.naive_utc())),
        None => query,
    }
}

/// The requests of one customer, summed up.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct OfCustomer {
    /// The last events, latest first.
    pub(crate) moves: Vec<Event>,
    /// Requests by status. Archived ones count by their last status.
    pub(crate) by_status: BTreeMap<Status, i64>,
}

/// The last events of a customer's requests and their counts by status, in one query: every request has at least one
/// event.
pub(crate) fn of_customer(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    limit: i64,
) -> Result<OfCustomer, StorageError> {
    let firm = scoped.firm_id();
    let of_request =
        requests::id.eq(request_events::request_id).and(requests::firm_id.eq(request_events::firm_id));
    // Only numbers and constants.
    let count = |status: Status| {
        diesel::dsl::sql::<BigInt>(&format!(
            "(SELECT COUNT(*) FROM requests counted WHERE counted.customer_id = {customer} \
             AND counted.firm_id = {firm} AND counted.status = '{status}')"
        ))
    };
    let rows: Vec<(EventRow, i64, i64, i64, i64)> = requests::table
        .of_firm(scoped.firm)
        .inner_join(request_events::table.on(of_request))
        .filter(requests::customer_id.eq(customer.get()))
        .order(request_events::id.desc())
        .limit(limit)
        .select((
            EventRow::as_select(),
            count(Status::Pending),
            count(Status::InProgress),
            count(Status::Completed),
            count(Status::Rejected),
        ))
        .load(scoped.conn)?;
    let mut found = OfCustomer::default();
    for (row, pending, in_progress, completed, rejected) in rows {
        found.by_status = BTreeMap::from([
            (Status::Pending, pending),
            (Status::InProgress, in_progress),
            (Status::Completed, completed),
            (Status::Rejected, rejected),
        ]);
        found.moves.push(row.into_event()?);
    }
    Ok(found)
}
