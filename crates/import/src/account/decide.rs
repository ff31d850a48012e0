//! The decision on a row of accounts.

use frontdesk_core::{Fault, FirmSettings};

use super::changes::{build_account_changes, commercial_side, kind_of};
use super::row::PreparedAccount;
use crate::client::{Decision, Refusal, Warning, shared_contacts, unacceptable_phones};
use crate::known::{Account, Known, KnownCustomer, NewCustomer};

/// The owner of a number that none of the firm's live customers has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    /// The number is free.
    Free,
    /// A customer of another firm.
    AnotherFirm,
    /// A deleted customer of this firm.
    Deleted,
}

/// Decides on one account. The number alone identifies the customer: `known` is the firm's live customer with that
/// number, or `None`. `others` must hold all customers of the firm that share the e-mail address or an acceptable phone
/// number with the row; they are named in warnings.
///
/// `holder` is the owner of the number when `known` is `None`. A number of another firm's customer is treated as free:
/// the row creates a customer, with a new id.
///
/// ```
/// use frontdesk_core::FirmSettings;
/// use frontdesk_import::account::{self, AccountRow, Holder, RawAccount};
/// use frontdesk_import::client::Decision;
/// use frontdesk_import::known::KnownCustomers;
///
/// let raw = RawAccount {
///     cid: Some("7".to_owned()),
///     name: Some("Ada Lovelace".to_owned()),
///     ..RawAccount::default()
/// };
/// let firm = FirmSettings::default();
/// let (row, _warnings) = AccountRow::parse_cells(raw)?;
/// let account = account::prepare(row, &firm);
/// let others = KnownCustomers::new();
/// let (decision, _) = account::decide_account(&firm, &account, None, &others, Holder::Free);
/// assert!(matches!(decision, Decision::Create(new) if new.id.is_some_and(|id| id.get() == 7)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// The settings of the firm that govern clients (`sync_client_contact_info` and the like) have no say here: a list
/// of accounts is kept by the firm itself, and no phone is needed.
pub fn decide_account<K: Known>(
    _firm: &FirmSettings,
    account: &PreparedAccount<K::Id>,
    known: Option<&KnownCustomer<K::Id>>,
    others: &K,
    holder: Holder,
) -> (Decision<K::Id>, Vec<Warning>) {
    let row = &account.row;
    let decision = match (known, holder) {
        (Some(known), _) => Decision::change(known.id, build_account_changes(account, known)),
        (None, Holder::Free) => Decision::Create(Box::new(new_customer(account, Some(row.cid)))),
        (None, Holder::AnotherFirm) => Decision::Create(Box::new(new_customer(account, None))),
        (None, Holder::Deleted) => return (refuse(), Vec::new()),
    };
    let own = known.map_or(row.cid, |known| known.id);
    let (email, numbers) = (account.folded_email.as_deref(), &row.phone_numbers);
    let mut warnings = unacceptable_phones(&account.unacceptable, &account.partly_acceptable);
    warnings.extend(shared_contacts(Some(own), email, &account.acceptable, numbers, others));
    (decision, warnings)
}

fn refuse<Id>() -> Decision<Id> {
    Decision::Refuse(Refusal::Invalid(Fault::new("cid", "is the id of a deleted customer").into()))
}

fn new_customer<Id>(account: &PreparedAccount<Id>, id: Option<Id>) -> NewCustomer<Id> {
    let row = &account.row;
    NewCustomer {
        id,
        kind: kind_of(row),
        first_name: row.first_name.clone(),
        last_name: row.last_name.clone(),
        company_name: row.company_name.clone(),
        email: row.email.clone(),
        phones: account.acceptable.clone(),
        occupation: row.occupation.clone(),
        customer_type: row.customer_type.clone(),
        account: commercial_side(row, &Account::default()),
        birth_date: None,
        ssn: None,
        integration_id: None,
    }
}
