//! The shared strings of a workbook, which cells reference by number.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::archive::Archive;
use super::value::unescape;
use super::workbook::Workbook;
use super::xml::{self, Xml};
use crate::table::ReadError;

/// The most bytes of text. Sheets of a million clients need about 100 MiB.
const MOST_TEXT: usize = 160 << 20;

/// The most texts. With the limit above, the total stays under 200 MiB.
const MOST_TEXTS: usize = 8 << 20;

/// The most memory of all texts, including their end positions.
pub(super) const MOST_MEMORY: u64 = (MOST_TEXT + MOST_TEXTS * size_of::<u32>()) as u64;

/// Texts are stored in pieces of this size: a single growing buffer would be held twice while it is moved.
const PIECE_TEXT: usize = 1 << 20;
const PIECE_TEXTS: usize = 1 << 16;

/// All shared texts.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    pieces: Vec<Piece>,
    bytes: usize,
    count: usize,
}

/// Concatenated texts.
#[derive(Debug, Default)]
struct Piece {
    /// The number of the first text.
    first: usize,
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// The text with this number, counted from 0.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let behind = self.pieces.partition_point(|piece| piece.first <= number);
        self.pieces.get(behind.checked_sub(1)?)?.get(number)
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        let full = || ReadError::Refused("its shared strings are too many or too long".to_owned());
        if self.bytes + text.len() > MOST_TEXT || self.count >= MOST_TEXTS {
            return Err(full());
        }
        if self.pieces.last().is_none_or(|piece| !piece.has_room_for(text)) {
            self.pieces.push(Piece { first: self.count, ..Piece::default() });
        }
        let piece = self.pieces.last_mut().ok_or_else(full)?;
        piece.text.push_str(text);
        piece.ends.push(u32::try_from(piece.text.len()).map_err(|_| full())?);
        self.bytes += text.len();
        self.count += 1;
        Ok(())
    }
}

impl Piece {
    fn get(&self, number: usize) -> Option<&str> {
        let place = number.checked_sub(self.first)?;
        let end = *self.ends.get(place)?;
        let start = place.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(usize::try_from(*start).ok()?..usize::try_from(end).ok()?)
    }

    fn has_room_for(&self, text: &str) -> bool {
        self.text.len() + text.len() <= PIECE_TEXT && self.ends.len() < PIECE_TEXTS
    }
}

/// Reads all shared strings; none when the workbook has no such part.
pub(super) fn read(
    archive: &Archive,
    file: &mut (impl Read + Seek),
    workbook: &Workbook,
) -> Result<SharedStrings, ReadError> {
    let mut strings = SharedStrings::default();
    let Some(entry) = workbook.related(archive, "sharedStrings") else {
        return Ok(strings);
    };
    let mut xml = Xml::open(file, entry, xml::STRINGS)?;
    let mut text = String::new();
    loop {
        match xml.next()? {
            Event::Start(start) if xml::name(&start) == "si" => {
                text.clear();
                rich_text(&mut xml, &mut text)?;
                strings.push(&unescape(&text))?;
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

/// The text of the current element, joined from its runs. Phonetic hints (`rPh`) are left out.
pub(super) fn rich_text<R: Read>(xml: &mut Xml<R>, into: &mut String) -> Result<(), ReadError> {
    let mut open = 1_usize;
    while open > 0 {
        match xml.next()? {
            Event::Start(start) => match xml::name(&start) {
                "t" => xml.text(into)?,
                "rPh" => xml.skip()?,
                _ => open += 1,
            },
            Event::End(_) => open -= 1,
            Event::Eof => return Err(xml.ends_early()),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_found_by_its_number() {
        let mut strings = SharedStrings::default();
        let text = |number: usize| match number % 4 {
            0 => String::new(),
            1 => "x".repeat(number % 50),
            2 => number.to_string(),
            _ => "é".repeat(number % 700),
        };
        let mut all: Vec<String> = (0..PIECE_TEXTS + 10).map(text).collect();
        all.push("y".repeat(PIECE_TEXT));
        all.push("z".to_owned());
        for text in &all {
            strings.push(text).expect("room");
        }
        assert!(strings.pieces.len() > 3);
        assert!(all.iter().enumerate().all(|(number, text)| strings.get(number) == Some(text)));
        assert_eq!(strings.get(all.len()), None);
    }
}
