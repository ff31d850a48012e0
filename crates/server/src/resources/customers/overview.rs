//! `/api/customers/{id}/overview`: all data of a customer in one answer.

use std::collections::BTreeMap;

use actix_web::http::StatusCode;
use chrono::{DateTime, Utc};
use frontdesk_core::CustomerId;
use frontdesk_requests::Status;
use frontdesk_storage::overview::{self, Happening, Overview, What};
use serde::Serialize;
use utoipa::ToSchema;

use super::not_found;
use super::view::CustomerView;
use crate::http::answer::Answer;
use crate::http::extract::Id;
use crate::http::firm::{FirmAccess, FirmParam};
use crate::http::problem::Problem;
use crate::openapi::enums::{CustomerEventKind, UserSyncStatus};
use crate::shared::counts::Counts;
use crate::state::AppState;

/// The statuses in the overview.
const SHOWN: [Status; 4] = [Status::Pending, Status::InProgress, Status::Completed, Status::Rejected];

/// Open opportunities.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OpenOpportunitiesView {
    /// Their number.
    open: i64,
    /// Their sum: monthly and one-time revenue.
    #[schema(example = "1250.00")]
    value: String,
}

/// Sync status with the CRM.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct CrmView {
    /// `pending`, `synced` or `failed`.
    #[schema(value_type = UserSyncStatus)]
    sync_status: &'static str,
    /// The id of the record in the CRM.
    #[schema(required)]
    crm_id: Option<String>,
    /// Why the last attempt failed, if it did.
    #[schema(required)]
    last_error: Option<String>,
    /// Attempts of the current or last push.
    attempts: u32,
    /// When it last changed.
    last_updated: DateTime<Utc>,
}

/// A recent event.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HappeningView {
    /// When it happened.
    at: DateTime<Utc>,
    /// `request_moved`, `opportunity_created`, `opportunity_changed` or `user_changed`.
    #[schema(value_type = CustomerEventKind)]
    kind: &'static str,
    /// The id of the request or opportunity, or the field of the user.
    id: String,
    /// The value before, if any.
    #[schema(required)]
    from: Option<String>,
    /// The value after: a status, or a field's value.
    #[schema(required)]
    to: Option<String>,
}

/// All data of one customer.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OverviewView {
    /// The record.
    customer: CustomerView,
    /// Interactions by channel: every channel of the firm, in alphabetical order.
    #[schema(value_type = BTreeMap<String, i64>, example = json!({"Bird": 0, "Call": 2, "Email": 1}))]
    interactions: Counts,
    /// Open opportunities.
    opportunities: OpenOpportunitiesView,
    /// Requests by status; archived ones by the status they had.
    requests: BTreeMap<&'static str, i64>,
    /// Sync status with the CRM; null for a customer that is not a user.
    #[schema(required)]
    crm: Option<CrmView>,
    /// The most recent events, latest first; at most 20.
    events: Vec<HappeningView>,
}

impl From<Happening> for HappeningView {
    fn from(Happening { at, what }: Happening) -> Self {
        match what {
            What::Request(event) => Self {
                at,
                kind: "request_moved",
                id: event.request.to_string(),
                from: event.step.from.map(|status| status.to_string()),
                to: Some(event.step.to.to_string()),
            },
            What::OpportunityCreated(deal) => {
                Self { at, kind: "opportunity_created", id: deal.oid.to_string(), from: None, to: None }
            }
            What::OpportunityChanged(deal) => Self {
                at,
                kind: "opportunity_changed",
                id: deal.oid.to_string(),
                from: None,
                to: Some(deal.deal.opportunity_status),
            },
            What::UserChanged(past) => Self {
                at,
                kind: "user_changed",
                id: past.change.field.as_str().to_owned(),
                from: Some(past.change.from),
                to: Some(past.change.to),
            },
        }
    }
}

impl From<Overview> for OverviewView {
    fn from(overview: Overview) -> Self {
        let count = |status: Status| overview.requests.get(&status).copied().unwrap_or(0);
        let requests = SHOWN.into_iter().map(|status| (status.as_str(), count(status))).collect();
        let crm = overview.user.map(|user| CrmView {
            sync_status: user.status.as_str(),
            crm_id: user.sync.crm_id,
            last_error: user.last_error,
            attempts: user.attempts,
            last_updated: user.updated_at,
        });
        Self {
            customer: overview.customer.into(),
            interactions: Counts(overview.interactions),
            opportunities: OpenOpportunitiesView {
                open: overview.open_opportunities,
                value: overview.open_value.to_string(),
            },
            requests,
            crm,
            events: overview.events.into_iter().map(HappeningView::from).collect(),
        }
    }
}

/// Returns all data of one customer in one answer.
///
/// The record, interactions by channel, open opportunities, requests by status, the sync status, and the last 20
/// events.
#[utoipa::path(get, path = "/api/customers/{id}/overview", tag = "Customers",
    params(("id" = i64, Path, description = "The customer's id.", minimum = 1, example = 1), FirmParam),
    responses((status = 200, description = "The overview.", body = OverviewView)))]
pub(super) async fn get_overview(
    state: AppState,
    firm: FirmAccess,
    id: Id<CustomerId>,
) -> Result<Answer, Problem> {
    let today = state.today();
    let overview = state.read_heavy(firm.0, move |scoped| overview::overview(scoped, *id, today)).await?;
    Answer::json(StatusCode::OK, &OverviewView::from(overview.ok_or_else(not_found)?))
}
