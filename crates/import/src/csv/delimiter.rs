//! Telling what divides the cells of a file.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

const CANDIDATES: [u8; 3] = [b',', b';', b'\t'];

/// How many lines are looked at.
const LINES: usize = 20;

/// The candidate that divides the sample's first line and most of the others into equally many cells; among
/// equals the one that makes the most cells. A comma when nothing divides the first line.
pub(super) fn sniff(sample: &[u8]) -> u8 {
    let rank = |delimiter: &u8| {
        let counts = cell_counts(sample, *delimiter);
        let first = counts.first().copied().unwrap_or_default();
        let agreeing = counts.iter().filter(|count| **count == first).count();
        (first > 1).then_some((agreeing, first))
    };
    // Of equals `max_by_key` takes the last: the comma, when read backwards.
    let best = CANDIDATES
        .iter()
        .rev()
        .filter_map(|delimiter| Some((rank(delimiter)?, *delimiter)))
        .max_by_key(|(rank, _)| *rank);
    best.map_or(b',', |(_, delimiter)| delimiter)
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

/// The cells of the next line; `None` when the sample ends before the line does.
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
            // The last line may be whole or cut off; only as the only one is it worth something.
            ReadRecordResult::InputEmpty if rest.is_empty() => {}
            ReadRecordResult::InputEmpty
            | ReadRecordResult::OutputFull
            | ReadRecordResult::OutputEndsFull => {}
        }
    }
}
