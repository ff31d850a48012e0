//! `/api/operators`: support operators.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use frontdesk_requests::OperatorId;
use frontdesk_storage::Scoped;
use frontdesk_storage::operators::{self, OperatorFilter};

use super::OPERATORS;
use super::body::CreateOperatorBody;
use super::view::OperatorView;
use crate::http::answer::{Answer, ResponseFormat, Single};
use crate::http::collection::{Collection, ListQuery, Listing, Paging, Since};
use crate::http::extract::{Id, Json};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::idempotency::IdempotentWrite;
use crate::http::problem::Problem;
use crate::state::AppState;

/// Lists the firm's operators, oldest first.
///
/// Requests are assigned to operators.
#[utoipa::path(get, path = "/api/operators", tag = "Operators", params(Paging, FirmParam, Since),
    responses((status = 200, description = "Operators.", body = Vec<OperatorView>)))]
pub(super) async fn list_operators(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<Since, OperatorView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let filter = OperatorFilter { updated_since: query.filter.time() };
    let listing = Listing { list: operators::list, count: operators::count };
    let operators = Collection::new(state, firm.0, query.paging, filter, listing);
    operators.respond::<OperatorView>(&request).await
}

/// Adds an operator.
///
/// `first_name` and `last_name` are returned as given. `name` supplies a missing part: its first word is the first
/// name, the rest the last name.
#[utoipa::path(post, path = "/api/operators", tag = "Operators", params(FirmParam),
    request_body = CreateOperatorBody,
    responses((status = 201, description = "The operator.", body = OperatorView,
        headers(("Location" = String, description = "The address of the operator.")))))]
pub(super) async fn create_operator(
    state: AppState,
    firm: FirmChoice,
    once: IdempotentWrite,
    response_format: ResponseFormat,
    body: Json<CreateOperatorBody>,
) -> Result<Answer, Problem> {
    let (now, raw) = (state.now(), body.raw().clone());
    let new = body.parse(CreateOperatorBody::into_new)?;
    let access = firm.enter(&state, None).await?;
    let job = move |scoped: &mut Scoped<'_>| operators::create(scoped, &new, now);
    once.write(&state, access, &raw, job, move |operator| {
        let (version, href) = (operator.version, response_format.origin.href_of(&OPERATORS, operator.id));
        Ok(Answer::single(StatusCode::CREATED, &OperatorView::from(operator), version, response_format)?
            .located(&href))
    })
    .await
}

/// Returns one operator.
///
/// `name` is `first_name` and `last_name` combined.
#[utoipa::path(get, path = "/api/operators/{op}", tag = "Operators",
    params(("op" = i64, Path, description = "The operator's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The operator.", body = OperatorView)))]
pub(super) async fn get_operator(
    state: AppState,
    firm: FirmAccess,
    op: Id<OperatorId>,
) -> Result<Single<OperatorView>, Problem> {
    let operator = state.read(firm.0, move |scoped| operators::find(scoped, *op)).await?;
    let operator = operator.ok_or_else(|| Problem::not_found("Operator not found"))?;
    let version = operator.version;
    Ok(Single::new(operator.into(), version))
}
