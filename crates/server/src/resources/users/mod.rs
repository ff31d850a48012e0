//! `/users`: customers that signed up and are synced with the CRM.

mod body;
mod query;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_storage::Scoped;
use frontdesk_storage::users::{self, EditOutcome, HistoryFilter, HistoryOf, User};
use utoipa::OpenApi;
use uuid::Uuid;

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, IfMatch, Json, PreconditionFailed};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::Routes;
use crate::shared::past_value::PastValueView;
use crate::shared::places::USERS;
use crate::state::AppState;

use body::UserBody;
use query::{UserId, UsersQuery};
pub(crate) use view::EXAMPLE_ID;
use view::UserView;

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&USERS, |at| {
        at.at("", |methods| methods.get(list_users).post(create_user));
        at.at("/{user_id}", |methods| methods.get(get_user).put(put_user));
        at.at("/{user_id}/sync", |methods| methods.post(sync_user));
        at.at("/{user_id}/reconcile", |methods| methods.post(reconcile_user));
        at.at("/{user_id}/history", |methods| methods.get(list_user_history));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_users, create_user, get_user, put_user, sync_user, reconcile_user, list_user_history),
    components(schemas(UserView, UserBody, PastValueView))
)]
struct Document;

/// Creates a user.
///
/// The user is stored together with its push to the CRM and returned at once; the push runs in the background. Name,
/// e-mail address and phone number are returned as given.
#[utoipa::path(post, path = "/users", tag = "Users", params(FirmParam), request_body = UserBody,
    responses((status = 201, description = "The user.", body = UserView,
        headers(("Location" = String, description = "The address of the user.")))))]
async fn create_user(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<UserBody>,
) -> Result<Answer, Problem> {
    let raw = body.raw().clone();
    let fields = body.parse(UserBody::into_fields)?;
    let (access, now) = (firm.enter(&state, None).await?, state.now());
    let job = move |scoped: &mut Scoped<'_>| users::create(scoped, &fields, now);
    let answer = once.write(&state, access, &raw, job, move |user| {
        let href = response_format.origin.href_of(&USERS, user.id);
        Ok(single(StatusCode::CREATED, user, response_format)?.located(&href))
    });
    answer.await
}

/// Lists the firm's users, oldest first.
///
/// Users are customers that signed up, and are synced with the CRM.
#[utoipa::path(get, path = "/users", tag = "Users", params(Paging, FirmParam, UsersQuery),
    responses((status = 200, description = "Users.", body = Vec<UserView>)))]
async fn list_users(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<UsersQuery, UserView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let listing = Listing { list: users::list, count: users::count };
    let users = Collection::new(state, firm.0, query.paging, query.filter.into(), listing);
    users.respond::<UserView>(&request).await
}

/// Returns one user.
///
/// `sync_status` is `pending` while a change is being pushed to the CRM.
#[utoipa::path(get, path = "/users/{user_id}", tag = "Users",
    params(("user_id" = Uuid, Path, description = "The user's id.", example = json!(EXAMPLE_ID)), FirmParam),
    responses((status = 200, description = "The user.", body = UserView)))]
async fn get_user(state: AppState, firm: FirmAccess, id: Id<UserId>) -> Result<Single<UserView>, Problem> {
    let user = find(&state, firm, id.0).await?;
    let version = user.version;
    Ok(Single::new(user.into(), version))
}

/// Replaces the values of a user.
///
/// All three are required. They are pushed to the CRM as an update; if the CRM's record was changed at the same time,
/// the CRM's value wins for each field, and the overridden value is kept in the history.
#[utoipa::path(put, path = "/users/{user_id}", tag = "Users", request_body = UserBody,
    params(("user_id" = Uuid, Path, description = "The user's id.", example = json!(EXAMPLE_ID)), FirmParam),
    responses((status = 200, description = "The changed user.", body = UserView)))]
async fn put_user(
    state: AppState,
    firm: FirmAccess,
    id: Id<UserId>,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<UserBody>,
) -> Result<Answer, Problem> {
    let (fields, now, id) = (body.parse(UserBody::into_fields)?, state.now(), id.0.0);
    let job = move |scoped: &mut Scoped<'_>| users::edit(scoped, id, &fields, &if_match.0, now);
    match state.write(firm.0, job).await? {
        EditOutcome::Done(user) => single(StatusCode::OK, *user, response_format),
        EditOutcome::NotFound => Err(not_found()),
        EditOutcome::Stale(_) => Err(PreconditionFailed.into()),
    }
}

/// Retries the push of a user to the CRM.
///
/// Immediately if it is waiting, and again if it has failed.
#[utoipa::path(post, path = "/users/{user_id}/sync", tag = "Users",
    params(("user_id" = Uuid, Path, description = "The user's id.", example = json!(EXAMPLE_ID)), FirmParam),
    responses((status = 202, description = "The push is queued.", body = UserView)))]
async fn sync_user(
    state: AppState,
    firm: FirmAccess,
    id: Id<UserId>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
) -> Result<Answer, Problem> {
    queue(state, firm, id.0, once, response_format, users::retry).await
}

/// Reconciles a user with the CRM's record.
///
/// The record is read in the background, and both sides are made equal.
#[utoipa::path(post, path = "/users/{user_id}/reconcile", tag = "Users",
    params(("user_id" = Uuid, Path, description = "The user's id.", example = json!(EXAMPLE_ID)), FirmParam),
    responses((status = 202, description = "The comparison is queued.", body = UserView)))]
async fn reconcile_user(
    state: AppState,
    firm: FirmAccess,
    id: Id<UserId>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
) -> Result<Answer, Problem> {
    queue(state, firm, id.0, once, response_format, users::reconcile).await
}

type Queueing = fn(
    &mut Scoped<'_>,
    Uuid,
    chrono::DateTime<chrono::Utc>,
) -> Result<Option<User>, frontdesk_storage::StorageError>;

async fn queue(
    state: AppState,
    firm: FirmAccess,
    id: UserId,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    queueing: Queueing,
) -> Result<Answer, Problem> {
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| queueing(scoped, id.0, now);
    let answer = once.write(&state, firm.0, b"", job, move |user| {
        single(StatusCode::ACCEPTED, user.ok_or_else(not_found)?, response_format)
    });
    answer.await
}

/// Lists the past values of a user, oldest first.
///
/// Each entry has the new value, and whether a caller, the CRM or an import set it.
#[utoipa::path(get, path = "/users/{user_id}/history", tag = "Users",
    params(("user_id" = Uuid, Path, description = "The user's id.", example = json!(EXAMPLE_ID)), Paging, FirmParam, Since),
    responses((status = 200, description = "The past values.", body = Vec<PastValueView>)))]
async fn list_user_history(
    state: AppState,
    firm: FirmAccess,
    id: Id<UserId>,
    query: ListQuery<Since, PastValueView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let user = find(&state, firm, id.0).await?;
    let listing = Listing { list: users::history, count: users::count_history };
    let filter =
        HistoryFilter { of: HistoryOf::Customer(user.customer_id), updated_since: query.filter.time() };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<PastValueView>(&request).await
}

async fn find(state: &AppState, firm: FirmAccess, id: UserId) -> Result<User, Problem> {
    let user = state.read(firm.0, move |scoped| users::find(scoped, id.0)).await?;
    user.ok_or_else(not_found)
}

fn single(status: StatusCode, user: User, response_format: ResponseFormat) -> Result<Answer, Problem> {
    let version = user.version;
    Answer::single(status, &UserView::from(user), version, response_format)
}

fn not_found() -> Problem {
    Problem::not_found("User not found")
}
