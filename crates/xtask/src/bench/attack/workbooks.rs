//! Small workbooks that unpack to the limit.

use std::io::{Cursor, Write};
use std::thread;

use anyhow::{Result, bail};
use frontdesk_testkit::Server;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Target, memory, status};
use crate::bench::finding::{Budget, Finding};
use crate::bench::upload;

const AT_ONCE: usize = 24;
/// MiB that the server may use.
const MOST: f64 = 400.0;

/// The number and length of the texts in each kind of workbook.
const KINDS: [(&str, usize, usize); 2] =
    [("8,000,000 short texts", 8_000_000, 1), ("1,600 long texts", 1_600, 100_000)];

const PARTS: [(&str, &str); 4] = [
    (
        "_rels/.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://x/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<workbook><sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
    ),
    (
        "xl/worksheets/sheet1.xml",
        r#"<worksheet><sheetData><row><c t="str"><v>First Name</v></c></row><row><c t="str"><v>Ada</v></c></row></sheetData></worksheet>"#,
    ),
];

/// A workbook with `texts` shared texts of `length` characters.
fn workbook(texts: usize, length: usize) -> Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for (name, text) in PARTS {
        archive.start_file(name, options)?;
        archive.write_all(text.as_bytes())?;
    }
    archive.start_file("xl/sharedStrings.xml", options)?;
    archive.write_all(b"<sst>")?;
    let text = format!("<si><t>{}</t></si>", "x".repeat(length));
    let at_a_time = (texts / 100).max(1);
    let block = text.repeat(at_a_time);
    for _ in 0..texts / at_a_time {
        archive.write_all(block.as_bytes())?;
    }
    archive.write_all(b"</sst>")?;
    Ok(archive.finish()?.into_inner())
}

/// The peak memory of the server for one workbook of each kind, and for many at once.
pub(super) fn run(target: &Target) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (kind, texts, length) in KINDS {
        let book = workbook(texts, length)?;
        for count in [1, AT_ONCE] {
            let server = target.serve(&format!("workbooks-{count}-{length}"), &[]);
            let refused = send(&server, &book, count)?;
            let peak = memory(&server, "VmHWM")?;
            let size = book.len() / 1_000;
            let what = format!("peak memory with {count} workbooks of {size} KB at once: {kind}");
            findings.push(Finding::alone(what, peak, "MiB", Budget::AtMost(MOST)));
            if count > 1 {
                let what = "of these, refused with 503 after 10 s";
                findings.push(Finding::alone(what, refused as f64, "workbooks", Budget::None));
            }
        }
    }
    Ok(findings)
}

/// Sends a workbook `count` times concurrently, half of them as imports. Returns how many were refused for lack of
/// memory.
fn send(server: &Server, book: &[u8], count: usize) -> Result<usize> {
    let one = |number: usize| {
        let path = if number.is_multiple_of(2) { "/imports/preview" } else { "/imports" };
        status(server.url(), &upload::request(path, 1, "a.xlsx", book))
    };
    thread::scope(|scope| {
        let callers: Vec<_> = (0..count).map(|number| scope.spawn(move || one(number))).collect();
        let mut refused = 0;
        for caller in callers {
            match caller.join().unwrap_or_else(|_| bail!("a caller panicked"))? {
                Some(200 | 202 | 400 | 413 | 422) => {}
                Some(503) => refused += 1,
                other => bail!("a workbook was answered {other:?}"),
            }
        }
        Ok(refused)
    })
}
