//! `/api/opportunities` and `/api/opportunity-statuses`: opportunities, their data quality, and the status catalogue.

mod body;
mod query;
mod statuses;
mod view;

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{Datelike, NaiveDate};
use frontdesk_opportunities::oid::Oid;
use frontdesk_storage::Expected;
use frontdesk_storage::journal::{self, Kind};
use frontdesk_storage::opportunities::{self, Opportunity, Outcome};
use utoipa::OpenApi;

use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, IfMatch, Json, PathParam, PreconditionFailed};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::module::Module;
use crate::http::problem::Problem;
use crate::http::routes::{Endpoint, Routes};
use crate::shared::history::{self, HistoryView, RestoreBody, Seq};
use crate::state::AppState;

use body::{OpportunityBody, PatchOpportunityBody};
use query::{OpportunitiesQuery, QualityQuery};
use view::{OpportunityView, QualityView};

pub(crate) use statuses::MODULE as STATUSES_MODULE;
use statuses::STATUSES;

const OPPORTUNITIES: Endpoint = Endpoint::new("/api/opportunities", "/api/v1/opportunities");

pub(crate) const MODULE: Module = Module { routes, document: Document::openapi };

fn routes(routes: &mut Routes) {
    routes.place(&OPPORTUNITIES, |at| {
        at.at("", |methods| methods.get(list_opportunities).post(create_opportunity));
        at.at("/quality", |methods| methods.get(list_quality_findings));
        at.at("/{oid}", |methods| {
            methods
                .get(get_opportunity)
                .put(put_opportunity)
                .patch(patch_opportunity)
                .delete(delete_opportunity)
        });
        at.at("/{oid}/restore", |methods| methods.post(restore_opportunity));
        at.at("/{oid}/history", |methods| methods.get(list_opportunity_history));
        at.at("/{oid}/history/{seq}/restore", |methods| methods.post(restore_opportunity_values));
    });
}

#[derive(OpenApi)]
#[openapi(
    paths(
        list_opportunities,
        create_opportunity,
        list_quality_findings,
        get_opportunity,
        put_opportunity,
        patch_opportunity,
        delete_opportunity,
        list_opportunity_history,
        restore_opportunity_values,
        restore_opportunity
    ),
    components(schemas(OpportunityView, OpportunityBody, PatchOpportunityBody, QualityView))
)]
struct Document;

impl PathParam for Oid {
    const NAME: &'static str = "oid";
}

/// Lists the firm's opportunities, oldest first.
///
/// Filters can be combined; `delivery_from` and `delivery_to` are inclusive.
#[utoipa::path(get, path = "/api/opportunities", tag = "Opportunities",
    params(Paging, FirmParam, OpportunitiesQuery),
    responses((status = 200, description = "Deals.", body = Vec<OpportunityView>)))]
async fn list_opportunities(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<OpportunitiesQuery, OpportunityView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = query.filter.into_filter(state.today());
    let listing = Listing { list: opportunities::list, count: opportunities::count };
    let deals = Collection::new(state, firm.0, query.paging, filter, listing);
    deals.respond::<OpportunityView>(&request).await
}

/// Creates an opportunity.
///
/// Only the customer is required; all other fields have a default or are optional.
#[utoipa::path(post, path = "/api/opportunities", tag = "Opportunities", params(FirmParam),
    request_body = OpportunityBody,
    responses((status = 201, description = "The opportunity.", body = OpportunityView)))]
async fn create_opportunity(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<OpportunityBody>,
) -> Result<Answer, Problem> {
    let (now, raw, named) = (state.now(), body.raw().clone(), body.peek().firm_id);
    let deal = body.parse(|body| body.into_deal(now.date_naive()))?;
    let access = firm.enter(&state, named).await?;
    let job =
        move |scoped: &mut frontdesk_storage::Scoped<'_>| opportunities::create(scoped, None, &deal, now);
    once.write(&state, access, &raw, job, move |outcome| {
        let deal = saved(outcome)?;
        let href = response_format.origin.href_of(&OPPORTUNITIES, deal.oid);
        Ok(answer(StatusCode::CREATED, deal, response_format)?.located(&href))
    })
    .await
}

/// Lists data defects that distort the forecast.
///
/// Each finding names an opportunity and a defect; an opportunity can have several. Lost opportunities are not part of
/// forecasts and have none.
#[utoipa::path(get, path = "/api/opportunities/quality", tag = "Opportunities",
    params(Paging, FirmParam, QualityQuery),
    responses((status = 200, description = "Findings.", body = Vec<QualityView>)))]
