//! Customers by number, with their account data.

use chrono::{DateTime, Utc};
use frontdesk_core::{Fault, Faults, FirmSettings};
use frontdesk_import::account::{self, AccountRow, RawAccount};
use frontdesk_import::repeats::Identity;
use frontdesk_import::rows::doubtful_name;
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use super::clients::{identity_of, take_customers};
use super::{RowKind, Taken};
use crate::customers::Change;
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::search::PendingTerms;

/// Imports rows as customers.
pub(in crate::imports) struct CustomerRows {
    /// The firm's settings when the import began.
    pub(in crate::imports) settings: FirmSettings,
}

impl RowKind for CustomerRows {
    type Row = Change;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Change, Vec<Fault>), Faults> {
        let (account, mut warnings) = AccountRow::parse_cells(RawAccount::from_row(mapping, row))?;
        warnings.extend(doubtful_name(mapping, row));
        Ok((Change::Account(Box::new(account::prepare(account, &self.settings))), warnings))
    }

    fn identity(row: &Change) -> Option<Identity> {
        identity_of(row)
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Change],
        now: DateTime<Utc>,
        terms: &mut PendingTerms,
    ) -> Result<Vec<Taken>, StorageError> {
        take_customers(scoped, &self.settings, rows, now, terms)
    }
}
