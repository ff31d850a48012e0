//! Inserts of many rows as one array for each column, for roles of PostgreSQL that may not use COPY.

use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Binary, Bool, Date, Nullable, SmallInt, Text, Timestamp};

use super::rows::{AccountRow, NewCustomerRow, PhoneRow, SecretRow};

/// Inserts the rows by one statement, whose text does not depend on their number. The columns are those of the table, with
/// their types in Diesel and in PostgreSQL.
macro_rules! insert_arrays {
    ($conn:expr, $rows:expr, $table:literal, [$($column:ident: $diesel:ty, $postgres:literal;)*]) => {{
        let columns = [$(stringify!($column)),*];
        let casts = [$($postgres),*];
        let numbered = casts.iter().zip(1..).map(|(cast, number)| format!("${number}::{cast}[]"));
        let arrays = numbered.collect::<Vec<_>>().join(", ");
        let columns = columns.join(", ");
        let insert = format!("INSERT INTO {} ({columns}) SELECT * FROM unnest({arrays})", $table);
        diesel::sql_query(insert)
            $(.bind::<Array<$diesel>, _>($rows.iter().map(|row| &row.$column).collect::<Vec<_>>()))*
            .execute($conn)
            .map(drop)
    }};
}

pub(super) fn customers(conn: &mut PgConnection, rows: &[NewCustomerRow]) -> QueryResult<()> {
    insert_arrays!(conn, rows, "customers", [
        id: BigInt, "bigint";
        firm_id: BigInt, "bigint";
        uuid: Binary, "bytea";
        kind: Text, "text";
        first_name: Nullable<Text>, "text";
        last_name: Nullable<Text>, "text";
        company_name: Nullable<Text>, "text";
        email: Nullable<Text>, "text";
        email_folded: Nullable<Text>, "text";
        phone: Nullable<Text>, "text";
        birth_date: Nullable<Date>, "date";
        integration_id: Nullable<Text>, "text";
        occupation: Nullable<Text>, "text";
        customer_type: Nullable<Text>, "text";
        search_text: Text, "text";
        version: BigInt, "bigint";
        created_at: Timestamp, "timestamp";
        updated_at: Timestamp, "timestamp";
        deleted_at: Nullable<Timestamp>, "timestamp";
        tombstone: BigInt, "bigint";
        first_name_folded: Nullable<Text>, "text";
        last_name_folded: Nullable<Text>, "text";
        customer_type_folded: Nullable<Text>, "text";
        integration_id_folded: Nullable<Text>, "text";
    ])
}

pub(super) fn phones(conn: &mut PgConnection, rows: &[PhoneRow]) -> QueryResult<()> {
    insert_arrays!(conn, rows, "customer_phones", [
        customer_id: BigInt, "bigint";
        position: SmallInt, "smallint";
        firm_id: BigInt, "bigint";
        e164: Text, "text";
        raw: Nullable<Text>, "text";
    ])
}

pub(super) fn accounts(conn: &mut PgConnection, rows: &[AccountRow]) -> QueryResult<()> {
    insert_arrays!(conn, rows, "customer_accounts", [
        customer_id: BigInt, "bigint";
        firm_id: BigInt, "bigint";
        area: Nullable<Text>, "text";
        has_dedicated_account_manager: Bool, "boolean";
        has_dedicated_technical_consultant: Bool, "boolean";
        has_support_contract: Bool, "boolean";
        has_discounted_pricing: Bool, "boolean";
        account_executive: Nullable<Text>, "text";
        technical_specialist: Nullable<Text>, "text";
        area_key: Nullable<Text>, "text";
    ])
}

pub(super) fn secrets(conn: &mut PgConnection, rows: &[SecretRow]) -> QueryResult<()> {
    insert_arrays!(conn, rows, "customer_secrets", [
        customer_id: BigInt, "bigint";
        firm_id: BigInt, "bigint";
        ssn_sealed: Binary, "bytea";
        ssn_key_id: Text, "text";
    ])
}
