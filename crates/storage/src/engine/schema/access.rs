//! Keys, sessions and the audit log, as Diesel sees them.

diesel::table! {
    api_keys (id) {
        id -> BigInt,
        firm_id -> BigInt,
        name -> Text,
        role -> Text,
        secret_hash -> Binary,
        created_at -> Timestamp,
        expires_at -> Nullable<Timestamp>,
        last_used_at -> Nullable<Timestamp>,
        revoked_at -> Nullable<Timestamp>,
    }
}

diesel::table! {
    sessions (token_hash) {
        token_hash -> Text,
        firm_id -> BigInt,
        api_key_id -> BigInt,
        created_at -> Timestamp,
        expires_at -> Timestamp,
    }
}

diesel::table! {
    audit_entries (id) {
        id -> BigInt,
        firm_id -> BigInt,
        chain -> SmallInt,
        position -> BigInt,
        at -> Timestamp,
        actor -> Text,
        api_key_id -> Nullable<BigInt>,
        address -> Nullable<Text>,
        action -> Text,
        subject -> Text,
        subject_id -> Text,
        hash -> Binary,
    }
}

diesel::table! {
    audit_chains (firm_id, chain) {
        firm_id -> BigInt,
        chain -> SmallInt,
        length -> BigInt,
        head -> Binary,
    }
}

diesel::joinable!(sessions -> api_keys (api_key_id));
diesel::allow_tables_to_appear_in_same_query!(api_keys, sessions);
