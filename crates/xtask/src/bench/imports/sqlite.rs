//! SQLite, beside the `.import` of `sqlite3`.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{Import, MoreRuns, Runs, findings};
use crate::bench::finding::Finding;
use crate::bench::process::{self, Taken};
use crate::bench::setup::Setup;
use crate::bench::{people, programs};

/// Frontdesk's settings for writing, used for `sqlite3` too. `.import` reads absent values as empty texts, which the index on
/// the types of customers would have to hold, while Frontdesk has none there.
const BEFORE: &str = "PRAGMA cache_size=-163840; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;
     DROP INDEX customers_type_idx;";

/// The columns that an import fills, and their content. `sqlite3` cannot read a blob from a file, so a text of the same
/// size and order replaces it.
const CUSTOMERS: &str = "SELECT id, firm_id, printf('%016d', id), kind, first_name, last_name, company_name, email, \
     email_folded, phone, birth_date, integration_id, occupation, customer_type, search_text, version, created_at, \
     updated_at, deleted_at, tombstone, first_name_folded, last_name_folded, customer_type_folded, \
     integration_id_folded FROM customers ORDER BY id";
const PHONES: &str =
    "SELECT customer_id, position, firm_id, e164, raw FROM customer_phones ORDER BY customer_id, position";
/// Customer by customer, as the other rows.
const TERMS: &str = "SELECT firm_id, kind, term, record_id FROM search_terms ORDER BY record_id, term";

/// A million rows, the same again, then two million; compared with `sqlite3` for the same rows.
pub(crate) fn run_on_sqlite(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("import")?;
    let rows = setup.rows(1_000_000);
    people::write_csv(&folder.join("one.csv"), rows)?;
    people::write_csv(&folder.join("two.csv"), 2 * rows)?;
    let binary = programs::frontdesk_with_servers(setup)?;
    let into = |name: &str| Import {
        binary: binary.clone(),
        folder: &folder,
        url: format!("sqlite:{}", folder.join(name).display()),
    };
    let ours = into("ours.db");
    let first = ours.file("one.csv")?;
    let again = ours.file("one.csv")?;
    let double = into("double.db").file("two.csv")?;
    remove(&folder, "double.db")?;

    let export = format!(
        ".mode csv\n.output customers.csv\n{CUSTOMERS};\n.output phones.csv\n{PHONES};\n.output terms.csv\n{TERMS};\n"
    );
    sqlite3(&folder, "ours.db", &export)?;
    into("theirs.db").frontdesk(&["migrate"])?;
    let import = format!(
        "{BEFORE}\n.mode csv\n.import customers.csv customers\n.import phones.csv customer_phones\n\
         .import terms.csv search_terms\n"
    );
    let reference = sqlite3(&folder, "theirs.db", &import)?;
    let runs = Runs { first, reference, more: Some(MoreRuns { again, double }) };
    Ok(findings(setup, rows, &runs, "`.import`", 0.85))
}

fn remove(folder: &Path, database: &str) -> Result<()> {
    std::fs::remove_file(folder.join(database)).context("cannot remove a database")
}

fn sqlite3(folder: &Path, database: &str, script: &str) -> Result<Taken> {
    let name = folder.join("script");
    std::fs::write(&name, script).context("cannot write a script")?;
    let mut command = Command::new("sqlite3");
    command.current_dir(folder).args(["-bail", database, ".read script"]);
    process::run(&mut command, &folder.join("log"))
}
