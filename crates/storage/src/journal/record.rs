//! From the id of a record in the API to its internal one.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use frontdesk_interactions::parse_month;
use frontdesk_opportunities::oid::Oid;
use uuid::Uuid;

use super::kind::Kind;
use crate::deleted;
use crate::engine::error::StorageError;
use crate::engine::schema::journal::{journal_entries, journal_ranges};
use crate::engine::schema::sync::customer_users;
use crate::engine::schema::{customers, opportunities};
use crate::engine::scope::Scoped;

/// The internal id of a record. `None` when the firm has no such record and none is in the journal.
///
/// # Errors
/// The database did not answer.
pub fn find_record(scoped: &mut Scoped<'_>, kind: Kind, id: &str) -> Result<Option<i64>, StorageError> {
    let number = id.parse::<i64>().ok().filter(|number| *number > 0);
    match kind {
        Kind::Opportunity => of_deal(scoped, id),
        Kind::User => of_user(scoped, id),
        Kind::Topics => Ok(parse_month(id).ok().map(|month| month.index().into())),
        Kind::OpportunityStatuses | Kind::Firm => Ok(number.filter(|number| *number == scoped.firm_id())),
        Kind::Customer => of_number(scoped, kind, "customers", number),
        Kind::RevenueActual => of_number(scoped, kind, "revenue_actuals", number),
        Kind::RevenueTarget => of_number(scoped, kind, "revenue_targets", number),
        Kind::Interaction => of_number(scoped, kind, "interactions", number),
        Kind::Channel => of_number(scoped, kind, "channels", number),
        Kind::Operator => of_number(scoped, kind, "operators", number),
        Kind::Request => of_number(scoped, kind, "requests", number),
        Kind::Key => of_number(scoped, kind, "api_keys", number),
    }
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    found: i64,
}

/// The number, if a row has it or had it.
fn of_number(
    scoped: &mut Scoped<'_>,
    kind: Kind,
    table: &str,
    number: Option<i64>,
) -> Result<Option<i64>, StorageError> {
    let Some(number) = number else { return Ok(None) };
    // Only numbers and a constant.
    let query = format!(
        "SELECT COUNT(*) AS found FROM {table} WHERE firm_id = {} AND id = {number}",
        scoped.firm_id()
    );
    let Count { found } = diesel::sql_query(query).get_result(scoped.conn)?;
    Ok(if found > 0 || was_recorded(scoped, kind, number)? { Some(number) } else { None })
}

fn was_recorded(scoped: &mut Scoped<'_>, kind: Kind, record: i64) -> Result<bool, StorageError> {
    let entries = journal_entries::table
        .of_firm(scoped.firm)
        .filter(journal_entries::kind.eq(kind.code()))
        .filter(journal_entries::record_id.eq(record));
    let ranges = journal_ranges::table
        .of_firm(scoped.firm)
        .filter(journal_ranges::kind.eq(kind.code()))
        .filter(journal_ranges::first_id.le(record))
        .filter(journal_ranges::last_id.ge(record));
    Ok(diesel::select(diesel::dsl::exists(entries)).get_result(scoped.conn)?
        || diesel::select(diesel::dsl::exists(ranges)).get_result(scoped.conn)?)
}

fn of_deal(scoped: &mut Scoped<'_>, id: &str) -> Result<Option<i64>, StorageError> {
    let Ok(oid) = id.parse::<Oid>() else { return Ok(None) };
    let deal = opportunities::table
        .of_firm(scoped.firm)
        .filter(opportunities::oid.eq(oid.as_bytes().to_vec()))
        .select(opportunities::id);
    match deal.get_result(scoped.conn).optional()? {
        None => Ok(deleted::find(scoped, Kind::Opportunity, &oid.to_string())?.map(|deal| deal.record_id)),
        found => Ok(found),
    }
}

/// The customer of a user, deleted or not.
fn of_user(scoped: &mut Scoped<'_>, id: &str) -> Result<Option<i64>, StorageError> {
    let Ok(uuid) = Uuid::parse_str(id) else { return Ok(None) };
    let user = customer_users::table
        .of_firm(scoped.firm)
        .inner_join(customers::table)
        .filter(customers::uuid.eq(uuid.as_bytes().to_vec()))
        .select(customer_users::customer_id);
    Ok(user.get_result(scoped.conn).optional()?)
}
