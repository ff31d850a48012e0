//! A deal and its parsing.

use std::fmt;

use chrono::{NaiveDate, TimeDelta};
use frontdesk_core::{
    CustomerId, Edit, Fault, Faults, Fields, Money, Month, filled, parse_day, says_nothing,
};

use crate::short_text::short_text;
use crate::status::FIRST_STATUS;

/// Values of `non_recurring` that mean yes.
const YES: [&str; 6] = ["yes", "y", "true", "t", "1", "x"];

/// A deal with one customer. The API calls it an opportunity. Customer ids may be of any type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Deal<Id = CustomerId> {
    /// The customer.
    pub cid: Id,
    /// The sales group in charge.
    pub opportunity_sales_group: Option<String>,
    /// The status: any text; the catalogue defines its probability.
    pub opportunity_status: String,
    /// The revenue per month, or the whole revenue if it does not recur.
    pub monthly_estimated_revenue: Option<Money>,
    /// The expected start of revenue.
    pub estimated_delivery_date: Option<NaiveDate>,
    /// Whether it is a one-off, in the words of its source.
    pub non_recurring: Option<String>,
    /// The day of the last update.
    pub last_updated_on: NaiveDate,
}

impl<Id> Deal<Id> {
    /// A deal with only a customer.
    pub fn new(cid: Id, today: NaiveDate) -> Self {
        Self {
            cid,
            opportunity_sales_group: None,
            opportunity_status: FIRST_STATUS.to_owned(),
            monthly_estimated_revenue: None,
            estimated_delivery_date: None,
            non_recurring: None,
            last_updated_on: today,
        }
    }

    /// Whether the revenue is a one-off instead of monthly: `non_recurring` is `yes`, `y`, `true`, `t`, `1` or `x`,
    /// case-insensitive.
    pub fn is_one_off(&self) -> bool {
        let says = |text: &String| YES.iter().any(|yes| yes.eq_ignore_ascii_case(text.trim()));
        self.non_recurring.as_ref().is_some_and(says)
    }

    /// The month of delivery.
    pub fn delivery_month(&self) -> Option<Month> {
        self.estimated_delivery_date.map(Month::of)
    }

    /// Days between the last update and `today`; 0 when the update is in the future.
    pub fn days_since_last_updated(&self, today: NaiveDate) -> i64 {
        (today - self.last_updated_on).num_days().max(0)
    }
}

/// An unchecked deal payload or row. Empty text counts as null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct RawDeal {
    /// The customer. Required for a new deal.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub cid: Edit<String>,
    /// At most 32 characters.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub opportunity_sales_group: Edit<String>,
    /// At most 32 characters.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub opportunity_status: Edit<String>,
    /// An amount with at most two decimals.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub monthly_estimated_revenue: Edit<String>,
    /// `YYYY-MM-DD`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub estimated_delivery_date: Edit<String>,
    /// At most 32 characters.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub non_recurring: Edit<String>,
    /// Days, not negative.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub days_since_last_updated: Edit<String>,
}

/// Changes to a deal; `None` leaves a field unchanged.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(default))]
pub struct DealChanges {
    /// The customer.
    pub cid: Option<CustomerId>,
    /// The sales group in charge.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub opportunity_sales_group: Edit<String>,
    /// The status.
    pub opportunity_status: Option<String>,
    /// The revenue.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub monthly_estimated_revenue: Edit<Money>,
    /// The expected start of revenue.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub estimated_delivery_date: Edit<NaiveDate>,
    /// Whether it is a one-off.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Edit::is_keep"))]
    pub non_recurring: Edit<String>,
    /// The day of the last update.
    pub last_updated_on: Option<NaiveDate>,
}

impl RawDeal {
    /// A whole deal; absent fields have their defaults.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use frontdesk_core::Edit;
    /// use frontdesk_opportunities::deal::RawDeal;
    ///
    /// let today = NaiveDate::from_ymd_opt(2024, 12, 31).ok_or("no such day")?;
    /// let raw = RawDeal {
    ///     cid: Edit::Set("7".to_owned()),
    ///     days_since_last_updated: Edit::Set("30".to_owned()),
    ///     ..RawDeal::default()
    /// };
    /// let deal = raw.create(today)?;
    /// assert_eq!((deal.opportunity_status.as_str(), deal.days_since_last_updated(today)), ("New", 30));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// All faults at once, under the field's name.
    pub fn create(self, today: NaiveDate) -> Result<Deal, Faults> {
        let mut fields = Fields::default();
        let cid = fields.required("cid", filled(text_of(&self.cid)), |text| text.parse::<CustomerId>());
        let changes = self.read(&mut fields, today);
        fields.finish(|| {
            let mut deal = Deal::new(cid?, today);
            changes.apply_but_cid(&mut deal);
            Ok(deal)
        })
    }

