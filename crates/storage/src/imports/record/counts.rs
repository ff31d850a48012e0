//! The counts of a running import.

use chrono::{DateTime, Utc};
use diesel::prelude::*;

use super::rejects::insert_rejects;
use super::{Claim, ImportId, find, own_import, renew_lease, to_json};
use crate::engine::database::Database;
use crate::engine::error::StorageError;
use crate::engine::schema::imports;
use crate::engine::scope::{Access, Scoped};
use crate::imports::chunk::ChunkOutcome;
use crate::imports::report::{Report, WARNINGS_KEPT};

/// The counts of an interrupted run, which the next run continues; it skips the rows counted there.
pub(in crate::imports) fn report_so_far(
    database: &Database,
    access: Access,
    record: Option<Claim>,
) -> Result<Report, StorageError> {
    let Some(claim) = record else {
        return Ok(Report::default());
    };
    let import = database.read_blocking(access, move |scoped| find(scoped, claim.import))?;
    Ok(import.map_or_else(Report::default, |import| Report {
        tally: import.tally,
        hidden_rows: import.rows_hidden,
        warnings_total: u64::try_from(import.warnings_total).unwrap_or_default(),
        warnings: import.warnings,
        kept: true,
    }))
}

/// Adds the counts of a chunk, in the transaction of its rows.
pub(in crate::imports) fn count(
    scoped: &mut Scoped<'_>,
    claim: Claim,
    outcome: &ChunkOutcome,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let import = find(scoped, claim.import)?.ok_or(StorageError::Conflict)?;
    let mut report = Report {
        tally: import.tally,
        hidden_rows: import.rows_hidden.max(outcome.hidden_rows),
        warnings_total: u64::try_from(import.warnings_total).unwrap_or_default()
            + outcome.warnings.len() as u64,
        warnings: import.warnings,
        kept: true,
    };
    report.tally += outcome.tally;
    let room = WARNINGS_KEPT.saturating_sub(report.warnings.len());
    report.warnings.extend(outcome.warnings.iter().take(room).cloned());
    set_counts(scoped, claim.import, &report, now)?;
    renew_lease(scoped, claim, now)?;
    insert_rejects(scoped, claim.import, &outcome.rejects)
}

/// Records the progress of an import that runs in one transaction, and extends its lease.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn progress(
    scoped: &mut Scoped<'_>,
    claim: Claim,
    report: &Report,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    set_counts(scoped, claim.import, report, now)?;
    renew_lease(scoped, claim, now)
}

pub(super) fn set_counts(
    scoped: &mut Scoped<'_>,
    id: ImportId,
    report: &Report,
    now: DateTime<Utc>,
) -> Result<(), StorageError> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let tally = report.tally;
    diesel::update(own_import(scoped.firm, id.get()))
        .set((
            imports::rows_done.eq(number(tally.rows())),
            imports::created_rows.eq(number(tally.created())),
            imports::updated_rows.eq(number(tally.updated())),
            imports::unchanged_rows.eq(number(tally.unchanged())),
            imports::rejected_rows.eq(number(tally.rejected())),
            imports::hidden_rows.eq(number(report.hidden_rows)),
            imports::warnings_total.eq(number(report.warnings_total)),
            imports::warnings.eq(to_json(&report.warnings)?),
            imports::updated_at.eq(now.naive_utc()),
        ))
        .execute(scoped.conn)?;
    Ok(())
}
