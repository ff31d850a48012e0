//! Deals with customers.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{CustomerId, Fault, Faults};
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::oid::Oid;
use frontdesk_opportunities::row::{DealKey, DealRow};
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;
use sha2::{Digest, Sha256};

use super::{RowKind, Taken};
use crate::customers::Numbers;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::opportunities::{Loaded, catalogue, hold_customer, take};
use crate::search::PendingTerms;

/// Imports rows as deals.
pub(in crate::imports) struct OpportunityRows {
    /// The reference day for relative dates.
    pub(in crate::imports) today: NaiveDate,
}

impl RowKind for OpportunityRows {
    type Row = DealRow;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(DealRow, Vec<Fault>), Faults> {
        DealRow::from_cells(mapping.cells(row), self.today)
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&DealRow],
        now: DateTime<Utc>,
        _: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError> {
        let catalogue = catalogue(scoped)?;
        let named: Vec<i64> = rows.iter().map(|row| row.deal.cid.get()).collect();
        let numbers = Numbers::load(scoped, &named)?;
        let mut customers: HashMap<CustomerId, Option<Option<AreaKey>>> = HashMap::new();
        let mut all = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(cid) = numbers.id_of(row.deal.cid) else {
                all.push(no_customer());
                continue;
            };
            let row = match row.deal.cid == cid {
                true => Cow::Borrowed(*row),
                false => Cow::Owned((*row).clone().with_customer(cid)),
            };
            let customer = match customers.get(&cid) {
                Some(known) => known.clone(),
                None => {
                    let found = hold_customer(scoped, cid)?;
                    customers.insert(cid, found.clone());
                    found
                }
            };
            let Some(area) = customer else {
                all.push(no_customer());
                continue;
            };
            let (oid, changes) = match &row.key {
                DealKey::Named(oid) => (*oid, Some(&row.changes)),
                DealKey::Content(content) => (oid_of_content(content), None),
            };
            let outcome = match take(scoped, oid, &row.deal, changes, area.as_ref(), now)? {
                Loaded::Created => Outcome::Created,
                Loaded::Updated => Outcome::Updated,
                Loaded::Unchanged => Outcome::Unchanged,
            };
            let warning = row.warning(catalogue.standing(&row.deal.opportunity_status));
            all.push(Taken { outcome: Ok(outcome), warnings: warning.into_iter().collect() });
        }
        Ok(all)
    }
}

fn no_customer() -> Taken {
    Taken { outcome: Err(vec![Fault::new("cid", "is not the id of a customer")]), warnings: Vec::new() }
}

/// The id of a deal without one, derived from the content of its row.
fn oid_of_content(content: &str) -> Oid {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(Sha256::digest(content)) {
        *place = byte;
    }
    Oid::from_bytes(bytes)
}
