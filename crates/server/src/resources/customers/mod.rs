//! `/api/customers`: the customer record with its commercial data.

mod body;
mod overview;
mod query;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::CustomerId;
use frontdesk_import::account::PhoneTaken;
use frontdesk_storage::customers::{
    self, Customer, DeleteOutcome, EditOutcome, RestoreOutcome, UndeleteOutcome,
};
use frontdesk_storage::journal::{self, Kind};
use frontdesk_storage::{Scoped, StorageError, firms};
use utoipa::OpenApi;

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, IfMatch, Json, PreconditionFailed};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::shared::history::{self, HistoryView, RestoreBody, Seq};
use crate::shared::places::CUSTOMERS;
use crate::state::AppState;

use body::CustomerBody;
use query::CustomersQuery;
use view::CustomerView;

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&CUSTOMERS, |at| {
        at.at("", |methods| methods.get(list_customers).post(create_customer));
        at.at("/{id}", |methods| {
            methods.get(get_customer).put(put_customer).patch(patch_customer).delete(delete_customer)
        });
        at.at("/{id}/overview", |methods| methods.get(overview::get_overview));
        at.at("/{id}/restore", |methods| methods.post(restore_customer));
        at.at("/{id}/history", |methods| methods.get(list_customer_history));
        at.at("/{id}/history/{seq}/restore", |methods| methods.post(restore_customer_values));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list_customers,
        create_customer,
        get_customer,
        put_customer,
        patch_customer,
        delete_customer,
        overview::get_overview,
        list_customer_history,
        restore_customer_values,
        restore_customer
    ),
    components(schemas(RestoreBody, CustomerView, CustomerBody, overview::OverviewView))
)]
struct Document;

/// Why a customer was not changed.
enum EditRefusal {
    NotFound,
    Stale,
    PhoneTaken(PhoneTaken),
}

impl From<EditRefusal> for Problem {
    fn from(refusal: EditRefusal) -> Self {
        match refusal {
            EditRefusal::NotFound => not_found(),
            EditRefusal::Stale => PreconditionFailed.into(),
            EditRefusal::PhoneTaken(taken) => taken.into(),
        }
    }
}

/// Lists the firm's customers, oldest first.
///
/// Without `limit` all customers are returned; with it one page, and `Link` leads to the next. Deleted customers are
/// omitted unless `show_deleted=true`.
#[utoipa::path(get, path = "/api/customers", tag = "Customers", params(Paging, FirmParam, CustomersQuery),
    responses((status = 200, description = "Customers.", body = Vec<CustomerView>)))]
async fn list_customers(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<CustomersQuery, CustomerView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: customers::list, count: customers::count };
    let customers = Collection::new(state, firm.0, query.paging, query.filter.into(), listing);
    customers.respond::<CustomerView>(&request).await
}

/// Creates a customer.
///
/// A phone number that another customer of the firm has, primary or not, is refused with 409. Of several concurrent
/// requests with the same number, one creates a customer.
#[utoipa::path(post, path = "/api/customers", tag = "Customers", params(FirmParam), request_body = CustomerBody,
    responses((status = 201, description = "The customer.", body = CustomerView,
        headers(("Location" = String, description = "The address of the customer.")))))]
async fn create_customer(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<CustomerBody>,
) -> Result<Answer, Problem> {
    let (now, raw) = (state.now(), body.raw().clone());
    let access = firm.enter(&state, body.peek().firm()).await?;
    let settings = state.read(access, firms::settings).await?;
    let new = body.parse(|body| body.into_new(&settings))?;
    let job = move |scoped: &mut Scoped<'_>| customers::create(scoped, &new, now);
    once.write(&state, access, &raw, job, move |created| {
        let customer = created?;
        let (version, href) = (customer.version, response_format.origin.href_of(&CUSTOMERS, customer.id));
        Ok(Answer::single(StatusCode::CREATED, &CustomerView::from(customer), version, response_format)?
            .located(&href))
    })
    .await
}

