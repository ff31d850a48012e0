//! Moving requests: load, ask the state machine, write, and store the step, in one transaction.

use chrono::{DateTime, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_requests::{Contents, OperatorId, Prose, Refusal, RequestId, State, Status, Step, Wanted};

use super::counts::CountChanges;
use super::found::terms_of_body;
use super::row::{NewRequestRow, RequestChanges, RequestRow};
use super::{Request, feed, find, find_row};
use crate::customers;
use crate::engine::audit::Action;
use crate::engine::connection::insert_for_id;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::schema::{request_events, requests};
use crate::engine::scope::Scoped;
use crate::journal;
use crate::operators;
use crate::search::{self, Kind};

/// Outcome of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveOutcome {
    /// Done; the request as it is now.
    Done(Box<Request>),
    NotFound,
    NoSuchOperator,
    /// It has changed since the caller read it.
    Stale,
    /// Refused; the request as it is now.
    Refused(Refusal, Box<Request>),
}

/// Creates a request. `None` when the firm has no such customer.
///
/// # Errors
/// The database did not answer.
pub fn create(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    body: &Prose,
    now: DateTime<Utc>,
) -> Result<Option<Request>, StorageError> {
    // Locked, so that a concurrent deletion of the customer does not miss the request.
    if !customers::hold(scoped, customer)? {
        return Ok(None);
    }
    let row = NewRequestRow {
        firm_id: scoped.firm_id(),
        customer_id: customer.get(),
        body: body.as_str(),
        status: Status::Pending.as_str(),
        archived: false,
        version: 1,
        created_at: now.naive_utc(),
        updated_at: now.naive_utc(),
    };
    let id = insert_for_id!(scoped.conn, requests, row);
    search::replace(scoped.conn, scoped.firm, Kind::Request, id, &[], &terms_of_body(body.as_str()))?;
    feed::append(scoped, &[(id, Step::first(now))])?;
    let mut counts = CountChanges::default();
    counts.create();
    counts.write(scoped)?;
    scoped.note(Action::Created, "request", id, now);
    let new = Contents { created_by: customer.get(), body: body.as_str(), state: &State::PENDING };
    journal::created(scoped, (journal::Kind::Request, id, 1), &new, now);
    let id = id.try_into().map_err(|_| StorageError::Corrupt { table: "requests", column: "id", id })?;
    find(scoped, id)
}

