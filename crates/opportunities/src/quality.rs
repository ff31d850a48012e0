//! Data defects that distort a forecast.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use frontdesk_core::{FiscalYear, Money};

use crate::deal::Deal;
use crate::status::StatusCatalogue;

/// Days without an update after which a deal counts as stale.
pub const STALE_AFTER_DAYS: i64 = 30;

/// Why a deal distorts a forecast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Reason {
    /// It has no revenue, or a revenue of 0.
    NoRevenue,
    /// It has no delivery date.
    NoDeliveryDate,
    /// It is open, and its delivery date has passed.
    DeliveryDatePast,
    /// No area has a target for the fiscal year of its delivery.
    OutsideFiscalYearsWithTarget,
    /// Its status is not in the catalogue, so it counts with 0 %.
    UnknownStatus,
    /// It is open, and was not updated for 30 days or more.
    #[cfg_attr(feature = "serde", serde(rename = "not_updated_for_30_days"))]
    NotUpdatedFor30Days,
    /// Its customer belongs to no area.
    CustomerWithoutArea,
    /// Its customer was deleted.
    CustomerDeleted,
}

impl Reason {
    /// All reasons, in the order of findings.
    pub const ALL: [Self; 8] = [
        Self::NoRevenue,
        Self::NoDeliveryDate,
        Self::DeliveryDatePast,
        Self::OutsideFiscalYearsWithTarget,
        Self::UnknownStatus,
        Self::NotUpdatedFor30Days,
        Self::CustomerWithoutArea,
        Self::CustomerDeleted,
    ];

    /// The word for it in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NoRevenue => "no_revenue",
            Self::NoDeliveryDate => "no_delivery_date",
            Self::DeliveryDatePast => "delivery_date_past",
            Self::OutsideFiscalYearsWithTarget => "outside_fiscal_years_with_target",
            Self::UnknownStatus => "unknown_status",
            Self::NotUpdatedFor30Days => "not_updated_for_30_days",
            Self::CustomerWithoutArea => "customer_without_area",
            Self::CustomerDeleted => "customer_deleted",
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a [`Reason`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[error("must be one of {}", Reason::ALL.map(Reason::as_str).join(", "))]
pub struct UnknownReason;

impl FromStr for Reason {
    type Err = UnknownReason;

    fn from_str(text: &str) -> Result<Self, UnknownReason> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == text).ok_or(UnknownReason)
    }
}

/// A defect of a deal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Finding {
    /// What.
    pub reason: Reason,
    /// A description for users, with the values found.
    pub detail: String,
}

/// What is known of a deal's customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct CustomerState {
    /// Whether the customer belongs to an area.
    pub has_area: bool,
    /// Whether the customer was deleted.
    pub is_deleted: bool,
}

impl CustomerState {
    /// Sets [`Self::has_area`].
    #[must_use]
    pub fn area(mut self, has: bool) -> Self {
        self.has_area = has;
        self
    }

    /// Sets [`Self::is_deleted`].
    #[must_use]
    pub fn deleted(mut self, is: bool) -> Self {
        self.is_deleted = is;
        self
    }
}

/// The data that deals are checked against.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub struct Yardstick {
    /// The firm's status catalogue.
    pub catalogue: StatusCatalogue,
    /// The fiscal years for which some area has a target.
    pub target_years: BTreeSet<FiscalYear>,
    /// The day.
    pub today: NaiveDate,
}

impl Yardstick {
    /// Without targets.
    pub fn new(catalogue: StatusCatalogue, today: NaiveDate) -> Self {
        Self { catalogue, target_years: BTreeSet::new(), today }
    }

    /// Sets [`Self::target_years`].
    #[must_use]
    pub fn targets(mut self, years: impl IntoIterator<Item = FiscalYear>) -> Self {
        self.target_years = years.into_iter().collect();
        self
    }
}

