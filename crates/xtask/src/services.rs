//! Database servers for development.

use anyhow::Result;
use frontdesk_testkit::Durability;

use crate::databases::Databases;

/// Starts the servers, prints their variables, and waits for Ctrl-C; the servers end with it.
pub(crate) fn run() -> Result<bool> {
    let databases = Databases::start(Durability::Fast)?;
    for (variable, url) in databases.variables() {
        println!("export {variable}='{url}'");
    }
    println!("They are empty and not durable, and end with Ctrl-C.");
    loop {
        std::thread::park();
    }
}