    /// A whole deal of a known customer, with an id of any type; `cid` of the payload is ignored.
    ///
    /// # Errors
    /// All faults at once, under the field's name.
    pub fn create_for<Id>(self, customer: Id, today: NaiveDate) -> Result<Deal<Id>, Faults> {
        let mut fields = Fields::default();
        let changes = self.read(&mut fields, today);
        let mut deal = Deal::new(customer, today);
        changes.apply_but_cid(&mut deal);
        fields.finish(|| Ok(deal))
    }

    /// The changes to an existing deal. Null clears a field, or resets it to its default.
    ///
    /// # Errors
    /// All faults at once, under the field's name.
    pub fn changes(self, today: NaiveDate) -> Result<DealChanges, Faults> {
        let mut fields = Fields::default();
        let cid = match &self.cid {
            Edit::Keep => None,
            given => fields.required("cid", filled(text_of(given)), |text| text.parse()).ok(),
        };
        let changes = DealChanges { cid, ..self.read(&mut fields, today) };
        fields.finish(|| Ok(changes))
    }

    /// Removes invalid cells that the deal does not need, with a warning for each. Customer and status are needed, and
    /// so is a revenue that is given: without it the forecast would be wrong unnoticed.
    pub fn leave_out_bad_cells(&mut self, today: NaiveDate) -> Vec<Fault> {
        let mut fields = Fields::default();
        self.read(&mut fields, today);
        let mut warnings = Vec::new();
        for fault in fields.faults().drain(..) {
            if let Some(place) = self.dispensable(&fault.field) {
                *place = Edit::Keep;
                warnings.push(Fault::new(fault.field, format!("{} and was left out", fault.message)));
            }
        }
        warnings
    }

    fn dispensable(&mut self, field: &str) -> Option<&mut Edit<String>> {
        let revenue = &mut self.monthly_estimated_revenue;
        match field {
            "opportunity_sales_group" => Some(&mut self.opportunity_sales_group),
            "monthly_estimated_revenue" if text_of(revenue).is_some_and(says_nothing) => Some(revenue),
            "estimated_delivery_date" => Some(&mut self.estimated_delivery_date),
            "non_recurring" => Some(&mut self.non_recurring),
            "days_since_last_updated" => Some(&mut self.days_since_last_updated),
            _ => None,
        }
    }

    /// The changes but for the customer.
    fn read(&self, fields: &mut Fields, today: NaiveDate) -> DealChanges {
        let opportunity_sales_group =
            edit(fields, "opportunity_sales_group", &self.opportunity_sales_group, short_text);
        let status = edit(fields, "opportunity_status", &self.opportunity_status, short_text);
        let revenue = &self.monthly_estimated_revenue;
        let monthly_estimated_revenue = edit(fields, "monthly_estimated_revenue", revenue, Money::parse);
        let delivery = &self.estimated_delivery_date;
        let estimated_delivery_date = edit(fields, "estimated_delivery_date", delivery, |text| {
            parse_day(text).ok_or("must be a real date as YYYY-MM-DD")
        });
        let non_recurring = edit(fields, "non_recurring", &self.non_recurring, short_text);
        let updated = edit(fields, "days_since_last_updated", &self.days_since_last_updated, |text| {
            day_of_last_update(text, today)
        });
        DealChanges {
            cid: None,
            opportunity_sales_group,
            opportunity_status: or_default(status, || FIRST_STATUS.to_owned()),
            monthly_estimated_revenue,
            estimated_delivery_date,
            non_recurring,
            last_updated_on: or_default(updated, || today),
        }
    }
}

fn text_of(given: &Edit<String>) -> Option<&str> {
    given.as_ref().value().map(String::as_str)
}

/// An edit of a parsed field. Empty text clears it.
fn edit<T, E: fmt::Display>(
    fields: &mut Fields,
    name: &str,
    given: &Edit<String>,
    rule: impl FnOnce(&str) -> Result<T, E>,
) -> Edit<T> {
    let value = fields.optional(name, filled(text_of(given)), |text| rule(&text));
    if given.is_keep() { Edit::Keep } else { Edit::clear_or_set(value) }
}

/// A field that cannot be empty is reset to its default when cleared.
fn or_default<T>(edit: Edit<T>, default: impl FnOnce() -> T) -> Option<T> {
    match edit {
        Edit::Keep => None,
        Edit::Clear => Some(default()),
        Edit::Set(value) => Some(value),
    }
}

