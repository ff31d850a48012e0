//! Looking deals up.

use chrono::NaiveDate;
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::status::is_same_status;

use super::rows::{Opportunity, OpportunityRow};
use crate::connection::{MultiBackend, each};
use crate::error::StorageError;
use crate::schema::opportunities;
use crate::scope::{Page, Scoped};

/// Which deals a list holds, and the day on which it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpportunityFilter {
    /// Deals of this customer.
    pub cid: Option<CustomerId>,
    /// Deals of customers of this area.
    pub area: Option<AreaKey>,
    /// Deals with this status, without case.
    pub status: Option<String>,
    /// Deals that exactly this group sells.
    pub sales_group: Option<String>,
    /// Delivered on this day or later.
    pub delivery_from: Option<NaiveDate>,
    /// Delivered on this day or earlier.
    pub delivery_to: Option<NaiveDate>,
    /// The day from which days are counted back.
    pub today: NaiveDate,
}

impl OpportunityFilter {
    /// All deals, as of a day.
    pub fn all(today: NaiveDate) -> Self {
        Self {
            cid: None,
            area: None,
            status: None,
            sales_group: None,
            delivery_from: None,
            delivery_to: None,
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
    let (firm, oid) = (scoped.firm_id(), oid.as_bytes().to_vec());
    Ok(each!(scoped.conn, conn => opportunities::table
        .filter(opportunities::oid.eq(oid))
        .filter(opportunities::firm_id.eq(firm))
        .select(OpportunityRow::as_select())
        .get_result(conn)
        .optional()?))
}

/// A page of the firm's deals, oldest first.
///
/// # Errors
/// The database did not answer.
pub fn list(
    scoped: &mut Scoped<'_>,
    filter: &OpportunityFilter,
    page: Page,
) -> Result<Vec<Opportunity>, StorageError> {
    let rows: Vec<OpportunityRow> = matching(scoped, filter)?
        .filter(opportunities::id.gt(page.after.unwrap_or(0)))
        .order(opportunities::id)
        .limit(page.limit)
        .select(OpportunityRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(|row| row.into_opportunity(filter.today)).collect()
}

/// How many deals a list holds in all.
///
/// # Errors
/// The database did not answer.
pub fn count(scoped: &mut Scoped<'_>, filter: &OpportunityFilter) -> Result<i64, StorageError> {
    Ok(matching(scoped, filter)?.count().get_result(scoped.conn)?)
}

type Opportunities<'a> = diesel::dsl::IntoBoxed<'a, opportunities::table, MultiBackend>;

fn matching<'a>(
    scoped: &mut Scoped<'_>,
    filter: &OpportunityFilter,
) -> Result<Opportunities<'a>, StorageError> {
    let mut query =
        opportunities::table.into_boxed::<MultiBackend>().filter(opportunities::firm_id.eq(scoped.firm_id()));
    if let Some(cid) = filter.cid {
        query = query.filter(opportunities::customer_id.eq(cid.get()));
    }
    if let Some(area) = &filter.area {
        query = query.filter(opportunities::area_key.eq(area.as_str().to_owned()));
    }
    if let Some(status) = &filter.status {
        query = query.filter(opportunities::opportunity_status.eq_any(spellings(scoped, status)?));
    }
    if let Some(group) = &filter.sales_group {
        query = query.filter(opportunities::opportunity_sales_group.eq(group.clone()));
    }
    if let Some(day) = filter.delivery_from {
        query = query.filter(opportunities::estimated_delivery_date.ge(day));
    }
    if let Some(day) = filter.delivery_to {
        query = query.filter(opportunities::estimated_delivery_date.le(day));
    }
    Ok(query)
}

/// How the firm's deals write a status, read from an index alone.
fn spellings(scoped: &mut Scoped<'_>, status: &str) -> Result<Vec<String>, StorageError> {
    let written: Vec<String> = opportunities::table
        .filter(opportunities::firm_id.eq(scoped.firm_id()))
        .select(opportunities::opportunity_status)
        .distinct()
        .load(scoped.conn)?;
    Ok(written.into_iter().filter(|written| is_same_status(written, status)).collect())
}
