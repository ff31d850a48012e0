//! How many customers a firm has, by type: kept in the transactions that make, change and delete customers.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::kept_count::{add_up, slot};
use crate::engine::schema::customer_counts;
use crate::engine::scope::Scoped;

/// By how much the counts are to change.
#[derive(Debug, Default)]
pub(super) struct CountChanges(BTreeMap<String, i32>);

#[derive(Insertable)]
#[diesel(table_name = customer_counts)]
struct CountRow<'a> {
    firm_id: i64,
    slot: i16,
    customer_type: &'a str,
    customers: i32,
}

impl CountChanges {
    /// Counts a customer of that type, or discounts it with a negative number.
    pub(super) fn add(&mut self, customer_type: Option<&str>, by: i32) {
        *self.0.entry(customer_type.unwrap_or_default().to_owned()).or_default() += by;
    }

    /// Writes the changes, always in the same order, so that two who change the same rows wait and do not deadlock.
    pub(super) fn write(self, scoped: &mut Scoped<'_>, is_bulk: bool) -> Result<(), StorageError> {
        let slot = slot(scoped.conn, is_bulk);
        for (customer_type, customers) in self.0.iter().filter(|(_, by)| **by != 0) {
            let row = CountRow { firm_id: scoped.firm_id(), slot, customer_type, customers: *customers };
            add_up!(scoped.conn, customer_counts, &row, customers: Integer);
        }
        Ok(())
    }
}

/// How many customers are not deleted.
///
/// # Errors
/// The database did not answer.
pub(crate) fn count_all(scoped: &mut Scoped<'_>) -> Result<i64, StorageError> {
    let sum: Option<i64> = each!(scoped.conn, conn => customer_counts::table
        .of_firm(scoped.firm)
        .select(diesel::dsl::sum(customer_counts::customers))
        .get_result(conn)?);
    Ok(sum.unwrap_or_default())
}

/// Customers that are not deleted, by type; those without one first.
///
/// # Errors
/// The database did not answer.
pub(crate) fn count_by_type(scoped: &mut Scoped<'_>) -> Result<Vec<(Option<String>, i64)>, StorageError> {
    let rows: Vec<(String, Option<i64>)> = each!(scoped.conn, conn => customer_counts::table
        .of_firm(scoped.firm)
        .group_by(customer_counts::customer_type)
        .select((customer_counts::customer_type, diesel::dsl::sum(customer_counts::customers)))
        .load(conn)?);
    let counted = rows.into_iter().map(|(customer_type, customers)| {
        (Some(customer_type).filter(|text| !text.is_empty()), customers.unwrap_or_default())
    });
    // A type whose customers are all gone still has rows: of nothing.
    let mut types: Vec<(Option<String>, i64)> = counted.filter(|(_, customers)| *customers != 0).collect();
    types.sort_unstable();
    Ok(types)
}
