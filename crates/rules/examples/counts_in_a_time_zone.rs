//! Interactions by channel, on the days of a time zone, out of the rows of a sheet.
//!
//! `cargo run --package frontdesk-rules --all-features --example counts_in_a_time_zone`

use std::error::Error;

use frontdesk_rules::interactions::{Channels, DateRange, InteractionRow, RawInteraction, Zone, windows};

const ROWS: [[(&str, &str); 3]; 4] = [
    [("occurred_at", "30/09/2019 22:30"), ("channel", "e-mail"), ("customer_id", "4")],
    [("occurred_at", "2019-10-31T22:59:59Z"), ("channel", "PHONE"), ("customer_id", "4.0")],
    [("occurred_at", "2019-10-31T23:00:00Z"), ("channel", "phone"), ("customer_id", "5")],
    [("occurred_at", "43739"), ("channel", "Phone"), ("customer_id", "x")],
];

fn main() -> Result<(), Box<dyn Error>> {
    let mut rows = Vec::new();
    for cells in &ROWS {
        match InteractionRow::parse(RawInteraction::from_cells(cells)) {
            Ok(row) => rows.push(row),
            Err(faults) => println!("rejected: {faults}"),
        }
    }
    assert_eq!(rows.len(), 3);
    let catalogue = ["Email", "Phone", "Live Chat"].map(|name| (name, name.to_owned()));
    let channels = Channels::new(catalogue.to_vec());
    let october = DateRange::parse(Some("2019-10-01"), Some("2019-10-31"))?;
    for (zone, emails, calls) in [("UTC", 0, 2), ("Europe/Paris", 1, 1)] {
        let windows = windows(october, zone.parse::<Zone>()?, None);
        let is_in = |row: &&InteractionRow| {
            windows.iter().any(|window| window.holds(row.occurred_at.timestamp_micros()))
        };
        let keys = rows.iter().filter(is_in).filter_map(|row| {
            let (key, _) = channels.iter().find(|(_, name)| *name == row.channel.as_str())?;
            Some((key, 1))
        });
        let counts = channels.count(keys);
        println!("{zone}: {counts:?}");
        let expected = [("Email", emails), ("Live Chat", 0), ("Phone", calls)];
        assert_eq!(counts, expected.map(|(name, count)| (name.to_owned(), count)));
    }
    Ok(())
}
