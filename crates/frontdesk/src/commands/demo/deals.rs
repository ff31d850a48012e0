//! Deals with the accounts, what their areas earned and what they are to earn.

use std::fmt::Write;

use chrono::NaiveDate;
use frontdesk_core::{FiscalYear, Month};

use super::dice::Dice;

/// How many there are.
const DEALS: u64 = 2_000;

const STATUSES: [&str; 20] = [
    "New",
    "New",
    "New",
    "New",
    "Qualified",
    "Qualified",
    "Qualified",
    "Qualified",
    "Proposal",
    "Proposal",
    "Proposal",
    "Negotiation",
    "Negotiation",
    "Won",
    "Won",
    "Won",
    "Won",
    "Lost",
    "Lost",
    "Lost",
];
const GROUPS: [&str; 4] = ["Majors", "Growth", "Partners", "Public"];
/// Areas, and what a good month brings them, in whole hundreds.
const AREAS: [(&str, u64); 5] =
    [("France", 5_200), ("Germany", 6_100), ("Switzerland", 3_400), ("Netherlands", 2_600), ("UK", 4_800)];

/// The deals, a CSV file: (number, id) of the accounts that they are with. Here and there something is missing, late
/// or odd, so that there is something to find.
pub(super) fn opportunities(ids: &[(u64, i64)], firm: i64, today: NaiveDate) -> String {
    let mut text = String::from(
        "CID,OID,opportunity_sales_group,opportunity_status,monthly_estimated_revenue,estimated_delivery_date,\
         non_recurring,days_since_last_updated\n",
    );
    for number in 1..=DEALS {
        let mut dice = Dice::of(4, number);
        let place = usize::try_from(dice.below(ids.len() as u64)).unwrap_or_default();
        let Some((_, cid)) = ids.get(place) else { continue };
        let oid = (u128::from(firm.unsigned_abs()) << 64) | 0xDE30_0000_0000_0000 | u128::from(number);
        let status = if dice.once_in(60) { "Waiting for budget" } else { dice.pick(&STATUSES) };
        let whole = (dice.below(40) + 1) * (dice.below(60) + 5);
        let revenue =
            if dice.once_in(50) { String::new() } else { format!("{whole}.{:02}", dice.below(100)) };
        let delivery = if dice.once_in(40) { String::new() } else { delivery(&mut dice, today) };
        let once = if dice.once_in(3) { "yes" } else { "no" };
        let days = if dice.once_in(12) { 30 + dice.below(90) } else { dice.below(30) };
        let group = dice.pick(&GROUPS);
        // Writing into a string does not fail.
        let _ = writeln!(text, "{cid},{oid:032x},{group},{status},{revenue},{delivery},{once},{days}");
    }
    text
}

/// A day of the fiscal year before, this one, or the first half of the next.
fn delivery(dice: &mut Dice, today: NaiveDate) -> String {
    let first = FiscalYear::of(today).first_month().later(-12);
    let month = first.later(i32::try_from(dice.below(30)).unwrap_or_default());
    format!("{month}-{:02}", dice.below(28) + 1)
}

/// What each area earned in the months of the last fiscal year and of this one that are over.
pub(super) fn actuals(today: NaiveDate) -> String {
    let this = FiscalYear::of(today);
    let mut text = String::from("Area,Month,Amount\n");
    for (place, (area, hundreds)) in (0..).zip(AREAS) {
        let months = (-12..12).map(|months| this.first_month().later(months));
        for month in months.filter(|month| month.has_ended_by(today)) {
            let amount = amount_of(place, month, hundreds);
            // Writing into a string does not fail.
            let _ = writeln!(text, "{area},{month},{amount}");
        }
    }
    text
}

fn amount_of(place: u64, month: Month, hundreds: u64) -> String {
    let mut dice = Dice::of(5 + place, u64::from(month.index().unsigned_abs()));
    // Eight to twelve tenths of a good month.
    let whole = hundreds * 10 * (8 + dice.below(5)) + dice.below(1_000);
    format!("{whole}.{:02}", dice.below(100))
}

/// What each area is to earn in the last fiscal year and in this one.
pub(super) fn targets(today: NaiveDate) -> String {
    let this = i64::from(FiscalYear::of(today).get());
    let mut text = String::from("Area,Fiscal_Year,Amount\n");
    for (area, hundreds) in AREAS {
        for (year, growth) in [(this - 1, 100), (this, 108)] {
            // Writing into a string does not fail.
            let _ = writeln!(text, "{area},{year},{}.00", hundreds * 12 * growth);
        }
    }
    text
}
