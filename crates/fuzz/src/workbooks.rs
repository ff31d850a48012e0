//! Workbooks: whole archives, and the parts of one, which a fuzzer would not get at through their checksums.

use std::io::{Cursor, Write};

use frontdesk_tables::xlsx::XlsxTable;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::tables::walk;

/// What an archive begins with.
const ARCHIVE: &[u8] = b"PK";

/// What divides the parts: no byte of XML.
const DIVIDER: u8 = 0xff;

const WORKBOOK: &str = r#"<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const RELATIONS: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const ROOT: &str = r#"<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const TYPES: &str = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#;

/// The parts in the order in which the bytes give them; what is not given is as it is here.
const PARTS: [(&str, &str); 7] = [
    ("xl/worksheets/sheet1.xml", ""),
    ("xl/sharedStrings.xml", "<sst/>"),
    ("xl/styles.xml", "<styleSheet/>"),
    ("xl/workbook.xml", WORKBOOK),
    ("xl/_rels/workbook.xml.rels", RELATIONS),
    ("_rels/.rels", ROOT),
    ("[Content_Types].xml", TYPES),
];

pub(crate) fn xlsx(data: &[u8]) {
    if data.starts_with(ARCHIVE) {
        read(data);
    } else {
        read(&archive(data));
    }
}

fn read(file: &[u8]) {
    if let Ok(sheets) = XlsxTable::sheets(Cursor::new(file)) {
        for sheet in sheets.iter().take(3) {
            // A sheet that is listed may be damaged all the same.
            drop(XlsxTable::open(Cursor::new(file), Some(sheet)));
        }
    }
    if let Ok(mut table) = XlsxTable::open(Cursor::new(file), None) {
        walk(&mut table);
    }
}

fn archive(data: &[u8]) -> Vec<u8> {
    let mut given = data.split(|byte| *byte == DIVIDER);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, usual) in PARTS {
        archive.start_file(name, options).expect("a part");
        archive.write_all(given.next().unwrap_or(usual.as_bytes())).expect("written");
    }
    archive.finish().expect("an archive").into_inner()
}
