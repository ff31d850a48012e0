//! Which column of a file holds which field.

mod guess;
mod kind;
mod rows;
#[cfg(test)]
mod tests;

pub use guess::{Mapping, recognise_each};
pub use kind::{FieldSpec, Kind, UnknownKind};
pub use rows::Column;
