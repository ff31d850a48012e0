//! Making clients and accounts of rows.

use std::borrow::Cow;

use frontdesk_core::{Fault, Faults};

use super::Mapping;
use crate::account::RawAccount;
use crate::client::RawClient;
use crate::dates::parse_cell_day;
use crate::table::RawRow;

/// What became of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column<'a> {
    /// The header as it stands in the file.
    pub header: &'a str,
    /// The field it holds; `None` when it is left out.
    pub field: Option<&'static str>,
}

impl Mapping {
    /// What became of each column, in the order of the file.
    pub fn columns(&self) -> impl Iterator<Item = Column<'_>> {
        let fields = self.fields.iter().map(|field| field.map(|field| field.name));
        self.headers.iter().zip(fields).map(|(header, field)| Column { header, field })
    }

    /// The row as a client. A birth date that the cell spells as files do is put as payloads put it.
    pub fn client(&self, row: &RawRow) -> RawClient {
        let mut client = RawClient { phone_numbers: self.phone_numbers(row), ..RawClient::default() };
        for (field, cell) in self.cells(row) {
            let place = match field {
                "integration_id" => &mut client.integration_id,
                "name" => &mut client.name,
                "first_name" => &mut client.first_name,
                "last_name" => &mut client.last_name,
                "type" => &mut client.kind,
                "email" => &mut client.email,
                "birth_date" => {
                    client.birth_date = Some(tidy_day(cell));
                    continue;
                }
                // What Frontdesk itself exports is masked, and says nothing.
                "ssn" if cell.starts_with("***-**-") => continue,
                "ssn" => &mut client.ssn,
                "occupation" => &mut client.occupation,
                "customer_type" => &mut client.customer_type,
                "area" => &mut client.area,
                _ => continue,
            };
            *place = Some(cell.to_owned());
        }
        client
    }

    /// The row as an account.
    pub fn account(&self, row: &RawRow) -> RawAccount {
        let mut account = RawAccount { phone_numbers: self.phone_numbers(row), ..RawAccount::default() };
        for (field, cell) in self.cells(row) {
            let place = match field {
                "cid" => &mut account.cid,
                "name" => &mut account.name,
                "first_name" => &mut account.first_name,
                "last_name" => &mut account.last_name,
                "company_name" => &mut account.company_name,
                "email" => &mut account.email,
                "occupation" => &mut account.occupation,
                "customer_type" => &mut account.customer_type,
                "area" => &mut account.area,
                "has_dedicated_account_manager" => &mut account.has_dedicated_account_manager,
                "has_dedicated_technical_consultant" => &mut account.has_dedicated_technical_consultant,
                "has_support_contract" => &mut account.has_support_contract,
                "has_discounted_pricing" => &mut account.has_discounted_pricing,
                "account_executive" => &mut account.account_executive,
                "technical_specialist" => &mut account.technical_specialist,
                _ => continue,
            };
            *place = Some(cell.to_owned());
        }
        account
    }

    /// The cells that hold something, trimmed, each with the name of its field. Fields that several columns can hold are
    /// not among them.
    pub fn cells<'a>(&self, row: &'a RawRow) -> impl Iterator<Item = (&'static str, &'a str)> {
        let cells = self.fields.iter().zip(&row.cells);
        cells.filter_map(|(field, cell)| {
            let cell = cell.trim();
            field.filter(|field| !field.many && !cell.is_empty()).map(|field| (field.name, cell))
        })
    }

    /// The numbers of all columns of phones, each with its column.
    fn phones<'a>(&self, row: &'a RawRow) -> impl Iterator<Item = (usize, &'a str)> {
        self.phones.iter().flat_map(|column| {
            let numbers = row.cell(*column).split(';').map(str::trim).filter(|number| !number.is_empty());
            numbers.map(|number| (*column, number))
        })
    }

    fn phone_numbers(&self, row: &RawRow) -> Vec<String> {
        self.phones(row).map(|(_, number)| number.to_owned()).collect()
    }

    /// The fault with its field named as the file names it. What no column holds keeps its name.
    pub fn locate(&self, row: &RawRow, fault: Fault) -> Fault {
        let (field, position) = match fault.field.split_once('.') {
            Some((field, position)) => (field, position.parse().ok()),
            None => (fault.field.as_str(), None),
        };
        let is_held = |held: &Option<&super::FieldSpec>| held.is_some_and(|held| held.name == field);
        let column = match position {
            Some(position) => self.phones(row).nth(position).map(|(column, _)| column),
            None => self.fields.iter().position(is_held),
        };
        match column.and_then(|column| self.headers.get(column)) {
            Some(header) => put_under(header, fault),
            None => fault,
        }
    }

    /// All faults with their fields named as the file names them.
    pub fn locate_all(&self, row: &RawRow, faults: Faults) -> Vec<Fault> {
        faults.into_vec().into_iter().map(|fault| self.locate(row, fault)).collect()
    }
}

/// A header may hold dots, so that the message must not be left to be put behind the last part of a path.
fn put_under(header: &str, fault: Fault) -> Fault {
    let is_sentence = fault.to_string() == fault.message;
    let message = if is_sentence { fault.message } else { format!("{header} {}", fault.message) };
    Fault::sentence(header, message)
}

/// What cannot be read as a day is left as it is, for the rules to refuse.
fn tidy_day(cell: &str) -> String {
    let day = parse_cell_day(cell).map(|day| Cow::Owned(day.format("%Y-%m-%d").to_string()));
    day.unwrap_or(Cow::Borrowed(cell)).into_owned()
}
