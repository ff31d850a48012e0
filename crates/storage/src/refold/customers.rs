//! Keys of customers.

use diesel::prelude::*;
use frontdesk_core::{clean, fold_address};
use frontdesk_import::repeats::fold_case;

use crate::customers::folded;
use crate::engine::error::StorageError;
use crate::engine::schema::customers;
use crate::engine::scope::Scoped;

/// Rows per transaction, so that other writers do not wait long.
const BATCH: i64 = 2_000;

#[derive(Queryable, Selectable)]
#[diesel(table_name = customers)]
struct Texts {
    id: i64,
    first_name: Option<String>,
    last_name: Option<String>,
    email: Option<String>,
    integration_id: Option<String>,
    customer_type: Option<String>,
    tombstone: i64,
    #[diesel(embed)]
    keys: Keys,
}

/// The keys derived from the texts.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, AsChangeset)]
#[diesel(table_name = customers, treat_none_as_null = true)]
struct Keys {
    first_name_folded: Option<String>,
    last_name_folded: Option<String>,
    customer_type_folded: Option<String>,
    integration_id_folded: Option<String>,
    email_folded: Option<String>,
}

impl Texts {
    fn keys(&self) -> Keys {
        let email_folded = self.email.as_deref().map(fold_address);
        Keys {
            first_name_folded: self.first_name.as_deref().and_then(folded),
            last_name_folded: self.last_name.as_deref().and_then(folded),
            customer_type_folded: self.customer_type.as_deref().and_then(folded),
            integration_id_folded: self.integration_id.as_deref().and_then(fold_case),
            email_folded,
        }
    }
}

/// Recomputes the keys of the next customers after an id, including deleted ones. Returns the last id; `None` at the
/// end.
pub(super) fn refold_batch(scoped: &mut Scoped<'_>, after: i64) -> Result<Option<i64>, StorageError> {
    let rows: Vec<Texts> = customers::table
        .of_firm(scoped.firm)
        .filter(customers::id.gt(after))
        .order(customers::id)
        .limit(BATCH)
        .select(Texts::as_select())
        .load(scoped.conn)?;
    for row in &rows {
        let keys = row.keys();
        if keys != row.keys {
            diesel::update(customers::table.of_firm(scoped.firm).filter(customers::id.eq(row.id)))
                .set(&keys)
                .execute(scoped.conn)?;
        }
        compose_id(scoped, row)?;
    }
    Ok(rows.last().map(|row| row.id))
}

/// External ids are stored in normalization form C. Where another customer has that form already, both stay unchanged:
/// a start-up step cannot decide which of them the id means.
fn compose_id(scoped: &mut Scoped<'_>, row: &Texts) -> Result<(), StorageError> {
    let Some(stored) = &row.integration_id else { return Ok(()) };
    let composed = clean(stored);
    if composed == stored.as_str() {
        return Ok(());
    }
    let same = customers::table
        .of_firm(scoped.firm)
        .filter(customers::integration_id.eq(composed.as_ref()))
        .filter(customers::tombstone.eq(row.tombstone));
    let holders: i64 = same.count().get_result(scoped.conn)?;
    if composed.is_empty() || holders > 0 {
        tracing::warn!(
            customer_id = row.id,
            "integration_id kept as stored: its normal form is empty or taken"
        );
        return Ok(());
    }
    let set = customers::integration_id.eq(composed.into_owned());
    diesel::update(customers::table.of_firm(scoped.firm).filter(customers::id.eq(row.id)))
        .set(set)
        .execute(scoped.conn)?;
    Ok(())
}