/// The day that a number of days refers to: the number itself would be wrong tomorrow.
fn day_of_last_update(text: &str, today: NaiveDate) -> Result<NaiveDate, &'static str> {
    if text.starts_with('-') && text.bytes().skip(1).any(|byte| matches!(byte, b'1'..=b'9')) {
        return Err("must not be negative");
    }
    let digits = without_zeros(text.strip_prefix('-').unwrap_or(text));
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("must be an integer");
    }
    const TOO_LONG: &str = "must not reach back before the year 1";
    let days = digits.parse().ok().and_then(TimeDelta::try_days).ok_or(TOO_LONG)?;
    let first = NaiveDate::from_ymd_opt(1, 1, 1).ok_or(TOO_LONG)?;
    today.checked_sub_signed(days).filter(|day| *day >= first).ok_or(TOO_LONG)
}

/// A whole number without trailing zero decimals: `10.0` is 10.
fn without_zeros(text: &str) -> &str {
    match text.split_once('.') {
        Some((whole, decimals)) if !decimals.is_empty() && decimals.bytes().all(|byte| byte == b'0') => whole,
        _ => text,
    }
}

impl DealChanges {
    /// Applies the changes to a deal.
    pub fn apply_to(self, deal: &mut Deal) {
        deal.cid = self.cid.unwrap_or(deal.cid);
        self.apply_but_cid(deal);
    }

