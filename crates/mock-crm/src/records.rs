//! The users of the CRM.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// A user as the CRM has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Record {
    /// The CRM's own id.
    pub crm_id: String,
    /// The caller's id, if it gave one.
    pub external_id: Option<String>,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The phone number.
    pub phone: String,
}

/// A record, and how often its external id was created.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AuditEntry {
    /// The record.
    #[serde(flatten)]
    pub record: Record,
    /// How many records there are with its external id: more than one is a mistake of the caller.
    pub creates: usize,
}

/// What a caller sends to create or replace a user.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Wanted {
    pub(crate) external_id: Option<String>,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) phone: String,
}

/// A change of a user that is made in the CRM.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// Another name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Another e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Another phone number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
}

/// All of them, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Records {
    records: Vec<Record>,
    by_crm_id: HashMap<String, usize>,
    by_external_id: HashMap<String, Vec<usize>>,
}

impl Records {
    /// Adds a user, even if there is one with its external id: this CRM does not look. Gives its id.
    pub(crate) fn create(&mut self, wanted: Wanted) -> String {
        let at = self.records.len();
        let crm_id = format!("CRM{}", at + 1);
        let Wanted { external_id, name, email, phone } = wanted;
        if let Some(external_id) = &external_id {
            self.by_external_id.entry(external_id.clone()).or_default().push(at);
        }
        self.by_crm_id.insert(crm_id.clone(), at);
        self.records.push(Record { crm_id: crm_id.clone(), external_id, name, email, phone });
        crm_id
    }

    pub(crate) fn find(&self, crm_id: &str) -> Option<&Record> {
        self.records.get(*self.by_crm_id.get(crm_id)?)
    }

    /// Those with an external id, or all.
    pub(crate) fn list(&self, external_id: Option<&str>) -> Vec<Record> {
        let Some(external_id) = external_id else { return self.records.clone() };
        let found = self.by_external_id.get(external_id).into_iter().flatten();
        found.filter_map(|at| self.records.get(*at).cloned()).collect()
    }

    /// Replaces name, e-mail and phone. `None` when there is no such user.
    pub(crate) fn replace(&mut self, crm_id: &str, wanted: Wanted) -> Option<Record> {
        let record = self.records.get_mut(*self.by_crm_id.get(crm_id)?)?;
        (record.name, record.email, record.phone) = (wanted.name, wanted.email, wanted.phone);
        Some(record.clone())
    }

    /// Changes single fields. `None` when there is no such user.
    pub(crate) fn change(&mut self, crm_id: &str, changes: &Changes) -> Option<Record> {
        let record = self.records.get_mut(*self.by_crm_id.get(crm_id)?)?;
        let Changes { name, email, phone } = changes;
        let fields = [(&mut record.name, name), (&mut record.email, email), (&mut record.phone, phone)];
        for (field, value) in fields {
            if let Some(value) = value {
                field.clone_from(value);
            }
        }
        Some(record.clone())
    }

    pub(crate) fn audit(&self) -> Vec<AuditEntry> {
        let creates = |record: &Record| {
            let same = record.external_id.as_ref().and_then(|id| self.by_external_id.get(id));
            same.map_or(1, Vec::len)
        };
        self.records
            .iter()
            .map(|record| AuditEntry { record: record.clone(), creates: creates(record) })
            .collect()
    }
}

impl Wanted {
    /// What is wrong with it, if anything.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        fault_of(Some(&self.name), Some(&self.email), Some(&self.phone))
    }
}

impl Changes {
    /// What is wrong with the fields that it names, if anything.
    pub(crate) fn fault(&self) -> Option<&'static str> {
        fault_of(self.name.as_deref(), self.email.as_deref(), self.phone.as_deref())
    }
}

fn fault_of(name: Option<&str>, email: Option<&str>, phone: Option<&str>) -> Option<&'static str> {
    [(name, "name must not be empty"), (email, "email must not be empty"), (phone, "phone must not be empty")]
        .into_iter()
        .find_map(|(value, fault)| value.is_some_and(|value| value.trim().is_empty()).then_some(fault))
        .or_else(|| {
            email.is_some_and(|email| !is_address(email)).then_some("email must be an e-mail address")
        })
}

/// One `@` between a local part and a domain, and no white space inside.
fn is_address(email: &str) -> bool {
    let parts = email.trim().split_once('@');
    parts.is_some_and(|(local, domain)| {
        let has_labels = !domain.starts_with('.') && !domain.ends_with('.') && !domain.contains("..");
        !local.is_empty()
            && !domain.is_empty()
            && has_labels
            && !domain.contains('@')
            && !email.trim().contains(|c: char| c.is_whitespace() || c.is_control())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(external_id: Option<&str>, name: &str) -> Wanted {
        Wanted {
            external_id: external_id.map(str::to_owned),
            name: name.to_owned(),
            email: "a@example.com".to_owned(),
            phone: "1".to_owned(),
        }
    }

    #[test]
    fn a_second_create_makes_a_second_record_and_the_audit_tells() {
        let mut records = Records::default();
        assert_eq!(records.create(wanted(Some("x"), "Ada")), "CRM1");
        assert_eq!(records.create(wanted(Some("y"), "Bob")), "CRM2");
        assert_eq!(records.create(wanted(Some("x"), "Ada")), "CRM3");
        assert_eq!(records.create(wanted(None, "Cy")), "CRM4");
        let creates: Vec<usize> = records.audit().iter().map(|entry| entry.creates).collect();
        assert_eq!(creates, [2, 1, 2, 1]);
        assert_eq!(records.list(Some("x")).len(), 2);
        assert_eq!(records.list(Some("z")).len(), 0);
        assert_eq!(records.list(None).len(), 4);
    }

    #[test]
    fn an_address_that_is_none_is_a_fault_of_users_and_of_changes() {
        for (email, is_sound) in [
            ("a@example.com", true),
            (" a@localhost ", true),
            ("", false),
            ("ada", false),
            ("@example.com", false),
            ("a@", false),
            ("a@b@example.com", false),
            ("a b@example.com", false),
            ("a@.example.com", false),
            ("a@example..com", false),
        ] {
            let user = Wanted { email: email.to_owned(), ..wanted(None, "Ada") };
            let changes = Changes { email: Some(email.to_owned()), ..Changes::default() };
            assert_eq!((user.fault().is_none(), changes.fault().is_none()), (is_sound, is_sound), "{email}");
        }
        assert_eq!(Changes::default().fault(), None);
    }

    #[test]
    fn a_change_touches_what_it_names_and_a_replacement_everything() {
        let mut records = Records::default();
        let crm_id = records.create(wanted(Some("x"), "Ada"));
        let changes = Changes { phone: Some("2".to_owned()), ..Changes::default() };
        let changed = records.change(&crm_id, &changes).expect("it is there");
        assert_eq!((changed.name.as_str(), changed.phone.as_str()), ("Ada", "2"));
        let replaced = records.replace(&crm_id, wanted(None, "Eve")).expect("it is there");
        assert_eq!((replaced.name.as_str(), replaced.phone.as_str()), ("Eve", "1"));
        assert_eq!(replaced.external_id.as_deref(), Some("x"));
        assert_eq!(records.find(&crm_id), Some(&replaced));
        assert_eq!(records.change("CRM9", &changes), None);
    }
}
