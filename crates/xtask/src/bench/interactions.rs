//! Counts of interactions with a growing number of interactions, and the speed of their import.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use chrono::{DateTime, SecondsFormat};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::load::{self, Measured};
use super::setup::Setup;
use super::{process, programs};

const CUSTOMERS: u64 = 100_000;
/// The numbers of interactions at which responses are measured.
const SIZES: [u64; 3] = [100_000, 1_000_000, 10_000_000];
const CHANNELS: [&str; 5] = ["Bird", "Boat", "Call", "Email", "Post"];
const TYPES: [&str; 4] = ["Blue", "Green", "Red", ""];
/// Interactions are spread over two years from 2019-01-01, in order of time, as in a sheet.
const FIRST_SECOND: u64 = 1_546_300_800;
const SECONDS: u64 = 2 * 365 * 86_400;
/// Few callers: the response time is measured, not the queue.
const CALLERS: usize = 2;

/// The measured queries, and their names.
const QUESTIONS: [(&str, &str); 4] = [
    (
        "one customer, with a date range",
        "/api/v1/interactions/{customer}?start_date=2019-03-01&end_date=2020-06-30",
    ),
    ("all customers by channel", "/api/v1/interactions/by-channel?start_date=2019-03-15&end_date=2020-06-20"),
    (
        "all customers by channel, in Paris",
        "/api/v1/interactions/by-channel?start_date=2019-03-15&end_date=2020-06-20&tz=Europe/Paris",
    ),
    ("all customers by month and channel", "/api/v1/interactions/timeline?bucket=month"),
];

/// The statements for one interaction on the embedded database, without and with its totals.
const RECORD: &str = "INSERT INTO interactions (firm_id, customer_id, occurred_at, channel_id) VALUES (1, {customer}, {micros}, 1);";
const TOTAL: &str = "INSERT INTO interaction_totals VALUES (1, {grain}, {bucket}, 1, 'Blue', 1, 0) ON CONFLICT DO UPDATE SET \
     interaction_count = interaction_count + excluded.interaction_count;";

/// Fills a database step by step, and runs the same queries at every step.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("interactions")?;
    let binary = programs::frontdesk(setup)?;
    let customers = setup.rows(CUSTOMERS);
    write_customers(&folder.join("customers.csv"), customers)?;
    import(&binary, &folder, "customers", "customers.csv")?;
    let (mut stored, mut imports, mut answers) = (0, Vec::new(), Vec::new());
    for size in SIZES.map(|size| setup.rows(size)) {
        let file = folder.join("interactions.csv");
        write_interactions(&file, stored..size, setup.rows(SIZES[2]), customers)?;
        let taken = import(&binary, &folder, "interactions", "interactions.csv")?;
        std::fs::remove_file(&file).context("cannot remove a file")?;
        imports.push(((size - stored) as f64 / taken.seconds, taken.peak_mib));
        stored = size;
        answers.push(ask(setup, &binary, &folder, customers)?);
    }
    let mut findings = answer_findings(setup, &answers);
    for ((rate, peak), size) in imports.iter().zip(SIZES) {
        let upto = setup.rows(size);
        let least = if setup.quick { Budget::None } else { Budget::AtLeast(100_000.0) };
        findings.push(Finding::alone(format!("import up to {upto} interactions"), *rate, "rows/s", least));
        findings.push(Finding::alone("peak memory of the same", *peak, "MiB", Budget::AtMost(400.0)));
    }
    findings.push(recording(setup, &binary, &folder)?);
    Ok(findings)
}

fn answer_findings(setup: &Setup, answers: &[Vec<Measured>]) -> Vec<Finding> {
    let (Some(first), Some(last)) = (answers.first(), answers.last()) else { return Vec::new() };
    let mut findings = Vec::new();
    for (((name, _), early), late) in QUESTIONS.iter().zip(first).zip(last) {
        let (early, late) = (early.quantile_ms(0.5), late.quantile_ms(0.5));
        let [least, _, most] = SIZES.map(|size| setup.rows(size));
        let what = format!("{name}: the time that it takes with {most} interactions; beside it {least}");
        findings.push(Finding::ratio(what, late * 1_000.0, early * 1_000.0, "µs", Budget::AtMost(2.0)));
        findings.push(Finding::alone("the same with the most", late, "ms", Budget::AtMost(5.0)));
    }
    findings
}

fn import(binary: &Path, folder: &Path, kind: &str, file: &str) -> Result<process::Taken> {
    let mut command = process::frontdesk(binary, folder);
    command.args(["import", kind, file, "--data-dir", "data"]);
    process::run(&mut command, &folder.join("log"))
}

