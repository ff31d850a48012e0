//! The field of each column, and the location of faults.

use frontdesk_core::{Fault, Faults};

use super::Mapping;
use super::kind::BIRTH_DATE;
use crate::table::RawRow;

/// A column and its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column<'a> {
    /// The header as in the file.
    pub header: &'a str,
    /// Its field; `None` when the column is ignored.
    pub field: Option<&'static str>,
}

impl Mapping {
    /// The columns in the order of the file.
    pub fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        let is_birth = |column| self.birth.is_some_and(|parts| parts.contains(&column));
        let fields = self.fields.iter().enumerate().map(move |(column, field)| match field {
            None if is_birth(column) => Some(BIRTH_DATE.name),
            field => field.map(|field| field.name),
        });
        self.headers.iter().zip(fields).map(|(header, field)| Column { header, field })
    }

    /// The column of full names, if no column has first or last names.
    pub fn full_names(&self) -> Option<usize> {
        let place =
            |name: &str| self.fields.iter().position(|field| field.is_some_and(|field| field.name == name));
        let is_alone = place("first_name").is_none() && place("last_name").is_none();
        place("name").filter(|_| is_alone)
    }

    /// The mapping with full names split as `Last, First` where they have a comma.
    #[must_use]
    pub fn with_last_name_first(self) -> Self {
        Self { is_last_name_first: true, ..self }
    }

    /// Whether full names are split as `Last, First`.
    pub fn is_last_name_first(&self) -> bool {
        self.is_last_name_first
    }

    /// The non-empty cells of all phone columns, in order of priority. A cell may contain several numbers.
    pub fn phone_numbers(&self, row: &RawRow) -> Vec<String> {
        self.phones(row).map(|(_, number)| number.to_owned()).collect()
    }

    /// The non-empty cells of all phone columns, each with its column. A cell may contain several numbers.
    fn phones<'a>(&self, row: &'a RawRow) -> impl Iterator<Item = (usize, &'a str)> {
        let cells = self.phones.iter().map(|column| (*column, row.cell(*column).trim()));
        cells.filter(|(_, cell)| !cell.is_empty())
    }

    /// The fault with the file's header as its field. A field without a column keeps its name.
    pub fn locate(&self, row: &RawRow, fault: Fault) -> Fault {
        let (field, position) = match fault.field.split_once('.') {
            Some((field, position)) => (field, position.parse().ok()),
            None => (fault.field.as_str(), None),
        };
        let is_held = |held: &Option<&super::FieldSpec>| held.is_some_and(|held| held.name == field);
        let column = match position {
            Some(position) => self.phones(row).nth(position).map(|(column, _)| column),
            None => self.fields.iter().position(is_held).or_else(|| self.birth_column(field)),
        };
        match column.and_then(|column| self.headers.get(column)) {
            Some(header) => put_under(header, fault),
            None => fault,
        }
    }

    fn birth_column(&self, field: &str) -> Option<usize> {
        self.birth.filter(|_| field == BIRTH_DATE.name).and_then(|parts| parts.first().copied())
    }

    /// All faults with the file's headers as their fields.
    pub fn locate_all(&self, row: &RawRow, faults: Faults) -> Vec<Fault> {
        faults.into_vec().into_iter().map(|fault| self.locate(row, fault)).collect()
    }
}

/// A header may contain dots, so the message must not be appended to the last part of a path.
fn put_under(header: &str, fault: Fault) -> Fault {
    let is_sentence = fault.to_string() == fault.message;
    let message = if is_sentence { fault.message } else { format!("{header} {}", fault.message) };
    Fault::sentence(header, message)
}
