//! Reading CSV files, whatever their encoding and delimiter.

mod cells;
mod delimiter;
mod records;
mod source;
#[cfg(test)]
mod tests;

use std::io::{BufReader, Chain, Cursor, Read};

use crate::table::{Judged, MOST_COLUMNS, Next, RawRow, ReadError, Table, judge};
use cells::{Encoding, Soundness};
use records::Records;
use source::Source;

/// How much of a file is looked at to tell its delimiter.
const SAMPLE: u64 = 64 << 10;

/// The file, the sample that was looked at before all else.
type Input<R> = BufReader<Chain<Cursor<Vec<u8>>, Source<R>>>;

/// A CSV file that is read row by row in constant memory.
///
/// The encoding is told by the byte-order mark (UTF-8, UTF-16), else by the first bytes that are not ASCII: UTF-8
/// if they are sound UTF-8, else Windows-1252. The delimiter is the comma, semicolon or tab that divides the first
/// lines most evenly. Quoted cells may hold delimiters, line breaks and doubled quotes.
///
/// A leading `'` before `=`, `+`, `-`, `@`, tab or carriage return is taken off: a rejects file puts it there to keep
/// spreadsheets from running the cell as a formula.
pub struct CsvTable<R: Read> {
    records: Records<Input<R>>,
    encoding: Encoding,
    delimiter: u8,
    headers: Vec<String>,
    is_over: bool,
}

impl<R: Read> CsvTable<R> {
    /// Reads as far as the headers.
    ///
    /// # Errors
    /// The file is empty, is no text, has too many columns, or cannot be read.
    pub fn open(reader: R) -> Result<Self, ReadError> {
        let (mut source, is_marked) = Source::open(reader)?;
        let mut sample = Vec::new();
        source.by_ref().take(SAMPLE).read_to_end(&mut sample).map_err(source::error)?;
        let delimiter = delimiter::sniff(&sample);
        let input = BufReader::with_capacity(64 << 10, Cursor::new(sample).chain(source));
        let mut table = Self {
            records: Records::new(input, delimiter),
            encoding: if is_marked { Encoding::Utf8 } else { Encoding::Ascii },
            delimiter,
            headers: Vec::new(),
            is_over: false,
        };
        table.headers = table.read_headers()?;
        Ok(table)
    }

    /// The byte that divides the cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    fn read_headers(&mut self) -> Result<Vec<String>, ReadError> {
        let mut row = RawRow::default();
        loop {
            let Some(record) = self.records.next()? else {
                return Err(ReadError::Empty);
            };
            if record.bytes().contains(&0) {
                return Err(ReadError::NotText);
            }
            let has_too_many = record.len() > MOST_COLUMNS && record.holds_text_beyond(MOST_COLUMNS);
            cells::decode(&record, &mut self.encoding, &mut row);
            if has_too_many {
                return Err(ReadError::TooManyColumns);
            }
            if !matches!(judge(&mut row, MOST_COLUMNS, false), Judged::Blank) {
                return Ok(row.cells.iter().map(|cell| cell.trim().to_owned()).collect());
            }
        }
    }

    fn read_next(&mut self, row: &mut RawRow) -> Result<Next, ReadError> {
        loop {
            let Some(record) = self.records.next()? else {
                return Ok(Next::End);
            };
            row.number = record.number();
            let hidden = record.len() > MOST_COLUMNS && record.holds_text_beyond(MOST_COLUMNS);
            let soundness = cells::decode(&record, &mut self.encoding, row);
            match (judge(row, self.headers.len(), hidden), soundness) {
                (Judged::Blank, _) => {}
                (_, Soundness::Unsound(fault)) => return Ok(Next::BadRow(fault.into())),
                (Judged::Bad(faults), Soundness::Sound) => return Ok(Next::BadRow(faults)),
                (Judged::Good, Soundness::Sound) => return Ok(Next::Row),
            }
        }
    }
}

impl<R: Read> Table for CsvTable<R> {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn skip_title(&mut self) -> Result<(), ReadError> {
        self.headers = self.read_headers()?;
        Ok(())
    }

    fn read_row(&mut self, row: &mut RawRow) -> Result<Next, ReadError> {
        if self.is_over {
            return Ok(Next::End);
        }
        let next = self.read_next(row);
        self.is_over = matches!(next, Ok(Next::End) | Err(_));
        next
    }
}