    fn apply_but_cid<Id>(self, deal: &mut Deal<Id>) {
        deal.opportunity_sales_group = self.opportunity_sales_group.over(&deal.opportunity_sales_group);
        deal.monthly_estimated_revenue = self.monthly_estimated_revenue.over(&deal.monthly_estimated_revenue);
        deal.estimated_delivery_date = self.estimated_delivery_date.over(&deal.estimated_delivery_date);
        deal.non_recurring = self.non_recurring.over(&deal.non_recurring);
        if let Some(status) = self.opportunity_status {
            deal.opportunity_status = status;
        }
        if let Some(day) = self.last_updated_on {
            deal.last_updated_on = day;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn today() -> NaiveDate {
        parse_day("2024-12-31").expect("a day")
    }

    fn value(text: &str) -> Edit<String> {
        Edit::Set(text.to_owned())
    }

    fn full() -> RawDeal {
        RawDeal {
            cid: value("7"),
            opportunity_sales_group: value(" Majors "),
            opportunity_status: value("Won"),
            monthly_estimated_revenue: value("9999999999999999.99"),
            estimated_delivery_date: value("2025-02-28"),
            non_recurring: value("Yes"),
            days_since_last_updated: value("31"),
        }
    }

    #[test]
    fn only_the_customer_is_required() {
        let deal = RawDeal { cid: value("1"), ..RawDeal::default() }.create(today()).expect("a deal");
        assert_eq!(deal, Deal::new(1.try_into().expect("an id"), today()));
        assert_eq!((deal.opportunity_status.as_str(), deal.days_since_last_updated(today())), ("New", 0));
        assert!(!deal.is_one_off());
    }

    #[test]
    fn every_field_is_parsed() {
        let deal = full().create(today()).expect("a deal");
        assert_eq!(deal.opportunity_sales_group.as_deref(), Some("Majors"));
        assert_eq!(deal.monthly_estimated_revenue, Some(Money::MAX));
        assert_eq!(deal.delivery_month().map(|month| month.to_string()).as_deref(), Some("2025-02"));
        assert_eq!(deal.last_updated_on, parse_day("2024-11-30").expect("a day"));
        assert_eq!(deal.days_since_last_updated(parse_day("2025-01-01").expect("a day")), 32);
        assert!(deal.is_one_off());
    }

    #[test]
    fn all_faults_are_reported_at_once() {
        let long = "x".repeat(33);
        let faults = RawDeal {
            cid: value("0"),
            opportunity_sales_group: value(&long),
            opportunity_status: value("a\u{0}b"),
            monthly_estimated_revenue: value("1,000.00"),
            estimated_delivery_date: value("2025-02-30"),
            non_recurring: value(&long),
            days_since_last_updated: value("-1"),
        }
        .create(today())
        .expect_err("faults");
        let faults: Vec<_> =
            faults.as_slice().iter().map(|it| (it.field.as_str(), it.message.as_str())).collect();
        assert_eq!(
            faults,
            [
                ("cid", "must be a positive integer"),
                ("opportunity_sales_group", "must be at most 32 characters"),
                ("opportunity_status", "must not contain control characters"),
                ("monthly_estimated_revenue", "must be an amount such as 1250.00"),
                ("estimated_delivery_date", "must be a real date as YYYY-MM-DD"),
                ("non_recurring", "must be at most 32 characters"),
                ("days_since_last_updated", "must not be negative"),
            ]
        );
    }

    #[test]
    fn invalid_dates_and_numbers_of_days() {
        let fault = |days: &str, delivery: &str| {
            let raw = RawDeal {
                cid: value("1"),
                days_since_last_updated: value(days),
                estimated_delivery_date: value(delivery),
                ..RawDeal::default()
            };
            raw.create(today()).err().map(|faults| faults.detail())
        };
        for good in ["0", "-0", "00", "30", "30.0", "30.00", "36500"] {
            assert_eq!(fault(good, "9999-12-31"), None, "{good}");
        }
        for bad in ["1.5", "1.", ".0", "1e3", "x", "+1", "٣"] {
            assert_eq!(
                fault(bad, "").as_deref(),
                Some("days_since_last_updated must be an integer"),
                "{bad}"
            );
        }
        for far in ["800000", "99999999999", "99999999999999999999999999"] {
            assert_eq!(
                fault(far, "").as_deref(),
                Some("days_since_last_updated must not reach back before the year 1"),
                "{far}"
            );
        }
        for bad in ["0000-01-01", "2025-02-30", "2025-2-3", "tomorrow", "10000-01-01"] {
            assert!(fault("0", bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn invalid_cells_that_a_deal_does_not_need_are_left_out() {
        let long = "x".repeat(33);
        let mut raw = RawDeal {
            opportunity_sales_group: value(&long),
            monthly_estimated_revenue: value("#N/A"),
            estimated_delivery_date: value("0/0/00"),
            non_recurring: value(&long),
            days_since_last_updated: value("a week"),
            ..full()
        };
        let warnings: Vec<String> =
            raw.leave_out_bad_cells(today()).iter().map(ToString::to_string).collect();
        assert_eq!(
            warnings,
            [
                "opportunity_sales_group must be at most 32 characters and was left out",
                "monthly_estimated_revenue must be an amount such as 1250.00 and was left out",
                "estimated_delivery_date must be a real date as YYYY-MM-DD and was left out",
                "non_recurring must be at most 32 characters and was left out",
                "days_since_last_updated must be an integer and was left out",
            ]
        );
        let rest = RawDeal { opportunity_status: value("Won"), cid: value("7"), ..RawDeal::default() };
        assert_eq!(raw, rest);
        let mut bad = RawDeal {
            cid: value("x"),
            opportunity_status: value(&long),
            monthly_estimated_revenue: value("12 or so"),
            ..RawDeal::default()
        };
        let before = bad.clone();
        assert_eq!(bad.leave_out_bad_cells(today()), []);
        assert_eq!(bad, before);
        let mut good = full();
        assert_eq!((good.leave_out_bad_cells(today()), good), (vec![], full()));
    }

    #[test]
    fn absent_keeps_null_clears_and_a_value_replaces() {
        let before = full().create(today()).expect("a deal");
        let mut deal = before.clone();
        RawDeal::default().changes(today()).expect("no change").apply_to(&mut deal);
        assert_eq!(deal, before);
        let cleared = RawDeal {
            opportunity_sales_group: Edit::Clear,
            opportunity_status: Edit::Clear,
            monthly_estimated_revenue: Edit::Clear,
            estimated_delivery_date: value(""),
            non_recurring: Edit::Clear,
            days_since_last_updated: Edit::Clear,
            ..RawDeal::default()
        };
        cleared.changes(today()).expect("changes").apply_to(&mut deal);
        assert_eq!(deal, Deal::new(before.cid, today()));
        let fault = RawDeal { cid: Edit::Clear, ..RawDeal::default() }.changes(today()).expect_err("a fault");
        assert_eq!(fault.detail(), "cid is missing");
    }

    #[test]
    fn which_words_make_a_deal_a_one_off() {
        for (text, once) in [
            ("Yes", true),
            ("TRUE", true),
            (" 1", true),
            ("x", true),
            ("no", false),
            ("0", false),
            ("maybe", false),
        ] {
            let raw = RawDeal { cid: value("1"), non_recurring: value(text), ..RawDeal::default() };
            assert_eq!(raw.create(today()).expect("a deal").is_one_off(), once, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(texts in prop::collection::vec("\\PC{0,40}", 7)) {
            let [a, b, c, d, e, f, g] = texts.as_slice() else { return Ok(()) };
            let raw = RawDeal {
                cid: value(a),
                opportunity_sales_group: value(b),
                opportunity_status: value(c),
                monthly_estimated_revenue: value(d),
                estimated_delivery_date: value(e),
                non_recurring: value(f),
                days_since_last_updated: value(g),
            };
            let _ = raw.clone().create(today());
            let _ = raw.changes(today());
        }

        #[test]
        fn days_are_counted_from_a_fixed_date(days in 0..3_650_i64, later in 0..3_650_i64) {
            let raw = RawDeal {
                cid: value("1"), days_since_last_updated: value(&days.to_string()), ..RawDeal::default()
            };
            let deal = raw.create(today()).expect("a deal");
            prop_assert_eq!(deal.days_since_last_updated(today()), days);
            prop_assert_eq!(deal.days_since_last_updated(today() + TimeDelta::days(later)), days + later);
        }
    }
}
