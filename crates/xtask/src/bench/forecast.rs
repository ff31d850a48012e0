//! The response time of a forecast over many deals.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::load;
use super::setup::Setup;
use super::{process, programs};

/// Deals per customer: few enough that areas, statuses and months mix.
const DEALS_A_CUSTOMER: u64 = 5;
const AREAS: [&str; 5] = ["France", "Germany", "Switzerland", "Netherlands", "UK"];
const STATUSES: [&str; 6] = ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"];

/// Requests the forecast of 100,000 deals, one caller at a time.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("forecast")?;
    let deals = setup.rows(100_000);
    write_customers(&folder.join("customers.csv"), deals / DEALS_A_CUSTOMER)?;
    write_deals(&folder.join("deals.csv"), deals)?;
    let binary = programs::frontdesk(setup)?;
    for (kind, file) in [("customers", "customers.csv"), ("opportunities", "deals.csv")] {
        let mut import = process::frontdesk(&binary, &folder);
        import.args(["import", kind, file, "--data-dir", "data"]);
        process::run(&mut import, &folder.join("log"))?;
    }
    let url = format!("sqlite:{}", folder.join("data").join("frontdesk.db").display());
    let server = Server::spawn(&programs::bench_server(setup)?, &[url], &[]);
    let request =
        b"GET /api/v1/revenue/forecast?fiscal_year=2025&as_of=2024-12-31 HTTP/1.1\r\nhost: localhost\r\n\r\n";
    let measured = load::run(server.url(), 1, setup.seconds(8), |_| request.to_vec())?;
    let budget = if setup.quick { Budget::None } else { Budget::AtMost(50.0) };
    Ok(vec![
        Finding::alone(
            format!("the forecast of {deals} deals, one caller, median"),
            measured.quantile_ms(0.5),
            "ms",
            budget,
        ),
        Finding::alone("p99 of the same", measured.quantile_ms(0.99), "ms", Budget::None),
    ])
}

fn write_customers(file: &Path, count: u64) -> Result<()> {
    write_lines(file, "CID,Area", (1..=count).map(|number| format!("{number},{}", pick(&AREAS, number))))
}

fn write_deals(file: &Path, count: u64) -> Result<()> {
    let header = "CID,OID,Status,Revenue,Delivery Date,Non-Recurring";
    let customers = (count / DEALS_A_CUSTOMER).max(1);
    let line = |number: u64| {
        let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let (month, year) = (scattered % 12 + 1, 2023 + scattered / 12 % 3);
        format!(
            "{},{number:032x},{},{}.{:02},{year}-{month:02}-15,{}",
            scattered % customers + 1,
            pick(&STATUSES, scattered >> 8),
            scattered >> 44,
            scattered % 100,
            if scattered & 4 == 0 { "yes" } else { "no" },
        )
    };
    write_lines(file, header, (0..count).map(line))
}

fn pick(from: &[&'static str], number: u64) -> &'static str {
    from.get((number % from.len() as u64) as usize).copied().unwrap_or_default()
}

fn write_lines(file: &Path, header: &str, lines: impl Iterator<Item = String>) -> Result<()> {
    let failed = || format!("cannot write {}", file.display());
    let mut out = BufWriter::new(File::create(file).with_context(failed)?);
    writeln!(out, "{header}").with_context(failed)?;
    for line in lines {
        writeln!(out, "{line}").with_context(failed)?;
    }
    out.flush().with_context(failed)
}
