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

/// Statistics of a duration.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TimesView {
    /// Number of requests counted.
    count: u64,
    /// Median in seconds; null without requests.
    #[schema(required, example = 90.5)]
    median_seconds: Option<f64>,
    /// 90th percentile in seconds; null without requests.
    #[schema(required, example = 600)]
    p90_seconds: Option<i64>,
}

/// Open requests.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenView {
    /// Not assigned yet.
    #[serde(rename = "PENDING")]
    pending: i64,
    /// Assigned to an operator.
    #[serde(rename = "IN_PROGRESS")]
    in_progress: i64,
}

/// Statistics of one operator.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OperatorStatsView {
    /// The operator.
    #[schema(minimum = 1)]
    operator_id: i64,
    /// The operator's name.
    name: String,
    /// Requests in progress.
    in_progress: i64,
    /// Completed requests, including archived ones.
    completed: i64,
    /// Rejected requests, including archived ones.
    rejected: i64,
    /// From creation to the first assignment.
    time_to_assign: TimesView,
    /// From creation to the resolution.
    time_to_resolve: TimesView,
}

/// Statistics of a firm's requests.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RequestStatsView {
    /// Open requests by status.
    open: OpenView,
    /// From creation to the first assignment.
    time_to_assign: TimesView,
    /// From creation to the resolution.
    time_to_resolve: TimesView,
    /// Statistics of each operator.
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

/// Counts open requests, and measures the time to assignment and to resolution.
///
/// Median and 90th percentile in seconds, in total and for each operator. Archived requests are included.
#[utoipa::path(get, path = "/api/v1/stats/requests", tag = "Requests", params(FirmParam),
    responses((status = 200, description = "The statistics.", body = RequestStatsView)))]
pub(super) async fn get_request_stats(state: AppState, firm: FirmAccess) -> Result<Answer, Problem> {
    let stats = state.read_heavy(firm.0, requests::stats).await?;
    Answer::json(StatusCode::OK, &RequestStatsView::from(stats))
}
