//! `/api/opportunity-statuses`: the status catalogue of a firm.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::Fault;
use frontdesk_opportunities::status::{RawStatus, Status, StatusCatalogue};
use frontdesk_storage::Scoped;
use frontdesk_storage::opportunities::{
    self, StatusChange, StatusFilter, version_of_catalogue as version_of,
};
use utoipa::OpenApi;

use super::body::{StatusBody, StatusesBody};
use super::view::StatusView;
use crate::http::answer::Answer;
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{ETag, IfMatch, OneOrMany, PreconditionFailed, is_known_to_caller};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::module::Module;
use crate::http::negotiate::Representation;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::state::AppState;

pub(super) const STATUSES: Endpoint =
    Endpoint::new("/api/opportunity-statuses", "/api/v1/opportunity-statuses");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&STATUSES, |at| {
        at.at("", |methods| methods.get(list_statuses).put(put_statuses));
    });
}

#[derive(OpenApi)]
#[openapi(paths(list_statuses, put_statuses), components(schemas(StatusView, StatusBody, StatusesBody)))]
struct Document;

/// Lists the statuses of the firm's catalogue with their probabilities.
///
/// `ETag` is the version of the complete catalogue, for any part of the list.
#[utoipa::path(get, path = "/api/opportunity-statuses", tag = "Opportunities", params(Paging, FirmParam, Since,
    ("If-None-Match" = Option<String>, Header, description = "Tags that the caller has: a match is answered with 304.")),
    responses(
        (status = 200, description = "Statuses.", body = Vec<StatusView>,
            headers(("ETag" = String, description = "The version of the catalogue, for `If-Match` and `If-None-Match`."))),
        (status = 304, description = "The caller has this version already.",
            headers(("ETag" = String, description = "The version of the catalogue.")))))]
async fn list_statuses(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, StatusView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    // The version is read first: if the catalogue changes in between, the tag is outdated, and cannot cause a lost
    // update.
    let version = state.read(firm.0, |scoped| Ok(version_of(&opportunities::catalogue(scoped)?))).await?;
    let tag = ETag { version, representation: Representation::of_list(&request) };
    if is_known_to_caller(&request, tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag.header())).finish());
    }
    let listing = Listing { list: opportunities::list_statuses, count: opportunities::count_statuses };
    let filter = StatusFilter { updated_since: query.filter.time() };
    let statuses = Collection::new(state, firm.0, query.paging, filter, listing);
    let mut response = statuses.respond::<StatusView>(&request).await?;
    response.headers_mut().insert(header::ETAG, tag.header());
    Ok(response)
}

/// Replaces the catalogue of the firm, or changes one status.
///
/// A list is the complete catalogue in its order. A single object changes the status of that name, or appends it.
/// Opportunities keep their statuses; one that is no longer in the catalogue counts with 0 %. `If-Match` accepts the
/// tag of the list.
#[utoipa::path(put, path = "/api/opportunity-statuses", tag = "Opportunities", params(FirmParam),
    request_body = StatusesBody,
    responses((status = 200, description = "The changed catalogue.", body = Vec<StatusView>,
        headers(("ETag" = String, description = "The version of the catalogue, for `If-Match`.")))))]
async fn put_statuses(
    state: AppState,
    firm: FirmAccess,
    if_match: IfMatch,
    body: OneOrMany<StatusBody>,
) -> Result<Answer, Problem> {
    let catalogue = changed(match body {
        OneOrMany::One(body) => set_one(&state, firm, if_match, Status::parse(body.into())?).await?,
        OneOrMany::Many(bodies) => {
            let raw: Vec<RawStatus> = bodies.into_iter().map(RawStatus::from).collect();
            replace_all(&state, firm, if_match, StatusCatalogue::parse(raw)?).await?
        }
    })?;
    let tag = ETag { version: version_of(&catalogue), representation: Representation::Json };
    let known = state.read(firm.0, |scoped| opportunities::known_statuses(scoped, StatusFilter::default()));
    let views: Vec<StatusView> = known.await?.into_iter().map(StatusView::from).collect();
    Ok(Answer::json(StatusCode::OK, &views)?.with_header(header::ETAG, tag.header()))
}

async fn set_one(
    state: &AppState,
    firm: FirmAccess,
    if_match: IfMatch,
    status: Status,
) -> Result<StatusChange, Problem> {
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| opportunities::set_status(scoped, &status, &if_match.0, now);
    state.write(firm.0, job).await
}

async fn replace_all(
    state: &AppState,
    firm: FirmAccess,
    if_match: IfMatch,
    catalogue: StatusCatalogue,
) -> Result<StatusChange, Problem> {
    let now = state.now();
    let job =
        move |scoped: &mut Scoped<'_>| opportunities::replace_statuses(scoped, &catalogue, &if_match.0, now);
    state.write(firm.0, job).await
}

fn changed(change: StatusChange) -> Result<StatusCatalogue, Problem> {
    match change {
        StatusChange::Saved(catalogue) => Ok(catalogue),
        StatusChange::Stale => Err(PreconditionFailed.into()),
        StatusChange::Full => Err(Problem::invalid(
            Fault::sentence("", "The catalogue has the maximum number of statuses.").into(),
        )),
    }
}
