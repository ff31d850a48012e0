//! What is to be done with a row of accounts.

use frontdesk_core::{Fault, FirmSettings};

use super::changes::{build_account_changes, commercial_side, kind_of};
use super::row::PreparedAccount;
use crate::client::{Decision, Refusal, Warning, shared_contacts, unacceptable_phones};
use crate::known::{Account, KnownCustomer, KnownCustomers, NewCustomer};

/// Decides on one account. The number alone says whom it means: `known` is the firm's live customer with that
/// number, or `None`. `others` must hold everyone in the firm who shares the e-mail address or an acceptable phone
/// number with it; they are named in warnings.
///
/// `taken_by_another_firm` says that the number cannot be given out here: it belongs to a customer of another firm,
/// or to one who was deleted. The refusal is the same for both, and tells nothing of who has it.
///
/// The settings of the firm that govern clients (`sync_client_contact_info` and the like) have no say here: a list
/// of accounts is kept by the firm itself, and no phone is needed.
pub fn decide_account(
    _firm: &FirmSettings,
    account: &PreparedAccount,
    known: Option<&KnownCustomer>,
    others: &KnownCustomers,
    taken_by_another_firm: bool,
) -> (Decision, Vec<Warning>) {
    let decision = match known {
        Some(known) => Decision::change(known.id, build_account_changes(account, known)),
        None if taken_by_another_firm => return (refuse(), Vec::new()),
        None => Decision::Create(Box::new(new_customer(account))),
    };
    let row = &account.row;
    let (email, numbers) = (account.folded_email.as_deref(), &row.phone_numbers);
    let mut warnings = unacceptable_phones(&account.unacceptable);
    warnings.extend(shared_contacts(Some(row.cid), email, &account.acceptable, numbers, others));
    (decision, warnings)
}

fn refuse() -> Decision {
    Decision::Refuse(Refusal::Invalid(Fault::new("cid", "is not available to this firm").into()))
}

fn new_customer(account: &PreparedAccount) -> NewCustomer {
    let row = &account.row;
    NewCustomer {
        id: Some(row.cid),
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
