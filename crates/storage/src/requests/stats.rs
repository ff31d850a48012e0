//! Numbers of requests, and how long they take.

use diesel::dsl::count_star;
use diesel::prelude::*;
use frontdesk_requests::{Status, Times, summarize};

use crate::engine::error::StorageError;
use crate::engine::schema::requests;
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

/// How often each duration occurs, by operator.
type Durations = Vec<(Option<i64>, Option<i64>, i64)>;

/// Statistics of the firm's requests.
///
/// # Errors
/// The database did not answer.
pub fn stats(scoped: &mut Scoped<'_>) -> Result<RequestStats, StorageError> {
    let counts: Vec<(Option<i64>, String, bool, i64)> = requests::table
        .of_firm(scoped.firm)
        .group_by((requests::processed_by, requests::status, requests::archived))
        .select((requests::processed_by, requests::status, requests::archived, count_star()))
        .load(scoped.conn)?;
    let to_assign: Durations = requests::table
        .of_firm(scoped.firm)
        .filter(requests::seconds_to_assign.is_not_null())
        .group_by((requests::processed_by, requests::seconds_to_assign))
        .select((requests::processed_by, requests::seconds_to_assign, count_star()))
        .load(scoped.conn)?;
    let to_resolve: Durations = requests::table
        .of_firm(scoped.firm)
        .filter(requests::seconds_to_resolve.is_not_null())
        .group_by((requests::processed_by, requests::seconds_to_resolve))
        .select((requests::processed_by, requests::seconds_to_resolve, count_star()))
        .load(scoped.conn)?;
    let count = |wanted: Status, whose: Option<i64>, or_archived: bool| {
        let of_it = counts.iter().filter(|(operator, status, archived, _)| {
            (whose.is_none() || *operator == whose) && status == wanted.as_str() && (or_archived || !archived)
        });
        of_it.map(|(.., count)| count).sum()
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
            time_to_assign: times(&to_assign, whose),
            time_to_resolve: times(&to_resolve, whose),
        }
    };
    Ok(RequestStats {
        pending: count(Status::Pending, None, false),
        in_progress: count(Status::InProgress, None, false),
        time_to_assign: times(&to_assign, None),
        time_to_resolve: times(&to_resolve, None),
        operators: operators.into_iter().map(by_operator).collect(),
    })
}

fn times(durations: &Durations, whose: Option<i64>) -> Option<Times> {
    let of_it = durations.iter().filter(|(operator, ..)| whose.is_none() || *operator == whose);
    summarize(of_it.filter_map(|(_, seconds, times)| Some(((*seconds)?, u64::try_from(*times).ok()?))))
}
