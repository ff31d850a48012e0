//! Cell styles that show a number as a date or a time.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::archive::Archive;
use super::workbook::Workbook;
use super::xml::{self, Xml};
use crate::table::ReadError;

/// The most styles; Excel itself stops at 65,490.
const MOST: usize = 1 << 16;

/// How a format shows a number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Shows {
    #[default]
    Number,
    /// As a date, with or without a time.
    Day,
    /// As a time of day.
    Time,
    /// As an elapsed time.
    Elapsed,
}

/// How each style shows numbers.
#[derive(Debug, Default)]
pub(super) struct Styles {
    shows: Vec<Shows>,
}

impl Styles {
    /// How a cell with this style attribute shows numbers.
    pub(super) fn shows(&self, style: Option<&str>) -> Shows {
        let number = style.and_then(|style| style.parse::<usize>().ok());
        number.and_then(|number| self.shows.get(number)).copied().unwrap_or_default()
    }
}

/// Reads all styles; none when the workbook has no such part.
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
                    formats.extend(id.zip(code.map(|code| shown_by(&code))));
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
    let shows = |id: &u32| formats.get(id).copied().unwrap_or_else(|| shown_by_built_in(*id));
    Ok(Styles { shows: styles.iter().map(shows).collect() })
}

/// The built-in formats by number: 14 to 22 and 45 to 47 everywhere, the others in East Asia. Those that are a date in
/// one language and a time in another count as dates.
fn shown_by_built_in(id: u32) -> Shows {
    match id {
        18..=21 | 32 | 33 | 45 | 47 => Shows::Time,
        14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => Shows::Day,
        46 => Shows::Elapsed,
        _ => Shows::Number,
    }
}

/// Searches the first section of a format code for date and time letters, outside of literals: quoted text, escaped
/// characters, colours and conditions in brackets. `[h]` and the like are elapsed times.
fn shown_by(code: &str) -> Shows {
    if code.eq_ignore_ascii_case("general") {
        return Shows::Number;
    }
    let mut characters = code.chars();
    let (mut has_day, mut has_month, mut has_time) = (false, false, false);
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
                    return Shows::Elapsed;
                }
            }
            'd' | 'D' | 'y' | 'Y' => has_day = true,
            // Beside an hour or a second it is a minute.
            'm' | 'M' => has_month = true,
            'h' | 'H' | 's' | 'S' => has_time = true,
            _ => {}
        }
    }
    match (has_day, has_time, has_month) {
        (true, ..) | (false, false, true) => Shows::Day,
        (false, true, _) => Shows::Time,
        (false, false, false) => Shows::Number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_shows_a_date_or_a_time_by_its_letters() {
        for date in [
            "yyyy-mm-dd",
            "d/m/yy",
            "DD.MM.YYYY",
            "mmm",
            "[$-409]d\\-mmm\\-yyyy;@",
            "m\"M\"d\"D\";@",
            "[$-404]e\"年\"m\"月\"d\"日\"",
            "yyyy/mm/dd\\ hh:mm:ss",
            "*-yyyy",
        ] {
            assert_eq!(shown_by(date), Shows::Day, "{date}");
        }
        for time in ["h:mm", "HH:MM:SS", "mm:ss.0", "h:mm AM/PM", "[$-409]h:mm\\ AM/PM;@", "h\"時\"mm\"分\""]
        {
            assert_eq!(shown_by(time), Shows::Time, "{time}");
        }
        for elapsed in ["[h]:mm:ss", "[mm]:ss", "[s]", "[H]:mm"] {
            assert_eq!(shown_by(elapsed), Shows::Elapsed, "{elapsed}");
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
            "[Blue]0;[Red]yyyy",
            "# ?/?",
            "[>=100]0;d",
            "\"open",
        ] {
            assert_eq!(shown_by(number), Shows::Number, "{number}");
        }
    }

    #[test]
    fn built_in_formats_show_dates_by_number() {
        let those = |shows| (0..60).filter(|id| shown_by_built_in(*id) == shows).collect::<Vec<u32>>();
        let days: Vec<u32> = (14..=17).chain([22]).chain(27..=31).chain(34..=36).chain(50..=58).collect();
        assert_eq!(those(Shows::Day), days);
        assert_eq!(those(Shows::Time), [18, 19, 20, 21, 32, 33, 45, 47]);
        assert_eq!(those(Shows::Elapsed), [46]);
    }
}
