//! Reading CSV files of any encoding and delimiter.

mod cells;
mod delimiter;
mod encoding;
mod records;
mod source;
#[cfg(test)]
mod tests;

use std::io::{self, BufReader, Chain, Cursor, Read};

use crate::table::{Judged, MOST_COLUMNS, Next, RawRow, ReadError, Table, judge, lost_cells};
use cells::{Encoding, Soundness};
pub use encoding::{TextEncoding, UnknownEncoding};
use records::Records;
use source::Source;

/// How much of a file is sampled to detect its delimiter.
const SAMPLE: u64 = 64 << 10;

/// The file, with the sample at its start.
type Input<R> = BufReader<Chain<Cursor<Vec<u8>>, Source<R>>>;

/// A CSV file that is read row by row in constant memory.
///
/// The encoding is detected from the byte-order mark (UTF-8, UTF-16), or from the first bytes that are not ASCII: UTF-8
/// if they are valid UTF-8, otherwise Windows-1252. A file that looks like neither is refused, unless the caller names
/// its encoding. The delimiter is the one in a first line `sep=;`, or the one of comma, semicolon, tab and bar that
/// divides the first lines most evenly. Quoted cells may contain delimiters, line breaks and doubled quotes. A Ctrl-Z
/// at the end is ignored.
///
/// A leading `'` before `=`, `+`, `-`, `@`, tab or carriage return is removed: a rejects file adds it so that
/// spreadsheets do not evaluate the cell as a formula.
pub struct CsvTable<R: Read> {
    records: Records<Input<R>>,
    encoding: Encoding,
    delimiter: u8,
    headers: Vec<String>,
    header_row: u64,
    is_over: bool,
}

impl<R: Read> CsvTable<R> {
    /// Reads up to the headers.
    ///
    /// # Errors
    /// The file is empty, is not text, has an encoding that cannot be detected, has too many columns, or cannot be
    /// read.
    pub fn open(reader: R) -> Result<Self, ReadError> {
        Self::open_as(reader, None)
    }

    /// [`CsvTable::open`] for a file without byte-order mark whose encoding is known.
    ///
    /// # Errors
    /// As for [`CsvTable::open`], or the file is not in that encoding.
    pub fn open_as(reader: R, encoding: Option<TextEncoding>) -> Result<Self, ReadError> {
        let explain = |error: io::Error| match (source::error(error), encoding) {
            (ReadError::NotText, Some(asked)) => ReadError::WrongEncoding(asked.as_str()),
            (error, _) => error,
        };
        let (mut source, is_utf8) = Source::open(reader, encoding)?;
        let mut sample = Vec::new();
        source.by_ref().take(SAMPLE).read_to_end(&mut sample).map_err(explain)?;
        if is_binary(&sample) {
            return Err(ReadError::NotText);
        }
        let encoding = if is_utf8 { Encoding::Utf8 } else { told(&sample)? };
        let named = delimiter::named(&sample);
        let delimiter = named.unwrap_or_else(|| delimiter::sniff(&sample));
        let input = BufReader::with_capacity(64 << 10, Cursor::new(sample).chain(source));
        let records = Records::new(input, delimiter);
        let mut table =
            Self { records, encoding, delimiter, headers: Vec::new(), header_row: 0, is_over: false };
        if named.is_some() {
            table.records.next()?;
        }
        table.read_headers()?;
        Ok(table)
    }

    /// The byte between cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    fn read_headers(&mut self) -> Result<(), ReadError> {
        let mut row = RawRow::default();
        loop {
            let Some(record) = self.records.next()? else {
                return Err(ReadError::Empty);
            };
            if record.bytes().contains(&0) {
                return Err(ReadError::NotText);
            }
            let number = record.number();
            let has_too_many = record.len() > MOST_COLUMNS && record.holds_text_beyond(MOST_COLUMNS);
            cells::decode(&record, &mut self.encoding, &mut row);
            if has_too_many {
                return Err(ReadError::TooManyColumns);
            }
            if !matches!(judge(&mut row, MOST_COLUMNS, false), Judged::Blank) {
                self.headers = row.cells.iter().map(|cell| cell.trim().to_owned()).collect();
                self.header_row = number;
                return Ok(());
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
                (Judged::Good, Soundness::Sound) => {
                    let lost: Vec<_> = lost_cells(row).collect();
                    return Ok(if lost.is_empty() { Next::Row } else { Next::BadCells(lost) });
                }
            }
        }
    }
}

/// Whether the bytes are not text: text has hardly any control characters other than tabs and line ends.
fn is_binary(sample: &[u8]) -> bool {
    let is_control = |byte: &&u8| matches!(byte, 0..=8 | 11 | 14..=25 | 27..=31 | 127);
    sample.iter().filter(is_control).count() * 100 > sample.len()
}

/// The encoding of the whole lines of the sample.
fn told(sample: &[u8]) -> Result<Encoding, ReadError> {
    let is_cut = sample.len() as u64 == SAMPLE;
    let end = sample.iter().rposition(|byte| *byte == b'\n').filter(|_| is_cut);
    let lines = end.and_then(|end| sample.get(..end)).unwrap_or(sample);
    encoding::tell(lines).map(|told| match told {
        encoding::Told::Utf8 => Encoding::Ascii,
        encoding::Told::Windows1252 => Encoding::Windows1252,
    })
}

impl<R: Read> Table for CsvTable<R> {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn header_row(&self) -> u64 {
        self.header_row
    }

    fn skip_title(&mut self) -> Result<(), ReadError> {
        self.read_headers()
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
