//! Tests of parsed rows in a chunk.

use frontdesk_tables::mapping::Kind;
use frontdesk_tables::table::ReadError;

use super::*;
use crate::imports::kinds::OpportunityRows;

/// A workbook with the 1904 date system and a single row, which is rejected.
struct BadRowOf1904 {
    headers: Vec<String>,
    is_read: bool,
}

impl Table for BadRowOf1904 {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn header_row(&self) -> u64 {
        1
    }

    fn counts_from_1904(&self) -> bool {
        true
    }

    fn skip_title(&mut self) -> Result<(), ReadError> {
        Ok(())
    }

    fn read_row(&mut self, row: &mut RawRow) -> Result<Next, ReadError> {
        if std::mem::replace(&mut self.is_read, true) {
            return Ok(Next::End);
        }
        *row = RawRow { number: 2, cells: ["1", "44651"].map(str::to_owned).to_vec() };
        Ok(Next::BadRow(Fault::new("", "has too many cells").into()))
    }
}

#[test]
fn a_rejected_row_uses_the_1900_date_system_like_all_others() {
    let headers = ["CID", "Estimated Delivery Date"].map(str::to_owned).to_vec();
    let mapping = Mapping::guess(Kind::Opportunities, &headers, &[]).expect("a mapping");
    let kind = OpportunityRows { today: chrono::NaiveDate::default() };
    let table = Box::new(BadRowOf1904 { headers, is_read: false });
    let guard: Guard = Arc::new(|| Ok(true));
    let mut chunks = KindChunks::new(table, Arc::new(mapping), Arc::new(kind), guard);
    let row = chunks.next_row().expect("a row");
    assert!(row.parsed.is_err());
    // 2026-04-01 in both date systems.
    assert_eq!(row.raw.cells, ["1", "46113"]);
    assert!(chunks.next_row().is_none());
}
