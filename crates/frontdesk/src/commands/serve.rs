//! `frontdesk serve`: the service itself.

use std::net::SocketAddr;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Arg, Args};
use frontdesk_crm::{Metrics, Worker};
use frontdesk_server::{AppState, ServerOptions, WebFile};
use frontdesk_storage::keys::{ApiSecret, NewKey, Role};
use frontdesk_storage::{Database, keys};

use crate::data_folder::{self, Serving};
use crate::environment::strangers;
use crate::exit::UsageError;
use crate::settings::values::Environment;
use crate::settings::{CrmSettings, DatabaseSettings, InstallationSettings, ServerSettings};
use crate::{clock, crm, memory, open, output};

/// Run the service
///
/// Creates or migrates the database first. On SIGINT (Ctrl-C) and SIGTERM it accepts no more requests, finishes the
/// running ones, and ends.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  frontdesk serve
  frontdesk serve --listen 127.0.0.1:9000 --data-dir /var/lib/frontdesk
  DATABASE_URL=postgres://desk:secret@db/desk FRONTDESK_SECRET_KEY=... frontdesk serve")]
pub(crate) struct Arguments {
    #[command(flatten)]
    server: ServerSettings,
    #[command(flatten)]
    crm: CrmSettings,
}

/// Serves until told to stop.
pub(crate) fn run(
    database: &DatabaseSettings,
    installation: &InstallationSettings,
    serve: &Arguments,
    settings: &[Arg],
) -> Result<ExitCode> {
    let server = &serve.server;
    refuse_unsafe_production(server, installation)?;
    for name in strangers(settings) {
        tracing::warn!("{name} is set, but there is no such setting");
    }
    // Where uploaded files wait is written down, for the next process to find them from its own working folder.
    let data_dir = std::path::absolute(&database.data_dir).context("the working folder is gone")?;
    let has_crm = serve.crm.has_crm();
    let options = ServerOptions {
        app_name: installation.app_name.clone(),
        console: Some(console),
        has_crm,
        verify_webhooks: serve.crm.verifies_webhooks(),
        ..server.options(&data_dir)
    };
    // A second process on the same folder or address ends here, before it has looked at the database, let alone taken
    // over work that the first one does.
    let mut serving = Serving::take(database)?;
    let listener = data_folder::listen(&options)?;
    serving.clear_leftovers()?;
    let opened = open::with_keys(database)?;
    serving.cover()?;
    let has_keys = keys::exist_blocking(&opened.database)? || server.first_key;
    refuse_strangers(server, has_keys)?;
    let environment = installation.environment.as_ref().map(Environment::as_str);
    tracing::info!(app = installation.app_name, environment, database = %opened.database.url(), "database opened");
    if server.first_key {
        make_first_key(&opened.database)?;
    }
    memory::keep_returning().context("cannot start a thread")?;
    let state = AppState::new(opened.database.clone(), clock::now, options);
    let metrics = Metrics::default();
    let worker = worker(serve, &opened.database, &metrics)?;
    state.add_metrics(move || metrics.text());
    frontdesk_server::run(state, frontdesk_server::modules(), listener, |address| tell(address, has_keys))
        .with_context(|| format!("cannot serve on {}", server.listen))?;
    drop(worker);
    // The last handle: what is queued for the database is written before this returns.
    drop(opened);
    drop(serving);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}

/// Creates the first key before the service listens, so that it is never reachable without one. The key is printed to
/// standard output and not logged, as logs are stored in more places.
fn make_first_key(database: &Database) -> Result<()> {
    let new = NewKey { name: "first key".to_owned(), role: Role::Admin, expires_at: None };
    let secret = ApiSecret::generate();
    let Some(key) = keys::create_first(database, new, secret.clone(), clock::now())? else { return Ok(()) };
    tracing::warn!("the first API key is printed once, to standard output");
    output::print(&secret.reveal(key.id))
}

/// The worker that pushes users to the CRM, unless other processes do.
fn worker(serve: &Arguments, database: &Database, metrics: &Metrics) -> Result<Option<Worker>> {
    if serve.crm.no_crm_worker {
        tracing::info!("the CRM is left to other processes");
        return Ok(None);
    }
    let worker = crm::start(&serve.crm, database, metrics)?;
    if worker.is_none() {
        tracing::info!("FRONTDESK_CRM_URL is not set: users stay pending");
    }
    Ok(worker)
}

/// The console's files as the server takes them.
fn console(path: &str) -> Option<WebFile> {
    let asset = frontdesk_console::find(path)?;
    Some(WebFile {
        content_type: asset.content_type,
        digest: asset.digest,
        is_immutable: asset.is_immutable,
        plain: asset.plain,
        brotli: asset.brotli,
        gzip: asset.gzip,
    })
}

/// Without keys every request is accepted, so only this machine may reach the port.
fn refuse_strangers(server: &ServerSettings, has_keys: bool) -> Result<()> {
    if has_keys || is_this_machine(server.listen) || server.insecure_no_auth {
        return Ok(());
    }
    bail!(UsageError(format!(
        "refusing to listen on {} without API keys, as every caller could read and change everything: create \
         one with `frontdesk keys create` or --first-key, listen on 127.0.0.1, or pass --insecure-no-auth",
        server.listen
    )))
}

/// Access without keys is for trying the service out.
fn refuse_unsafe_production(server: &ServerSettings, installation: &InstallationSettings) -> Result<()> {
    if server.insecure_no_auth && installation.is_production() {
        bail!(UsageError(
            "refusing --insecure-no-auth in production: make a key with `frontdesk keys create`, or set another \
             ENVIRONMENT"
                .to_owned()
        ));
    }
    Ok(())
}

fn is_this_machine(address: SocketAddr) -> bool {
    address.ip().to_canonical().is_loopback()
}

fn tell(address: SocketAddr, has_keys: bool) {
    tracing::info!("listening on http://{address}");
    if has_keys {
        tracing::info!("there are API keys: every request needs one");
    } else if is_this_machine(address) {
        tracing::info!("there are no API keys: every request from this machine is accepted");
    } else {
        tracing::warn!("there are no API keys: every request that reaches {address} is accepted");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_loopback_addresses_are_this_machine() {
        for (address, expected) in [
            ("127.0.0.1:1", true),
            ("127.1.2.3:1", true),
            ("[::1]:1", true),
            ("[::ffff:127.0.0.1]:1", true),
            ("0.0.0.0:1", false),
            ("[::]:1", false),
            ("192.168.0.1:1", false),
        ] {
            assert_eq!(is_this_machine(address.parse().expect("an address")), expected, "{address}");
        }
    }
}
