//! Protection against CSV formulas: a cell that a spreadsheet would run as a formula gets a leading apostrophe. So
//! does a cell that is a formula after its own leading apostrophes, because an import removes one.

use std::io::{self, Write};

use frontdesk_tables::rejects::begins_formula;

use crate::http::problem::Problem;

/// Appends lines to a table.
///
/// # Errors
/// Encoding failed, which is a bug.
pub(crate) fn write_table(
    out: &mut Vec<u8>,
    write: impl FnOnce(&mut csv::Writer<Guarded<&mut Vec<u8>>>) -> csv::Result<()>,
) -> Result<(), Problem> {
    let mut table = csv::WriterBuilder::new().has_headers(false).from_writer(Guarded::new(out));
    write(&mut table).map_err(Problem::internal)?;
    table.flush().map_err(Problem::internal)
}

/// A CSV writer that escapes formula cells.
pub(crate) struct Guarded<W> {
    inner: W,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// The next byte begins a cell.
    CellStart,
    /// The next byte begins the text of a quoted cell.
    QuotedStart,
    Plain,
    Quoted,
}

impl<W: Write> Guarded<W> {
    fn new(inner: W) -> Self {
        Self { inner, state: State::CellStart }
    }
}

impl<W: Write> Write for Guarded<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut done = 0;
        for (at, byte) in bytes.iter().enumerate() {
            let at_start = matches!(self.state, State::CellStart | State::QuotedStart);
            if at_start && begins_formula((*byte).into()) {
                self.inner.write_all(bytes.get(done..at).unwrap_or_default())?;
                self.inner.write_all(b"'")?;
                done = at;
            }
            self.state = self.state.after(*byte);
        }
        self.inner.write_all(bytes.get(done..).unwrap_or_default())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

impl State {
    /// A doubled quote closes the cell and opens it again, which gives the same state.
    fn after(self, byte: u8) -> Self {
        match (self, byte) {
            (Self::CellStart | Self::QuotedStart, b'\'') => self,
            (Self::CellStart, b'"') => Self::QuotedStart,
            (Self::Plain, b'"') => Self::Quoted,
            (Self::CellStart | Self::Plain, b',' | b'\n') => Self::CellStart,
            (Self::CellStart | Self::Plain, _) => Self::Plain,
            (Self::QuotedStart | Self::Quoted, b'"') => Self::Plain,
            (Self::QuotedStart | Self::Quoted, _) => Self::Quoted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formula_cells_are_escaped_and_no_others() {
        let mut cells = csv::Writer::from_writer(Guarded::new(Vec::new()));
        let row =
            ["=1", "+1", "-1", "@x", "\tx", "\rx", "a=1", "", "\"=1", ",=1", "\n=1", "'=1", "''-,", "'x"];
        cells.write_record(row).expect("written");
        cells.write_record(row).expect("written");
        let bytes = cells.into_inner().map_err(|_| "not flushed").expect("flushed").inner;
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        let expected = [
            "'=1", "'+1", "'-1", "'@x", "'\tx", "'\rx", "a=1", "", "\"=1", ",=1", "\n=1", "''=1", "'''-,",
            "'x",
        ];
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("CSV");
        assert_eq!(
            records,
            [csv::StringRecord::from(expected.to_vec()), csv::StringRecord::from(expected.to_vec())]
        );
    }
}
