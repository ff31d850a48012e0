//! Workbooks as written by programs, and hostile ones.

mod crafted;
mod hostile;
mod written;

use std::io::{Cursor, Read, Seek, Write};

use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

use super::XlsxTable;
use crate::table::{Next, RawRow, ReadError, Table};

type Rows = Vec<(u64, Vec<String>)>;

/// The headers and rows of a sheet; a bad row is shown as its faults between slashes.
fn read_sheet(file: impl Read + Seek, sheet: Option<&str>) -> Result<(Vec<String>, Rows), ReadError> {
    let mut table = XlsxTable::open(file, sheet)?;
    let (mut rows, mut row) = (Vec::new(), RawRow::default());
    loop {
        match table.read_row(&mut row) {
            Ok(Next::Row) => rows.push((row.number, row.cells.clone())),
            Ok(Next::BadCells(cells)) if cells.iter().all(|cell| cell.in_ids_alone) => {
                rows.push((row.number, row.cells.clone()));
            }
            Ok(Next::BadCells(cells)) => {
                let places: Vec<usize> = cells.iter().map(|cell| cell.column).collect();
                rows.push((row.number, [vec![format!("/{places:?}/")], row.cells.clone()].concat()));
            }
            Ok(Next::BadRow(faults)) => rows.push((row.number, vec![format!("/{faults}/")])),
            Ok(Next::End) => break,
            Err(error) => {
                assert!(matches!(table.read_row(&mut row), Ok(Next::End)), "an error is returned once");
                return Err(error);
            }
        }
    }
    Ok((table.headers().to_vec(), rows))
}

fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let (_, rows) = read_sheet(Cursor::new(bytes), None).expect("a sheet");
    rows.into_iter().map(|(_, cells)| cells).collect()
}

fn failure(bytes: &[u8]) -> String {
    read_sheet(Cursor::new(bytes), None).expect_err("a failure").to_string()
}

const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const BOOK: &str = r#"<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>
<Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/>
<Relationship Id="rId3" Type="http://x/styles" Target="styles.xml"/></Relationships>"#;

/// An archive of these parts. Long ones are stored uncompressed: compression would dominate the time of the tests.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        let is_long = content.len() > 100_000;
        let method = if is_long { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        zip.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a part");
        zip.write_all(content.as_bytes()).expect("written");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook with one sheet whose rows, and shared strings, are given as XML.
fn book(sheet: &str, strings: &str) -> Vec<u8> {
    archive(&[
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/sharedStrings.xml", strings),
        (
            "xl/styles.xml",
            r#"<styleSheet><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#,
        ),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A workbook of one sheet with these rows.
fn sheet(rows: &str) -> Vec<u8> {
    book(&format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"), "<sst/>")
}

#[test]
fn a_table_can_be_handed_to_another_thread() {
    fn is_send(_: impl Send) {}
    is_send(XlsxTable::open(Cursor::new(sheet("")), None));
}
