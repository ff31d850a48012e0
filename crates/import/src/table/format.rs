//! Telling the formats of files apart by how they begin.

use super::ReadError;

/// What a file is, by its first bytes. Names and extensions are not asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text, cells divided by commas, semicolons or tabs.
    Csv,
    /// A workbook of Excel 2007 or later.
    Xlsx,
}

impl Format {
    /// How many first bytes [`Format::sniff`] wants to see, if there are that many.
    pub const SNIFFED: usize = 8;

    /// Tells by the first bytes. Whatever is no workbook is taken for text; reading it will show.
    ///
    /// # Errors
    /// [`ReadError::Empty`] when there are no bytes, [`ReadError::OldWorkbook`] for the container of old workbooks
    /// and of those with a password.
    pub fn sniff(first: &[u8]) -> Result<Self, ReadError> {
        const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
        match first {
            [] => Err(ReadError::Empty),
            [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Ok(Self::Xlsx),
            _ if first.starts_with(OLE) => Err(ReadError::OldWorkbook),
            _ => Ok(Self::Csv),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_told_by_their_first_bytes() {
        assert!(matches!(Format::sniff(b"PK\x03\x04\x14\0\0\0"), Ok(Format::Xlsx)));
        assert!(matches!(Format::sniff(b"PK\x05\x06\0\0\0\0"), Ok(Format::Xlsx)));
        for text in [&b"PK,name"[..], b"P", b"id;name", b"\xff\xfei\0", b"\xef\xbb\xbfid", b"\n"] {
            assert!(matches!(Format::sniff(text), Ok(Format::Csv)), "{text:?}");
        }
        assert!(matches!(Format::sniff(b""), Err(ReadError::Empty)));
        assert!(matches!(Format::sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Err(ReadError::OldWorkbook)));
    }
}
