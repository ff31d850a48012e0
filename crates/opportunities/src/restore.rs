//! Earlier values of a deal, as changes.

use frontdesk_core::{CustomerId, Edit, Fault, Faults, FieldValue, Money, NamedValue, parse_day};

use crate::deal::DealChanges;
use crate::short_text::short_text;

/// The changes that give a deal these values.
///
/// # Errors
/// Fields that a deal does not have, and values that are no longer valid; all of them at once.
pub fn restoring(values: &[NamedValue]) -> Result<DealChanges, Faults> {
    let (mut changes, mut faults) = (DealChanges::default(), Vec::new());
    for (field, value) in values {
        if put(&mut changes, field, value.as_ref()).is_none() {
            faults.push(Fault::new(field.as_ref(), "cannot be restored"));
        }
    }
    Faults::check(faults).map(|()| changes)
}

fn put(changes: &mut DealChanges, field: &str, value: Option<&FieldValue>) -> Option<()> {
    let text = match value {
        Some(FieldValue::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    match (field, value) {
        ("cid", Some(FieldValue::Number(id))) => changes.cid = Some(CustomerId::try_from(*id).ok()?),
        ("opportunity_status", Some(_)) => changes.opportunity_status = Some(short_text(text?).ok()?),
        ("last_updated_on", Some(_)) => changes.last_updated_on = Some(parse_day(text?)?),
        ("opportunity_sales_group", None) => changes.opportunity_sales_group = Edit::Clear,
        ("opportunity_sales_group", Some(_)) => {
            changes.opportunity_sales_group = Edit::Set(short_text(text?).ok()?);
        }
        ("monthly_estimated_revenue", None) => changes.monthly_estimated_revenue = Edit::Clear,
        ("monthly_estimated_revenue", Some(_)) => {
            changes.monthly_estimated_revenue = Edit::Set(Money::parse(text?).ok()?);
        }
        ("estimated_delivery_date", None) => changes.estimated_delivery_date = Edit::Clear,
        ("estimated_delivery_date", Some(_)) => {
            changes.estimated_delivery_date = Edit::Set(parse_day(text?)?);
        }
        ("non_recurring", None) => changes.non_recurring = Edit::Clear,
        ("non_recurring", Some(_)) => changes.non_recurring = Edit::Set(short_text(text?).ok()?),
        _ => return None,
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use frontdesk_core::changes_between;

    use super::*;
    use crate::deal::Deal;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn a_changed_deal_gets_its_old_values_back() {
        let empty = Deal::new(CustomerId::try_from(1).expect("an id"), day("2026-01-01"));
        let full = Deal {
            cid: CustomerId::try_from(2).expect("an id"),
            opportunity_sales_group: Some("North".into()),
            opportunity_status: "Won".into(),
            monthly_estimated_revenue: Some(Money::from_minor_units(12_345)),
            estimated_delivery_date: Some(day("2026-05-01")),
            non_recurring: Some("yes".into()),
            last_updated_on: day("2026-02-01"),
        };
        for (before, after) in [(&empty, &full), (&full, &empty)] {
            let changes = changes_between(Some(before), Some(after));
            assert_eq!(changes.len(), 7);
            let values: Vec<NamedValue> = changes.into_iter().map(|it| (it.field, it.old)).collect();
            let mut deal = after.clone();
            restoring(&values).expect("sound").apply_to(&mut deal);
            assert_eq!(deal, *before);
        }
    }

    #[test]
    fn what_cannot_be_restored_is_refused_all_at_once() {
        let values: Vec<NamedValue> = vec![
            ("cid".into(), Some("1".into())),
            ("opportunity_status".into(), None),
            ("monthly_estimated_revenue".into(), Some("much".into())),
            ("oid".into(), None),
        ];
        let faults = restoring(&values).expect_err("refused");
        assert_eq!(faults.as_slice().len(), 4);
    }
}
