//! Rows of the customer tables.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::prelude::*;
use frontdesk_import::known::Account;

use super::search::area_key;
use crate::engine::schema::{customer_accounts, customer_phones, customer_secrets, customers};

#[derive(Queryable, Selectable)]
#[diesel(table_name = customers)]
pub(super) struct CustomerRow {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) kind: String,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) company_name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) birth_date: Option<NaiveDate>,
    pub(super) integration_id: Option<String>,
    pub(super) occupation: Option<String>,
    pub(super) customer_type: Option<String>,
}

/// An `id` of 0 lets MySQL assign one.
#[derive(Insertable)]
#[diesel(table_name = customers, treat_none_as_default_value = false)]
pub(super) struct NewCustomerRow {
    pub(super) id: i64,
    pub(super) firm_id: i64,
    pub(super) uuid: Vec<u8>,
    pub(super) kind: &'static str,
    pub(super) first_name: Option<String>,
    pub(super) last_name: Option<String>,
    pub(super) company_name: Option<String>,
    pub(super) email: Option<String>,
    pub(super) email_folded: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) birth_date: Option<NaiveDate>,
    pub(super) integration_id: Option<String>,
    pub(super) occupation: Option<String>,
    pub(super) customer_type: Option<String>,
    pub(super) search_text: String,
    pub(super) version: i64,
    pub(super) created_at: NaiveDateTime,
    pub(super) updated_at: NaiveDateTime,
    pub(super) deleted_at: Option<NaiveDateTime>,
    pub(super) tombstone: i64,
    pub(super) first_name_folded: Option<String>,
    pub(super) last_name_folded: Option<String>,
    pub(super) customer_type_folded: Option<String>,
    pub(super) integration_id_folded: Option<String>,
}

/// `None` leaves a column unchanged, `Some(None)` empties it.
#[derive(AsChangeset)]
#[diesel(table_name = customers)]
pub(super) struct CustomerChangeset {
    pub(super) kind: Option<&'static str>,
    pub(super) first_name: Option<Option<String>>,
    pub(super) last_name: Option<Option<String>>,
    pub(super) company_name: Option<Option<String>>,
    pub(super) email: Option<Option<String>>,
    pub(super) email_folded: Option<Option<String>>,
    pub(super) phone: Option<Option<String>>,
    pub(super) birth_date: Option<Option<NaiveDate>>,
    pub(super) integration_id: Option<Option<String>>,
    pub(super) occupation: Option<Option<String>>,
    pub(super) customer_type: Option<Option<String>>,
    pub(super) search_text: String,
    pub(super) version: i64,
    pub(super) updated_at: NaiveDateTime,
    pub(super) first_name_folded: Option<Option<String>>,
    pub(super) last_name_folded: Option<Option<String>>,
    pub(super) customer_type_folded: Option<Option<String>>,
    pub(super) integration_id_folded: Option<Option<String>>,
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = customer_phones, treat_none_as_default_value = false)]
pub(super) struct PhoneRow {
    pub(super) customer_id: i64,
    pub(super) position: i16,
    pub(super) firm_id: i64,
    pub(super) e164: String,
    pub(super) raw: Option<String>,
}

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = customer_accounts, treat_none_as_default_value = false, treat_none_as_null = true)]
pub(super) struct AccountRow {
    pub(super) customer_id: i64,
    pub(super) firm_id: i64,
    pub(super) area: Option<String>,
    pub(super) has_dedicated_account_manager: bool,
    pub(super) has_dedicated_technical_consultant: bool,
    pub(super) has_support_contract: bool,
    pub(super) has_discounted_pricing: bool,
    pub(super) account_executive: Option<String>,
    pub(super) technical_specialist: Option<String>,
    pub(super) area_key: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = customer_secrets, treat_none_as_default_value = false)]
pub(super) struct SecretRow {
    pub(super) customer_id: i64,
    pub(super) firm_id: i64,
    pub(super) ssn_sealed: Vec<u8>,
    pub(super) ssn_key_id: String,
}

impl AccountRow {
    pub(super) fn new(firm_id: i64, customer_id: i64, account: &Account) -> Self {
        Self {
            customer_id,
            firm_id,
            area: account.area.clone(),
            has_dedicated_account_manager: account.has_dedicated_account_manager,
            has_dedicated_technical_consultant: account.has_dedicated_technical_consultant,
            has_support_contract: account.has_support_contract,
            has_discounted_pricing: account.has_discounted_pricing,
            account_executive: account.account_executive.clone(),
            technical_specialist: account.technical_specialist.clone(),
            area_key: account.area.as_deref().and_then(area_key),
        }
    }

    pub(super) fn into_account(self) -> Account {
        Account {
            area: self.area,
            has_dedicated_account_manager: self.has_dedicated_account_manager,
            has_dedicated_technical_consultant: self.has_dedicated_technical_consultant,
            has_support_contract: self.has_support_contract,
            has_discounted_pricing: self.has_discounted_pricing,
            account_executive: self.account_executive,
            technical_specialist: self.technical_specialist,
        }
    }
}
