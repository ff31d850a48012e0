//! Splitting bytes into records and cells, in bounded memory.

use std::io::BufRead;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::source;
use crate::table::{LONGEST_ROW, ReadError};

/// Ctrl-Z.
const END_MARK: u8 = 0x1a;

/// The records of a file, in order.
pub(super) struct Records<B> {
    input: B,
    reader: Reader,
    bytes: Vec<u8>,
    ends: Vec<usize>,
    number: u64,
    /// Whether the previous byte was a carriage return, so that a line feed belongs to it.
    after_return: bool,
}

/// One record: its unquoted cells, concatenated.
pub(super) struct Record<'a> {
    number: u64,
    bytes: &'a [u8],
    ends: &'a [usize],
}

impl<'a> Record<'a> {
    /// The row's number in the file.
    pub(super) fn number(&self) -> u64 {
        self.number
    }

    /// All cells without separators.
    pub(super) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The number of cells.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The range of each cell.
    pub(super) fn ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> + 'a {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(self.ends).map(|(start, end)| start..*end)
    }

    /// Whether a cell from `column` on has more than white space.
    pub(super) fn holds_text_beyond(&self, column: usize) -> bool {
        let start = column.checked_sub(1).and_then(|last| self.ends.get(last)).copied().unwrap_or_default();
        !self.bytes.get(start..).unwrap_or_default().trim_ascii().is_empty()
    }
}

impl<B: BufRead> Records<B> {
    pub(super) fn new(input: B, delimiter: u8) -> Self {
        Self {
            input,
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            bytes: vec![0; 4 << 10],
            ends: vec![0; 64],
            number: 0,
            after_return: false,
        }
    }

    /// The next line that is not empty.
    pub(super) fn next(&mut self) -> Result<Option<Record<'_>>, ReadError> {
        if !self.skip_empty_lines()? {
            return Ok(None);
        }
        self.number += 1;
        let (bytes, ends) = self.read_record()?;
        let bytes = if self.is_at_end()? { self.without_end_mark(bytes, ends) } else { bytes };
        let bytes = self.bytes.get(..bytes).unwrap_or_default();
        let ends = self.ends.get(..ends).unwrap_or_default();
        Ok(Some(Record { number: self.number, bytes, ends }))
    }

    fn is_at_end(&mut self) -> Result<bool, ReadError> {
        Ok(self.input.fill_buf().map_err(source::error)?.is_empty())
    }

    /// The length of the last record without the Ctrl-Z that ends DOS files.
    fn without_end_mark(&mut self, bytes: usize, ends: usize) -> usize {
        let written = self.bytes.get(..bytes).unwrap_or_default();
        let marks = written.iter().rev().take_while(|byte| **byte == END_MARK).count();
        let before = ends.checked_sub(2).and_then(|place| self.ends.get(place)).copied().unwrap_or_default();
        let kept = bytes.saturating_sub(marks).max(before);
        if let Some(end) = ends.checked_sub(1).and_then(|last| self.ends.get_mut(last)) {
            *end = kept;
        }
        kept
    }

    /// Whether any input is left. Empty lines count as rows, as in spreadsheets.
    fn skip_empty_lines(&mut self) -> Result<bool, ReadError> {
        loop {
            let input = self.input.fill_buf().map_err(source::error)?;
            if input.is_empty() {
                return Ok(false);
            }
            let breaks = input.iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
            let (mut skipped, whole) = (0, input.len());
            for byte in breaks {
                let belongs_to_return = *byte == b'\n' && self.after_return;
                self.number += u64::from(!belongs_to_return);
                self.after_return = *byte == b'\r';
                skipped += 1;
            }
            self.input.consume(skipped);
            if skipped < whole {
                return Ok(true);
            }
        }
    }

    /// Reads one record into the buffers, and returns how much of each is used.
    fn read_record(&mut self) -> Result<(usize, usize), ReadError> {
        let (mut taken, mut bytes, mut ends) = (0, 0, 0);
        loop {
            let input = self.input.fill_buf().map_err(source::error)?;
            // The last line may lack its line feed; one is added here. Inside an open quote it becomes part of the
            // cell.
            let is_last = input.is_empty();
            let input = if is_last { b"\n" } else { input };
            let (free_bytes, free_ends) = (self.bytes.get_mut(bytes..), self.ends.get_mut(ends..));
            let (result, read, written, ended) =
                self.reader.read_record(input, free_bytes.unwrap_or_default(), free_ends.unwrap_or_default());
            self.after_return = input.get(..read).is_some_and(|input| input.ends_with(b"\r"));
            if !is_last {
                self.input.consume(read);
            }
            (taken, bytes, ends) = (taken + read, bytes + written, ends + ended);
            if taken > LONGEST_ROW {
                return Err(ReadError::RowTooLong { row: self.number });
            }
            match result {
                ReadRecordResult::Record | ReadRecordResult::End => return Ok((bytes, ends)),
                ReadRecordResult::OutputFull => self.bytes.resize(self.bytes.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::InputEmpty if is_last => {
                    return Err(ReadError::UnclosedQuote { row: self.number });
                }
                ReadRecordResult::InputEmpty => {}
            }
        }
    }
}
