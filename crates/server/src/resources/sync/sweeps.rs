//! `/sync`: the state of the sync, and sweeps.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_storage::Scoped;
use frontdesk_storage::sync::{self, Sweep, SweepFilter};
use frontdesk_storage::users::{self, HistoryFilter, HistoryOf};
use utoipa::OpenApi;

use super::status::{ConnectionView, SyncStatusView};
use super::view::{SYNC, SweepView};
use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, PathParam};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::shared::past_value::PastValueView;
use crate::state::AppState;

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&SYNC, |at| {
        at.at("/status", |methods| methods.get(get_sync_status));
        at.at("/sweeps", |methods| methods.get(list_sweeps).post(start_sweep));
        at.at("/sweeps/{id}", |methods| methods.get(get_sweep));
        at.at("/sweeps/{id}/differences", |methods| methods.get(list_differences));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(get_sync_status, list_sweeps, start_sweep, get_sweep, list_differences),
    components(schemas(SyncStatusView, ConnectionView, SweepView))
)]
struct Document;

type SweepId = frontdesk_core::Id<Sweep>;

impl PathParam for SweepId {}

/// Returns the state of the sync with the CRM.
///
/// Whether a CRM is configured, users by status, the connection to the CRM, and the last sweep.
#[utoipa::path(get, path = "/api/sync/status", tag = "Sync", params(FirmParam),
    responses((status = 200, description = "The state of the sync.", body = SyncStatusView)))]
async fn get_sync_status(state: AppState, firm: FirmAccess) -> Result<Answer, Problem> {
    let counts = state.read_heavy(firm.0, sync::counts).await?;
    let last = state.read(firm.0, sync::last_sweep).await?;
    let connection = sync::connection(state.database()).await?;
    Answer::json(StatusCode::OK, &SyncStatusView::new(state.options().has_crm, counts, connection, last))
}

/// Lists the sweeps of the firm, oldest first.
///
/// A sweep reads the CRM's record of every user and reconciles both sides.
#[utoipa::path(get, path = "/api/sync/sweeps", tag = "Sync", params(Paging, FirmParam, Since),
    responses((status = 200, description = "The sweeps.", body = Vec<SweepView>)))]
async fn list_sweeps(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, SweepView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: sync::list_sweeps, count: sync::count_sweeps };
    let filter = SweepFilter { updated_since: query.filter.time() };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<SweepView>(&request).await
}

/// Starts a sweep over all users of the firm.
///
/// The sweep runs in the background; `Location` is its address. While one is running, another is refused with 409.
#[utoipa::path(post, path = "/api/sync/sweeps", tag = "Sync", params(FirmParam),
    responses((status = 202, description = "The sweep has started.", body = SweepView,
        headers(("Location" = String, description = "The address of the sweep.")))))]
async fn start_sweep(
    state: AppState,
    firm: FirmAccess,
    once: IdempotentWrite,
    response_format: ResponseFormat,
) -> Result<Answer, Problem> {
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| sync::start_sweep(scoped, now);
    let answer = once.write(&state, firm.0, b"", job, move |outcome| {
        let sweep = outcome.map_err(|running| {
            Problem::new(StatusCode::CONFLICT, format!("Sweep {} is still running.", running.id))
        })?;
        let href = format!("{}/sweeps/{}", response_format.origin.href(&SYNC), sweep.id);
        let version = version(&sweep);
        Ok(Answer::single(StatusCode::ACCEPTED, &SweepView::from(sweep), version, response_format)?
            .located(&href))
    });
    answer.await
}

/// Returns one sweep.
///
/// Number of users checked, different, and failed.
#[utoipa::path(get, path = "/api/sync/sweeps/{id}", tag = "Sync",
    params(("id" = i64, Path, description = "The sweep's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The sweep.", body = SweepView)))]
async fn get_sweep(state: AppState, firm: FirmAccess, id: Id<SweepId>) -> Result<Single<SweepView>, Problem> {
    let sweep = find(&state, firm, *id).await?;
    let version = version(&sweep);
    Ok(Single::new(sweep.into(), version))
}

/// Lists the local values that a sweep changed, oldest first.
///
/// Each entry has user, field, old value and new value.
#[utoipa::path(get, path = "/api/sync/sweeps/{id}/differences", tag = "Sync",
    params(("id" = i64, Path, description = "The sweep's id.", minimum = 1, example = 1), Paging, FirmParam, Since),
    responses((status = 200, description = "The changed values.", body = Vec<PastValueView>)))]
async fn list_differences(
    state: AppState,
    firm: FirmAccess,
    id: Id<SweepId>,
    query: ListQuery<Since, PastValueView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let of = HistoryOf::Sweep(find(&state, firm, *id).await?.id);
    let filter = HistoryFilter { of, updated_since: query.filter.time() };
    let listing = Listing { list: users::history, count: users::count_history };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<PastValueView>(&request).await
}

async fn find(state: &AppState, firm: FirmAccess, id: SweepId) -> Result<Sweep, Problem> {
    let sweep = state.read(firm.0, move |scoped| sync::find_sweep(scoped, id.get())).await?;
    sweep.ok_or_else(|| Problem::not_found("Sweep not found"))
}

/// Increases with every visible change.
fn version(sweep: &Sweep) -> i64 {
    sweep.users + sweep.checked + i64::from(sweep.finished_at.is_some())
}
