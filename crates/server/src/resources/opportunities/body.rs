//! What callers send.

use chrono::NaiveDate;
use frontdesk_core::{Edit, Faults, FirmId, NumberText};
use frontdesk_opportunities::deal::{Deal, DealChanges, RawDeal};
use frontdesk_opportunities::status::RawStatus;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::openapi::unions::MoneyAmount;

/// A deal to be made, or to be put in the place of another.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({
    "cid": 1, "opportunity_sales_group": "Majors", "opportunity_status": "Proposal",
    "monthly_estimated_revenue": "1250.00", "estimated_delivery_date": "2026-04-01",
    "non_recurring": "no", "days_since_last_updated": 3,
}))]
pub(super) struct OpportunityBody {
    /// The firm; without it the one that the request names elsewhere, else the caller's own.
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub(super) firm_id: Option<FirmId>,
    /// The customer.
    #[serde(default)]
    #[schema(value_type = i64, required, minimum = 1)]
    cid: Edit<i64>,
    /// Who sells it.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    opportunity_sales_group: Edit<String>,
    /// How far it is; any text, best one of the catalogue. `New` when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    opportunity_status: Edit<String>,
    /// What it brings in a month, or at once when it does not recur: 0 to 9999999999999999.99 with at most two decimals,
    /// as a string or as a number.
    #[serde(default)]
    #[schema(value_type = Option<MoneyAmount>)]
    monthly_estimated_revenue: Edit<NumberText>,
    /// From when on, `YYYY-MM-DD`.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    estimated_delivery_date: Edit<String>,
    /// Whether it is paid once: `yes`, `y`, `true`, `t`, `1` and `x` say so.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    non_recurring: Edit<String>,
    /// Days since the deal was last updated, kept as the day to which they point. 0 when absent.
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 0)]
    days_since_last_updated: Edit<i64>,
}

/// What is to change of a deal: an absent field stays as it is, null clears it or gives it its default again.
#[derive(ToSchema)]
#[schema(example = json!({"opportunity_status": "Won", "monthly_estimated_revenue": "1300.50"}))]
#[expect(
    dead_code,
    reason = "describes the patch in the OpenAPI document; `OpportunityBody` is what reads it"
)]
pub(super) struct PatchOpportunityBody {
    /// The firm; without it the one that the request names elsewhere, else the caller's own.
    #[schema(minimum = 1)]
    firm_id: Option<i64>,
    /// The customer.
    #[schema(required = false, nullable = false, minimum = 1)]
    cid: Option<i64>,
    /// Who sells it.
    #[schema(max_length = 32)]
    opportunity_sales_group: Option<String>,
    /// How far it is.
    #[schema(max_length = 32)]
    opportunity_status: Option<String>,
    /// What it brings, as a string or as a number.
    #[schema(value_type = Option<MoneyAmount>)]
    monthly_estimated_revenue: Option<String>,
    /// From when on.
    estimated_delivery_date: Option<NaiveDate>,
    /// Whether it is paid once.
    #[schema(max_length = 32)]
    non_recurring: Option<String>,
    /// Days since somebody looked after it.
    #[schema(minimum = 0)]
    days_since_last_updated: Option<i64>,
}

impl OpportunityBody {
    fn into_raw(self) -> RawDeal {
        RawDeal {
            cid: self.cid.map(|cid| cid.to_string()),
            opportunity_sales_group: self.opportunity_sales_group,
            opportunity_status: self.opportunity_status,
            monthly_estimated_revenue: self.monthly_estimated_revenue.map(NumberText::into_string),
            estimated_delivery_date: self.estimated_delivery_date,
            non_recurring: self.non_recurring,
            days_since_last_updated: self.days_since_last_updated.map(|days| days.to_string()),
        }
    }

    /// A whole deal.
    pub(super) fn into_deal(self, today: NaiveDate) -> Result<Deal, Faults> {
        self.into_raw().create(today)
    }

    /// What changes of one that is there.
    pub(super) fn into_changes(self, today: NaiveDate) -> Result<DealChanges, Faults> {
        self.into_raw().changes(today)
    }
}

/// A status of the catalogue.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"name": "On hold", "probability": 5, "closed": false}))]
pub(super) struct StatusBody {
    /// Its name; no two are the same without case.
    #[schema(required, nullable = false, max_length = 32)]
    name: Option<String>,
    /// How many of a hundred such deals are won.
    #[schema(required, nullable = false, minimum = 0, maximum = 100)]
    probability: Option<i64>,
    /// Whether a deal in it is decided.
    closed: Option<bool>,
}

/// The whole catalogue, in its order; or one status, to be changed or added.
#[derive(ToSchema)]
#[schema(example = json!([
    {"name": "New", "probability": 10, "closed": false},
    {"name": "Won", "probability": 100, "closed": true},
    {"name": "Lost", "probability": 0, "closed": true},
]))]
#[expect(dead_code, reason = "describes the body in the OpenAPI document; `OneOrMany` is what reads it")]
pub(super) struct StatusesBody(Vec<StatusBody>);

impl From<StatusBody> for RawStatus {
    fn from(body: StatusBody) -> Self {
        Self { name: body.name, probability: body.probability, closed: body.closed }
    }
}
