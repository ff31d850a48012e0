//! Reading the rows of a sheet.

use std::borrow::Cow;
use std::io::Read;

use quick_xml::events::{BytesStart, Event};

use super::strings::{SharedStrings, rich_text};
use super::styles::{Shows, Styles};
use super::value::{Shown, push_number, unescape};
use super::xml::{self, Xml};
use crate::table::{BadCell, LONGEST_ROW, MOST_COLUMNS, RawRow, ReadError};

/// The last row and the last column (XFD) of a sheet.
const LAST_ROW: u64 = 1_048_576;
const LAST_COLUMN: usize = 16_384;

/// The capacity in bytes that an emptied cell keeps.
const LONGEST_KEPT: usize = 4 << 10;

/// A sheet that is read row by row.
pub(super) struct Sheet<R> {
    xml: Xml<R>,
    strings: SharedStrings,
    styles: Styles,
    from_1904: bool,
    /// The number of the last row read.
    number: u64,
    /// The text of the last cell read.
    text: String,
    /// Its raw value, where it differs from the text.
    value: String,
    /// Its formula.
    formula: String,
    /// Unreadable cells of the last row read.
    bad: Vec<BadCell>,
}

/// Attributes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowHead {
    /// Whether non-empty cells beyond the supported columns were left out.
    pub(super) is_cut: bool,
    /// Whether the row is hidden.
    pub(super) is_hidden: bool,
}

/// A formula that no program has calculated yet has no value.
const UNCALCULATED: &str =
    "has a formula without a stored value: open the workbook in a spreadsheet program and save it";

/// An id such as `MAR15` that became a date when typed in or opened as CSV. The original text is lost.
const MADE_A_DATE: &str =
    "is no id: a spreadsheet has made a date of it; format the column as text and enter the id again";

/// Attributes of a cell.
struct CellHead {
    /// Counted from 0; by default the one after the previous cell.
    column: usize,
    kind: Kind,
    shown: Shown,
    /// Whether its format is a date or a time.
    is_of_time: bool,
}

/// The type of a cell's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Boolean,
    Error,
    Text,
}

impl<R: Read> Sheet<R> {
    pub(super) fn new(xml: Xml<R>, strings: SharedStrings, styles: Styles, from_1904: bool) -> Self {
        let (text, value, formula) = Default::default();
        Self { xml, strings, styles, from_1904, number: 0, text, value, formula, bad: Vec::new() }
    }

    pub(super) fn counts_from_1904(&self) -> bool {
        self.from_1904
    }

    /// The unreadable cells of the last row read.
    pub(super) fn take_bad_cells(&mut self) -> Vec<BadCell> {
        std::mem::take(&mut self.bad)
    }

    /// Reads the next row, including empty ones; `None` at the end.
    pub(super) fn read_row(&mut self, row: &mut RawRow) -> Result<Option<RowHead>, ReadError> {
        loop {
            match self.xml.next()? {
                Event::Start(start) if xml::name(&start) == "row" => {
                    let [number, flag, height] = xml::raw_attributes(&start, ["r", "hidden", "ht"]);
                    let number = number.map(|number| number.parse::<u64>());
                    let is_hidden = is_hidden(flag.as_deref(), height.as_deref());
                    self.number = self.check_number(number)?;
                    row.number = self.number;
                    let is_cut = self.read_cells(row)?;
                    return Ok(Some(RowHead { is_cut, is_hidden }));
                }
                Event::End(end) if xml::without_prefix(end.name().into_inner()) == "sheetData" => {
                    return self.xml.drain().map(|()| None);
                }
                Event::Eof => return Err(self.xml.ends_early()),
                _ => {}
            }
        }
    }

    /// Rows have ascending numbers; one without a number follows the previous one.
    fn check_number<E>(&self, number: Option<Result<u64, E>>) -> Result<u64, ReadError> {
        let number = number.unwrap_or(Ok(self.number + 1)).unwrap_or_default();
        let follows = number > self.number && number <= LAST_ROW;
        follows.then_some(number).ok_or_else(|| {
            ReadError::Damaged(format!("the row after row {} has no sound number", self.number))
        })
    }

    /// Returns whether non-empty cells were left out.
    fn read_cells(&mut self, row: &mut RawRow) -> Result<bool, ReadError> {
        row.cells.iter_mut().for_each(empty);
        self.bad.clear();
        let (mut hidden, mut column, mut used, mut length) = (false, 0, 0, 0);
        loop {
            let head = match self.xml.next()? {
                Event::Start(start) if xml::name(&start) == "c" => {
                    cell_head(&start, column, &self.styles, self.from_1904)
                }
                Event::Start(_) => {
                    self.xml.skip()?;
                    continue;
                }
                Event::End(_) => break,
                Event::Eof => return Err(self.xml.ends_early()),
                _ => continue,
            };
            let head = head.ok_or_else(|| self.xml.broken())?;
            self.read_value(&head)?;
            column = head.column + 1;
            length += self.text.len();
            if length > LONGEST_ROW {
                return Err(ReadError::RowTooLong { row: self.number });
            }
            if head.column < MOST_COLUMNS {
                put(row, head.column, &self.text);
                used = used.max(column);
            } else {
                hidden |= !self.text.trim().is_empty();
            }
        }
        row.cells.truncate(used);
        Ok(hidden)
    }

