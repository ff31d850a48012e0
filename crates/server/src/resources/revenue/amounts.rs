//! Actual and target revenue by area.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, Utc};
use frontdesk_core::{Faults, FirmId, FiscalYear, Money, Month, NumberText};
use frontdesk_opportunities::revenue::{Actual, RawActual, RawTarget, Target};
use frontdesk_storage::revenue::{self, Amount, AmountFilter, Put, Stored};
use frontdesk_storage::{Access, Scoped, SortField};
use garde::Validate;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::REVENUE;
use crate::http::answer::{Answer, ResponseFormat};
use crate::http::collection::{Collection, ListQuery, Listing, Paging};
use crate::http::extract::AreaName;
use crate::http::extract::{IfMatch, Json, PreconditionFailed, Time, param};
use crate::http::firm::{FirmAccess, FirmChoice, FirmParam};
use crate::http::links::{Links, Origin};
use crate::http::problem::Problem;
use crate::http::resource::Resource;
use crate::openapi::unions::MoneyAmount;
use crate::state::AppState;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct AmountsQuery {
    /// Only this area, ignoring case and white space.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, example = "France")]
    area: Option<AreaName>,
    /// Only this fiscal year.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i32>, minimum = 1000, maximum = 9999, example = 2025)]
    fiscal_year: Option<FiscalYear>,
    /// Only amounts changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

/// Actual revenue of an area in a month.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ActualView {
    /// The area.
    #[schema(example = "France")]
    area: String,
    /// The month.
    #[schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{2}$", example = "2024-11")]
    month: Month,
    /// The revenue.
    #[schema(value_type = String, pattern = r"^[0-9]+\.[0-9]{2}$", example = "1500.00")]
    amount: Money,
    /// When it was first recorded.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    id: i64,
}

impl From<Stored<Actual>> for ActualView {
    fn from(stored: Stored<Actual>) -> Self {
        let Actual { area, month, amount } = stored.amount.clone();
        let Stored { id, created_at, updated_at, .. } = stored;
        Self { area: area.as_str().to_owned(), month, amount, created_at, updated_at, id }
    }
}

impl Resource for ActualView {
    const PLURAL: &'static str = "actuals";
    const SORTS: &'static [SortField] = revenue::ACTUAL_SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("collection", format!("{}/actuals", origin.href(&REVENUE)))
    }
}

/// Actual revenue of an area in a month.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"area": "France", "month": "2024-11", "amount": "1500.00"}))]
pub(super) struct ActualBody {
    /// The firm; without it, the one named elsewhere in the request, else the caller's own.
    #[schema(value_type = Option<i64>, minimum = 1)]
    firm_id: Option<FirmId>,
    /// The area, compared ignoring case and white space.
    #[schema(required, nullable = false, max_length = 128)]
    area: Option<String>,
    /// The month, `YYYY-MM`.
    #[schema(required, nullable = false, pattern = "^[0-9]{4}-[0-9]{2}$")]
    month: Option<String>,
    /// The revenue: 0 to 9999999999999999.99 with at most two decimals, as a string or a number.
    #[schema(value_type = MoneyAmount, required)]
    amount: Option<NumberText>,
}

impl ActualBody {
    fn into_actual(self) -> Result<Actual, Faults> {
        Actual::parse(&RawActual {
            area: self.area,
            month: self.month,
            amount: self.amount.map(NumberText::into_string),
        })
    }
}

/// Lists actual revenue by area and month.
///
/// In the order in which the amounts were first recorded.
#[utoipa::path(get, path = "/api/revenue/actuals", tag = "Revenue", params(Paging, FirmParam, AmountsQuery),
    responses((status = 200, description = "Actuals.", body = Vec<ActualView>)))]
pub(super) async fn list_actuals(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<AmountsQuery, ActualView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    list::<Actual, ActualView>(state, firm, query, &request).await
}

/// Sets the actual revenue of an area in a month.
///
/// An existing amount for the area and month is replaced.
#[utoipa::path(put, path = "/api/revenue/actuals", tag = "Revenue", params(FirmParam), request_body = ActualBody,
    responses((status = 200, description = "The stored amount.", body = ActualView)))]
pub(super) async fn put_actual(
    state: AppState,
    firm: FirmChoice,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<ActualBody>,
) -> Result<Answer, Problem> {
    let named = body.peek().firm_id;
    let actual = body.parse(ActualBody::into_actual)?;
    let access = firm.enter(&state, named).await?;
    put::<Actual, ActualView>(&state, access, actual, if_match, response_format).await
}

