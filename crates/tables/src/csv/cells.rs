//! Making texts of a record's bytes.

use encoding_rs::WINDOWS_1252;
use frontdesk_core::Fault;

use super::encoding::suspect;
use super::records::Record;
use crate::rejects::unguard;
use crate::table::{MOST_COLUMNS, RawRow};

/// What the file is known to be written in so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Nothing but ASCII was seen: it may still turn out to be either of the others.
    Ascii,
    Utf8,
    Windows1252,
}

/// Whether a record is written in the encoding of its file.
pub(super) enum Soundness {
    Sound,
    Unsound(Fault),
}

/// Puts the record's first cells into `row`, and learns from it what the file is written in. Bytes in an encoding that is
/// not known become U+FFFD: read as any other, they would be text that nobody wrote, and a rejects file would bring it in.
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
            // The beginning of the file said nothing.
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

/// Keeps what is UTF-8.
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
                // Files that were put behind one another have a mark in the middle.
                cell.push_str(unguard(text.trim_start_matches('\u{feff}')));
            }
            _ => cell.push_str(unguard(&WINDOWS_1252.decode_without_bom_handling(bytes).0)),
        }
    }
}
