//! `frontdesk work`: brings users to the CRM beside the servers.

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use frontdesk_crm::Metrics;
use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::exit::UsageError;
use crate::settings::{CrmSettings, DatabaseSettings};
use crate::{crm, open};

/// Run a worker that pushes users to the CRM, beside the servers
///
/// Any number of workers can share one PostgreSQL, MySQL or MariaDB database. A server has a worker of its own, unless
/// FRONTDESK_NO_CRM_WORKER is set. On SIGINT (Ctrl-C) and SIGTERM the worker finishes its current users and ends.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    crm: CrmSettings,
}

/// Works until told to stop.
pub(crate) fn run(database: &DatabaseSettings, arguments: &Arguments) -> Result<ExitCode> {
    if database.url().is_embedded() {
        bail!(UsageError(
            "an embedded database needs no separate worker: `frontdesk serve` pushes users itself".to_owned()
        ));
    }
    let mut signals = Signals::new([SIGINT, SIGTERM]).context("cannot listen for signals")?;
    let opened = open::with_keys(database)?;
    let Some(worker) = crm::start(&arguments.crm, &opened.database, &Metrics::default())? else {
        bail!(UsageError("FRONTDESK_CRM_URL must be set: there is no CRM to push users to".to_owned()));
    };
    tracing::info!(database = %opened.database.url(), "working");
    signals.forever().next();
    drop(worker);
    drop(opened);
    tracing::info!("stopped");
    Ok(ExitCode::SUCCESS)
}
