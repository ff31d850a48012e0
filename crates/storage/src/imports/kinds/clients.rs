//! Clients, identified by the ids of an external system.

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{Fault, Faults, FirmSettings};
use frontdesk_import::client::{self, ClientRow, IntegrationType, RawClient};
use frontdesk_import::repeats::Identity;
use frontdesk_import::rows::doubtful_name;
use frontdesk_import::tally::Outcome;
use frontdesk_tables::mapping::Mapping;
use frontdesk_tables::table::RawRow;

use super::{RowKind, Taken};
use crate::customers::{Applied, Change, apply_all};
use crate::engine::error::StorageError;
use crate::engine::scope::Scoped;
use crate::search::PendingTerms;

/// Imports rows as clients.
pub(in crate::imports) struct ClientRows {
    /// The firm's settings when the import began.
    pub(in crate::imports) settings: FirmSettings,
    /// The source of the clients.
    pub(in crate::imports) integration_type: IntegrationType,
    /// The latest valid birth date.
    pub(in crate::imports) today: NaiveDate,
}

impl RowKind for ClientRows {
    type Row = Change;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<(Change, Vec<Fault>), Faults> {
        let (client, mut warnings) =
            ClientRow::parse_cells(RawClient::from_row(mapping, row), self.integration_type, self.today)?;
        warnings.extend(doubtful_name(mapping, row));
        let row = Box::new(client::prepare(client, &self.settings));
        Ok((Change::Client { row, create_new: true }, warnings))
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

/// The identity in a row of clients or accounts.
pub(super) fn identity_of(row: &Change) -> Option<Identity> {
    Some(match row {
        Change::Client { row, .. } => row.identity(),
        Change::Account(row) => row.identity(),
    })
}

/// Clients and accounts share one transaction script, which writes customers.
pub(super) fn take_customers(
    scoped: &mut Scoped<'_>,
    settings: &FirmSettings,
    rows: &[&Change],
    now: DateTime<Utc>,
    terms: &mut PendingTerms,
) -> Result<Vec<Taken>, StorageError> {
    let applied = apply_all(scoped, settings, rows, now, terms)?;
    let taken = applied.into_iter().map(|(applied, warnings)| match applied {
        Applied::Refused(refusal) => Taken { outcome: Err(refusal.into_faults()), warnings: Vec::new() },
        Applied::Taken { outcome, .. } => Taken { outcome: Ok(outcome), warnings },
        Applied::WouldCreate => Taken { outcome: Ok(Outcome::Created), warnings },
    });
    Ok(taken.collect())
}
