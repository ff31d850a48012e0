//! Which column of a file holds which field.

mod birth;
mod cells;
mod guess;
mod headers;
mod kind;
mod rows;
#[cfg(test)]
mod tests;

pub use guess::{Mapping, recognise_each};
pub use kind::{FieldSpec, Kind, Shape, UnknownKind};
pub use rows::Column;
