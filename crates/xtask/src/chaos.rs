//! The long form of the chaos test.

use anyhow::Result;

use crate::commands::{cargo, succeeds};

/// Settings of the long form.
const LONG: [(&str, &str); 5] = [
    ("CHAOS_USERS", "2000"),
    ("CHAOS_EDITS", "10000"),
    ("CHAOS_KILL_EVERY_MS", "4000"),
    ("CHAOS_WORK_OFF_SECONDS", "120"),
    ("CHAOS_CREATE_MS", "4000"),
];

/// Runs it on SQLite, on PostgreSQL with two servers and two workers, and with workers on MariaDB. Variables that are
/// already set stay.
pub(crate) fn run() -> Result<bool> {
    let mut test = cargo();
    test.args(["test", "--package", "frontdesk", "--features", "postgres,mysql", "--test", "chaos"]);
    test.args(["--", "--nocapture", "--test-threads", "1"]);
    for (name, value) in LONG {
        if std::env::var_os(name).is_none() {
            test.env(name, value);
        }
    }
    succeeds(&mut test)
}
