//! The tables as Diesel declares them. Private: every query on them is bound to a firm.

pub(crate) mod of_firm;
pub(crate) mod search;
mod support;

pub(crate) use support::{operators, request_counts, request_events, request_feeds, request_times, requests};

diesel::table! {
    firms (id) {
        id -> BigInt,
        name -> Text,
        is_corporate -> Bool,
        sync_client_contact_info -> Bool,
        update_client_missing_data -> Bool,
        default_region -> Text,
        phone_check -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        folding -> Integer,
    }
}

diesel::table! {
    customers (id) {
        id -> BigInt,
        firm_id -> BigInt,
        uuid -> Binary,
        kind -> Text,
        first_name -> Nullable<Text>,
        last_name -> Nullable<Text>,
        company_name -> Nullable<Text>,
        email -> Nullable<Text>,
        email_folded -> Nullable<Text>,
        phone -> Nullable<Text>,
        birth_date -> Nullable<Date>,
        integration_id -> Nullable<Text>,
        occupation -> Nullable<Text>,
        customer_type -> Nullable<Text>,
        search_text -> Text,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        deleted_at -> Nullable<Timestamp>,
        tombstone -> BigInt,
        first_name_folded -> Nullable<Text>,
        last_name_folded -> Nullable<Text>,
        customer_type_folded -> Nullable<Text>,
        integration_id_folded -> Nullable<Text>,
    }
}

diesel::table! {
    customer_counts (firm_id, slot, customer_type) {
        firm_id -> BigInt,
        slot -> SmallInt,
        customer_type -> Text,
        customers -> Integer,
    }
}

diesel::table! {
    customer_phones (customer_id, position) {
        customer_id -> BigInt,
        position -> SmallInt,
        firm_id -> BigInt,
        e164 -> Text,
        raw -> Nullable<Text>,
    }
}

diesel::table! {
    customer_accounts (customer_id) {
        customer_id -> BigInt,
        firm_id -> BigInt,
        area -> Nullable<Text>,
        has_dedicated_account_manager -> Bool,
        has_dedicated_technical_consultant -> Bool,
        has_support_contract -> Bool,
        has_discounted_pricing -> Bool,
        account_executive -> Nullable<Text>,
        technical_specialist -> Nullable<Text>,
        area_key -> Nullable<Text>,
    }
}

diesel::table! {
    customer_secrets (customer_id) {
        customer_id -> BigInt,
        firm_id -> BigInt,
        ssn_sealed -> Binary,
        ssn_key_id -> Text,
    }
}

diesel::table! {
    idempotency_keys (firm_id, idempotency_key) {
        firm_id -> BigInt,
        idempotency_key -> Text,
        fingerprint -> Binary,
        status -> SmallInt,
        headers -> Text,
        body -> Binary,
        created_at -> Timestamp,
    }
}

diesel::table! {
    imports (id) {
        id -> BigInt,
        firm_id -> BigInt,
        kind -> Text,
        state -> Text,
        file_name -> Text,
        spool_path -> Nullable<Text>,
        options -> Text,
        file_columns -> Nullable<Text>,
        rows_total -> Nullable<BigInt>,
        rows_done -> BigInt,
        created_rows -> BigInt,
        updated_rows -> BigInt,
        unchanged_rows -> BigInt,
        rejected_rows -> BigInt,
        hidden_rows -> BigInt,
        warnings_total -> BigInt,
        warnings -> Text,
        error -> Nullable<Text>,
        lease_until -> Nullable<Timestamp>,
        created_at -> Timestamp,
        started_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    import_claims (import_id) {
        import_id -> BigInt,
        firm_id -> BigInt,
        attempt -> BigInt,
    }
}

diesel::table! {
    import_rejects (import_id, file_row) {
        import_id -> BigInt,
        file_row -> BigInt,
        firm_id -> BigInt,
        cells_sealed -> Binary,
        cells_key_id -> Text,
        faults -> Text,
    }
}

diesel::joinable!(customer_secrets -> customers (customer_id));
diesel::joinable!(customer_accounts -> customers (customer_id));
diesel::joinable!(customer_phones -> customers (customer_id));
diesel::allow_tables_to_appear_in_same_query!(
    customers,
    customer_phones,
    customer_accounts,
    customer_secrets
);

mod access;
pub(crate) mod interactions;
pub(crate) mod journal;
pub(crate) mod sync;

pub(crate) use access::{api_keys, audit_chains, audit_entries, sessions};
// Deals and revenue.

diesel::table! {
    opportunities (id) {
        id -> BigInt,
        firm_id -> BigInt,
        oid -> Binary,
        customer_id -> BigInt,
        area_key -> Nullable<Text>,
        opportunity_sales_group -> Nullable<Text>,
        opportunity_status -> Text,
        monthly_estimated_revenue -> Nullable<BigInt>,
        estimated_delivery_date -> Nullable<Date>,
        delivery_month -> Nullable<Integer>,
        non_recurring -> Nullable<Text>,
        is_one_off -> Bool,
        last_updated_on -> Date,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
        sales_group_folded -> Nullable<Text>,
    }
}

diesel::table! {
    deal_sums (firm_id, area_key, opportunity_status, is_one_off, delivery_month) {
        firm_id -> BigInt,
        area_key -> Text,
        opportunity_status -> Text,
        is_one_off -> Bool,
        delivery_month -> Integer,
        deals -> Integer,
        revenue_parts -> BigInt,
        revenue_rest -> BigInt,
    }
}

diesel::table! {
    opportunity_statuses (firm_id, position) {
        firm_id -> BigInt,
        position -> SmallInt,
        name -> Text,
        probability -> SmallInt,
        closed -> Bool,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    revenue_actuals (id) {
        id -> BigInt,
        firm_id -> BigInt,
        area_key -> Text,
        area -> Text,
        month_index -> Integer,
        amount -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    revenue_targets (id) {
        id -> BigInt,
        firm_id -> BigInt,
        area_key -> Text,
        area -> Text,
        fiscal_year -> Integer,
        amount -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::joinable!(opportunities -> customers (customer_id));
diesel::allow_tables_to_appear_in_same_query!(opportunities, customers);
diesel::allow_tables_to_appear_in_same_query!(opportunities, customer_accounts);

diesel::table! {
    account_numbers (number, firm_id) {
        number -> BigInt,
        firm_id -> BigInt,
        customer_id -> BigInt,
    }
}
