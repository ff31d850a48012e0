//! Deals with customers.

use std::borrow::Cow;
use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{CustomerId, Fault, Faults};
use frontdesk_import::tally::Outcome;
use frontdesk_opportunities::area::AreaKey;
use frontdesk_opportunities::deal::{Deal, DealChanges, Given, RawDeal};
use frontdesk_opportunities::oid::Oid;
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;
use sha2::{Digest, Sha256};

use super::{RowKind, Taken};
use crate::customers::Numbers;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::opportunities::{Loaded, catalogue, hold_customer, take};

/// How rows become deals.
pub(in crate::imports) struct OpportunityRows {
    /// The day from which days are counted back.
    pub(in crate::imports) today: NaiveDate,
}

/// A row that is sound by itself.
#[derive(Clone)]
pub(in crate::imports) struct OpportunityRow {
    /// Which deal it means.
    oid: Oid,
    /// Whether the row says so itself. Another is known by what it holds: the same row again is the same deal, and a deal
    /// that was changed since is left as it is.
    is_named: bool,
    deal: Deal,
    changes: DealChanges,
}

impl OpportunityRow {
    /// The same deal, with the customer whom the file calls by another number.
    fn with_customer(&self, cid: CustomerId) -> Cow<'_, Self> {
        if self.deal.cid == cid {
            return Cow::Borrowed(self);
        }
        let deal = Deal { cid, ..self.deal.clone() };
        let changes = DealChanges { cid: self.changes.cid.map(|_| cid), ..self.changes.clone() };
        Cow::Owned(Self { deal, changes, ..*self })
    }
}

impl RowKind for OpportunityRows {
    type Row = OpportunityRow;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(OpportunityRow, Vec<Fault>), Faults> {
        let (mut raw, mut oid) = (RawDeal::default(), None);
        let mut digest = Sha256::new();
        for (field, cell) in mapping.cells(row) {
            let value = match field {
                "cid" => CustomerId::of_cell(&cell).map_or_else(|_| cell.into_owned(), |cid| cid.to_string()),
                _ => cell.into_owned(),
            };
            digest.update(format!("{field}\u{1f}{value}\u{1e}"));
            match place(&mut raw, field) {
                Some(place) => *place = Given::Value(value),
                None if field == "oid" => oid = Some(value),
                None => {}
            }
        }
        let named = oid.map(|text| text.parse::<Oid>().map_err(|rule| Fault::new("oid", rule.to_string())));
        let warnings = raw.leave_out_bad_cells(self.today);
        let deal = raw.clone().create(self.today);
        let (named, deal) = match (named.transpose(), deal) {
            (Ok(named), Ok(deal)) => (named, deal),
            (named, deal) => {
                let mut faults: Vec<Fault> = named.err().into_iter().collect();
                faults.extend(deal.err().map(Faults::into_vec).unwrap_or_default());
                return Err(Faults::check(faults).err().unwrap_or_else(unreadable));
            }
        };
        let oid = named.unwrap_or_else(|| oid_of_content(digest));
        let changes = raw.changes(self.today)?;
        Ok((OpportunityRow { oid, is_named: named.is_some(), deal, changes }, warnings))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&OpportunityRow],
        now: DateTime<Utc>,
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
            let row = &row.with_customer(cid);
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
            let changes = row.is_named.then_some(&row.changes);
            let outcome = match take(scoped, row.oid, &row.deal, changes, area.as_ref(), now)? {
                Loaded::Created => Outcome::Created,
                Loaded::Updated => Outcome::Updated,
                Loaded::Unchanged => Outcome::Unchanged,
            };
            let status = &row.deal.opportunity_status;
            let warning = (!catalogue.standing(status).known).then(|| {
                Fault::new("opportunity_status", format!("{status:?} is unknown and counts with 0 %"))
            });
            all.push(Taken { outcome: Ok(outcome), warnings: warning.into_iter().collect() });
        }
        Ok(all)
    }
}

fn no_customer() -> Taken {
    Taken { outcome: Err(vec![Fault::new("cid", "is not the id of a customer")]), warnings: Vec::new() }
}

fn place<'r>(raw: &'r mut RawDeal, field: &str) -> Option<&'r mut Given<String>> {
    match field {
        "cid" => Some(&mut raw.cid),
        "opportunity_sales_group" => Some(&mut raw.opportunity_sales_group),
        "opportunity_status" => Some(&mut raw.opportunity_status),
        "monthly_estimated_revenue" => Some(&mut raw.monthly_estimated_revenue),
        "estimated_delivery_date" => Some(&mut raw.estimated_delivery_date),
        "non_recurring" => Some(&mut raw.non_recurring),
        "days_since_last_updated" => Some(&mut raw.days_since_last_updated),
        _ => None,
    }
}

fn oid_of_content(digest: Sha256) -> Oid {
    let mut bytes = [0; 16];
    for (place, byte) in bytes.iter_mut().zip(digest.finalize()) {
        *place = byte;
    }
    Oid::from_bytes(bytes)
}

fn unreadable() -> Faults {
    Fault::new("", "cannot be read").into()
}
