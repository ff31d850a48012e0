//! Customers that rows may match, indexed by all keys.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use frontdesk_core::{CustomerId, Phone};

use super::{CustomerChanges, KnownCustomer, NewCustomer};
use crate::repeats::fold_case;

/// Customers that rows may match: all that share an id, an integration id, an e-mail address or a phone number with a
/// row of the chunk. Insert each customer once. After writing a decision, apply it here as well
/// ([`apply_created`](Self::apply_created), [`apply_changes`](Self::apply_changes)), so that later rows of the chunk
/// see its effect.
#[derive(Debug, Clone)]
pub struct KnownCustomers<Id = CustomerId> {
    records: HashMap<Id, KnownCustomer<Id>>,
    by_integration_id: HashMap<String, Vec<Id>>,
    by_id_without_case: HashMap<String, Vec<Id>>,
    by_email: HashMap<String, Vec<Id>>,
    by_phone: HashMap<Phone, Vec<Id>>,
}

impl KnownCustomers {
    /// Empty, with Frontdesk's own ids. [`KnownCustomers::default`] is for ids of any type.
    pub fn new() -> Self {
        Self::default()
    }
}

impl<Id> Default for KnownCustomers<Id> {
    fn default() -> Self {
        Self {
            records: HashMap::new(),
            by_integration_id: HashMap::new(),
            by_id_without_case: HashMap::new(),
            by_email: HashMap::new(),
            by_phone: HashMap::new(),
        }
    }
}

impl<Id: Copy + Ord + Hash> Extend<KnownCustomer<Id>> for KnownCustomers<Id> {
    fn extend<T: IntoIterator<Item = KnownCustomer<Id>>>(&mut self, customers: T) {
        customers.into_iter().for_each(|customer| self.insert(customer));
    }
}

impl<Id: Copy + Ord + Hash> FromIterator<KnownCustomer<Id>> for KnownCustomers<Id> {
    fn from_iter<T: IntoIterator<Item = KnownCustomer<Id>>>(customers: T) -> Self {
        let mut known = Self::default();
        known.extend(customers);
        known
    }
}

impl<Id: Copy + Ord + Hash> KnownCustomers<Id> {
    /// Adds a customer, or replaces the one with the same id.
    pub fn insert(&mut self, customer: KnownCustomer<Id>) {
        if let Some(old) = self.records.remove(&customer.id) {
            self.forget(&old);
        }
        let id = customer.id;
        if let Some(integration_id) = &customer.integration_id {
            note(&mut self.by_integration_id, integration_id.clone(), id);
            if let Some(folded) = fold_case(integration_id) {
                note(&mut self.by_id_without_case, folded, id);
            }
        }
        if let Some(email) = &customer.email {
            note(&mut self.by_email, email.folded(), id);
        }
        for entry in &customer.phones {
            note(&mut self.by_phone, entry.phone.clone(), id);
        }
        self.records.insert(id, customer);
    }

    fn forget(&mut self, old: &KnownCustomer<Id>) {
        if let Some(integration_id) = &old.integration_id {
            strike(&mut self.by_integration_id, integration_id.clone(), old.id);
            if let Some(folded) = fold_case(integration_id) {
                strike(&mut self.by_id_without_case, folded, old.id);
            }
        }
        if let Some(email) = &old.email {
            strike(&mut self.by_email, email.folded(), old.id);
        }
        for entry in &old.phones {
            strike(&mut self.by_phone, entry.phone.clone(), old.id);
        }
    }

    /// Adds the customer created from `new` under `id`.
    pub fn apply_created(&mut self, id: Id, new: &NewCustomer<Id>) {
        self.insert(KnownCustomer::created(id, new));
    }

    /// Applies the changes to the customer `id`, if present.
    pub fn apply_changes(&mut self, id: Id, changes: &CustomerChanges) {
        if let Some(mut customer) = self.get(id).cloned() {
            customer.apply(changes);
            self.insert(customer);
        }
    }

    /// The customer with this id.
    pub fn get(&self, id: Id) -> Option<&KnownCustomer<Id>> {
        self.records.get(&id)
    }

    /// The customer with this id in the external system.
    pub fn by_integration_id(&self, integration_id: &str) -> Option<&KnownCustomer<Id>> {
        self.look_up(self.by_integration_id.get(integration_id)).next()
    }

