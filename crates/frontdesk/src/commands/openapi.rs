//! `frontdesk openapi`: the description of the HTTP API.

use std::process::ExitCode;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::output;

/// Prints it, indented.
pub(crate) fn run() -> Result<ExitCode> {
    let document = frontdesk_server::openapi_document();
    let document: Value = serde_json::from_slice(&document).context("the document is no JSON")?;
    output::print(&format!("{document:#}"))?;
    Ok(ExitCode::SUCCESS)
}
