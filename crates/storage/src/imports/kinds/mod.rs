//! What the rows of a file become: one module per kind.
//!
//! A kind parses rows one by one, on the thread that reads the file, and applies the valid rows of a chunk together, in
//! the writer's transaction. Reading, counting, rejects, warnings and dry runs are the same for all kinds.

mod amounts;
mod clients;
mod customers;
mod interactions;
mod opportunities;
mod topics;

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults};
use frontdesk_import::repeats::Identity;
use frontdesk_import::tally::Outcome;
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::search::PendingTerms;

pub(super) use amounts::{ActualRows, TargetRows};
pub(super) use clients::ClientRows;
pub(super) use customers::CustomerRows;
pub(super) use interactions::InteractionRows;
pub(super) use opportunities::OpportunityRows;
pub(super) use topics::TopicRows;

/// How the rows of one kind are parsed, and how a chunk of them is applied.
pub(super) trait RowKind: Send + Sync + 'static {
    /// A valid row.
    type Row: Send + Sync + 'static;

    /// Rows per chunk where other callers wait for the same writer: few enough that they do not notice, enough for a
    /// joint look-up to pay off.
    const SMALL_CHUNK: usize = 500;
    /// Rows per chunk where no caller waits.
    const LARGE_CHUNK: usize = 4000;

    /// Parses and checks a single row, and returns warnings with it. Faults and warnings use the plain names of fields;
    /// the file's headers are filled in later.
    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Self::Row, Vec<Fault>), Faults>;

    /// The identity in a row, where one id for two people would be a mistake in the file.
    fn identity(_: &Self::Row) -> Option<Identity> {
        None
    }

    /// The key and the value of a row whose key must not occur twice in a file: the area and period of an amount, and
    /// the amount.
    fn amount(_: &Self::Row) -> Option<(String, String)> {
        None
    }

    /// Applies valid rows in order, later ones seeing the effects of earlier ones, and returns the outcome of each. The
    /// search terms of new records are added to `terms`. May be called again from the start.
    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Self::Row],
        now: DateTime<Utc>,
        terms: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError>;
}

/// Outcome of a valid row.
#[derive(Debug)]
pub(super) struct Taken {
    /// How it counts, or why it was rejected after all. Never [`Outcome::Rejected`].
    pub(super) outcome: Result<Outcome, Vec<Fault>>,
    /// Warnings about an accepted row.
    pub(super) warnings: Vec<Fault>,
}
