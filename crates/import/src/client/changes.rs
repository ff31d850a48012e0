//! What a row changes on the customer that it means.

use frontdesk_core::FirmSettings;

use super::PreparedClient;
use crate::known::{Account, CustomerChanges, CustomerKind, KnownCustomer, overwrite};
use crate::phones::join_phones;

/// Exactly what the row changes on `matched`, as far as the firm's settings let it. Empty when nothing does.
///
/// Where `sync_client_contact_info` is on, the names, the e-mail address and the primary phone that the row gives
/// overwrite, and so does a `type` that it spells out; stored numbers are kept behind the new primary one. Where
/// `update_client_missing_data` is on, birth date, occupation, customer type and area overwrite, and SSN and
/// integration id fill what is empty. What the row does not give is left alone.
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
