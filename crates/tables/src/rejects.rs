//! The rejects file: each refused row as it was, with what is wrong with it, to be mended and imported again.

use std::borrow::Cow;
use std::io::{self, Write};

use frontdesk_core::Fault;

use crate::table::RawRow;

/// What the column of errors is called, unless the file has such a column of its own.
const ERRORS: &str = "errors";

/// Writes refused rows as CSV: the original columns, then a column of errors, then whatever cells the row had beyond
/// the columns.
///
/// A column of errors that an earlier rejects file brought in gives way to the new one. A cell that a spreadsheet
/// would run as a formula (it begins with `=`, `+`, `-`, `@`, tab or carriage return) gets a `'` before it, which
/// reading takes off again.
#[derive(Debug)]
pub struct Rejects<W> {
    out: W,
    columns: usize,
    old_errors: Option<usize>,
    line: String,
}

impl<W: Write> Rejects<W> {
    /// Writes the line of headers.
    ///
    /// # Errors
    /// Writing failed.
    pub fn new(out: W, headers: &[String]) -> io::Result<Self> {
        let old_errors = errors_column(headers);
        let columns = old_errors.unwrap_or(headers.len());
        let original = headers.get(..columns).unwrap_or_default();
        let mut rejects = Self { out, columns, old_errors, line: String::new() };
        let name = free_name(original);
        rejects.write_line(original.iter().map(String::as_str).chain([name.as_str()]))?;
        Ok(rejects)
    }

    /// Writes a row that was refused.
    ///
    /// # Errors
    /// Writing failed.
    pub fn write(&mut self, row: &RawRow, faults: &[Fault]) -> io::Result<()> {
        let errors = Fault::join(faults);
        let cells = (0..self.columns).map(|column| row.cell(column));
        let beyond = self.columns + usize::from(self.old_errors.is_some());
        let excess = row.cells.get(beyond..).unwrap_or_default().iter().map(String::as_str);
        self.write_line(cells.chain([errors.as_str()]).chain(excess))
    }

    fn write_line<'a>(&mut self, cells: impl Iterator<Item = &'a str>) -> io::Result<()> {
        self.line.clear();
        for (position, cell) in cells.enumerate() {
            if position > 0 {
                self.line.push(',');
            }
            push_cell(&mut self.line, cell);
        }
        self.line.push('\n');
        self.out.write_all(self.line.as_bytes())
    }

    /// The writer, everything written to it.
    ///
    /// # Errors
    /// Flushing failed.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// Where the column of errors stands that an earlier rejects file brought in: at the end, under the very name that
/// it would get there.
pub(crate) fn errors_column(headers: &[String]) -> Option<usize> {
    let (last, others) = headers.split_last()?;
    (*last == free_name(others)).then_some(others.len())
}

