//! Finds the customers that have the keys of a chunk.

use std::collections::BTreeSet;

use diesel::prelude::*;
#[cfg(feature = "postgres")]
use diesel::sql_types::{Array, BigInt, Text};

#[cfg(feature = "postgres")]
use crate::engine::connection::AnyConnection;
use crate::engine::connection::each;
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_phones, customers};
use crate::engine::scope::Scoped;

/// Up to this many keys are looked up one by one with prepared statements; more with a list that has to be parsed each
/// time.
const FEW: usize = 4;

/// The most keys per statement, each a parameter: SQLite accepts 32,766, MySQL 65,535. A chunk of four thousand rows
/// with two numbers each stays below.
pub(super) const MOST: usize = 10_000;

/// The keys in the rows of a chunk.
#[derive(Debug, Default)]
pub(crate) struct Keys<'a> {
    pub(crate) ids: Vec<i64>,
    pub(crate) integration_ids: Vec<&'a str>,
    /// The same, case-folded, to find customers whose keys differ in case only.
    pub(crate) ids_without_case: Vec<String>,
    pub(crate) emails_folded: Vec<&'a str>,
    pub(crate) phones: Vec<&'a str>,
}

/// The ids of the firm's live customers that have one of the keys, and of those requested by id.
pub(super) fn find_ids(scoped: &mut Scoped<'_>, keys: &Keys<'_>) -> Result<BTreeSet<i64>, StorageError> {
    let mut ids: BTreeSet<i64> = keys.ids.iter().copied().collect();
    if keys.integration_ids.len() + keys.emails_folded.len() + keys.phones.len() <= FEW {
        find_one_by_one(scoped, keys, &mut ids)?;
    } else {
        find_together(scoped, keys, &mut ids)?;
    }
    Ok(ids)
}

fn find_one_by_one(
    scoped: &mut Scoped<'_>,
    keys: &Keys<'_>,
    ids: &mut BTreeSet<i64>,
) -> Result<(), StorageError> {
    for key in &keys.integration_ids {
        ids.extend(each!(scoped.conn, conn => customers::table
            .living(scoped.firm)
            .filter(customers::integration_id.eq(key))
            .select(customers::id)
            .load::<i64>(conn)?));
    }
    for key in &keys.ids_without_case {
        ids.extend(each!(scoped.conn, conn => customers::table
            .living(scoped.firm)
            .filter(customers::integration_id_folded.eq(key))
            .select(customers::id)
            .load::<i64>(conn)?));
    }
    for key in &keys.emails_folded {
        ids.extend(each!(scoped.conn, conn => customers::table
            .living(scoped.firm)
            .filter(customers::email_folded.eq(key))
            .select(customers::id)
            .load::<i64>(conn)?));
    }
    for key in &keys.phones {
        ids.extend(each!(scoped.conn, conn => customer_phones::table
            .of_firm(scoped.firm)
            .filter(customer_phones::e164.eq(key))
            .select(customer_phones::customer_id)
            .load::<i64>(conn)?));
    }
    Ok(())
}

fn find_together(
    scoped: &mut Scoped<'_>,
    keys: &Keys<'_>,
    ids: &mut BTreeSet<i64>,
) -> Result<(), StorageError> {
    #[cfg(feature = "postgres")]
    if let AnyConnection::Postgres(conn) = &mut *scoped.conn {
        return find_by_loops(conn, scoped.firm.get(), keys, ids);
    }
    for keys in keys.integration_ids.chunks(MOST) {
        ids.extend::<Vec<i64>>(
            customers::table
                .living(scoped.firm)
                .filter(customers::integration_id.eq_any(keys))
                .select(customers::id)
                .load(scoped.conn)?,
        );
    }
    for keys in keys.ids_without_case.chunks(MOST) {
        ids.extend::<Vec<i64>>(
            customers::table
                .living(scoped.firm)
                .filter(customers::integration_id_folded.eq_any(keys))
                .select(customers::id)
                .load(scoped.conn)?,
        );
    }
    for keys in keys.emails_folded.chunks(MOST) {
        ids.extend::<Vec<i64>>(
            customers::table
                .living(scoped.firm)
                .filter(customers::email_folded.eq_any(keys))
                .select(customers::id)
                .load(scoped.conn)?,
        );
    }
    for keys in keys.phones.chunks(MOST) {
        ids.extend::<Vec<i64>>(
            customer_phones::table
                .of_firm(scoped.firm)
                .filter(customer_phones::e164.eq_any(keys))
                .select(customer_phones::customer_id)
                .load(scoped.conn)?,
        );
    }
    Ok(())
}

/// One index look-up per key, within one statement. Without statistics PostgreSQL plans a list of thousands as a full
/// scan of the table for every chunk; `OFFSET 0` keeps the planner from flattening the list.
#[cfg(feature = "postgres")]
fn find_by_loops(
    conn: &mut PgConnection,
    firm: i64,
    keys: &Keys<'_>,
    ids: &mut BTreeSet<i64>,
) -> Result<(), StorageError> {
    // Before a table has statistics, an index that begins with the firm seems as good as that of the key, and reads all
    // customers of the firm for each key. A sum keeps the planner from it. Later it would read all firms with the key.
    let of_firm = if has_statistics(conn)? { "firm_id = $2" } else { "firm_id + 0 = $2" };
    let customers =
        |column| format!("SELECT id FROM customers WHERE {column} = key AND {of_firm} AND tombstone = 0");
    let phones = format!("SELECT customer_id AS id FROM customer_phones WHERE e164 = key AND {of_firm}");

    let without_case = keys.ids_without_case.iter().map(String::as_str).collect();
    let lists = [
        (customers("integration_id"), &keys.integration_ids),
        (customers("integration_id_folded"), &without_case),
        (customers("email_folded"), &keys.emails_folded),
        (phones, &keys.phones),
    ];
    for (look_up, list) in lists {
        if !list.is_empty() {
            let query = format!(
                "SELECT found.id FROM unnest($1) AS key CROSS JOIN LATERAL ({look_up} OFFSET 0) AS found"
            );
            let query = diesel::sql_query(query).bind::<Array<Text>, _>(list).bind::<BigInt, _>(firm);
            ids.extend(query.load::<Found>(conn)?.into_iter().map(|found| found.id));
        }
    }
    Ok(())
}

/// Whether PostgreSQL has counted the rows of the table.
#[cfg(feature = "postgres")]
fn has_statistics(conn: &mut PgConnection) -> Result<bool, StorageError> {
    let counted = "(SELECT reltuples > 0 FROM pg_class WHERE oid = 'customers'::regclass)";
    Ok(diesel::select(diesel::dsl::sql::<diesel::sql_types::Bool>(counted)).get_result(conn)?)
}

#[cfg(feature = "postgres")]
#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = BigInt)]
    id: i64,
}
