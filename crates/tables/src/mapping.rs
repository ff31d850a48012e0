//! Which column of a file holds which field.

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

/// Which column of a file holds which field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mapping {
    headers: Vec<String>,
    /// The field of each column, if any.
    fields: Vec<Option<&'static FieldSpec>>,
    /// The columns that hold phone numbers, in the order in which their numbers count.
    phones: Vec<usize>,
    /// The columns of which a birth date is put together.
    birth: Option<BirthParts>,
    /// Whether full names are written `Last, First`.
    is_last_name_first: bool,
}
