//! The changes that a row of accounts makes to the customer with its number.

use super::PreparedAccount;
use super::row::AccountRow;
use crate::known::{Account, CustomerChanges, CustomerKind, KnownCustomer, overwrite};
use crate::phones::join_phones;

/// The changes that the row makes to `known`. A filled cell overwrites, an empty one changes nothing; stored phone
/// numbers are kept after the new primary one. A customer without a name that gets a company name becomes a company.
pub fn build_account_changes<Id>(
    account: &PreparedAccount<Id>,
    known: &KnownCustomer<Id>,
) -> CustomerChanges {
    let row = &account.row;
    let has_own_name = known.first_name.is_some() || known.last_name.is_some();
    let becomes = Some(kind_of(row)).filter(|kind| *kind == CustomerKind::Company && !has_own_name);
    CustomerChanges {
        kind: becomes.filter(|kind| *kind != known.kind),
        first_name: overwrite(&known.first_name, &row.first_name),
        last_name: overwrite(&known.last_name, &row.last_name),
        company_name: overwrite(&known.company_name, &row.company_name),
        email: overwrite(&known.email, &row.email),
        phones: join_phones(&known.phones, &account.acceptable),
        occupation: overwrite(&known.occupation, &row.occupation),
        customer_type: overwrite(&known.customer_type, &row.customer_type),
        account: Some(commercial_side(row, &known.account)).filter(|account| *account != known.account),
        birth_date: None,
        ssn: None,
        integration_id: None,
    }
}

/// A row with only a company name is a company.
pub(super) fn kind_of<Id>(row: &AccountRow<Id>) -> CustomerKind {
    match (&row.first_name, &row.last_name, &row.company_name) {
        (None, None, Some(_)) => CustomerKind::Company,
        _ => CustomerKind::Person,
    }
}

/// The account data after merging the row's filled cells into `stored`.
pub(super) fn commercial_side<Id>(row: &AccountRow<Id>, stored: &Account) -> Account {
    let text = |given: &Option<String>, stored: &Option<String>| given.clone().or_else(|| stored.clone());
    Account {
        area: text(&row.area, &stored.area),
        has_dedicated_account_manager: row
            .has_dedicated_account_manager
            .unwrap_or(stored.has_dedicated_account_manager),
        has_dedicated_technical_consultant: row
            .has_dedicated_technical_consultant
            .unwrap_or(stored.has_dedicated_technical_consultant),
        has_support_contract: row.has_support_contract.unwrap_or(stored.has_support_contract),
        has_discounted_pricing: row.has_discounted_pricing.unwrap_or(stored.has_discounted_pricing),
        account_executive: text(&row.account_executive, &stored.account_executive),
        technical_specialist: text(&row.technical_specialist, &stored.technical_specialist),
    }
}