    /// Reads the current cell to its end, and puts its value into `self.text`.
    fn read_value(&mut self, head: &CellHead) -> Result<(), ReadError> {
        self.text.clear();
        self.value.clear();
        self.formula.clear();
        let (mut has_formula, mut has_value) = (false, false);
        loop {
            match self.xml.next()? {
                Event::Start(start) => match xml::name(&start) {
                    "f" => {
                        has_formula = true;
                        self.xml.text(&mut self.formula)?;
                    }
                    "v" if head.kind == Kind::Text => {
                        has_value = true;
                        self.xml.text(&mut self.text)?;
                    }
                    "v" => self.xml.text(&mut self.value)?,
                    "is" => {
                        self.text.clear();
                        rich_text(&mut self.xml, &mut self.text)?;
                    }
                    _ => self.xml.skip()?,
                },
                Event::End(_) => break,
                Event::Eof => return Err(self.xml.ends_early()),
                _ => {}
            }
        }
        // An empty text is a value; numbers, booleans and errors are never empty.
        has_value |= !self.value.trim().is_empty() || !self.text.is_empty();
        if has_formula && !has_value {
            self.text.push('=');
            self.text.push_str(&self.formula);
            self.bad.push(BadCell { column: head.column, message: UNCALCULATED, in_ids_alone: false });
            return Ok(());
        }
        if head.is_of_time && !self.value.trim().is_empty() {
            self.bad.push(BadCell { column: head.column, message: MADE_A_DATE, in_ids_alone: true });
        }
        self.resolve(head)
    }

    fn resolve(&mut self, head: &CellHead) -> Result<(), ReadError> {
        let value = self.value.trim();
        match head.kind {
            Kind::Error => {}
            _ if value.is_empty() && head.kind != Kind::Text => {}
            Kind::Number => push_number(&mut self.text, value, head.shown),
            Kind::Boolean => self.text.push_str(match value {
                "1" => "true",
                "0" => "false",
                other => other,
            }),
            Kind::Shared => {
                let text = value.parse().ok().and_then(|number| self.strings.get(number));
                self.text.push_str(text.ok_or_else(|| self.xml.broken())?);
            }
            Kind::Text => {
                if let Cow::Owned(text) = unescape(&self.text) {
                    self.text = text;
                }
            }
        }
        Ok(())
    }
}

/// Empties a cell but keeps its memory for the next row, up to a limit: each of a thousand columns could have had a
/// long text once.
fn empty(cell: &mut String) {
    cell.clear();
    cell.shrink_to(LONGEST_KEPT);
}

/// A row is hidden by its flag or by a height of zero.
fn is_hidden(flag: Option<&str>, height: Option<&str>) -> bool {
    let height = height.and_then(|height| height.trim().parse::<f64>().ok());
    matches!(flag, Some("1" | "true")) || height == Some(0.0)
}

/// `None` for an invalid position.
fn cell_head(start: &BytesStart<'_>, next: usize, styles: &Styles, from_1904: bool) -> Option<CellHead> {
    let [place, kind, style] = xml::raw_attributes(start, ["r", "t", "s"]);
    let column = match place {
        Some(place) => column_of(&place)?,
        None => next,
    };
    let kind = match kind.as_deref() {
        None | Some("n") => Kind::Number,
        Some("s") => Kind::Shared,
        Some("b") => Kind::Boolean,
        Some("e") => Kind::Error,
        Some(_) => Kind::Text,
    };
    let shows = match kind {
        Kind::Number => styles.shows(style.as_deref()),
        _ => Shows::Number,
    };
    let shown = match shows {
        Shows::Day => Shown::Date { from_1904 },
        Shows::Time => Shown::Time,
        Shows::Number | Shows::Elapsed => Shown::Number,
    };
    let is_of_time = shows != Shows::Number;
    (column < LAST_COLUMN).then_some(CellHead { column, kind, shown, is_of_time })
}

/// The column of a reference such as `AB12`, counted from 0. Its row is that of the enclosing element.
fn column_of(place: &str) -> Option<usize> {
    let letters = place.trim_end_matches(|c: char| c.is_ascii_digit());
    if letters.is_empty() || letters.len() > 3 || letters.len() == place.len() {
        return None;
    }
    let digit = |letter: u8| {
        letter.is_ascii_alphabetic().then(|| usize::from(letter.to_ascii_uppercase() - b'A') + 1)
    };
    let number = letters.bytes().try_fold(0, |sum, letter| Some(sum * 26 + digit(letter)?))?;
    number.checked_sub(1).filter(|column| *column < LAST_COLUMN)
}

fn put(row: &mut RawRow, column: usize, text: &str) {
    if row.cells.len() <= column {
        row.cells.resize_with(column + 1, String::new);
    }
    if let Some(cell) = row.cells.get_mut(column) {
        cell.clear();
        cell.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_letters_and_digits() {
        let cases =
            [("A1", 0), ("z9", 25), ("AA10", 26), ("ALL1", 999), ("ALM1", 1000), ("XFD1048576", 16_383)];
        for (place, want) in cases {
            assert_eq!(column_of(place), Some(want), "{place}");
        }
        for bad in ["", "1", "A", "XFE1", "AAAA1", "AAAAAAAAAAAAAAAA1", "Ä1", "A-1", "$A$1"] {
            assert_eq!(column_of(bad), None, "{bad:?}");
        }
    }
}
