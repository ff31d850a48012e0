//! Detection of the delimiter.

use std::cmp::Reverse;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

pub(crate) const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];

/// The delimiter named in the first line for spreadsheets: `sep=;`, with or without quotes.
pub(super) fn named(sample: &[u8]) -> Option<u8> {
    let line = sample.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    let line = line.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")).unwrap_or(line);
    let (key, [delimiter]) = line.split_last_chunk()?;
    (key.eq_ignore_ascii_case(b"sep=") && CANDIDATES.contains(delimiter)).then_some(*delimiter)
}

/// The candidate with the fewest quotes inside cells; among equals the one that divides most lines into as many cells
/// as the first line that it divides, then the one with the most cells in that line. Lines that it does not divide may
/// be titles. A comma when no candidate divides the first lines.
pub(super) fn sniff(sample: &[u8]) -> u8 {
    let rank = |delimiter: &u8| {
        let counts = cell_counts(sample, *delimiter);
        let header = counts.iter().copied().find(|count| *count > 1)?;
        let agreeing = counts.iter().filter(|count| **count == header).count();
        Some((Reverse(stray_quotes(sample, *delimiter)), agreeing, header))
    };
    // Of equals `max_by_key` returns the last: the comma, in reverse order.
    let best = CANDIDATES
        .iter()
        .rev()
        .filter_map(|delimiter| Some((rank(delimiter)?, *delimiter)))
        .max_by_key(|(rank, _)| *rank);
    best.map_or(b',', |(_, delimiter)| delimiter)
}

/// The number of quotes that neither begin nor end a cell, nor are doubled within quotes.
fn stray_quotes(sample: &[u8], delimiter: u8) -> usize {
    enum At {
        Start,
        Plain,
        Quoted,
        /// After a quote that ends the cell, unless another one follows.
        Quote,
    }
    let (mut at, mut strays) = (At::Start, 0);
    for byte in sample {
        let ends = *byte == delimiter || matches!(byte, b'\n' | b'\r');
        at = match (at, *byte) {
            (At::Start | At::Quote, b'"') | (At::Quoted, 0..=b'!' | b'#'..) => At::Quoted,
            (At::Quoted, b'"') => At::Quote,
            (At::Start | At::Plain | At::Quote, _) if ends => At::Start,
            (At::Plain, b'"') | (At::Quote, _) => {
                strays += 1;
                At::Plain
            }
            (At::Start | At::Plain, _) => At::Plain,
        };
    }
    strays
}

/// The number of cells of each line.
fn cell_counts(sample: &[u8], delimiter: u8) -> Vec<usize> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut rest = sample;
    std::iter::from_fn(|| count_cells(&mut reader, &mut rest)).collect()
}

/// The number of cells of the next line, which may be truncated by the end of the sample.
fn count_cells(reader: &mut Reader, rest: &mut &[u8]) -> Option<usize> {
    let (mut text, mut ends) = ([0; 4096], [0; 64]);
    let mut cells = 0;
    loop {
        let (result, read, _, ended) = reader.read_record(rest, &mut text, &mut ends);
        *rest = rest.get(read..)?;
        cells += ended;
        match result {
            ReadRecordResult::Record => return Some(cells),
            ReadRecordResult::End => return None,
            // Called again: with more input, more room, or empty input, which ends the line.
            ReadRecordResult::InputEmpty
            | ReadRecordResult::OutputFull
            | ReadRecordResult::OutputEndsFull => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_divides_the_first_lines_most_evenly() {
        let cases = [
            ("id,name\n1,Ada\n", b','),
            ("id;name\n1;Ada\n", b';'),
            ("id\tname\n1\tAda\n", b'\t'),
            ("id\n1\n2\n", b','),
            ("", b','),
            ("id,phones\n1,555;556\n2,557;558;559\n", b','),
            ("id;name, first\n1;Ada\n2;Bo\n", b';'),
            ("id;amount;name\n1;2,5;Ada\n2;3,5;Bo\n", b';'),
            ("\"id,one\";\"name,two\"\n1;Ada\n", b';'),
            ("\"a;b;c\",name\n\"x;y\",Ada\n", b','),
            ("\"a\nb,c,d\";e\n1;2\n", b';'),
            ("a,b;c\n", b','),
            ("a,\";;;;b\",errors\n", b','),
            ("a,\"b\tc\n\td\",errors\n", b','),
            ("a;\"b \"\"c\"\", d, e\"\n", b';'),
            ("\n\nid;name", b';'),
            ("Kundenliste 2024\nid;name;mail\n1;Ada;\n", b';'),
            ("Customers, as of May\n\nid;name\n1;Ada\n2;Bo\n", b';'),
            ("Umsatz\nArea;Month;Amount\nFrance;2024-11;1,00\nFrance;2024-12;2,00\n", b';'),
            ("List\nid\tname\n1\tAda\n", b'\t'),
            ("Areas; all of them\nid,name\n1,Ada\n2,Bo\n", b','),
            ("id|name\n1|Ada\n", b'|'),
            ("id,phones\n1,555|556\n2,557|558\n", b','),
        ];
        for (sample, want) in cases {
            assert_eq!(char::from(sniff(sample.as_bytes())), char::from(want), "{sample:?}");
        }
    }

    #[test]
    fn the_first_line_may_name_the_delimiter() {
        for (sample, want) in [
            ("sep=;\nid,name;mail\n", Some(b';')),
            ("\"sep=;\"\r\nid;name\n", Some(b';')),
            ("SEP=\t\rid", Some(b'\t')),
            ("sep=,", Some(b',')),
            ("sep=x\n", None),
            ("sep=\n", None),
            ("sep=;;\n", None),
            ("id\nsep=;\n", None),
            ("", None),
        ] {
            assert_eq!(named(sample.as_bytes()), want, "{sample:?}");
        }
    }

    #[test]
    fn a_line_longer_than_every_buffer_is_counted() {
        let wide = format!("{}\n", vec!["header"; 3000].join(";"));
        assert_eq!(cell_counts(wide.as_bytes(), b';'), [3000]);
        assert_eq!(cell_counts(&vec![b'x'; 100_000], b';'), [1]);
    }
}