async fn list_quality_findings(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<QualityQuery, QualityView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = query.filter.into_filter(state.today());
    let listing = Listing { list: opportunities::list_findings, count: opportunities::count_findings };
    let findings = Collection::new(state, firm.0, query.paging, filter, listing);
    findings.respond::<QualityView>(&request).await
}

/// Returns one opportunity.
///
/// `days_since_last_updated` counts to today.
#[utoipa::path(get, path = "/api/opportunities/{oid}", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
        example = "0198f6a27c5e7d3a9a416f0c2b8d1e55"), FirmParam),
    responses((status = 200, description = "The opportunity.", body = OpportunityView)))]
async fn get_opportunity(
    state: AppState,
    firm: FirmAccess,
    oid: Id<Oid>,
) -> Result<Single<OpportunityView>, Problem> {
    let today = state.today();
    let deal = state.read(firm.0, move |scoped| opportunities::find(scoped, *oid, today)).await?;
    let deal = deal.ok_or_else(not_found)?;
    let tag = tag_of(&deal);
    Ok(Single::new(deal.into(), tag))
}

/// Replaces an opportunity.
///
/// An absent field gets its default. The id is kept.
#[utoipa::path(put, path = "/api/opportunities/{oid}", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
        example = "0198f6a27c5e7d3a9a416f0c2b8d1e55"), FirmParam),
    request_body = OpportunityBody,
    responses((status = 200, description = "The opportunity.", body = OpportunityView)))]
async fn put_opportunity(
    state: AppState,
    firm: FirmChoice,
    oid: Id<Oid>,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<OpportunityBody>,
) -> Result<Answer, Problem> {
    let (now, named) = (state.now(), body.peek().firm_id);
    let deal = body.parse(|body| body.into_deal(now.date_naive()))?;
    let access = firm.enter(&state, named).await?;
    let expected = expected(if_match);
    let job = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        opportunities::replace(scoped, *oid, &deal, &expected, now)
    };
    answer(StatusCode::OK, saved(state.write(access, job).await?)?, response_format)
}

/// Changes an opportunity by a JSON Merge Patch.
///
/// An absent field keeps its value; null clears it or restores its default.
#[utoipa::path(patch, path = "/api/opportunities/{oid}", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
        example = "0198f6a27c5e7d3a9a416f0c2b8d1e55"), FirmParam),
    request_body = PatchOpportunityBody,
    responses((status = 200, description = "The opportunity.", body = OpportunityView)))]
async fn patch_opportunity(
    state: AppState,
    firm: FirmChoice,
    oid: Id<Oid>,
    once: IdempotentWrite,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<OpportunityBody>,
) -> Result<Answer, Problem> {
    let (now, raw, named) = (state.now(), body.raw().clone(), body.peek().firm_id);
    let changes = body.parse(|body| body.into_changes(now.date_naive()))?;
    let access = firm.enter(&state, named).await?;
    let expected = expected(if_match);
    let job = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        opportunities::change(scoped, *oid, &changes, &expected, now)
    };
    once.write(&state, access, &raw, job, move |outcome| {
        answer(StatusCode::OK, saved(outcome)?, response_format)
    })
    .await
}

/// Deletes an opportunity.
///
/// Forecasts omit it from then on.
#[utoipa::path(delete, path = "/api/opportunities/{oid}", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
        example = "0198f6a27c5e7d3a9a416f0c2b8d1e55"), FirmParam),
    responses((status = 204, description = "The opportunity is deleted.")))]
async fn delete_opportunity(
    state: AppState,
    firm: FirmAccess,
    oid: Id<Oid>,
    if_match: IfMatch,
) -> Result<Answer, Problem> {
    let now = state.now();
    let expected = expected(if_match);
    let job =
        move |scoped: &mut frontdesk_storage::Scoped<'_>| opportunities::delete(scoped, *oid, &expected, now);
    match state.write(firm.0, job).await? {
        None => Ok(Answer::empty()),
        Some(outcome) => saved(outcome).and(Err(not_found())),
    }
}