/// Target revenue of an area in a fiscal year.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct TargetView {
    /// The area.
    #[schema(example = "France")]
    area: String,
    /// The fiscal year, named by the year in which it ends.
    #[schema(example = 2025)]
    fiscal_year: i32,
    /// The revenue.
    #[schema(value_type = String, pattern = r"^[0-9]+\.[0-9]{2}$", example = "1500.00")]
    amount: Money,
    /// When it was first recorded.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    id: i64,
}

impl From<Stored<Target>> for TargetView {
    fn from(stored: Stored<Target>) -> Self {
        let Target { area, fiscal_year, amount } = stored.amount.clone();
        let (area, fiscal_year) = (area.as_str().to_owned(), fiscal_year.get());
        let Stored { id, created_at, updated_at, .. } = stored;
        Self { area, fiscal_year, amount, created_at, updated_at, id }
    }
}

impl Resource for TargetView {
    const PLURAL: &'static str = "targets";
    const SORTS: &'static [SortField] = revenue::TARGET_SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("collection", format!("{}/targets", origin.href(&REVENUE)))
    }
}

/// Target revenue of an area in a fiscal year.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"area": "France", "fiscal_year": 2025, "amount": "20000.00"}))]
pub(super) struct TargetBody {
    /// The firm; without it, the one named elsewhere in the request, else the caller's own.
    #[schema(value_type = Option<i64>, minimum = 1)]
    firm_id: Option<FirmId>,
    /// The area, compared ignoring case and white space.
    #[schema(required, nullable = false, max_length = 128)]
    area: Option<String>,
    /// The fiscal year, named by the year in which it ends.
    #[schema(required, nullable = false, minimum = 1000, maximum = 9999)]
    fiscal_year: Option<i64>,
    /// The revenue: 0 to 9999999999999999.99 with at most two decimals, as a string or a number.
    #[schema(value_type = MoneyAmount, required)]
    amount: Option<NumberText>,
}

impl TargetBody {
    fn into_target(self) -> Result<Target, Faults> {
        Target::parse(&RawTarget {
            area: self.area,
            fiscal_year: self.fiscal_year.map(|year| year.to_string()),
            amount: self.amount.map(NumberText::into_string),
        })
    }
}

/// Lists target revenue by area and fiscal year.
///
/// In the order in which the targets were first recorded.
#[utoipa::path(get, path = "/api/revenue/targets", tag = "Revenue", params(Paging, FirmParam, AmountsQuery),
    responses((status = 200, description = "Targets.", body = Vec<TargetView>)))]
pub(super) async fn list_targets(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<AmountsQuery, TargetView>,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    list::<Target, TargetView>(state, firm, query, &request).await
}

/// Sets the target revenue of an area in a fiscal year.
///
/// An existing target for the area and year is replaced.
#[utoipa::path(put, path = "/api/revenue/targets", tag = "Revenue", params(FirmParam), request_body = TargetBody,
    responses((status = 200, description = "The stored target.", body = TargetView)))]
pub(super) async fn put_target(
    state: AppState,
    firm: FirmChoice,
    if_match: IfMatch,
    response_format: ResponseFormat,
    body: Json<TargetBody>,
) -> Result<Answer, Problem> {
    let named = body.peek().firm_id;
    let target = body.parse(TargetBody::into_target)?;
    let access = firm.enter(&state, named).await?;
    put::<Target, TargetView>(&state, access, target, if_match, response_format).await
}

async fn list<A, V>(
    state: AppState,
    firm: FirmAccess,
    query: ListQuery<AmountsQuery, V>,
    request: &HttpRequest,
) -> Result<HttpResponse, Problem>
where
    A: Amount + Send + 'static,
    V: Resource + From<Stored<A>>,
{
    let AmountsQuery { area, fiscal_year, updated_since } = query.filter;
    let updated_since = updated_since.map(|Time(time)| time);
    let filter = AmountFilter { area: area.and_then(|area| area.0), fiscal_year, updated_since };
    let listing = Listing { list: revenue::list::<A>, count: revenue::count::<A> };
    Collection::new(state, firm.0, query.paging, filter, listing).respond::<V>(request).await
}

async fn put<A, V>(
    state: &AppState,
    access: Access,
    amount: A,
    if_match: IfMatch,
    response_format: ResponseFormat,
) -> Result<Answer, Problem>
where
    A: Amount + Send + 'static,
    V: Resource + From<Stored<A>>,
{
    let now = state.now();
    let job = move |scoped: &mut Scoped<'_>| revenue::put(scoped, &amount, &if_match.0, now);
    match state.write(access, job).await? {
        Put::Saved { row, .. } => {
            let version = row.version;
            Answer::single(StatusCode::OK, &V::from(row), version, response_format)
        }
        Put::Stale => Err(PreconditionFailed.into()),
    }
}
