//! A birth date with day, month and year in separate columns.

use frontdesk_core::Fault;

use super::Mapping;
use super::headers::fold;
use super::kind::Kind;
use crate::dates::parse_cell_day;
use crate::table::RawRow;

/// The columns of day, month and year.
pub(super) type BirthParts = [usize; 3];

/// Words before or after the name of a part.
const BIRTH: [&str; 4] = ["birth", "dob", "birthdate", "dateofbirth"];

/// A part of a birth date, by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Day,
    Month,
    Year,
}

/// Whether the header names one part of a birth date. `Birthday` is a whole date, `Birth Day` a part.
pub(super) fn is_part(kind: Kind, header: &str) -> bool {
    let says_day = || header.split(|c: char| !c.is_alphanumeric()).any(|word| fold(word) == "day");
    kind == Kind::Clients
        && match part(header) {
            Some(Part::Day) => says_day(),
            Some(Part::Month | Part::Year) => true,
            None => false,
        }
}

fn part(header: &str) -> Option<Part> {
    let folded = fold(header);
    let names = [(Part::Day, "day"), (Part::Month, "month"), (Part::Year, "year")];
    names.into_iter().find_map(|(part, name)| {
        let before =
            folded.strip_suffix(name).is_some_and(|rest| BIRTH.contains(&rest) || rest == "birthday");
        let behind = folded.strip_prefix(name) == Some("ofbirth");
        (before || behind).then_some(part)
    })
}

/// The columns of the three parts, if each exists once and has no override.
pub(super) fn find(kind: Kind, headers: &[String], is_asked: impl Fn(usize) -> bool) -> Option<BirthParts> {
    if kind != Kind::Clients {
        return None;
    }
    let column = |wanted: Part| {
        let mut named = (0..headers.len()).filter(|column| {
            let header = headers.get(*column).map(String::as_str).unwrap_or_default();
            part(header) == Some(wanted) && !is_asked(*column)
        });
        named.next().filter(|_| named.next().is_none())
    };
    Some([column(Part::Day)?, column(Part::Month)?, column(Part::Year)?])
}

impl Mapping {
    /// The birth date joined from its parts as `YYYY-MM-DD`; an invalid one is joined as well, and refused by the rules
    /// later.
    pub fn joined_birth(&self, row: &RawRow) -> Option<String> {
        let [day, month, year] = self.birth?.map(|column| whole_number(row.cell(column)));
        if let Some(whole) = parse_cell_day(day) {
            return Some(whole.format("%Y-%m-%d").to_string());
        }
        if day.is_empty() || month.is_empty() || year.is_empty() {
            return None;
        }
        Some(format!("{year}-{month:0>2}-{day:0>2}"))
    }

    /// Address books may have a birthday without its year.
    pub(super) fn incomplete_birth(&self, row: &RawRow) -> Option<Fault> {
        let parts = self.birth?;
        let is_empty = |column: &usize| row.cell(*column).trim().is_empty();
        let missing = parts.iter().find(|column| is_empty(column))?;
        if parts.iter().all(is_empty) || self.joined_birth(row).is_some() {
            return None;
        }
        let header = self.headers.get(*missing)?;
        Some(Fault::sentence(header, format!("{header} is empty: the birth date is left out")))
    }
}

/// A number cell may contain `10.0` for 10.
fn whole_number(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_suffix(".0").unwrap_or(cell)
}
