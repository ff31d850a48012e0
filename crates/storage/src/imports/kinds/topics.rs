//! Topics discussed in each month.

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults};
use frontdesk_import::tally::Outcome;
use frontdesk_interactions::{RawTopic, TopicRow};
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use super::{RowKind, Taken};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::interactions::add_topics;
use crate::search::PendingTerms;

/// Imports rows as topics.
pub(in crate::imports) struct TopicRows;

impl RowKind for TopicRows {
    type Row = TopicRow;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(TopicRow, Vec<Fault>), Faults> {
        let cells: Vec<_> = mapping.cells(row).collect();
        Ok((TopicRow::parse(RawTopic::from_cells(&cells))?, Vec::new()))
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&TopicRow],
        now: DateTime<Utc>,
        _: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError> {
        let added = add_topics(scoped, rows, now)?;
        let outcome = |is_new| if is_new { Outcome::Created } else { Outcome::Unchanged };
        Ok(added.into_iter().map(|new| Taken { outcome: Ok(outcome(new)), warnings: Vec::new() }).collect())
    }
}
