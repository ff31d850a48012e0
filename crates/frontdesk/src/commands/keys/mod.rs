//! `frontdesk keys`: the API keys, and the secret key.

mod api;
mod expiry;
mod secret;

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, Subcommand};

use crate::settings::DatabaseSettings;

/// Create, list and revoke API keys; rotate the secret key
#[derive(Debug, Args)]
#[command(arg_required_else_help = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Create(api::Create),
    List(api::List),
    Revoke(api::Revoke),
    RotateSecret(secret::RotateSecret),
}

/// Does it.
pub(crate) fn run(settings: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    match &arguments.action {
        Action::Create(create) => api::create(settings, create),
        Action::List(list) => api::list(settings, list),
        Action::Revoke(revoke) => api::revoke(settings, revoke),
        Action::RotateSecret(_) => secret::rotate(settings),
    }
}
