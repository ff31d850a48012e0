//! Request bodies.

use chrono::NaiveDate;
use frontdesk_core::{Edit, Faults, FirmId, NumberText};
use frontdesk_opportunities::deal::{Deal, DealChanges, RawDeal};
use frontdesk_opportunities::status::RawStatus;
use garde::Validate;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::openapi::unions::MoneyAmount;

/// An opportunity to create, or to replace another.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({
    "cid": 1, "opportunity_sales_group": "Majors", "opportunity_status": "Proposal",
    "monthly_estimated_revenue": "1250.00", "estimated_delivery_date": "2026-04-01",
    "non_recurring": "no", "days_since_last_updated": 3,
}))]
pub(super) struct OpportunityBody {
    /// The firm; without it, the one named elsewhere in the request, else the caller's own.
    #[schema(value_type = Option<i64>, minimum = 1)]
    pub(super) firm_id: Option<FirmId>,
    /// The customer.
    #[serde(default)]
    #[schema(value_type = i64, required, minimum = 1)]
    cid: Edit<i64>,
    /// The sales group.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    opportunity_sales_group: Edit<String>,
    /// The status; any text, preferably one of the catalogue. `New` when absent.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    opportunity_status: Edit<String>,
    /// Monthly revenue, or one-time revenue if it does not recur: 0 to 9999999999999999.99 with at most two decimals,
    /// as a string or a number.
    #[serde(default)]
    #[schema(value_type = Option<MoneyAmount>)]
    monthly_estimated_revenue: Edit<NumberText>,
    /// Start of the revenue, `YYYY-MM-DD`.
    #[serde(default)]
    #[schema(value_type = Option<NaiveDate>)]
    estimated_delivery_date: Edit<String>,
    /// Whether the revenue is one-time: `yes`, `y`, `true`, `t`, `1` and `x` mean yes.
    #[serde(default)]
    #[schema(value_type = Option<String>, max_length = 32)]
    non_recurring: Edit<String>,
    /// Days since the opportunity was last updated, stored as the resulting date. 0 when absent.
    #[serde(default)]
    #[schema(value_type = Option<i64>, minimum = 0)]
    days_since_last_updated: Edit<i64>,
}

/// Changes to an opportunity: an absent field keeps its value, null clears it or restores its default.
#[derive(ToSchema)]
#[schema(example = json!({"opportunity_status": "Won", "monthly_estimated_revenue": "1300.50"}))]
#[expect(
    dead_code,
    reason = "describes the patch in the OpenAPI document; `OpportunityBody` is what reads it"
)]
pub(super) struct PatchOpportunityBody {
    /// The firm; without it, the one named elsewhere in the request, else the caller's own.
    #[schema(minimum = 1)]
    firm_id: Option<i64>,
    /// The customer.
    #[schema(required = false, nullable = false, minimum = 1)]
    cid: Option<i64>,
    /// The sales group.
    #[schema(max_length = 32)]
    opportunity_sales_group: Option<String>,
    /// The status.
    #[schema(max_length = 32)]
    opportunity_status: Option<String>,
    /// The revenue, as a string or a number.
    #[schema(value_type = Option<MoneyAmount>)]
    monthly_estimated_revenue: Option<String>,
    /// Start of the revenue.
    estimated_delivery_date: Option<NaiveDate>,
    /// Whether the revenue is one-time.
    #[schema(max_length = 32)]
    non_recurring: Option<String>,
    /// Days since the opportunity was last updated.
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

    /// All fields; absent ones get their defaults.
    pub(super) fn into_deal(self, today: NaiveDate) -> Result<Deal, Faults> {
        self.into_raw().create(today)
    }

    /// The given fields only.
    pub(super) fn into_changes(self, today: NaiveDate) -> Result<DealChanges, Faults> {
        self.into_raw().changes(today)
    }
}

/// A status of the catalogue.
#[derive(Deserialize, Validate, ToSchema)]
#[garde(allow_unvalidated)]
#[schema(example = json!({"name": "On hold", "probability": 5, "closed": false}))]
pub(super) struct StatusBody {
    /// Its name, unique ignoring case.
    #[schema(required, nullable = false, max_length = 32)]
    name: Option<String>,
    /// Probability in percent that an opportunity in this status is won.
    #[schema(required, nullable = false, minimum = 0, maximum = 100)]
    probability: Option<i64>,
    /// Whether an opportunity in this status is closed.
    closed: Option<bool>,
}

/// The complete catalogue, in its order; or one status to change or add.
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
