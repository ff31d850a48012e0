//! `/api/v1/firms`: firms and their settings, for admins.

mod body;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use frontdesk_core::FirmId;
use frontdesk_storage::firms::{self, Firm, FirmChange, FirmFilter, FirmOutcome};
use frontdesk_storage::journal::Kind;
use frontdesk_storage::{Scoped, Slice, SortField, StorageError};
use serde::Serialize;
use utoipa::{OpenApi, ToSchema};

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, IfMatch, Json, PathParam, PreconditionFailed};
use crate::http::firm::{FirmChoice, FirmError, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::links::{Links, Origin};
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::http::routes::{Endpoint, Routes};
use crate::openapi::enums::PhoneCheckName;
use crate::shared::history::{self, HistoryView};
use crate::state::AppState;

use body::{PatchFirmBody, PutFirmBody};

const FIRMS: Endpoint = Endpoint::single("/api/v1/firms").for_admins();

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&FIRMS, |at| {
        at.at("", |methods| methods.get(list_firms));
        at.at("/{id}", |methods| methods.get(get_firm).put(put_firm).patch(patch_firm));
        at.at("/{id}/history", |methods| methods.get(list_firm_history));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(list_firms, get_firm, put_firm, patch_firm, list_firm_history),
    components(schemas(FirmView, PutFirmBody, PatchFirmBody))
)]
struct Document;

impl PathParam for FirmId {}

/// A firm and its settings.
#[derive(Debug, Serialize, ToSchema)]
struct FirmView {
    /// Its id.
    #[schema(minimum = 1, example = 1)]
    id: i64,
    /// Its name, unique among firms.
    #[schema(example = "Lovelace & Partners")]
    name: String,
    /// Whether clients are identified by e-mail address instead of phone number.
    is_corporate: bool,
    /// Whether an import overwrites names, e-mail address and primary phone of a matched client.
    sync_client_contact_info: bool,
    /// Whether an import fills empty fields of a matched client.
    update_client_missing_data: bool,
    /// The country of phone numbers without a leading `+`.
    #[schema(example = "US")]
    default_region: String,
    /// How strictly phone numbers are checked: `possible` or `valid`.
    #[schema(value_type = PhoneCheckName)]
    phone_check: &'static str,
    /// When the firm was created.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
}

impl From<Firm> for FirmView {
    fn from(firm: Firm) -> Self {
        let settings = firm.settings;
        Self {
            id: firm.id.get(),
            name: firm.name,
            is_corporate: settings.is_corporate,
            sync_client_contact_info: settings.sync_client_contact_info,
            update_client_missing_data: settings.update_client_missing_data,
            default_region: settings.default_region.to_string(),
            phone_check: settings.phone_check.as_str(),
            created_at: firm.created_at,
            updated_at: firm.updated_at,
        }
    }
}

impl Resource for FirmView {
    const PLURAL: &'static str = "firms";
    const SORTS: &'static [SortField] = firms::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let href = origin.href_of(&FIRMS, self.id);
        Links::to_self(href.clone()).action("update", "PATCH", href.clone()).action("replace", "PUT", href)
    }
}

fn list_page(scoped: &mut Scoped<'_>, filter: &FirmFilter, slice: Slice) -> Result<Vec<Firm>, StorageError> {
    firms::list_page(scoped, *filter, slice)
}

fn count_all(scoped: &mut Scoped<'_>, filter: &FirmFilter) -> Result<i64, StorageError> {
    firms::count(scoped, *filter)
}

/// Lists the firms that the caller may see.
///
/// A key sees its own firm; while no keys exist, all firms are listed.
#[utoipa::path(get, path = "/api/v1/firms", tag = "Firms", params(Paging, FirmParam, Since),
    responses((status = 200, description = "Firms.", body = Vec<FirmView>)))]
async fn list_firms(
    state: AppState,
    firm: FirmChoice,
    query: ListQuery<Since, FirmView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = FirmFilter { only: firm.bound_to(), updated_since: query.filter.time() };
    let access = firm.enter(&state, None).await?;
    let listing = Listing { list: list_page, count: count_all };
    Collection::new(state, access, query.paging, filter, listing).respond::<FirmView>(&request).await
}

