//! Reading the XML of a part event by event, each of bounded size.

use std::borrow::Cow;
use std::io::{self, Read, Seek};

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Error, Reader};

use super::archive::{Entry, damaged};
use super::unpack::{Overrun, Unpacked};
use crate::table::{LONGEST_ROW, ReadError};

/// The deepest nesting. Sheets need four levels, styles about six.
const DEEPEST: usize = 64;

/// A part, its name for messages, and its limit when unpacked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) limit: u64,
}

/// Relations and the list of sheets: kilobytes in real workbooks.
pub(super) const INDEX: Part = Part { name: "list of sheets", limit: 8 << 20 };

/// Cell formats: a megabyte or two in the most complex workbooks.
pub(super) const STYLES: Part = Part { name: "list of styles", limit: 8 << 20 };

/// A million clients with six columns of texts take 150 MiB.
pub(super) const STRINGS: Part = Part { name: "list of shared strings", limit: 512 << 20 };

/// A full sheet of a hundred columns takes 4 GiB. It is never held in memory; the limit bounds the time.
pub(super) const SHEET: Part = Part { name: "sheet", limit: 4 << 30 };

/// The XML of a part.
pub(super) struct Xml<R> {
    reader: Reader<Unpacked<R>>,
    buffer: Vec<u8>,
    depth: usize,
    part: Part,
}

impl<R: Read + Seek> Xml<R> {
    /// Begins to read a part. One whose declared size is too large is refused at once.
    pub(super) fn open(file: R, entry: &Entry, part: Part) -> Result<Self, ReadError> {
        if entry.unpacked > part.limit {
            return Err(too_large(part));
        }
        let mut reader = Reader::from_reader(Unpacked::open(file, entry, part.limit)?);
        reader.config_mut().expand_empty_elements = true;
        Ok(Self { reader, buffer: Vec::new(), depth: 0, part })
    }
}

impl<R: Read> Xml<R> {
    /// The next event; [`Event::Eof`] at the end of the part.
    pub(super) fn next(&mut self) -> Result<Event<'_>, ReadError> {
        self.buffer.clear();
        self.reader.get_mut().begin_event();
        let part = self.part;
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|error| explain(part, error))?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
        if self.depth > DEEPEST { Err(broken(part)) } else { Ok(event) }
    }

    /// Skips the rest of the current element.
    pub(super) fn skip(&mut self) -> Result<(), ReadError> {
        let Some(outside) = self.depth.checked_sub(1) else {
            return Ok(());
        };
        while self.depth > outside {
            if matches!(self.next()?, Event::Eof) {
                return Err(self.ends_early());
            }
        }
        Ok(())
    }

    /// Appends the text of the current element to `into`, and reads to its end. Child elements are left out.
    pub(super) fn text(&mut self, into: &mut String) -> Result<(), ReadError> {
        let part = self.part;
        loop {
            match self.next()? {
                Event::Text(text) => into.push_str(&text.xml10_content()),
                Event::CData(text) => into.push_str(&text.xml10_content()),
                Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                    Ok(Some(character)) => into.push(character),
                    Ok(None) => into.push_str(resolve_xml_entity(&entity).ok_or_else(|| broken(part))?),
                    Err(_) => return Err(broken(part)),
                },
                Event::Start(_) => self.skip()?,
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(self.ends_early()),
                Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
            if into.len() > LONGEST_ROW {
                return Err(explain_overrun(part, Overrun::Event));
            }
        }
    }

    /// Unpacks the rest of the part, so that its checksum is verified.
    pub(super) fn drain(&mut self) -> Result<(), ReadError> {
        let part = self.part;
        io::copy(self.reader.get_mut(), &mut io::sink()).map(|_| ()).map_err(|error| explain_io(part, &error))
    }

    /// The error of a part that ends too early.
    pub(super) fn ends_early(&self) -> ReadError {
        ReadError::Damaged(format!("its {} ends early", self.part.name))
    }

    /// The error of an invalid part.
    pub(super) fn broken(&self) -> ReadError {
        broken(self.part)
    }
}

/// The name of an element without its prefix.
pub(super) fn name<'a>(start: &'a BytesStart<'_>) -> &'a str {
    without_prefix(start.name().into_inner())
}

pub(super) fn without_prefix(name: &str) -> &str {
    // Names are too short for a search to pay.
    match name.bytes().rposition(|byte| byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or_default(),
        None => name,
    }
}

/// The raw values of attributes, ignoring their prefixes. One pass finds them all, as every cell has some.
pub(super) fn raw_attributes<'a, const N: usize>(
    start: &'a BytesStart<'_>,
    wanted: [&str; N],
) -> [Option<Cow<'a, str>>; N] {
    let mut found = [const { None }; N];
    // Checking for repeated attributes takes quadratic time.
    let mut attributes = start.attributes();
    for attribute in attributes.with_checks(false).flatten() {
        let name = without_prefix(attribute.key.into_inner());
        let mut places = found.iter_mut().zip(wanted);
        if let Some((place, _)) = places.find(|(place, wanted)| place.is_none() && *wanted == name) {
            *place = Some(attribute.value);
        }
    }
    found
}

/// The raw value of an attribute, ignoring its prefix.
pub(super) fn raw_attribute<'a>(start: &'a BytesStart<'_>, wanted: &str) -> Option<Cow<'a, str>> {
    let [value] = raw_attributes(start, [wanted]);
    value
}

/// The value of an attribute with its entities resolved.
pub(super) fn attribute(start: &BytesStart<'_>, wanted: &str) -> Option<String> {
    let raw = raw_attribute(start, wanted)?;
    quick_xml::escape::unescape(&raw).map(Cow::into_owned).ok()
}

fn broken(part: Part) -> ReadError {
    ReadError::Damaged(format!("its {} is not sound XML", part.name))
}

fn too_large(part: Part) -> ReadError {
    ReadError::Refused(format!("its {} would unpack to more than {} MiB", part.name, part.limit >> 20))
}

fn explain(part: Part, error: Error) -> ReadError {
    match error {
        Error::Io(error) => explain_io(part, &error),
        Error::Syntax(_)
        | Error::IllFormed(_)
        | Error::InvalidAttr(_)
        | Error::Encoding(_)
        | Error::Escape(_)
        | Error::Namespace(_) => broken(part),
    }
}

fn explain_io(part: Part, error: &io::Error) -> ReadError {
    if let Some(overrun) = error.get_ref().and_then(|inner| inner.downcast_ref::<Overrun>()) {
        return explain_overrun(part, *overrun);
    }
    match error.kind() {
        io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => {
            damaged("a part of it does not unpack")
        }
        kind => ReadError::Io(io::Error::new(kind, error.to_string())),
    }
}

fn explain_overrun(part: Part, overrun: Overrun) -> ReadError {
    match overrun {
        Overrun::Part => too_large(part),
        Overrun::Declared => {
            ReadError::Damaged(format!("its {} unpacks to more than its directory says", part.name))
        }
        Overrun::Event => ReadError::Refused(format!("its {} holds a text of more than 1 MiB", part.name)),
        Overrun::Checksum => ReadError::Damaged(format!("its {} does not match its checksum", part.name)),
    }
}
