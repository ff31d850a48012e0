//! The worker that keeps users equal to the CRM, put together.

use std::sync::Arc;

use anyhow::{Context, Result};
use frontdesk_crm::{ClientError, Crm, Metrics, Notifier, NotifyError, Tools, Worker};
use frontdesk_storage::Database;

use crate::clock;
use crate::exit::UsageError;
use crate::settings::CrmSettings;

/// Starts a worker. `None` without a CRM.
pub(crate) fn start(
    settings: &CrmSettings,
    database: &Database,
    metrics: &Metrics,
) -> Result<Option<Worker>> {
    let Some(options) = settings.options() else { return Ok(None) };
    // No other process can work on the embedded database.
    let shared = (!database.url().is_embedded()).then(|| database.clone());
    let crm = Crm::new(&options, shared, clock::now).map_err(|error| match error {
        ClientError::Url => UsageError(format!("FRONTDESK_CRM_URL: {error}")).into(),
        ClientError::Build(_) => anyhow::Error::from(error),
    })?;
    let notifier = Notifier::new(&settings.notify_options()).map_err(|error| match error {
        NotifyError::Webhooks(_) => anyhow::Error::from(error),
        NotifyError::MailServer | NotifyError::Address(_) => UsageError(error.to_string()).into(),
    })?;
    let url = options.url.clone();
    let tools = Tools {
        database: database.clone(),
        crm: Arc::new(crm),
        options,
        notifier,
        metrics: metrics.clone(),
        clock: clock::now,
    };
    let worker = Worker::start(tools).context("cannot start the worker for the CRM")?;
    tracing::info!(crm = url, "pushing users to the CRM");
    Ok(Some(worker))
}
