//! Inserts of many customers and their phone numbers on SQLite.

use chrono::NaiveDateTime;
use diesel::prelude::*;

use super::rows::{NewCustomerRow, PhoneRow};
use crate::engine::sqlite::{Insert, Value};

const CUSTOMERS: &str = "INSERT INTO customers (id, firm_id, uuid, kind, first_name, last_name, company_name, email,
    email_folded, phone, birth_date, integration_id, occupation, customer_type, search_text, version, created_at,
    updated_at, deleted_at, tombstone, first_name_folded, last_name_folded, customer_type_folded, integration_id_folded)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

const PHONES: &str =
    "INSERT INTO customer_phones (customer_id, position, firm_id, e164, raw) VALUES (?, ?, ?, ?, ?)";

pub(super) fn customers(conn: &mut SqliteConnection, rows: &[NewCustomerRow]) -> QueryResult<()> {
    let mut insert = Insert::prepare(conn, CUSTOMERS)?;
    // Most rows of a chunk have the time of the one before.
    let (mut created, mut updated) = (Time::default(), Time::default());
    for row in rows {
        let (created_at, updated_at) = (created.text(row.created_at), updated.text(row.updated_at));
        let deleted_at = row.deleted_at.map(text_of_time);
        let birth_date = row.birth_date.map(|date| date.format("%F").to_string());
        insert.run(&[
            Value::Integer(row.id),
            Value::Integer(row.firm_id),
            Value::Bytes(&row.uuid),
            Value::Text(row.kind),
            text(&row.first_name),
            text(&row.last_name),
            text(&row.company_name),
            text(&row.email),
            text(&row.email_folded),
            text(&row.phone),
            text(&birth_date),
            text(&row.integration_id),
            text(&row.occupation),
            text(&row.customer_type),
            Value::Text(&row.search_text),
            Value::Integer(row.version),
            Value::Text(created_at),
            Value::Text(updated_at),
            text(&deleted_at),
            Value::Integer(row.tombstone),
            text(&row.first_name_folded),
            text(&row.last_name_folded),
            text(&row.customer_type_folded),
            text(&row.integration_id_folded),
        ])?;
    }
    Ok(())
}

pub(super) fn phones(conn: &mut SqliteConnection, rows: &[PhoneRow]) -> QueryResult<()> {
    let mut insert = Insert::prepare(conn, PHONES)?;
    for row in rows {
        insert.run(&[
            Value::Integer(row.customer_id),
            Value::Integer(i64::from(row.position)),
            Value::Integer(row.firm_id),
            Value::Text(&row.e164),
            text(&row.raw),
        ])?;
    }
    Ok(())
}

fn text(text: &Option<String>) -> Value<'_> {
    text.as_deref().map_or(Value::Null, Value::Text)
}

/// A time as Diesel writes it.
fn text_of_time(time: NaiveDateTime) -> String {
    time.format("%F %T%.f").to_string()
}

/// The text of the last time: formatting takes as long as inserting a short row.
#[derive(Default)]
struct Time {
    time: NaiveDateTime,
    text: String,
}

impl Time {
    fn text(&mut self, time: NaiveDateTime) -> &str {
        if self.text.is_empty() || self.time != time {
            *self = Self { time, text: text_of_time(time) };
        }
        &self.text
    }
}