/// Lists the changes of an opportunity, newest first.
///
/// Each has its author, its reason, and the values of the changed fields before and after.
#[utoipa::path(get, path = "/api/opportunities/{oid}/history", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
        example = "0198f6a27c5e7d3a9a416f0c2b8d1e55"), Paging, FirmParam, Since),
    responses((status = 200, description = "Changes.", body = Vec<HistoryView>)))]
async fn list_opportunity_history(
    state: AppState,
    firm: FirmAccess,
    oid: Id<Oid>,
    query: ListQuery<Since, HistoryView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    history::respond(state, firm.0, (Kind::Opportunity, oid.to_string()), query, &request).await
}

/// Restores old values of an opportunity.
///
/// The values that a change replaced are set again, by the rules of a change; the restoration is a change of its own. A
/// field that has changed again since is refused with 409, which names both values, unless `force` is true.
#[utoipa::path(post, path = "/api/opportunities/{oid}/history/{seq}/restore", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
            example = "0198f6a27c5e7d3a9a416f0c2b8d1e55"),
        ("seq" = i64, Path, description = "The number of the change.", minimum = 1, example = 4), FirmParam),
    request_body = RestoreBody,
    responses((status = 200, description = "The opportunity.", body = OpportunityView)))]
async fn restore_opportunity_values(
    state: AppState,
    firm: FirmAccess,
    oid: Id<Oid>,
    seq: Id<Seq>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<RestoreBody>,
) -> Result<Answer, Problem> {
    let (now, raw) = (state.now(), body.raw().clone());
    let wanted = body.valid()?.into_restoration(*seq);
    journal::settle(state.database(), firm.0).await?;
    let job = move |scoped: &mut frontdesk_storage::Scoped<'_>| {
        opportunities::restore_values(scoped, *oid, &wanted, now)
    };
    once.write(&state, firm.0, &raw, job, move |outcome| {
        answer(StatusCode::OK, saved(outcome?)?, response_format)
    })
    .await
}

/// Restores a deleted opportunity.
///
/// It comes back under its id with its last values. 404 if it is not among `GET /api/v1/deleted`, or if its customer is
/// deleted.
#[utoipa::path(post, path = "/api/opportunities/{oid}/restore", tag = "Opportunities",
    params(("oid" = String, Path, description = "The opportunity's id: 32 hexadecimal digits.",
        example = "0198f6a27c5e7d3a9a416f0c2b8d1e66"), FirmParam),
    responses((status = 200, description = "The opportunity.", body = OpportunityView)))]
async fn restore_opportunity(
    state: AppState,
    firm: FirmAccess,
    oid: Id<Oid>,
    once: IdempotentWrite,
    response_format: ResponseFormat,
) -> Result<Answer, Problem> {
    let now = state.now();
    let job = move |scoped: &mut frontdesk_storage::Scoped<'_>| opportunities::undelete(scoped, *oid, now);
    once.write(&state, firm.0, b"", job, move |outcome| {
        answer(StatusCode::OK, saved(outcome)?, response_format)
    })
    .await
}

fn answer(status: StatusCode, deal: Opportunity, response_format: ResponseFormat) -> Result<Answer, Problem> {
    let tag = tag_of(&deal);
    Answer::single(status, &OpportunityView::from(deal), tag, response_format)
}

fn saved(outcome: Outcome) -> Result<Opportunity, Problem> {
    match outcome {
        Outcome::Saved(deal) => Ok(*deal),
        Outcome::CustomerNotFound => Err(Problem::not_found("Customer not found")),
        Outcome::NotFound => Err(not_found()),
        Outcome::Stale => Err(PreconditionFailed.into()),
    }
}

fn not_found() -> Problem {
    Problem::not_found("Opportunity not found")
}

/// Bound of day numbers in a tag, sufficient for two million years.
const DAYS: i64 = 1 << 30;

/// `days_since_last_updated` changes daily, so the day is part of the tag.
fn tag_of(deal: &Opportunity) -> i64 {
    deal.version.saturating_mul(DAYS).saturating_add(day_number(deal.today))
}

fn day_number(day: NaiveDate) -> i64 {
    i64::from(day.num_days_from_ce())
}

/// The precondition of a write: the version in a tag counts, its day does not.
fn expected(IfMatch(expected): IfMatch) -> Expected {
    match expected {
        Expected::Any | Expected::Existing => expected,
        Expected::Versions(tags) => {
            Expected::Versions(tags.into_iter().map(|tag| tag.div_euclid(DAYS)).collect())
        }
    }
}
