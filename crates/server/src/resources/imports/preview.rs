//! Preview of a file before its import.

use frontdesk_core::Faults;
use frontdesk_storage::imports::Excerpt;
use frontdesk_tables::mapping::{Kind, Mapping, recognise_each};
use serde::Serialize;
use utoipa::ToSchema;

use super::form::PreviewForm;
use crate::http::problem::{FaultView, Problem};

/// Enough rows to show what a column contains.
const ROWS: usize = 20;

/// The start of a file, and the meaning of its columns.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct PreviewView {
    /// The columns, in file order.
    columns: Vec<ColumnView>,
    /// The cells of the first 20 rows.
    rows: Vec<Vec<String>>,
    /// The fields that a column can be mapped to.
    fields: Vec<FieldView>,
    /// Why the file cannot be imported with this mapping; empty if it can.
    faults: Vec<FaultView>,
}

/// A column of a file.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ColumnView {
    /// Its header.
    #[schema(example = "Mobile")]
    header: String,
    /// The field it is mapped to; null when skipped.
    #[schema(required, example = "phone_numbers")]
    field: Option<String>,
}

/// A field that a column can be mapped to.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FieldView {
    /// Its name.
    #[schema(example = "phone_numbers")]
    name: &'static str,
    /// Whether a file without it is refused.
    required: bool,
    /// Whether several columns can be mapped to it.
    many: bool,
}

impl PreviewView {
    /// Reads the start of the file. Blocks on the disk.
    ///
    /// # Errors
    /// The file cannot be read, or is not a table.
    pub(super) fn of(form: &PreviewForm) -> Result<Self, Problem> {
        let excerpt = Excerpt::read(form.file.path(), &form.layout, form.kind, &form.mapping, ROWS);
        let excerpt = excerpt?;
        let (columns, faults) = match excerpt.mapping {
            Ok(mapping) => (mapped(&mapping), Vec::new()),
            Err(faults) => (asked(form, &excerpt.headers), Faults::into_vec(faults)),
        };
        let faults = faults.into_iter().map(FaultView::from).collect();
        Ok(Self { columns, rows: excerpt.rows, fields: fields(form.kind), faults })
    }
}

fn mapped(mapping: &Mapping) -> Vec<ColumnView> {
    let view = |column: frontdesk_tables::mapping::Column<'_>| ColumnView {
        header: column.header.to_owned(),
        field: column.field.map(ToOwned::to_owned),
    };
    mapping.columns().map(view).collect()
}

/// The requested mapping, completed by the guess. It may be unusable still: callers correct it.
fn asked(form: &PreviewForm, headers: &[String]) -> Vec<ColumnView> {
    let guesses = recognise_each(form.kind, headers);
    let columns = headers.iter().zip(guesses).map(|(header, guess)| {
        let asked = form.mapping.iter().find(|(known, _)| known == header).map(|(_, field)| field.clone());
        let field = asked.or_else(|| guess.map(ToOwned::to_owned)).filter(|field| !field.is_empty());
        ColumnView { header: header.clone(), field }
    });
    columns.collect()
}

fn fields(kind: Kind) -> Vec<FieldView> {
    let view = |field: &frontdesk_tables::mapping::FieldSpec| FieldView {
        name: field.name,
        required: field.required,
        many: field.many,
    };
    kind.fields().iter().map(view).collect()
}
