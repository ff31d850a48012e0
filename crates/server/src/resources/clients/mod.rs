//! `/clients`: customers as a firm's external systems see them.

mod body;
mod query;
mod view;

use actix_web::{HttpRequest, HttpResponse};
use frontdesk_core::CustomerId;
use frontdesk_storage::clients::{self, ClientUpsert, DeleteOutcome, UpsertOutcome};
use frontdesk_storage::{Expected, Scoped, StorageError};
use utoipa::OpenApi;

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging};
use crate::http::extract::{Id, IfMatch, Json, PreconditionFailed};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::state::AppState;

use body::{FieldNames, PatchClientBody};
use query::ClientsQuery;
use view::{ClientView, ClientsView, DeletedView, PatchClientView};

const CLIENTS: Endpoint = Endpoint::new("/clients", "/api/v1/clients");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&CLIENTS, |at| {
        at.at("", |methods| methods.get(list_clients).patch(patch_client));
        at.at("/{id}", |methods| methods.get(get_client).delete(delete_client));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_clients, patch_client, get_client, delete_client),
    components(schemas(ClientView, ClientsView, PatchClientBody, FieldNames, PatchClientView, DeletedView))
)]
struct Document;

/// Creates or updates one client.
///
/// The client is matched by `integration_id`; in a corporate firm by e-mail address; then by each acceptable phone
/// number. Sending the same payload twice gives `created`, then `unchanged`.
#[utoipa::path(patch, path = "/clients", tag = "Clients", params(FirmParam), request_body = PatchClientBody,
    responses((status = 200, description = "The client was accepted.", body = PatchClientView)))]
async fn patch_client(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<PatchClientBody>,
) -> Result<Answer, Problem> {
    let (now, raw, ignored) = (state.now(), body.raw().clone(), body.ignored());
    let patch = body.parse(|body| body.into_patch(now))?;
    let access = firm.enter(&state, Some(patch.firm)).await?;
    let (upsert, spelling) = (patch.upsert, patch.spelling);
    let validation = upsert.validation;
    let job = move |scoped: &mut Scoped<'_>| upsert_if(scoped, &upsert, &if_match);
    once.write(&state, access, &raw, job, move |outcome| {
        PatchClientView::new(outcome?, validation, spelling, &ignored)?.answer(response_format)
    })
    .await
}

/// Lists the firm's clients, persons and companies, oldest first.
///
/// Without `limit` all clients are returned; with it one page, and `Link` leads to the next. `q` searches names,
/// e-mail addresses and phone numbers.
#[utoipa::path(get, path = "/clients", tag = "Clients", params(Paging, FirmParam, ClientsQuery),
    responses((status = 200, description = "Clients.", body = ClientsView)))]
async fn list_clients(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<ClientsQuery, ClientView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: clients::list, count: clients::count };
    let clients = Collection::new(state, firm.0, query.paging, query.filter.into(), listing);
    clients.respond::<ClientView>(&request).await
}

/// Returns one client.
///
/// The social security number is masked.
#[utoipa::path(get, path = "/clients/{id}", tag = "Clients",
    params(("id" = i64, Path, description = "The client's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The client.", body = ClientView)))]
async fn get_client(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
) -> Result<Single<ClientView>, Problem> {
    let client = state.read(firm.0, move |scoped| clients::find(scoped, *id)).await?.ok_or_else(not_found)?;
    let version = client.version;
    Ok(Single::new(client.into(), version))
}

/// Deletes one client.
///
/// The record is hidden, not erased: lists leave it out, and its `integration_id` is free again.
#[utoipa::path(delete, path = "/clients/{id}", tag = "Clients",
    params(("id" = i64, Path, description = "The client's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The client is deleted.", body = DeletedView)))]
async fn delete_client(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| clients::delete(scoped, *id, &if_match.0, now);
    match state.write(firm.0, job).await? {
        DeleteOutcome::Deleted => DeletedView::of_client(*id).answer(),
        DeleteOutcome::NotFound => Err(not_found()),
        DeleteOutcome::Stale => Err(PreconditionFailed.into()),
    }
}

fn not_found() -> Problem {
    Problem::not_found("Client not found")
}

/// Applies the payload if the matched client is at the version in `If-Match`. A validation in the same transaction
/// finds the match without writing.
fn upsert_if(
    scoped: &mut Scoped<'_>,
    upsert: &ClientUpsert,
    if_match: &IfMatch,
) -> Result<Result<UpsertOutcome, PreconditionFailed>, StorageError> {
    if if_match.0 != Expected::Any {
        let attempt = clients::upsert(scoped, &ClientUpsert { validation: true, ..upsert.clone() })?;
        let met = match attempt {
            UpsertOutcome::Taken { client: Some(client), .. } => if_match.check(client.version),
            UpsertOutcome::Taken { client: None, .. } => Err(PreconditionFailed),
            UpsertOutcome::Refused(_) => Ok(()),
        };
        if let Err(failed) = met {
            return Ok(Err(failed));
        }
    }
    clients::upsert(scoped, upsert).map(Ok)
}
