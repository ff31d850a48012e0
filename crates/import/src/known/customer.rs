//! The record of a customer, as far as imports read and write it.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use frontdesk_core::{CustomerId, Email, Phone, Ssn};

/// Whether a customer is a person or a company.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum CustomerKind {
    /// A human being.
    #[default]
    Person,
    /// A company; its name is the first name as given.
    Company,
}

impl CustomerKind {
    /// The word that stands for it in answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "Person",
            Self::Company => "Company",
        }
    }
}

/// The text names no [`CustomerKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be Person or Company")]
pub struct UnknownCustomerKind;

impl fmt::Display for CustomerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Without case, as files spell it in many ways.
impl FromStr for CustomerKind {
    type Err = UnknownCustomerKind;

    fn from_str(text: &str) -> Result<Self, UnknownCustomerKind> {
        let kinds = [Self::Person, Self::Company];
        kinds.into_iter().find(|kind| kind.as_str().eq_ignore_ascii_case(text)).ok_or(UnknownCustomerKind)
    }
}

/// A stored phone number, or one that is to be stored.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct PhoneEntry {
    /// What it is compared by.
    pub phone: Phone,
    /// The text it was read from.
    pub raw: String,
}

/// The commercial side of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Account {
    /// The sales area that the customer counts in.
    pub area: Option<String>,
    /// Whether somebody looks after the customer alone.
    pub has_dedicated_account_manager: bool,
    /// Whether a technical consultant looks after the customer alone.
    pub has_dedicated_technical_consultant: bool,
    /// Whether support is paid for.
    pub has_support_contract: bool,
    /// Whether the customer pays less than the list says.
    pub has_discounted_pricing: bool,
    /// Who sells to the customer.
    pub account_executive: Option<String>,
    /// Who answers the customer's technical questions.
    pub technical_specialist: Option<String>,
}

/// A live customer of the firm, as far as the import rules ask.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct KnownCustomer<Id = CustomerId> {
    /// Who it is.
    pub id: Id,
    /// Counts the changes of the record; a write that was decided on an older one must not happen.
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
    /// Day of birth.
    pub birth_date: Option<NaiveDate>,
    /// Whether an SSN is stored. The rules never see a stored SSN itself.
    pub has_ssn: bool,
    /// What the outside system calls the customer; unique in a firm.
    pub integration_id: Option<String>,
    /// What the customer does for a living.
    pub occupation: Option<String>,
    /// The firm's own word for the sort of customer.
    pub customer_type: Option<String>,
    /// The commercial side.
    pub account: Account,
}

impl<Id> KnownCustomer<Id> {
    /// The record that storing `new` under `id` makes: version 1.
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

    /// Makes the changes, and counts the version up by one, as storing them does.
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
    /// Given by the row (accounts), or left to the store.
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
    /// Day of birth.
    pub birth_date: Option<NaiveDate>,
    /// To be sealed before it is stored.
    pub ssn: Option<Ssn>,
    /// What the outside system calls the customer.
    pub integration_id: Option<String>,
    /// What the customer does for a living.
    pub occupation: Option<String>,
    /// The firm's own word for the sort of customer.
    pub customer_type: Option<String>,
    /// The commercial side.
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

/// Exactly the fields that a row changes; `None` leaves a field as it is. Imports never clear a field.
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
    /// The whole list as it is to be, primary first; it holds every number that was stored.
    pub phones: Option<Vec<PhoneEntry>>,
    /// Day of birth.
    pub birth_date: Option<NaiveDate>,
    /// To be sealed before it is stored.
    pub ssn: Option<Ssn>,
    /// What the outside system calls the customer.
    pub integration_id: Option<String>,
    /// What the customer does for a living.
    pub occupation: Option<String>,
    /// The firm's own word for the sort of customer.
    pub customer_type: Option<String>,
    /// The whole commercial side as it is to be.
    pub account: Option<Account>,
}

impl CustomerChanges {
    /// Whether nothing is to be written at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// `given` when it is there and not what is stored: the change that overwriting makes.
pub(crate) fn overwrite<T: Clone + PartialEq>(stored: &Option<T>, given: &Option<T>) -> Option<T> {
    given.as_ref().filter(|value| stored.as_ref() != Some(*value)).cloned()
}
