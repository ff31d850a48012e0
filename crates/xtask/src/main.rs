//! Frontdesk's development tasks: `cargo xtask <task>`.

mod bench;
mod chaos;
mod commands;
mod console;
mod databases;
mod deny;
mod embedding;
mod features;
mod flaky;
mod fuzz;
mod packages;
mod report;
mod schemathesis;
mod services;
mod test;
mod test_binaries;
mod workspace;

use std::process::ExitCode;

use bench::Extent;

const USAGE: &str = "\
usage: cargo xtask <task>

  test           format, lints, documentation, all tests on all three databases, licences and sources,
                 the API against its document, the console in a browser
  lint           the lints alone
  bench [name]   all benches, or the one that is named; what they find is written to docs/performance.md
                 (--quick: fewer rows, less time, nothing written; --long: search over ten million customers, too)
  schemathesis   the API against its OpenAPI document, as `test` does; --long: 200 requests an operation
  fuzz [name]    every target of crates/fuzz under libFuzzer, or the one that is named; --seconds N for each
  semver         the public API of the rule crates against the newest tag v*, by cargo-semver-checks
  chaos          the sync with the CRM while everything fails: 2,000 users, 10,000 edits, kill -9 every few seconds
  flaky [N]      all tests N times (10) beside a busy core, for those that fail by chance
  services       start PostgreSQL and MariaDB for this checkout and print their URLs, until Ctrl-C";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["test"] => test::run(),
        ["lint"] => test::run_lints(),
        ["bench"] => bench::run(None, Extent::Usual),
        ["bench", "--quick"] => bench::run(None, Extent::Quick),
        ["bench", "--long"] => bench::run(None, Extent::Long),
        ["bench", name, "--quick"] | ["bench", "--quick", name] => bench::run(Some(name), Extent::Quick),
        ["bench", name, "--long"] | ["bench", "--long", name] => bench::run(Some(name), Extent::Long),
        ["bench", name] => bench::run(Some(name), Extent::Usual),
        ["schemathesis"] => schemathesis::run_alone(false),
        ["schemathesis", "--long"] => schemathesis::run_alone(true),
        ["fuzz", rest @ ..] => fuzz::run(rest),
        ["semver"] => embedding::semver(),
        ["chaos"] => chaos::run(),
        ["flaky"] => flaky::run(None),
        ["flaky", runs] => flaky::run(Some(runs)),
        ["services"] => services::run(),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(true)
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
