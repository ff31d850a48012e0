//! Memory of a server with a large database.

use std::io::{Read, Write};
use std::net::TcpStream;

use anyhow::{Context, Result, ensure};
use frontdesk_testkit::Server;

use super::finding::{Budget, Finding};
use super::people::{self, BY_PATCH};
use super::process::{self, memory_mib};
use super::setup::Setup;
use super::{load, programs};

const CALLERS: usize = 64;

/// Imports a million customers, serves them, changes and adds others, and reads the whole list.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let folder = setup.folder("memory")?;
    let rows = setup.rows(1_000_000);
    people::write_csv(&folder.join("clients.csv"), rows)?;
    let binary = programs::frontdesk_with_servers(setup)?;
    let mut import = process::frontdesk(&binary, &folder);
    import.args(["import", "clients", "clients.csv", "--data-dir", "data"]);
    process::run(&mut import, &folder.join("log"))?;

    let data = folder.join("data").display().to_string();
    let arguments = ["serve", "--listen", "127.0.0.1:0", "--data-dir", &data];
    let server = Server::spawn(&binary, &arguments, &[]);
    let memory = || memory_mib(server.id(), "VmRSS").context("cannot read the memory of a process here");
    let patches =
        load::run(server.url(), CALLERS, setup.seconds(40), |number| people::patch(BY_PATCH + number))?;
    let after_patches = memory()?;
    let bytes = read_list(server.url())?;
    let after_list = memory()?;
    let peak = memory_mib(server.id(), "VmHWM").context("cannot read the memory of a process here")?;
    let budget = Budget::AtMost(96.0);
    Ok(vec![
        Finding::alone(
            format!("memory after {:.0} PATCHes a second beside {rows} customers", patches.rate()),
            after_patches,
            "MiB",
            budget,
        ),
        Finding::alone(
            format!("memory after a list of all customers, {} MB, was sent", bytes / 1_000_000),
            after_list,
            "MiB",
            budget,
        ),
        Finding::alone("peak memory", peak, "MiB", Budget::None),
    ])
}

/// Reads the list of all customers, and returns its length.
fn read_list(url: &str) -> Result<usize> {
    let address = url.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(address).context("cannot connect")?;
    stream.write_all(b"GET /api/customers HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let (mut buffer, mut total) = (vec![0; 1 << 16], 0);
    loop {
        let read = stream.read(&mut buffer).context("the list ends too early")?;
        let status = buffer.get(..12).unwrap_or_default();
        ensure!(total > 0 || status == b"HTTP/1.1 200", "no list: {}", String::from_utf8_lossy(status));
        if read == 0 {
            return Ok(total);
        }
        total += read;
    }
}
