//! The sheets of a workbook, and the locations of its parts.

use std::collections::HashMap;
use std::io::{Read, Seek};

use quick_xml::events::Event;

use super::archive::{Archive, Entry, damaged};
use super::xml::{self, Xml};
use crate::table::ReadError;

/// The most sheets, and the most relations of the workbook.
const MOST: usize = 10_000;

/// The most sheets in an error.
const MOST_LISTED: usize = 20;

/// A relation of a part: its type, and the name of its target.
struct Relation {
    kind: String,
    target: String,
}

struct SheetEntry {
    name: String,
    relation: String,
    is_hidden: bool,
}

/// The list of sheets and their relations.
pub(super) struct Workbook {
    sheets: Vec<SheetEntry>,
    relations: HashMap<String, Relation>,
    counts_from_1904: bool,
}

impl Workbook {
    /// Finds the workbook through the archive's own relations and reads its list of sheets.
    pub(super) fn read(archive: &Archive, file: &mut (impl Read + Seek)) -> Result<Self, ReadError> {
        let root = read_relations(archive, file, "_rels/.rels", "")?;
        let document = root.into_values().find(|relation| relation.kind == "officeDocument");
        let path = document.map_or_else(|| "xl/workbook.xml".to_owned(), |relation| relation.target);
        let foreign = || ReadError::NotAWorkbook(archive.content());
        let entry = archive.entry(&path).filter(|_| !path.ends_with(".bin")).ok_or_else(foreign)?;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        let relations = read_relations(archive, file, &format!("{folder}/_rels/{name}.rels"), folder)?;
        let mut workbook = Self { sheets: Vec::new(), relations, counts_from_1904: false };
        workbook.read_sheets(Xml::open(file, entry, xml::INDEX)?, foreign)?;
        Ok(workbook)
    }

    fn read_sheets(
        &mut self,
        mut xml: Xml<impl Read + Seek>,
        foreign: impl Fn() -> ReadError,
    ) -> Result<(), ReadError> {
        let mut is_workbook = false;
        loop {
            match xml.next()? {
                Event::Start(start) => match xml::name(&start) {
                    "workbook" => is_workbook = true,
                    _ if !is_workbook => return Err(foreign()),
                    "sheet" => self.sheets.extend(sheet_entry(&start)),
                    "workbookPr" => {
                        let flag = xml::raw_attribute(&start, "date1904");
                        self.counts_from_1904 |=
                            flag.is_some_and(|flag| matches!(flag.as_ref(), "1" | "true"));
                    }
                    _ => {}
                },
                Event::Eof if is_workbook => return Ok(()),
                Event::Eof => return Err(foreign()),
                _ => {}
            }
            if self.sheets.len() > MOST {
                return Err(ReadError::Refused(format!("it has more than {MOST} sheets")));
            }
        }
    }

    /// Whether the workbook uses the 1904 date system, as on old Macintoshes.
    pub(super) fn counts_from_1904(&self) -> bool {
        self.counts_from_1904
    }

