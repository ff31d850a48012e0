//! Rows as CSV or NDJSON.

use std::borrow::Cow;
use std::io::Write;

use anyhow::{Context, Result};
use frontdesk_core::visible;
use frontdesk_tables::rejects::push_cell;
use serde_json::Value;

use super::record::Record;

/// Writes rows one by one.
pub(super) struct Writer<'o, W> {
    out: &'o mut W,
    is_table: bool,
    /// Whether a terminal shows the rows: then no character of them acts.
    is_shown: bool,
}

impl<'o, W: Write> Writer<'o, W> {
    pub(super) fn new(out: &'o mut W, is_table: bool, is_shown: bool) -> Self {
        Self { out, is_table, is_shown }
    }

    /// The names of the columns; NDJSON has them in each line.
    pub(super) fn head(&mut self, columns: &[&str]) -> Result<()> {
        if self.is_table { self.line(&columns.join(",")) } else { Ok(()) }
    }

    pub(super) fn row(&mut self, columns: &[&str], record: &Record) -> Result<()> {
        if self.is_table {
            let cells: Vec<String> = record.iter().map(cell).collect();
            return self.line(&cells.join(","));
        }
        let members = columns.iter().zip(record).map(|(name, value)| format!("\"{name}\":{value}"));
        let members: Vec<String> = members.collect();
        self.line(&format!("{{{}}}", members.join(",")))
    }

    fn line(&mut self, text: &str) -> Result<()> {
        let text = if self.is_shown { visible(text) } else { Cow::Borrowed(text) };
        writeln!(self.out, "{text}").context("cannot write")
    }
}

/// A value as a cell. Text that a spreadsheet would take for a formula is disarmed; numbers and flags cannot be one.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => {
            let mut cell = String::with_capacity(text.len());
            push_cell(&mut cell, text);
            cell
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn on_a_terminal_no_cell_acts() {
        let record = vec![json!("a\u{1b}[2J\nb\u{202e}"), json!("\u{9b}")];
        for (is_table, is_shown, expected) in [
            (true, true, "\"a\\u001b[2J\\u000ab\\u202e\",\\u009b\n"),
            (true, false, "\"a\u{1b}[2J\nb\u{202e}\",\u{9b}\n"),
            (false, true, "{\"x\":\"a\\u001b[2J\\nb\\u202e\",\"y\":\"\\u009b\"}\n"),
        ] {
            let mut out = Vec::new();
            Writer::new(&mut out, is_table, is_shown).row(&["x", "y"], &record).expect("written");
            assert_eq!(String::from_utf8(out).expect("UTF-8"), expected);
        }
    }

    #[test]
    fn cells_are_disarmed_and_quoted_where_they_must_be() {
        for (value, expected) in [
            (json!(null), ""),
            (json!(-5), "-5"),
            (json!(true), "true"),
            (json!("a"), "a"),
            (json!("=1+1"), "'=1+1"),
            (json!("+44"), "'+44"),
            (json!("-x"), "'-x"),
            (json!("@x"), "'@x"),
            (json!("a,\"b\""), "\"a,\"\"b\"\"\""),
            (json!("=a,b"), "\"'=a,b\""),
            (json!("'=x"), "''=x"),
            (json!("'x"), "'x"),
            (json!("a;b"), "\"a;b\""),
            (json!("a\nb"), "\"a\nb\""),
        ] {
            assert_eq!(cell(&value), expected, "{value}");
        }
    }
}
