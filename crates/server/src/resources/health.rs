//! Liveness, readiness and metrics.

use actix_web::HttpResponse;
use actix_web::http::{StatusCode, header};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::http::answer::Answer;
use crate::http::metrics::OPENMETRICS;
use crate::http::module::Module;
use crate::http::problem::{Problem, ProblemView};
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::HealthStatus;
use crate::state::AppState;

const HEALTH: Endpoint = Endpoint::single("/health").open();
const METRICS: Endpoint = Endpoint::single("/metrics");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

/// The routes of the separate health listener.
pub(crate) fn listen(routes: &mut Routes) {
    routes.place(&HEALTH, |at| {
        at.at("/live", |methods| methods.get(live));
        at.at("/ready", |methods| methods.get(ready));
    });
}

fn routes(routes: &mut Routes) {
    listen(routes);
    routes.place(&METRICS, |at| {
        at.at("", |methods| methods.get(metrics));
    });
}

#[derive(OpenApi)]
#[openapi(paths(live, ready, metrics), components(schemas(HealthView)))]
struct Document;

/// The health of the service.
#[derive(Serialize, ToSchema)]
struct HealthView {
    /// Always `ok`; an unhealthy service answers with a problem.
    #[schema(value_type = HealthStatus)]
    status: &'static str,
}

const OK: HealthView = HealthView { status: "ok" };

/// Reports whether the process is running.
///
/// Does not query the database. For liveness probes.
#[utoipa::path(get, path = "/health/live", tag = "Health", operation_id = "is_live",
    responses((status = 200, description = "The process is running.", body = HealthView)))]
async fn live() -> Result<Answer, Problem> {
    Answer::json(StatusCode::OK, &OK)
}

/// Reports whether requests can be answered.
///
/// Queries the database. For readiness probes.
#[utoipa::path(get, path = "/health/ready", tag = "Health", operation_id = "is_ready",
    responses(
        (status = 200, description = "Requests can be answered.", body = HealthView),
        (status = 503, description = "The database is unavailable; `Retry-After` says when to retry.",
            body = ProblemView, content_type = "application/problem+json")))]
async fn ready(state: AppState) -> Result<Answer, Problem> {
    state.database().ping().await?;
    Answer::json(StatusCode::OK, &OK)
}

/// Returns the metrics of the service.
///
/// In the OpenMetrics text format that Prometheus reads.
#[utoipa::path(get, path = "/metrics", tag = "Health", operation_id = "get_metrics",
    responses((status = 200, description = "Counters, gauges and histograms.", body = String,
        content_type = "application/openmetrics-text")))]
async fn metrics(state: AppState) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, OPENMETRICS)).body(state.metrics_text().await)
}
