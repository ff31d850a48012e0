//! The texts that a workbook keeps once and its cells name by number.

use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::archive::Archive;
use super::value::unescape;
use super::workbook::Workbook;
use super::xml::{self, Xml};
use crate::table::ReadError;

/// The most bytes of text that are held. Sheets of a million clients need about 100 MiB.
const MOST_TEXT: usize = 160 << 20;

/// The most texts. With the above it keeps the whole under 200 MiB.
const MOST_TEXTS: usize = 8 << 20;

/// All shared texts, end to end.
#[derive(Debug, Default)]
pub(super) struct SharedStrings {
    text: String,
    ends: Vec<u32>,
}

impl SharedStrings {
    /// The text with this number, counted from 0.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(Some(&0), |before| self.ends.get(before))?;
        self.text.get(usize::try_from(*start).ok()?..usize::try_from(end).ok()?)
    }

    fn push(&mut self, text: &str) -> Result<(), ReadError> {
        let full = || ReadError::Refused("its shared strings are too many or too long".to_owned());
        let end = self.text.len() + text.len();
        if end > MOST_TEXT || self.ends.len() >= MOST_TEXTS {
            return Err(full());
        }
        self.text.push_str(text);
        self.ends.push(u32::try_from(end).map_err(|_| full())?);
        Ok(())
    }
}

/// Reads all of them; none when the workbook has no such part.
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

/// The text of the element that was just begun, put together of its runs. How to pronounce it (`rPh`) is left out.
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
