//! Response bodies.

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::Money;
use frontdesk_opportunities::oid::Oid;
use frontdesk_storage::SortField;
use frontdesk_storage::opportunities::{self, KnownStatus, Opportunity, QualityFinding};
use serde::Serialize;
use utoipa::ToSchema;

use super::{OPPORTUNITIES, STATUSES};
use crate::http::links::{Links, Origin};
use crate::http::resource::Resource;
use crate::openapi::enums::QualityReason;
use crate::shared::places::CUSTOMERS;

/// An opportunity.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "oid": "0198f6a27c5e7d3a9a416f0c2b8d1e55", "cid": 1, "opportunity_sales_group": "Majors",
    "opportunity_status": "Proposal", "monthly_estimated_revenue": "1250.00",
    "estimated_delivery_date": "2026-04-01", "non_recurring": null, "days_since_last_updated": 3,
    "created_at": "2026-01-31T09:00:00Z", "updated_at": "2026-01-31T09:00:00Z",
}))]
pub(super) struct OpportunityView {
    /// The opportunity's id.
    #[schema(value_type = String, pattern = "^[0-9a-f]{32}$")]
    oid: Oid,
    /// The customer.
    #[schema(minimum = 1)]
    cid: i64,
    /// The sales group.
    #[schema(required, max_length = 32)]
    opportunity_sales_group: Option<String>,
    /// The status.
    #[schema(max_length = 32)]
    opportunity_status: String,
    /// Monthly revenue, or one-time revenue if it does not recur.
    #[schema(value_type = Option<String>, required, pattern = r"^[0-9]+\.[0-9]{2}$")]
    monthly_estimated_revenue: Option<Money>,
    /// Start of the revenue.
    #[schema(required)]
    estimated_delivery_date: Option<NaiveDate>,
    /// Whether the revenue is one-time.
    #[schema(required, max_length = 32)]
    non_recurring: Option<String>,
    /// Days since the opportunity was last updated.
    #[schema(minimum = 0)]
    days_since_last_updated: i64,
    /// When the opportunity was created.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    id: i64,
}

impl From<Opportunity> for OpportunityView {
    fn from(stored: Opportunity) -> Self {
        Self {
            oid: stored.oid,
            cid: stored.deal.cid.get(),
            days_since_last_updated: stored.deal.days_since_last_updated(stored.today),
            opportunity_sales_group: stored.deal.opportunity_sales_group,
            opportunity_status: stored.deal.opportunity_status,
            monthly_estimated_revenue: stored.deal.monthly_estimated_revenue,
            estimated_delivery_date: stored.deal.estimated_delivery_date,
            non_recurring: stored.deal.non_recurring,
            created_at: stored.created_at,
            updated_at: stored.updated_at,
            id: stored.id,
        }
    }
}

impl Resource for OpportunityView {
    const PLURAL: &'static str = "opportunities";
    const SORTS: &'static [SortField] = opportunities::SORTS;

    fn position(&self) -> i64 {
        self.id
    }

    fn links(&self, origin: Origin) -> Links {
        let own = origin.href_of(&OPPORTUNITIES, self.oid);
        Links::to_self(own.clone())
            .with("collection", origin.href(&OPPORTUNITIES))
            .with("customer", origin.href_of(&CUSTOMERS, self.cid))
            .action("update", "PATCH", own.clone())
            .action("replace", "PUT", own.clone())
            .action("delete", "DELETE", own)
    }
}

/// A data defect that distorts the forecast.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QualityView {
    /// The opportunity.
    #[schema(value_type = String, pattern = "^[0-9a-f]{32}$", example = "0198f6a27c5e7d3a9a416f0c2b8d1e55")]
    oid: Oid,
    /// Its customer.
    #[schema(minimum = 1, example = 1)]
    cid: i64,
    /// The defect: `no_revenue`, `no_delivery_date`, `delivery_date_past`, `outside_fiscal_years_with_target`,
    /// `unknown_status`, `not_updated_for_30_days`, `customer_without_area` or `customer_deleted`.
    #[schema(value_type = QualityReason)]
    reason: &'static str,
    /// The defect as text.
    #[schema(example = "The deal has no estimated revenue.")]
    detail: String,
    #[serde(skip)]
    position: i64,
}

impl From<QualityFinding> for QualityView {
    fn from(found: QualityFinding) -> Self {
        Self {
            oid: found.oid,
            cid: found.cid.get(),
            reason: found.finding.reason.as_str(),
            detail: found.finding.detail,
            position: found.position,
        }
    }
}

impl Resource for QualityView {
    const PLURAL: &'static str = "findings";
    const SORTS: &'static [SortField] = opportunities::QUALITY_SORTS;

    fn position(&self) -> i64 {
        self.position
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("opportunity", origin.href_of(&OPPORTUNITIES, self.oid))
    }
}

/// A status of the catalogue.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct StatusView {
    /// Its name.
    #[schema(max_length = 32, example = "Proposal")]
    name: String,
    /// Probability in percent that an opportunity in this status is won.
    #[schema(minimum = 0, maximum = 100, example = 50)]
    probability: u8,
    /// Whether an opportunity in this status is closed.
    #[schema(example = false)]
    closed: bool,
    /// When it was added to the catalogue; for the default catalogue, when the firm was created.
    created_at: DateTime<Utc>,
    /// When it last changed.
    updated_at: DateTime<Utc>,
    #[serde(skip)]
    position: i64,
}

impl From<KnownStatus> for StatusView {
    fn from(known: KnownStatus) -> Self {
        Self {
            name: known.status.name,
            probability: known.status.probability,
            closed: known.status.closed,
            created_at: known.created_at,
            updated_at: known.updated_at,
            position: known.position,
        }
    }
}

impl Resource for StatusView {
    const PLURAL: &'static str = "statuses";
    const SORTS: &'static [SortField] = opportunities::STATUS_SORTS;

    fn position(&self) -> i64 {
        self.position
    }

    fn links(&self, origin: Origin) -> Links {
        Links::default().with("collection", origin.href(&STATUSES))
    }
}
