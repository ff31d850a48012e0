//! Filters of opportunity lists.

use chrono::NaiveDate;
use frontdesk_core::CustomerId;
use frontdesk_opportunities::quality::Reason;
use frontdesk_storage::opportunities::{OpportunityFilter, QualityFilter};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::extract::{AnyOf, Text, Time, param};
use crate::http::extract::{AreaName, Day};
use crate::openapi::enums::QualityReason;

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct OpportunitiesQuery {
    /// Opportunities of this customer.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<i64>, minimum = 1, example = 1)]
    cid: Option<CustomerId>,
    /// Opportunities of customers in this area, ignoring case and white space.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, example = "France")]
    area: Option<AreaName>,
    /// Opportunities with this status, ignoring case, or with one of several, comma-separated.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 1024, example = "Proposal,Negotiation")]
    status: Option<AnyOf<Text>>,
    /// Opportunities of this sales group, ignoring case.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<String>, max_length = 128, example = "Majors")]
    sales_group: Option<Text>,
    /// Opportunities with delivery on this day or later.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<NaiveDate>, example = "2025-07-01")]
    delivery_from: Option<Day>,
    /// Opportunities with delivery on this day or earlier.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<NaiveDate>, example = "2026-06-30")]
    delivery_to: Option<Day>,
    /// Only opportunities changed at this time or later (RFC 3339).
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<DateTime<Utc>>, example = "2026-01-31T09:00:00Z")]
    updated_since: Option<Time>,
}

impl OpportunitiesQuery {
    pub(super) fn into_filter(self, today: NaiveDate) -> OpportunityFilter {
        OpportunityFilter {
            cid: self.cid,
            area: self.area.and_then(|area| area.0),
            status: self.status.unwrap_or_default().0.into_iter().map(Text::trimmed).collect(),
            updated_since: self.updated_since.map(|Time(time)| time),
            sales_group: self.sales_group.map(Text::trimmed),
            delivery_from: self.delivery_from.map(|Day(day)| day),
            delivery_to: self.delivery_to.map(|Day(day)| day),
            today,
        }
    }
}

#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(super) struct QualityQuery {
    /// Only findings with this reason.
    #[serde(default, deserialize_with = "param")]
    #[param(inline, value_type = Option<QualityReason>, example = "no_revenue")]
    reason: Option<Reason>,
    /// The reference day of the checks; today when absent.
    #[serde(default, deserialize_with = "param")]
    #[param(value_type = Option<NaiveDate>, example = "2026-01-31")]
    as_of: Option<Day>,
}

impl QualityQuery {
    pub(super) fn into_filter(self, today: NaiveDate) -> QualityFilter {
        QualityFilter { reason: self.reason, today: self.as_of.map_or(today, |Day(day)| day) }
    }
}
