//! Numbers by which a firm's files name customers. They are the customers' ids where possible. Ids are one sequence for
//! all firms: a number that is already the id of another firm's customer is stored beside an id of its own. So a file
//! names the same customers whatever other firms exist.

use std::collections::{HashMap, HashSet};

use diesel::prelude::*;
use frontdesk_core::CustomerId;
use frontdesk_import::account::Holder;
use frontdesk_import::known::KnownCustomers;

use crate::engine::error::StorageError;
use crate::engine::schema::{account_numbers, customers};
use crate::engine::scope::Scoped;

/// Numbers that differ from the id, with the customer that each names. The id of such a customer is not a number of any
/// file.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    ids: HashMap<i64, CustomerId>,
    renumbered: HashSet<i64>,
}

impl Numbers {
    /// Those of `numbers` that do not name the customer with that id.
    pub(crate) fn load(scoped: &mut Scoped<'_>, numbers: &[i64]) -> Result<Self, StorageError> {
        // Most firms have none, while files name thousands.
        let any = account_numbers::table.of_firm(scoped.firm);
        if numbers.is_empty() || !diesel::select(diesel::dsl::exists(any)).get_result(scoped.conn)? {
            return Ok(Self::default());
        }
        let concerned =
            account_numbers::number.eq_any(numbers).or(account_numbers::customer_id.eq_any(numbers));
        let rows: Vec<(i64, i64)> = account_numbers::table
            .of_firm(scoped.firm)
            .filter(concerned)
            .select((account_numbers::number, account_numbers::customer_id))
            .load(scoped.conn)?;
        let mut known = Self::default();
        for (number, id) in rows {
            let corrupt = StorageError::Corrupt { table: "account_numbers", column: "customer_id", id };
            known.put(number, CustomerId::try_from(id).map_err(|_| corrupt)?);
        }
        Ok(known)
    }

    /// The id of the customer that a number would name. `None` when it cannot name any: the customer with that id is
    /// named by another number.
    pub(crate) fn id_of(&self, number: CustomerId) -> Option<CustomerId> {
        let is_number = !self.renumbered.contains(&number.get());
        self.ids.get(&number.get()).copied().or(is_number.then_some(number))
    }

    /// The ids that the numbers stand for.
    pub(crate) fn ids(&self) -> impl Iterator<Item = i64> {
        self.ids.values().map(|id| id.get())
    }

    /// Sets what a number names, for a customer that is yet to be written.
    pub(crate) fn assign(&mut self, number: CustomerId, id: CustomerId) {
        self.put(number.get(), id);
    }

    fn put(&mut self, number: i64, id: CustomerId) {
        self.ids.insert(number, id);
        self.renumbered.insert(id.get());
    }
}

/// Stores what a number names. The customer has been written.
pub(crate) fn keep_number(
    scoped: &mut Scoped<'_>,
    number: CustomerId,
    id: CustomerId,
) -> Result<(), StorageError> {
    let row = (
        account_numbers::firm_id.eq(scoped.firm_id()),
        account_numbers::number.eq(number.get()),
        account_numbers::customer_id.eq(id.get()),
    );
    diesel::insert_into(account_numbers::table).values(row).execute(scoped.conn)?;
    Ok(())
}

/// Ids that are taken, and by which customers.
#[derive(Debug, Default)]
pub(crate) struct Held {
    by_others: HashSet<i64>,
    by_deleted: HashSet<i64>,
}

impl Held {
    /// Finds the owners of a chunk's ids that are not among the firm's known live customers.
    pub(crate) fn load(
        scoped: &mut Scoped<'_>,
        ids: &[i64],
        known: &KnownCustomers,
    ) -> Result<Self, StorageError> {
        if ids.is_empty() {
            return Ok(Self::default());
        }
        let taken: Vec<i64> = scoped.across_firms(|conn| {
            Ok(customers::table
                .across_firms()
                .filter(customers::id.eq_any(ids))
                .select(customers::id)
                .load(conn)?)
        })?;
        let is_known = |id: &i64| CustomerId::try_from(*id).is_ok_and(|id| known.get(id).is_some());
        let taken: Vec<i64> = taken.into_iter().filter(|id| !is_known(id)).collect();
        let own: Vec<i64> = customers::table
            .of_firm(scoped.firm)
            .filter(customers::id.eq_any(&taken))
            .select(customers::id)
            .load(scoped.conn)?;
        let own: HashSet<i64> = own.into_iter().collect();
        Ok(Self { by_others: taken.into_iter().filter(|id| !own.contains(id)).collect(), by_deleted: own })
    }

    /// The owner of an id that none of the firm's live customers has.
    pub(crate) fn holder_of(&self, id: CustomerId) -> Holder {
        if self.by_others.contains(&id.get()) {
            Holder::AnotherFirm
        } else if self.by_deleted.contains(&id.get()) {
            Holder::Deleted
        } else {
            Holder::Free
        }
    }
}
