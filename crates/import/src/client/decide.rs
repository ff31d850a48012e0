//! Matching of a client row, and the decision on it.

use frontdesk_core::{CustomerId, Fault, Faults, FirmSettings};

use super::{
    PreparedClient, Warning, build_client_changes, id_in_other_case, shared_contacts, unacceptable_phones,
};
use crate::known::{Account, CustomerChanges, CustomerKind, Known, NewCustomer};
use crate::tally::Outcome;

/// Why a row was rejected.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The row has faults.
    #[error(transparent)]
    Invalid(Faults),
    /// The row has no match, and new clients were not requested.
    #[error("Client not found, stopping import.")]
    NotFound,
}

impl Refusal {
    /// The faults to report for the row.
    pub fn into_faults(self) -> Vec<Fault> {
        match self {
            Self::Invalid(faults) => faults.into_vec(),
            Self::NotFound => vec![Fault::sentence("", self.to_string())],
        }
    }
}

/// The decision on a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision<Id = CustomerId> {
    /// The row has no match: create a customer.
    Create(Box<NewCustomer<Id>>),
    /// The row matches a stored customer and changes it.
    Update {
        /// The matched customer.
        id: Id,
        /// The changed fields.
        changes: Box<CustomerChanges>,
    },
    /// The row matches a stored customer and changes nothing: nothing is written, the version stays.
    Unchanged {
        /// The matched customer.
        id: Id,
    },
    /// Nothing is written.
    Refuse(Refusal),
}

impl<Id> Decision<Id> {
    /// An update with `changes`, or `Unchanged` when they are empty.
    pub(crate) fn change(id: Id, changes: CustomerChanges) -> Self {
        if changes.is_empty() {
            Self::Unchanged { id }
        } else {
            Self::Update { id, changes: Box::new(changes) }
        }
    }

    /// How the row counts once this is done.
    pub fn outcome(&self) -> Outcome {
        match self {
            Self::Create(_) => Outcome::Created,
            Self::Update { .. } => Outcome::Updated,
            Self::Unchanged { .. } => Outcome::Unchanged,
            Self::Refuse(_) => Outcome::Rejected,
        }
    }
}

/// Decides on one client. `known` must hold all customers of the firm that share the integration id, the e-mail address
/// or an acceptable phone number with it.
///
/// The row matches, in this order: the customer with its integration id; in a corporate firm, the customer with its
/// e-mail address; the customer with one of its acceptable numbers, in order. The last two never match a customer with
/// a different integration id. Of several candidates the one with the lowest id matches.
///
/// A rejected row has no warnings, only faults.
///
/// ```
/// use chrono::NaiveDate;
/// use frontdesk_core::FirmSettings;
/// use frontdesk_import::client::{self, ClientRow, Decision, IntegrationType, RawClient, Refusal};
/// use frontdesk_import::known::KnownCustomers;
///
/// let raw = RawClient {
///     name: Some("Ada Lovelace".to_owned()),
///     integration_id: Some("ext-1".to_owned()),
///     ..RawClient::default()
/// };
/// let today = NaiveDate::from_ymd_opt(2026, 1, 31).ok_or("no such day")?;
/// let row = ClientRow::parse(raw, IntegrationType::CsvImport, today)?;
/// let firm = FirmSettings::default();
/// let client = client::prepare(row, &firm);
/// // Ids may be of any type that can be ordered and printed.
/// let known = KnownCustomers::<u128>::default();
/// let (decision, _) = client::decide(&firm, &client, true, &known);
/// // She has no phone number, and the firm calls its clients.
/// assert!(matches!(decision, Decision::Refuse(Refusal::Invalid(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decide<K: Known>(
    firm: &FirmSettings,
    client: &PreparedClient,
    create_new_client: bool,
    known: &K,
) -> (Decision<K::Id>, Vec<Warning>) {
    let matched = find(firm, client, known).and_then(|id| known.record(id));
    let decision = match &matched {
        Some(matched) => Decision::change(matched.id, build_client_changes(firm, client, matched)),
        None if !create_new_client => Decision::Refuse(Refusal::NotFound),
        None if !firm.is_corporate && client.acceptable.is_empty() => {
            Decision::Refuse(Refusal::Invalid(no_phone(&client.row.phone_numbers).into()))
        }
        None => Decision::Create(Box::new(new_customer(client))),
    };
    let warnings = match decision {
        Decision::Refuse(_) => Vec::new(),
        _ => warnings(client, matched.map(|customer| customer.id), known),
    };
    (decision, warnings)
}

fn find<K: Known>(firm: &FirmSettings, client: &PreparedClient, known: &K) -> Option<K::Id> {
    let id = client.row.integration_id.as_str();
    let may_be_meant = |customer: &K::Id| known.integration_id_of(*customer).is_none_or(|other| other == id);
    let by_email = || {
        let folded = client.folded_email.as_deref().filter(|_| firm.is_corporate)?;
        known.with_email(folded).find(may_be_meant)
    };
    let by_phone =
        || client.acceptable.iter().find_map(|entry| known.with_phone(&entry.phone).find(may_be_meant));
    known.with_integration_id(id).or_else(by_email).or_else(by_phone)
}

fn no_phone(numbers: &[String]) -> Fault {
    let given: Vec<&str> = numbers.iter().map(String::as_str).filter(|number| !number.is_empty()).collect();
    let given = if given.is_empty() { "<None>".to_owned() } else { given.join(", ") };
    Fault::sentence("phone_numbers", format!("Cell phone invalid: {given}"))
}

fn new_customer<Id>(client: &PreparedClient) -> NewCustomer<Id> {
    let row = &client.row;
    let kind = row.kind.unwrap_or_default();
    NewCustomer {
        id: None,
        kind,
        first_name: row.first_name.clone(),
        last_name: row.last_name.clone(),
        company_name: row.first_name.clone().filter(|_| kind == CustomerKind::Company),
        email: row.email.clone(),
        phones: client.acceptable.clone(),
        birth_date: row.birth_date,
        ssn: row.ssn.clone(),
        integration_id: Some(row.integration_id.clone()),
        occupation: row.occupation.clone(),
        customer_type: row.customer_type.clone(),
        account: Account { area: row.area.clone(), ..Account::default() },
    }
}

fn warnings<K: Known>(client: &PreparedClient, meant: Option<K::Id>, known: &K) -> Vec<Warning> {
    let numbers = &client.row.phone_numbers;
    let mut warnings = unacceptable_phones(&client.unacceptable, &client.partly_acceptable);
    warnings.extend(id_in_other_case(&client.row.integration_id, known));
    warnings.extend(shared_contacts(
        meant,
        client.folded_email.as_deref(),
        &client.acceptable,
        numbers,
        known,
    ));
    warnings
}
