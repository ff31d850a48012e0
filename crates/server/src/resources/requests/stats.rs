//! `/api/v1/stats/requests`.

use actix_web::http::StatusCode;
use frontdesk_requests::Times;
use frontdesk_storage::requests::{self, OperatorStats, RequestStats};
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::answer::Answer;
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::problem::Problem;
use crate::state::AppState;

/// How long something takes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimesView {
    /// How many requests are counted.
    count: u64,
    /// The middle one in seconds; null when there is none.
    #[schema(required, example = 90.5)]
    median_seconds: Option<f64>,
    /// What nine tenths do not exceed, in seconds; null when there is none.
    #[schema(required, example = 600)]
    p90_seconds: Option<i64>,
}

/// Requests that have not ended.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenView {
    /// Nobody is at them yet.
    #[serde(rename = "PENDING")]
    pending: i64,
    /// An operator is at them.
    #[serde(rename = "IN_PROGRESS")]
    in_progress: i64,
}

/// What the requests of one operator come to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OperatorStatsView {
    /// The operator.
    #[schema(minimum = 1)]
    operator_id: i64,
    /// What people call it.
    name: String,
    /// Requests that it is at.
    in_progress: i64,
    /// Requests that it completed, archived ones too.
    completed: i64,
    /// Requests that it rejected, archived ones too.
    rejected: i64,
    /// From coming in until an operator had it.
    time_to_assign: TimesView,
    /// From coming in until it ended.
    time_to_resolve: TimesView,
}

/// What a firm's requests come to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequestStatsView {
    /// Requests that have not ended, by status.
    open: OpenView,
    /// From coming in until an operator had it.
    time_to_assign: TimesView,
    /// From coming in until it ended.
    time_to_resolve: TimesView,
    /// Operator by operator, all of them.
    operators: Vec<OperatorStatsView>,
}

impl From<Option<Times>> for TimesView {
    fn from(times: Option<Times>) -> Self {
        Self {
            count: times.map_or(0, |times| times.count),
            median_seconds: times.map(|times| times.median),
            p90_seconds: times.map(|times| times.p90),
        }
    }
}

impl From<OperatorStats> for OperatorStatsView {
    fn from(stats: OperatorStats) -> Self {
        Self {
            operator_id: stats.operator.id.get(),
            name: stats.operator.names.full(),
            in_progress: stats.in_progress,
            completed: stats.completed,
            rejected: stats.rejected,
            time_to_assign: stats.time_to_assign.into(),
            time_to_resolve: stats.time_to_resolve.into(),
        }
    }
}

impl From<RequestStats> for RequestStatsView {
    fn from(stats: RequestStats) -> Self {
        Self {
            open: OpenView { pending: stats.pending, in_progress: stats.in_progress },
            time_to_assign: stats.time_to_assign.into(),
            time_to_resolve: stats.time_to_resolve.into(),
            operators: stats.operators.into_iter().map(OperatorStatsView::from).collect(),
        }
    }
}

/// Counts open requests, and measures how long requests take.
///
/// Median and 90th percentile of the seconds until a request was assigned and until it ended, in total and for each
/// operator. Archived requests count.
#[utoipa::path(get, path = "/api/v1/stats/requests", tag = "Requests", params(FirmParam),
    responses((status = 200, description = "The statistics.", body = RequestStatsView)))]
pub(super) async fn get_request_stats(state: AppState, firm: FirmAccess) -> Result<Answer, Problem> {
    let stats = state.read_heavy(firm.0, requests::stats).await?;
    Answer::json(StatusCode::OK, &RequestStatsView::from(stats))
}
