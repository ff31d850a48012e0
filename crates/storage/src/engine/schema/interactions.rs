//! The tables of interactions, their totals and their topics.

use super::customers;

diesel::table! {
    channels (id) {
        id -> BigInt,
        firm_id -> BigInt,
        name -> Text,
        name_folded -> Text,
        created_at -> Timestamp,
    }
}

diesel::table! {
    interactions (id) {
        id -> BigInt,
        firm_id -> BigInt,
        customer_id -> BigInt,
        occurred_at -> BigInt,
        channel_id -> BigInt,
        recorded_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    interaction_totals (firm_id, grain, bucket, channel_id, customer_type, slot) {
        firm_id -> BigInt,
        grain -> SmallInt,
        bucket -> Integer,
        channel_id -> BigInt,
        customer_type -> Text,
        interaction_count -> Integer,
        slot -> SmallInt,
    }
}

diesel::table! {
    interaction_topics (firm_id, month_number, topic_folded) {
        firm_id -> BigInt,
        month_number -> Integer,
        topic_folded -> Text,
        topic -> Text,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(interactions, customers);
