//! Unpacking a part of the archive within a limit.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Take};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::archive::{Entry, damaged, read_at, u16_at};
use crate::table::{LONGEST_ROW, ReadError};

const BUFFER: usize = 64 << 10;

/// Why a part is invalid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Overrun {
    #[error("a part unpacks too far")]
    Part,
    #[error("a part unpacks to more than its directory says")]
    Declared,
    #[error("a piece of XML is too long")]
    Event,
    #[error("a part does not match its checksum")]
    Checksum,
}

/// An unpacked part. Reading fails when the output exceeds the limit, when a single piece of it (from one
/// [`begin_event`](Unpacked::begin_event) to the next) is longer than a row may be, and when the checksum does not
/// match.
pub(super) struct Unpacked<R> {
    reader: BufReader<Checked<R>>,
    since_event: usize,
}

struct Checked<R> {
    packing: Packing<R>,
    crc: Crc,
    checksum: u32,
    left: u64,
    /// The error when the limit is reached.
    overrun: Overrun,
}

enum Packing<R> {
    Stored(Take<BufReader<R>>),
    Deflated(DeflateDecoder<Take<BufReader<R>>>),
}

impl<R: Read + Seek> Unpacked<R> {
    /// Begins to unpack. `limit` is the most bytes of output, and so is the size in the directory: memory is reserved
    /// by it.
    pub(super) fn open(mut file: R, entry: &Entry, limit: u64) -> Result<Self, ReadError> {
        if entry.is_encrypted {
            return Err(ReadError::OldWorkbook);
        }
        let header = read_at(&mut file, entry.header, 30)?;
        let lengths =
            u16_at(&header, 26).zip(u16_at(&header, 28)).filter(|_| header.starts_with(b"PK\x03\x04"));
        let (name, extra) = lengths.ok_or_else(|| damaged("a part is not where its directory says"))?;
        let start = entry.header.saturating_add(30 + u64::from(name) + u64::from(extra));
        file.seek(SeekFrom::Start(start))?;
        let packed = BufReader::with_capacity(BUFFER, file).take(entry.packed);
        let packing = match entry.method {
            0 => Packing::Stored(packed),
            8 => Packing::Deflated(DeflateDecoder::new(packed)),
            _ => return Err(damaged("a part is packed in a way that workbooks do not use")),
        };
        let (left, overrun) =
            if entry.unpacked < limit { (entry.unpacked, Overrun::Declared) } else { (limit, Overrun::Part) };
        let checked = Checked { packing, crc: Crc::new(), checksum: entry.checksum, left, overrun };
        Ok(Self { reader: BufReader::with_capacity(BUFFER, checked), since_event: 0 })
    }
}

impl<R> Unpacked<R> {
    /// Starts a new piece.
    pub(super) fn begin_event(&mut self) {
        self.since_event = 0;
    }
}

impl<R: Read> Read for Checked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = match &mut self.packing {
            Packing::Stored(reader) => reader.read(into)?,
            Packing::Deflated(reader) => reader.read(into)?,
        };
        if read == 0 && !into.is_empty() && self.crc.sum() != self.checksum {
            return Err(io::Error::other(Overrun::Checksum));
        }
        self.crc.update(into.get(..read).unwrap_or_default());
        let left = u64::try_from(read).ok().and_then(|read| self.left.checked_sub(read));
        self.left = left.ok_or_else(|| io::Error::other(self.overrun))?;
        Ok(read)
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.reader.read(into)
    }
}

impl<R: Read> BufRead for Unpacked<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.since_event > LONGEST_ROW {
            return Err(io::Error::other(Overrun::Event));
        }
        self.reader.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.since_event = self.since_event.saturating_add(amount);
        self.reader.consume(amount);
    }
}
