//! Clients: rows as an outside system knows them.

use chrono::{DateTime, NaiveDate, Utc};
use frontdesk_core::{Fault, Faults, FirmSettings};
use frontdesk_import::client::{self, ClientRow, IntegrationType, Refusal};
use frontdesk_import::mapping::Mapping;
use frontdesk_import::table::RawRow;
use frontdesk_import::tally::Outcome;

use super::{RowKind, Taken};
use crate::customers::{Applied, Change, apply};
use crate::error::StorageError;
use crate::scope::Scoped;

/// How rows become clients.
pub(in crate::imports) struct ClientRows {
    /// What the firm had chosen when the import began.
    pub(in crate::imports) settings: FirmSettings,
    /// Where they come from.
    pub(in crate::imports) integration_type: IntegrationType,
    /// The day that no birth date may be after.
    pub(in crate::imports) today: NaiveDate,
}

impl RowKind for ClientRows {
    type Row = Change;

    fn parse(&self, mapping: &Mapping, row: &RawRow) -> Result<Change, Faults> {
        let client = ClientRow::parse(mapping.client(row), self.integration_type, self.today)?;
        Ok(Change::Client { row: Box::new(client::prepare(client, &self.settings)), create_new: true })
    }

    fn take(
        &self,
        scoped: &mut Scoped<'_>,
        rows: &[&Change],
        now: DateTime<Utc>,
    ) -> Result<Vec<Taken>, StorageError> {
        take_customers(scoped, &self.settings, rows, now)
    }
}

/// Clients and accounts are taken by the one script that writes customers.
pub(super) fn take_customers(
    scoped: &mut Scoped<'_>,
    settings: &FirmSettings,
    rows: &[&Change],
    now: DateTime<Utc>,
) -> Result<Vec<Taken>, StorageError> {
    let applied = apply(scoped, settings, rows, now, true)?;
    let taken = applied.into_iter().map(|(applied, warnings)| match applied {
        Applied::Refused(refusal) => Taken { outcome: Err(faults_of(refusal)), warnings: Vec::new() },
        Applied::Taken { outcome, .. } => Taken { outcome: Ok(outcome), warnings },
        Applied::WouldCreate => Taken { outcome: Ok(Outcome::Created), warnings },
    });
    Ok(taken.collect())
}

fn faults_of(refusal: Refusal) -> Vec<Fault> {
    match refusal {
        Refusal::Invalid(faults) => faults.into_vec(),
        Refusal::NotFound => vec![Fault::sentence("", refusal.to_string())],
    }
}
