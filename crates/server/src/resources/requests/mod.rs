//! Support requests: `/api/requests`, `/api/operators`, and the requests of a customer.

mod body;
mod events;
mod moves;
mod operators;
mod query;
mod stats;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::CustomerId;
use frontdesk_requests::{OperatorId, RequestId};
use frontdesk_storage::customers;
use frontdesk_storage::requests::{self, EventFilter, Request};
use frontdesk_storage::{Scoped, StorageError, Total};
use utoipa::OpenApi;

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, Json, PathParam, Query};
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::shared::places::REQUESTS;
use crate::state::AppState;

use body::{AssignRequestBody, CreateOperatorBody, RequestBody, ResolveRequestBody};
use query::{CustomerQuery, RequestsQuery};
use view::{EventView, OperatorView, RequestView};

const OPERATORS: Endpoint = Endpoint::new("/api/operators", "/api/v1/operators");
/// Mounted before the customers, whose path is a prefix of it.
const OF_CUSTOMER: Endpoint =
    Endpoint::new("/api/customers/{id}/requests", "/api/v1/customers/{id}/requests");
const STATS: Endpoint = Endpoint::single("/api/v1/stats/requests");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&OF_CUSTOMER, |at| {
        at.at("", |methods| methods.get(list_requests_of_customer).post(create_request));
    });
    routes.place(&STATS, |at| {
        at.at("", |methods| methods.get(stats::get_request_stats));
    });
    routes.place(&OPERATORS, |at| {
        at.at("", |methods| methods.get(operators::list_operators).post(operators::create_operator));
        at.at("/{op}", |methods| methods.get(operators::get_operator));
        at.at("/{op}/requests/{id}", |methods| methods.patch(moves::assign_request));
    });
    routes.place(&REQUESTS, |at| {
        at.at("", |methods| methods.get(list_requests));
        at.at("/events", |methods| methods.get(events::watch_requests));
        at.at("/{id}", |methods| {
            let methods = methods.get(get_request).put(moves::put_request);
            methods.patch(moves::resolve_request).delete(moves::archive_request)
        });
        at.at("/{id}/history", |methods| methods.get(get_history));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list_requests_of_customer,
        create_request,
        stats::get_request_stats,
        operators::list_operators,
        operators::create_operator,
        operators::get_operator,
        moves::assign_request,
        list_requests,
        events::watch_requests,
        get_request,
        moves::put_request,
        moves::resolve_request,
        moves::archive_request,
        get_history
    ),
    components(schemas(
        RequestView,
        RequestBody,
        ResolveRequestBody,
        AssignRequestBody,
        OperatorView,
        CreateOperatorBody,
        EventView,
        stats::RequestStatsView
    ))
)]
struct Document;

impl PathParam for RequestId {}

impl PathParam for OperatorId {
    const NAME: &'static str = "op";
}

const LISTING: Listing<requests::RequestFilter, Request, Total> =
    Listing { list: requests::list, count: requests::count };

/// Lists the firm's requests, oldest first.
///
/// Archived requests are omitted unless `show_archived=true`.
#[utoipa::path(get, path = "/api/requests", tag = "Requests", params(Paging, FirmParam, RequestsQuery, CustomerQuery),
    responses((status = 200, description = "Requests.", body = Vec<RequestView>)))]
async fn list_requests(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<RequestsQuery, RequestView>,
    customer: Query<CustomerQuery>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = query.filter.of(customer.0);
    let requests = Collection::new(state, firm.0, query.paging, filter, LISTING);
    requests.respond::<RequestView>(&request).await
}

/// Lists the requests of one customer, oldest first.
///
/// The filters are those of `GET /api/requests`.
#[utoipa::path(get, path = "/api/customers/{id}/requests", tag = "Requests",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), Paging, FirmParam,
        RequestsQuery),
    responses((status = 200, description = "Requests.", body = Vec<RequestView>)))]
async fn list_requests_of_customer(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    query: ListQuery<RequestsQuery, RequestView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    if !state.read(firm.0, move |scoped| customers::exists(scoped, *id)).await? {
        return Err(no_customer());
    }
    let requests = Collection::new(state, firm.0, query.paging, query.filter.of_customer(*id), LISTING);
    requests.respond::<RequestView>(&request).await
}

/// Creates a request of a customer.
///
/// A new request is `PENDING` and has no operator.
#[utoipa::path(post, path = "/api/customers/{id}/requests", tag = "Requests", request_body = RequestBody,
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 201, description = "The request.", body = RequestView,
        headers(("Location" = String, description = "The address of the request.")))))]
async fn create_request(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<RequestBody>,
) -> Result<Answer, Problem> {
    let (now, raw) = (state.now(), body.raw().clone());
    let prose = body.parse(RequestBody::into_prose)?;
    let job = move |scoped: &mut Scoped<'_>| requests::create(scoped, *id, &prose, now);
    once.write(&state, firm.0, &raw, job, move |request| {
        let request = request.ok_or_else(no_customer)?;
        let (version, href) = (request.version, response_format.origin.href_of(&REQUESTS, request.id));
        Ok(Answer::single(StatusCode::CREATED, &RequestView::from(request), version, response_format)?
            .located(&href))
    })
    .await
}

/// Returns one request.
///
/// Includes archived requests, with the status they had.
#[utoipa::path(get, path = "/api/requests/{id}", tag = "Requests",
    params(("id" = i64, Path, description = "The request's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The request.", body = RequestView)))]
async fn get_request(
    state: AppState,
    firm: FirmAccess,
    id: Id<RequestId>,
) -> Result<Single<RequestView>, Problem> {
    let request = find(&state, firm, *id).await?;
    let version = request.version;
    Ok(Single::new(request.into(), version))
}

/// Lists the status changes of a request, oldest first.
///
/// Each entry has the status before and after, the operator, the comment and the time.
#[utoipa::path(get, path = "/api/requests/{id}/history", tag = "Requests",
    params(("id" = i64, Path, description = "The request's id.", minimum = 1, example = 1), Paging, FirmParam, Since),
    responses((status = 200, description = "Moves.", body = Vec<EventView>)))]
async fn get_history(
    state: AppState,
    firm: FirmAccess,
    id: Id<RequestId>,
    query: ListQuery<Since, EventView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    find(&state, firm, *id).await?;
    let listing = Listing { list: requests::history, count: requests::count_events };
    let filter = EventFilter { request: *id, updated_since: query.filter.time() };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<EventView>(&request).await
}

async fn find(state: &AppState, firm: FirmAccess, id: RequestId) -> Result<Request, Problem> {
    let find = move |scoped: &mut Scoped<'_>| -> Result<_, StorageError> { requests::find(scoped, id) };
    state.read(firm.0, find).await?.ok_or_else(|| Problem::not_found("Request not found"))
}

fn no_customer() -> Problem {
    Problem::not_found("Customer not found")
}
