//! The area of a deal, copied from its customer's account so that a forecast needs no join.

use chrono::NaiveDate;
use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_opportunities::area::AreaKey;

use super::rows::OpportunityRow;
use super::sums::SumChanges;
use crate::customers;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, opportunities};
use crate::engine::scope::Scoped;

/// Moves the deals of a customer to the current area of the account. Call it after every change of an account's area,
/// in the same transaction, after the customer's own row was changed.
pub(crate) fn follow_area(
    scoped: &mut Scoped<'_>,
    customer_id: i64,
    area: Option<&str>,
    today: NaiveDate,
) -> Result<(), StorageError> {
    let key = area.and_then(AreaKey::of);
    let deals =
        || opportunities::table.of_firm(scoped.firm).filter(opportunities::customer_id.eq(customer_id));
    let rows: Vec<OpportunityRow> = deals().select(OpportunityRow::as_select()).load(scoped.conn)?;
    let mut sums = SumChanges::default();
    for row in rows {
        let before = row.area_key.clone().map(AreaKey::from_stored);
        let deal = row.into_opportunity(today)?.deal;
        sums.count(Some((&deal, before.as_ref())), Some((&deal, key.as_ref())))?;
    }
    diesel::update(deals())
        .set(opportunities::area_key.eq(key.as_ref().map(AreaKey::as_str)))
        .execute(scoped.conn)?;
    sums.write(scoped)
}

/// Locks a customer until the transaction ends, so that neither the customer nor its area changes meanwhile, and
/// returns the area. `None` when no such live customer exists.
pub(crate) fn hold_customer(
    scoped: &mut Scoped<'_>,
    cid: CustomerId,
) -> Result<Option<Option<AreaKey>>, StorageError> {
    if !customers::hold(scoped, cid)? {
        return Ok(None);
    }
    let area: Option<Option<String>> = customer_accounts::table
        .of_firm(scoped.firm)
        .filter(customer_accounts::customer_id.eq(cid.get()))
        .select(customer_accounts::area)
        .get_result(scoped.conn)
        .optional()?;
    Ok(Some(area.flatten().as_deref().and_then(AreaKey::of)))
}