/// Changes a request if its version is `expected`. Concurrent changes run in sequence, each from the state that the one
/// before has left.
///
/// # Errors
/// The database did not answer.
pub fn change(
    scoped: &mut Scoped<'_>,
    id: RequestId,
    expected: &Expected,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<MoveOutcome, StorageError> {
    if let Wanted::Assign { operator, .. } = wanted
        && operators::find(scoped, *operator)?.is_none()
    {
        return Ok(MoveOutcome::NoSuchOperator);
    }
    let Some(row) = find_row(scoped, id)? else {
        return Ok(MoveOutcome::NotFound);
    };
    if !expected.accepts(Some(row.version)) {
        return Ok(MoveOutcome::Stale);
    }
    let before = row.state()?;
    match before.clone().apply(wanted, now) {
        Err(refused) => Ok(MoveOutcome::Refused(refused.reason, Box::new(row.into_request()?))),
        Ok(after) => {
            let body = match wanted {
                Wanted::Edit(body) => Some(body.as_str()).filter(|body| *body != row.body),
                _ => None,
            };
            let mut counts = CountChanges::default();
            if body.is_some() || after != before {
                write(scoped, &row, &after, body, now, &mut counts)?;
                scoped.note(Action::Updated, "request", row.id, now);
            }
            if after != before {
                feed::append(scoped, &[(row.id, after.step_from(before.status(), now))])?;
                counts.write(scoped)?;
            }
            Ok(MoveOutcome::Done(Box::new(find(scoped, id)?.ok_or(StorageError::Conflict)?)))
        }
    }
}

/// Fails with [`StorageError::Conflict`] after a concurrent change; the transaction is then retried from the current
/// state.
fn write<'r>(
    scoped: &mut Scoped<'_>,
    row: &'r RequestRow,
    after: &State,
    body: Option<&str>,
    now: DateTime<Utc>,
    counts: &mut CountChanges<'r>,
) -> Result<(), StorageError> {
    let (work, at) = (after.work(), now.naive_utc());
    let is = |status| work.status() == status && row.status != status.as_str();
    let changes = RequestChanges {
        body,
        status: work.status().as_str(),
        archived: matches!(after, State::Archived(_)),
        processed_by: work.operator().copied().map(OperatorId::get),
        resolution_comment: work.comment().map(Prose::as_str),
        assigned_at: match work {
            frontdesk_requests::Work::InProgress(assignment) => Some(assignment.at.naive_utc()),
            _ => None,
        },
        resolved_at: (is(Status::Completed) || is(Status::Rejected)).then_some(at),
        seconds_to_assign: is(Status::InProgress).then(|| row.seconds_until(now)),
        seconds_to_resolve: (is(Status::Completed) || is(Status::Rejected)).then(|| row.seconds_until(now)),
        version: row.version + 1,
        updated_at: at,
    };
    counts.change(row, &changes);
    let target = requests::table
        .of_firm(scoped.firm)
        .filter(requests::id.eq(row.id))
        .filter(requests::version.eq(row.version));
    let touched = diesel::update(target).set(changes).execute(scoped.conn)?;
    if touched != 1 {
        return Err(StorageError::Conflict);
    }
    let before = Contents { created_by: row.customer_id, body: &row.body, state: &row.state()? };
    let changed = Contents { body: body.unwrap_or(&row.body), state: after, ..before };
    journal::updated(scoped, (journal::Kind::Request, row.id, row.version + 1), &before, &changed, now);
    let Some(body) = body else { return Ok(()) };
    let (was, is) = (terms_of_body(&row.body), terms_of_body(body));
    search::replace(scoped.conn, scoped.firm, Kind::Request, row.id, &was, &is)
}

/// Archives all requests of a customer, whatever their status, and stores the steps.
pub(crate) fn archive_of_customer(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let rows: Vec<RequestRow> = requests::table
        .of_firm(scoped.firm)
        .filter(requests::customer_id.eq(customer.get()))
        .filter(requests::archived.eq(false))
        .order(requests::id)
        .select(RequestRow::as_select())
        .load(scoped.conn)?;
    let (mut steps, mut counts) = (Vec::with_capacity(rows.len()), CountChanges::default());
    for row in &rows {
        let before = row.state()?;
        let status = before.status();
        let after = before.archive_with_customer();
        write(scoped, row, &after, None, now, &mut counts)?;
        steps.push((row.id, after.step_from(status, now)));
    }
    feed::append(scoped, &steps)?;
    counts.write(scoped)
}

/// Returns the requests of a customer to their status that were archived when it was deleted.
pub(crate) fn restore_of_customer(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    deleted_at: NaiveDateTime,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let of_request =
        request_events::request_id.eq(requests::id).and(request_events::firm_id.eq(requests::firm_id));
    let rows: Vec<RequestRow> = requests::table
        .of_firm(scoped.firm)
        .inner_join(request_events::table.on(of_request))
        .filter(requests::customer_id.eq(customer.get()))
        .filter(requests::archived.eq(true))
        .filter(request_events::to_status.eq(Status::Archived.as_str()))
        .filter(request_events::happened_at.eq(deleted_at))
        .order(requests::id)
        .select(RequestRow::as_select())
        .load(scoped.conn)?;
    let (mut steps, mut counts) = (Vec::with_capacity(rows.len()), CountChanges::default());
    for row in &rows {
        let after = row.state()?.restore_with_customer();
        write(scoped, row, &after, None, now, &mut counts)?;
        steps.push((row.id, after.step_from(Status::Archived, now)));
    }
    feed::append(scoped, &steps)?;
    counts.write(scoped)
}
