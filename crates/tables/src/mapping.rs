//! The mapping of columns to fields.

mod birth;
mod cells;
mod guess;
mod headers;
mod kind;
mod rows;
#[cfg(test)]
mod tests;

pub use guess::recognise_each;
pub use kind::{FieldSpec, Kind, Shape, UnknownKind};
pub use rows::Column;

use birth::BirthParts;

/// The mapping of columns to fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    headers: Vec<String>,
    /// The field of each column, if any.
    fields: Vec<Option<&'static FieldSpec>>,
    /// The columns with phone numbers, in order of priority.
    phones: Vec<usize>,
    /// The columns that form a birth date.
    birth: Option<BirthParts>,
    /// Whether full names are `Last, First`.
    is_last_name_first: bool,
}
