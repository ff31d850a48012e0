//! Many concurrent callers, each with a body that never ends.

use std::io::{ErrorKind, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

use super::{Target, memory};
use crate::bench::finding::{Budget, Finding};

const CALLERS: usize = 500;
/// The declared size of each body.
const BODY: usize = 1 << 20;
/// How long the callers send, and how long afterwards memory is measured.
const SENDING: Duration = Duration::from_secs(3);
const AFTER: Duration = Duration::from_secs(3);
const STEP: Duration = Duration::from_millis(50);

/// The endpoints, and the MiB that the server may use meanwhile. A sign-in is at most 1 KiB; the bodies of
/// authenticated callers share 64 MiB.
const PLACES: [(&str, f64); 2] = [("POST /api/v1/session", 100.0), ("PATCH /clients", 200.0)];
/// MiB that may remain in use afterwards.
const LEFT_OVER: f64 = 10.0;

/// Memory of the server before, during and after.
pub(super) fn run(target: &Target) -> Result<Vec<Finding>> {
    let mut findings = Vec::new();
    for (number, (place, most)) in PLACES.into_iter().enumerate() {
        let server = target.serve(&format!("crowd-{number}"), &[]);
        thread::sleep(AFTER);
        let before = memory(&server, "VmRSS")?;
        let crowd = send(server.url(), place)?;
        let with = memory(&server, "VmRSS")?;
        drop(crowd);
        thread::sleep(AFTER);
        let after = memory(&server, "VmRSS")?;
        let what = format!("memory with {CALLERS} bodies of 1 MiB to `{place}` that do not end");
        findings.extend([
            Finding::alone("memory before the next line", before, "MiB", Budget::None),
            Finding::alone(what, with, "MiB", Budget::AtMost(most)),
            Finding::alone(
                "more than before, 3 s after them",
                after - before,
                "MiB",
                Budget::AtMost(LEFT_OVER),
            ),
        ]);
    }
    Ok(findings)
}

/// Sends as much as the server accepts, and keeps the connections open.
fn send(url: &str, place: &str) -> Result<Vec<TcpStream>> {
    let head = format!(
        "{place} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n\
         {BODY:x}\r\n"
    );
    let connect = |_| -> Result<(TcpStream, usize)> {
        let mut stream = TcpStream::connect(url.trim_start_matches("http://")).context("cannot connect")?;
        stream.write_all(head.as_bytes()).context("cannot ask")?;
        stream.set_nonblocking(true)?;
        // The last byte is never sent.
        Ok((stream, BODY - 1))
    };
    let mut crowd: Vec<_> = (0..CALLERS).map(connect).collect::<Result<_>>()?;
    let piece = [b' '; 64 << 10];
    for _ in 0..SENDING.as_millis() / STEP.as_millis() {
        for (stream, left) in &mut crowd {
            // A caller that the server has refused sends no more.
            *left -= match stream.write(piece.get(..*left).unwrap_or(&piece)) {
                Ok(sent) => sent,
                Err(error) if error.kind() == ErrorKind::WouldBlock => 0,
                Err(_) => *left,
            };
        }
        thread::sleep(STEP);
    }
    Ok(crowd.into_iter().map(|(stream, _)| stream).collect())
}
