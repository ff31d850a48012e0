//! Detection of file formats from the first bytes.

use super::ReadError;

/// The format of a file, by its first bytes. The file name is ignored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text with cells separated by commas, semicolons or tabs.
    Csv,
    /// A workbook of Excel 2007 or later.
    Xlsx,
}

impl Format {
    /// The number of first bytes that [`Format::sniff`] needs, if there are that many.
    pub const SNIFFED: usize = 64;

    /// Detects the format from the first bytes. Unknown content counts as text; reading it will show.
    ///
    /// ```
    /// # use frontdesk_tables::table::Format;
    /// assert!(matches!(Format::sniff(b"id,name\n"), Ok(Format::Csv)));
    /// assert!(matches!(Format::sniff(b"PK\x03\x04"), Ok(Format::Xlsx)));
    /// ```
    ///
    /// # Errors
    /// [`ReadError::Empty`] without bytes, [`ReadError::OldWorkbook`] for the container of old and of
    /// password-protected workbooks, [`ReadError::Foreign`] for known other formats.
    pub fn sniff(first: &[u8]) -> Result<Self, ReadError> {
        const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        match first {
            [] => Err(ReadError::Empty),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Ok(Self::Xlsx),
            _ if first.starts_with(OLE) => Err(ReadError::OldWorkbook),
            _ => foreign(first).map_or(Ok(Self::Csv), |what| Err(ReadError::Foreign(what))),
        }
    }
}

/// Files that are submitted by mistake, by their first bytes.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\0", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\0\x01\0\0Standard Jet DB\0", "an Access database"),
    (b"\0\x01\0\0Standard ACE DB\0", "an Access database"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
];

/// The same for text formats, ignoring case and leading white space.
const FOREIGN_TEXTS: &[(&str, &str)] = &[
    ("%pdf-", "a PDF document"),
    ("<!doctype html", "an HTML page"),
    ("<html", "an HTML page"),
    ("<table", "an HTML page"),
    ("<?xml", "an XML document"),
    ("begin:vcard", "a vCard file"),
    ("begin:vcalendar", "a calendar file"),
];

fn foreign(first: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = FOREIGN.iter().find(|(magic, _)| first.starts_with(magic)) {
        return Some(what);
    }
    if first.starts_with(b"RIFF") && first.get(8..12) == Some(b"WEBP") {
        return Some("a WebP image");
    }
    let text = first.strip_prefix(b"\xef\xbb\xbf").unwrap_or(first).trim_ascii_start();
    let begins =
        |with: &str| text.get(..with.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(with.as_bytes()));
    let is_json = || {
        let inner = text.strip_prefix(b"{").or_else(|| text.strip_prefix(b"["))?.trim_ascii_start();
        matches!(inner, [b'"' | b'{', ..]).then_some("a JSON document")
    };
    FOREIGN_TEXTS.iter().find(|(with, _)| begins(with)).map(|(_, what)| *what).or_else(is_json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_detected_by_their_first_bytes() {
        assert!(matches!(Format::sniff(b"PK\x03\x04\x14\0\0\0"), Ok(Format::Xlsx)));
        assert!(matches!(Format::sniff(b"PK\x05\x06\0\0\0\0"), Ok(Format::Xlsx)));
        for text in [
            &b"PK,name"[..],
            b"P",
            b"id;name",
            b"\xff\xfei\0",
            b"\xef\xbb\xbfid",
            b"\n",
            b"[id],[name]",
            b"<id>",
        ] {
            assert!(matches!(Format::sniff(text), Ok(Format::Csv)), "{text:?}");
        }
        assert!(matches!(Format::sniff(b""), Err(ReadError::Empty)));
        for (first, want) in [
            (&b"%PDF-1.7\n%"[..], "a PDF document"),
            (b"\n\n%PDF-1.4\n", "a PDF document"),
            (b"\xef\xbb\xbf%PDF-1.4\n", "a PDF document"),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
            (b"\xff\xd8\xff\xe0", "a JPEG image"),
            (b"\x1f\x8b\x08", "a gzip archive"),
            (b"RIFF\x10\0\0\0WEBPVP8 ", "a WebP image"),
            (b"\xef\xbb\xbf \n<!DOCTYPE html>", "an HTML page"),
            (b"<Table>", "an HTML page"),
            (b"<?xml version", "an XML document"),
            (b"[{\"id\": 1}]", "a JSON document"),
            (b"{\n  \"clients\": []", "a JSON document"),
        ] {
            let told = Format::sniff(first).map_err(|error| error.to_string());
            let want = format!("the file is {want}; only CSV files and XLSX workbooks can be imported");
            assert_eq!(told, Err(want), "{first:?}");
        }
        assert!(matches!(Format::sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(ReadError::OldWorkbook)));
    }
}
