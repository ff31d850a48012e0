//! Which styles of cells show a number as a day or a time.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::archive::Archive;
use super::workbook::Workbook;
use super::xml::{self, Xml};
use crate::table::ReadError;

/// The most styles; Excel itself stops at 65,490.
const MOST: usize = 1 << 16;

/// For each style whether it shows a day or a time.
#[derive(Debug, Default)]
pub(super) struct Styles {
    dates: Vec<bool>,
}

impl Styles {
    /// Whether a cell of this style, as the cell names it, holds a day or a time.
    pub(super) fn is_date(&self, style: Option<&str>) -> bool {
        let number = style.and_then(|style| style.parse::<usize>().ok());
        number.and_then(|number| self.dates.get(number)).copied().unwrap_or_default()
    }
}

/// Reads all of them; none when the workbook has no such part.
pub(super) fn read(
    archive: &Archive,
    file: &mut (impl Read + Seek),
    workbook: &Workbook,
) -> Result<Styles, ReadError> {
    let Some(entry) = workbook.related(archive, "styles") else {
        return Ok(Styles::default());
    };
    let mut xml = Xml::open(file, entry, xml::STYLES)?;
    let mut formats = HashMap::new();
    let mut styles: Vec<u32> = Vec::new();
    let mut is_in_cell_styles = false;
    loop {
        match xml.next()? {
            Event::Start(start) => match xml::name(&start) {
                "numFmt" => {
                    let id = xml::raw_attribute(&start, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    let code = xml::attribute(&start, "formatCode");
                    formats.extend(id.zip(code.map(|code| shows_date(&code))));
                }
                "cellXfs" => is_in_cell_styles = true,
                "xf" if is_in_cell_styles => {
                    let id = xml::raw_attribute(&start, "numFmtId").and_then(|id| id.parse().ok());
                    styles.push(id.unwrap_or_default());
                }
                _ => {}
            },
            Event::End(end) if xml::without_prefix(end.name().into_inner()) == "cellXfs" => {
                is_in_cell_styles = false
            }
            Event::Eof => break,
            _ => {}
        }
        if styles.len() > MOST || formats.len() > MOST {
            return Err(ReadError::Refused(format!("it has more than {MOST} styles")));
        }
    }
    let is_date = |id: &u32| formats.get(id).copied().unwrap_or_else(|| is_built_in_date(*id));
    Ok(Styles { dates: styles.iter().map(is_date).collect() })
}

/// The formats that every spreadsheet program knows by number: 14 to 22 and 47 everywhere, the others in East Asia.
/// 46 counts hours that have passed, which is no time of day.
fn is_built_in_date(id: u32) -> bool {
    matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58)
}

/// Whether a format's code has a letter of a day or a time in its first section, outside of what it only repeats: quoted
/// text, escaped characters, colours and conditions in brackets. `[h]` and the like count time that has passed.
fn shows_date(code: &str) -> bool {
    let mut characters = code.chars();
    let mut shows_date = false;
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '\\' | '_' | '*' => drop(characters.next()),
            '"' => drop(characters.by_ref().find(|c| *c == '"')),
            '[' => {
                let inside: String = characters.by_ref().take_while(|c| *c != ']').collect();
                if !inside.is_empty()
                    && inside.chars().all(|c| matches!(c.to_ascii_lowercase(), 'h' | 'm' | 's'))
                {
                    return false;
                }
            }
            'd' | 'D' | 'm' | 'M' | 'y' | 'Y' | 'h' | 'H' | 's' | 'S' => shows_date = true,
            _ => {}
        }
    }
    shows_date && !code.eq_ignore_ascii_case("general")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_a_date_by_its_letters() {
        for date in [
            "yyyy-mm-dd",
            "d/m/yy",
            "DD.MM.YYYY",
            "h:mm",
            "mm:ss.0",
            "[$-409]d\\-mmm\\-yyyy;@",
            "m\"M\"d\"D\";@",
            "[$-404]e\"年\"m\"月\"d\"日\"",
            "yyyy/mm/dd\\ hh:mm:ss",
            "h:mm AM/PM",
            "*-yyyy",
        ] {
            assert!(shows_date(date), "{date}");
        }
        for number in [
            "",
            "General",
            "GENERAL",
            "0",
            "0.00",
            "#,##0.00;[Red]-#,##0.00",
            "0.00E+00",
            "@",
            "0%",
            "\"days\" 0",
            "0\\d",
            "0_m",
            "0*y",
            "[h]:mm:ss",
            "[mm]:ss",
            "[s]",
            "[Blue]0;[Red]yyyy",
            "# ?/?",
            "[>=100]0;d",
            "\"open",
        ] {
            assert!(!shows_date(number), "{number}");
        }
    }

    #[test]
    fn built_in_formats_show_dates_by_number() {
        let dates: Vec<u32> = (0..60).filter(|id| is_built_in_date(*id)).collect();
        let want: Vec<u32> = (14..=22).chain(27..=36).chain([45, 47]).chain(50..=58).collect();
        assert_eq!(dates, want);
    }
}
