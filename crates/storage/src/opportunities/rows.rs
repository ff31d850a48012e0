//! Rows of the table of deals.

use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use diesel::prelude::*;
use frontdesk_core::Money;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::deal::Deal;
use frontdesk_opportunities::oid::Oid;

use crate::customers;
use crate::engine::error::StorageError;
use crate::engine::schema::opportunities;

/// A deal as it is stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opportunity {
    /// Its position in lists.
    pub id: i64,
    /// The id for callers.
    pub oid: Oid,
    /// Its content.
    pub deal: Deal,
    /// Incremented with each change of the record.
    pub version: i64,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    /// The reference day of the request, for ages.
    pub today: NaiveDate,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = opportunities)]
pub(super) struct OpportunityRow {
    pub(super) id: i64,
    pub(super) oid: Vec<u8>,
    pub(super) customer_id: i64,
    pub(super) area_key: Option<String>,
    pub(super) opportunity_sales_group: Option<String>,
    pub(super) opportunity_status: String,
    pub(super) monthly_estimated_revenue: Option<i64>,
    pub(super) estimated_delivery_date: Option<NaiveDate>,
    pub(super) non_recurring: Option<String>,
    pub(super) last_updated_on: NaiveDate,
    pub(super) version: i64,
    pub(super) created_at: NaiveDateTime,
    pub(super) updated_at: NaiveDateTime,
}

impl OpportunityRow {
    pub(super) fn into_opportunity(self, today: NaiveDate) -> Result<Opportunity, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "opportunities", column, id };
        let deal = Deal {
            cid: self.customer_id.try_into().map_err(|_| corrupt("customer_id"))?,
            opportunity_sales_group: self.opportunity_sales_group,
            opportunity_status: self.opportunity_status,
            monthly_estimated_revenue: self
                .monthly_estimated_revenue
                .map(|cents| Money::from_minor_units(cents.into())),
            estimated_delivery_date: self.estimated_delivery_date,
            non_recurring: self.non_recurring,
            last_updated_on: self.last_updated_on,
        };
        let oid = Oid::from_bytes(self.oid.try_into().map_err(|_| corrupt("oid"))?);
        Ok(Opportunity {
            id,
            oid,
            deal,
            version: self.version,
            created_at: self.created_at.and_utc(),
            updated_at: self.updated_at.and_utc(),
            today,
        })
    }
}

/// The columns of a new or changed deal. Derived columns are computed here and nowhere else.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = opportunities, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct DealColumns {
    customer_id: i64,
    area_key: Option<String>,
    opportunity_sales_group: Option<String>,
    opportunity_status: String,
    monthly_estimated_revenue: Option<i64>,
    estimated_delivery_date: Option<NaiveDate>,
    delivery_month: Option<i32>,
    non_recurring: Option<String>,
    is_one_off: bool,
    last_updated_on: NaiveDate,
    version: i64,
    updated_at: NaiveDateTime,
    sales_group_folded: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = opportunities)]
pub(super) struct NewOpportunityRow {
    pub(super) firm_id: i64,
    pub(super) oid: Vec<u8>,
    pub(super) created_at: NaiveDateTime,
    #[diesel(embed)]
    pub(super) deal: DealColumns,
}

impl DealColumns {
    pub(super) fn new(
        deal: &Deal,
        area: Option<&AreaKey>,
        version: i64,
        now: NaiveDateTime,
    ) -> Result<Self, StorageError> {
        let id = deal.cid.get();
        let unfit = StorageError::Corrupt { table: "opportunities", column: "monthly_estimated_revenue", id };
        let revenue = deal.monthly_estimated_revenue.map(|money| i64::try_from(money.minor_units()));
        Ok(Self {
            customer_id: id,
            area_key: area.map(|key| key.as_str().to_owned()),
            opportunity_sales_group: deal.opportunity_sales_group.clone(),
            opportunity_status: deal.opportunity_status.clone(),
            monthly_estimated_revenue: revenue.transpose().map_err(|_| unfit)?,
            estimated_delivery_date: deal.estimated_delivery_date,
            delivery_month: deal.delivery_month().map(|month| month.index()),
            non_recurring: deal.non_recurring.clone(),
            is_one_off: deal.is_one_off(),
            last_updated_on: deal.last_updated_on,
            version,
            updated_at: now,
            sales_group_folded: deal.opportunity_sales_group.as_deref().and_then(customers::folded),
        })
    }
}
