//! Customers that rows may mean, found by whatever a row gives.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hash;

use frontdesk_core::{CustomerId, Phone};

use super::{CustomerChanges, KnownCustomer, NewCustomer};

/// Customers that rows may mean: everyone who shares an id, an integration id, an e-mail address or a phone number
/// with a row of the chunk. Whoever fills it adds each customer once; whoever writes what was decided applies it
/// here too ([`apply_created`](Self::apply_created), [`apply_changes`](Self::apply_changes)), so that later rows of
/// the chunk see what earlier ones did.
#[derive(Debug, Clone, Default)]
pub struct KnownCustomers {
    records: HashMap<CustomerId, KnownCustomer>,
    by_integration_id: HashMap<String, Vec<CustomerId>>,
    by_email: HashMap<String, Vec<CustomerId>>,
    by_phone: HashMap<Phone, Vec<CustomerId>>,
}

impl KnownCustomers {
    /// Adds a customer, or puts it in the place of the one with the same id.
    pub fn insert(&mut self, customer: KnownCustomer) {
        if let Some(old) = self.records.remove(&customer.id) {
            self.forget(&old);
        }
        let id = customer.id;
        if let Some(integration_id) = &customer.integration_id {
            note(&mut self.by_integration_id, integration_id.clone(), id);
        }
        if let Some(email) = &customer.email {
            note(&mut self.by_email, email.folded(), id);
        }
        for entry in &customer.phones {
            note(&mut self.by_phone, entry.phone.clone(), id);
        }
        self.records.insert(id, customer);
    }

    fn forget(&mut self, old: &KnownCustomer) {
        if let Some(integration_id) = &old.integration_id {
            strike(&mut self.by_integration_id, integration_id.clone(), old.id);
        }
        if let Some(email) = &old.email {
            strike(&mut self.by_email, email.folded(), old.id);
        }
        for entry in &old.phones {
            strike(&mut self.by_phone, entry.phone.clone(), old.id);
        }
    }

    /// Adds the customer that was made of `new` under `id`.
    pub fn apply_created(&mut self, id: CustomerId, new: &NewCustomer) {
        self.insert(KnownCustomer::created(id, new));
    }

    /// Makes the changes on the customer `id`, if it is here.
    pub fn apply_changes(&mut self, id: CustomerId, changes: &CustomerChanges) {
        if let Some(mut customer) = self.get(id).cloned() {
            customer.apply(changes);
            self.insert(customer);
        }
    }

    /// The customer with this id.
    pub fn get(&self, id: CustomerId) -> Option<&KnownCustomer> {
        self.records.get(&id)
    }

    /// The customer that the outside system knows by this id.
    pub fn by_integration_id(&self, integration_id: &str) -> Option<&KnownCustomer> {
        self.look_up(self.by_integration_id.get(integration_id)).next()
    }

    /// Everyone with this e-mail address, lowest id first. `folded` is the form that
    /// [`Email::folded`](frontdesk_core::Email::folded) gives.
    pub fn by_email(&self, folded: &str) -> impl Iterator<Item = &KnownCustomer> {
        self.look_up(self.by_email.get(folded))
    }

    /// Everyone who has this number, as primary one or not, lowest id first.
    pub fn by_phone(&self, phone: &Phone) -> impl Iterator<Item = &KnownCustomer> {
        self.look_up(self.by_phone.get(phone))
    }

    fn look_up(&self, ids: Option<&Vec<CustomerId>>) -> impl Iterator<Item = &KnownCustomer> {
        let ids = ids.map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.records.get(id))
    }

    /// How many customers are here.
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nobody is here.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }
}

/// Ids under one key are kept in ascending order.
fn note<K: Hash + Eq>(index: &mut HashMap<K, Vec<CustomerId>>, key: K, id: CustomerId) {
    let ids = index.entry(key).or_default();
    if let Err(place) = ids.binary_search(&id) {
        ids.insert(place, id);
    }
}

fn strike<K: Hash + Eq>(index: &mut HashMap<K, Vec<CustomerId>>, key: K, id: CustomerId) {
    let Entry::Occupied(mut entry) = index.entry(key) else {
        return;
    };
    entry.get_mut().retain(|other| *other != id);
    if entry.get().is_empty() {
        entry.remove();
    }
}
