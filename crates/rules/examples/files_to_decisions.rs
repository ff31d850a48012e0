//! A CSV file and a workbook, each with a title above its headers: what each of their rows comes to.
//!
//! `cargo run --package frontdesk-rules --all-features --example files_to_decisions`

use std::error::Error;
use std::io::Cursor;

use frontdesk_rules::core::FirmSettings;
use frontdesk_rules::import::client::{self, ClientRow, Decision, IntegrationType, RawClient};
use frontdesk_rules::import::known::KnownCustomers;
use frontdesk_rules::import::tally::Tally;
use frontdesk_rules::tables::mapping::Kind;
use frontdesk_rules::tables::open::{Layout, OpenError, open};
use frontdesk_rules::tables::table::{Next, RawRow};
use rust_xlsxwriter::Workbook;

const ROWS: [[&str; 3]; 4] = [
    ["External ID", "Full Name", "Mobile"],
    ["x-1", "Ada Lovelace", "(202) 555-0143"],
    ["x-2", "", "(202) 555-0144"],
    ["x-1", "Ada King", ""],
];

/// Reads a file of either format, and decides on each of its rows.
fn import(file: Vec<u8>, known: &mut KnownCustomers<u32>) -> Result<Tally, Box<dyn Error>> {
    let firm = FirmSettings::default();
    let today = "2026-01-31".parse()?;
    let bytes = || Ok::<_, OpenError>(Cursor::new(file.clone()));
    let mut headed = open(bytes, &Layout::default(), Kind::Clients, &[])?;
    let mapping = headed.mapping?;
    let (mut row, mut tally) = (RawRow::default(), Tally::default());
    loop {
        let rejected = match headed.table.read_row(&mut row)? {
            Next::End => return Ok(tally),
            Next::BadRow(faults) => Some(faults.into_vec()),
            Next::BadCells(bad) => Some(mapping.faults_of(bad)).filter(|faults| !faults.is_empty()),
            Next::Row => None,
        };
        if let Some(faults) = rejected {
            println!("row {}: {faults:?}", row.number);
            continue;
        }
        let raw = RawClient::from_row(&mapping, &row);
        let client = match ClientRow::parse_cells(raw, IntegrationType::CsvImport, today) {
            Ok((client, _warnings)) => client::prepare(client, &firm),
            Err(faults) => {
                println!("row {}: {faults}", row.number);
                tally.count(frontdesk_rules::import::tally::Outcome::Rejected);
                continue;
            }
        };
        let (decision, _) = client::decide(&firm, &client, true, known);
        tally.count(decision.outcome());
        println!("row {}: {}", row.number, decision.outcome().as_str());
        // Later rows see what earlier ones did.
        match decision {
            Decision::Create(new) => known.apply_created(known.len() as u32 + 1, &new),
            Decision::Update { id, changes } => known.apply_changes(id, &changes),
            Decision::Unchanged { .. } | Decision::Refuse(_) => {}
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let csv = format!("Clients of March\n{}\n", ROWS.map(|row| row.join(",")).join("\n"));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "Clients of March")?;
    for (number, row) in (1_u32..).zip(ROWS) {
        sheet.write_row(number, 0, row)?;
    }
    let mut known = KnownCustomers::default();
    let first = import(csv.into_bytes(), &mut known)?;
    assert_eq!(first, Tally::of(1, 1, 0, 1));
    // The same rows again: the first one gives the customer its old name back.
    let second = import(workbook.save_to_buffer()?, &mut known)?;
    assert_eq!(second, Tally::of(0, 2, 0, 1));
    Ok(())
}
