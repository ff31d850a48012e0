//! Reading the directory of a ZIP archive in bounded memory.

use std::io::{Read, Seek, SeekFrom};

use crate::table::ReadError;

/// The most parts of a workbook. Real ones have tens.
const MOST_ENTRIES: u64 = 10_000;

/// The largest directory. Ten thousand entries with long names fit.
const LARGEST_DIRECTORY: u64 = 4 << 20;

/// The largest distance of the end record from the end of the file: its own length and the longest comment.
const END_RECORD_REACH: u64 = 22 + 0xffff;

/// The location of a part in the archive, according to the directory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    name: String,
    pub(super) is_encrypted: bool,
    pub(super) method: u16,
    pub(super) checksum: u32,
    pub(super) packed: u64,
    pub(super) unpacked: u64,
    pub(super) header: u64,
}

/// The parts of an archive.
pub(super) struct Archive {
    entries: Vec<Entry>,
}

impl Archive {
    /// Reads the directory at the end of the file.
    pub(super) fn open(file: &mut (impl Read + Seek)) -> Result<Self, ReadError> {
        let length = file.seek(SeekFrom::End(0))?;
        let start = length.saturating_sub(END_RECORD_REACH);
        let tail = read_at(file, start, length - start)?;
        if read_at(file, 0, length.min(2))? != b"PK" {
            return Err(damaged("it does not begin as an XLSX file does"));
        }
        let at = find_end_record(&tail).ok_or_else(|| damaged("its end is missing"))?;
        let directory = Directory::locate(file, &tail, at, start)?;
        if directory.entries > MOST_ENTRIES || directory.size > LARGEST_DIRECTORY {
            return Err(ReadError::Refused(format!("it has more than {MOST_ENTRIES} parts")));
        }
        let bytes = read_at(file, directory.offset, directory.size)?;
        let entries = read_entries(&bytes).ok_or_else(|| damaged("its directory is broken"))?;
        Ok(Self { entries })
    }

    /// The part of that name. Case and the direction of slashes are ignored, as in every spreadsheet program.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        let name = normalise(name);
        self.entries.iter().find(|entry| entry.name == name)
    }

    /// A description of an archive that is not a workbook.
    pub(super) fn content(&self) -> &'static str {
        let found = CONTENTS.iter().find(|(part, _)| self.entry(part).is_some());
        found.map_or("a ZIP archive", |(_, what)| *what)
    }
}

/// Descriptions of archives that are not workbooks, by a part that they have.
const CONTENTS: &[(&str, &str)] = &[
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file (.ods)"),
    ("index/document.iwa", "a Numbers document"),
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
];

fn normalise(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_ascii_lowercase()
}

pub(super) fn damaged(how: &str) -> ReadError {
    ReadError::Damaged(how.to_owned())
}

/// Up to `length` bytes from `start`; fewer at the end of the file.
pub(super) fn read_at(file: &mut (impl Read + Seek), start: u64, length: u64) -> Result<Vec<u8>, ReadError> {
    file.seek(SeekFrom::Start(start))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The last end record whose comment extends to the end of the file.
fn find_end_record(tail: &[u8]) -> Option<usize> {
    let reaches_the_end = |at: &usize| {
        let record = tail.get(*at..).unwrap_or_default();
        let comment = u16_at(record, 20).map(usize::from);
        record.starts_with(b"PK\x05\x06") && comment.is_some_and(|comment| 22 + comment == record.len())
    };
    (0..tail.len().checked_sub(21)?).rev().find(reaches_the_end)
}

/// The location of the directory.
struct Directory {
    entries: u64,
    size: u64,
    offset: u64,
}

impl Directory {
    /// Reads the numbers from the end record at `at`, or from the ZIP64 record before it when they did not fit.
    fn locate(file: &mut (impl Read + Seek), tail: &[u8], at: usize, start: u64) -> Result<Self, ReadError> {
        let broken = || damaged("its end is broken");
        let record = tail.get(at..).unwrap_or_default();
        let small = Self::small(record).ok_or_else(broken)?;
        let fits = small.entries != 0xffff && small.size != 0xffff_ffff && small.offset != 0xffff_ffff;
        if fits {
            return Ok(small);
        }
        let place = start + u64::try_from(at).map_err(|_| broken())?;
        let locator = read_at(file, place.checked_sub(20).ok_or_else(broken)?, 20)?;
        if !locator.starts_with(b"PK\x06\x07") {
            return Ok(small);
        }
        let record = read_at(file, u64_at(&locator, 8).ok_or_else(broken)?, 56)?;
        Self::large(&record).ok_or_else(broken)
    }

    fn small(record: &[u8]) -> Option<Self> {
        Some(Self {
            entries: u16_at(record, 10)?.into(),
            size: u32_at(record, 12)?.into(),
            offset: u32_at(record, 16)?.into(),
        })
    }

    fn large(record: &[u8]) -> Option<Self> {
        let record = record.strip_prefix(b"PK\x06\x06")?;
        Some(Self { entries: u64_at(record, 28)?, size: u64_at(record, 36)?, offset: u64_at(record, 44)? })
    }
}

fn read_entries(mut bytes: &[u8]) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let (entry, rest) = read_entry(bytes)?;
        entries.push(entry);
        bytes = rest;
    }
    Some(entries)
}

fn read_entry(bytes: &[u8]) -> Option<(Entry, &[u8])> {
    if !bytes.starts_with(b"PK\x01\x02") {
        return None;
    }
    let name_length = usize::from(u16_at(bytes, 28)?);
    let extra_length = usize::from(u16_at(bytes, 30)?);
    let comment_length = usize::from(u16_at(bytes, 32)?);
    let (name, rest) = bytes.get(46..)?.split_at_checked(name_length)?;
    let (extra, rest) = rest.split_at_checked(extra_length)?;
    let mut entry = Entry {
        name: normalise(&String::from_utf8_lossy(name)),
        is_encrypted: u16_at(bytes, 8)? & 1 == 1,
        method: u16_at(bytes, 10)?,
        checksum: u32_at(bytes, 16)?,
        packed: u32_at(bytes, 20)?.into(),
        unpacked: u32_at(bytes, 24)?.into(),
        header: u32_at(bytes, 42)?.into(),
    };
    enlarge(&mut entry, extra);
    Some((entry, rest.get(comment_length..)?))
}

/// Reads the numbers that did not fit into the entry from its extra field, where they have this order.
fn enlarge(entry: &mut Entry, mut extra: &[u8]) {
    while let (Some(kind), Some(length)) = (u16_at(extra, 0), u16_at(extra, 2)) {
        let Some((field, rest)) = extra.get(4..).and_then(|rest| rest.split_at_checked(length.into())) else {
            return;
        };
        extra = rest;
        if kind != 1 {
            continue;
        }
        let large = [&mut entry.unpacked, &mut entry.packed, &mut entry.header];
        let missing = large.into_iter().filter(|number| **number == 0xffff_ffff);
        for (number, at) in missing.zip((0..).step_by(8)) {
            *number = u64_at(field, at).unwrap_or(*number);
        }
    }
}
