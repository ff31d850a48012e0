//! The bytes of a file without byte-order mark, converted to UTF-8 from UTF-16 or a named encoding.

use std::io::{self, Chain, Cursor, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_16BE, UTF_16LE};

use super::encoding::TextEncoding;
use crate::table::ReadError;

const CHUNK: usize = 32 << 10;

/// A file's bytes in an ASCII-compatible encoding.
pub(super) enum Source<R> {
    Plain(Unmarked<R>),
    Decoded(Box<Decoded<R>>),
}

/// The file after its byte-order mark.
type Unmarked<R> = Chain<Cursor<Vec<u8>>, Patient<R>>;

/// Retries interrupted reads, as the callers do not.
pub(super) struct Patient<R>(R);

impl<R: Read> Read for Patient<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.0.read(into) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                read => return read,
            }
        }
    }
}

impl<R: Read> Source<R> {
    /// Detects and removes a byte-order mark, which takes precedence over the named encoding. The flag says whether the
    /// bytes are known to be UTF-8 now.
    pub(super) fn open(reader: R, asked: Option<TextEncoding>) -> Result<(Self, bool), ReadError> {
        let mut reader = Patient(reader);
        let mut first = Vec::with_capacity(3);
        reader.by_ref().take(3).read_to_end(&mut first)?;
        let after = |mark: usize| Cursor::new(first.get(mark..).unwrap_or_default().to_vec());
        Ok(match first.as_slice() {
            [0xef, 0xbb, 0xbf] => (Self::Plain(after(3).chain(reader)), true),
            [0xff, 0xfe, ..] => {
                (Self::decoded(after(2).chain(reader), UTF_16LE.new_decoder_without_bom_handling()), true)
            }
            [0xfe, 0xff, ..] => {
                (Self::decoded(after(2).chain(reader), UTF_16BE.new_decoder_without_bom_handling()), true)
            }
            _ => match asked {
                Some(asked) if !asked.is_utf8() => {
                    (Self::decoded(after(0).chain(reader), asked.decoder()), true)
                }
                asked => (Self::Plain(after(0).chain(reader)), asked.is_some()),
            },
        })
    }

    fn decoded(reader: Unmarked<R>, decoder: Decoder) -> Self {
        Self::Decoded(Box::new(Decoded {
            reader,
            decoder,
            raw: vec![0; CHUNK],
            raw_range: 0..0,
            text: vec![0; CHUNK],
            text_range: 0..0,
            is_over: false,
        }))
    }
}

impl<R: Read> Read for Source<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::Plain(reader) => reader.read(into),
            Self::Decoded(reader) => reader.read(into),
        }
    }
}

/// Converts another encoding to UTF-8, a chunk at a time.
pub(super) struct Decoded<R> {
    reader: Unmarked<R>,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_range: std::ops::Range<usize>,
    text: Vec<u8>,
    text_range: std::ops::Range<usize>,
    is_over: bool,
}

impl<R: Read> Decoded<R> {
    fn refill(&mut self) -> io::Result<()> {
        while self.text_range.is_empty() && !self.is_over {
            if self.raw_range.is_empty() {
                self.raw_range = 0..self.reader.read(&mut self.raw)?;
            }
            // An empty read is the end, which the decoder has to know.
            let is_last = self.raw_range.is_empty();
            let raw = self.raw.get(self.raw_range.clone()).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(raw, &mut self.text, is_last);
            self.raw_range.start += read;
            self.text_range = 0..written;
            match result {
                DecoderResult::Malformed(..) => return Err(io::ErrorKind::InvalidData.into()),
                DecoderResult::InputEmpty => self.is_over = is_last,
                DecoderResult::OutputFull => {}
            }
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.refill()?;
        let read = self.text.get(self.text_range.clone()).unwrap_or_default().read(into)?;
        self.text_range.start += read;
        Ok(read)
    }
}

/// Invalid text is not an I/O error.
pub(super) fn error(error: io::Error) -> ReadError {
    match error.kind() {
        io::ErrorKind::InvalidData => ReadError::NotText,
        _ => ReadError::Io(error),
    }
}
