//! `/api/v1/keys`: the API keys of a firm, for its admins.

mod body;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use frontdesk_storage::journal::Kind;
use frontdesk_storage::keys::{self, ApiKey, ApiSecret, KeyFilter, KeyId};
use frontdesk_storage::{Scoped, Slice, StorageError};
use utoipa::OpenApi;

use crate::http::access::Deniable;
use crate::http::answer::{Answer, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, IfMatch, Json, PathParam, PreconditionFailed};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::links::Origin;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::shared::history::{self, HistoryView};
use crate::state::AppState;

use body::CreateKeyBody;
use view::{CreatedKeyView, KeyView, SeenKey, version_of};

const KEYS: Endpoint = Endpoint::single("/api/v1/keys").for_admins();

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&KEYS, |at| {
        at.at("", |methods| methods.get(list_keys).post(create_key));
        at.at("/{id}", |methods| methods.get(get_key).delete(revoke_key));
        at.at("/{id}/history", |methods| methods.get(list_key_history));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_keys, create_key, get_key, revoke_key, list_key_history),
    components(schemas(KeyView, CreatedKeyView, CreateKeyBody))
)]
struct Document;

impl PathParam for KeyId {}

/// Lists show the state of keys at the time of the request.
#[derive(Clone, Copy)]
struct SeenAt(DateTime<Utc>, KeyFilter);

fn list_all(scoped: &mut Scoped<'_>, seen: &SeenAt, slice: Slice) -> Result<Vec<SeenKey>, StorageError> {
    let keys = keys::list(scoped, &seen.1, slice)?;
    Ok(keys.into_iter().map(|key| SeenKey { key, now: seen.0 }).collect())
}

fn count_all(scoped: &mut Scoped<'_>, seen: &SeenAt) -> Result<i64, StorageError> {
    keys::count(scoped, &seen.1)
}

/// Lists the firm's API keys, oldest first.
///
/// Includes expired and revoked keys. Secrets are never returned.
#[utoipa::path(get, path = "/api/v1/keys", tag = "API keys", params(Paging, FirmParam, Since),
    responses((status = 200, description = "Keys, without their secrets.", body = Vec<KeyView>)))]
async fn list_keys(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, KeyView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let seen = SeenAt(state.now(), KeyFilter { updated_since: query.filter.time() });
    let listing = Listing { list: list_all, count: count_all };
    Collection::new(state, firm.0, query.paging, seen, listing).respond::<KeyView>(&request).await
}

/// Returns one API key, without its secret.
///
/// `last_used_at` is accurate to the minute.
#[utoipa::path(get, path = "/api/v1/keys/{id}", tag = "API keys",
    params(("id" = i64, Path, description = "The key's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The key, without its secret.", body = KeyView)))]
async fn get_key(state: AppState, firm: FirmAccess, id: Id<KeyId>) -> Result<Single<KeyView>, Problem> {
    let key = state.read(firm.0, move |scoped| keys::find(scoped, *id)).await?.ok_or_else(not_found)?;
    let version = version_of(&key);
    Ok(Single::new(SeenKey { key, now: state.now() }.into(), version))
}

/// Lists the changes of an API key, newest first.
///
/// A key is created and revoked; its uses are no changes.
#[utoipa::path(get, path = "/api/v1/keys/{id}/history", tag = "API keys",
    params(("id" = i64, Path, description = "The key's id.", minimum = 1, example = 1), Paging, FirmParam, Since),
    responses((status = 200, description = "Changes.", body = Vec<HistoryView>)))]
async fn list_key_history(
    state: AppState,
    firm: FirmAccess,
    id: Id<KeyId>,
    query: ListQuery<Since, HistoryView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    history::respond(state, firm.0, (Kind::Key, id.to_string()), query, &request).await
}

/// Creates a key.
///
/// The answer contains the complete key; it is shown only once, because only its hash is stored. From the first key on
/// every request needs a key. To rotate a key, create the new one before revoking the old one.
#[utoipa::path(post, path = "/api/v1/keys", tag = "API keys", params(FirmParam), request_body = CreateKeyBody,
    responses((status = 201, description = "The key.", body = CreatedKeyView,
        headers(("Location" = String, description = "The address of the key.")))))]
async fn create_key(
    state: AppState,
    firm: FirmChoice,
    request: HttpRequest,
    body: Json<CreateKeyBody>,
) -> Result<Answer, Problem> {
    let now = state.now();
    let new = body.parse(|body| body.into_key(now))?;
    let access = firm.enter(&state, None).await?;
    let secret = ApiSecret::generate();
    let revealing = secret.clone();
    let key = state.write(access, move |scoped| keys::create(scoped, &new, &secret, now)).await?;
    state.keyring().settle().await;
    let href = Origin::of(&request).href_of(&KEYS, key.id);
    let view = CreatedKeyView::new(SeenKey { key, now }, &revealing);
    Ok(Answer::json(StatusCode::CREATED, &view)?.located(&href))
}

/// Revokes a key.
///
/// The key and the sessions opened with it are no longer accepted. Revoking it again has no effect.
#[utoipa::path(delete, path = "/api/v1/keys/{id}", tag = "API keys",
    params(("id" = i64, Path, description = "The key's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 204, description = "The key is revoked.")))]
async fn revoke_key(
    state: AppState,
    firm: FirmAccess,
    id: Id<KeyId>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    let now = state.now();
    // The key must belong to the firm before it is denied: another firm's key must not be revealed, nor interrupted
    // for a moment.
    let find = move |scoped: &mut Scoped<'_>| keys::find(scoped, *id);
    let key = state.read_urgent(firm.0, find).await?.ok_or_else(not_found)?;
    if_match.check(version_of(&key))?;
    let _denied = state.keyring().deny(Deniable::Key(*id));
    let job = move |scoped: &mut Scoped<'_>| revoke_if(scoped, *id, &if_match, now);
    state.write_urgent(firm.0, job).await?.map_or_else(|| Err(not_found()), |revoked| Ok(revoked?))?;
    state.keyring().settle().await;
    Ok(Answer::empty())
}

type Revoked = Option<Result<ApiKey, PreconditionFailed>>;

fn revoke_if(
    scoped: &mut Scoped<'_>,
    id: KeyId,
    if_match: &IfMatch,
    now: DateTime<Utc>,
) -> Result<Revoked, StorageError> {
    let Some(key) = keys::find(scoped, id)? else { return Ok(None) };
    if let Err(failed) = if_match.check(version_of(&key)) {
        return Ok(Some(Err(failed)));
    }
    Ok(keys::revoke(scoped, id, now)?.map(Ok))
}

fn not_found() -> Problem {
    Problem::not_found("Key not found")
}
