//! Operators and support requests.

diesel::table! {
    operators (id) {
        id -> BigInt,
        firm_id -> BigInt,
        name -> Text,
        first_name -> Nullable<Text>,
        last_name -> Nullable<Text>,
        email -> Nullable<Text>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    requests (id) {
        id -> BigInt,
        firm_id -> BigInt,
        customer_id -> BigInt,
        body -> Text,
        status -> Text,
        archived -> Bool,
        processed_by -> Nullable<BigInt>,
        resolution_comment -> Nullable<Text>,
        assigned_at -> Nullable<Timestamp>,
        resolved_at -> Nullable<Timestamp>,
        seconds_to_assign -> Nullable<BigInt>,
        seconds_to_resolve -> Nullable<BigInt>,
        version -> BigInt,
        created_at -> Timestamp,
        updated_at -> Timestamp,
    }
}

diesel::table! {
    request_counts (firm_id, operator_id, status, archived) {
        firm_id -> BigInt,
        operator_id -> BigInt,
        status -> Text,
        archived -> Bool,
        requests -> Integer,
    }
}

diesel::table! {
    request_times (firm_id, operator_id, kind, bucket) {
        firm_id -> BigInt,
        operator_id -> BigInt,
        kind -> SmallInt,
        bucket -> BigInt,
        requests -> Integer,
        seconds -> BigInt,
    }
}

diesel::table! {
    request_feeds (firm_id) {
        firm_id -> BigInt,
        last_event_id -> BigInt,
    }
}

diesel::table! {
    request_events (firm_id, id) {
        firm_id -> BigInt,
        id -> BigInt,
        request_id -> BigInt,
        from_status -> Nullable<Text>,
        to_status -> Text,
        operator_id -> Nullable<BigInt>,
        comment -> Nullable<Text>,
        happened_at -> Timestamp,
    }
}

diesel::allow_tables_to_appear_in_same_query!(requests, request_events);