    /// The part related to the workbook as `kind`.
    pub(super) fn related<'a>(&self, archive: &'a Archive, kind: &str) -> Option<&'a Entry> {
        let relation = self.relations.values().find(|relation| relation.kind == kind)?;
        archive.entry(&relation.target)
    }

    /// The sheet of that name, or the first visible one.
    pub(super) fn find_sheet<'a>(
        &self,
        archive: &'a Archive,
        wanted: Option<&str>,
    ) -> Result<(String, &'a Entry), ReadError> {
        let sheets = || self.sheets.iter().filter(|sheet| self.target(sheet).is_some());
        let found = match wanted {
            Some(name) => sheets()
                .find(|sheet| sheet.name == name)
                .or_else(|| sheets().find(|sheet| sheet.name.to_lowercase() == name.trim().to_lowercase())),
            None => sheets().find(|sheet| !sheet.is_hidden).or_else(|| sheets().next()),
        };
        let Some(sheet) = found else {
            return Err(self.no_such_sheet(wanted));
        };
        let entry = self.target(sheet).and_then(|target| archive.entry(target));
        let entry = entry.ok_or_else(|| damaged("a sheet that it lists is not in it"))?;
        Ok((sheet.name.clone(), entry))
    }

    /// The names of the visible worksheets.
    pub(super) fn seen_sheets(&self) -> Vec<String> {
        let seen = self.sheets.iter().filter(|sheet| !sheet.is_hidden && self.target(sheet).is_some());
        seen.map(|sheet| sheet.name.clone()).collect()
    }

    /// The error for an empty first sheet: if there are others, one of them may be the right one.
    pub(super) fn empty_sheet(&self, sheet: &str) -> ReadError {
        let others: Vec<String> = self.seen_sheets().into_iter().filter(|name| name != sheet).collect();
        if others.is_empty() {
            return ReadError::Empty;
        }
        ReadError::EmptySheet { sheet: sheet.to_owned(), others: list(&others) }
    }

    /// The part of a worksheet; charts and dialogs have none.
    fn target(&self, sheet: &SheetEntry) -> Option<&str> {
        let relation = self.relations.get(&sheet.relation)?;
        (relation.kind == "worksheet").then_some(relation.target.as_str())
    }

    fn no_such_sheet(&self, wanted: Option<&str>) -> ReadError {
        let Some(wanted) = wanted else {
            return damaged("it lists no sheet");
        };
        let sheets = self.sheets.iter().filter(|sheet| self.target(sheet).is_some());
        let names: Vec<String> = sheets.map(|sheet| sheet.name.clone()).collect();
        ReadError::NoSuchSheet { wanted: wanted.to_owned(), known: list(&names) }
    }
}

/// Sheet names for messages: the first ones, in quotes.
pub(super) fn list(sheets: &[String]) -> String {
    let names: Vec<String> = sheets.iter().take(MOST_LISTED).map(|name| format!("{name:?}")).collect();
    names.join(", ")
}

fn sheet_entry(start: &quick_xml::events::BytesStart<'_>) -> Option<SheetEntry> {
    Some(SheetEntry {
        // Programs limit names to 31 characters; a list of them must stay short.
        name: xml::attribute(start, "name")?.chars().take(64).collect(),
        relation: xml::attribute(start, "id")?,
        is_hidden: xml::raw_attribute(start, "state").is_some_and(|state| state != "visible"),
    })
}

/// The relations of a part, by id. None when the part does not exist.
fn read_relations(
    archive: &Archive,
    file: &mut (impl Read + Seek),
    path: &str,
    folder: &str,
) -> Result<HashMap<String, Relation>, ReadError> {
    let mut relations = HashMap::new();
    let Some(entry) = archive.entry(path) else {
        return Ok(relations);
    };
    let mut xml = Xml::open(file, entry, xml::INDEX)?;
    loop {
        match xml.next()? {
            Event::Start(start) if xml::name(&start) == "Relationship" => {
                let found = ["Id", "Type", "Target"].map(|wanted| xml::attribute(&start, wanted));
                if let [Some(id), Some(kind), Some(target)] = found {
                    let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                    relations.insert(id, Relation { kind, target: resolve(folder, &target) });
                }
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
        if relations.len() > MOST {
            return Err(ReadError::Refused(format!("it has more than {MOST} relations")));
        }
    }
}

/// The name of the part that `target` refers to from a part in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let whole = if target.starts_with('/') { target } else { format!("{folder}/{target}") };
    let mut path: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_relative_to_the_folder_or_absolute() {
        let cases = [
            ("xl", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "/xl/worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl", "../other/sheet1.xml", "other/sheet1.xml"),
            ("xl", "..\\..\\..\\x.xml", "x.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "./workbook.xml", "workbook.xml"),
        ];
        for (folder, target, want) in cases {
            assert_eq!(resolve(folder, target), want, "{folder} {target}");
        }
    }
}
