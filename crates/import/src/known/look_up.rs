//! Look-ups of stored customers, independent of the store.

use std::borrow::Cow;
use std::fmt::Display;

use frontdesk_core::{CustomerId, Phone};

use super::{KnownCustomer, KnownCustomers, PhoneEntry};

/// Customers that rows may match, in any store. A service with a store of its own implements this on top of it; only
/// the one customer that a row matches is loaded in full. [`KnownCustomers`] keeps them in memory.
///
/// ```
/// use std::borrow::Cow;
/// use std::collections::HashMap;
///
/// use frontdesk_core::Phone;
/// use frontdesk_import::known::{Known, KnownCustomer};
///
/// /// Contacts with the service's own ids, which no external system has ids for.
/// struct Contacts(HashMap<u128, KnownCustomer<u128>>);
///
/// impl Contacts {
///     fn ids(&self, is_meant: impl Fn(&KnownCustomer<u128>) -> bool) -> impl Iterator<Item = u128> {
///         let mut ids: Vec<u128> = self.0.values().filter(|it| is_meant(it)).map(|it| it.id).collect();
///         ids.sort_unstable();
///         ids.into_iter()
///     }
/// }
///
/// impl Known for Contacts {
///     type Id = u128;
///
///     fn with_integration_id(&self, integration_id: &str) -> Option<u128> {
///         self.ids(move |it| it.integration_id.as_deref() == Some(integration_id)).next()
///     }
///
///     fn with_email(&self, folded: &str) -> impl Iterator<Item = u128> {
///         self.ids(move |it| it.email.as_ref().is_some_and(|email| email.folded() == folded))
///     }
///
///     fn with_phone(&self, phone: &Phone) -> impl Iterator<Item = u128> {
///         self.ids(move |it| it.phones.iter().any(|entry| entry.phone == *phone))
///     }
///
///     fn record(&self, id: u128) -> Option<Cow<'_, KnownCustomer<u128>>> {
///         self.0.get(&id).map(Cow::Borrowed)
///     }
/// }
/// ```
pub trait Known {
    /// The type of a customer's id.
    type Id: Copy + Ord + Display;

    /// The customer with this id in the external system.
    fn with_integration_id(&self, integration_id: &str) -> Option<Self::Id>;

    /// Customers whose external id differs from this one only in case, lowest id first; they are named in a warning.
    /// Empty by default, for stores without such a look-up.
    fn in_other_case(&self, integration_id: &str) -> impl Iterator<Item = Self::Id> {
        let _ = integration_id;
        std::iter::empty()
    }

    /// Customers with this e-mail address, lowest id first. `folded` is the result of
    /// [`Email::folded`](frontdesk_core::Email::folded).
    fn with_email(&self, folded: &str) -> impl Iterator<Item = Self::Id>;

    /// Customers with this number, primary or not, lowest id first.
    fn with_phone(&self, phone: &Phone) -> impl Iterator<Item = Self::Id>;

    /// The whole record of a customer.
    fn record(&self, id: Self::Id) -> Option<Cow<'_, KnownCustomer<Self::Id>>>;

    /// The customer's id in the external system, if it has one. Implement it where that is cheaper than the whole
    /// record.
    fn integration_id_of(&self, id: Self::Id) -> Option<Cow<'_, str>> {
        match self.record(id)? {
            Cow::Borrowed(record) => record.integration_id.as_deref().map(Cow::Borrowed),
            Cow::Owned(record) => record.integration_id.map(Cow::Owned),
        }
    }
}

impl<Id: Copy + Ord + Display + std::hash::Hash> Known for KnownCustomers<Id> {
    type Id = Id;

    fn with_integration_id(&self, integration_id: &str) -> Option<Id> {
        self.by_integration_id(integration_id).map(|customer| customer.id)
    }

    fn in_other_case(&self, integration_id: &str) -> impl Iterator<Item = Id> {
        self.by_id_in_other_case(integration_id).map(|customer| customer.id)
    }

    fn with_email(&self, folded: &str) -> impl Iterator<Item = Id> {
        self.by_email(folded).map(|customer| customer.id)
    }

    fn with_phone(&self, phone: &Phone) -> impl Iterator<Item = Id> {
        self.by_phone(phone).map(|customer| customer.id)
    }

    fn record(&self, id: Id) -> Option<Cow<'_, KnownCustomer<Id>>> {
        self.get(id).map(Cow::Borrowed)
    }
}

/// The keys to look up customers that a row may match, or that share a contact with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Keys<'a, Id = CustomerId> {
    /// The number in the row.
    pub number: Option<Id>,
    /// The id in the external system.
    pub integration_id: Option<&'a str>,
    /// The e-mail address, folded for comparison.
    pub email_folded: Option<&'a str>,
    /// The acceptable phone numbers.
    pub phones: &'a [PhoneEntry],
}
