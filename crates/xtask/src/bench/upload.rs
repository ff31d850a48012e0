//! Imports over HTTP.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::load::Caller;

const BOUNDARY: &str = "----bench-of-an-import";

/// An import, as shown by the server.
#[derive(Deserialize)]
pub(crate) struct Import {
    pub(crate) id: u64,
    state: String,
}

/// A request that sends a file of clients of a firm to a path.
pub(crate) fn request(path: &str, firm: u64, name: &str, file: &[u8]) -> Vec<u8> {
    let begin = format!(
        "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"kind\"\r\n\r\nclients\r\n--{BOUNDARY}\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
    );
    let end = format!("\r\n--{BOUNDARY}--\r\n");
    let length = begin.len() + file.len() + end.len();
    let head = format!(
        "POST {path} HTTP/1.1\r\nhost: localhost\r\nx-firm-id: {firm}\r\n\
         content-type: multipart/form-data; boundary={BOUNDARY}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), begin.as_bytes(), file, end.as_bytes()].concat()
}

/// Uploads a CSV file of clients of a firm, to be imported in the background.
pub(crate) fn import(url: &str, firm: u64, file: &[u8]) -> Result<Import> {
    let sent = Caller::connect(url)?.ask(&request("/imports", firm, "clients.csv", file));
    let (answer, _) = sent.context("the upload")?;
    serde_json::from_slice(&answer).context("an import")
}

/// Waits until an import has ended.
pub(crate) fn wait(url: &str, firm: u64, import: u64) -> Result<()> {
    let mut caller = Caller::connect(url)?;
    let request = format!("GET /imports/{import} HTTP/1.1\r\nhost: localhost\r\nx-firm-id: {firm}\r\n\r\n");
    loop {
        let (answer, _) = caller.ask(request.as_bytes())?;
        let import: Import = serde_json::from_slice(&answer).context("an import")?;
        if !matches!(import.state.as_str(), "queued" | "running") {
            ensure!(import.state == "succeeded", "{}", String::from_utf8_lossy(&answer));
            return Ok(());
        }
        thread::sleep(Duration::from_millis(20));
    }
}
