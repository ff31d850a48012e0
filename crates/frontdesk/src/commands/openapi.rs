//! `frontdesk openapi`: the description of the HTTP API.

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use crate::output;
use crate::settings::InstallationSettings;

/// Print the OpenAPI document of the HTTP API
#[derive(Debug, Args)]
pub(crate) struct Arguments {}

/// Prints it, indented.
pub(crate) fn run(installation: &InstallationSettings) -> Result<ExitCode> {
    let document = frontdesk_server::openapi_document(&installation.app_name);
    let document: Value = serde_json::from_slice(&document).context("the document is no JSON")?;
    output::print(&format!("{document:#}"))?;
    Ok(ExitCode::SUCCESS)
}