/// Lists the changes of a firm's settings, newest first.
///
/// Each has its author, its reason, and the values of the changed settings before and after.
#[utoipa::path(get, path = "/api/v1/firms/{id}/history", tag = "Firms",
    params(("id" = i64, Path, description = "The firm's id.", minimum = 1, example = 1), Paging, FirmParam, Since),
    responses((status = 200, description = "Changes.", body = Vec<HistoryView>)))]
async fn list_firm_history(
    state: AppState,
    firm: FirmChoice,
    id: Id<FirmId>,
    query: ListQuery<Since, HistoryView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let access = firm.enter(&state, Some(*id)).await?;
    history::respond(state, access, (Kind::Firm, id.to_string()), query, &request).await
}

/// Returns one firm and its settings.
///
/// The settings decide how imports match clients and read phone numbers.
#[utoipa::path(get, path = "/api/v1/firms/{id}", tag = "Firms",
    params(("id" = i64, Path, description = "The firm's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The firm.", body = FirmView)))]
async fn get_firm(state: AppState, firm: FirmChoice, id: Id<FirmId>) -> Result<Single<FirmView>, Problem> {
    let access = firm.enter(&state, Some(*id)).await?;
    let firm = state.read(access, firms::own).await?;
    let version = firm.version();
    Ok(Single::new(firm.into(), version))
}

/// Changes the name and the settings of a firm.
///
/// An absent field keeps its value. A name that another firm has is refused with 409.
#[utoipa::path(patch, path = "/api/v1/firms/{id}", tag = "Firms",
    params(("id" = i64, Path, description = "The firm's id.", minimum = 1, example = 1), FirmParam),
    request_body = PatchFirmBody,
    responses((status = 200, description = "The changed firm.", body = FirmView)))]
async fn patch_firm(
    state: AppState,
    firm: FirmChoice,
    id: Id<FirmId>,
    once: IdempotentWrite,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<PatchFirmBody>,
) -> Result<Answer, Problem> {
    let (raw, now) = (body.raw().clone(), state.now());
    let change = body.parse(PatchFirmBody::into_change)?;
    let access = firm.enter(&state, Some(*id)).await?;
    let job = move |scoped: &mut Scoped<'_>| change_if(scoped, &if_match, &change, now);
    once.write(&state, access, &raw, job, move |outcome| saved(outcome, response_format)).await
}

/// Replaces the name and the settings of a firm.
///
/// An absent setting gets its default. A name that another firm has is refused with 409.
#[utoipa::path(put, path = "/api/v1/firms/{id}", tag = "Firms",
    params(("id" = i64, Path, description = "The firm's id.", minimum = 1, example = 1), FirmParam),
    request_body = PutFirmBody,
    responses((status = 200, description = "The replaced firm.", body = FirmView)))]
async fn put_firm(
    state: AppState,
    firm: FirmChoice,
    id: Id<FirmId>,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<PatchFirmBody>,
) -> Result<Answer, Problem> {
    let now = state.now();
    let change = body.parse(PatchFirmBody::into_replacement)?;
    let access = firm.enter(&state, Some(*id)).await?;
    let job = move |scoped: &mut Scoped<'_>| change_if(scoped, &if_match, &change, now);
    saved(state.write(access, job).await?, response_format)
}

type Changed = Result<FirmOutcome, PreconditionFailed>;

fn change_if(
    scoped: &mut Scoped<'_>,
    if_match: &IfMatch,
    change: &FirmChange,
    now: DateTime<Utc>,
) -> Result<Changed, StorageError> {
    let current = firms::own(scoped)?;
    match if_match.check(current.version()) {
        Ok(()) => firms::change(scoped, change, now).map(Ok),
        Err(failed) => Ok(Err(failed)),
    }
}

fn saved(outcome: Changed, response_format: ResponseFormat) -> Result<Answer, Problem> {
    match outcome? {
        FirmOutcome::Saved(firm) => {
            let version = firm.version();
            Answer::single(StatusCode::OK, &FirmView::from(firm), version, response_format)
        }
        FirmOutcome::NameTaken => Err(Problem::new(StatusCode::CONFLICT, "Another firm has this name.")),
        FirmOutcome::NotFound => Err(FirmError::NotFound.into()),
    }
}
