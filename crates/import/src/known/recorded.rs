//! The fields of a customer in its history.

use std::borrow::Cow;

use frontdesk_core::{FieldChange, FieldValue, NamedValue, Recorded};

use super::customer::{Account, CustomerChanges, KnownCustomer, PhoneEntry};

/// A stored SSN. History never has the number.
const MASKED: &str = "***";

impl<Id> Recorded for KnownCustomer<Id> {
    fn fields(&self) -> Vec<NamedValue> {
        // Without `..`, so that a new field has to be listed here.
        let Self {
            id: _,
            version: _,
            kind,
            first_name,
            last_name,
            company_name,
            email,
            phones,
            birth_date,
            has_ssn,
            integration_id,
            occupation,
            customer_type,
            account,
        } = self;
        let mut fields = vec![
            named("kind", Some(kind.as_str())),
            named("first_name", first_name.as_ref()),
            named("last_name", last_name.as_ref()),
            named("company_name", company_name.as_ref()),
            named("email", email.as_ref().map(ToString::to_string).as_ref()),
            ("phones".into(), numbers(phones)),
            named("birth_date", *birth_date),
            named("ssn", has_ssn.then_some(MASKED)),
            named("integration_id", integration_id.as_ref()),
            named("occupation", occupation.as_ref()),
            named("customer_type", customer_type.as_ref()),
        ];
        fields.extend(fields_of_account(account));
        fields
    }
}

fn fields_of_account(account: &Account) -> [NamedValue; 7] {
    let Account {
        area,
        has_dedicated_account_manager,
        has_dedicated_technical_consultant,
        has_support_contract,
        has_discounted_pricing,
        account_executive,
        technical_specialist,
    } = account;
    [
        named("area", area.as_ref()),
        named("has_dedicated_account_manager", Some(*has_dedicated_account_manager)),
        named("has_dedicated_technical_consultant", Some(*has_dedicated_technical_consultant)),
        named("has_support_contract", Some(*has_support_contract)),
        named("has_discounted_pricing", Some(*has_discounted_pricing)),
        named("account_executive", account_executive.as_ref()),
        named("technical_specialist", technical_specialist.as_ref()),
    ]
}

fn named<V: Into<FieldValue>>(field: &'static str, value: Option<V>) -> NamedValue {
    (Cow::Borrowed(field), value.map(Into::into))
}

fn numbers(phones: &[PhoneEntry]) -> Option<FieldValue> {
    let numbers: Vec<String> = phones.iter().map(|entry| entry.phone.to_string()).collect();
    (!numbers.is_empty()).then_some(FieldValue::Texts(numbers))
}

impl CustomerChanges {
    /// What the history says of a new SSN: that there is one, and whether there was one before. A replaced SSN looks the
    /// same before and after, so that comparing two records does not find it.
    pub fn recorded_ssn<Id>(&self, before: &KnownCustomer<Id>) -> Option<FieldChange> {
        self.ssn.as_ref().filter(|_| before.has_ssn).map(|_| FieldChange {
            field: "ssn".into(),
            old: Some(MASKED.into()),
            new: Some(MASKED.into()),
        })
    }
}

#[cfg(test)]
mod tests {
    use frontdesk_core::{Email, Ssn, changes_between};

    use super::super::customer::{CustomerKind, NewCustomer};
    use super::*;

    fn customer() -> KnownCustomer<i64> {
        KnownCustomer::created(1, &NewCustomer::default())
    }

    fn phone(text: &str) -> PhoneEntry {
        PhoneEntry { phone: text.parse().expect("a number"), raw: text.to_owned() }
    }

    #[test]
    fn each_field_is_told_by_its_name() {
        type Set = fn(&mut KnownCustomer<i64>);
        const FIELDS: &[(&str, Set)] = &[
            ("kind", |it| it.kind = CustomerKind::Company),
            ("first_name", |it| it.first_name = Some("Ada".into())),
            ("last_name", |it| it.last_name = Some("Lovelace".into())),
            ("company_name", |it| it.company_name = Some("Engines".into())),
            ("email", |it| it.email = Email::parse("ada@example.com").ok()),
            ("phones", |it| it.phones = vec![phone("+12025550143")]),
            ("birth_date", |it| it.birth_date = chrono::NaiveDate::from_ymd_opt(1815, 12, 10)),
            ("ssn", |it| it.has_ssn = true),
            ("integration_id", |it| it.integration_id = Some("a-1".into())),
            ("occupation", |it| it.occupation = Some("Analyst".into())),
            ("customer_type", |it| it.customer_type = Some("Enterprise".into())),
            ("area", |it| it.account.area = Some("France".into())),
            ("has_dedicated_account_manager", |it| it.account.has_dedicated_account_manager = true),
            ("has_dedicated_technical_consultant", |it| {
                it.account.has_dedicated_technical_consultant = true;
            }),
            ("has_support_contract", |it| it.account.has_support_contract = true),
            ("has_discounted_pricing", |it| it.account.has_discounted_pricing = true),
            ("account_executive", |it| it.account.account_executive = Some("Jon".into())),
            ("technical_specialist", |it| it.account.technical_specialist = Some("Arya".into())),
        ];
        let before = customer();
        assert_eq!(before.fields().len(), FIELDS.len());
        for (field, set) in FIELDS {
            let mut after = before.clone();
            set(&mut after);
            let changes = changes_between(Some(&before), Some(&after));
            assert_eq!(changes.len(), 1, "{field}");
            assert_eq!(changes[0].field, *field);
            assert!(changes[0].new.is_some(), "{field}");
        }
        assert_eq!(changes_between(Some(&before), Some(&KnownCustomer { version: 9, ..before.clone() })), []);
    }

    #[test]
    fn a_replaced_ssn_is_told_without_its_digits() {
        let changes = CustomerChanges { ssn: Ssn::parse("078-05-1120").ok(), ..CustomerChanges::default() };
        assert_eq!(changes.recorded_ssn(&customer()), None, "found by comparing");
        let before = KnownCustomer { has_ssn: true, ..customer() };
        let told = changes.recorded_ssn(&before).expect("a change");
        assert_eq!((told.old, told.new), (Some(MASKED.into()), Some(MASKED.into())));
        assert_eq!(CustomerChanges::default().recorded_ssn(&before), None);
    }
}
