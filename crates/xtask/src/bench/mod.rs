//! Benches.
//!
//! A figure is a ratio to a reference measured in the same run wherever possible: ratios can be compared between
//! machines, rates cannot.

mod attack;
mod console;
mod crm;
mod finding;
mod forecast;
mod imports;
mod interactions;
mod load;
mod machine;
mod memory;
mod mixed;
mod peers;
mod people;
pub(crate) mod process;
mod programs;
mod reads;
mod record;
mod requests;
mod rules;
mod search;
mod setup;
mod slow;
mod start;
mod upload;
mod writes;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;
use finding::Finding;
pub(crate) use setup::Extent;
use setup::Setup;

/// A bench.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Setup) -> Result<Vec<Finding>>,
}

/// All benches, in the order in which they run.
const BENCHES: [Bench; 19] = [
    Bench { name: "rules", about: "the rule crates, by criterion", run: rules::run },
    Bench { name: "start", about: "start to ready, idle memory, size of the binary", run: start::run },
    Bench { name: "read", about: "one client by its id on SQLite, beside a static answer", run: reads::run },
    Bench {
        name: "write",
        about: "new clients by PATCH on SQLite, beside a plain pool of connections",
        run: writes::run,
    },
    Bench {
        name: "peers",
        about: "creates, reads and searches on SQLite, beside PocketBase with the same columns and indexes",
        run: peers::run,
    },
    Bench {
        name: "slow",
        about: "one client by its id on SQLite, alone and beside a crowd of slow callers",
        run: slow::run,
    },
    Bench {
        name: "attack",
        about: "bodies, workbooks and queues designed to use time and memory, on SQLite",
        run: attack::run,
    },
    Bench { name: "mixed", about: "PATCH while an import runs, on SQLite", run: mixed::run },
    Bench { name: "forecast", about: "the forecast over many deals on SQLite", run: forecast::run },
    Bench {
        name: "requests",
        about: "a page of a million support requests on SQLite, at the start of the list and deep in it",
        run: requests::run,
    },
    Bench {
        name: "search",
        about: "searches, filters and counts over 100 thousand and a million customers, 8 callers",
        run: search::run,
    },
    Bench { name: "console", about: "the first page in a browser with an empty cache", run: console::run },
    Bench { name: "crm", about: "calls to a CRM that allows 200 a second", run: crm::run },
    Bench {
        name: "import",
        about: "a file of clients into SQLite, beside sqlite3's .import",
        run: imports::run_on_sqlite,
    },
    Bench {
        name: "import-pg",
        about: "a file of clients into PostgreSQL, beside psql's \\copy",
        run: imports::run_on_postgres,
    },
    Bench {
        name: "import-pg-role",
        about: "the same by a role under row-level security",
        run: imports::run_on_postgres_as_a_role,
    },
    Bench {
        name: "import-mariadb",
        about: "a file of clients into MariaDB, beside LOAD DATA",
        run: imports::run_on_mariadb,
    },
    Bench {
        name: "memory",
        about: "the memory of a server with a million customers on SQLite",
        run: memory::run,
    },
    Bench {
        name: "interactions",
        about: "counts at 100 thousand, a million and ten million interactions on SQLite, and their import",
        run: interactions::run,
    },
];

/// Runs all benches, or the named one. Describes the machine first: figures mean nothing without it. A quick run is for
/// trying things out: it measures less and keeps no record.
pub(crate) fn run(name: Option<&str>, extent: Extent) -> Result<bool> {
    let chosen: Vec<&Bench> =
        BENCHES.iter().filter(|bench| name.is_none_or(|name| name == bench.name)).collect();
    if chosen.is_empty() {
        let known: Vec<String> =
            BENCHES.iter().map(|bench| format!("  {:<12} {}", bench.name, bench.about)).collect();
        bail!("no such bench; there are\n{}", known.join("\n"));
    }
    let setup = Setup::new(Workspace::read()?, extent)?;
    let machine = machine::describe(&setup.workspace.workspace_root);
    println!("{machine}");
    let mut runs = Vec::new();
    for bench in chosen {
        println!("## {}: {}\n", bench.name, bench.about);
        let findings = (bench.run)(&setup).with_context(|| format!("bench {}", bench.name))?;
        if !findings.is_empty() {
            let table = finding::table(&findings);
            println!("{table}");
            runs.push((bench.name, format!("**{}**: {}\n\n{table}", bench.name, bench.about)));
        }
    }
    if !setup.quick && !runs.is_empty() {
        record::put(&setup.workspace.workspace_root, &machine, &runs)?;
    }
    Ok(true)
}
