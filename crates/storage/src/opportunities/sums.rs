//! The firm's deals summed by all that a forecast groups them by: kept in the transactions that write deals.

use std::collections::BTreeMap;

use diesel::prelude::*;
use frontdesk_core::{Money, Month};
use frontdesk_opportunities::area::{Area, AreaKey};
use frontdesk_opportunities::deal::Deal;
use frontdesk_opportunities::forecast::Slice;

use crate::engine::connection::{AnyConnection, each};
use crate::engine::error::StorageError;
use crate::engine::kept_count::add_up;
use crate::engine::schema::deal_sums;
use crate::engine::scope::Scoped;

/// Revenue is summed in two parts, as the sum of a few large amounts exceeds 64 bits.
const PART: i64 = 1_000_000_000;
/// The month of deals without a delivery date.
const NO_MONTH: i32 = -1;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Group {
    /// Empty for customers without an area.
    area_key: String,
    status: String,
    is_one_off: bool,
    delivery_month: i32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Sum {
    deals: i32,
    parts: i64,
    rest: i64,
}

/// By how much the sums are to change.
#[derive(Debug, Default)]
pub(super) struct SumChanges(BTreeMap<Group, Sum>);

#[derive(Insertable)]
#[diesel(table_name = deal_sums)]
struct SumRow<'a> {
    firm_id: i64,
    area_key: &'a str,
    opportunity_status: &'a str,
    is_one_off: bool,
    delivery_month: i32,
    deals: i32,
    revenue_parts: i64,
    revenue_rest: i64,
}

/// A deal and the area of its customer.
pub(super) type Counted<'a> = (&'a Deal, Option<&'a AreaKey>);

/// Counts a deal as it is after a change, and no longer as it was before.
pub(super) fn count(
    scoped: &mut Scoped<'_>,
    before: Option<Counted<'_>>,
    after: Option<Counted<'_>>,
) -> Result<(), StorageError> {
    let mut changes = SumChanges::default();
    changes.count(before, after)?;
    changes.write(scoped)
}

impl SumChanges {
    /// Counts a deal of many, see [`count`].
    pub(super) fn count(
        &mut self,
        before: Option<Counted<'_>>,
        after: Option<Counted<'_>>,
    ) -> Result<(), StorageError> {
        for (counted, by) in [(before, -1), (after, 1)] {
            if let Some((deal, area)) = counted {
                self.change(deal, area, by)?;
            }
        }
        Ok(())
    }

    fn change(&mut self, deal: &Deal, area: Option<&AreaKey>, by: i32) -> Result<(), StorageError> {
        let cents = deal.monthly_estimated_revenue.map_or(0, |money| money.minor_units());
        let column = "monthly_estimated_revenue";
        let unfit = StorageError::Corrupt { table: "opportunities", column, id: deal.cid.get() };
        let cents = i64::try_from(cents).map_err(|_| unfit)?;
        let group = Group {
            area_key: area.map(|key| key.as_str().to_owned()).unwrap_or_default(),
            status: deal.opportunity_status.clone(),
            is_one_off: deal.is_one_off(),
            delivery_month: deal.delivery_month().map_or(NO_MONTH, |month| month.index()),
        };
        let sum = self.0.entry(group).or_default();
        sum.deals += by;
        sum.parts += i64::from(by) * (cents / PART);
        sum.rest += i64::from(by) * (cents % PART);
        Ok(())
    }

    /// Writes the changes in a fixed order, so that concurrent changes of the same sums wait and do not deadlock.
    pub(super) fn write(self, scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
        for (group, sum) in self.0.iter().filter(|(_, sum)| **sum != Sum::default()) {
            let row = SumRow {
                firm_id: scoped.firm_id(),
                area_key: &group.area_key,
                opportunity_status: &group.status,
                is_one_off: group.is_one_off,
                delivery_month: group.delivery_month,
                deals: sum.deals,
                revenue_parts: sum.parts,
                revenue_rest: sum.rest,
            };
            add_up!(
                scoped.conn,
                deal_sums,
                &row,
                deals: Integer,
                revenue_parts: BigInt,
                revenue_rest: BigInt,
            );
        }
        Ok(())
    }
}

type Stored = (String, String, bool, i32, i32, i64, i64);

/// The kept sums, for a forecast; groups whose deals are gone are left out.
pub(crate) fn sums(scoped: &mut Scoped<'_>) -> Result<Vec<Slice>, StorageError> {
    let rows: Vec<Stored> = each!(scoped.conn, conn => deal_sums::table
        .of_firm(scoped.firm)
        .filter(deal_sums::deals.ne(0))
        .order((
            deal_sums::area_key,
            deal_sums::opportunity_status,
            deal_sums::is_one_off,
            deal_sums::delivery_month,
        ))
        .select((
            deal_sums::area_key,
            deal_sums::opportunity_status,
            deal_sums::is_one_off,
            deal_sums::delivery_month,
            deal_sums::deals,
            deal_sums::revenue_parts,
            deal_sums::revenue_rest,
        ))
        .load(conn)?);
    Ok(rows.into_iter().map(into_slice).collect())
}

fn into_slice((area_key, status, one_off, month, deals, parts, rest): Stored) -> Slice {
    let area_key = Some(area_key).filter(|key| !key.is_empty());
    Slice {
        area: area_key.map(|key| Area::of_key(AreaKey::from_stored(key))),
        status,
        one_off,
        delivery_month: Month::from_index(month),
        revenue: Money::from_minor_units(i128::from(parts) * i128::from(PART) + i128::from(rest)),
        deals: u64::from(deals.unsigned_abs()),
    }
}

/// The number of the firm's deals.
pub(super) fn count_all(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    let deals: Option<i64> = each!(scoped.conn, conn => deal_sums::table
        .of_firm(scoped.firm)
        .select(diesel::dsl::sum(deal_sums::deals))
        .get_result(conn)?);
    Ok(deals.unwrap_or_default())
}

/// Sums all deals of the firm anew, after their keys have changed.
pub(crate) fn recount(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    diesel::delete(deal_sums::table.of_firm(scoped.firm)).execute(scoped.conn)?;
    let (divide, integer) = match &*scoped.conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(_) => ("/", "INTEGER"),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(_) => ("/", "BIGINT"),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(_) => ("DIV", "SIGNED"),
    };
    // Only the firm's number and constants.
    let query = format!(
        "INSERT INTO deal_sums (firm_id, area_key, opportunity_status, is_one_off, delivery_month, deals,
           revenue_parts, revenue_rest)
         SELECT firm_id, COALESCE(area_key, ''), opportunity_status, is_one_off, COALESCE(delivery_month, {NO_MONTH}),
           COUNT(*), CAST(SUM(COALESCE(monthly_estimated_revenue, 0) {divide} {PART}) AS {integer}),
           CAST(SUM(COALESCE(monthly_estimated_revenue, 0) % {PART}) AS {integer})
         FROM opportunities WHERE firm_id = {}
         GROUP BY firm_id, COALESCE(area_key, ''), opportunity_status, is_one_off, COALESCE(delivery_month, {NO_MONTH})",
        scoped.firm_id()
    );
    diesel::sql_query(query).execute(scoped.conn)?;
    Ok(())
}
