//! Reading deals.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::status::is_same_status;

use super::rows::{Opportunity, OpportunityRow};
use super::sums::count_all;
use crate::customers;
use crate::engine::connection::{MultiBackend, each};
use crate::engine::error::StorageError;
use crate::engine::order::{Slice, SortField, SortKind, in_slice};
use crate::engine::schema::opportunities;
use crate::engine::scope::Scoped;
use crate::engine::total::{Total, up_to_most};

/// Filter of a list of deals, and the reference day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpportunityFilter {
    /// Deals of this customer.
    pub cid: Option<CustomerId>,
    /// Deals of customers of this area.
    pub area: Option<AreaKey>,
    /// Deals with one of these statuses, case-insensitive; empty for all.
    pub status: Vec<String>,
    /// Deals of this sales group, case-insensitive.
    pub sales_group: Option<String>,
    /// With delivery on this day or later.
    pub delivery_from: Option<NaiveDate>,
    /// With delivery on this day or earlier.
    pub delivery_to: Option<NaiveDate>,
    /// Changed at this time or later.
    pub updated_since: Option<DateTime<Utc>>,
    /// The reference day for ages.
    pub today: NaiveDate,
}

impl OpportunityFilter {
    /// All deals, as of this day.
    pub fn all(today: NaiveDate) -> Self {
        Self {
            cid: None,
            area: None,
            status: Vec::new(),
            sales_group: None,
            delivery_from: None,
            delivery_to: None,
            updated_since: None,
            today,
        }
    }
}

/// The deal with this id.
///
/// # Errors
/// The database did not answer.
pub fn find(
    scoped: &mut Scoped<'_>,
    oid: Oid,
    today: NaiveDate,
) -> Result<Option<Opportunity>, StorageError> {
    find_row(scoped, oid)?.map(|row| row.into_opportunity(today)).transpose()
}

pub(super) fn find_row(scoped: &mut Scoped<'_>, oid: Oid) -> Result<Option<OpportunityRow>, StorageError> {
    let oid = oid.as_bytes().to_vec();
    Ok(each!(scoped.conn, conn => opportunities::table
        .of_firm(scoped.firm)
        .filter(opportunities::oid.eq(oid))
        .select(OpportunityRow::as_select())
        .get_result(conn)
        .optional()?))
}

/// Fields that lists of deals can be sorted by.
pub const SORTS: &[SortField] = &[
    SortField::ID,
    SortField::time("created_at", "opportunities.created_at"),
    SortField::time("updated_at", "opportunities.updated_at"),
    SortField::number("cid", "opportunities.customer_id"),
    SortField::text("opportunity_status", "opportunities.opportunity_status"),
    SortField::text("opportunity_sales_group", "COALESCE(opportunities.opportunity_sales_group, '')"),
    SortField::new(
        "monthly_estimated_revenue",
        SortKind::Money,
        "COALESCE(opportunities.monthly_estimated_revenue, -1)",
    ),
    SortField::new(
        "estimated_delivery_date",
        SortKind::Day,
        "COALESCE(opportunities.estimated_delivery_date, '0001-01-01')",
    ),
];

/// One page of the firm's deals.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &OpportunityFilter,
    slice: impl Into<Slice>,
) -> Result<Vec<Opportunity>, StorageError> {
    let matching = matching(scoped, filter)?;
    let rows: Vec<OpportunityRow> = in_slice!(matching, "opportunities.id", &slice.into())
        .select(OpportunityRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(|row| row.into_opportunity(filter.today)).collect()
}

/// The number of deals that match the filter.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &OpportunityFilter) -> Result<Total, StorageError> {
    if *filter == OpportunityFilter::all(filter.today) {
        return Ok(Total::Exactly(count_all(scoped)?));
    }
    let matching = matching(scoped, filter)?;
    Ok(up_to_most!(scoped.conn, matching, opportunities::id))
}

type Opportunities<'a> = diesel::dsl::IntoBoxed<'a, opportunities::table, MultiBackend>;

fn matching<'a>(
    scoped: &mut Scoped<'_>,
    filter: &OpportunityFilter,
) -> Result<Opportunities<'a>, StorageError> {
    let mut query = opportunities::table.of_firm(scoped.firm).into_boxed::<MultiBackend>();
    if let Some(cid) = filter.cid {
        query = query.filter(opportunities::customer_id.eq(cid.get()));
    }
    if let Some(area) = &filter.area {
        query = query.filter(opportunities::area_key.eq(area.as_str().to_owned()));
    }
    if !filter.status.is_empty() {
        let mut spellings = spellings(scoped, &filter.status)?;
        // A single status is compared with `=`, for the index that has its deals in order of id.
        query = match (spellings.pop(), spellings.is_empty()) {
            (Some(only), true) => query.filter(opportunities::opportunity_status.eq(only)),
            (last, _) => {
                spellings.extend(last);
                query.filter(opportunities::opportunity_status.eq_any(spellings))
            }
        };
    }
    if let Some(group) = &filter.sales_group {
        query =
            query.filter(opportunities::sales_group_folded.eq(customers::folded(group).unwrap_or_default()));
    }
    if let Some(day) = filter.delivery_from {
        query = query.filter(opportunities::estimated_delivery_date.ge(day));
    }
    if let Some(day) = filter.delivery_to {
        query = query.filter(opportunities::estimated_delivery_date.le(day));
    }
    if let Some(since) = filter.updated_since {
        query = query.filter(opportunities::updated_at.ge(since.naive_utc()));
    }
    Ok(query)
}

/// The firm's spellings of these statuses.
fn spellings(scoped: &mut Scoped<'_>, statuses: &[String]) -> Result<Vec<String>, StorageError> {
    let mut spellings = all_spellings(scoped)?;
    spellings.retain(|spelling| statuses.iter().any(|status| is_same_status(spelling, status)));
    Ok(spellings)
}

/// The statuses of the firm's deals as they are spelled, found by skipping through an index, independent of the number of
/// deals.
pub(super) fn all_spellings(scoped: &mut Scoped<'_>) -> Result<Vec<String>, StorageError> {
    let mut found: Vec<String> = Vec::new();
    while let Some(next) = next_status(scoped, found.last().map_or("", String::as_str))? {
        found.push(next);
    }
    Ok(found)
}

fn next_status(scoped: &mut Scoped<'_>, last: &str) -> Result<Option<String>, StorageError> {
    Ok(each!(scoped.conn, conn => opportunities::table
        .of_firm(scoped.firm)
        .filter(opportunities::opportunity_status.gt(last))
        .select(diesel::dsl::min(opportunities::opportunity_status))
        .get_result(conn)?))
}
