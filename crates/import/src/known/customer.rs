//! The record of a customer, as far as imports read and write it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use frontdesk_core::{CustomerId, Email, Phone, Ssn};

/// Whether a customer is a person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum CustomerKind {
    /// A natural person.
    #[default]
    Person,
    /// A company; its name is the first name as given.
    Company,
}

impl CustomerKind {
    /// The word for it in responses.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Company => "Company",
        }
    }
}

/// The text is not a [`CustomerKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be Person or Company")]
pub struct UnknownCustomerKind;

impl fmt::Display for CustomerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Case-insensitive, as files spell it in many ways.
impl FromStr for CustomerKind {
    type Err = UnknownCustomerKind;

    fn from_str(text: &str) -> Result<Self, UnknownCustomerKind> {
        let kinds = [Self::Person, Self::Company];
        kinds.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text)).ok_or(UnknownCustomerKind)
    }
}

/// A phone number, stored or to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PhoneEntry {
    /// The parsed number, for comparison.
    pub phone: Phone,
    /// The original text.
    pub raw: String,
}

/// Account data of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Account {
    /// The sales area that the customer belongs to.
    pub area: Option<String>,
    /// Whether the customer has an account manager of its own.
    pub has_dedicated_account_manager: bool,
    /// Whether the customer has a technical consultant of its own.
    pub has_dedicated_technical_consultant: bool,
    /// Whether the customer pays for support.
    pub has_support_contract: bool,
    /// Whether the customer has a discount on list prices.
    pub has_discounted_pricing: bool,
    /// The salesperson in charge.
    pub account_executive: Option<String>,
    /// The technical contact in charge.
    pub technical_specialist: Option<String>,
}

/// A live customer of the firm, as far as the import rules need it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct KnownCustomer<Id = CustomerId> {
    /// The customer's id.
    pub id: Id,
    /// Incremented with each change of the record; a write based on an older version must fail.
    pub version: i64,
    /// Person or company.
    pub kind: CustomerKind,
    /// First name, or the name of a company as it was given.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// The name of a company.
    pub company_name: Option<String>,
    /// The address as given; compared without case.
    pub email: Option<Email>,
    /// The primary one first.
    pub phones: Vec<PhoneEntry>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// Whether an SSN is stored. The rules never see a stored SSN itself.
    pub has_ssn: bool,
    /// The customer's id in the external system; unique in a firm.
    pub integration_id: Option<String>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of customer.
    pub customer_type: Option<String>,
    /// Account data.
    pub account: Account,
}

impl<Id> KnownCustomer<Id> {
    /// The record that `new` creates under `id`: version 1.
    pub fn created(id: Id, new: &NewCustomer<Id>) -> Self {
        Self {
            id,
            version: 1,
            kind: new.kind,
            first_name: new.first_name.clone(),
            last_name: new.last_name.clone(),
            company_name: new.company_name.clone(),
            email: new.email.clone(),
            phones: new.phones.clone(),
            birth_date: new.birth_date,
            has_ssn: new.ssn.is_some(),
            integration_id: new.integration_id.clone(),
            occupation: new.occupation.clone(),
            customer_type: new.customer_type.clone(),
            account: new.account.clone(),
        }
    }

    /// Applies the changes and increments the version, as storing them does.
    pub fn apply(&mut self, changes: &CustomerChanges) {
        fn put<T: Clone>(field: &mut Option<T>, change: &Option<T>) {
            if let Some(value) = change {
                *field = Some(value.clone());
            }
        }
        self.version = self.version.saturating_add(1);
        self.kind = changes.kind.unwrap_or(self.kind);
        put(&mut self.first_name, &changes.first_name);
        put(&mut self.last_name, &changes.last_name);
        put(&mut self.company_name, &changes.company_name);
        put(&mut self.email, &changes.email);
        put(&mut self.birth_date, &changes.birth_date);
        put(&mut self.integration_id, &changes.integration_id);
        put(&mut self.occupation, &changes.occupation);
        put(&mut self.customer_type, &changes.customer_type);
        self.has_ssn |= changes.ssn.is_some();
        if let Some(phones) = &changes.phones {
            self.phones.clone_from(phones);
        }
        if let Some(account) = &changes.account {
            self.account.clone_from(account);
        }
    }
}

/// A customer that a row creates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCustomer<Id = CustomerId> {
    /// Given by the row (accounts), or assigned by the store.
    pub id: Option<Id>,
    /// Person or company.
    pub kind: CustomerKind,
    /// First name, or the name of a company as it was given.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// The name of a company.
    pub company_name: Option<String>,
    /// The address as given.
    pub email: Option<Email>,
    /// The primary one first.
    pub phones: Vec<PhoneEntry>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// To be sealed before it is stored.
    pub ssn: Option<Ssn>,
    /// The customer's id in the external system.
    pub integration_id: Option<String>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of customer.
    pub customer_type: Option<String>,
    /// Account data.
    pub account: Account,
}

impl<Id> Default for NewCustomer<Id> {
    fn default() -> Self {
        Self {
            id: None,
            kind: CustomerKind::default(),
            first_name: None,
            last_name: None,
            company_name: None,
            email: None,
            phones: Vec::new(),
            birth_date: None,
            ssn: None,
            integration_id: None,
            occupation: None,
            customer_type: None,
            account: Account::default(),
        }
    }
}

/// The fields that a row changes; `None` leaves a field unchanged. Imports never clear a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CustomerChanges {
    /// Person or company.
    pub kind: Option<CustomerKind>,
    /// First name, or the name of a company as it was given.
    pub first_name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// The name of a company.
    pub company_name: Option<String>,
    /// The address as given.
    pub email: Option<Email>,
    /// The whole new list, primary first; it contains every stored number.
    pub phones: Option<Vec<PhoneEntry>>,
    /// Birth date.
    pub birth_date: Option<NaiveDate>,
    /// To be sealed before it is stored.
    pub ssn: Option<Ssn>,
    /// The customer's id in the external system.
    pub integration_id: Option<String>,
    /// Occupation.
    pub occupation: Option<String>,
    /// The firm's own category of customer.
    pub customer_type: Option<String>,
    /// The whole new account data.
    pub account: Option<Account>,
}

impl CustomerChanges {
    /// Whether there is nothing to write.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `given`, if it is present and differs from the stored value: the change made by overwriting.
pub(crate) fn overwrite<T: Clone + PartialEq>(stored: &Option<T>, given: &Option<T>) -> Option<T> {
    given.as_ref().filter(|value| stored.as_ref() != Some(*value)).cloned()
}
