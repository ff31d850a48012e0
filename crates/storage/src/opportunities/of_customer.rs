//! The deals of one customer and the firm's statuses, in one query.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Date, Nullable, SmallInt, Text, Timestamp};
use frontdesk_core::CustomerId;
use frontdesk_opportunities::status::StatusCatalogue;

use super::rows::{Opportunity, OpportunityRow};
use super::statuses::{StatusRow, catalogue_of};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;

/// The most deals that are read: more than one customer has.
const MOST_DEALS: i64 = 10_000;

/// A status of the catalogue, or a deal: the columns of one of them are set.
#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = Nullable<Text>)]
    name: Option<String>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    probability: Option<i16>,
    #[diesel(sql_type = Nullable<Bool>)]
    closed: Option<bool>,
    #[diesel(sql_type = Nullable<Binary>)]
    oid: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Text>)]
    area_key: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    opportunity_sales_group: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    opportunity_status: Option<String>,
    #[diesel(sql_type = Nullable<BigInt>)]
    monthly_estimated_revenue: Option<i64>,
    #[diesel(sql_type = Nullable<Date>)]
    estimated_delivery_date: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    non_recurring: Option<String>,
    #[diesel(sql_type = Nullable<Date>)]
    last_updated_on: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<BigInt>)]
    version: Option<i64>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    created_at: Option<NaiveDateTime>,
    #[diesel(sql_type = Nullable<Timestamp>)]
    updated_at: Option<NaiveDateTime>,
}

/// The columns of a deal besides its id.
const DEAL: &str = "oid, area_key, opportunity_sales_group, opportunity_status, monthly_estimated_revenue, \
                    estimated_delivery_date, non_recurring, last_updated_on, version, created_at, updated_at";
/// The same number of NULLs.
const NO_DEAL: &str = "NULL AS oid, NULL AS area_key, NULL AS opportunity_sales_group, NULL AS opportunity_status, \
                       NULL AS monthly_estimated_revenue, NULL AS estimated_delivery_date, NULL AS non_recurring, \
                       NULL AS last_updated_on, NULL AS version, NULL AS created_at, NULL AS updated_at";

/// A customer's deals, oldest first, and the firm's catalogue of statuses.
pub(crate) fn of_customer(
    scoped: &mut Scoped<'_>,
    customer: CustomerId,
    today: NaiveDate,
) -> Result<(Vec<Opportunity>, StatusCatalogue), StorageError> {
    let firm_id = scoped.firm_id();
    let query = format!(
        "SELECT position AS id, name, probability, closed, {NO_DEAL}
         FROM opportunity_statuses WHERE firm_id = {firm_id}
         UNION ALL
         SELECT id, NULL AS name, NULL AS probability, NULL AS closed, {DEAL}
         FROM (SELECT id, {DEAL} FROM opportunities
               WHERE customer_id = {customer} AND firm_id = {firm_id} ORDER BY id LIMIT {MOST_DEALS}) AS deals"
    );
    let rows: Vec<Row> = diesel::sql_query(query).load(scoped.conn)?;
    let (mut statuses, mut deals) = (Vec::new(), Vec::with_capacity(rows.len()));
    for row in rows {
        match row.status(firm_id) {
            Some(status) => statuses.push(status),
            None => deals.push(row.into_deal(customer)?.into_opportunity(today)?),
        }
    }
    statuses.sort_unstable_by_key(|status| status.position);
    deals.sort_unstable_by_key(|deal| deal.id);
    Ok((deals, catalogue_of(statuses)?))
}

impl Row {
    /// The row as a status; `None` for a deal.
    fn status(&self, firm_id: i64) -> Option<StatusRow> {
        let position = i16::try_from(self.id).ok()?;
        let (name, probability, closed) = (self.name.clone()?, self.probability?, self.closed?);
        Some(StatusRow { firm_id, position, name, probability, closed })
    }

    fn into_deal(self, customer: CustomerId) -> Result<OpportunityRow, StorageError> {
        let id = self.id;
        let corrupt = |column| StorageError::Corrupt { table: "opportunities", column, id };
        Ok(OpportunityRow {
            id,
            oid: self.oid.ok_or_else(|| corrupt("oid"))?,
            customer_id: customer.get(),
            area_key: self.area_key,
            opportunity_sales_group: self.opportunity_sales_group,
            opportunity_status: self.opportunity_status.ok_or_else(|| corrupt("opportunity_status"))?,
            monthly_estimated_revenue: self.monthly_estimated_revenue,
            estimated_delivery_date: self.estimated_delivery_date,
            non_recurring: self.non_recurring,
            last_updated_on: self.last_updated_on.ok_or_else(|| corrupt("last_updated_on"))?,
            version: self.version.ok_or_else(|| corrupt("version"))?,
            created_at: self.created_at.ok_or_else(|| corrupt("created_at"))?,
            updated_at: self.updated_at.ok_or_else(|| corrupt("updated_at"))?,
        })
    }
}
