//! Requests by operator and status, and how long they took: kept in the transactions that write requests.

use std::collections::BTreeMap;

use diesel::prelude::*;
use frontdesk_requests::{Status, bucket_of};

use super::row::{RequestChanges, RequestRow};
use crate::engine::error::StorageError;
use crate::engine::kept_count::add_up;
use crate::engine::schema::{request_counts, request_times};
use crate::engine::scope::Scoped;

/// The operator of requests that were never assigned.
pub(super) const NO_OPERATOR: i64 = 0;

/// What a duration is measured until.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Until {
    Assignment,
    Resolution,
}

impl Until {
    /// Its number in the database.
    pub(super) fn number(self) -> i16 {
        match self {
            Self::Assignment => 1,
            Self::Resolution => 2,
        }
    }
}

/// By how much the counts are to change.
#[derive(Debug, Default)]
pub(super) struct CountChanges<'a> {
    /// By operator, status, and whether they are archived.
    counts: BTreeMap<(i64, &'a str, bool), i32>,
    /// Requests and the sum of their seconds, by operator, kind and bucket.
    times: BTreeMap<(i64, Until, i64), (i32, i64)>,
}

#[derive(Insertable)]
#[diesel(table_name = request_counts)]
struct CountRow<'a> {
    firm_id: i64,
    operator_id: i64,
    status: &'a str,
    archived: bool,
    requests: i32,
}

#[derive(Insertable)]
#[diesel(table_name = request_times)]
struct TimeRow {
    firm_id: i64,
    operator_id: i64,
    kind: i16,
    bucket: i64,
    requests: i32,
    seconds: i64,
}

impl<'a> CountChanges<'a> {
    /// Counts a new request.
    pub(super) fn create(&mut self) {
        self.add((NO_OPERATOR, Status::Pending.as_str(), false), [None, None], 1);
    }

    /// Counts a changed request as it is after the change.
    pub(super) fn change(&mut self, row: &'a RequestRow, changes: &RequestChanges<'_>) {
        let operator = row.processed_by.unwrap_or(NO_OPERATOR);
        let times = [row.seconds_to_assign, row.seconds_to_resolve];
        self.add((operator, row.status.as_str(), row.archived), times, -1);
        let operator = changes.processed_by.unwrap_or(operator);
        let times = [
            changes.seconds_to_assign.or(row.seconds_to_assign),
            changes.seconds_to_resolve.or(row.seconds_to_resolve),
        ];
        self.add((operator, changes.status, changes.archived), times, 1);
    }

    fn add(&mut self, state: (i64, &'a str, bool), times: [Option<i64>; 2], by: i32) {
        *self.counts.entry(state).or_default() += by;
        for (until, seconds) in [Until::Assignment, Until::Resolution].into_iter().zip(times) {
            if let Some(seconds) = seconds {
                let time = self.times.entry((state.0, until, bucket_of(seconds))).or_default();
                time.0 += by;
                time.1 += i64::from(by) * seconds;
            }
        }
    }

    /// Writes the changes, after the events of the same requests: these lock the firm's feed, so that changes of the same
    /// counts do not deadlock.
    pub(super) fn write(self, scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
        let firm_id = scoped.firm_id();
        for ((operator_id, status, archived), requests) in self.counts {
            if requests != 0 {
                let row = CountRow { firm_id, operator_id, status, archived, requests };
                add_up!(scoped.conn, request_counts, &row, requests: Integer);
            }
        }
        for ((operator_id, until, bucket), (requests, seconds)) in self.times {
            if (requests, seconds) != (0, 0) {
                let kind = until.number();
                let row = TimeRow { firm_id, operator_id, kind, bucket, requests, seconds };
                add_up!(scoped.conn, request_times, &row, requests: Integer, seconds: BigInt);
            }
        }
        Ok(())
    }
}