fn ask(setup: &Setup, binary: &Path, folder: &Path, customers: u64) -> Result<Vec<Measured>> {
    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data].map(str::to_owned);
    let server = Server::spawn(binary, &arguments, &[]);
    let seconds = setup.seconds(5);
    let measure = |(_, path): &(&str, &str)| {
        load::run(server.url(), CALLERS, seconds, |number| {
            let customer = (number.wrapping_mul(7_919) % customers + 1).to_string();
            format!("GET {} HTTP/1.1\r\nhost: localhost\r\n\r\n", path.replace("{customer}", &customer))
                .into_bytes()
        })
    };
    QUESTIONS.iter().map(measure).collect()
}

/// The same interactions one by one, each in a transaction, with `sqlite3`: without totals, then with them.
fn recording(setup: &Setup, binary: &Path, folder: &Path) -> Result<Finding> {
    let count = setup.rows(20_000);
    let mut rates = Vec::new();
    for with_totals in [false, true] {
        let name = if with_totals { "with" } else { "without" };
        let mut migrate = process::frontdesk(binary, folder);
        migrate.args(["import", "customers", "customers.csv", "--data-dir", name]);
        process::run(&mut migrate, &folder.join("log"))?;
        let script = folder.join("script");
        write_script(&script, count, with_totals)?;
        let mut shell = Command::new("sqlite3");
        let database = PathBuf::from(name).join("frontdesk.db");
        shell.current_dir(folder).arg("-bail").arg(database).arg(".read script");
        rates.push(count as f64 / process::run(&mut shell, &folder.join("log"))?.seconds);
    }
    let (without, with) =
        (rates.first().copied().unwrap_or(f64::NAN), rates.last().copied().unwrap_or(f64::NAN));
    let what = "recording one interaction in a transaction with its totals; beside it without them";
    Ok(Finding::ratio(what, with, without, "rows/s", Budget::AtLeast(1.0 / 1.35)))
}

fn write_script(file: &Path, count: u64, with_totals: bool) -> Result<()> {
    let mut out = BufWriter::new(File::create(file).context("cannot write a script")?);
    writeln!(out, "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")?;
    writeln!(out, "INSERT INTO channels (id, firm_id, name, name_folded) VALUES (1, 1, 'Call', 'call');")?;
    for number in 0..count {
        let second = FIRST_SECOND + number * 60;
        let customer = (number % 1_000 + 1).to_string();
        let micros = (second * 1_000_000).to_string();
        writeln!(out, "BEGIN IMMEDIATE;")?;
        writeln!(out, "{}", RECORD.replace("{customer}", &customer).replace("{micros}", &micros))?;
        for (grain, bucket) in [(0, second / 900), (1, second / 86_400), (2, 24_228)] {
            if with_totals {
                let total = TOTAL.replace("{grain}", &grain.to_string());
                writeln!(out, "{}", total.replace("{bucket}", &bucket.to_string()))?;
            }
        }
        writeln!(out, "COMMIT;")?;
    }
    out.flush().context("cannot write a script")
}

fn write_customers(file: &Path, count: u64) -> Result<()> {
    let mut out = BufWriter::new(File::create(file).context("cannot write a file")?);
    writeln!(out, "CID,First Name,Type")?;
    for id in 1..=count {
        let customer_type = TYPES.get(id as usize % TYPES.len()).copied().unwrap_or_default();
        writeln!(out, "{id},First{id},{customer_type}")?;
    }
    out.flush().context("cannot write a file")
}

/// Interactions `range` of `all`. Each step adds some throughout the two years, so that later ones are not only
/// appended.
fn write_interactions(file: &Path, range: std::ops::Range<u64>, all: u64, customers: u64) -> Result<()> {
    let mut out = BufWriter::new(File::create(file).context("cannot write a file")?);
    writeln!(out, "Date Start,Interaction,Customers")?;
    let (begin, count) = (range.start, range.end - range.start);
    for number in range {
        let scattered = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17;
        let micros = (number - begin) as f64 / count as f64 * SECONDS as f64 * 1e6;
        // All different, at every step.
        let time = FIRST_SECOND * 1_000_000 + micros as u64 / all.max(1) * all + number % all.max(1);
        let channel = CHANNELS.get(scattered as usize % CHANNELS.len()).copied().unwrap_or_default();
        writeln!(out, "{},{channel},{}", iso(time), scattered % customers + 1)?;
    }
    out.flush().context("cannot write a file")
}

/// Microseconds since 1970 in ISO format.
fn iso(micros: u64) -> String {
    let time = i64::try_from(micros).ok().and_then(DateTime::from_timestamp_micros);
    time.unwrap_or_default().to_rfc3339_opts(SecondsFormat::Micros, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_as_iso_has_them() {
        assert_eq!(iso(0), "1970-01-01T00:00:00.000000Z");
        assert_eq!(iso(1_582_934_400_000_001), "2020-02-29T00:00:00.000001Z");
        assert_eq!(iso(FIRST_SECOND * 1_000_000), "2019-01-01T00:00:00.000000Z");
        assert_eq!(iso((FIRST_SECOND + SECONDS) * 1_000_000 - 1), "2020-12-30T23:59:59.999999Z");
    }
}
