//! The tables of users and of what keeps them equal to the CRM.

use super::customers;

diesel::table! {
    customer_users (customer_id) {
        customer_id -> BigInt,
        firm_id -> BigInt,
        name -> Text,
        email -> Text,
        phone -> Text,
        crm_id -> Nullable<Text>,
        sync_status -> Text,
        pending_since -> Nullable<Timestamp>,
        base_name -> Nullable<Text>,
        base_email -> Nullable<Text>,
        base_phone -> Nullable<Text>,
        held_name -> Nullable<Text>,
        held_email -> Nullable<Text>,
        held_phone -> Nullable<Text>,
        sent_name -> Nullable<Text>,
        sent_email -> Nullable<Text>,
        sent_phone -> Nullable<Text>,
        unsettled_until -> Nullable<Timestamp>,
        name_heard_at -> Nullable<Timestamp>,
        email_heard_at -> Nullable<Timestamp>,
        phone_heard_at -> Nullable<Timestamp>,
        seen_at -> Nullable<Timestamp>,
        attempts -> Integer,
        last_error -> Nullable<Text>,
        sync_version -> BigInt,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    user_counts (firm_id, slot, sync_status) {
        firm_id -> BigInt,
        slot -> SmallInt,
        sync_status -> Text,
        users -> Integer,
    }
}

diesel::table! {
    outbox (id) {
        id -> BigInt,
        firm_id -> BigInt,
        topic -> Text,
        entity_id -> BigInt,
        entity_version -> BigInt,
        payload -> Text,
        state -> Text,
        attempts -> Integer,
        available_at -> Nullable<Timestamp>,
        lease_until -> Nullable<Timestamp>,
        lease_token -> Nullable<Text>,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    crm_webhooks (id) {
        id -> BigInt,
        firm_id -> Nullable<BigInt>,
        customer_id -> Nullable<BigInt>,
        webhook_id -> Text,
        crm_id -> Text,
        payload -> Text,
        outcome -> Text,
        occurred_at -> Timestamp,
        received_at -> Timestamp,
        sender -> BigInt,
    }
}

diesel::table! {
    user_history (id) {
        id -> BigInt,
        firm_id -> BigInt,
        customer_id -> BigInt,
        field -> Text,
        old_value -> Text,
        new_value -> Text,
        overridden -> Bool,
        cause -> Text,
        sweep_id -> Nullable<BigInt>,
        changed_at -> Timestamp,
    }
}

diesel::table! {
    crm_connection (id) {
        id -> BigInt,
        paused_reason -> Nullable<Text>,
        paused_at -> Nullable<Timestamp>,
        not_before -> Nullable<Timestamp>,
        breaker -> Text,
        breaker_until -> Nullable<Timestamp>,
        token_at -> Nullable<Timestamp>,
        rate_millis -> Nullable<BigInt>,
        next_call_at -> Nullable<Timestamp>,
        can_look_up -> Nullable<Bool>,
        can_update -> Nullable<Bool>,
    }
}

diesel::table! {
    sync_sweeps (id) {
        id -> BigInt,
        firm_id -> BigInt,
        queued_up_to -> BigInt,
        queued_all -> Bool,
        users -> BigInt,
        checked -> BigInt,
        differed -> BigInt,
        failed -> BigInt,
        started_at -> Timestamp,
        finished_at -> Nullable<Timestamp>,
        updated_at -> Timestamp,
    }
}

diesel::joinable!(customer_users -> customers (customer_id));
diesel::allow_tables_to_appear_in_same_query!(customer_users, customers, user_history, crm_webhooks);
