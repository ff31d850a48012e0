//! The rows that an import refused.

use diesel::prelude::*;
use frontdesk_core::Fault;
use frontdesk_import::table::RawRow;

use super::{ImportId, to_json};
use crate::error::StorageError;
use crate::imports::row::RejectedRow;
use crate::schema::import_rejects;
use crate::scope::{Page, Scoped};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_rejects)]
struct RejectRow {
    import_id: i64,
    file_row: i64,
    firm_id: i64,
    cells: String,
    faults: String,
}

/// A page of the rows that an import refused, in the order of the file; `page.after` is a row's number.
///
/// # Errors
/// The database did not answer.
pub fn rejects(scoped: &mut Scoped<'_>, id: ImportId, page: Page) -> Result<Vec<RejectedRow>, StorageError> {
    let rows: Vec<RejectRow> = import_rejects::table
        .filter(import_rejects::import_id.eq(id.0))
        .filter(import_rejects::firm_id.eq(scoped.firm_id()))
        .filter(import_rejects::file_row.gt(page.after.unwrap_or(0)))
        .order(import_rejects::file_row)
        .limit(page.limit)
        .select(RejectRow::as_select())
        .load(scoped.conn)?;
    rows.into_iter().map(RejectRow::into_rejected).collect()
}

/// Forgets the refused rows of a run in one transaction that did not come to its end.
///
/// # Errors
/// The database did not answer.
pub fn clear_rejects(scoped: &mut Scoped<'_>, id: ImportId) -> Result<(), StorageError> {
    let rows = import_rejects::table
        .filter(import_rejects::import_id.eq(id.0))
        .filter(import_rejects::firm_id.eq(scoped.firm_id()));
    diesel::delete(rows).execute(scoped.conn)?;
    Ok(())
}

/// Keeps refused rows of an import that ran in one transaction.
///
/// # Errors
/// The database did not answer.
pub fn store_rejects(
    scoped: &mut Scoped<'_>,
    id: ImportId,
    rows: &[RejectedRow],
) -> Result<(), StorageError> {
    for row in rows {
        let row = RejectRow::new(scoped.firm_id(), id, row)?;
        diesel::insert_into(import_rejects::table).values(row).execute(scoped.conn)?;
    }
    Ok(())
}

impl RejectRow {
    fn new(firm_id: i64, import: ImportId, row: &RejectedRow) -> Result<Self, StorageError> {
        let corrupt = StorageError::Corrupt { table: "import_rejects", column: "file_row", id: import.0 };
        Ok(Self {
            import_id: import.0,
            file_row: i64::try_from(row.row.number).map_err(|_| corrupt)?,
            firm_id,
            cells: to_json(&row.row.cells)?,
            faults: to_json(&row.faults)?,
        })
    }

    fn into_rejected(self) -> Result<RejectedRow, StorageError> {
        let id = self.import_id;
        let corrupt = |column| StorageError::Corrupt { table: "import_rejects", column, id };
        Ok(RejectedRow {
            row: RawRow {
                number: u64::try_from(self.file_row).map_err(|_| corrupt("file_row"))?,
                cells: serde_json::from_str(&self.cells).map_err(|_| corrupt("cells"))?,
            },
            faults: serde_json::from_str::<Vec<Fault>>(&self.faults).map_err(|_| corrupt("faults"))?,
        })
    }
}
