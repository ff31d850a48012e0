//! Files of comma-separated values, and what all files have in common.

use frontdesk_core::Fault;
use frontdesk_tables::csv::CsvTable;
use frontdesk_tables::rejects::Rejects;
use frontdesk_tables::table::{LONGEST_ROW, MOST_COLUMNS, Next, RawRow, Table};

/// A byte of a file is at most so many of UTF-8, whatever its encoding.
const WIDEST: usize = 3;

/// Rows that are read: nobody waits for the end of a file that unpacks for ever.
const MOST_ROWS: usize = 20_000;

pub(crate) fn csv(data: &[u8]) {
    let Ok(mut table) = CsvTable::open(data) else { return };
    let headers = table.headers().to_vec();
    let rows = walk(&mut table);
    let bytes: usize = rows.iter().flat_map(|row| &row.cells).map(String::len).sum();
    assert!(bytes <= data.len() * WIDEST, "{bytes} bytes of {}", data.len());
    assert!(rows.len() <= data.len(), "more rows than bytes");
    read_again(&headers, &rows);
}

/// Reads all rows, and gives the good ones.
pub(crate) fn walk(table: &mut impl Table) -> Vec<RawRow> {
    let columns = table.headers().len();
    assert!((1..=MOST_COLUMNS).contains(&columns), "{columns} columns");
    assert!(table.headers().iter().any(|header| !header.is_empty()), "headers that say nothing");
    let (mut row, mut good, mut number) = (RawRow::default(), Vec::new(), 0);
    for _ in 0..MOST_ROWS {
        match table.read_row(&mut row) {
            Ok(Next::Row) => {
                assert!(row.cells.len() <= columns, "more cells than columns");
                assert!(row.cells.iter().any(|cell| !cell.trim().is_empty()), "a row without anything");
                good.push(row.clone());
            }
            Ok(Next::BadCells(cells)) => {
                assert!(
                    !cells.is_empty() && cells.iter().all(|cell| cell.column < columns),
                    "bad for no reason"
                );
            }
            Ok(Next::BadRow(faults)) => assert!(!faults.as_slice().is_empty(), "bad for no reason"),
            Ok(Next::End) | Err(_) => {
                assert_eq!(table.read_row(&mut row).ok(), Some(Next::End), "over is over");
                break;
            }
        }
        assert!(row.number > number, "row {} after row {number}", row.number);
        number = row.number;
        let bytes: usize = row.cells.iter().map(String::len).sum();
        assert!(bytes <= LONGEST_ROW * WIDEST, "a row of {bytes} bytes");
    }
    good
}

/// A rejects file of the rows is read as they were.
fn read_again(headers: &[String], rows: &[RawRow]) {
    // A mark in front of the first header says how the file is written, and is no part of it.
    if headers.first().is_some_and(|header| header.starts_with('\u{feff}')) || headers.len() == MOST_COLUMNS {
        return;
    }
    let mut rejects = Rejects::new(Vec::new(), headers).expect("written");
    let faults = [Fault::new("ssn", "must have nine digits")];
    for row in rows {
        rejects.write(row, &faults).expect("written");
    }
    let file = rejects.finish().expect("written");
    // Rows that were few among many may look like no text, or like another encoding, when they are alone.
    let Ok(mut table) = CsvTable::open(file.as_slice()) else { return };
    let read = table.headers().to_vec();
    // What was a column of errors before has given way.
    let kept = read.len() - 1;
    assert_eq!(read.get(..kept), headers.get(..kept));
    assert!(headers.len() - kept <= 1, "columns got lost");
    let again = walk(&mut table);
    assert_eq!(again.len(), rows.len(), "rows got lost");
    for (before, after) in rows.iter().zip(&again) {
        for column in 0..kept {
            assert_eq!(before.cell(column), after.cell(column), "column {column} of row {}", before.number);
        }
    }
}
