//! The fields of a user in its history.

use frontdesk_core::{FieldValue, NamedValue, Recorded};

use crate::fields::UserFields;

/// The contents of a user: its values, and the id of its record in the CRM. Everything else is bookkeeping of the
/// synchronization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UserContents<'a> {
    /// The values.
    pub fields: &'a UserFields,
    /// The id of its record in the CRM.
    pub crm_id: Option<&'a str>,
}

impl Recorded for UserContents<'_> {
    fn fields(&self) -> Vec<NamedValue> {
        let UserFields { name, email, phone } = self.fields;
        vec![
            ("name".into(), Some(name.into())),
            ("email".into(), Some(email.into())),
            ("phone".into(), Some(phone.into())),
            ("crm_id".into(), self.crm_id.map(FieldValue::from)),
        ]
    }
}

#[cfg(test)]
mod tests {
    use frontdesk_core::changes_between;

    use super::*;

    #[test]
    fn values_and_the_link_to_the_crm_are_told() {
        let ada = UserFields { name: "Ada".into(), email: "a@example.com".into(), phone: "1".into() };
        let bob = UserFields { name: "Bob".into(), email: "b@example.com".into(), phone: "2".into() };
        let (before, after) =
            (UserContents { fields: &ada, crm_id: None }, UserContents { fields: &bob, crm_id: Some("c-1") });
        let changes = changes_between(Some(&before), Some(&after));
        let told: Vec<_> = changes.iter().map(|change| change.field.as_ref()).collect();
        assert_eq!(told, ["name", "email", "phone", "crm_id"]);
        assert_eq!(changes_between(Some(&before), Some(&before)), []);
    }
}
