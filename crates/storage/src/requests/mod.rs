//! Support requests: their text, their status and every step.

mod counts;
mod feed;
mod found;
mod list;
mod moves;
mod row;
mod stats;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_requests::{OperatorId, RequestId, State, Status};

use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::requests;
use crate::engine::scope::Scoped;
use crate::search::Placed;

pub(crate) use feed::of_customer;
pub use feed::{EVENT_SORTS, Event, EventFilter, count_events, events_after, history, last_event};
pub(crate) use found::terms_of_body;
pub use list::{SORTS, count, list};
pub use moves::{MoveOutcome, change, create};
pub(crate) use moves::{archive_of_customer, restore_of_customer};
pub use stats::{OperatorStats, RequestStats, stats};

use row::RequestRow;

/// A support request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub created_by: CustomerId,
    /// The text.
    pub body: String,
    /// Its status.
    pub state: State,
    /// Incremented with each change of the record.
    pub version: i64,
    /// When it was received.
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// Its position in a list in search order.
    pub place: Option<String>,
}

impl Placed for Request {
    fn record_id(&self) -> i64 {
        self.id.get()
    }

    fn put(&mut self, place: String) {
        self.place = Some(place);
    }
}

/// Filter of a list of requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestFilter {
    /// Those of one customer.
    pub created_by: Option<CustomerId>,
    /// Requests with one of these statuses, or archived with one; empty for all.
    pub status: Vec<Status>,
    /// Requests that this operator is assigned to, or has resolved.
    pub processed_by: Option<OperatorId>,
    /// Search: each word is the start of a word of the request's text.
    pub q: Option<String>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// Whether to include archived requests.
    pub show_archived: bool,
}

/// The request with this id, archived or not.
///
/// # Errors
/// The database did not answer.
pub fn find(scoped: &mut Scoped<'_>, id: RequestId) -> Result<Option<Request>, StorageError> {
    find_row(scoped, id)?.map(RequestRow::into_request).transpose()
}

fn find_row(scoped: &mut Scoped<'_>, id: RequestId) -> Result<Option<RequestRow>, StorageError> {
    Ok(each!(scoped.conn, conn => requests::table
        .of_firm(scoped.firm)
        .filter(requests::id.eq(id.get()))
        .select(RequestRow::as_select())
        .get_result(conn)
        .optional()?))
}