/// Returns one customer.
///
/// The id is the `cid` of lists. A deleted customer is a 404.
#[utoipa::path(get, path = "/api/customers/{id}", tag = "Customers",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The customer.", body = CustomerView)))]
async fn get_customer(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
) -> Result<Single<CustomerView>, Problem> {
    let customer = state.read(firm.0, move |scoped| customers::find(scoped, *id)).await?;
    let customer = customer.ok_or_else(not_found)?;
    let version = customer.version;
    Ok(Single::new(customer.into(), version))
}

/// Changes a customer by a JSON Merge Patch: an absent field keeps its value, null clears it.
///
/// A new `phone` replaces the primary number; null removes all numbers. A patch without changes leaves the record and
/// its version as they are.
#[utoipa::path(patch, path = "/api/customers/{id}", tag = "Customers", request_body = CustomerBody,
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The changed customer.", body = CustomerView)))]
async fn patch_customer(
    state: AppState,
    firm: FirmChoice,
    id: Id<CustomerId>,
    once: IdempotentWrite,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<CustomerBody>,
) -> Result<Answer, Problem> {
    let (id, now, raw) = (*id, state.now(), body.raw().clone());
    let access = firm.enter(&state, body.peek().firm()).await?;
    let look = move |scoped: &mut Scoped<'_>| Ok((firms::settings(scoped)?, customers::find(scoped, id)?));
    let (settings, stored) = state.read(access, look).await?;
    let phone = stored.ok_or_else(not_found)?.phone;
    let edit = body.parse(|body| body.into_edit(&settings, phone.as_deref()))?;
    let job = move |scoped: &mut Scoped<'_>| {
        let outcome = customers::edit(scoped, id, &if_match.0, &edit, now)?;
        edited(scoped, id, outcome)
    };
    once.write(&state, access, &raw, job, move |customer| answer(customer?, response_format)).await
}

/// Replaces a customer: absent fields are cleared.
///
/// `GET`, modify, `PUT` keeps unmodified fields; `id`, `cid`, `uuid` and times are ignored. A payload without any name
/// is refused. An absent `phone` removes all numbers; the unchanged primary number keeps the others.
#[utoipa::path(put, path = "/api/customers/{id}", tag = "Customers", request_body = CustomerBody,
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The replaced customer.", body = CustomerView)))]
async fn put_customer(
    state: AppState,
    firm: FirmChoice,
    id: Id<CustomerId>,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<CustomerBody>,
) -> Result<Answer, Problem> {
    let (id, now) = (*id, state.now());
    let access = firm.enter(&state, body.peek().firm()).await?;
    let look = move |scoped: &mut Scoped<'_>| Ok((firms::settings(scoped)?, customers::find(scoped, id)?));
    let (settings, stored) = state.read(access, look).await?;
    let phone = stored.ok_or_else(not_found)?.phone;
    let edit = body.parse(|body| body.into_replacement(&settings, phone.as_deref()))?;
    let job = move |scoped: &mut Scoped<'_>| {
        let outcome = customers::edit(scoped, id, &if_match.0, &edit, now)?;
        edited(scoped, id, outcome)
    };
    answer(state.write(access, job).await??, response_format)
}

fn edited(
    scoped: &mut Scoped<'_>,
    id: CustomerId,
    outcome: EditOutcome,
) -> Result<Result<Customer, EditRefusal>, StorageError> {
    Ok(match outcome {
        EditOutcome::Saved => customers::find(scoped, id)?.ok_or(EditRefusal::NotFound),
        EditOutcome::NotFound => Err(EditRefusal::NotFound),
        EditOutcome::Stale => Err(EditRefusal::Stale),
        EditOutcome::PhoneTaken(taken) => Err(EditRefusal::PhoneTaken(taken)),
    })
}

/// Deletes a customer.
///
/// The record is hidden, not erased: lists omit it, its requests are archived, and its phone number is free for
/// another customer.
#[utoipa::path(delete, path = "/api/customers/{id}", tag = "Customers",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 204, description = "The customer is deleted.")))]
async fn delete_customer(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| customers::delete(scoped, *id, &if_match.0, now);
    match state.write(firm.0, job).await? {
        DeleteOutcome::Deleted => Ok(Answer::empty()),
        DeleteOutcome::NotFound => Err(not_found()),
        DeleteOutcome::Stale => Err(PreconditionFailed.into()),
    }
}

