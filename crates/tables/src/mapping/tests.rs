//! Tests of headers and rows.

mod guess;
mod rows;

use super::*;
use crate::table::RawRow;

fn owned(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn pairs(overrides: &[(&str, &str)]) -> Vec<(String, String)> {
    overrides.iter().map(|(header, field)| ((*header).to_owned(), (*field).to_owned())).collect()
}

fn row(cells: &[&str]) -> RawRow {
    RawRow { number: 2, cells: owned(cells) }
}

fn guessed(kind: Kind, headers: &[&str]) -> Mapping {
    Mapping::guess(kind, &owned(headers), &[]).expect("a mapping")
}

fn fields(mapping: &Mapping) -> Vec<Option<&'static str>> {
    mapping.columns().map(|column| column.field).collect()
}

fn faults(kind: Kind, headers: &[&str], overrides: &[(&str, &str)]) -> Vec<(String, String)> {
    let faults = Mapping::guess(kind, &owned(headers), &pairs(overrides)).expect_err("faults").into_vec();
    faults.into_iter().map(|fault| (fault.field.clone(), fault.to_string())).collect()
}

/// The field of a single header.
fn field(kind: Kind, header: &str) -> Option<&'static str> {
    super::guess::recognise(kind, header).map(|field| field.name)
}
