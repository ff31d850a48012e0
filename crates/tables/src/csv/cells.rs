//! Decoding the bytes of a record.

use encoding_rs::WINDOWS_1252;
use frontdesk_core::Fault;

use super::encoding::suspect;
use super::records::Record;
use crate::rejects::unguard;
use crate::table::{MOST_COLUMNS, RawRow};

/// The encoding of the file, as far as known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Only ASCII so far: it may still be either of the others.
    Ascii,
    Utf8,
    Windows1252,
}

/// Whether a record is in the encoding of its file.
pub(super) enum Soundness {
    Sound,
    Unsound(Fault),
}

/// Decodes the record's cells into `row`, and updates the encoding. Bytes in an unknown encoding become U+FFFD: decoded
/// as another one they would be wrong text, which a rejects file would import.
pub(super) fn decode(record: &Record<'_>, encoding: &mut Encoding, row: &mut RawRow) -> Soundness {
    if record.bytes().is_ascii() {
        fill(record, row, Encoding::Utf8);
        return Soundness::Sound;
    }
    let is_utf8 =
        record.ranges().all(|range| str::from_utf8(record.bytes().get(range).unwrap_or_default()).is_ok());
    let found = if is_utf8 { Encoding::Utf8 } else { Encoding::Windows1252 };
    fill(record, row, found);
    match *encoding {
        Encoding::Ascii => {
            // The sample did not show the encoding.
            if let Some(likely) = suspect(record.bytes()).filter(|_| found == Encoding::Windows1252) {
                fill_lossily(record, row);
                return Soundness::Unsound(fault(&format!(
                    "the row is not UTF-8, and looks like {likely} rather than Windows-1252: name the file's encoding"
                )));
            }
            *encoding = found;
        }
        known if known == found => {}
        Encoding::Utf8 => {
            fill_lossily(record, row);
            return Soundness::Unsound(fault("the row is not UTF-8, as the rows before it are"));
        }
        Encoding::Windows1252 => {
            return Soundness::Unsound(fault("the row is UTF-8, but the rows before it are Windows-1252"));
        }
    }
    Soundness::Sound
}

fn fault(message: &str) -> Fault {
    Fault::new("", message)
}

/// Decodes what is valid UTF-8.
fn fill_lossily(record: &Record<'_>, row: &mut RawRow) {
    for (cell, range) in row.cells.iter_mut().zip(record.ranges()) {
        let bytes = record.bytes().get(range).unwrap_or_default();
        cell.clear();
        cell.push_str(unguard(&String::from_utf8_lossy(bytes)));
    }
}

fn fill(record: &Record<'_>, row: &mut RawRow, encoding: Encoding) {
    let count = record.len().min(MOST_COLUMNS);
    row.cells.resize_with(count, String::new);
    for (cell, range) in row.cells.iter_mut().zip(record.ranges()) {
        let bytes = record.bytes().get(range).unwrap_or_default();
        cell.clear();
        match str::from_utf8(bytes) {
            Ok(text) if encoding != Encoding::Windows1252 => {
                // Concatenated files have a byte-order mark in the middle.
                cell.push_str(unguard(text.trim_start_matches('\u{feff}')));
            }
            _ => cell.push_str(unguard(&WINDOWS_1252.decode_without_bom_handling(bytes).0)),
        }
    }
}
