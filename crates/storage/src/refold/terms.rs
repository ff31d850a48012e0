//! Search terms of records that are older than the index or its current rules.

use diesel::prelude::*;
use frontdesk_core::FirmId;
use frontdesk_sync::UserFields;

use super::in_transaction;
use crate::customers::Texts;
use crate::engine::connection::AnyConnection;
use crate::engine::error::StorageError;
use crate::engine::schema::search::{search_fills, search_terms};
use crate::engine::schema::sync::customer_users;
use crate::engine::schema::{customer_phones, customers, requests};
use crate::requests::terms_of_body;
use crate::search::{Kind, replace};
use crate::users::terms_of_fields;

/// The version of the rules for terms. Raise it with every change of `SearchWords`: the next start recreates all terms.
const RULES: i32 = 1;
/// The version of terms that are all to be recreated. 0 is a new index, which has none.
const OUTDATED: i32 = -1;
/// Records per transaction.
const BATCH: i64 = 500;
/// Records per line of progress in the log.
const TOLD: i64 = 100_000;

/// Brings the terms of all records up to date, one batch per transaction. After a crash it continues where it stopped.
pub(super) fn fill(conn: &mut AnyConnection) -> Result<(), StorageError> {
    for (kind, step) in
        [(Kind::Customer, fill_customers as Step), (Kind::User, fill_users), (Kind::Request, fill_requests)]
    {
        let mut done = 0;
        while let Some(records) = in_transaction(conn, |conn| fill_some(conn, kind, step))? {
            if (done + records) / TOLD > done / TOLD {
                tracing::info!(?kind, records = done + records, "search terms created");
            }
            done += records;
        }
    }
    Ok(())
}

/// Makes the next fill recreate all terms, whatever rules they follow.
pub(super) fn start_anew(conn: &mut AnyConnection) -> Result<(), StorageError> {
    diesel::update(search_fills::table)
        .set((search_fills::rules.eq(OUTDATED), search_fills::filled_up_to.eq(0)))
        .execute(conn)?;
    Ok(())
}

/// Creates the terms of the records after an id, and returns their number and the last id.
type Step = fn(&mut AnyConnection, i64) -> Result<(i64, Option<i64>), StorageError>;

/// The number of processed records; `None` when none are left.
fn fill_some(conn: &mut AnyConnection, kind: Kind, step: Step) -> Result<Option<i64>, StorageError> {
    let row = search_fills::table.find(kind.number());
    let (rules, filled_up_to): (i32, i64) =
        row.select((search_fills::rules, search_fills::filled_up_to)).get_result(conn)?;
    if rules == RULES {
        return Ok(None);
    }
    if rules != 0 && filled_up_to == 0 {
        let kinds = [Some(kind), (kind == Kind::Customer).then_some(Kind::DeletedCustomer)];
        let kinds: Vec<i16> = kinds.into_iter().flatten().map(Kind::number).collect();
        diesel::delete(search_terms::table.across_firms().filter(search_terms::kind.eq_any(kinds)))
            .execute(conn)?;
    }
    let (records, last) = step(conn, filled_up_to)?;
    let (rules, filled_up_to) = last.map_or((RULES, 0), |last| (rules, last));
    diesel::update(row)
        .set((search_fills::rules.eq(rules), search_fills::filled_up_to.eq(filled_up_to)))
        .execute(conn)?;
    Ok(Some(records))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = customers)]
struct CustomerTexts {
    id: i64,
    firm_id: i64,
    first_name: Option<String>,
    last_name: Option<String>,
    company_name: Option<String>,
    email: Option<String>,
    integration_id: Option<String>,
    customer_type: Option<String>,
    tombstone: i64,
}

fn fill_customers(conn: &mut AnyConnection, after: i64) -> Result<(i64, Option<i64>), StorageError> {
    let rows: Vec<CustomerTexts> = customers::table
        .across_firms()
        .filter(customers::id.gt(after))
        .order(customers::id)
        .limit(BATCH)
        .select(CustomerTexts::as_select())
        .load(conn)?;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let phones: Vec<(i64, String)> = customer_phones::table
        .across_firms()
        .filter(customer_phones::customer_id.eq_any(&ids))
        .order((customer_phones::customer_id, customer_phones::position))
        .select((customer_phones::customer_id, customer_phones::e164))
        .load(conn)?;
    for row in &rows {
        let texts = Texts {
            names: [&row.first_name, &row.last_name, &row.company_name].map(Option::as_deref),
            email: row.email.as_deref(),
            integration_id: row.integration_id.as_deref(),
            customer_type: row.customer_type.as_deref(),
        };
        let start = phones.partition_point(|(id, _)| *id < row.id);
        let own = phones.iter().skip(start).take_while(|(id, _)| *id == row.id);
        let words = texts.words(own.map(|(_, phone)| phone.as_str()));
        diesel::update(customers::table.across_firms().filter(customers::id.eq(row.id)))
            .set(customers::search_text.eq(words.to_text()))
            .execute(conn)?;
        let kind = if row.tombstone == 0 { Kind::Customer } else { Kind::DeletedCustomer };
        replace(conn, firm_of(row.firm_id)?, kind, row.id, &[], &words.terms())?;
    }
    Ok((count(&rows), ids.last().copied()))
}

fn fill_users(conn: &mut AnyConnection, after: i64) -> Result<(i64, Option<i64>), StorageError> {
    let rows: Vec<(i64, i64, String, String, String, i64)> = customer_users::table
        .across_firms()
        .inner_join(customers::table)
        .filter(customer_users::customer_id.gt(after))
        .order(customer_users::customer_id)
        .limit(BATCH)
        .select((
            customer_users::customer_id,
            customer_users::firm_id,
            customer_users::name,
            customer_users::email,
            customer_users::phone,
            customers::tombstone,
        ))
        .load(conn)?;
    let filled = (count(&rows), rows.last().map(|row| row.0));
    for (id, firm, name, email, phone, tombstone) in rows {
        if tombstone == 0 {
            let terms = terms_of_fields(&UserFields { name, email, phone });
            replace(conn, firm_of(firm)?, Kind::User, id, &[], &terms)?;
        }
    }
    Ok(filled)
}

fn fill_requests(conn: &mut AnyConnection, after: i64) -> Result<(i64, Option<i64>), StorageError> {
    let rows: Vec<(i64, i64, String)> = requests::table
        .across_firms()
        .filter(requests::id.gt(after))
        .order(requests::id)
        .limit(BATCH)
        .select((requests::id, requests::firm_id, requests::body))
        .load(conn)?;
    for (id, firm, body) in &rows {
        replace(conn, firm_of(*firm)?, Kind::Request, *id, &[], &terms_of_body(body))?;
    }
    Ok((count(&rows), rows.last().map(|row| row.0)))
}

fn firm_of(id: i64) -> Result<FirmId, StorageError> {
    FirmId::try_from(id).map_err(|_| StorageError::Corrupt { table: "firms", column: "id", id })
}

fn count<R>(rows: &[R]) -> i64 {
    i64::try_from(rows.len()).unwrap_or(i64::MAX)
}
