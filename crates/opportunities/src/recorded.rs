//! The fields of deals, amounts and catalogues in their histories.

use std::fmt::Display;

use frontdesk_core::{FieldValue, NamedValue, Recorded};

use crate::deal::Deal;
use crate::revenue::{Actual, Target};
use crate::status::{Status, StatusCatalogue};

impl<Id: Display> Recorded for Deal<Id> {
    fn fields(&self) -> Vec<NamedValue> {
        // Without `..`, so that a new field has to be listed here.
        let Self {
            cid,
            opportunity_sales_group,
            opportunity_status,
            monthly_estimated_revenue,
            estimated_delivery_date,
            non_recurring,
            last_updated_on,
        } = self;
        vec![
            ("cid".into(), Some(number_or_text(cid))),
            ("opportunity_sales_group".into(), opportunity_sales_group.as_ref().map(FieldValue::from)),
            ("opportunity_status".into(), Some(opportunity_status.into())),
            ("monthly_estimated_revenue".into(), monthly_estimated_revenue.map(FieldValue::from)),
            ("estimated_delivery_date".into(), estimated_delivery_date.map(FieldValue::from)),
            ("non_recurring".into(), non_recurring.as_ref().map(FieldValue::from)),
            ("last_updated_on".into(), Some((*last_updated_on).into())),
        ]
    }
}

fn number_or_text(id: &impl Display) -> FieldValue {
    let text = id.to_string();
    text.parse().map_or(FieldValue::Text(text), FieldValue::Number)
}

impl Recorded for Actual {
    fn fields(&self) -> Vec<NamedValue> {
        let Self { area, month, amount } = self;
        vec![
            ("area".into(), Some(area.as_str().into())),
            ("month".into(), Some(FieldValue::Text(month.to_string()))),
            ("amount".into(), Some((*amount).into())),
        ]
    }
}

impl Recorded for Target {
    fn fields(&self) -> Vec<NamedValue> {
        let Self { area, fiscal_year, amount } = self;
        vec![
            ("area".into(), Some(area.as_str().into())),
            ("fiscal_year".into(), Some(FieldValue::Number(fiscal_year.get().into()))),
            ("amount".into(), Some((*amount).into())),
        ]
    }
}

/// Two fields for each status, such as `Won.probability` and `Won.closed`. The order of statuses has no meaning for
/// rules, and no history.
impl Recorded for StatusCatalogue {
    fn fields(&self) -> Vec<NamedValue> {
        let of_status = |status: &Status| {
            let Status { name, probability, closed } = status;
            [
                (format!("{name}.probability").into(), Some(FieldValue::Number((*probability).into()))),
                (format!("{name}.closed").into(), Some(FieldValue::Flag(*closed))),
            ]
        };
        self.statuses().iter().flat_map(of_status).collect()
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use frontdesk_core::{CustomerId, Money, changes_between};

    use super::*;
    use crate::area::Area;

    fn names<R: Recorded>(before: &R, after: &R) -> Vec<String> {
        let changes = changes_between(Some(before), Some(after));
        changes.into_iter().map(|change| change.field.into_owned()).collect()
    }

    #[test]
    fn each_field_of_a_deal_is_told_by_its_name() {
        type Set = fn(&mut Deal);
        const FIELDS: &[(&str, Set)] = &[
            ("cid", |it| it.cid = CustomerId::try_from(2).expect("an id")),
            ("opportunity_sales_group", |it| it.opportunity_sales_group = Some("North".into())),
            ("opportunity_status", |it| it.opportunity_status = "Won".into()),
            ("monthly_estimated_revenue", |it| it.monthly_estimated_revenue = Some(Money::ZERO)),
            ("estimated_delivery_date", |it| it.estimated_delivery_date = Some(NaiveDate::MAX)),
            ("non_recurring", |it| it.non_recurring = Some("yes".into())),
            ("last_updated_on", |it| it.last_updated_on = NaiveDate::MAX),
        ];
        let before = Deal::new(CustomerId::try_from(1).expect("an id"), NaiveDate::MIN);
        assert_eq!(before.fields().len(), FIELDS.len());
        assert_eq!(before.fields()[0].1, Some(FieldValue::Number(1)));
        for (field, set) in FIELDS {
            let mut after = before.clone();
            set(&mut after);
            assert_eq!(names(&before, &after), [*field]);
        }
    }

    #[test]
    fn amounts_have_two_decimals() {
        let area = Area::parse("France").expect("an area");
        let month = "2026-01".parse().expect("a month");
        let before = Actual { area: area.clone(), month, amount: Money::from_minor_units(100) };
        let after = Actual { amount: Money::from_minor_units(250), ..before.clone() };
        let changes = changes_between(Some(&before), Some(&after));
        assert_eq!(changes[0].new, Some("2.50".into()));
        assert_eq!(before.fields()[1].1, Some("2026-01".into()));
        let year = 2026_i64.try_into().expect("a year");
        let before = Target { area, fiscal_year: year, amount: Money::ZERO };
        assert_eq!(before.fields()[1].1, Some(FieldValue::Number(2026)));
        assert_eq!(names(&before, &Target { amount: Money::MAX, ..before.clone() }), ["amount"]);
    }

    #[test]
    fn a_catalogue_tells_its_statuses_apart() {
        let before = StatusCatalogue::default();
        let mut after = before.clone();
        assert!(after.set(Status { name: "New".into(), probability: 11, closed: false }));
        assert!(after.set(Status { name: "On hold".into(), probability: 5, closed: false }));
        let mut told = names(&before, &after);
        told.sort();
        assert_eq!(told, ["New.probability", "On hold.closed", "On hold.probability"]);
    }
}
