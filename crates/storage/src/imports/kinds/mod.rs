//! What the rows of a file become: a file here for each kind.
//!
//! A kind parses rows by themselves, on the thread that reads the file, and takes the sound rows of a chunk together, in
//! the transaction of whoever writes. Reading, counting, rejects, warnings, dry runs and all the rest are the same for
//! every kind.

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

pub(super) use amounts::{ActualRows, TargetRows};
pub(super) use clients::ClientRows;
pub(super) use customers::CustomerRows;
pub(super) use interactions::InteractionRows;
pub(super) use opportunities::OpportunityRows;
pub(super) use topics::TopicRows;

/// What the rows of one kind of file become, and how a chunk of them is taken.
pub(super) trait RowKind: Send + Sync + 'static {
    /// A row that is sound by itself.
    type Row: Send + Sync + 'static;

    /// Rows a chunk where others wait for the same writer: few enough that a caller who waits behind one does not notice,
    /// enough that looking rows up together pays.
    const SMALL_CHUNK: usize = 500;
    /// Rows a chunk where one holds nobody up.
    const LARGE_CHUNK: usize = 4000;

    /// Checks a row by itself, and tells what to look at though it is sound. Faults and warnings are under the plain names
    /// of fields; they are put under the file's headers later.
    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Self::Row, Vec<Fault>), Faults>;

    /// What a row says of whom it means, where one id for two people would be a mistake of the file.
    fn identity(_: &Self::Row) -> Option<Identity> {
        None
    }

    /// What two rows of a file that both say it say twice, and what they say of it: the area and the time of an amount.
    fn amount(_: &Self::Row) -> Option<(String, String)> {
        None
    }

    /// Takes sound rows in order, later ones seeing what earlier ones did, and tells of each what became of it. It may
    /// be run again from the start.
    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Self::Row],
        now: DateTime<Utc>,
    ) -> Result<Vec<Taken>, StorageError>;
}

/// What became of a row that was sound by itself.
#[derive(Debug)]
pub(super) struct Taken {
    /// How it counts, or why it was refused after all. Never [`Outcome::Rejected`].
    pub(super) outcome: Result<Outcome, Vec<Fault>>,
    /// What to look at, though it was taken.
    pub(super) warnings: Vec<Fault>,
}
