//! Converts the rows of a file to clients and accounts.

#[cfg(test)]
mod tests;

use frontdesk_core::Fault;
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use crate::account::RawAccount;
use crate::client::RawClient;
use crate::names::split_at_comma;

impl RawClient {
    /// The row as a client.
    pub fn from_row(mapping: &Mapping, row: &RawRow) -> Self {
        let phone_numbers = mapping.phone_numbers(row);
        let mut client = Self { phone_numbers, birth_date: mapping.joined_birth(row), ..Self::default() };
        for (field, cell) in mapping.cells(row) {
            let place = match field {
                "integration_id" => &mut client.integration_id,
                "name" if mapping.is_last_name_first() => match split_at_comma(&cell) {
                    Some((last, first)) => {
                        client.first_name = Some(first);
                        client.last_name = Some(last);
                        continue;
                    }
                    None => &mut client.name,
                },
                "name" => &mut client.name,
                "first_name" => &mut client.first_name,
                "last_name" => &mut client.last_name,
                "type" => &mut client.kind,
                "email" => &mut client.email,
                "birth_date" => &mut client.birth_date,
                // Frontdesk's own exports mask it; a masked value is ignored.
                "ssn" if cell.starts_with("***-**-") => continue,
                "ssn" => &mut client.ssn,
                "occupation" => &mut client.occupation,
                "customer_type" => &mut client.customer_type,
                "area" => &mut client.area,
                _ => continue,
            };
            *place = Some(cell.into_owned());
        }
        client
    }
}

impl RawAccount {
    /// The row as an account.
    pub fn from_row(mapping: &Mapping, row: &RawRow) -> Self {
        let mut account = Self { phone_numbers: mapping.phone_numbers(row), ..Self::default() };
        for (field, cell) in mapping.cells(row) {
            let place = match field {
                "cid" => &mut account.cid,
                "name" if mapping.is_last_name_first() => match split_at_comma(&cell) {
                    Some((last, first)) => {
                        account.first_name = Some(first);
                        account.last_name = Some(last);
                        continue;
                    }
                    None => &mut account.name,
                },
                "name" => &mut account.name,
                "first_name" => &mut account.first_name,
                "last_name" => &mut account.last_name,
                "company_name" => &mut account.company_name,
                "email" => &mut account.email,
                "occupation" => &mut account.occupation,
                "customer_type" => &mut account.customer_type,
                "area" => &mut account.area,
                "has_dedicated_account_manager" => &mut account.has_dedicated_account_manager,
                "has_dedicated_technical_consultant" => &mut account.has_dedicated_technical_consultant,
                "has_support_contract" => &mut account.has_support_contract,
                "has_discounted_pricing" => &mut account.has_discounted_pricing,
                "account_executive" => &mut account.account_executive,
                "technical_specialist" => &mut account.technical_specialist,
                _ => continue,
            };
            *place = Some(cell.into_owned());
        }
        account
    }
}

/// A warning about a full name written `Last, First` in a file where not all names are, or the other way round.
pub fn doubtful_name(mapping: &Mapping, row: &RawRow) -> Option<Fault> {
    let name = row.cell(mapping.full_names()?);
    let is_split = split_at_comma(name).is_some();
    if !name.contains(',') || is_split == mapping.is_last_name_first() {
        return None;
    }
    let message = if is_split {
        "looks like \"Last, First\", unlike other names in the file: it was read as written"
    } else {
        "has a comma and is not \"Last, First\" like the other names: it was read as written"
    };
    Some(Fault::new("name", message))
}
