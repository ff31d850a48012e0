//! The rejects file: each rejected row unchanged, with its faults, to be corrected and imported again.

use std::borrow::Cow;
use std::io::{self, Write};

use frontdesk_core::Fault;

use crate::table::RawRow;

/// The name of the error column, unless the file has one of its own.
const ERRORS: &str = "errors";

/// Writes rejected rows as CSV: the original columns, then an error column, then any cells beyond the columns.
///
/// The error column of an earlier rejects file is replaced. A cell that a spreadsheet would evaluate as a formula (it
/// begins with `=`, `+`, `-`, `@`, tab or carriage return) gets a leading `'`, which reading removes.
#[derive(Debug)]
pub struct Rejects<W> {
    out: W,
    columns: usize,
    old_errors: Option<usize>,
    line: String,
}

impl<W: Write> Rejects<W> {
    /// Writes the header line.
    ///
    /// ```
    /// use frontdesk_core::Fault;
    /// use frontdesk_tables::rejects::Rejects;
    /// use frontdesk_tables::table::RawRow;
    ///
    /// let mut rejects = Rejects::new(Vec::new(), &["id".to_owned()])?;
    /// let row = RawRow { number: 2, cells: vec!["x".to_owned()] };
    /// rejects.write(&row, &[Fault::new("id", "must be a positive integer")])?;
    /// assert_eq!(rejects.finish()?, b"id,errors\nx,id must be a positive integer\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
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

    /// Writes a rejected row.
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

    /// Flushes and returns the writer.
    ///
    /// # Errors
    /// Flushing failed.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.flush()?;
        Ok(self.out)
    }
}

/// The position of the error column of an earlier rejects file: at the end, under exactly the name that it would get
/// there.
pub(crate) fn errors_column(headers: &[String]) -> Option<usize> {
    let (last, others) = headers.split_last()?;
    (*last == free_name(others)).then_some(others.len())
}

/// `errors`, or `errors_2` and so on when that column exists.
fn free_name(headers: &[String]) -> String {
    let is_free = |name: &String| !headers.iter().any(|header| header.eq_ignore_ascii_case(name));
    let numbered = (2_u32..).map(|number| format!("{ERRORS}_{number}"));
    std::iter::once(ERRORS.to_owned()).chain(numbered).find(is_free).unwrap_or_default()
}

/// Appends a CSV cell to a line, guarded so that no spreadsheet evaluates it and reading returns exactly this text.
///
/// Quotes text that any detectable delimiter, a line break or a quote would split. Text that would be evaluated as a
/// formula gets a leading `'`, and so does text with such a `'` of its own: reading removes one.
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

/// The text with a leading `'` if it would be evaluated as a formula, or would be after removing leading `'`. Reading
/// removes one.
///
/// ```
/// # use frontdesk_tables::rejects::{guard, unguard};
/// assert_eq!(guard("=1+1"), "'=1+1");
/// assert_eq!(unguard("'=1+1"), "=1+1");
/// assert_eq!(guard("1+1"), "1+1");
/// ```
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_guarded_or_formula(text) { format!("'{text}").into() } else { text.into() }
}

/// Whether the text would be evaluated as a formula, possibly after removing leading `'`.
fn is_guarded_or_formula(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(begins_formula)
}

/// Whether a spreadsheet evaluates a cell that begins with this character.
///
/// ```
/// # use frontdesk_tables::rejects::begins_formula;
/// assert!(begins_formula('=') && begins_formula('-') && !begins_formula('a'));
/// ```
pub fn begins_formula(first: char) -> bool {
    matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r')
}

/// The text without the `'` that guards it from being evaluated.
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
    fn a_rejected_row_is_written_unchanged_with_its_errors() {
        let text = written(&owned(&["id", "name"]), &[row(&["1", "Ada, \"the\"\nfirst"]), row(&["2"])]);
        let errors = "\"a is missing; Client missing name.\"";
        assert_eq!(text, format!("id,name,errors\n1,\"Ada, \"\"the\"\"\nfirst\",{errors}\n2,,{errors}\n"));
    }

    #[test]
    fn cells_beyond_the_columns_follow_the_errors() {
        let text = written(&owned(&["id"]), &[row(&["1", "x", "y"])]);
        assert_eq!(text, "id,errors\n1,\"a is missing; Client missing name.\",x,y\n");
    }

    #[test]
    fn formulas_are_guarded() {
        let text = written(
            &owned(&["=id", "p"]),
            &[row(&["=1+1", "+1555"]), row(&["-1", "@x"]), row(&["\tx", "\ry"])],
        );
        let cells: Vec<&str> = text.split_inclusive('\n').flat_map(|line| line.split(',').take(2)).collect();
        assert_eq!(cells, ["'=id", "p", "'=1+1", "'+1555", "'-1", "'@x", "\"'\tx\"", "\"'\ry\""]);
    }

    #[test]
    fn the_error_column_of_an_earlier_file_is_replaced_and_another_of_that_name_stays() {
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
        fn a_rejects_file_is_read_back_as_its_rows(
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
