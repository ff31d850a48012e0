//! The tables of the search index.

diesel::table! {
    search_terms (firm_id, kind, term, record_id) {
        firm_id -> BigInt,
        kind -> SmallInt,
        term -> Text,
        record_id -> BigInt,
    }
}

diesel::table! {
    search_fills (kind) {
        kind -> SmallInt,
        rules -> Integer,
        filled_up_to -> BigInt,
    }
}

use super::sync::customer_users;
use super::{customer_accounts, customer_secrets, customers, requests};

diesel::allow_tables_to_appear_in_same_query!(search_terms, customers);
diesel::allow_tables_to_appear_in_same_query!(search_terms, customer_accounts);
diesel::allow_tables_to_appear_in_same_query!(search_terms, customer_secrets);
diesel::allow_tables_to_appear_in_same_query!(search_terms, customer_users);
diesel::allow_tables_to_appear_in_same_query!(search_terms, requests);
