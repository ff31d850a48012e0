//! Rows of requests, and the states that they encode.

use chrono::{NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_requests::{Assignment, OperatorId, Prose, Resolution, State, Status, Work};

use super::Request;
use crate::engine::error::StorageError;
use crate::engine::schema::requests;

#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = requests)]
pub(super) struct RequestRow {
    pub(super) id: i64,
    pub(super) customer_id: i64,
    pub(super) body: String,
    pub(super) status: String,
    pub(super) archived: bool,
    pub(super) processed_by: Option<i64>,
    pub(super) resolution_comment: Option<String>,
    pub(super) assigned_at: Option<NaiveDateTime>,
    pub(super) resolved_at: Option<NaiveDateTime>,
    pub(super) seconds_to_assign: Option<i64>,
    pub(super) seconds_to_resolve: Option<i64>,
    pub(super) version: i64,
    pub(super) created_at: NaiveDateTime,
    pub(super) updated_at: NaiveDateTime,
}

#[derive(Insertable)]
#[diesel(table_name = requests)]
pub(super) struct NewRequestRow<'a> {
    pub(super) firm_id: i64,
    pub(super) customer_id: i64,
    pub(super) body: &'a str,
    pub(super) status: &'static str,
    pub(super) archived: bool,
    pub(super) version: i64,
    pub(super) created_at: NaiveDateTime,
    pub(super) updated_at: NaiveDateTime,
}

/// The columns that a step writes; `None` leaves a column unchanged, so that earlier data is kept.
#[derive(AsChangeset)]
#[diesel(table_name = requests)]
pub(super) struct RequestChanges<'a> {
    pub(super) body: Option<&'a str>,
    pub(super) status: &'static str,
    pub(super) archived: bool,
    pub(super) processed_by: Option<i64>,
    pub(super) resolution_comment: Option<&'a str>,
    pub(super) assigned_at: Option<NaiveDateTime>,
    pub(super) resolved_at: Option<NaiveDateTime>,
    pub(super) seconds_to_assign: Option<i64>,
    pub(super) seconds_to_resolve: Option<i64>,
    pub(super) version: i64,
    pub(super) updated_at: NaiveDateTime,
}

impl RequestRow {
    pub(super) fn into_request(self) -> Result<Request, StorageError> {
        let (id, state) = (self.id, self.state()?);
        let corrupt = |column| StorageError::Corrupt { table: "requests", column, id };
        Ok(Request {
            id: id.try_into().map_err(|_| corrupt("id"))?,
            created_by: self.customer_id.try_into().map_err(|_| corrupt("customer_id"))?,
            body: self.body,
            state,
            version: self.version,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
            place: None,
        })
    }

    pub(super) fn state(&self) -> Result<State, StorageError> {
        let status = self.status.parse().map_err(|_| self.corrupt("status"))?;
        let work = match status {
            Status::Pending => Work::Pending,
            Status::InProgress => Work::InProgress(self.assignment()?),
            Status::Completed => Work::Completed(self.resolution()?),
            Status::Rejected => Work::Rejected(self.resolution()?),
            Status::Archived => return Err(self.corrupt("status")),
        };
        Ok(if self.archived { State::Archived(work) } else { State::Live(work) })
    }

    fn assignment(&self) -> Result<Assignment, StorageError> {
        let at = self.assigned_at.ok_or_else(|| self.corrupt("assigned_at"))?;
        Ok(Assignment { operator: self.operator()?, at: at.and_utc() })
    }

    fn resolution(&self) -> Result<Resolution, StorageError> {
        let at = self.resolved_at.ok_or_else(|| self.corrupt("resolved_at"))?;
        let comment = self.resolution_comment.clone().and_then(|text| Prose::parse(text).ok());
        Ok(Resolution {
            operator: self.operator()?,
            comment: comment.ok_or_else(|| self.corrupt("resolution_comment"))?,
            at: at.and_utc(),
        })
    }

    fn operator(&self) -> Result<OperatorId, StorageError> {
        let id = self.processed_by.and_then(|id| id.try_into().ok());
        id.ok_or_else(|| self.corrupt("processed_by"))
    }

    fn corrupt(&self, column: &'static str) -> StorageError {
        StorageError::Corrupt { table: "requests", column, id: self.id }
    }

    /// Whole seconds from the creation of the request until `at`.
    pub(super) fn seconds_until(&self, at: chrono::DateTime<Utc>) -> i64 {
        (at - self.created_at.and_utc()).num_seconds().max(0)
    }
}
