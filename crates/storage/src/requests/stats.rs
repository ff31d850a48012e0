//! Numbers of requests, and how long they take.

use diesel::prelude::*;
use frontdesk_requests::{Status, Times, summarize};

use super::counts::Until;
use crate::engine::error::StorageError;
use crate::engine::schema::{request_counts, request_times};
use crate::engine::scope::{Page, Scoped};
use crate::operators::{self, Operator, OperatorFilter};

/// Statistics of a firm's requests.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestStats {
    /// Requests without an operator.
    pub pending: i64,
    /// Requests assigned to an operator.
    pub in_progress: i64,
    /// From creation to assignment. Includes archived requests.
    pub time_to_assign: Option<Times>,
    /// From creation to resolution. Includes archived requests.
    pub time_to_resolve: Option<Times>,
    /// Statistics per operator.
    pub operators: Vec<OperatorStats>,
}

/// Statistics of the requests that an operator is assigned to, or has resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct OperatorStats {
    pub operator: Operator,
    /// Requests assigned to it.
    pub in_progress: i64,
    /// Requests that it completed.
    pub completed: i64,
    /// Requests that it rejected.
    pub rejected: i64,
    /// See [`RequestStats::time_to_assign`].
    pub time_to_assign: Option<Times>,
    /// See [`RequestStats::time_to_resolve`].
    pub time_to_resolve: Option<Times>,
}

/// Requests of a duration: operator, what it is measured until, duration, number. Similar durations are one, with their
/// mean.
type Durations = Vec<(i64, i16, i64, i32)>;

/// Statistics of the firm's requests.
///
/// # Errors
/// The database did not answer.
pub fn stats(scoped: &mut Scoped<'_>) -> Result<RequestStats, StorageError> {
    let counts: Vec<(i64, String, bool, i32)> = request_counts::table
        .of_firm(scoped.firm)
        .select((
            request_counts::operator_id,
            request_counts::status,
            request_counts::archived,
            request_counts::requests,
        ))
        .load(scoped.conn)?;
    let durations = durations(scoped)?;
    let count = |wanted: Status, whose: Option<i64>, or_archived: bool| {
        let of_it = counts.iter().filter(|(operator, status, archived, _)| {
            whose.is_none_or(|whose| *operator == whose)
                && status == wanted.as_str()
                && (or_archived || !archived)
        });
        of_it.map(|(.., count)| i64::from(*count)).sum()
    };
    let operators =
        operators::list(scoped, &OperatorFilter::default(), Page { after: None, limit: i64::MAX })?;
    let by_operator = |operator: Operator| {
        let whose = Some(operator.id.get());
        OperatorStats {
            operator,
            in_progress: count(Status::InProgress, whose, false),
            completed: count(Status::Completed, whose, true),
            rejected: count(Status::Rejected, whose, true),
            time_to_assign: times(&durations, Until::Assignment, whose),
            time_to_resolve: times(&durations, Until::Resolution, whose),
        }
    };
    Ok(RequestStats {
        pending: count(Status::Pending, None, false),
        in_progress: count(Status::InProgress, None, false),
        time_to_assign: times(&durations, Until::Assignment, None),
        time_to_resolve: times(&durations, Until::Resolution, None),
        operators: operators.into_iter().map(by_operator).collect(),
    })
}

fn durations(scoped: &mut Scoped<'_>) -> Result<Durations, StorageError> {
    let rows: Vec<(i64, i16, i32, i64)> = request_times::table
        .of_firm(scoped.firm)
        // Requests that were reassigned leave buckets of nothing.
        .filter(request_times::requests.gt(0))
        .select((
            request_times::operator_id,
            request_times::kind,
            request_times::requests,
            request_times::seconds,
        ))
        .load(scoped.conn)?;
    let mean = |(operator, kind, requests, seconds): (i64, i16, i32, i64)| {
        (operator, kind, seconds / i64::from(requests), requests)
    };
    Ok(rows.into_iter().map(mean).collect())
}

fn times(durations: &Durations, until: Until, whose: Option<i64>) -> Option<Times> {
    let of_it = durations.iter().filter(|(operator, kind, ..)| {
        *kind == until.number() && whose.is_none_or(|whose| *operator == whose)
    });
    summarize(of_it.filter_map(|(.., seconds, count)| Some((*seconds, u64::try_from(*count).ok()?))))
}