/// Everything that is wrong with a deal. A lost deal is in no forecast and has no findings.
///
/// ```
/// use frontdesk_opportunities::deal::Deal;
/// use frontdesk_opportunities::quality::{CustomerState, Reason, Yardstick, findings};
/// use frontdesk_opportunities::status::StatusCatalogue;
///
/// let today = "2024-12-31".parse()?;
/// let catalogue = StatusCatalogue::default();
/// let yardstick = Yardstick::new(catalogue, today);
/// let customer = CustomerState::default().area(true);
/// let found = findings(&Deal::new("acme", today), customer, &yardstick);
/// let reasons: Vec<Reason> = found.iter().map(|finding| finding.reason).collect();
/// assert_eq!(reasons, [Reason::NoRevenue, Reason::NoDeliveryDate]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn findings<Id: fmt::Display>(
    deal: &Deal<Id>,
    customer: CustomerState,
    yardstick: &Yardstick,
) -> Vec<Finding> {
    let standing = yardstick.catalogue.standing(&deal.opportunity_status);
    if standing.is_lost() {
        return Vec::new();
    }
    let today = yardstick.today;
    let days = deal.days_since_last_updated(today);
    let mut found = Vec::new();
    let mut note = |reason, detail: String| found.push(Finding { reason, detail });
    match deal.monthly_estimated_revenue {
        None => note(Reason::NoRevenue, "The deal has no estimated revenue.".to_owned()),
        Some(Money::ZERO) => note(Reason::NoRevenue, "The estimated revenue is 0.00.".to_owned()),
        Some(_) => {}
    }
    match deal.estimated_delivery_date {
        None => note(Reason::NoDeliveryDate, "The deal has no estimated delivery date.".to_owned()),
        Some(date) => {
            if date < today && !standing.closed {
                note(
                    Reason::DeliveryDatePast,
                    format!("Delivery was due on {date}, and the deal is still open."),
                );
            }
            let year = FiscalYear::of(date);
            if !yardstick.target_years.contains(&year) {
                note(
                    Reason::OutsideFiscalYearsWithTarget,
                    format!("Delivery on {date} falls into FY{year}, for which there is no target."),
                );
            }
        }
    }
    if !standing.known {
        note(
            Reason::UnknownStatus,
            format!("The status {:?} is not in the catalogue and counts with 0 %.", deal.opportunity_status),
        );
    }
    if days >= STALE_AFTER_DAYS && !standing.closed {
        note(Reason::NotUpdatedFor30Days, format!("The deal was last updated {days} days ago."));
    }
    if !customer.has_area {
        note(Reason::CustomerWithoutArea, format!("Customer {} belongs to no area.", deal.cid));
    }
    if customer.is_deleted {
        note(Reason::CustomerDeleted, format!("Customer {} was deleted.", deal.cid));
    }
    found
}

#[cfg(test)]
mod tests {
    use frontdesk_core::parse_day;

    use super::*;

    const SOUND: CustomerState = CustomerState { has_area: true, is_deleted: false };

    fn yardstick() -> Yardstick {
        Yardstick {
            catalogue: StatusCatalogue::default(),
            target_years: BTreeSet::from(["2025".parse().expect("a year")]),
            today: parse_day("2024-12-31").expect("a day"),
        }
    }

    fn sound() -> Deal {
        let today = yardstick().today;
        Deal {
            monthly_estimated_revenue: Some(Money::from_minor_units(1)),
            estimated_delivery_date: Some(today),
            ..Deal::new(1.try_into().expect("an id"), today)
        }
    }

    fn reasons(deal: &Deal, customer: CustomerState) -> Vec<Reason> {
        findings(deal, customer, &yardstick()).into_iter().map(|finding| finding.reason).collect()
    }

    #[test]
    fn a_valid_deal_has_no_findings_and_each_defect_is_found() {
        assert_eq!(reasons(&sound(), SOUND), []);
        let day = |text| parse_day(text).expect("a day");
        let cases = [
            (Deal { monthly_estimated_revenue: None, ..sound() }, vec![Reason::NoRevenue]),
            (Deal { monthly_estimated_revenue: Some(Money::ZERO), ..sound() }, vec![Reason::NoRevenue]),
            (Deal { estimated_delivery_date: None, ..sound() }, vec![Reason::NoDeliveryDate]),
            (
                Deal { estimated_delivery_date: Some(day("2024-12-30")), ..sound() },
                vec![Reason::DeliveryDatePast],
            ),
            (
                Deal { estimated_delivery_date: Some(day("2025-07-01")), ..sound() },
                vec![Reason::OutsideFiscalYearsWithTarget],
            ),
            (Deal { opportunity_status: "On hold".to_owned(), ..sound() }, vec![Reason::UnknownStatus]),
            (Deal { last_updated_on: day("2024-12-02"), ..sound() }, vec![]),
            (Deal { last_updated_on: day("2024-12-01"), ..sound() }, vec![Reason::NotUpdatedFor30Days]),
        ];
        for (deal, expected) in cases {
            assert_eq!(reasons(&deal, SOUND), expected, "{deal:?}");
        }
        let gone = CustomerState { has_area: false, is_deleted: true };
        assert_eq!(reasons(&sound(), gone), [Reason::CustomerWithoutArea, Reason::CustomerDeleted]);
    }

    #[test]
    fn a_won_deal_may_be_old_and_a_lost_one_is_in_no_forecast() {
        let past = parse_day("2024-07-01").expect("a day");
        let won = Deal {
            opportunity_status: "Won".to_owned(),
            estimated_delivery_date: Some(past),
            last_updated_on: past,
            ..sound()
        };
        assert_eq!(reasons(&won, SOUND), []);
        let lost = Deal { opportunity_status: "Lost".to_owned(), monthly_estimated_revenue: None, ..won };
        assert_eq!(reasons(&lost, CustomerState { has_area: false, is_deleted: true }), []);
    }

    #[test]
    fn every_reason_has_a_word() {
        for reason in Reason::ALL {
            assert_eq!(reason.as_str().parse(), Ok(reason));
        }
        assert_eq!("".parse::<Reason>(), Err(UnknownReason));
    }
}
