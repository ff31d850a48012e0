//! Telling what divides the cells of a file.

use std::cmp::Reverse;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];

/// How many lines are looked at.
const LINES: usize = 20;

/// Of the candidates that divide the sample's first line the one under which the fewest quotes stand inside of cells;
/// among equals the one that divides most of the other lines into as many cells, then the one that makes the most. A
/// comma when nothing divides the first line.
pub(super) fn sniff(sample: &[u8]) -> u8 {
    let rank = |delimiter: &u8| {
        let counts = cell_counts(sample, *delimiter);
        let first = counts.first().copied().unwrap_or_default();
        let agreeing = counts.iter().filter(|count| **count == first).count();
        (first > 1).then(|| (Reverse(stray_quotes(sample, *delimiter)), agreeing, first))
    };
    // Of equals `max_by_key` takes the last: the comma, when read backwards.
    let best = CANDIDATES
        .iter()
        .rev()
        .filter_map(|delimiter| Some((rank(delimiter)?, *delimiter)))
        .max_by_key(|(rank, _)| *rank);
    best.map_or(b',', |(_, delimiter)| delimiter)
}

/// How many quotes neither begin nor end a cell, nor stand doubled within quotes.
fn stray_quotes(sample: &[u8], delimiter: u8) -> usize {
    enum At {
        Start,
        Plain,
        Quoted,
        /// Behind a quote that ends the cell, unless another one follows.
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

/// How many cells the first lines have.
fn cell_counts(sample: &[u8], delimiter: u8) -> Vec<usize> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let mut rest = sample;
    let mut counts = Vec::with_capacity(LINES);
    while counts.len() < LINES {
        let Some(count) = count_cells(&mut reader, &mut rest) else {
            break;
        };
        counts.push(count);
    }
    counts
}

/// The cells of the next line, which may be cut off by the end of the sample.
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
            // Asked again: with the rest of the line, with room, or with nothing left, which ends the line.
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
        ];
        for (sample, want) in cases {
            assert_eq!(char::from(sniff(sample.as_bytes())), char::from(want), "{sample:?}");
        }
    }

    #[test]
    fn a_line_longer_than_every_buffer_is_counted() {
        let wide = format!("{}\n", vec!["header"; 3000].join(";"));
        assert_eq!(cell_counts(wide.as_bytes(), b';'), [3000]);
        assert_eq!(cell_counts(&vec![b'x'; 100_000], b';'), [1]);
    }
}
