//! `/api/opportunity-statuses`: the catalogue of a firm.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::Fault;
use frontdesk_opportunities::status::{RawStatus, Status, StatusCatalogue};
use frontdesk_storage::Scoped;
use frontdesk_storage::opportunities::{self, KnownStatus, StatusChange};
use utoipa::OpenApi;

use super::body::{StatusBody, StatusesBody};
use super::view::StatusView;
use crate::answer::Answer;
use crate::app::Module;
use crate::collection::{Collection, ListQuery, Listing, Paging};
use crate::extract::OneOrMany;
use crate::firm::{FirmAccess, FirmParam};
use crate::problem::Problem;
use crate::routes::{Place, Routes};
use crate::state::AppState;

pub(super) const STATUSES: Place = Place::new("/api/opportunity-statuses", "/api/v1/opportunity-statuses");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&STATUSES, |at| {
        at.at("", |methods| methods.get(list_statuses).put(put_statuses));
    });
}

#[derive(OpenApi)]
#[openapi(paths(list_statuses, put_statuses), components(schemas(StatusView, StatusBody, StatusesBody)))]
struct Document;

/// The filter of a list that cannot be narrowed.
#[derive(serde::Deserialize)]
struct NoFilter {}

/// The statuses that the firm knows, and what a deal in each is worth.
#[utoipa::path(get, path = "/api/opportunity-statuses", tag = "Opportunities", params(Paging, FirmParam),
    responses((status = 200, description = "Statuses.", body = Vec<StatusView>)))]
async fn list_statuses(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<NoFilter>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: opportunities::list_statuses, count: opportunities::count_statuses };
    let statuses = Collection::new(state, firm.0, query.paging, (), listing);
    statuses.respond::<StatusView>(&request).await
}

/// Puts another catalogue in the place of the firm's, or changes one status of it.
///
/// A list is the whole catalogue in its order. A single object changes the status of that name, or adds it behind the
/// others. Deals keep their statuses; one that is not in the catalogue any more counts with 0 %.
#[utoipa::path(put, path = "/api/opportunity-statuses", tag = "Opportunities", params(FirmParam),
    request_body = StatusesBody,
    responses((status = 200, description = "The catalogue as it is now.", body = Vec<StatusView>)))]
async fn put_statuses(
    state: AppState,
    firm: FirmAccess,
    body: OneOrMany<StatusBody>,
) -> Result<Answer, Problem> {
    let catalogue = match body {
        OneOrMany::One(body) => set_one(&state, firm, Status::parse(body.into())?).await?,
        OneOrMany::Many(bodies) => {
            let raw: Vec<RawStatus> = bodies.into_iter().map(RawStatus::from).collect();
            replace_all(&state, firm, StatusCatalogue::parse(raw)?).await?
        }
    };
    let known = (1..)
        .zip(catalogue.statuses())
        .map(|(position, status)| KnownStatus { position, status: status.clone() });
    let views: Vec<StatusView> = known.map(StatusView::from).collect();
    Answer::json(StatusCode::OK, &views)
}

async fn set_one(state: &AppState, firm: FirmAccess, status: Status) -> Result<StatusCatalogue, Problem> {
    let job = move |scoped: &mut Scoped<'_>| opportunities::set_status(scoped, &status);
    match state.write(firm.0, job).await? {
        StatusChange::Saved(catalogue) => Ok(catalogue),
        StatusChange::Full => Err(Problem::invalid(
            Fault::sentence("", "The catalogue holds as many statuses as it can.").into(),
        )),
    }
}

async fn replace_all(
    state: &AppState,
    firm: FirmAccess,
    catalogue: StatusCatalogue,
) -> Result<StatusCatalogue, Problem> {
    let stored = catalogue.clone();
    let job = move |scoped: &mut Scoped<'_>| opportunities::replace_statuses(scoped, &stored);
    state.write(firm.0, job).await?;
    Ok(catalogue)
}
