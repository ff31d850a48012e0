//! Earlier values of a customer, put back by the rules of an edit.

use frontdesk_core::{Edit, Fault, Faults, FieldValue, NamedValue, Phone, Region};

use super::edit::{AccountEdit, RawEdit};
use crate::known::{KnownCustomer, PhoneEntry};

/// The record with these values, its version incremented. `None` when it has them already.
///
/// ```
/// use frontdesk_core::{CustomerId, FieldValue};
/// use frontdesk_import::account::restore;
/// use frontdesk_import::known::{KnownCustomer, NewCustomer};
///
/// let known = KnownCustomer::created(CustomerId::try_from(1)?, &NewCustomer::default());
/// let after = restore(&known, &[("area".into(), Some(FieldValue::Text("France".into())))]).expect("sound");
/// assert_eq!(after.and_then(|after| after.account.area).as_deref(), Some("France"));
/// # Ok::<(), frontdesk_core::InvalidId>(())
/// ```
///
/// # Errors
/// A field whose values an edit cannot set, or a value that is no longer valid; all of them at once.
pub fn restore(known: &KnownCustomer, values: &[NamedValue]) -> Result<Option<KnownCustomer>, Faults> {
    let (mut raw, mut phones, mut faults) = (RawEdit::default(), None, Vec::new());
    for (field, value) in values {
        let is_set = match field.as_ref() {
            "phones" => numbers(known, value.as_ref()).map(|numbers| phones = Some(numbers)).is_some(),
            field => put(&mut raw, field, value.as_ref()).is_some(),
        };
        if !is_set {
            faults.push(Fault::new(field.as_ref(), "cannot be restored"));
        }
    }
    let edit = AccountEdit::parse(raw, Region::default());
    if let Err(invalid) = &edit {
        faults.extend(invalid.as_slice().iter().cloned());
    }
    Faults::check(faults)?;
    let edited = edit?.apply(known);
    let mut after =
        edited.unwrap_or_else(|| KnownCustomer { version: known.version.saturating_add(1), ..known.clone() });
    if let Some(phones) = phones {
        after.phones = phones;
    }
    let is_same = KnownCustomer { version: known.version, ..after.clone() } == *known;
    Ok((!is_same).then_some(after))
}

/// `None` for a field that an edit cannot set, and for a value of another type.
fn put(raw: &mut RawEdit, field: &str, value: Option<&FieldValue>) -> Option<()> {
    let place = match field {
        "first_name" => &mut raw.first_name,
        "last_name" => &mut raw.last_name,
        "company_name" => &mut raw.company_name,
        "email" => &mut raw.email,
        "occupation" => &mut raw.occupation,
        "customer_type" => &mut raw.customer_type,
        "area" => &mut raw.area,
        "account_executive" => &mut raw.account_executive,
        "technical_specialist" => &mut raw.technical_specialist,
        field => return put_flag(raw, field, value),
    };
    *place = match value {
        None => Edit::Clear,
        Some(FieldValue::Text(text)) => Edit::Set(text.clone()),
        Some(FieldValue::Flag(_) | FieldValue::Number(_) | FieldValue::Texts(_)) => return None,
    };
    Some(())
}

fn put_flag(raw: &mut RawEdit, field: &str, value: Option<&FieldValue>) -> Option<()> {
    let place = match field {
        "has_dedicated_account_manager" => &mut raw.has_dedicated_account_manager,
        "has_dedicated_technical_consultant" => &mut raw.has_dedicated_technical_consultant,
        "has_support_contract" => &mut raw.has_support_contract,
        "has_discounted_pricing" => &mut raw.has_discounted_pricing,
        _ => return None,
    };
    let Some(FieldValue::Flag(flag)) = value else { return None };
    *place = Edit::Set(*flag);
    Some(())
}

fn numbers(known: &KnownCustomer, value: Option<&FieldValue>) -> Option<Vec<PhoneEntry>> {
    let texts = match value {
        None => return Some(Vec::new()),
        Some(FieldValue::Texts(texts)) => texts,
        Some(FieldValue::Flag(_) | FieldValue::Number(_) | FieldValue::Text(_)) => return None,
    };
    let entry = |text: &String| {
        let phone: Phone = text.parse().ok()?;
        let stored = known.phones.iter().find(|entry| entry.phone == phone).cloned();
        Some(stored.unwrap_or(PhoneEntry { phone, raw: text.clone() }))
    };
    texts.iter().map(entry).collect()
}

#[cfg(test)]
mod tests {
    use frontdesk_core::{CustomerId, Recorded, changes_between};

    use super::*;
    use crate::known::{Account, NewCustomer};

    fn ada() -> KnownCustomer {
        let phone =
            |text: &str| PhoneEntry { phone: text.parse().expect("a number"), raw: "given".to_owned() };
        let new = NewCustomer {
            first_name: Some("Ada".to_owned()),
            email: "ada@example.com".parse().ok(),
            phones: vec![phone("+12025550143"), phone("+12025550144")],
            account: Account { has_support_contract: true, ..Account::default() },
            ..NewCustomer::default()
        };
        KnownCustomer::created(CustomerId::try_from(1).expect("an id"), &new)
    }

    #[test]
    fn an_edited_record_gets_its_old_values_back() {
        let before = ada();
        let mut after =
            KnownCustomer { version: 2, first_name: Some("Bob".into()), email: None, ..before.clone() };
        after.phones.truncate(1);
        after.account = Account { area: Some("France".into()), ..Account::default() };
        let changes = changes_between(Some(&before), Some(&after));
        assert_eq!(changes.len(), 5);
        let values: Vec<NamedValue> = changes.into_iter().map(|change| (change.field, change.old)).collect();
        let restored = restore(&after, &values).expect("sound").expect("a change");
        assert_eq!(restored.fields(), before.fields());
        assert_eq!(restored.version, 3);
        assert_eq!(restore(&restored, &values), Ok(None), "a second time changes nothing");
    }

    #[test]
    fn what_an_edit_cannot_set_is_refused_all_at_once() {
        let text = |text: &str| Some(FieldValue::Text(text.to_owned()));
        let values: Vec<NamedValue> = vec![
            ("ssn".into(), text("***")),
            ("kind".into(), text("Company")),
            ("email".into(), text("no address")),
            ("has_support_contract".into(), None),
            ("area".into(), Some(FieldValue::Number(1))),
            ("phones".into(), Some(FieldValue::Texts(vec!["12".into()]))),
            ("first_name".into(), text("Eve")),
        ];
        let faults = restore(&ada(), &values).expect_err("refused");
        let mut fields: Vec<&str> = faults.as_slice().iter().map(|fault| fault.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["area", "email", "has_support_contract", "kind", "phones", "ssn"]);
    }
}
