//! Requests designed to use time and memory.

mod bodies;
mod crowd;
mod queue;
mod workbooks;

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use frontdesk_testkit::Server;

use super::finding::Finding;
use super::setup::Setup;
use super::{process, programs};

/// A request without an answer after this time counts as unanswered.
const PATIENCE: Duration = Duration::from_secs(120);

/// The server binary under attack.
struct Target {
    binary: PathBuf,
    folder: PathBuf,
    quick: bool,
}

impl Target {
    /// A server with its own data directory.
    fn serve(&self, name: &str, more: &[&str]) -> Server {
        let data = self.folder.join(name).display().to_string();
        let arguments = [&["serve", "--listen", "127.0.0.1:0", "--data-dir", &data], more].concat();
        Server::spawn(&self.binary, &arguments, &[])
    }
}

fn memory(server: &Server, name: &str) -> Result<f64> {
    process::memory_mib(server.id(), name).context("cannot read the memory of a process here")
}

fn cpu(server: &Server) -> Result<f64> {
    process::cpu_seconds(server.id()).context("cannot read the processor time of a process here")
}

/// Sends a request over a new connection, and returns the status of the answer, if any.
fn status(url: &str, request: &[u8]) -> Result<Option<u16>> {
    let mut stream = TcpStream::connect(url.trim_start_matches("http://")).context("cannot connect")?;
    stream.set_read_timeout(Some(PATIENCE))?;
    // A server that refuses the request may not read all of it.
    stream.write_all(request).ok();
    let mut head = [0; 16];
    let is_answered = stream.read_exact(&mut head).is_ok();
    let text = String::from_utf8_lossy(&head);
    Ok(text.split(' ').nth(1).filter(|_| is_answered).and_then(|status| status.parse().ok()))
}

/// Runs all attacks.
pub(crate) fn run(setup: &Setup) -> Result<Vec<Finding>> {
    let target =
        Target { binary: programs::frontdesk(setup)?, folder: setup.folder("attack")?, quick: setup.quick };
    let mut findings = bodies::run(&target)?;
    findings.extend(crowd::run(&target)?);
    findings.extend(workbooks::run(&target)?);
    findings.extend(queue::run(&target)?);
    Ok(findings)
}
