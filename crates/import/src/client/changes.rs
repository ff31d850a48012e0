//! The changes that a row makes to the customer that it matches.

use frontdesk_core::FirmSettings;

use super::PreparedClient;
use crate::known::{Account, CustomerChanges, CustomerKind, KnownCustomer, overwrite};
use crate::phones::join_phones;

/// The changes that the row makes to `matched`, within the firm's settings. Empty when there are none.
///
/// With `sync_client_contact_info`, the names, the e-mail address, the primary phone and an explicit `type` of the row
/// overwrite; stored numbers are kept after the new primary one. With `update_client_missing_data`, birth date,
/// occupation, customer type and area overwrite, and SSN and integration id fill empty fields. Absent fields change
/// nothing.
pub fn build_client_changes<Id>(
    firm: &FirmSettings,
    client: &PreparedClient,
    matched: &KnownCustomer<Id>,
) -> CustomerChanges {
    let mut changes = CustomerChanges::default();
    if firm.sync_client_contact_info {
        sync_contact(&mut changes, client, matched);
    }
    if firm.update_client_missing_data {
        fill_data(&mut changes, client, matched);
    }
    changes
}

fn sync_contact<Id>(changes: &mut CustomerChanges, client: &PreparedClient, matched: &KnownCustomer<Id>) {
    let row = &client.row;
    changes.kind = row.kind.filter(|kind| *kind != matched.kind);
    changes.first_name = overwrite(&matched.first_name, &row.first_name);
    changes.last_name = overwrite(&matched.last_name, &row.last_name);
    if row.kind.unwrap_or(matched.kind) == CustomerKind::Company {
        changes.company_name = overwrite(&matched.company_name, &row.first_name);
    }
    changes.email = overwrite(&matched.email, &row.email);
    changes.phones = join_phones(&matched.phones, &client.acceptable);
}

fn fill_data<Id>(changes: &mut CustomerChanges, client: &PreparedClient, matched: &KnownCustomer<Id>) {
    let row = &client.row;
    changes.birth_date = overwrite(&matched.birth_date, &row.birth_date);
    changes.occupation = overwrite(&matched.occupation, &row.occupation);
    changes.customer_type = overwrite(&matched.customer_type, &row.customer_type);
    changes.account = overwrite(&matched.account.area, &row.area)
        .map(|area| Account { area: Some(area), ..matched.account.clone() });
    if !matched.has_ssn {
        changes.ssn.clone_from(&row.ssn);
    }
    if matched.integration_id.is_none() {
        changes.integration_id = Some(row.integration_id.clone());
    }
}
