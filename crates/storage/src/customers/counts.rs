//! How many customers a firm has, by type: kept in the transactions that make, change and delete customers.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::engine::connection::{AnyConnection, each};
use crate::engine::error::StorageError;
use crate::engine::schema::customer_counts;
use crate::engine::scope::Scoped;
use crate::engine::slot::slot;

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
            add_to_count(scoped.conn, &row)?;
        }
        Ok(())
    }
}

fn add_to_count(conn: &mut AnyConnection, row: &CountRow<'_>) -> Result<(), StorageError> {
    macro_rules! add {
        ($conn:expr) => {
            diesel::insert_into(customer_counts::table)
                                        .values(row)
                                        .on_conflict(customer_counts::table.primary_key())
                                        .do_update()
                                        .set(customer_counts::customers.eq(customer_counts::customers
                                            + diesel::upsert::excluded(customer_counts::customers)))
                                        .execute($conn)?
        };
    }
    match conn {
        #[cfg(feature = "sqlite")]
        AnyConnection::Sqlite(conn) => add!(conn),
        #[cfg(feature = "postgres")]
        AnyConnection::Postgres(conn) => add!(conn),
        #[cfg(feature = "mysql")]
        AnyConnection::Mysql(conn) => {
            let sum = diesel::dsl::sql::<diesel::sql_types::Integer>(
                "customer_counts.customers + VALUES(customers)",
            );
            diesel::insert_into(customer_counts::table)
                .values(row)
                .on_conflict(diesel::dsl::DuplicatedKeys)
                .do_update()
                .set(customer_counts::customers.eq(sum))
                .execute(conn)?
        }
    };
    Ok(())
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
