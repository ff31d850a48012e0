//! The rejected rows of an import.

use diesel::prelude::*;
use frontdesk_core::Fault;
use frontdesk_tables::table::RawRow;

use super::{Claim, ImportId, to_json};
use crate::engine::error::StorageError;
use crate::engine::schema::import_rejects;
use crate::engine::scope::{Page, Scoped};
use crate::engine::secret::{Place, Sealed, SecretKeys};
use crate::imports::verdicts::{KeptFault, RejectedRow};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_rejects)]
struct RejectRow {
    import_id: i64,
    file_row: i64,
    firm_id: i64,
    cells_sealed: Vec<u8>,
    cells_key_id: String,
    faults: String,
}

/// The place that the cells of rejected rows are sealed for.
pub(crate) fn cells_place(firm: i64, import: i64) -> Place {
    Place { firm, table: "import_rejects", column: "cells_sealed", row: import }
}

/// One page of an import's rejected rows, in the order of the file; `page.after` is a row number.
///
/// # Errors
/// The database did not answer.
pub fn rejects(scoped: &mut Scoped<'_>, id: ImportId, page: Page) -> Result<Vec<RejectedRow>, StorageError> {
    let rows: Vec<RejectRow> = import_rejects::table
        .of_firm(scoped.firm)
        .filter(import_rejects::import_id.eq(id.get()))
        .filter(import_rejects::file_row.gt(page.after.unwrap_or(0)))
        .order(import_rejects::file_row)
        .limit(page.limit)
        .select(RejectRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(|row| row.into_rejected(scoped.secrets)).collect()
}

/// Deletes the rejected rows of an atomic run that did not finish.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn clear_rejects(scoped: &mut Scoped<'_>, claim: Claim) -> Result<(), StorageError> {
    claim.hold(scoped)?;
    let rows =
        import_rejects::table.of_firm(scoped.firm).filter(import_rejects::import_id.eq(claim.import.get()));
    diesel::delete(rows).execute(scoped.conn)?;
    Ok(())
}

/// Stores the rejected rows of an atomic import.
///
/// # Errors
/// Another process has claimed the import, or the database did not answer.
pub fn store_rejects(
    scoped: &mut Scoped<'_>,
    claim: Claim,
    rows: &[RejectedRow],
) -> Result<(), StorageError> {
    claim.hold(scoped)?;
    insert_rejects(scoped, claim.import, rows)
}

pub(super) fn insert_rejects(
    scoped: &mut Scoped<'_>,
    id: ImportId,
    rows: &[RejectedRow],
) -> Result<(), StorageError> {
    for row in rows {
        let row = RejectRow::new(scoped, id, row)?;
        diesel::insert_into(import_rejects::table).values(row).execute(scoped.conn)?;
    }
    Ok(())
}

impl RejectRow {
    fn new(scoped: &Scoped<'_>, import: ImportId, row: &RejectedRow) -> Result<Self, StorageError> {
        let firm_id = scoped.firm_id();
        let corrupt = StorageError::Corrupt { table: "import_rejects", column: "file_row", id: import.get() };
        let cells = to_json(&row.row.cells)?;
        let sealed = scoped.secrets.seal(cells_place(firm_id, import.get()), cells.as_bytes())?;
        Ok(Self {
            import_id: import.get(),
            file_row: i64::try_from(row.row.number).map_err(|_| corrupt)?,
            firm_id,
            cells_sealed: sealed.bytes,
            cells_key_id: sealed.key_id,
            faults: to_json(&row.faults.iter().map(KeptFault::from).collect::<Vec<_>>())?,
        })
    }

    fn into_rejected(self, secrets: &SecretKeys) -> Result<RejectedRow, StorageError> {
        let id = self.import_id;
        let corrupt = |column| StorageError::Corrupt { table: "import_rejects", column, id };
        let sealed = Sealed { bytes: self.cells_sealed, key_id: self.cells_key_id };
        let cells = secrets.open(cells_place(self.firm_id, id), &sealed)?;
        let faults: Vec<KeptFault> = serde_json::from_str(&self.faults).map_err(|_| corrupt("faults"))?;
        Ok(RejectedRow {
            row: RawRow {
                number: u64::try_from(self.file_row).map_err(|_| corrupt("file_row"))?,
                cells: serde_json::from_slice(&cells).map_err(|_| corrupt("cells_sealed"))?,
            },
            faults: faults.into_iter().map(Fault::from).collect(),
        })
    }
}
