//! Moving requests: load, ask the machine, write, and keep the step; all in one transaction.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_requests::{Claim, OperatorId, Prose, Refusal, RequestId, State, Status, Step};

use super::found::terms_of_body;
use super::row::{NewRequestRow, RequestChanges, RequestRow};
use super::{Request, feed, find, find_row};
use crate::customers;
use crate::engine::audit::Action;
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::expected::Expected;
use crate::engine::schema::requests;
use crate::engine::scope::Scoped;
use crate::operators;
use crate::search::{self, Kind};

/// What is to be done with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// It is to be given to an operator.
    Assign {
        /// To whom.
        operator: OperatorId,
        /// What the caller knows of it.
        claim: Claim,
    },
    /// It is to end.
    Resolve {
        /// Where: only [`Status::Completed`] and [`Status::Rejected`] are ends.
        to: Status,
        /// What is said about it; it has to be there for an end.
        comment: Option<Prose>,
    },
    /// It is to be put out of sight.
    Archive,
    /// What was asked is to read like this.
    Edit(Prose),
}

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MoveOutcome {
    /// It is done; this is the request now.
    Done(Box<Request>),
    /// There is no such request.
    NotFound,
    /// There is no such operator.
    NoSuchOperator,
    /// It is in another version than the caller has seen.
    Stale,
    /// It cannot be done; this is the request now.
    Refused(Refusal, Box<Request>),
}

/// Takes what a customer asks. `None` when there is no such customer.
///
/// # Errors
/// The database did not answer.
pub fn create(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    body: &Prose,
    now: DateTime<Utc>,
) -> Result<Option<Request>, StorageError> {
    // Its deletion must not miss a request that comes in meanwhile.
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
    let insert = diesel::insert_into(requests::table).values(row);
    let id: i64 = match &mut *scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => insert.returning(requests::id).get_result(conn)?,
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => insert.returning(requests::id).get_result(conn)?,
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            insert.execute(conn)?;
            crate::engine::connection::last_insert_id(conn)?
        }
    };
    let firm = scoped.firm_id();
    search::replace(scoped.conn, firm, Kind::Request, id, &[], &terms_of_body(body.as_str()))?;
    feed::append(scoped, &[(id, Step::first(now))])?;
    scoped.note(Action::Created, "request", id, now);
    let id = id.try_into().map_err(|_| StorageError::Corrupt { table: "requests", column: "id", id })?;
    find(scoped, id)
}

/// Does what is wanted, if the request is in a version that is `expected`. Of several who want it at once each is
/// answered by where the one before left the request.
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
    match ask(before.clone(), wanted, now) {
        Err(refusal) => Ok(MoveOutcome::Refused(refusal, Box::new(row.into_request()?))),
        Ok(after) => {
            let body = match wanted {
                Wanted::Edit(body) => Some(body.as_str()).filter(|body| *body != row.body),
                Wanted::Assign { .. } | Wanted::Resolve { .. } | Wanted::Archive => None,
            };
            if body.is_some() || after != before {
                write(scoped, &row, &after, body, now)?;
                scoped.note(Action::Updated, "request", row.id, now);
            }
            if after != before {
                feed::append(scoped, &[(row.id, after.step_from(before.status(), now))])?;
            }
            Ok(MoveOutcome::Done(Box::new(find(scoped, id)?.ok_or(StorageError::Conflict)?)))
        }
    }
}

fn ask(before: State, wanted: &Wanted, now: DateTime<Utc>) -> Result<State, Refusal> {
    Ok(match wanted {
        Wanted::Assign { operator, claim } => before.assign(*operator, *claim, now)?,
        Wanted::Resolve { to: Status::Completed, comment: Some(comment) } => {
            before.complete(comment.clone(), now)?
        }
        Wanted::Resolve { to: Status::Rejected, comment: Some(comment) } => {
            before.reject(comment.clone(), now)?
        }
        Wanted::Resolve { to, .. } => return Err(before.no_move_to(*to)),
        Wanted::Archive => before.archive()?,
        Wanted::Edit(_) => before.may_be_edited().map(|()| before)?,
    })
}

/// Fails with [`StorageError::Conflict`] when somebody else was faster; the transaction is then run again, and the
/// machine asked about what is there now.
fn write(
    scoped: &mut Scoped<'_>,
    row: &RequestRow,
    after: &State,
    body: Option<&str>,
    now: DateTime<Utc>,
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
    let target = requests::table
        .filter(requests::id.eq(row.id))
        .filter(requests::firm_id.eq(scoped.firm_id()))
        .filter(requests::version.eq(row.version));
    let touched = diesel::update(target).set(changes).execute(scoped.conn)?;
    if touched != 1 {
        return Err(StorageError::Conflict);
    }
    let Some(body) = body else { return Ok(()) };
    let (was, is) = (terms_of_body(&row.body), terms_of_body(body));
    search::replace(scoped.conn, scoped.firm.get(), Kind::Request, row.id, &was, &is)
}

/// Puts every request of a customer out of sight, wherever it stands, and keeps the steps.
pub(crate) fn archive_of_customer(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let rows: Vec<RequestRow> = requests::table
        .filter(requests::customer_id.eq(customer.get()))
        .filter(requests::firm_id.eq(scoped.firm_id()))
        .filter(requests::archived.eq(false))
        .order(requests::id)
        .select(RequestRow::as_select())
        .load(scoped.conn)?;
    let mut steps = Vec::with_capacity(rows.len());
    for row in rows {
        let before = row.state()?;
        let status = before.status();
        let after = before.archive_with_customer();
        write(scoped, &row, &after, None, now)?;
        steps.push((row.id, after.step_from(status, now)));
    }
    feed::append(scoped, &steps)
}