/// `errors`, or `errors_2` and so on when there is such a column.
fn free_name(headers: &[String]) -> String {
    let is_free = |name: &String| !headers.iter().any(|header| header.eq_ignore_ascii_case(name));
    let numbered = (2_u32..).map(|number| format!("{ERRORS}_{number}"));
    std::iter::once(ERRORS.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Adds a cell of CSV to a line, so that no spreadsheet runs it and reading gives back exactly this text.
///
/// Quotes whatever any delimiter that might be sniffed, a line break or a quote could break. Text that would be run as a
/// formula gets a `'` before it, and so does text that has such a `'` of its own: reading takes one off.
///
/// ```
/// # use frontdesk_tables::rejects::push_cell;
/// let mut line = String::new();
/// push_cell(&mut line, "'=1+1");
/// assert_eq!(line, "''=1+1");
/// ```
pub fn push_cell(line: &mut String, cell: &str) {
    let cell = guard(cell);
    if cell.contains(['"', ',', ';', '\t', '|', '\r', '\n']) {
        line.extend(["\"", &cell.replace('"', "\"\""), "\""]);
    } else {
        line.push_str(&cell);
    }
}

/// The text with a `'` before it if it would be run as a formula, or would but for such a `'` of its own. Reading takes one
/// off.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_guarded_or_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// Whether the text would be run as a formula, or would after some `'` are taken off.
fn is_guarded_or_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// The text without the one `'` that keeps it from being run as a formula.
pub fn unguard(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_guarded_or_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
#[cfg(feature = "csv")]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::csv::CsvTable;
    use crate::table::{Next, Table};

    fn owned(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    fn written(headers: &[String], rows: &[RawRow]) -> String {
        let mut rejects = Rejects::new(Vec::new(), headers).expect("written");
        let faults = [Fault::new("a", "is missing"), Fault::sentence("", "Client missing name.")];
        for row in rows {
            rejects.write(row, &faults).expect("written");
        }
        String::from_utf8(rejects.finish().expect("written")).expect("UTF-8")
    }

    fn row(cells: &[&str]) -> RawRow {
        RawRow { number: 2, cells: owned(cells) }
    }

    #[test]
    fn a_refused_row_stands_as_it_was_with_its_errors_behind_it() {
        let text = written(&owned(&["id", "name"]), &[row(&["1", "Ada, \"the\"\nfirst"]), row(&["2"])]);
        let errors = "\"a is missing; Client missing name.\"";
        assert_eq!(text, format!("id,name,errors\n1,\"Ada, \"\"the\"\"\nfirst\",{errors}\n2,,{errors}\n"));
    }

    #[test]
    fn cells_beyond_the_columns_stand_behind_the_errors() {
        let text = written(&owned(&["id"]), &[row(&["1", "x", "y"])]);
        assert_eq!(text, "id,errors\n1,\"a is missing; Client missing name.\",x,y\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded() {
        let text = written(
            &owned(&["=id", "p"]),
            &[row(&["=1+1", "+1555"]), row(&["-1", "@x"]), row(&["\tx", "\ry"])],
        );
        let cells: Vec<&str> = text.split_inclusive('\n').flat_map(|line| line.split(',').take(2)).collect();
        assert_eq!(cells, ["'=id", "p", "'=1+1", "'+1555", "'-1", "'@x", "\"'\tx\"", "\"'\ry\""]);
    }

    #[test]
    fn the_errors_of_an_earlier_file_give_way_and_a_column_of_that_name_stays() {
        let cases: [(&[&str], &str); 7] = [
            (&["id"], "id,errors"),
            (&["id", "errors"], "id,errors"),
            (&["errors", "id"], "errors,id,errors_2"),
            (&["errors", "id", "errors_2"], "errors,id,errors_2"),
            (&["Errors", "errors_2", "id"], "Errors,errors_2,id,errors_3"),
            (&["errors"], "errors"),
            (&[], "errors"),
        ];
        for (headers, want) in cases {
            assert_eq!(written(&owned(headers), &[]).trim_end(), want);
        }
        let again = written(&owned(&["id", "errors"]), &[row(&["1", "old", "beyond"])]);
        assert_eq!(again, "id,errors\n1,\"a is missing; Client missing name.\",beyond\n");
    }

    fn cell() -> impl Strategy<Value = String> {
        prop_oneof![
            "[a-z]{0,3}",
            "'{0,2}[=+@\t\r-][0-9;,\"\n]{0,3}",
            "\\+1555[0-9]{3}",
            "\\PC{0,6}",
            any::<String>()
        ]
    }

    proptest! {
        #[test]
        fn a_rejects_file_is_read_as_the_rows_it_was_made_of(
            headers in prop::collection::vec("[a-z]{1,5}|[=+]x", 1..5),
            rows in prop::collection::vec(prop::collection::vec(cell(), 1..6), 0..8),
        ) {
            let rows: Vec<RawRow> = rows.into_iter().map(|cells| RawRow { number: 0, cells }).collect();
            let text = written(&headers, &rows);
            let mut table = CsvTable::open(text.as_bytes()).expect("a table");
            let columns = errors_column(&headers).unwrap_or(headers.len());
            prop_assert_eq!(&table.headers()[..columns], &headers[..columns]);
            let mut read = RawRow::default();
            for row in &rows {
                let next = table.read_row(&mut read).expect("a row");
                prop_assert!(next != Next::End);
                for column in 0..columns {
                    prop_assert_eq!(read.cell(column), row.cell(column));
                }
            }
            prop_assert_eq!(table.read_row(&mut read).expect("the end"), Next::End);
        }
    }
}
