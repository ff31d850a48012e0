//! The deals that may have a finding, as conditions in SQL: valid deals are left to the database.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;
use frontdesk_core::FiscalYear;
use frontdesk_opportunities::quality::{Reason, STALE_AFTER_DAYS, Yardstick};

use super::list::all_spellings;
use crate::engine::connection::MultiBackend;
use crate::engine::error::StorageError;
use crate::engine::schema::{customers, opportunities};
use crate::engine::scope::Scoped;

const NO_REVENUE: &str = "COALESCE(opportunities.monthly_estimated_revenue, 0) = 0";
const NO_DELIVERY_DATE: &str = "opportunities.estimated_delivery_date IS NULL";
const WITHOUT_AREA: &str = "opportunities.area_key IS NULL";
const DELETED: &str = "customers.tombstone <> 0";

pub(super) type Deals<'a> =
    diesel::dsl::IntoBoxed<'a, diesel::dsl::InnerJoin<opportunities::table, customers::table>, MultiBackend>;

/// Conditions that hold for every deal with a finding, and for few others.
pub(super) struct Candidates {
    reason: Option<Reason>,
    /// The firm's spellings of the statuses that are in a forecast.
    counted: Vec<String>,
    open: Vec<String>,
    unknown: Vec<String>,
    past: String,
    stale: String,
    without_target: String,
}

impl Candidates {
    pub(super) fn load(
        scoped: &mut Scoped<'_>,
        reason: Option<Reason>,
        yardstick: &Yardstick,
    ) -> Result<Self, StorageError> {
        let spellings = all_spellings(scoped)?;
        let spellings_of = |is_wanted: &dyn Fn(&String) -> bool| -> Vec<String> {
            spellings.iter().filter(|spelling| is_wanted(spelling)).cloned().collect()
        };
        let standing = |spelling: &String| yardstick.catalogue.standing(spelling);
        Ok(Self {
            reason,
            counted: spellings_of(&|it| !standing(it).is_lost()),
            open: spellings_of(&|it| !standing(it).closed),
            unknown: spellings_of(&|it| !standing(it).known),
            past: format!("opportunities.estimated_delivery_date < '{}'", yardstick.today),
            stale: format!("opportunities.last_updated_on <= '{}'", last_stale_day(yardstick.today)),
            without_target: without_target(&yardstick.target_years),
        })
    }

    /// The firm's deals to be checked.
    pub(super) fn of_firm<'a>(&self, scoped: &Scoped<'_>) -> Deals<'a> {
        let deals = opportunities::table
            .of_firm(scoped.firm)
            .inner_join(customers::table)
            .into_boxed::<MultiBackend>()
            .filter(opportunities::opportunity_status.eq_any(self.counted.clone()));
        let is_open = opportunities::opportunity_status.eq_any(self.open.clone());
        let is_unknown = opportunities::opportunity_status.eq_any(self.unknown.clone());
        let Some(reason) = self.reason else {
            let always = [NO_REVENUE, NO_DELIVERY_DATE, WITHOUT_AREA, DELETED, self.without_target.as_str()];
            let always = sql::<Bool>(&format!("({})", always.join(" OR ")));
            let while_open = sql::<Bool>(&format!("({} OR {})", self.past, self.stale)).and(is_open);
            return deals.filter(always.or(while_open).or(is_unknown));
        };
        match reason {
            Reason::NoRevenue => deals.filter(sql::<Bool>(NO_REVENUE)),
            Reason::NoDeliveryDate => deals.filter(sql::<Bool>(NO_DELIVERY_DATE)),
            Reason::DeliveryDatePast => deals.filter(sql::<Bool>(&self.past)).filter(is_open),
            Reason::OutsideFiscalYearsWithTarget => deals.filter(sql::<Bool>(&self.without_target)),
            Reason::UnknownStatus => deals.filter(is_unknown),
            Reason::NotUpdatedFor30Days => deals.filter(sql::<Bool>(&self.stale)).filter(is_open),
            Reason::CustomerWithoutArea => deals.filter(sql::<Bool>(WITHOUT_AREA)),
            Reason::CustomerDeleted => deals.filter(sql::<Bool>(DELETED)),
            _ => deals,
        }
    }
}

fn last_stale_day(today: NaiveDate) -> NaiveDate {
    today.checked_sub_signed(TimeDelta::days(STALE_AFTER_DAYS)).unwrap_or(NaiveDate::MIN)
}

fn without_target(years: &BTreeSet<FiscalYear>) -> String {
    let outside = |year: &FiscalYear| {
        let (first, last) = (year.first_month().index(), year.last_month().index());
        format!(" AND opportunities.delivery_month NOT BETWEEN {first} AND {last}")
    };
    let outside: String = years.iter().map(outside).collect();
    format!("(opportunities.delivery_month IS NOT NULL{outside})")
}