    /// Customers whose external id differs from this one only in case, lowest id first.
    pub fn by_id_in_other_case(&self, integration_id: &str) -> impl Iterator<Item = &KnownCustomer<Id>> {
        let folded = fold_case(integration_id);
        let found = self.look_up(folded.and_then(|folded| self.by_id_without_case.get(&folded)));
        found.filter(move |customer| customer.integration_id.as_deref() != Some(integration_id))
    }

    /// Customers with this e-mail address, lowest id first. `folded` is the result of
    /// [`Email::folded`](frontdesk_core::Email::folded).
    pub fn by_email(&self, folded: &str) -> impl Iterator<Item = &KnownCustomer<Id>> {
        self.look_up(self.by_email.get(folded))
    }

    /// Customers with this number, primary or not, lowest id first.
    pub fn by_phone(&self, phone: &Phone) -> impl Iterator<Item = &KnownCustomer<Id>> {
        self.look_up(self.by_phone.get(phone))
    }

    fn look_up(&self, ids: Option<&Vec<Id>>) -> impl Iterator<Item = &KnownCustomer<Id>> {
        let ids = ids.map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.records.get(id))
    }

    /// The number of customers.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether there are no customers.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// Keeps the ids under one key in ascending order.
fn note<K: Hash + Eq, Id: Ord>(index: &mut HashMap<K, Vec<Id>>, key: K, id: Id) {
    let ids = index.entry(key).or_default();
    if let Err(place) = ids.binary_search(&id) {
        ids.insert(place, id);
    }
}

fn strike<K: Hash + Eq, Id: PartialEq>(index: &mut HashMap<K, Vec<Id>>, key: K, id: Id) {
    let Entry::Occupied(mut entry) = index.entry(key) else {
        return;
    };
    entry.get_mut().retain(|other| *other != id);
    if entry.get().is_empty() {
        entry.remove();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::known::PhoneEntry;
    use frontdesk_core::Email;

    fn id(id: i64) -> CustomerId {
        id.try_into().expect("an id")
    }

    fn entry(number: &str) -> PhoneEntry {
        PhoneEntry { phone: Phone::from_e164(number).expect("E.164"), raw: number.to_owned() }
    }

    fn new(integration_id: &str, email: &str, numbers: &[&str]) -> NewCustomer {
        NewCustomer {
            integration_id: Some(integration_id.to_owned()),
            email: Some(Email::parse(email).expect("an address")),
            phones: numbers.iter().map(|number| entry(number)).collect(),
            ..NewCustomer::default()
        }
    }

    fn ids<'a>(customers: impl Iterator<Item = &'a KnownCustomer>) -> Vec<i64> {
        customers.map(|customer| customer.id.get()).collect()
    }

    #[test]
    fn customers_are_found_by_every_key_lowest_id_first() {
        let mut known = KnownCustomers::default();
        assert!(known.is_empty());
        for number in [9, 3, 7] {
            known.apply_created(id(number), &new(&format!("x{number}"), "Desk@Example.com", &["+11", "+12"]));
        }
        assert_eq!(known.len(), 3);
        assert_eq!(ids(known.by_email("desk@example.com")), [3, 7, 9]);
        assert_eq!(ids(known.by_email("Desk@Example.com")), [0; 0]);
        assert_eq!(ids(known.by_phone(&entry("+12").phone)), [3, 7, 9]);
        assert_eq!(known.by_integration_id("x7").map(|customer| customer.id), Some(id(7)));
        assert_eq!(known.by_integration_id("X7"), None);
        assert_eq!(known.get(id(9)).map(|customer| customer.version), Some(1));
    }

    #[test]
    fn a_change_moves_a_customer_in_every_index() {
        let mut known = KnownCustomers::default();
        known.apply_created(id(1), &new("old", "old@example.com", &["+11"]));
        let changes = CustomerChanges {
            integration_id: Some("new".to_owned()),
            email: Some(Email::parse("new@example.com").expect("an address")),
            phones: Some(vec![entry("+12")]),
            ..CustomerChanges::default()
        };
        known.apply_changes(id(1), &changes);
        assert_eq!(known.by_integration_id("old"), None);
        assert_eq!(ids(known.by_email("old@example.com")), [0; 0]);
        assert_eq!(ids(known.by_phone(&entry("+11").phone)), [0; 0]);
        assert_eq!(known.by_integration_id("new").map(|customer| customer.version), Some(2));
        assert_eq!(ids(known.by_email("new@example.com")), [1]);
        assert_eq!(ids(known.by_phone(&entry("+12").phone)), [1]);
        known.apply_changes(id(2), &changes);
        assert_eq!(known.len(), 1);
    }
}
