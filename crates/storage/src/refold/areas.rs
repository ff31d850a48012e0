//! Keys of areas and sales groups in accounts, deals and revenue.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::customers::{area_key, folded};
use crate::engine::error::StorageError;
use crate::engine::schema::{customer_accounts, opportunities};
use crate::engine::scope::Scoped;
use crate::opportunities::recount;

pub(super) fn refold(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    refold_accounts(scoped)?;
    refold_groups(scoped)?;
    actuals::refold(scoped)?;
    targets::refold(scoped)?;
    recount(scoped)
}

/// An account's key, and that of its customer's deals.
fn refold_accounts(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let areas: Vec<Option<String>> = customer_accounts::table
        .of_firm(scoped.firm)
        .filter(customer_accounts::area.is_not_null())
        .select(customer_accounts::area)
        .distinct()
        .load(scoped.conn)?;
    for area in areas.into_iter().flatten() {
        let key = area_key(&area);
        let accounts =
            || customer_accounts::table.of_firm(scoped.firm).filter(customer_accounts::area.eq(area.clone()));
        let deals = || {
            let holders = accounts().select(customer_accounts::customer_id);
            opportunities::table.of_firm(scoped.firm).filter(opportunities::customer_id.eq_any(holders))
        };
        let stored = accounts().select(customer_accounts::area_key).distinct().load(scoped.conn)?;
        if is_stale(&stored, &key) {
            diesel::update(accounts()).set(customer_accounts::area_key.eq(&key)).execute(scoped.conn)?;
        }
        let stored = deals().select(opportunities::area_key).distinct().load(scoped.conn)?;
        if is_stale(&stored, &key) {
            diesel::update(deals()).set(opportunities::area_key.eq(&key)).execute(scoped.conn)?;
        }
    }
    Ok(())
}

fn is_stale(stored: &[Option<String>], key: &Option<String>) -> bool {
    stored.iter().any(|stored| stored != key)
}

fn refold_groups(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
    let stored: Vec<(Option<String>, Option<String>)> = opportunities::table
        .of_firm(scoped.firm)
        .select((opportunities::opportunity_sales_group, opportunities::sales_group_folded))
        .distinct()
        .load(scoped.conn)?;
    for (group, stored) in stored {
        let key = group.as_deref().and_then(folded);
        if key != stored {
            let deals = opportunities::table
                .of_firm(scoped.firm)
                .filter(opportunities::opportunity_sales_group.eq(group));
            diesel::update(deals).set(opportunities::sales_group_folded.eq(key)).execute(scoped.conn)?;
        }
    }
    Ok(())
}

/// Amounts of areas that become equal are added, so that the firm's total stays the same.
macro_rules! refold_ledger {
    ($name:ident, $table:ident, $period:ident) => {
        mod $name {
            use super::*;
            use crate::engine::schema::$table::{self as rows, $period as period};

            pub(super) fn refold(scoped: &mut Scoped<'_>) -> Result<(), StorageError> {
                let stored: Vec<(i64, String, String, i32, i64)> = rows::table
                    .of_firm(scoped.firm)
                    .order(rows::id)
                    .select((rows::id, rows::area, rows::area_key, period, rows::amount))
                    .load(scoped.conn)?;
                let mut kept: BTreeMap<(String, i32), (i64, String, i64)> = BTreeMap::new();
                for (id, area, stored, of, amount) in stored {
                    let key = area_key(&area).unwrap_or_else(|| stored.clone());
                    if let Some((first, _, sum)) = kept.get_mut(&(key.clone(), of)) {
                        *sum = sum.saturating_add(amount);
                        diesel::update(rows::table.of_firm(scoped.firm).filter(rows::id.eq(*first)))
                            .set((rows::amount.eq(*sum), rows::version.eq(rows::version + 1)))
                            .execute(scoped.conn)?;
                        diesel::delete(rows::table.of_firm(scoped.firm).filter(rows::id.eq(id)))
                            .execute(scoped.conn)?;
                    } else {
                        kept.insert((key, of), (id, stored, amount));
                    }
                }
                for ((key, _), (id, stored, _)) in kept {
                    if key != stored {
                        diesel::update(rows::table.of_firm(scoped.firm).filter(rows::id.eq(id)))
                            .set(rows::area_key.eq(key))
                            .execute(scoped.conn)?;
                    }
                }
                Ok(())
            }
        }
    };
}

refold_ledger!(actuals, revenue_actuals, month_index);
refold_ledger!(targets, revenue_targets, fiscal_year);