/// Lists the changes of a customer, newest first.
///
/// Each has its author, its reason, and the values of the changed fields before and after. Deleted customers keep their
/// history.
#[utoipa::path(get, path = "/api/customers/{id}/history", tag = "Customers",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), Paging, FirmParam, Since),
    responses((status = 200, description = "Changes.", body = Vec<HistoryView>)))]
async fn list_customer_history(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    query: ListQuery<Since, HistoryView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    history::respond(state, firm.0, (Kind::Customer, id.to_string()), query, &request).await
}

/// Restores old values of a customer.
///
/// The values that a change replaced are set again, by the rules of an edit; the restoration is a change of its own. A
/// field that has changed again since is refused with 409, which names both values, unless `force` is true. Kind, birth
/// date, integration id and social security number cannot be restored.
#[utoipa::path(post, path = "/api/customers/{id}/history/{seq}/restore", tag = "Customers",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1),
        ("seq" = i64, Path, description = "The number of the change.", minimum = 1, example = 3), FirmParam),
    request_body = RestoreBody,
    responses((status = 200, description = "The customer.", body = CustomerView)))]
async fn restore_customer_values(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    seq: Id<Seq>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<RestoreBody>,
) -> Result<Answer, Problem> {
    let (id, now, raw) = (*id, state.now(), body.raw().clone());
    let wanted = body.valid()?.into_restoration(*seq);
    journal::settle(state.database(), firm.0).await?;
    let job = move |scoped: &mut Scoped<'_>| {
        let outcome = customers::restore_values(scoped, id, &wanted, now)?;
        Ok((outcome, customers::find(scoped, id)?))
    };
    once.write(&state, firm.0, &raw, job, move |(outcome, customer)| {
        restored(outcome)?;
        answer(customer.ok_or_else(not_found)?, response_format)
    })
    .await
}

fn restored(outcome: RestoreOutcome) -> Result<(), Problem> {
    match outcome {
        RestoreOutcome::Restored => Ok(()),
        RestoreOutcome::NotFound => Err(not_found()),
        RestoreOutcome::NotRestored(reason) => Err(reason.into()),
        RestoreOutcome::PhoneTaken(taken) => Err(taken.into()),
    }
}

/// Restores a deleted customer.
///
/// Its interactions count again, its user is found again, and the requests that were archived with it return to their
/// status. 404 if it is not among `GET /api/v1/deleted`; 409 if another customer has its primary phone number or its
/// integration id now.
#[utoipa::path(post, path = "/api/customers/{id}/restore", tag = "Customers",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 2), FirmParam),
    responses((status = 200, description = "The customer.", body = CustomerView)))]
async fn restore_customer(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
) -> Result<Answer, Problem> {
    let (id, now) = (*id, state.now());
    let job = move |scoped: &mut Scoped<'_>| {
        let outcome = customers::undelete(scoped, id, now)?;
        Ok((outcome, customers::find(scoped, id)?))
    };
    once.write(&state, firm.0, b"", job, move |(outcome, customer)| {
        undeleted(outcome)?;
        answer(customer.ok_or_else(not_found)?, response_format)
    })
    .await
}

fn undeleted(outcome: UndeleteOutcome) -> Result<(), Problem> {
    match outcome {
        UndeleteOutcome::Restored => Ok(()),
        UndeleteOutcome::NotFound => Err(Problem::not_found("Deleted customer not found")),
        UndeleteOutcome::PhoneTaken(taken) => Err(taken.into()),
        UndeleteOutcome::IntegrationIdTaken(holder) => {
            let detail = format!("integration_id is already held by customer {holder}");
            Err(Problem::new(StatusCode::CONFLICT, detail))
        }
    }
}

fn answer(customer: Customer, response_format: ResponseFormat) -> Result<Answer, Problem> {
    let version = customer.version;
    Answer::single(StatusCode::OK, &CustomerView::from(customer), version, response_format)
}

fn not_found() -> Problem {
    Problem::not_found("Customer not found")
}
