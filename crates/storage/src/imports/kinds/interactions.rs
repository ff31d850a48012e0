//! Interactions: customer, channel and time.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use frontdesk_core::{CustomerId, Fault, Faults};
use frontdesk_import::tally::Outcome;
use frontdesk_interactions::{InteractionRow, RawInteraction};
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use super::{RowKind, Taken};
use crate::customers::{Numbers, create_bare};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::interactions::{
    ChannelIds, Deltas, Inserted, NewInteraction, TooManyChannels, insert_new, known_customers,
};
use crate::journal::{self, Kind};
use crate::search::PendingTerms;

/// Imports rows as interactions.
pub(in crate::imports) struct InteractionRows {
    /// Whether to create a placeholder for a missing customer.
    pub(in crate::imports) create_missing: bool,
}

impl RowKind for InteractionRows {
    type Row = InteractionRow;

    /// Rows are short, and totals get cheaper the more interactions of a day are counted together.
    const SMALL_CHUNK: usize = 4_000;
    const LARGE_CHUNK: usize = 10_000;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(InteractionRow, Vec<Fault>), Faults> {
        let cells: Vec<_> = mapping.cells(row).collect();
        Ok((InteractionRow::parse(RawInteraction::from_cells(&cells))?, Vec::new()))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&InteractionRow],
        now: DateTime<Utc>,
        _: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError> {
        let mut named: Vec<i64> = rows.iter().map(|row| row.customer.get()).collect();
        named.sort_unstable();
        named.dedup();
        let mut numbers = Numbers::load(scoped, &named)?;
        let types = self.customers(scoped, &named, &mut numbers, now)?;
        let mut channels = ChannelIds::load(scoped)?;
        let mut judged = Vec::with_capacity(rows.len());
        for row in rows {
            judged.push(judge(scoped, row, numbers.id_of(row.customer), &types, &mut channels, now)?);
        }
        let new: Vec<NewInteraction> = judged.iter().filter_map(|row| row.as_ref().ok().copied()).collect();
        let Inserted { is_new, mut ids } = insert_new(scoped, &new)?;
        ids.sort_unstable();
        journal::created_in_bulk(scoped, Kind::Interaction, ids, now);
        let mut deltas = Deltas::default();
        for (row, _) in new.iter().zip(&is_new).filter(|(_, is_new)| **is_new) {
            let customer_type = types.get(&row.customer_id).map(String::as_str).unwrap_or_default();
            deltas.add(customer_type, row.occurred_at, row.channel_id, 1);
        }
        deltas.write(scoped, true)?;
        let mut is_new = is_new.into_iter();
        let taken = judged.into_iter().map(|judged| {
            let outcome = judged
                .map(|_| if is_new.next() == Some(true) { Outcome::Created } else { Outcome::Unchanged });
            Taken { outcome: outcome.map_err(|fault| vec![fault]), warnings: Vec::new() }
        });
        Ok(taken.collect())
    }
}

impl InteractionRows {
    /// The customers that the rows name, by id, with their types.
    fn customers(
        &self,
        scoped: &mut Scoped<'_>,
        named: &[i64],
        numbers: &mut Numbers,
        now: DateTime<Utc>,
    ) -> Result<HashMap<i64, String>, StorageError> {
        let named: Vec<CustomerId> = named.iter().filter_map(|id| CustomerId::try_from(*id).ok()).collect();
        let ids: Vec<i64> =
            named.iter().filter_map(|number| numbers.id_of(*number)).map(CustomerId::get).collect();
        let mut types = known_customers(scoped, &ids)?;
        if self.create_missing {
            let is_missing = |number: &CustomerId| {
                // A number that has an entry once had a customer.
                numbers.id_of(*number).is_none_or(|id| id == *number && !types.contains_key(&id.get()))
            };
            let missing: Vec<CustomerId> = named.into_iter().filter(is_missing).collect();
            let made = create_bare(scoped, &missing, numbers, now)?;
            types.extend(made.into_iter().map(|id| (id.get(), String::new())));
        }
        Ok(types)
    }
}

fn judge(
    scoped: &mut Scoped<'_>,
    row: &InteractionRow,
    customer: Option<CustomerId>,
    types: &HashMap<i64, String>,
    channels: &mut ChannelIds,
    now: DateTime<Utc>,
) -> Result<Result<NewInteraction, Fault>, StorageError> {
    let customer_id = customer.map(CustomerId::get).filter(|id| types.contains_key(id));
    let Some(customer_id) = customer_id else {
        return Ok(Err(row.no_customer()));
    };
    let channel_id = match channels.find_or_add(scoped, &row.channel, now)? {
        Ok(id) => id,
        Err(TooManyChannels) => return Ok(Err(row.too_many_channels())),
    };
    let occurred_at = row.occurred_at.timestamp_micros();
    let recorded_at = now.timestamp_micros();
    Ok(Ok(NewInteraction { firm_id: scoped.firm_id(), customer_id, occurred_at, channel_id, recorded_at }))
}
