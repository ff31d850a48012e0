//! The tables of the journal.

diesel::table! {
    journal_batches (id) {
        id -> BigInt,
        firm_id -> BigInt,
        first_seq -> Nullable<BigInt>,
        entries -> BigInt,
        at -> Timestamp,
        actor -> Text,
        api_key_id -> Nullable<BigInt>,
        cause -> Text,
        cause_id -> Nullable<Text>,
    }
}

diesel::table! {
    journal_entries (firm_id, batch_id, position) {
        firm_id -> BigInt,
        batch_id -> BigInt,
        position -> BigInt,
        kind -> SmallInt,
        action -> SmallInt,
        record_id -> BigInt,
        version -> BigInt,
        changes -> Nullable<Text>,
    }
}

diesel::table! {
    journal_ranges (firm_id, kind, first_id) {
        firm_id -> BigInt,
        kind -> SmallInt,
        first_id -> BigInt,
        last_id -> BigInt,
        batch_id -> BigInt,
        position -> BigInt,
    }
}

diesel::table! {
    journal_feeds (firm_id) {
        firm_id -> BigInt,
        last_seq -> BigInt,
        recorded_since -> Timestamp,
    }
}

diesel::table! {
    deleted_records (id) {
        id -> BigInt,
        firm_id -> BigInt,
        kind -> SmallInt,
        record_id -> BigInt,
        public_id -> Text,
        created_at -> Timestamp,
        deleted_at -> Timestamp,
    }
}

diesel::joinable!(journal_entries -> journal_batches (batch_id));
diesel::joinable!(journal_ranges -> journal_batches (batch_id));
diesel::allow_tables_to_appear_in_same_query!(journal_batches, journal_entries, journal_ranges);
